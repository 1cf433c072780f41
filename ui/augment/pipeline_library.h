#pragma once

#include "core/augment/pipeline.h"
#include "core/base/result.h"

#include <string>
#include <vector>

namespace tandem {

class ProjectSession;

/// The pipelines that a project keeps, by name, in project.db; and the one that is being designed. GUI thread.
class PipelineLibrary {
public:
    /// What the session's project holds; an entry that cannot be read (of another version) is left aside and logged.
    explicit PipelineLibrary(ProjectSession &session);

    /// In order of name.
    [[nodiscard]] const std::vector<Pipeline> &pipelines() const { return m_pipelines; }
    [[nodiscard]] const Pipeline *find(const std::string &name) const;
    /// Whether a preset goes by this word, which no pipeline of a project may have.
    [[nodiscard]] static bool isPreset(const std::string &name);
    /// A name beside this one that nobody has: "cifar 2".
    [[nodiscard]] std::string freeName(const std::string &name) const;
    /// Adds a pipeline or replaces the one of its name. BadUsage if a preset has the name.
    [[nodiscard]] Result<void> save(const Pipeline &pipeline);
    [[nodiscard]] Result<void> remove(const std::string &name);
    /// Under a name that is free or its own. BadUsage if another pipeline or a preset has it.
    [[nodiscard]] Result<void> rename(const std::string &from, const std::string &to);
    /// Makes the step again from what pipelines() told before to what they told after it; a step back as well. Only
    /// pipelines that the step changes are touched, and none where one of them has been saved otherwise since.
    [[nodiscard]] Result<void> repeat(const std::vector<Pipeline> &before, const std::vector<Pipeline> &after);

    /// What was being designed when the window closed; at first, what the draft's settings mean.
    [[nodiscard]] Pipeline working(int largestSide) const;
    [[nodiscard]] Result<void> setWorking(const Pipeline &pipeline);

private:
    [[nodiscard]] Result<void> store(std::vector<Pipeline> next);

    ProjectSession &m_session;
    std::vector<Pipeline> m_pipelines;
};

} // namespace tandem
