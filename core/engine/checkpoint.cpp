#include "core/engine/checkpoint.h"

#include "core/base/digest.h"
#include "core/config/settings_table.h"

#include <cstring>
#include <limits>
#include <sstream>

namespace tandem::engine {

namespace {

constexpr std::int64_t kFormat = 1;

torch::Tensor scalar(double value)
{
    return torch::tensor(value, torch::kDouble);
}

torch::Tensor scalar(std::int64_t value)
{
    return torch::tensor(value, torch::kLong);
}

torch::Tensor textTensor(const std::string &text)
{
    auto tensor = torch::empty({static_cast<std::int64_t>(text.size())}, torch::kUInt8);
    std::memcpy(tensor.data_ptr(), text.data(), text.size());
    return tensor;
}

std::string tensorText(const torch::Tensor &tensor)
{
    return {static_cast<const char *>(tensor.data_ptr()), static_cast<std::size_t>(tensor.numel())};
}

torch::Tensor read(torch::serialize::InputArchive &archive, const std::string &name)
{
    torch::Tensor tensor;
    archive.read(name, tensor);
    return tensor;
}

std::string key(const char *group, std::size_t index)
{
    return std::string(group) + std::to_string(index); // archive keys may hold no dots, so names are kept by index
}

void restore(torch::serialize::InputArchive &archive, const char *group, const std::vector<torch::Tensor> &targets)
{
    const torch::NoGradGuard guard;
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const auto stored = read(archive, key(group, i));
        TORCH_CHECK(stored.sizes() == targets[i].sizes(), "a stored tensor has another shape");
        auto target = targets[i];
        target.copy_(stored);
    }
}

std::vector<torch::Tensor> stateTensors(const ModelImpl &model)
{
    std::vector<torch::Tensor> tensors;
    for (const auto &[name, tensor] : namedState(model))
        tensors.push_back(tensor);
    return tensors;
}

} // namespace

std::string compatibilityKey(const Settings &settings, const std::string &dataFingerprint)
{
    // What only decides how fast or how often something happens may change between segments of a run.
    Settings relevant = settings;
    relevant.data.path.clear();
    relevant.data.testPath.clear();
    relevant.train.device = TrainSettings{}.device;
    relevant.train.threads = 0;
    relevant.train.loaderThreads = 0;
    relevant.train.recompute = TrainSettings{}.recompute;
    relevant.train.checkpointEvery = 1;
    relevant.evaluate = {};
    return sha256(settingsToJson(relevant) + dataFingerprint);
}

std::vector<std::byte> saveCheckpoint(const ModelImpl &model, const Optimizer &optimizer, const Progress &progress,
                                      const std::string &compatibility)
{
    torch::serialize::OutputArchive archive;
    archive.write("format", scalar(kFormat));
    archive.write("compatibility", textTensor(compatibility));
    archive.write("step", scalar(progress.step));
    archive.write("closed_epochs", scalar(progress.closedEpochs));
    archive.write("epoch_loss_sum", scalar(progress.epochLossSum));
    archive.write("epoch_wait_seconds", scalar(progress.epochWaitSeconds));
    archive.write("epoch_seconds", scalar(progress.epochSeconds));
    archive.write("skipped_steps", scalar(progress.skippedSteps));
    archive.write("loss_scale", scalar(progress.lossScale.factor));
    archive.write("loss_scale_good_steps", scalar(progress.lossScale.goodSteps));
    archive.write("knn_accuracy", scalar(progress.knnAccuracy.value_or(std::numeric_limits<double>::quiet_NaN())));
    const auto state = stateTensors(model);
    for (std::size_t i = 0; i < state.size(); ++i)
        archive.write(key("state", i), state[i].detach().to(torch::kCPU));
    const auto &rule = optimizer.state();
    for (std::size_t i = 0; i < rule.size(); ++i)
        archive.write(key("optimizer", i), rule[i].to(torch::kCPU));

    std::ostringstream stream;
    archive.save_to(stream);
    const std::string text = std::move(stream).str();
    std::vector<std::byte> bytes(text.size());
    std::memcpy(bytes.data(), text.data(), text.size());
    return bytes;
}

Result<Progress> loadCheckpoint(std::span<const std::byte> bytes, ModelImpl &model, Optimizer &optimizer,
                                const std::string &compatibility)
{
    try {
        torch::serialize::InputArchive archive;
        archive.load_from(reinterpret_cast<const char *>(bytes.data()), bytes.size());
        if (read(archive, "format").item<std::int64_t>() != kFormat)
            return Error{ErrorCode::RunNotResumable, {"", "its checkpoint was written by another version"}, {}};
        if (tensorText(read(archive, "compatibility")) != compatibility)
            return Error{ErrorCode::RunNotResumable,
                         {"", "settings or training images differ from those that its checkpoint was made with"},
                         {}};
        Progress progress;
        progress.step = read(archive, "step").item<std::int64_t>();
        progress.closedEpochs = read(archive, "closed_epochs").item<std::int64_t>();
        progress.epochLossSum = read(archive, "epoch_loss_sum").item<double>();
        progress.epochWaitSeconds = read(archive, "epoch_wait_seconds").item<double>();
        progress.epochSeconds = read(archive, "epoch_seconds").item<double>();
        progress.skippedSteps = read(archive, "skipped_steps").item<std::int64_t>();
        progress.lossScale.factor = read(archive, "loss_scale").item<double>();
        progress.lossScale.goodSteps = read(archive, "loss_scale_good_steps").item<std::int64_t>();
        if (const double knn = read(archive, "knn_accuracy").item<double>(); knn == knn)
            progress.knnAccuracy = knn;
        restore(archive, "state", stateTensors(model));
        restore(archive, "optimizer", optimizer.state());
        return progress;
    } catch (const std::exception &failure) {
        return Error{ErrorCode::CheckpointDamaged, {""}, failure.what()};
    }
}

} // namespace tandem::engine
