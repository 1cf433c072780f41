#pragma once

#include "ui/sweeps/parallel_data.h"
#include "ui/sweeps/sweep_selection.h"
#include "ui/sweeps/sweep_view.h"

#include <QWidget>

#include <set>
#include <vector>

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QSortFilterProxyModel;
class QSplitter;
class QStackedWidget;
class QTabWidget;
class QTableView;
class QToolButton;

namespace tandem {

class BestSoFar;
class CellPanel;
class CellsModel;
class ElidedLabel;
class HeatMap;
class ImportancePanel;
class PaperPanel;
class ParallelPlot;
class SweepActions;

/// One sweep: how far it is, which number is looked at, and the views over its cells and runs. What is picked in one
/// view is marked in all. GUI thread.
class SweepDetail : public QWidget {
    Q_OBJECT
public:
    explicit SweepDetail(SweepActions &actions, QWidget *parent = nullptr);
    ~SweepDetail() override;

    void setView(const SweepViewPtr &view);
    [[nodiscard]] const SweepViewPtr &view() const { return m_view; }
    [[nodiscard]] const SweepGoal &goal() const { return m_goal; }
    [[nodiscard]] SweepSelection &selection() { return m_selection; }
    /// Cells that the actions on cells are for: those under the cursor, or selected in the table.
    [[nodiscard]] std::vector<const SweepCell *> chosenCells() const;
    [[nodiscard]] HeatMap *heatMap() const { return m_map; }
    [[nodiscard]] ParallelPlot *parallel() const { return m_parallel; }
    [[nodiscard]] BestSoFar *best() const { return m_best; }
    [[nodiscard]] ImportancePanel *importance() const { return m_importance; }
    [[nodiscard]] PaperPanel *paper() const { return m_paper; }
    [[nodiscard]] CellPanel *cellPanel() const { return m_cell; }
    [[nodiscard]] QTableView *table() const { return m_table; }
    [[nodiscard]] CellsModel *cells() const { return m_cells; }
    [[nodiscard]] QTabWidget *tabs() const { return m_tabs; }
    [[nodiscard]] QComboBox *series() const { return m_series; }
    [[nodiscard]] QPushButton *fillButton() const { return m_fill; }
    [[nodiscard]] QString sentence() const;
    [[nodiscard]] QByteArray saveSplitter() const;
    void restoreSplitter(const QByteArray &state);

Q_SIGNALS:
    void openRequested(const std::vector<tandem::RunId> &runs);
    /// What the actions on cells are for is another.
    void chosenChanged();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *buildHeader();
    QWidget *buildChoices();
    QWidget *buildMap();
    QWidget *buildTable();
    void fillSeries();
    void fillAxes();
    void chooseGoal();
    void showHeader();
    void showMap();
    void showCell();
    void showViews();
    void markSelection();
    [[nodiscard]] std::vector<int> slice() const;

    SweepActions &m_actions;
    SweepSelection m_selection;
    SweepViewPtr m_view;
    SweepGoal m_goal;
    ElidedLabel *m_name = nullptr;
    QLabel *m_state = nullptr, *m_mapNote = nullptr;
    QProgressBar *m_progress = nullptr;
    QPushButton *m_fill = nullptr;
    QToolButton *m_pause = nullptr, *m_more = nullptr;
    QComboBox *m_series = nullptr, *m_summary = nullptr, *m_columns = nullptr, *m_rows = nullptr;
    QWidget *m_slices = nullptr;
    std::vector<QComboBox *> m_sliceChoices; // by axis
    QTabWidget *m_tabs = nullptr;
    QStackedWidget *m_mapStack = nullptr;
    QSplitter *m_splitter = nullptr; // heat map and cell
    HeatMap *m_map = nullptr;
    CellPanel *m_cell = nullptr;
    ParallelPlot *m_parallel = nullptr;
    ImportancePanel *m_importance = nullptr;
    BestSoFar *m_best = nullptr;
    PaperPanel *m_paper = nullptr;
    QTableView *m_table = nullptr;
    CellsModel *m_cells = nullptr;
    QSortFilterProxyModel *m_sorted = nullptr;
    bool m_isMarking = false;
};

} // namespace tandem
