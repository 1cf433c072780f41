#pragma once

#include "ui/charts/chart_card.h"
#include "ui/charts/charted_runs.h"
#include "ui/charts/series_chart.h"
#include "ui/charts/view_history.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <string>
#include <vector>

class QSplitter;

namespace tandem {

class ChartGrid;
class ChartTools;
class CurveTable;
class EmptyState;
class RunLegend;
class VectorChart;

/// The charts of the selected runs: any number, of any series and vectors, over one horizontal axis that they share, as
/// they do cursor and brush. Follows live runs until the person zooms. What is arranged is a text that the page keeps.
class ChartsPanel : public QWidget {
    Q_OBJECT
public:
    explicit ChartsPanel(QWidget *parent = nullptr);
    ~ChartsPanel() override;

    /// The selected runs, the current one first.
    void setRuns(const std::vector<ChartedRuns::Entry> &entries) { m_runs.setRuns(entries); }
    /// Takes in what became known of a run.
    void apply(const RunChange &change) { m_runs.apply(change); }
    [[nodiscard]] const ChartedRuns &runs() const { return m_runs; }

    [[nodiscard]] const ChartLayout &arrangement() const { return m_layout; }
    void setArrangement(const ChartLayout &layout);
    /// What the charts need of the runs.
    [[nodiscard]] RunInterest interest() const;

    [[nodiscard]] const std::vector<ChartCard *> &cards() const { return m_cards; }
    /// The first chart that shows a series, or null.
    [[nodiscard]] SeriesChart *chartOf(std::string_view series) const;
    [[nodiscard]] bool isFollowing() const { return m_view.following; }
    [[nodiscard]] CurveTable *table() const { return m_table; }
    [[nodiscard]] RunLegend *legend() const { return m_legend; }
    [[nodiscard]] const std::optional<double> &cursor() const { return m_cursor; }
    [[nodiscard]] const std::optional<std::pair<double, double>> &brush() const { return m_brush; }
    /// Takes in and draws what is due in all charts: for tests.
    void flush();

    void addChart(const ChartSpec &spec);
    /// Asks for a folder or file and writes; the failure goes to failed().
    void exportChart(ChartCard &card, ChartExport what);
    /// Writes points as comma-separated values on a thread of its own; noticed() or failed() tell its end.
    void savePoints(const ChartCard &card, const QString &path, bool visibleOnly);

Q_SIGNALS:
    /// The person arranged something: worth keeping.
    void arrangementChanged();
    void interestChanged();
    /// One sentence for the message bar.
    void failed(const QString &sentence);
    void noticed(const QString &sentence);

private:
    /// What zooming changes.
    struct View {
        bool following = true;
        double from = 0, to = 10;
        std::vector<std::optional<std::pair<double, double>>> y; // a chart
        bool operator==(const View &) const = default;
    };
    // charts_panel.cpp
    void buildWidgets();
    void connectTools();
    ChartCard *makeCard(const ChartSpec &spec);
    void connectCard(ChartCard &card);
    void connectSeries(SeriesChart &chart);
    void rebuildCards();
    void arrangeCards();
    void changeLayout();
    void editChart(ChartCard &card);
    void addWanted();
    void removeChart(ChartCard &card);
    void moveChart(ChartCard &card, int to);
    void resizeChart(ChartCard &card, int width, int height);
    [[nodiscard]] int indexOf(const ChartCard &card) const;
    // charts_panel_view.cpp
    void onRunsChanged();
    void onDataChanged();
    void setHighlighted(const RunId &run);
    void setCursor(const std::optional<double> &x);
    void setBrush(const std::optional<std::pair<double, double>> &brush);
    void updateTable();
    void applyLook();
    [[nodiscard]] std::pair<double, double> wholeRange() const;
    [[nodiscard]] double leastSpan() const;
    void zoomTo(double from, double to);
    void followRuns(bool atOnce = true);
    void showView(bool atOnce = true);
    void remember();
    void travel(int steps);
    void updateNavigation();
    template <class Visit> void eachSeries(Visit visit) const;

    ChartedRuns m_runs;
    ChartLayout m_layout;
    ChartLook m_look;
    std::vector<ChartCard *> m_cards; // in the order of the layout
    View m_view;
    ViewHistory<View> m_history{View()};
    QElapsedTimer m_sinceRemembered;
    std::optional<double> m_cursor;
    std::optional<std::pair<double, double>> m_brush;
    QTimer m_dataTimer; // what twenty runs tell in one round of the event loop is taken in once
    QTimer m_tableTimer;

    ChartTools *m_tools = nullptr;
    RunLegend *m_legend = nullptr;
    QSplitter *m_splitter = nullptr;
    ChartGrid *m_grid = nullptr;
    EmptyState *m_empty = nullptr;
    CurveTable *m_table = nullptr;
};

template <class Visit> void ChartsPanel::eachSeries(Visit visit) const
{
    for (ChartCard *card : m_cards)
        if (auto *chart = qobject_cast<SeriesChart *>(card))
            visit(*chart);
}

} // namespace tandem
