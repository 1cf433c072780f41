#include "core/store/digest_reader.h"

#include "core/config/settings_table.h"
#include "core/store/point_chunk.h"
#include "core/store/point_table.h"
#include "core/store/rows.h"
#include "core/store/run_records.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace tandem::store {

namespace {

constexpr std::size_t kFirst = 20;    // first steps, for comparison
constexpr std::int64_t kRecent = 200; // latest steps that a verdict looks at

std::vector<SeriesPoint> allPoints(SQLite::Database &db, std::string_view name)
{
    const auto id = seriesId(db, name);
    return id ? readPoints(db, *id, -1) : std::vector<SeriesPoint>();
}

/// The latest points, oldest first. They always stand as rows (see PointTable).
std::vector<SeriesPoint> latestPoints(SQLite::Database &db, std::string_view name, std::int64_t count)
{
    std::vector<SeriesPoint> points;
    const auto id = seriesId(db, name);
    if (!id)
        return points;
    Row row(db, "SELECT step, wall, value FROM point WHERE series = ? ORDER BY step DESC LIMIT ?");
    row.statement().bind(1, *id);
    row.statement().bind(2, count);
    while (row.next()) {
        SeriesPoint &point = points.emplace_back();
        row >> point.step >> point.wallMs >> point.value;
    }
    std::reverse(points.begin(), points.end());
    return points;
}

/// The first points, also where they are packed.
std::vector<SeriesPoint> firstPoints(SQLite::Database &db, std::string_view name, std::size_t count)
{
    std::vector<SeriesPoint> points;
    const auto id = seriesId(db, name);
    if (!id)
        return points;
    Row chunk(db, "SELECT data FROM chunk WHERE series = ? ORDER BY first_step LIMIT 1");
    chunk.statement().bind(1, *id);
    if (std::vector<std::byte> data; chunk.next()) {
        chunk >> data;
        if (!decodeChunk(data, -1, points))
            throw std::runtime_error("packed points are damaged");
    } else {
        Row row(db, "SELECT step, wall, value FROM point WHERE series = ? ORDER BY step LIMIT ?");
        row.statement().bind(1, *id);
        row.statement().bind(2, static_cast<std::int64_t>(count));
        while (row.next()) {
            SeriesPoint &point = points.emplace_back();
            row >> point.step >> point.wallMs >> point.value;
        }
    }
    points.resize(std::min(points.size(), count));
    return points;
}

std::optional<SeriesPoint> largestWeightNorm(SQLite::Database &db)
{
    if (!db.tableExists("vector"))
        return std::nullopt;
    Row row(db, "SELECT step, wall, data FROM vector WHERE name = ? ORDER BY step DESC LIMIT 1");
    bindText(row.statement(), 1, vectors::kLayerWeightNorm);
    std::vector<float> norms;
    SeriesPoint point;
    if (!row.next())
        return std::nullopt;
    row >> point.step >> point.wallMs >> norms;
    if (norms.empty())
        return std::nullopt;
    point.value = *std::max_element(norms.begin(), norms.end());
    return point;
}

/// The lowest loss that the objective can come near: perfect positives, and negatives at right angles to the anchor.
std::optional<double> floorLoss(const Settings &settings, double chanceLoss)
{
    const ObjectiveSettings &objective = settings.objective;
    const double inverse = 1 / objective.temperature;
    if (chanceLoss <= 0 || !objective.normalize)
        return std::nullopt;
    if (objective.name == "nt-xent") // chance is ln(1 + M), with M negatives
        return std::log1p(std::expm1(chanceLoss) * std::exp(-inverse));
    if (objective.name == "dcl" || objective.name == "dclw")
        return chanceLoss - inverse;
    if (objective.name == "nt-logistic")
        return std::log1p(std::exp(-inverse)) + std::log(2.0);
    return std::nullopt;
}

double tailMean(SQLite::Database &db, std::int64_t series)
{
    Row row(db, "SELECT value FROM point WHERE series = ? ORDER BY step DESC LIMIT ?");
    row.statement().bind(1, series);
    row.statement().bind(2, SeriesDigest::kTail * 2); // a few may be no numbers
    double sum = 0;
    std::int64_t count = 0;
    while (count < SeriesDigest::kTail && row.next()) {
        double value = 0;
        row >> value;
        if (std::isfinite(value)) {
            sum += value;
            ++count;
        }
    }
    return count > 0 ? sum / static_cast<double>(count) : std::numeric_limits<double>::quiet_NaN();
}

/// The value at a step, or the latest before it.
std::optional<double> valueAt(SQLite::Database &db, std::int64_t series, std::int64_t step)
{
    {
        Row row(db, "SELECT value FROM point WHERE series = ? AND step <= ? ORDER BY step DESC LIMIT 1");
        row.statement().bind(1, series);
        row.statement().bind(2, step);
        double value = 0;
        if (row.next()) {
            row >> value;
            return value;
        }
    }
    Row row(db, "SELECT data FROM chunk WHERE series = ? AND first_step <= ? ORDER BY first_step DESC LIMIT 1");
    row.statement().bind(1, series);
    row.statement().bind(2, step);
    std::vector<std::byte> data;
    std::vector<SeriesPoint> points;
    if (!row.next())
        return std::nullopt;
    row >> data;
    if (!decodeChunk(data, -1, points))
        throw std::runtime_error("packed points are damaged");
    const auto after = std::find_if(points.begin(), points.end(), [step](const auto &p) { return p.step > step; });
    return after != points.begin() ? std::optional(std::prev(after)->value) : std::nullopt;
}

/// The step at which kNN accuracy was best, the newest of equals, as with checkpoints.
std::optional<std::int64_t> bestStep(SQLite::Database &db)
{
    Row row(db, "SELECT step FROM evaluation WHERE knn_accuracy IS NOT NULL AND typeof(knn_accuracy) = 'real' "
                "ORDER BY knn_accuracy DESC, step DESC LIMIT 1");
    if (!row.next())
        return std::nullopt;
    std::int64_t step = 0;
    row >> step;
    return step;
}

SeriesDigest digestOf(const SeriesInfo &info, DigestPool &pool)
{
    constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
    const bool hasFinite = info.nonFinite < info.count;
    SeriesDigest digest;
    digest.name = pool.name(info.name);
    digest.count = info.count;
    digest.nonFinite = info.nonFinite;
    digest.lastStep = info.last.step;
    digest.first = info.first.value;
    digest.last = info.last.value;
    digest.minimum = hasFinite ? info.minimum.value : kNaN;
    digest.maximum = hasFinite ? info.maximum.value : kNaN;
    digest.minimumStep = hasFinite ? info.minimum.step : 0;
    digest.maximumStep = hasFinite ? info.maximum.step : 0;
    return digest;
}

} // namespace

