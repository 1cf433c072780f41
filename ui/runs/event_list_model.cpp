#include "ui/runs/event_list_model.h"

#include "ui/theme.h"

#include <QDateTime>
#include <QGuiApplication>
#include <QLocale>

#include <algorithm>

namespace tandem {

namespace {

bool isSame(const EventRecord &a, const EventRecord &b)
{
    return a.step == b.step && a.wallMs == b.wallMs && a.kind == b.kind && a.text == b.text;
}

} // namespace

void EventListModel::setEvents(const std::vector<EventRecord> &events)
{
    const bool continues =
        events.size() >= m_events.size() && std::equal(m_events.begin(), m_events.end(), events.begin(), isSame);
    if (!continues) {
        beginResetModel();
        m_events = events;
        endResetModel();
    } else if (events.size() > m_events.size()) {
        beginInsertRows({}, static_cast<int>(m_events.size()), static_cast<int>(events.size()) - 1);
        m_events = events;
        endInsertRows();
    }
}

int EventListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_events.size());
}

int EventListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant EventListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const EventRecord &event = m_events[static_cast<std::size_t>(index.row())];
    if (role == Qt::DisplayRole) {
        const QLocale locale;
        switch (index.column()) {
        case Time:
            return QDateTime::fromMSecsSinceEpoch(event.wallMs).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
        case Step:
            return locale.toString(static_cast<qlonglong>(event.step));
        default:
            return QString::fromStdString(event.text);
        }
    }
    if (role == Qt::ToolTipRole && index.column() == Text)
        return QString::fromStdString(event.text);
    if (role == Qt::TextAlignmentRole && index.column() == Step)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ForegroundRole) {
        const ThemeColors &colors = colorsFor(QGuiApplication::palette());
        if (index.column() != Text)
            return colors.mutedText;
        if (event.kind == "failed")
            return colors.bad;
        if (event.kind == "warning")
            return colors.warning;
    }
    return {};
}

QVariant EventListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant((section == Step ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case Step:
        return tr("Step");
    case Text:
        return tr("What happened");
    default:
        return {};
    }
}

} // namespace tandem
