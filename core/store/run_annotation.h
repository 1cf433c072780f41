#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/store/project.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tandem {

/// What a person says of a run.
struct RunAnnotation {
    std::string name;              // replaces the name that the run was started with; empty: that one
    std::string note;              // Markdown
    std::vector<std::string> tags; // as tagsFromText gives them
    bool isStarred = false;

    [[nodiscard]] bool isEmpty() const { return name.empty() && note.empty() && tags.empty() && !isStarred; }
    [[nodiscard]] bool hasTag(std::string_view tag) const;
    bool operator==(const RunAnnotation &) const = default;
};
using RunAnnotations = std::map<RunId, RunAnnotation>;

/// "b, a,,b " gives a and b: in order, each once, without blanks around them.
[[nodiscard]] std::vector<std::string> tagsFromText(std::string_view commaSeparated);
[[nodiscard]] std::string tagsText(const std::vector<std::string> &tags); // "a, b"
[[nodiscard]] std::vector<std::string> withTag(std::vector<std::string> tags, std::string_view tag);
[[nodiscard]] std::vector<std::string> withoutTag(std::vector<std::string> tags, std::string_view tag);

/// All annotations of a project, for those who do not hold its lock; none of a project without an index or with one of
/// an older version. Errors: FileCorrupt, NewerSchema, DatabaseFailed, FileUnreadable.
[[nodiscard]] Result<RunAnnotations> readAnnotations(const ProjectLayout &project);

} // namespace tandem
