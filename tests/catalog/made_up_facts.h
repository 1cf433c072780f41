#pragma once

#include "core/catalog/columns.h"
#include "core/config/settings_table.h"

#include <QtGlobal>

#include <algorithm>
#include <memory>
#include <string>

namespace tandem::test {

/// A run that exists nowhere.
struct MadeUpFacts {
    RunSummary summary;
    RunDigest digest;
    RunAnnotation said;

    /// `assignments`: "train.seed=2 objective.temperature=0.1".
    MadeUpFacts(const std::shared_ptr<DigestPool> &pool, const std::string &name, const std::string &assignments = {})
    {
        summary.id = RunId::make();
        summary.name = name;
        summary.state = RunState::Done;
        Settings settings;
        std::size_t at = 0;
        while (at < assignments.size()) {
            const std::size_t end = std::min(assignments.find(' ', at), assignments.size());
            if (!applyAssignment(settings, assignments.substr(at, end - at)))
                qFatal("no setting: %s", assignments.c_str());
            at = end + 1;
        }
        digest.pool = pool;
        digest.settings = settingWords(settingsToJson(settings), *pool);
    }

    void addSeries(DigestPool &pool, std::string_view name, double last, double minimum, double maximum)
    {
        SeriesDigest series;
        series.name = pool.name(name);
        series.count = 3;
        series.last = last;
        series.minimum = minimum;
        series.maximum = maximum;
        series.tailMean = (minimum + maximum) / 2;
        series.atBest = minimum + 0.25 * (maximum - minimum);
        digest.series.push_back(series);
        std::sort(digest.series.begin(), digest.series.end(),
                  [](const auto &a, const auto &b) { return a.name < b.name; });
    }

    [[nodiscard]] RunFacts facts() const { return {summary, digest, said}; }
};

} // namespace tandem::test
