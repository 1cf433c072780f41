#pragma once

#include "core/report/records.h"

#include <QAbstractTableModel>

#include <vector>

namespace tandem {

/// The log of a run as a table: when, at which step, what happened. GUI thread.
class EventListModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Time, Step, Text, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    /// All events of the run, in order. New ones at the end become inserted rows; anything else a reset.
    void setEvents(const std::vector<EventRecord> &events);
    [[nodiscard]] const std::vector<EventRecord> &events() const { return m_events; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<EventRecord> m_events;
};

} // namespace tandem
