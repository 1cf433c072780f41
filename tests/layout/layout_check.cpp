#include "tests/layout/layout_check.h"

#include <algorithm>
#include <fstream>
#include <regex>
#include <sstream>

namespace tandem::layout {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kUnknown = "unknown";

struct IncludeLine {
    int line = 0;
    std::string path;
    bool quoted = false;
};

std::set<std::string> words(const std::string &text)
{
    std::istringstream stream(text);
    std::set<std::string> found;
    for (std::string word; stream >> word;)
        found.insert(word);
    return found;
}

bool startsWith(std::string_view text, std::string_view beginning)
{
    return text.substr(0, beginning.size()) == beginning;
}

/// The key of the rule with the longest folder that holds `path`; "" without one.
std::string boxOf(const LayerRules &rules, std::string_view path)
{
    std::string best;
    for (const auto &[box, rule] : rules)
        if (box.size() > best.size() && (path == box || startsWith(path, box + "/")))
            best = box;
    return best;
}

std::vector<IncludeLine> includesOf(const fs::path &file)
{
    static const std::regex kInclude(R"re(^\s*#\s*include\s*([<"])([^>"]+)[>"])re");
    std::ifstream stream(file);
    std::vector<IncludeLine> found;
    int number = 0;
    for (std::string line; std::getline(stream, line);) {
        ++number;
        if (std::smatch match; std::regex_search(line, match, kInclude))
            found.push_back({number, match[2], match[1] == "\""});
    }
    return found;
}

bool isSource(const fs::path &file)
{
    static const std::set<std::string> kEndings{".h", ".hpp", ".cpp", ".cc", ".inl"};
    return kEndings.contains(file.extension().string());
}

std::vector<std::string> sourcesUnder(const fs::path &root)
{
    std::vector<std::string> files;
    for (const char *top : {"core", "ui", "app"})
        if (fs::exists(root / top))
            for (const auto &entry : fs::recursive_directory_iterator(root / top))
                if (entry.is_regular_file() && isSource(entry.path()))
                    files.push_back(fs::relative(entry.path(), root).generic_string());
    std::sort(files.begin(), files.end());
    return files;
}

/// Standard headers have no dot and no slash (but experimental/); those of C and POSIX are listed, as a new library
/// should be noticed.
bool isPlatformHeader(std::string_view include)
{
    static const std::regex kStandard("[a-z_]+(/[a-z_]+)?");
    static const std::set<std::string_view> kPosix{
        "dirent.h", "dlfcn.h",     "fcntl.h", "fnmatch.h", "poll.h",   "pthread.h", "pwd.h",     "sched.h", "signal.h",
        "spawn.h",  "immintrin.h", "link.h",  "omp.h",     "unistd.h", "malloc.h",  "termios.h", "time.h"};
    return startsWith(include, "sys/") || startsWith(include, "linux/") || kPosix.contains(include) ||
           std::regex_match(include.begin(), include.end(), kStandard);
}

/// Walks includes within the tree and collects the libraries that each file reaches.
class Reach {
public:
    Reach(const fs::path &root, const LibraryNames &names) : m_root(root), m_names(names) {}

    const std::set<std::string> &of(const std::string &file)
    {
        const auto [place, isNew] = m_reached.try_emplace(file);
        if (!isNew)
            return place->second;
        std::set<std::string> libraries;
        for (const IncludeLine &include : includesOf(m_root / file)) {
            if (fs::exists(m_root / include.path))
                libraries.merge(std::set<std::string>(of(include.path)));
            else
                libraries.insert(m_names.ofInclude(include.path));
        }
        return m_reached[file] = std::move(libraries);
    }

private:
    const fs::path &m_root;
    const LibraryNames &m_names;
    std::map<std::string, std::set<std::string>> m_reached;
};

std::string checkInclude(const std::string &box, const LayerRule &rule, const IncludeLine &include,
                         const LayerRules &rules, const LibraryNames &names)
{
    if (const std::string other = boxOf(rules, include.path); !other.empty())
        return other == box || rule.boxes.contains(other) ? "" : box + " must not include " + other;
    if (startsWith(include.path, "core/") || startsWith(include.path, "ui/") || startsWith(include.path, "app/"))
        return "layers.txt has no line for " + include.path;
    static const std::regex kMoc(R"re((.*/)?(moc_[^/]+\.cpp|[^/]+\.moc))re");
    if (include.quoted && std::regex_match(include.path, kMoc))
        return "";
    const std::string library = names.ofInclude(include.path);
    if (library == kUnknown)
        return include.path + " belongs to no library that the layout test knows";
    return library.empty() || rule.libraries.contains(library) ? "" : box + " must not include " + library;
}

} // namespace

LayerRules readRules(const fs::path &file)
{
    LayerRules rules;
    std::ifstream stream(file);
    for (std::string line; std::getline(stream, line);) {
        if (line.empty() || line.front() == '#')
            continue;
        std::istringstream cells(line);
        std::string box, boxes, libraries;
        std::getline(cells, box, '|');
        std::getline(cells, boxes, '|');
        std::getline(cells, libraries, '|');
        rules[*words(box).begin()] = {words(boxes), words(libraries)};
    }
    return rules;
}

