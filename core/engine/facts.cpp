#include "core/base/process.h"
#include "core/engine/trainer.h"

#include <ATen/Parallel.h>
#include <torch/torch.h>
#include <torch/version.h>

namespace tandem {

std::vector<EngineFact> engineFacts()
{
    std::vector<EngineFact> facts;
    facts.push_back({"LibTorch", TORCH_VERSION});
    facts.push_back({"Engine threads",
                     std::to_string(at::get_num_threads()) + " of " + std::to_string(usableCores()) + " usable cores"});
    facts.push_back({"oneDNN", at::hasMKLDNN() ? "yes" : "no: convolutions will be slow"});
    facts.push_back({"LAPACK", at::hasLAPACK() ? "yes" : "no"});
    std::string devices = "cpu";
    if (torch::cuda::is_available())
        devices += ", cuda (" + std::to_string(torch::cuda::device_count()) + ")";
    facts.push_back({"Devices", devices});
    facts.push_back({"Ranks over", rankBackends()});
    return facts;
}

} // namespace tandem
