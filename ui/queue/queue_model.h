#pragma once

#include "ui/queue/queue_snapshot.h"

#include <QAbstractTableModel>

namespace tandem {

class QueueControl;

/// The queue as a table: place or mark of what runs, the run, where. Rows that wait can be dragged. A new snapshot
/// becomes inserted, removed, moved and changed rows, never a reset. GUI thread.
class QueueModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Place, ColumnCount };
    enum Role { IdRole = Qt::UserRole + 1 };

    using QAbstractTableModel::QAbstractTableModel;

    /// Shows a control's queue, or nothing. Wishes by drag and drop go there. It outlives this or is taken away.
    void setControl(QueueControl *control);
    [[nodiscard]] const QueueEntry *entry(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexOf(const RunId &run) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData *mimeData(const QModelIndexList &indexes) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

    /// "On the processor", "On GPU 1", "3rd in line", "Paused", "Its sweep is paused".
    [[nodiscard]] QString placeText(int row) const;

private:
    void update();

    QueueControl *m_control = nullptr;
    std::vector<QueueEntry> m_entries;
    bool m_isPaused = false;
};

/// "CPU", "GPU 1": what people call a device of the queue.
[[nodiscard]] QString deviceText(const std::string &device);

} // namespace tandem
