#pragma once

#include "ui/runs/chart_data.h"
#include "ui/runs/chart_plot.h"

#include <QWidget>

#include <span>
#include <vector>

class QHBoxLayout;
class QLabel;

namespace tandem {

enum class ChartAxis { Step, Epoch };

/// One measured series over the steps of a run, live: title, value at the cursor (or the latest), curve, reference
/// line, markers. Points that are no numbers are crosses at the lower edge, never left out. Does not choose its x range
/// or cursor itself but asks (rangeWanted, cursorWanted), so that charts side by side move together. The y range fits
/// what is visible. GUI thread.
class SeriesChart : public QWidget {
    Q_OBJECT
public:
    explicit SeriesChart(QWidget *parent = nullptr);
    ~SeriesChart() override;

    /// Puts a widget where the title stands (a menu of series).
    void replaceTitle(QWidget *widget);
    /// Shows another series; its points must be set anew.
    void setSpec(const ChartSpec &spec);
    [[nodiscard]] const ChartSpec &spec() const { return m_spec; }

    void setPoints(std::span<const SeriesPoint> points);
    void appendPoints(std::span<const SeriesPoint> points);
    [[nodiscard]] const ChartData &data() const { return m_data; }

    /// A dashed horizontal line with words, such as the loss of chance; none removes it.
    void setReference(std::optional<double> value, const QString &label = {});
    /// Thin vertical lines where training was resumed.
    void setMarkers(const std::vector<ChartMarker> &markers);
    /// What the numbers depend on, beside the title.
    void setCaption(const QString &caption);
    void setEmptyText(const QString &text);
    /// Steps are labelled as epochs if wanted. `stepsPerEpoch` 0: not known.
    void setAxis(ChartAxis axis, std::int64_t stepsPerEpoch);
    void setSmoothing(double weight); // in [0, 1)
    void setXRange(double from, double to);
    /// Shows the values at a step, or the latest ones.
    void setCursor(std::optional<double> step);

    /// "Loss: last 1.82 at step 1,200, lowest 1.79, 3 values are not numbers." For those who cannot see the curve.
    [[nodiscard]] QString summary() const;
    /// "step 340 (epoch 3.4): 2.31" at the cursor, or the latest.
    [[nodiscard]] QString readout() const;
    /// What was drawn: for tests.
    [[nodiscard]] const ChartPlot *plot() const { return m_plot; }

Q_SIGNALS:
    void rangeWanted(double from, double to);
    void rangeReset();
    void cursorWanted(const std::optional<double> &step);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildHeader();
    void applyTheme();
    void refill();
    void updateReadout();
    void updateEmpty();
    void moveCursor(std::ptrdiff_t points);
    void zoom(double factor);
    [[nodiscard]] QString valueText(double value) const;
    [[nodiscard]] std::optional<SeriesPoint> pointAtCursor() const;

    ChartSpec m_spec;
    ChartData m_data;
    double m_smoothing = 0;
    QString m_emptyText;
    std::optional<double> m_cursor;
    std::int64_t m_stepsPerEpoch = 0;

    QHBoxLayout *m_header = nullptr;
    QLabel *m_title = nullptr, *m_caption = nullptr, *m_value = nullptr, *m_empty = nullptr;
    ChartPlot *m_plot = nullptr;
};

} // namespace tandem
