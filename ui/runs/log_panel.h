#pragma once

#include "ui/runs/event_list_model.h"

#include <QWidget>

class QTableView;

namespace tandem {

/// What happened in a run, as a table that can be copied; stays at the newest line unless scrolled away.
class LogPanel : public QWidget {
    Q_OBJECT
public:
    explicit LogPanel(QWidget *parent = nullptr);

    void setEvents(const std::vector<EventRecord> &events);
    [[nodiscard]] EventListModel &model() { return m_model; }
    /// The selected lines, or all, tab-separated.
    [[nodiscard]] QString text(bool selectedOnly) const;

private:
    void copy(bool selectedOnly) const;

    EventListModel m_model;
    QTableView *m_view;
};

} // namespace tandem
