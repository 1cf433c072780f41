#pragma once

#include "core/catalog/query.h"

#include <QTimer>
#include <QWidget>

class QLineEdit;
class QMenu;
class QToolButton;

namespace tandem {

class FlowLayout;

/// Where the runs to show are asked for: a line for words and conditions ("lars state=done loss<3"), and the conditions
/// as chips below. What is typed acts at once; Enter turns complete conditions into chips; a chip is edited by a click,
/// and taken away by its cross or by Backspace in the empty line.
class FilterBar : public QWidget {
    Q_OBJECT
public:
    explicit FilterBar(QWidget *parent = nullptr);

    void setQuery(const RunQuery &query);
    [[nodiscard]] RunQuery query() const;
    void addCondition(const RunCondition &condition);
    void clear();

    [[nodiscard]] QLineEdit *line() const { return m_line; }
    [[nodiscard]] int chipCount() const { return static_cast<int>(m_chips.size()); }
    /// Filled by the owner whenever it is about to show.
    [[nodiscard]] QMenu *suggestions() const { return m_suggestions; }

Q_SIGNALS:
    void queryChanged(const tandem::RunQuery &query);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void takeConditions();
    void editChip(std::size_t place);
    void removeChip(std::size_t place);
    void rebuildChips();
    void tell();

    QLineEdit *m_line;
    QToolButton *m_add;
    QMenu *m_suggestions;
    QWidget *m_row;
    FlowLayout *m_flow;
    std::vector<RunCondition> m_chips;
    RunQuery m_told;
    QTimer m_timer;
};

/// "State: running, stopped", "Temperature τ < 0.2".
[[nodiscard]] QString conditionLabel(const RunCondition &condition);

} // namespace tandem
