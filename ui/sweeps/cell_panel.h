#pragma once

#include "ui/sweeps/sweep_view.h"

#include <QWidget>

#include <vector>

class QLabel;
class QPushButton;
class QTreeWidget;

namespace tandem {

class MiniCurves;

/// What stands behind a field of the heat map: its number, its runs with their states and results, their curves, and
/// the ways on. GUI thread.
class CellPanel : public QWidget {
    Q_OBJECT
public:
    explicit CellPanel(QWidget *parent = nullptr);

    /// `title`: the field in words; `cells`: keys of its cells, none to show nothing.
    void show(const SweepViewPtr &view, const SweepGoal &goal, const QString &title,
              const std::vector<std::string> &cells);
    [[nodiscard]] QTreeWidget *runs() const { return m_runs; }
    [[nodiscard]] QString sentence() const;

Q_SIGNALS:
    void openRequested(const std::vector<tandem::RunId> &runs);
    void picked(const std::vector<tandem::RunId> &runs);

private:
    QLabel *m_title, *m_sentence;
    MiniCurves *m_curves;
    QTreeWidget *m_runs;
    QPushButton *m_open;
    std::vector<RunId> m_ids;
};

} // namespace tandem
