#include "ui/runs/run_presets.h"

#include "core/config/schedule.h"
#include "core/config/settings_table.h"

#include <QtGlobal>

#include <algorithm>
#include <cassert>
#include <cmath>

namespace tandem {

namespace {

using Words = std::string_view;

constexpr Words kShapes[] = {"augment.preset=shapes",       "encoder.width=0.25",        "train.epochs=15",
                             "train.batch_size=128",        "train.warmup_epochs=2",     "optimizer.name=sgd",
                             "optimizer.learning_rate=0.4", "objective.temperature=0.2", "evaluate.knn_neighbors=20"};
constexpr Words kQuick[] = {
    "encoder.width=0.25",   "optimizer.name=sgd",    "optimizer.learning_rate=0.06", "train.epochs=5",
    "train.batch_size=256", "train.warmup_epochs=0", "optimizer.weight_decay=5e-4"};
constexpr Words kEvening[] = {"encoder.width=0.5",          "optimizer.name=sgd",   "optimizer.learning_rate=0.06",
                              "train.epochs=100",           "train.batch_size=256", "train.warmup_epochs=5",
                              "optimizer.weight_decay=5e-4"};
constexpr Words kCifarReadme[] = {"encoder.stem=cifar",          "train.epochs=1000",
                                  "train.batch_size=512",        "optimizer.learning_rate=1",
                                  "optimizer.weight_decay=1e-4", "objective.temperature=0.5"};
constexpr Words kCifarPaper[] = {"encoder.name=resnet50",    "encoder.stem=cifar",        "train.epochs=1000",
                                 "train.batch_size=1024",    "optimizer.learning_rate=1", "optimizer.weight_decay=1e-6",
                                 "objective.temperature=0.5"};
constexpr Words kImageNetPaper[] = {"augment.preset=imagenet",     "encoder.name=resnet50",
                                    "encoder.stem=imagenet",       "train.epochs=100",
                                    "train.batch_size=4096",       "optimizer.learning_rate=0.3",
                                    "optimizer.weight_decay=1e-6", "objective.temperature=0.1"};

// clang-format off
const RunPreset kPresets[] = {
    {QT_TRANSLATE_NOOP("RunPresets", "Sample images (Shapes)"),
     QT_TRANSLATE_NOOP("RunPresets", "For the sample set that Tandem makes: its own augmentation, a narrow ResNet-18, fifteen epochs; minutes on two cores."), kShapes},
    {QT_TRANSLATE_NOOP("RunPresets", "Quick look on a processor"),
     QT_TRANSLATE_NOOP("RunPresets", "A narrow ResNet-18 with SGD for five epochs: minutes on two cores, enough to see the loss leave chance."), kQuick},
    {QT_TRANSLATE_NOOP("RunPresets", "An evening on a processor"),
     QT_TRANSLATE_NOOP("RunPresets", "A ResNet-18 of half width with SGD for a hundred epochs, for images up to 48 pixels."), kEvening},
    {QT_TRANSLATE_NOOP("RunPresets", "SimCLR, CIFAR-10 (authors' code)"),
     QT_TRANSLATE_NOOP("RunPresets", "ResNet-18, batch 512, LARS 1.0, a thousand epochs: what the authors' README gives about 91 % linear accuracy for. Wants a GPU."), kCifarReadme},
    {QT_TRANSLATE_NOOP("RunPresets", "SimCLR, CIFAR-10 (paper)"),
     QT_TRANSLATE_NOOP("RunPresets", "ResNet-50, batch 1024, LARS 1.0, a thousand epochs, as in appendix B.9 of Chen et al. 2020. Wants a large GPU."), kCifarPaper},
    {QT_TRANSLATE_NOOP("RunPresets", "SimCLR, ImageNet (paper)"),
     QT_TRANSLATE_NOOP("RunPresets", "ResNet-50, batch 4096, temperature 0.1, a hundred epochs, as in the ablations of Chen et al. 2020. Wants many GPUs."), kImageNetPaper},
};
// clang-format on

} // namespace

std::span<const RunPreset> runPresets()
{
    return kPresets;
}

Settings applyPreset(const RunPreset &preset, const Settings &current)
{
    Settings settings;
    settings.data = current.data;
    settings.train.device = current.train.device;
    settings.train.threads = current.train.threads;
    settings.train.loaderThreads = current.train.loaderThreads;
    for (const std::string_view assignment : preset.assignments) {
        [[maybe_unused]] const auto applied = applyAssignment(settings, assignment);
        assert(applied);
    }
    return settings;
}

RunOutlook runOutlook(const Settings &settings, std::int64_t trainImages)
{
    RunOutlook outlook;
    const std::int64_t batch = settings.train.batchSize;
    outlook.peakLearningRate = peakLearningRate(settings.optimizer, batch);
    outlook.negatives = 2 * batch - 2;
    outlook.chanceLoss = std::log(static_cast<double>(2 * batch - 1));
    if (trainImages > 0 && batch > 0) {
        outlook.stepsPerEpoch = trainImages / batch; // whole batches only
        outlook.totalSteps = *outlook.stepsPerEpoch * settings.train.epochs;
    }
    return outlook;
}

std::string suggestedName(const Settings &settings, std::span<const std::string> taken)
{
    std::string base = settings.encoder.name;
    if (settings.encoder.width != 1)
        base += " ×" + settingText(settings.encoder.width);
    base += " b" + settingText(settings.train.batchSize) + " τ" + settingText(settings.objective.temperature);
    std::string name = base;
    for (int number = 2; std::find(taken.begin(), taken.end(), name) != taken.end(); ++number)
        name = base + " (" + std::to_string(number) + ")";
    return name;
}

} // namespace tandem
