#include "ui/embeddings/map_coloring.h"

#include "ui/theme.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace tandem {

namespace {

constexpr PointShape kShapes[] = {PointShape::Disc, PointShape::Square, PointShape::Triangle};

} // namespace

MapColoring::MapColoring(QObject *parent) : QObject(parent) {}

void MapColoring::setColumn(PointTablePtr table, const QString &key)
{
    const bool sameKey = key == m_key;
    m_table = std::move(table);
    m_key = key;
    m_column = m_table ? m_table->column(key) : nullptr;
    if (!sameKey) {
        m_rangeIsSet = m_hidesOutside = m_isReversed = false;
        m_names.clear();
    }
    if (m_column && m_column->kind == SampleColumn::Kind::Category) {
        readCategories();
    } else {
        m_sizes.clear();
        m_visible.clear();
        m_names.clear();
        if (m_column)
            readNumbers();
    }
    Q_EMIT columnChanged();
    restyle();
}

void MapColoring::readCategories()
{
    const std::size_t count = static_cast<std::size_t>(m_column->names.size()) + 1;
    m_sizes.assign(count, 0);
    for (const std::int32_t category : m_column->categories)
        ++m_sizes[category < 0 ? count - 1 : static_cast<std::size_t>(category)];
    if (m_names == m_column->names && m_visible.size() == count)
        return; // what was hidden and who has which look stays as it was
    m_names = m_column->names;
    m_visible.assign(count, 1);
    m_looks.assign(count, -1);
    m_looked.clear();
    std::vector<int> bySize(count - 1);
    std::iota(bySize.begin(), bySize.end(), 0);
    if (bySize.size() > kCategoryLooks) {
        std::stable_sort(bySize.begin(), bySize.end(), [this](int a, int b) { return sizeOf(a) > sizeOf(b); });
        bySize.resize(kCategoryLooks);
        std::sort(bySize.begin(), bySize.end()); // the first hues go by the order of the names
    }
    for (const int category : bySize) {
        m_looks[static_cast<std::size_t>(category)] = static_cast<int>(m_looked.size());
        m_looked.push_back(category);
    }
}

void MapColoring::readNumbers()
{
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const float number : m_column->numbers) {
        if (!std::isfinite(number))
            continue;
        low = std::min(low, static_cast<double>(number));
        high = std::max(high, static_cast<double>(number));
    }
    if (low > high)
        low = 0, high = 1;
    if (m_column->isDiverging) {
        high = std::max(std::abs(low), std::abs(high));
        low = -high;
    }
    if (!(low < high)) { // all alike: in the middle of the ramp
        const double room = std::max(std::abs(low) * 0.01, 0.5);
        low -= room;
        high += room;
    }
    m_dataRange = {low, high};
    if (!m_rangeIsSet)
        m_range = m_dataRange;
}

int MapColoring::categoryOf(std::size_t point) const
{
    const std::int32_t category = m_column->categories[point];
    return category < 0 ? missingCategory() : category;
}

bool MapColoring::allVisible() const
{
    return std::all_of(m_visible.begin(), m_visible.end(), [](std::uint8_t visible) { return visible != 0; });
}

void MapColoring::setVisible(int category, bool visible)
{
    if (isVisible(category) == visible)
        return;
    m_visible[static_cast<std::size_t>(category)] = visible ? 1 : 0;
    restyle();
}

void MapColoring::solo(int category)
{
    const auto shown = std::count(m_visible.begin(), m_visible.end(), std::uint8_t{1});
    if (shown == 1 && isVisible(category)) {
        showAll();
        return;
    }
    std::fill(m_visible.begin(), m_visible.end(), std::uint8_t{0});
    m_visible[static_cast<std::size_t>(category)] = 1;
    giveLook(category);
    restyle();
}

void MapColoring::showAll()
{
    if (allVisible())
        return;
    std::fill(m_visible.begin(), m_visible.end(), std::uint8_t{1});
    restyle();
}

/// Who asked for a category wants to tell it apart: it takes over the look of the one that had its look longest.
void MapColoring::giveLook(int category)
{
    if (category == missingCategory() || m_looks[static_cast<std::size_t>(category)] >= 0)
        return;
    const int oldest = m_looked.front();
    m_looked.pop_front();
    m_looked.push_back(category);
    m_looks[static_cast<std::size_t>(category)] = std::exchange(m_looks[static_cast<std::size_t>(oldest)], -1);
}

