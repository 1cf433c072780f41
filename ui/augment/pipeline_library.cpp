#include "ui/augment/pipeline_library.h"

#include "core/base/log.h"
#include "ui/project_session.h"

#include <QCoreApplication>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace tandem {

namespace {

constexpr auto kPipelinesKey = "pipelines"; // a JSON list of pipelines as pipelineToJson writes them
constexpr auto kWorkingKey = "pipeline-working";

std::vector<Pipeline> read(const std::string &text)
{
    std::vector<Pipeline> pipelines;
    const auto list = nlohmann::json::parse(text, nullptr, false);
    if (!list.is_array())
        return pipelines;
    for (const auto &entry : list) {
        auto pipeline = pipelineFromJson(entry.dump(), "a pipeline of the project");
        if (pipeline)
            pipelines.push_back(std::move(*pipeline));
        else
            log(LogLevel::Warning, "A stored pipeline was left aside: " + describe(pipeline.error()));
    }
    return pipelines;
}

bool has(const std::vector<Pipeline> &pipelines, const Pipeline &pipeline)
{
    return std::find(pipelines.begin(), pipelines.end(), pipeline) != pipelines.end();
}

Error presetName(const std::string &name)
{
    return {ErrorCode::BadUsage,
            {QCoreApplication::translate("PipelineLibrary", "%1 is the name of a preset: choose another one.")
                 .arg(QString::fromStdString(name))
                 .toStdString()},
            {}};
}

} // namespace

PipelineLibrary::PipelineLibrary(ProjectSession &session) : m_session(session)
{
    if (const auto text = session.text(kPipelinesKey))
        m_pipelines = read(*text);
}

const Pipeline *PipelineLibrary::find(const std::string &name) const
{
    const auto found =
        std::find_if(m_pipelines.begin(), m_pipelines.end(), [&](const Pipeline &p) { return p.name == name; });
    return found == m_pipelines.end() ? nullptr : &*found;
}

bool PipelineLibrary::isPreset(const std::string &name)
{
    const auto presets = pipelinePresets();
    return std::any_of(presets.begin(), presets.end(), [&](const PipelinePreset &p) { return name == p.word; });
}

std::string PipelineLibrary::freeName(const std::string &name) const
{
    for (int number = 2;; ++number)
        if (std::string candidate = name + " " + std::to_string(number); !find(candidate))
            return candidate;
}

Result<void> PipelineLibrary::save(const Pipeline &pipeline)
{
    if (isPreset(pipeline.name))
        return presetName(pipeline.name);
    std::vector<Pipeline> next = m_pipelines;
    std::erase_if(next, [&](const Pipeline &p) { return p.name == pipeline.name; });
    next.push_back(pipeline);
    return store(std::move(next));
}

Result<void> PipelineLibrary::remove(const std::string &name)
{
    std::vector<Pipeline> next = m_pipelines;
    std::erase_if(next, [&](const Pipeline &p) { return p.name == name; });
    return store(std::move(next));
}

Result<void> PipelineLibrary::rename(const std::string &from, const std::string &to)
{
    if (isPreset(to))
        return presetName(to);
    if (from != to && find(to))
        return Error{ErrorCode::BadUsage,
                     {QCoreApplication::translate("PipelineLibrary", "There is a pipeline named %1 already.")
                          .arg(QString::fromStdString(to))
                          .toStdString()},
                     {}};
    std::vector<Pipeline> next = m_pipelines;
    for (Pipeline &pipeline : next)
        if (pipeline.name == from)
            pipeline.name = to;
    return store(std::move(next));
}

Result<void> PipelineLibrary::repeat(const std::vector<Pipeline> &before, const std::vector<Pipeline> &after)
{
    std::vector<Pipeline> next = m_pipelines;
    for (const Pipeline &gone : before) {
        if (has(after, gone))
            continue;
        if (std::erase(next, gone) == 0)
            return {};
    }
    for (const Pipeline &come : after) {
        if (has(before, come))
            continue;
        if (std::any_of(next.begin(), next.end(), [&](const Pipeline &p) { return p.name == come.name; }))
            return {};
        next.push_back(come);
    }
    return store(std::move(next));
}

Pipeline PipelineLibrary::working(int largestSide) const
{
    if (const auto text = m_session.text(kWorkingKey))
        if (auto pipeline = pipelineFromJson(*text, kWorkingKey))
            return std::move(*pipeline);
    auto pipeline = resolvePipeline(m_session.draft().augment, largestSide);
    return pipeline ? std::move(*pipeline) : presetPipeline("cifar");
}

Result<void> PipelineLibrary::setWorking(const Pipeline &pipeline)
{
    return m_session.setText(kWorkingKey, pipelineToJson(pipeline));
}

Result<void> PipelineLibrary::store(std::vector<Pipeline> next)
{
    std::sort(next.begin(), next.end(), [](const Pipeline &a, const Pipeline &b) { return a.name < b.name; });
    nlohmann::json list = nlohmann::json::array();
    for (const Pipeline &pipeline : next)
        list.push_back(nlohmann::json::parse(pipelineToJson(pipeline)));
    auto stored = m_session.setText(kPipelinesKey, list.dump());
    if (stored)
        m_pipelines = std::move(next);
    return stored;
}

} // namespace tandem