LibraryNames::LibraryNames(const fs::path &qtHeaders)
{
    std::error_code failure;
    for (const auto &module : fs::directory_iterator(qtHeaders, failure)) {
        const std::string folder = module.path().filename().string();
        if (!module.is_directory() || !startsWith(folder, "Qt"))
            continue;
        const std::string target = "Qt6::" + folder.substr(2);
        for (const auto &header : fs::directory_iterator(module.path())) {
            const std::string name = header.path().filename().string();
            m_qtModules.emplace(folder + "/" + name, target);
            m_qtModules.emplace(name, target);
        }
    }
}

std::string LibraryNames::ofInclude(std::string_view include) const
{
    static const std::pair<std::string_view, std::string_view> kBeginnings[] = {
        {"torch/", "LibTorch"},
        {"ATen/", "LibTorch"},
        {"c10/", "LibTorch"},
        {"cuda_runtime", "LibTorch"}, // of the CUDA that LibTorch was built with
        {"caffe2/", "LibTorch"},
        {"opencv2/", "OpenCV"},
        {"sqlite3", "SQLite"},
        {"SQLiteCpp/", "SQLite"},
        {"openssl/", "OpenSSL"},
        {"nlohmann/", "nlohmann_json"},
        {"CLI/", "CLI11"},
        {"spdlog/", "spdlog"},
        {"qcustomplot", "QCustomPlot"},
        {"jpeglib.h", "libjpeg"},
        {"jerror.h", "libjpeg"},
        {"png.h", "libpng"},
        {"archive", "libarchive"},
    };
    for (const auto &[beginning, library] : kBeginnings)
        if (startsWith(include, beginning))
            return std::string(library);
    if (const auto module = m_qtModules.find(include); module != m_qtModules.end())
        return module->second;
    return isPlatformHeader(include) ? "" : std::string(kUnknown);
}

std::string LibraryNames::ofLinkItem(std::string_view item)
{
    static const std::set<std::string_view> kFree{
        "tandem_options", "Threads::Threads", "OpenMP::OpenMP_CXX", "rt", "stdc++fs", "dl", "m"};
    static const std::pair<std::string_view, std::string_view> kParts[] = {
        {"torch", "LibTorch"},
        {"c10", "LibTorch"},
        {"caffe2", "LibTorch"},
        {"opencv_", "OpenCV"},
        {"SQLite", "SQLite"},
        {"OpenSSL::", "OpenSSL"},
        {"nlohmann_json", "nlohmann_json"},
        {"CLI11", "CLI11"},
        {"spdlog", "spdlog"},
        {"QCustomPlot", "QCustomPlot"},
        {"JPEG::", "libjpeg"},
        {"PNG::", "libpng"},
        {"LibArchive::", "libarchive"},
        {"qcustomplot", "QCustomPlot"},
    };
    if (kFree.contains(item))
        return {};
    if (startsWith(item, "Qt6::"))
        return std::string(item);
    for (const auto &[part, library] : kParts)
        if (item.find(part) != item.npos)
            return std::string(library);
    return std::string(kUnknown);
}

std::vector<std::string> checkIncludes(const fs::path &root, const LayerRules &rules, const LibraryNames &names)
{
    std::vector<std::string> violations;
    Reach reach(root, names);
    for (const std::string &file : sourcesUnder(root)) {
        const std::string box = boxOf(rules, file);
        if (box.empty()) {
            violations.push_back(file + ": layers.txt has no line for its folder");
            continue;
        }
        for (const IncludeLine &include : includesOf(root / file))
            if (const auto wrong = checkInclude(box, rules.at(box), include, rules, names); !wrong.empty())
                violations.push_back(file + ":" + std::to_string(include.line) + ": " + wrong);
        const auto &libraries = reach.of(file);
        const bool reachesQt = std::any_of(libraries.begin(), libraries.end(),
                                           [](const std::string &library) { return startsWith(library, "Qt6::"); });
        if (reachesQt && libraries.contains("LibTorch"))
            violations.push_back(file + ": reaches both Qt and LibTorch");
    }
    return violations;
}

std::vector<std::string> checkLinks(const fs::path &file, const LayerRules &rules)
{
    std::vector<std::string> violations;
    std::map<std::string, std::string> boxOfTarget;
    std::vector<std::pair<std::string, std::set<std::string>>> lines;
    std::ifstream stream(file);
    for (std::string line; std::getline(stream, line);) {
        const auto colon = line.find(": ");
        std::istringstream head(line.substr(0, colon));
        std::string target, folder;
        head >> target >> folder;
        boxOfTarget[target] = boxOf(rules, folder);
        if (startsWith(target, "tandem_"))
            boxOfTarget["tandem::" + target.substr(7)] = boxOfTarget[target];
        lines.emplace_back(target, colon == line.npos ? std::set<std::string>() : words(line.substr(colon + 2)));
    }
    for (const auto &[target, items] : lines) {
        const std::string box = boxOfTarget[target];
        if (box.empty()) {
            violations.push_back(target + ": layers.txt has no line for its folder");
            continue;
        }
        for (const std::string &item : items) {
            const auto other = boxOfTarget.find(item);
            const bool isBox = other != boxOfTarget.end();
            const std::string used = isBox ? other->second : LibraryNames::ofLinkItem(item);
            const LayerRule &rule = rules.at(box);
            if (used.empty() || used == box || (isBox ? rule.boxes : rule.libraries).contains(used))
                continue;
            violations.push_back(target + " must not link " + item);
        }
    }
    return violations;
}

} // namespace tandem::layout