PointStyle MapColoring::lookOf(int category) const
{
    if (category == missingCategory())
        return {kMissingColor, PointShape::Cross};
    const int look = m_looks[static_cast<std::size_t>(category)];
    if (look < 0)
        return {kOtherColor, PointShape::Disc};
    return {static_cast<std::uint16_t>(look), kShapes[look / 8]};
}

void MapColoring::setRange(Range range)
{
    if (m_column && m_column->isDiverging) {
        // The end that moved decides.
        const double reach = range.high != m_range.high ? std::abs(range.high) : std::abs(range.low);
        range = {-reach, reach};
    }
    if (range == m_range || !(range.low < range.high))
        return;
    m_range = range;
    m_rangeIsSet = true;
    restyle();
}

void MapColoring::resetRange()
{
    m_rangeIsSet = false;
    if (m_range == m_dataRange)
        return;
    m_range = m_dataRange;
    restyle();
}

void MapColoring::setHidesOutside(bool hides)
{
    if (std::exchange(m_hidesOutside, hides) != hides)
        restyle();
}

RampKind MapColoring::ramp() const
{
    return m_column && m_column->isDiverging ? RampKind::Diverging : m_ramp;
}

void MapColoring::setRamp(RampKind ramp)
{
    if (std::exchange(m_ramp, ramp) != ramp)
        Q_EMIT changed();
}

void MapColoring::setReversed(bool reversed)
{
    if (std::exchange(m_isReversed, reversed) != reversed)
        Q_EMIT changed();
}

void MapColoring::restyle()
{
    const std::size_t count = m_table ? m_table->size() : 0;
    m_styles.assign(count, packed({0, PointShape::Disc}));
    m_hidden.assign(count, 0);
    if (m_column && m_column->kind == SampleColumn::Kind::Category)
        styleByCategory();
    else if (m_column)
        styleByNumber();
    m_shownCount = static_cast<std::uint32_t>(std::count(m_hidden.begin(), m_hidden.end(), std::uint8_t{0}));
    Q_EMIT changed();
}

void MapColoring::styleByCategory()
{
    std::vector<PackedStyle> look(m_sizes.size());
    for (int category = 0; category < categoryCount(); ++category)
        look[static_cast<std::size_t>(category)] = isVisible(category) ? packed(lookOf(category)) : kHiddenStyle;
    for (std::size_t point = 0; point < m_styles.size(); ++point) {
        m_styles[point] = look[static_cast<std::size_t>(categoryOf(point))];
        m_hidden[point] = m_styles[point] == kHiddenStyle ? 1 : 0;
    }
}

void MapColoring::styleByNumber()
{
    const double steps = (kRampSteps - 1) / (m_range.high - m_range.low);
    for (std::size_t point = 0; point < m_styles.size(); ++point) {
        const auto value = static_cast<double>(m_column->numbers[point]);
        if (std::isnan(value)) {
            m_styles[point] = packed({kMissingColor, PointShape::Cross});
            continue;
        }
        const double inside = std::clamp(value, m_range.low, m_range.high);
        if (m_hidesOutside && inside != value) {
            m_styles[point] = kHiddenStyle;
            m_hidden[point] = 1;
            continue;
        }
        m_styles[point] = packed({static_cast<std::uint16_t>(std::lround((inside - m_range.low) * steps))});
    }
}

std::vector<QRgb> MapColoring::palette(const ThemeColors &colors) const
{
    std::vector<QRgb> palette(kMissingColor + 1U, categoryColor(0, colors).rgb());
    palette[kMissingColor] = missingColor(colors).rgb();
    if (m_column && m_column->kind == SampleColumn::Kind::Category) {
        for (int look = 0; look < kCategoryLooks; ++look)
            palette[static_cast<std::size_t>(look)] = categoryColor(look, colors).rgb();
        palette[kOtherColor] = otherColor(colors).rgb();
    } else if (m_column) {
        const ColorRamp ramp = colorRamp(this->ramp(), colors, m_isReversed);
        std::copy(ramp.begin(), ramp.end(), palette.begin());
    }
    return palette;
}

} // namespace tandem
