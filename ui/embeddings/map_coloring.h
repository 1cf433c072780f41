#pragma once

#include "ui/embeddings/color_ramps.h"
#include "ui/embeddings/point_style.h"
#include "ui/embeddings/point_table.h"

#include <QObject>

#include <cstdint>
#include <deque>
#include <vector>

namespace tandem {

/// How the points of a map are colored, and which of them are shown: by the values of one column. The legend changes
/// it, the map follows. GUI thread.
///
/// Of a column of categories, the 24 largest have a look of their own (color and shape); others share one until they
/// are asked for. A category that is hidden is not drawn and not hit. The category after the last one stands for points
/// of which nothing is known. Of a column of numbers, the range says which values the ends of the ramp stand for.
class MapColoring : public QObject {
    Q_OBJECT
public:
    explicit MapColoring(QObject *parent = nullptr);

    /// Colors by a column of a table; an unknown key: all alike. What is hidden stays so where the column has the same
    /// key and names as before, as with each new epoch of one run; so does a range that a person has set.
    void setColumn(PointTablePtr table, const QString &key);
    [[nodiscard]] const PointTablePtr &table() const { return m_table; }
    [[nodiscard]] const SampleColumn *column() const { return m_column; } // null: all alike
    [[nodiscard]] QString key() const { return m_key; }

    // Categories. The last one, categoryCount() - 1, is "not known".
    [[nodiscard]] int categoryCount() const { return static_cast<int>(m_sizes.size()); }
    [[nodiscard]] int missingCategory() const { return categoryCount() - 1; }
    [[nodiscard]] std::uint32_t sizeOf(int category) const { return m_sizes[static_cast<std::size_t>(category)]; }
    [[nodiscard]] int categoryOf(std::size_t point) const; // of a column of categories
    [[nodiscard]] bool isVisible(int category) const { return m_visible[static_cast<std::size_t>(category)] != 0; }
    [[nodiscard]] bool allVisible() const;
    void setVisible(int category, bool visible);
    /// Shows this one alone; shows all if it was alone already.
    void solo(int category);
    void showAll();
    /// Color index and shape of a category, see palette().
    [[nodiscard]] PointStyle lookOf(int category) const;
    /// False: it shares its look with others.
    [[nodiscard]] bool hasOwnLook(int category) const { return lookOf(category).color != kOtherColor; }

    // Numbers.
    struct Range {
        double low = 0, high = 1; // low < high
        bool operator==(const Range &) const = default;
    };
    [[nodiscard]] Range dataRange() const { return m_dataRange; } // of the known finite values
    [[nodiscard]] Range range() const { return m_range; }
    /// Of diverging columns, the other end follows so that 0 stays the middle.
    void setRange(Range range);
    void resetRange();
    [[nodiscard]] bool hidesOutside() const { return m_hidesOutside; } // values out of the range are not shown
    void setHidesOutside(bool hides);
    [[nodiscard]] RampKind ramp() const;
    void setRamp(RampKind ramp); // of columns that do not diverge
    [[nodiscard]] bool isReversed() const { return m_isReversed; }
    void setReversed(bool reversed);

    // By point.
    [[nodiscard]] const std::vector<PackedStyle> &styles() const { return m_styles; }
    [[nodiscard]] const std::vector<std::uint8_t> &hidden() const { return m_hidden; } // 1: not shown
    [[nodiscard]] std::uint32_t shownCount() const { return m_shownCount; }
    /// What the color indices of the styles mean in a theme.
    [[nodiscard]] std::vector<QRgb> palette(const ThemeColors &colors) const;

Q_SIGNALS:
    void columnChanged(); // another column or table; changed() follows
    void changed();       // styles(), hidden() or palette()

private:
    static constexpr std::uint16_t kOtherColor = kCategoryLooks;
    static constexpr std::uint16_t kMissingColor = kRampSteps; // last of the palette in both kinds

    void readCategories();
    void readNumbers();
    void restyle();
    void styleByCategory();
    void styleByNumber();
    void giveLook(int category);

    PointTablePtr m_table;
    const SampleColumn *m_column = nullptr; // in m_table
    QString m_key;
    QStringList m_names; // of the column of categories that the following belong to
    std::vector<std::uint32_t> m_sizes;
    std::vector<std::uint8_t> m_visible;
    std::vector<int> m_looks; // by category; -1: the shared one
    std::deque<int> m_looked; // categories with a look of their own, those that had it longest first
    Range m_dataRange, m_range;
    bool m_rangeIsSet = false, m_hidesOutside = false, m_isReversed = false;
    RampKind m_ramp = RampKind::Viridis;
    std::vector<PackedStyle> m_styles;
    std::vector<std::uint8_t> m_hidden;
    std::uint32_t m_shownCount = 0;
};

} // namespace tandem
