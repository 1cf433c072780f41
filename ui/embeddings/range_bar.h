#pragma once

#include "ui/embeddings/map_coloring.h"
#include "ui/sample_selection.h"

#include <QPointer>
#include <QWidget>

#include <array>

namespace tandem {

/// The ramp of a column of numbers with how many images have which value above it, and two handles for the values that
/// the ends of the ramp stand for. For the mouse; the fields beside it are for the keyboard.
class RangeBar : public QWidget {
    Q_OBJECT
public:
    static constexpr std::size_t kBins = 48;

    explicit RangeBar(MapColoring &coloring, QWidget *parent = nullptr);
    void setSelection(SampleSelection *selection);

    /// How many images fall into each bin of the data's range; selected ones alone where `selected`.
    [[nodiscard]] const std::array<std::uint32_t, kBins> &counts(bool selected) const
    {
        return selected ? m_selectedCounts : m_counts;
    }
    [[nodiscard]] double placeOf(double value) const; // on the widget
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;

private:
    enum class Handle { None, Low, High };
    void count();
    [[nodiscard]] QRectF rampRect() const;
    [[nodiscard]] double valueAt(double place) const;
    void drawHistogram(QPainter &painter, const QRectF &area) const;

    MapColoring &m_coloring;
    QPointer<SampleSelection> m_selection;
    std::array<std::uint32_t, kBins> m_counts{}, m_selectedCounts{};
    Handle m_dragged = Handle::None;
};

} // namespace tandem
