#include "core/store/run_cache.h"

#include "core/base/digest.h"
#include "core/config/settings_table.h"
#include "core/report/health.h"
#include "core/store/rows.h"
#include "core/store/run_records.h"

#include <bit>
#include <cstdlib>
#include <cstring>

namespace tandem::store {

namespace {

constexpr int kPacking = 2; // counts up when SeriesRow or what fills it changes
constexpr char kBetweenWords = '\x1F';
constexpr std::string_view kFormatKey = "run-cache-format";

/// A series as it lies in the blob, after a byte with the length of its name, and the name.
struct SeriesRow {
    std::int64_t count, nonFinite, lastStep, minimumStep, maximumStep;
    double first, last, minimum, maximum, tailMean, atBest;
    std::int64_t hasBest;
};

std::vector<std::byte> packSeries(const std::vector<SeriesDigest> &series)
{
    std::vector<std::byte> bytes;
    for (const SeriesDigest &s : series) {
        const SeriesRow row{s.count, s.nonFinite, s.lastStep, s.minimumStep, s.maximumStep,        s.first,
                            s.last,  s.minimum,   s.maximum,  s.tailMean,    s.atBest.value_or(0), s.atBest ? 1 : 0};
        const std::string_view name = s.name.substr(0, 255);
        const auto length = static_cast<unsigned char>(name.size());
        const std::size_t at = bytes.size();
        bytes.resize(at + 1 + name.size() + sizeof row);
        bytes[at] = static_cast<std::byte>(length);
        std::memcpy(bytes.data() + at + 1, name.data(), name.size());
        std::memcpy(bytes.data() + at + 1 + name.size(), &row, sizeof row);
    }
    return bytes;
}

/// Names come in the same order run after run, so that the one before is most often the one wanted.
class SeriesUnpacker {
public:
    explicit SeriesUnpacker(DigestPool &pool) : m_pool(pool) {}

    std::vector<SeriesDigest> unpack(std::span<const std::byte> bytes)
    {
        std::vector<SeriesDigest> series;
        series.reserve(m_names.size());
        std::size_t at = 0;
        while (at < bytes.size()) {
            const auto length = std::to_integer<std::size_t>(bytes[at]);
            if (at + 1 + length + sizeof(SeriesRow) > bytes.size())
                return {};
            SeriesRow row;
            const std::string_view name(reinterpret_cast<const char *>(bytes.data() + at + 1), length);
            std::memcpy(&row, bytes.data() + at + 1 + length, sizeof row);
            at += 1 + length + sizeof row;
            series.push_back({nameOf(name, series.size()), row.count, row.nonFinite, row.lastStep, row.minimumStep,
                              row.maximumStep, row.first, row.last, row.minimum, row.maximum, row.tailMean,
                              row.hasBest != 0 ? std::optional(row.atBest) : std::nullopt});
        }
        return series;
    }

private:
    std::string_view nameOf(std::string_view name, std::size_t place)
    {
        if (place < m_names.size() && m_names[place] == name)
            return m_names[place];
        m_names.resize(std::max(m_names.size(), place + 1));
        return m_names[place] = m_pool.name(name);
    }

    DigestPool &m_pool;
    std::vector<std::string_view> m_names;
};

/// The same for settings, where the value of the run before is most often the one wanted.
class WordUnpacker {
public:
    explicit WordUnpacker(DigestPool &pool) : m_pool(pool), m_last(settingsTable().size()) {}

