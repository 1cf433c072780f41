#pragma once

#include "core/sweep/sweep_presets.h"
#include "ui/sweeps/sweep_view.h"

#include <QWidget>

#include <optional>

class QLabel;
class QTableWidget;

namespace tandem {

/// The paper's numbers beside ours, for a sweep that began from one of its tables, and how well the order of the cells
/// agrees. Numbers themselves are not to be compared: the images are others.
class PaperPanel : public QWidget {
    Q_OBJECT
public:
    explicit PaperPanel(QWidget *parent = nullptr);

    void setView(const SweepViewPtr &view, const SweepGoal &goal);
    [[nodiscard]] QTableWidget *table() const { return m_table; }
    [[nodiscard]] QString sentence() const;

private:
    QLabel *m_sentence;
    QTableWidget *m_table;
};

/// Over the cells of the view that have both numbers.
[[nodiscard]] std::optional<PaperAgreement> paperAgreement(const SweepView &view, const SweepGoal &goal);

} // namespace tandem
