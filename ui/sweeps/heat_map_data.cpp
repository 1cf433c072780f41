#include "ui/sweeps/heat_map_data.h"

#include "ui/sweeps/pair_axis.h"
#include "ui/sweeps/sweep_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>
#include <tuple>

namespace tandem {

namespace {

/// What a field of several cells shows: as of a cell with several seeds, holes and work before what is done.
int attention(CellState state)
{
    constexpr CellState kOrder[] = {CellState::Running, CellState::Queued,  CellState::Paused,  CellState::Failed,
                                    CellState::Lost,    CellState::Stopped, CellState::Missing, CellState::StoppedEarly,
                                    CellState::Done,    CellState::Removed};
    return static_cast<int>(std::find(std::begin(kOrder), std::end(kOrder), state) - std::begin(kOrder));
}

int placeOf(const SweepAxis &axis, const AxisPoint &point)
{
    const auto found = std::find_if(axis.points.begin(), axis.points.end(),
                                    [&point](const AxisPoint &other) { return other.label == point.label; });
    return found == axis.points.end() ? -1 : static_cast<int>(found - axis.points.begin());
}

void shade(HeatMapData &data)
{
    data.lowest = std::numeric_limits<double>::infinity();
    data.highest = -data.lowest;
    for (const HeatField &field : data.fields) {
        if (!field.value)
            continue;
        data.lowest = std::min(data.lowest, field.value->mean);
        data.highest = std::max(data.highest, field.value->mean);
    }
    if (data.lowest > data.highest)
        data.lowest = data.highest = 0;
    for (HeatField &field : data.fields) {
        if (!field.value)
            continue;
        const double span = data.highest - data.lowest;
        const double share = span > 0 ? (field.value->mean - data.lowest) / span : 0.5;
        field.shade = data.higherIsBetter ? share : 1 - share;
    }
}

void addRowMeans(HeatMapData &data)
{
    for (int place = 0; place < static_cast<int>(data.rows.size()); ++place) {
        RowMean row;
        double sum = 0;
        for (int column = 0; column < static_cast<int>(data.columns.size()); ++column) {
            const HeatField *field = data.at(place, column);
            if (field->cells.empty() || field->state == CellState::Removed)
                continue;
            ++row.fields;
            row.measured += field->value ? 1 : 0;
            sum += field->value ? field->value->mean : 0;
        }
        if (row.measured > 0)
            row.mean = sum / row.measured;
        data.rowMeans.push_back(row);
    }
}

} // namespace

const HeatField *HeatMapData::at(int row, int column) const
{
    const auto width = static_cast<int>(columns.size());
    const auto height = static_cast<int>(rows.size());
    if (row < 0 || column < 0 || row >= height || column >= width)
        return nullptr;
    return &fields[static_cast<std::size_t>(row * width + column)];
}

bool canShow(const SweepAxis &axis)
{
    return !axis.points.empty();
}

HeatMapData makeHeatMap(const SweepView &view, int columnAxis, int rowAxis, const std::vector<int> &slice,
                        const SweepGoal &goal)
{
    HeatMapData data;
    data.higherIsBetter = goal.maximize;
    const auto &axes = view.spec.axes;
    const auto isThere = [&axes](int axis) { return axis >= 0 && axis < static_cast<int>(axes.size()); };
    if (!isThere(columnAxis) || !canShow(axes[static_cast<std::size_t>(columnAxis)]) ||
        (isThere(rowAxis) && !canShow(axes[static_cast<std::size_t>(rowAxis)])))
        return data;
    const SweepAxis &across = axes[static_cast<std::size_t>(columnAxis)];
    const auto pairs = isThere(rowAxis) ? std::nullopt : pairAxis(across);
    data.columnTitle = axisText(across);
    if (pairs) {
        data.rowTitle = QCoreApplication::translate("HeatMap", "First", "of a pair of operations");
        data.columnTitle = QCoreApplication::translate("HeatMap", "Second", "of a pair of operations");
        for (const std::string &word : pairs->words)
            data.columns.push_back(QString::fromStdString(word));
        data.rows = data.columns;
    } else {
        for (const AxisPoint &point : across.points)
            data.columns.push_back(QString::fromStdString(point.label));
    }
    if (isThere(rowAxis)) {
        data.rowTitle = axisText(axes[static_cast<std::size_t>(rowAxis)]);
        for (const AxisPoint &point : axes[static_cast<std::size_t>(rowAxis)].points)
            data.rows.push_back(QString::fromStdString(point.label));
    } else if (!pairs) {
        data.rows.emplace_back();
    }
    data.fields.resize(data.columns.size() * data.rows.size());
    std::vector<std::vector<double>> values(data.fields.size());
    for (const SweepCell &cell : view.cells) {
        bool isShown = true;
        for (int axis = 0; axis < static_cast<int>(axes.size()); ++axis) {
            const bool isSliced = axis != columnAxis && axis != rowAxis && axis < static_cast<int>(slice.size()) &&
                                  slice[static_cast<std::size_t>(axis)] != kAllPoints;
            isShown = isShown && (!isSliced || placeOf(axes[static_cast<std::size_t>(axis)],
                                                       cell.points[static_cast<std::size_t>(axis)]) ==
                                                   slice[static_cast<std::size_t>(axis)]);
        }
        const AxisPoint &point = cell.points[static_cast<std::size_t>(columnAxis)];
        int column = placeOf(across, point);
        int row = isThere(rowAxis)
                      ? placeOf(axes[static_cast<std::size_t>(rowAxis)], cell.points[static_cast<std::size_t>(rowAxis)])
                      : 0;
        if (pairs && column >= 0)
            std::tie(row, column) = pairs->placeOf(point);
        if (!isShown || column < 0 || row < 0)
            continue;
        const auto place = static_cast<std::size_t>(row) * data.columns.size() + static_cast<std::size_t>(column);
        HeatField &field = data.fields[place];
        const bool isFirst = field.cells.empty();
        field.cells.push_back(cell.key);
        if (isFirst || attention(cell.state) < attention(field.state))
            field.state = cell.state;
        if (cell.state == CellState::Removed)
            continue;
        for (const CellRepeat &repeat : cell.repeats) {
            ++field.wanted;
            field.done += isResult(repeat.state) ? 1 : 0;
            if (repeat.run.isValid())
                field.runs.push_back(repeat.run);
            if (const auto value = view.value(repeat, goal))
                values[place].push_back(*value);
        }
    }
    for (std::size_t place = 0; place < data.fields.size(); ++place)
        data.fields[place].value = summarize(values[place]);
    shade(data);
    if (pairs)
        addRowMeans(data);
    return data;
}

} // namespace tandem