    std::vector<const SettingWord *> unpack(std::string_view packed)
    {
        if (packed.empty())
            return {};
        std::vector<const SettingWord *> words;
        words.reserve(m_last.size());
        while (words.size() < m_last.size()) {
            const auto end = packed.find(kBetweenWords);
            const std::string_view text = packed.substr(0, end);
            const SettingWord *&last = m_last[words.size()];
            if (last == nullptr || last->text != text)
                last = m_pool.word(words.size(), text);
            words.push_back(last);
            if (end == std::string_view::npos)
                break;
            packed.remove_prefix(end + 1);
        }
        if (words.size() != m_last.size())
            return {};
        return words;
    }

private:
    DigestPool &m_pool;
    std::vector<const SettingWord *> m_last;
};

std::string packWords(const std::vector<const SettingWord *> &words)
{
    std::string packed;
    for (const SettingWord *word : words) {
        if (word != words.front())
            packed += kBetweenWords;
        packed += word->text;
    }
    return packed;
}

std::string packOrigin(const std::optional<RunOrigin> &origin)
{
    return origin ? packTexts({origin->sweep.toString(), origin->cell, std::to_string(origin->repeat)}) : std::string();
}

std::optional<RunOrigin> unpackOrigin(const std::string &packed)
{
    const auto texts = packed.empty() ? std::vector<std::string>() : unpackTexts(packed);
    if (texts.size() != 3)
        return std::nullopt;
    return RunOrigin{RunId::fromString(texts[0]), texts[1], std::atoll(texts[2].c_str())};
}

std::string storedFormat(SQLite::Database &db)
{
    Row row(db, "SELECT value FROM text WHERE key = 'run-cache-format'");
    std::string format;
    if (row.next())
        row >> format;
    return format;
}

} // namespace

const std::string &cacheFormat()
{
    static const std::string format = [] {
        std::string keys = std::to_string(kPacking) + " " + std::to_string(kHealthRules) +
                           (std::endian::native == std::endian::little ? " little" : " big");
        for (const SettingField &field : settingsTable())
            keys += " " + field.key;
        return sha256(keys);
    }();
    return format;
}

void prepareCache(SQLite::Database &db)
{
    if (storedFormat(db) == cacheFormat())
        return;
    db.exec("DELETE FROM cached_run");
    (Binder(db, "INSERT OR REPLACE INTO text VALUES (?, ?)") << kFormatKey << cacheFormat()).exec();
}

void dropCached(SQLite::Database &db, const RunId &run)
{
    (Binder(db, "DELETE FROM cached_run WHERE run = ?") << run.toString()).exec();
}

void writeCached(SQLite::Database &db, const RunStamp &stamp, const RunEntry &entry)
{
    const RunSummary &s = entry.summary;
    const Error error = s.error.value_or(Error());
    const auto series = packSeries(entry.digest->series);
    (Binder(db, "INSERT OR REPLACE INTO cached_run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
     << s.id.toString() << stamp.size << stamp.modifiedNs << stamp.walSize << stamp.walModifiedNs << s.name
     << runStateWord(s.state) << s.process.pid << s.process.startTicks << s.createdMs << s.startedMs << s.endedMs
     << s.heartbeatMs << s.epoch << s.step << s.totalEpochs << s.totalSteps << s.loss << s.knnAccuracy
     << s.bestKnnAccuracy << s.imagesPerSecond << s.dataWaitShare << s.secondsTrained << s.peakMemoryBytes
     << s.weightsSha256 << (s.error ? errorWord(error.code) : std::string_view()) << packTexts(error.arguments)
     << error.detail << s.programVersion << healthWord(entry.digest->health) << entry.digest->healthSince
     << std::span<const std::byte>(series) << packWords(entry.digest->settings) << s.settingsJson
     << packOrigin(s.origin))
        .exec();
}

void readCache(SQLite::Database &db, DigestPool &pool, const std::shared_ptr<const DigestPool> &keeper,
               const std::function<void(const RunStamp &, RunEntry)> &take)
{
    if (!db.tableExists("cached_run") || storedFormat(db) != cacheFormat())
        return;
    SeriesUnpacker unpackSeries(pool);
    WordUnpacker unpackWords(pool);
    Row row(db, "SELECT run, size, modified, wal_size, wal_modified, name, state, pid, pid_start, created, started, "
                "ended, heartbeat, epoch, step, total_epochs, total_steps, loss, knn, best_knn, images_per_second, "
                "data_wait_share, seconds, peak_memory, weights_sha256, error, error_arguments, error_detail, "
                "program_version, health, health_since, series, words, settings, origin FROM cached_run");
    std::vector<std::byte> series;
    std::string run, state, error, arguments, detail, health, words, origin;
    while (row.next()) {
        RunStamp stamp;
        RunSummary s;
        auto digest = std::make_shared<RunDigest>();
        row >> run >> stamp.size >> stamp.modifiedNs >> stamp.walSize >> stamp.walModifiedNs >> s.name >> state >>
            s.process.pid >> s.process.startTicks >> s.createdMs >> s.startedMs >> s.endedMs >> s.heartbeatMs >>
            s.epoch >> s.step >> s.totalEpochs >> s.totalSteps >> s.loss >> s.knnAccuracy >> s.bestKnnAccuracy >>
            s.imagesPerSecond >> s.dataWaitShare >> s.secondsTrained >> s.peakMemoryBytes >> s.weightsSha256 >> error >>
            arguments >> detail >> s.programVersion >> health >> digest->healthSince >> series >> words >>
            s.settingsJson >> origin;
        s.id = RunId::fromString(run);
        s.state = runStateFromWord(state).value_or(RunState::Failed);
        s.error = errorFromWords(error, arguments, detail);
        s.origin = unpackOrigin(origin);
        digest->pool = keeper;
        digest->health = healthFromWord(health).value_or(Health::Unknown);
        digest->series = unpackSeries.unpack(series);
        digest->settings = unpackWords.unpack(words);
        if (s.id.isValid())
            take(stamp, {std::move(s), std::move(digest)});
    }
}

} // namespace tandem::store
