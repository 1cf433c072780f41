#include "app/cli/run_json.h"

#include "app/cli/text.h"

#include <spdlog/fmt/fmt.h>

namespace tandem {

using Json = nlohmann::ordered_json;

namespace {

template <class T> Json orNull(const std::optional<T> &value)
{
    return value ? Json(*value) : Json();
}

Json parsedOrNull(const std::string &text)
{
    Json parsed = Json::parse(text, nullptr, false);
    return parsed.is_discarded() ? Json() : parsed;
}

Json timeOrNull(std::int64_t ms)
{
    return ms == 0 ? Json() : Json(ms);
}

} // namespace

Json errorJson(const std::optional<Error> &error)
{
    if (!error)
        return {};
    return {
        {"code", std::string(errorWord(error->code))}, {"message", describe(*error)}, {"arguments", error->arguments}};
}

Json summaryJson(const RunSummary &summary)
{
    return {
        {"run", summary.id.toString()},
        {"name", summary.name},
        {"state", std::string(runStateWord(summary.state))},
        {"epoch", summary.epoch},
        {"epochs", summary.totalEpochs},
        {"step", summary.step},
        {"steps", summary.totalSteps},
        {"loss", orNull(summary.loss)},
        {"knn", orNull(summary.knnAccuracy)},
        {"best_knn", orNull(summary.bestKnnAccuracy)},
        {"images_per_second", orNull(summary.imagesPerSecond)},
        {"data_wait_share", orNull(summary.dataWaitShare)},
        {"peak_memory_bytes", summary.peakMemoryBytes},
        {"seconds", summary.secondsTrained},
        {"weights_sha256", summary.weightsSha256.empty() ? Json() : Json(summary.weightsSha256)},
        {"created_ms", timeOrNull(summary.createdMs)},
        {"started_ms", timeOrNull(summary.startedMs)},
        {"ended_ms", timeOrNull(summary.endedMs)},
        {"pid", isActive(summary.state) ? Json(summary.process.pid) : Json()},
        {"program_version", summary.programVersion},
        {"settings", parsedOrNull(summary.settingsJson)},
        {"sweep", summary.origin ? Json(summary.origin->sweep.toString()) : Json()},
        {"cell", summary.origin ? Json(summary.origin->cell) : Json()},
        {"repeat", summary.origin ? Json(summary.origin->repeat) : Json()},
        {"error", errorJson(summary.error)},
    };
}

Json planJson(const RunPlan &plan)
{
    return {
        {"steps_per_epoch", plan.stepsPerEpoch},
        {"steps", plan.totalSteps},
        {"epochs", plan.totalEpochs},
        {"warmup_steps", plan.warmupSteps},
        {"first_step", plan.firstStep},
        {"train_images", plan.trainImages},
        {"test_images", plan.testImages},
        {"train_identity", plan.trainIdentity},
        {"test_identity", plan.testIdentity},
        {"parameters", plan.parameters},
        {"feature_dimension", plan.featureDimension},
        {"view_size", plan.viewSize},
        {"ghost_batch", plan.ghostBatch},
        {"chance_loss", plan.chanceLoss},
        {"peak_learning_rate", plan.peakLearningRate},
        {"device", plan.device},
        {"excluded_from_decay", plan.excludedFromDecay},
        {"settings", parsedOrNull(plan.settingsJson)},
    };
}

Json stepJson(const StepRecord &record)
{
    return {
        {"step", record.step},
        {"epoch", record.epoch},
        {"wall_ms", record.wallMs},
        {"loss", record.loss},
        {"learning_rate", record.learningRate},
        {"contrastive_accuracy", record.contrastiveAccuracy},
        {"contrastive_accuracy_n", record.contrastiveAccuracyN},
        {"entropy", record.entropy},
        {"positive_similarity", record.positiveSimilarity},
        {"negative_similarity", record.negativeSimilarity},
        {"images_per_second", record.imagesPerSecond},
        {"data_wait_share", record.dataWaitShare},
    };
}

Json epochJson(const EpochRecord &record)
{
    return {
        {"epoch", record.epoch},
        {"step", record.step},
        {"wall_ms", record.wallMs},
        {"loss", record.meanLoss},
        {"images_per_second", record.imagesPerSecond},
        {"data_wait_share", record.dataWaitShare},
        {"seconds", record.seconds},
    };
}

Json evaluationJson(const EvaluationRecord &record)
{
    Json object{
        {"kind", "online"},
        {"epoch", record.epoch},
        {"step", record.step},
        {"wall_ms", record.wallMs},
        {"knn", orNull(record.knnAccuracy)},
        {"knn_neighbors", record.knnNeighbors},
        {"knn_temperature", record.knnTemperature},
        {"knn_metric", record.knnMetric},
        {"knn_feature", record.knnFeature},
        {"bank_size", record.bankSize},
        {"test_size", record.testSize},
        {"test_split", record.testSplit},
        {"feature_std", record.featureStd},
        {"projection_std", record.projectionStd},
        {"seconds", record.seconds},
    };
    for (const auto &[name, value] : record.measures)
        object[name] = value;
    return object;
}

Json offlineEvaluationJson(const OfflineEvaluationRecord &record)
{
    return {
        {"kind", "offline"},
        {"protocol", record.protocol},
        {"checkpoint", record.checkpoint},
        {"epoch", record.epoch},
        {"step", record.step},
        {"wall_ms", record.wallMs},
        {"accuracy", record.accuracy},
        {"top5_accuracy", orNull(record.top5Accuracy)},
        {"test_split", record.testSplit},
        {"train_images", record.trainImages},
        {"test_images", record.testImages},
        {"classes", record.classes},
        {"weights_sha256", record.weightsSha256.empty() ? Json() : Json(record.weightsSha256)},
        {"settings", parsedOrNull(record.settingsJson)},
        {"seconds", record.seconds},
    };
}

std::string knnText(const EvaluationRecord &record)
{
    if (record.testSize == 0)
        return "none, as there are no test images";
    if (!record.knnAccuracy)
        return "none, as there are no labels";
    return fmt::format("{} (k = {}, τ = {}, {} on {}, {} split of {}, bank of {})", percentText(*record.knnAccuracy),
                       record.knnNeighbors, record.knnTemperature, record.knnMetric, record.knnFeature,
                       record.testSplit, countText(record.testSize, "image", "images"), record.bankSize);
}

std::string offlineSettingsText(const OfflineEvaluationRecord &record)
{
    const Json settings = parsedOrNull(record.settingsJson);
    std::string text;
    for (const auto &[key, value] : settings.items())
        text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", key,
                            value.is_string() ? value.get<std::string>() : value.dump());
    return text;
}

} // namespace tandem
