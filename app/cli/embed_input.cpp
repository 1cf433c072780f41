#include "app/cli/embed_input.h"

#include "core/analysis/feature_files.h"
#include "core/store/embedding_files.h"
#include "core/store/run_reader.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <numeric>

namespace tandem {

namespace {

Error wrongUse(std::string what)
{
    return {ErrorCode::BadUsage, {std::move(what)}, {}};
}

std::optional<Error> wrongSource(const EmbedSource &source)
{
    const bool ofRun = !source.run.empty() || !source.project.empty();
    if (ofRun == !source.features.empty())
        return wrongUse("embed takes a run (--project DIR RUN) or a file (--features FILE)");
    if (ofRun && (source.run.empty() || source.project.empty()))
        return wrongUse("embed takes --project DIR and RUN together");
    if (ofRun && !source.labels.empty())
        return wrongUse("--labels belongs to --features: a run stores its labels itself");
    if (!ofRun && (source.epoch || source.step || source.space != "h"))
        return wrongUse("--epoch, --step and --space belong to a run");
    if (source.epoch && source.step)
        return wrongUse("embed takes --epoch or --step, not both");
    return std::nullopt;
}

Result<EmbedInput> fromFiles(const EmbedSource &source)
{
    auto features = readFeatures(source.features);
    if (!features)
        return features.error();
    EmbedInput input;
    input.values = std::move(features->values);
    input.rows = features->rows;
    input.dimension = features->dimension;
    input.samples.resize(static_cast<std::size_t>(input.rows));
    std::iota(input.samples.begin(), input.samples.end(), 0U);
    input.title = source.features.string();
    if (source.labels.empty())
        return input;
    auto labels = readLabels(source.labels);
    if (!labels)
        return labels.error();
    if (static_cast<std::int64_t>(labels->labels.size()) != input.rows)
        return Error{ErrorCode::UnusableArray,
                     {source.labels.string(), fmt::format("it has {} labels, and {} has {} rows", labels->labels.size(),
                                                          source.features.string(), input.rows)},
                     {}};
    input.labels = std::move(labels->labels);
    input.classNames = std::move(labels->classNames);
    return input;
}

/// The place that was asked for, among those that are stored.
const EmbeddingInfo *find(const std::vector<EmbeddingInfo> &stored, const EmbedSource &source)
{
    if (!source.epoch && !source.step)
        return stored.empty() ? nullptr : &stored.back();
    const auto place = std::find_if(stored.rbegin(), stored.rend(), [&](const EmbeddingInfo &info) {
        return source.epoch ? info.epoch == *source.epoch : info.step == *source.step;
    });
    return place == stored.rend() ? nullptr : &*place;
}

/// What there is, for the sentence.
std::string storedText(const std::vector<EmbeddingInfo> &stored, const EmbedSource &source)
{
    if (stored.empty())
        return "it stored no embeddings (evaluate.probe_images says of how many images)";
    std::string places;
    for (const EmbeddingInfo &info : stored)
        places += fmt::format("{}{}", places.empty() ? "" : ", ", source.epoch ? info.epoch : info.step);
    return source.epoch ? fmt::format("it stored no embedding of epoch {}, but of {}", *source.epoch, places)
                        : fmt::format("it stored no embedding of step {}, but of {}", *source.step, places);
}

Result<EmbedInput> fromRun(const EmbedSource &source)
{
    const auto project = openProject(source.project);
    if (!project)
        return project.error();
    const auto id = findRun(*project, source.run);
    if (!id)
        return id.error();
    const auto reader = RunReader::open(*project, *id);
    if (!reader)
        return reader.error();
    const auto summary = (*reader)->summary();
    if (!summary)
        return summary.error();
    const auto stored = listEmbeddings(*project, *id);
    if (!stored)
        return stored.error();
    const EmbeddingInfo *info = find(*stored, source);
    if (info == nullptr)
        return Error{ErrorCode::RunNotEvaluable, {summary->name, storedText(*stored, source)}, {}};
    auto record = readEmbedding(*project, *id, info->step);
    if (!record)
        return record.error();
    EmbedInput input;
    const bool projections = source.space == "z";
    input.values = std::move(projections ? record->z : record->h);
    input.rows = static_cast<std::int64_t>(record->samples.size());
    input.dimension = projections ? record->projectionDimension : record->featureDimension;
    input.samples = std::move(record->samples);
    if (std::any_of(record->labels.begin(), record->labels.end(), [](std::int32_t label) { return label >= 0; }))
        input.labels = std::move(record->labels);
    if (projections)
        input.positives = std::move(record->positives);
    input.title = fmt::format("the run {}, epoch {}, {}", summary->name, record->epoch, source.space);
    input.runId = id->toString();
    input.epoch = record->epoch;
    input.step = record->step;
    if (const auto row = firstRowNotFinite(input.view()))
        return Error{ErrorCode::RunNotEvaluable,
                     {summary->name, fmt::format("its {} of sample {} are infinite or no numbers", source.space,
                                                 input.samples[static_cast<std::size_t>(*row)])},
                     {}};
    return input;
}

} // namespace

Result<EmbedInput> readEmbedInput(const EmbedSource &source)
{
    if (const auto wrong = wrongSource(source))
        return *wrong;
    return source.features.empty() ? fromRun(source) : fromFiles(source);
}

} // namespace tandem