HealthHistory readHealthHistory(SQLite::Database &db, const RunSummary &summary)
{
    HealthHistory history;
    history.step = summary.step;
    history.totalSteps = summary.totalSteps;
    history.hasFailedOnLoss = summary.error && summary.error->code == ErrorCode::NonFiniteLoss;
    if (const auto plan = readPlan(db)) {
        history.stepsPerEpoch = plan->stepsPerEpoch;
        history.warmupSteps = plan->warmupSteps;
        history.chanceLoss = plan->chanceLoss;
        history.testImages = plan->testImages;
        if (const auto settings = settingsFromJson(plan->settingsJson)) {
            history.floorLoss = floorLoss(*settings, plan->chanceLoss);
            history.projectionDimension = settings->head.layers > 0 ? settings->head.output : plan->featureDimension;
        }
    }
    history.firstLoss = firstPoints(db, series::kLoss, kFirst);
    history.weightNorm = largestWeightNorm(db);
    history.recentLoss = latestPoints(db, series::kLoss, kRecent);
    history.recentDataWait = latestPoints(db, series::kDataWaitShare, kRecent);
    history.epochLoss = allPoints(db, series::kEpochLoss);
    history.knnAccuracy = allPoints(db, series::kKnnAccuracy);
    history.projectionStd = allPoints(db, series::kProjectionStd);
    history.projectionRank = allPoints(db, series::kProjectionEffectiveRank);
    history.uniformity = allPoints(db, series::kUniformity);
    history.alignment = allPoints(db, series::kAlignment);
    return history;
}

RunDigest readDigest(SQLite::Database &db, const RunSummary &summary, DigestPool &pool)
{
    RunDigest digest;
    const auto best = bestStep(db);
    for (const SeriesInfo &info : readSeries(db)) {
        SeriesDigest series = digestOf(info, pool);
        const auto id = seriesId(db, info.name);
        series.tailMean = tailMean(db, *id);
        if (best && *best >= info.last.step)
            series.atBest = info.last.value;
        else if (best && *best >= info.first.step)
            series.atBest = valueAt(db, *id, *best);
        digest.series.push_back(series);
    }
    std::sort(digest.series.begin(), digest.series.end(),
              [](const SeriesDigest &a, const SeriesDigest &b) { return a.name < b.name; });
    digest.settings = settingWords(summary.settingsJson, pool);
    const Diagnosis diagnosis = diagnose(readHealthHistory(db, summary));
    digest.health = diagnosis.verdict;
    digest.healthSince = diagnosis.sinceStep;
    return digest;
}

} // namespace tandem::store
