#pragma once

#include "core/catalog/groups.h"
#include "core/catalog/query.h"

#include <QByteArray>
#include <QMap>
#include <QString>

#include <optional>
#include <vector>

namespace tandem {

/// How the run table looks: what a person arranges, keeps, and may give a name.
struct RunView {
    std::vector<RunColumn> columns; // in the order shown
    QMap<QString, int> widths;      // px, by column key; absent: the standard one
    RunColumn sortColumn{RunColumn::Kind::Started, {}, SeriesPick::Last};
    bool descending = true;
    RunQuery query;
    std::optional<RunGrouping> grouping;
    bool onlyDifferences = false;

    /// What a new project shows.
    [[nodiscard]] static RunView standard();
    bool operator==(const RunView &) const = default;
};

[[nodiscard]] QByteArray toJson(const RunView &view);
/// What cannot be understood is left out, so that a view of another version still opens; the standard view where
/// nothing can be.
[[nodiscard]] RunView runViewFromJson(const QByteArray &json);

/// Views by name, in order of the names.
using RunViews = QMap<QString, RunView>;
[[nodiscard]] QByteArray toJson(const RunViews &views);
[[nodiscard]] RunViews runViewsFromJson(const QByteArray &json);

} // namespace tandem
