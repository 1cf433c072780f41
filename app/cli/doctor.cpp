#include "app/cli/doctor.h"

#include "app/cli/text.h"
#include "core/base/files.h"
#include "core/base/process.h"
#include "core/engine/rank_environment.h"
#include "core/engine/trainer.h"

#include <opencv2/core/utility.hpp>
#include <spdlog/fmt/fmt.h>
#include <sqlite3.h>

#include <filesystem>

#include <link.h>
#include <sys/utsname.h>
#include <unistd.h>

namespace tandem {

namespace {

constexpr std::int64_t kGiB = std::int64_t{1} << 30;

std::int64_t pagesInBytes(int name)
{
    return static_cast<std::int64_t>(::sysconf(name)) * static_cast<std::int64_t>(::sysconf(_SC_PAGESIZE));
}

std::string systemText()
{
    utsname names{};
    return ::uname(&names) == 0 ? fmt::format("{} {} {}", names.sysname, names.release, names.machine) : "unknown";
}

/// The nearest folder that exists: the cache itself may not have been made yet.
std::filesystem::path existingParent(std::filesystem::path path)
{
    std::error_code failure;
    while (!std::filesystem::exists(path, failure) && path.has_relative_path())
        path = path.parent_path();
    return path;
}

void checkCache(DoctorReport &report)
{
    const auto cache = cacheFolder();
    const auto place = existingParent(cache);
    std::error_code failure;
    const auto space = std::filesystem::space(place, failure);
    report.facts.push_back({"cache_folder", "cache folder", cache.string()});
    if (failure) {
        report.warnings.push_back(
            fmt::format("The free space of {} cannot be told ({}).", place.string(), failure.message()));
        return;
    }
    const auto available = static_cast<std::int64_t>(space.available);
    report.facts.push_back({"disk_free", "disk free there", bytesText(available)});
    if (available < kGiB)
        report.warnings.push_back(fmt::format(
            "Only {} are free where datasets are unpacked: make room in {} or set XDG_CACHE_HOME to another disk.",
            bytesText(available), place.string()));
    if (::access(place.c_str(), W_OK) != 0)
        report.warnings.push_back(
            fmt::format("{} cannot be written: set XDG_CACHE_HOME to a folder of yours.", place.string()));
}

void checkMemory(DoctorReport &report)
{
    const std::int64_t total = pagesInBytes(_SC_PHYS_PAGES), available = pagesInBytes(_SC_AVPHYS_PAGES);
    report.facts.push_back({"memory", "memory", bytesText(total)});
    if (total < 2 * kGiB)
        report.warnings.push_back(
            fmt::format("This machine has {} of memory: use small batches and widths.", bytesText(total)));
    report.facts.push_back({"memory_free", "memory free", bytesText(available)});
}

std::string keyOf(const std::string &label)
{
    std::string key;
    for (const char c : label)
        key += c == ' ' || c == '-' ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return key;
}

/// Path of the loaded library that does matrix products, links resolved; "" if none is loaded under a known name.
std::string loadedBlas()
{
    std::string path;
    dl_iterate_phdr(
        [](dl_phdr_info *library, std::size_t, void *found) {
            const std::string name = std::filesystem::path(library->dlpi_name).filename().string();
            if (name.rfind("libblas.so", 0) != 0 && name.rfind("libopenblas", 0) != 0 && name.rfind("libmkl", 0) != 0)
                return 0;
            std::error_code failure;
            const auto real = std::filesystem::canonical(library->dlpi_name, failure);
            *static_cast<std::string *>(found) = failure ? library->dlpi_name : real.string();
            return 1;
        },
        &path);
    return path;
}

void checkEngine(DoctorReport &report)
{
    setEngineThreads(0);
    for (const EngineFact &fact : engineFacts()) {
        report.facts.push_back({keyOf(fact.name), fact.name, fact.value});
        if (fact.value.rfind("no", 0) == 0 && fact.name != "Ranks over")
            report.warnings.push_back(fmt::format("The engine lacks {} ({}): install Debian's libtorch-dev, or a "
                                                  "LibTorch that has it.",
                                                  fact.name, fact.value));
        if (fact.name == "Engine threads" && fact.value.rfind("1 ", 0) == 0 && usableCores() > 1)
            report.warnings.push_back("The engine computes with one thread only: unset OMP_NUM_THREADS.");
    }
    for (const std::string &missing : missingForRanks())
        report.warnings.push_back(missing);
    const std::string blas = loadedBlas();
    report.facts.push_back({"blas", "BLAS", blas.empty() ? "unknown" : blas});
    if (blas.find("/blas/") != blas.npos)
        report.warnings.push_back("Matrix products use the slow reference BLAS: install libopenblas0-pthread.");
}

} // namespace

DoctorReport diagnose()
{
    DoctorReport report;
    report.facts.push_back({"tandem", "Tandem", TANDEM_VERSION});
    report.facts.push_back({"system", "system", systemText()});
    report.facts.push_back({"cores", "cores", std::to_string(usableCores())});
    checkMemory(report);
    checkEngine(report);
    report.facts.push_back({"opencv", "OpenCV", cv::getVersionString()});
    report.facts.push_back({"sqlite", "SQLite", sqlite3_libversion()});
    checkCache(report);
    return report;
}

std::string versionText()
{
    return fmt::format("tandem-cli {} (OpenCV {}, SQLite {})", TANDEM_VERSION, cv::getVersionString(),
                       sqlite3_libversion());
}

} // namespace tandem
