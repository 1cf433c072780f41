#include "core/base/process.h"
#include "core/engine/device_memory.h"
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
    for (std::size_t i = 0; torch::cuda::is_available() && i < torch::cuda::device_count(); ++i)
        if (const auto text = engine::describeDevice(torch::Device(torch::kCUDA, static_cast<c10::DeviceIndex>(i))))
            facts.push_back({"cuda " + std::to_string(i), *text});
    facts.push_back({"Ranks over", rankBackends()});
    return facts;
}

std::vector<std::string> trainingDevices()
{
    std::vector<std::string> devices{"cpu"};
    const auto count = torch::cuda::is_available() ? torch::cuda::device_count() : 0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i)
        devices.push_back("cuda:" + std::to_string(i));
    return devices;
}

} // namespace tandem
