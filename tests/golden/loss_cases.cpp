#include "core/engine/objective.h"
#include "tests/golden/case_folder.h"
#include "tests/golden/subjects.h"

#include <array>

namespace tandem::golden {

namespace {

using namespace tandem::engine;

struct Named {
    ObjectiveKind kind;
    const char *word;
};
constexpr std::array kObjectives{
    Named{ObjectiveKind::NtXent, "nt-xent"}, Named{ObjectiveKind::NtLogistic, "nt-logistic"},
    Named{ObjectiveKind::Margin, "margin"}, Named{ObjectiveKind::Dcl, "dcl"}, Named{ObjectiveKind::Dclw, "dclw"}};
constexpr std::array<std::int64_t, 4> kBatchSizes{2, 3, 16, 65};
constexpr std::array kTemperatures{0.05, 0.1, 0.5, 1.0};

/// Pairs that resemble each other, of different lengths.
torch::Tensor projections(std::int64_t images, double scale)
{
    const auto common = torch::randn({images, 8}, torch::kFloat64);
    const auto noise = 0.7 * torch::randn({2 * images, 8}, torch::kFloat64);
    return scale * (torch::cat({common, common}) + noise);
}

torch::Tensor withGradient(const torch::Tensor &z, const ObjectiveOptions &options, bool tiled, torch::Tensor &gradient)
{
    const auto leaf = z.detach().clone().requires_grad_();
    const auto batch = wholeBatch(comparable(leaf, options));
    const auto loss = tiled ? tiledContrastiveLoss(batch, options, 7) : plainContrastiveLoss(batch, options);
    loss.backward();
    gradient = leaf.grad();
    return loss.detach();
}

} // namespace

void lossCases(const std::filesystem::path &out)
{
    torch::manual_seed(2);
    int count = 0;
    for (const Named &objective : kObjectives)
        for (const std::int64_t images : kBatchSizes)
            for (const double temperature : kTemperatures)
                for (const bool normalize : {true, false})
                    for (const bool semiHard : {false, true}) {
                        const ObjectiveOptions options{objective.kind, temperature, normalize, semiHard, 0.6, 0.4};
                        const auto z = projections(images, normalize ? 3 : 0.3);
                        const CaseFolder folder(out / std::to_string(count++));
                        torch::Tensor gradient;
                        folder.add("z", z);
                        folder.add("loss", withGradient(z, options, false, gradient));
                        folder.add("gradient", gradient);
                        folder.add("tiled_loss", withGradient(z, options, true, gradient));
                        folder.add("tiled_gradient", gradient);
                        folder.add("statistics", contrastStatistics(wholeBatch(comparable(z, options)), options));
                        folder.close({{"objective", objective.word},
                                      {"temperature", temperature},
                                      {"normalize", normalize},
                                      {"semi_hard", semiHard},
                                      {"margin", options.margin},
                                      {"sigma", options.dclwSigma}});
                    }
}

} // namespace tandem::golden
