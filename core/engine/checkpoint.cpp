#include "core/engine/checkpoint.h"

#include "core/config/settings_table.h"

#include <nlohmann/json.hpp>

#include <cstring>
#include <limits>
#include <sstream>

namespace tandem::engine {

namespace {

using Json = nlohmann::json;

constexpr std::int64_t kFormat = 2;
constexpr const char *kImages = "images"; // no setting is called so

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

/// Why a checkpoint that was made with one does not fit the other; empty if it does. A setting that one side does not
/// know had no part in what it did.
std::string conflict(const std::string &madeWith, const std::string &wanted)
{
    const Json before = Json::parse(madeWith), now = Json::parse(wanted);
    for (const auto &[key, value] : before.items()) {
        if (!now.contains(key) || now[key] == value)
            continue;
        if (key == kImages)
            return "its checkpoint was made with other training images";
        return "its checkpoint was made with " + key + "=" + value.get<std::string>() + ", and this is " +
               now[key].get<std::string>();
    }
    return {};
}

std::vector<torch::Tensor> stateTensors(const ModelImpl &model)
{
    std::vector<torch::Tensor> tensors;
    for (const auto &[name, tensor] : namedState(model))
        tensors.push_back(tensor);
    return tensors;
}

} // namespace

std::string compatibilityText(const Settings &settings, const std::string &imageIdentity)
{
    Json text{{kImages, imageIdentity}};
    for (const SettingField &field : settingsTable())
        if (!mayChangeOnResume(field.key))
            text[field.key] = settingText(field.get(settings));
    return text.dump();
}

std::vector<std::byte> saveCheckpoint(const ModelImpl &model, const Optimizer &optimizer, const Progress &progress,
                                      const std::string &compatibility, const std::vector<torch::Tensor> &monitor)
{
    torch::serialize::OutputArchive archive;
    archive.write("format", scalar(kFormat));
    archive.write("made_with", textTensor(compatibility));
    archive.write("step", scalar(progress.step));
    archive.write("closed_epochs", scalar(progress.closedEpochs));
    archive.write("epoch_loss_sum", scalar(progress.epochLossSum));
    archive.write("epoch_wait_seconds", scalar(progress.epochWaitSeconds));
    archive.write("epoch_seconds", scalar(progress.epochSeconds));
    archive.write("skipped_steps", scalar(progress.skippedSteps));
    archive.write("loss_scale", scalar(progress.lossScale.factor));
    archive.write("loss_scale_good_steps", scalar(progress.lossScale.goodSteps));
    archive.write("knn_accuracy", scalar(progress.bestKnnAccuracy.value_or(std::numeric_limits<double>::quiet_NaN())));
    const auto state = stateTensors(model);
    for (std::size_t i = 0; i < state.size(); ++i)
        archive.write(key("state", i), state[i].detach().to(torch::kCPU));
    const auto &rule = optimizer.state();
    for (std::size_t i = 0; i < rule.size(); ++i)
        archive.write(key("optimizer", i), rule[i].to(torch::kCPU));
    for (std::size_t i = 0; i < monitor.size(); ++i)
        archive.write(key("monitor", i), monitor[i].to(torch::kCPU));

    std::ostringstream stream;
    archive.save_to(stream);
    const std::string text = std::move(stream).str();
    std::vector<std::byte> bytes(text.size());
    std::memcpy(bytes.data(), text.data(), text.size());
    return bytes;
}

Result<void> loadWeights(std::span<const std::byte> bytes, ModelImpl &model)
{
    try {
        torch::serialize::InputArchive archive;
        archive.load_from(reinterpret_cast<const char *>(bytes.data()), bytes.size());
        TORCH_CHECK(read(archive, "format").item<std::int64_t>() == kFormat, "another format");
        restore(archive, "state", stateTensors(model));
        return {};
    } catch (const std::exception &failure) {
        return Error{ErrorCode::CheckpointDamaged, {""}, failure.what()};
    }
}

Result<Progress> loadCheckpoint(std::span<const std::byte> bytes, ModelImpl &model, Optimizer &optimizer,
                                const std::string &compatibility, const std::vector<torch::Tensor> &monitor)
{
    try {
        torch::serialize::InputArchive archive;
        archive.load_from(reinterpret_cast<const char *>(bytes.data()), bytes.size());
        if (read(archive, "format").item<std::int64_t>() != kFormat)
            return Error{ErrorCode::RunNotResumable, {"", "its checkpoint was written by another version"}, {}};
        // Earlier versions left a key that depends on the times of files, which nobody can compute again.
        if (torch::Tensor madeWith; archive.try_read("made_with", madeWith))
            if (const std::string difference = conflict(tensorText(madeWith), compatibility); !difference.empty())
                return Error{ErrorCode::RunNotResumable, {"", difference}, {}};
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
            progress.bestKnnAccuracy = knn;
        restore(archive, "state", stateTensors(model));
        restore(archive, "optimizer", optimizer.state());
        restore(archive, "monitor", monitor);
        return progress;
    } catch (const std::exception &failure) {
        return Error{ErrorCode::CheckpointDamaged, {""}, failure.what()};
    }
}

} // namespace tandem::engine
