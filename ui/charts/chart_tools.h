#pragma once

#include "ui/charts/chart_layout.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QSlider;
class QToolButton;

namespace tandem {

/// The row above the charts: what the horizontal axis counts, smoothing, bands, the way back, the table, more charts.
class ChartTools : public QWidget {
    Q_OBJECT
public:
    explicit ChartTools(QWidget *parent = nullptr);

    /// Shows what the layout says, without telling.
    void setLayout(const ChartLayout &layout);
    void setNavigation(bool canGoBack, bool canGoForward, bool isZoomed);
    void setBandsOffered(bool offered);

Q_SIGNALS:
    void xChanged(tandem::XKind kind);
    void logXChanged(bool on);
    void smoothingChanged(const tandem::Smoothing &smoothing);
    void bandsChanged(bool on);
    void tableChanged(bool on);
    void columnsChanged(int columns);
    void addWanted();
    void standardWanted();
    void historyWanted(int steps);
    void resetWanted();

private:
    void buildAxis();
    void buildSmoothing();
    void buildButtons();
    void buildMenu();
    void tellSmoothing();
    void showSmoothing();
    QToolButton *button(const QString &iconName, const QString &text, const QString &toolTip);

    Smoothing m_smoothing;
    int m_columns = 0;
    QComboBox *m_x = nullptr, *m_kind = nullptr;
    QToolButton *m_logX = nullptr, *m_bands = nullptr, *m_table = nullptr;
    QToolButton *m_back = nullptr, *m_forward = nullptr, *m_reset = nullptr, *m_more = nullptr;
    QSlider *m_strength = nullptr;
    QLabel *m_strengthText = nullptr;
};

} // namespace tandem
