#pragma once

#include "core/base/result.h"
#include "core/store/run_annotation.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace tandem {

/// What an archive holds, as its first entry says. Internal to core/exchange.
struct ArchiveList {
    struct File {
        std::int64_t size = 0;
        std::string sha256;
    };
    bool isProject = false;
    std::map<std::string, File> files; // by path: runs/<ulid>/…, project.db, …
    RunAnnotations annotations;        // what was said of the runs

    static constexpr std::string_view kName = "tandem.json";
    static constexpr int kVersion = 1;
    [[nodiscard]] std::string toJson() const;
    /// Why a text is no list, or one with paths that lead elsewhere: the words after "is damaged:".
    [[nodiscard]] static Result<ArchiveList> fromJson(std::string_view text, const std::string &archive);
    [[nodiscard]] std::int64_t bytes() const;
};

/// True for a relative path without "..", ".", empty parts, backslashes or control characters.
[[nodiscard]] bool isSafePath(std::string_view path);

} // namespace tandem
