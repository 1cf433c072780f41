#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace tandem::layout {

/// What one box may use.
struct LayerRule {
    std::set<std::string> boxes;
    std::set<std::string> libraries;
};

/// By folder: "core/base".
using LayerRules = std::map<std::string, LayerRule>;

/// Reads lines "box | boxes | libraries"; # begins a comment line.
[[nodiscard]] LayerRules readRules(const std::filesystem::path &file);

/// Tells libraries apart by include path or link item. Qt's modules are found by looking where a header lies.
class LibraryNames {
public:
    /// `qtHeaders`: the folder that holds QtCore, QtWidgets …
    explicit LibraryNames(const std::filesystem::path &qtHeaders);

    /// "Qt6::Widgets" for QtWidgets/QWidget and QWidget; "" for standard and POSIX headers; "unknown" else.
    [[nodiscard]] std::string ofInclude(std::string_view include) const;
    /// "LibTorch" for torch, /usr/lib/libtorch.so …; "" for what everybody may link.
    [[nodiscard]] static std::string ofLinkItem(std::string_view item);

private:
    std::map<std::string, std::string, std::less<>> m_qtModules; // header file name to module
};

/// One line a violation, empty if the tree keeps the rules: every #include of core/, ui/ and app/ under `root`, and no
/// file that reaches both Qt and LibTorch through its includes.
[[nodiscard]] std::vector<std::string> checkIncludes(const std::filesystem::path &root, const LayerRules &rules,
                                                     const LibraryNames &names);

/// The same for link lines: `file` has lines "target folder: item item …" as CMake wrote them.
[[nodiscard]] std::vector<std::string> checkLinks(const std::filesystem::path &file, const LayerRules &rules);

} // namespace tandem::layout
