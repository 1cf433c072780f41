#include "ui/queue/queue_model.h"

#include "ui/queue/queue_control.h"
#include "ui/runs/run_text.h"

#include <QGuiApplication>
#include <QIODevice>
#include <QMimeData>
#include <QPalette>

#include <algorithm>

namespace tandem {

namespace {

const QString kMimeType = QStringLiteral("application/x-tandem-queued-runs");

} // namespace

QString deviceText(const std::string &device)
{
    const auto colon = device.find(':');
    if (colon == std::string::npos)
        return QueueModel::tr("CPU");
    return QueueModel::tr("GPU %1").arg(QString::fromStdString(device.substr(colon + 1)));
}

void QueueModel::setControl(QueueControl *control)
{
    if (m_control != nullptr)
        disconnect(m_control, nullptr, this, nullptr);
    m_control = control;
    if (control != nullptr)
        connect(control, &QueueControl::changed, this, &QueueModel::update);
    update();
}

void QueueModel::update()
{
    const QueueSnapshot snapshot = m_control != nullptr ? m_control->snapshot() : QueueSnapshot();
    const auto isThere = [&snapshot](const RunId &run) { return snapshot.find(run) != nullptr; };
    for (int row = static_cast<int>(m_entries.size()); row-- > 0;) {
        if (isThere(m_entries[static_cast<std::size_t>(row)].run))
            continue;
        beginRemoveRows({}, row, row);
        m_entries.erase(m_entries.begin() + row);
        endRemoveRows();
    }
    for (int row = 0; row < static_cast<int>(snapshot.entries.size()); ++row) {
        const QueueEntry &wanted = snapshot.entries[static_cast<std::size_t>(row)];
        const auto known = std::find_if(m_entries.begin(), m_entries.end(),
                                        [&wanted](const QueueEntry &entry) { return entry.run == wanted.run; });
        const auto at = static_cast<int>(known - m_entries.begin());
        if (known == m_entries.end()) {
            beginInsertRows({}, row, row);
            m_entries.insert(m_entries.begin() + row, wanted);
            endInsertRows();
        } else if (at != row) { // always from further down: all above is in place
            beginMoveRows({}, at, at, {}, row);
            std::rotate(m_entries.begin() + row, known, known + 1);
            endMoveRows();
        }
        m_entries[static_cast<std::size_t>(row)] = wanted;
    }
    m_isPaused = snapshot.isPaused;
    if (!m_entries.empty()) // places change with whatever stands above
        Q_EMIT dataChanged(index(0, 0), index(static_cast<int>(m_entries.size()) - 1, ColumnCount - 1));
}

const QueueEntry *QueueModel::entry(const QModelIndex &index) const
{
    return index.isValid() && index.row() < static_cast<int>(m_entries.size())
               ? &m_entries[static_cast<std::size_t>(index.row())]
               : nullptr;
}

QModelIndex QueueModel::indexOf(const RunId &run) const
{
    for (int row = 0; row < static_cast<int>(m_entries.size()); ++row)
        if (m_entries[static_cast<std::size_t>(row)].run == run)
            return index(row, 0);
    return {};
}

int QueueModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int QueueModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString QueueModel::placeText(int row) const
{
    const QueueEntry &entry = m_entries[static_cast<std::size_t>(row)];
    if (entry.isBegun)
        return tr("on %1", "where a run is at work: on CPU, on GPU 1").arg(deviceText(entry.device));
    if (entry.isPaused)
        return tr("paused", "a waiting run");
    if (entry.isSweepPaused)
        return tr("sweep paused", "a waiting run");
    if (m_isPaused)
        return tr("queue paused", "a waiting run");
    int ahead = 0;
    for (int above = 0; above < row; ++above) {
        const QueueEntry &other = m_entries[static_cast<std::size_t>(above)];
        ahead += !other.isBegun && !other.isPaused && !other.isSweepPaused ? 1 : 0;
    }
    return ahead == 0 ? tr("next", "a waiting run") : tr("%Ln run(s) before it", nullptr, ahead);
}

QVariant QueueModel::data(const QModelIndex &index, int role) const
{
    const QueueEntry *shown = entry(index);
    if (shown == nullptr)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == Name ? QString::fromStdString(shown->name) : placeText(index.row());
    case Qt::DecorationRole:
        return index.column() == Name ? QVariant(stateIcon(shown->state, QGuiApplication::palette())) : QVariant();
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole:
        return tr("%1: %2", "name of a run, its place in the queue")
            .arg(QString::fromStdString(shown->name), placeText(index.row()));
    case IdRole:
        return QString::fromStdString(shown->run.toString());
    default:
        return {};
    }
}

QVariant QueueModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Name ? tr("Run") : tr("Place");
}

Qt::ItemFlags QueueModel::flags(const QModelIndex &index) const
{
    const QueueEntry *shown = entry(index);
    if (shown == nullptr)
        return Qt::ItemIsDropEnabled; // between the rows
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (!shown->isBegun)
        flags |= Qt::ItemIsDragEnabled;
    return flags;
}

QStringList QueueModel::mimeTypes() const
{
    return {kMimeType};
}

QMimeData *QueueModel::mimeData(const QModelIndexList &indexes) const
{
    QByteArray ids;
    for (const QModelIndex &index : indexes)
        if (const QueueEntry *dragged = entry(index); dragged != nullptr && index.column() == Name)
            ids += QByteArray::fromStdString(dragged->run.toString()) + '\n';
    auto *data = new QMimeData;
    data->setData(kMimeType, ids);
    return data;
}

bool QueueModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int, const QModelIndex &parent)
{
    if (m_control == nullptr || action != Qt::MoveAction || !data->hasFormat(kMimeType))
        return false;
    std::vector<RunId> runs;
    for (const QByteArray &id : data->data(kMimeType).split('\n'))
        if (RunId run = RunId::fromString(id.toStdString()); run.isValid())
            runs.push_back(std::move(run));
    const int target = parent.isValid() ? parent.row() : row;
    // Nothing stands before what runs.
    const QueueEntry *before = target < 0 ? nullptr : entry(index(target, 0));
    while (before != nullptr && before->isBegun)
        before = entry(indexOf(before->run).siblingAtRow(indexOf(before->run).row() + 1));
    m_control->move(runs, before != nullptr ? before->run : RunId());
    return false; // the control tells the rows: the view must not remove them by itself
}

} // namespace tandem
