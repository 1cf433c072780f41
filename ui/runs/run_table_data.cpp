#include "ui/icons.h"
#include "ui/runs/column_text.h"
#include "ui/runs/run_table_items.h"
#include "ui/runs/run_text.h"
#include "ui/theme.h"

#include <QDateTime>
#include <QFont>
#include <QGuiApplication>
#include <QLocale>

#include <cmath>

// The part of RunTableModel that says what its cells show.

namespace tandem {

using namespace runtable;
using Kind = RunColumn::Kind;

namespace {

QVariant orNothing(const QString &text)
{
    return text.isEmpty() ? QVariant() : QVariant(text);
}

QString toolTip(const RunRow &row, const RunAnnotation &said, const RunColumn &column, const QString &text)
{
    switch (column.kind) {
    case Kind::Started:
    case Kind::Created: {
        const bool wasStarted = column.kind == Kind::Started && row.summary.startedMs > 0;
        const auto ms = wasStarted ? row.summary.startedMs : row.summary.createdMs;
        return QLocale().toString(QDateTime::fromMSecsSinceEpoch(ms), QLocale::LongFormat);
    }
    case Kind::Progress:
        if (row.summary.totalSteps > 0)
            return RunTableModel::tr("Step %L1 of %L2").arg(row.summary.step).arg(row.summary.totalSteps);
        break;
    case Kind::Health:
        return isAilment(row.digest->health) ? remedyText(row.digest->health) : QString();
    case Kind::Note:
        return QString::fromStdString(said.note);
    case Kind::Starred:
        return said.isStarred ? RunTableModel::tr("Starred; Ctrl+D takes the star away")
                              : RunTableModel::tr("Ctrl+D gives a star");
    case Kind::Name:
        if (!said.note.empty())
            return text + QStringLiteral("\n\n") + QString::fromStdString(said.note);
        break;
    default:
        break;
    }
    const QString sentence = stateSentence(row);
    return sentence.isEmpty() && (column.kind == Kind::Name || column.kind == Kind::Setting) ? text : sentence;
}

QVariant alignmentOf(const RunColumn &column)
{
    const bool isRight = isNumeric(column) && column.kind != Kind::Progress;
    return isRight ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
}

} // namespace

QVariant RunTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto column = static_cast<std::size_t>(index.column());
    const Item *item = itemAt(index);
    if (role == GroupRole)
        return item == nullptr;
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(m_columns[column].column());
    return item != nullptr ? itemData(*item, column, role) : groupData(*groupAt(index), column, role);
}

QVariant RunTableModel::deltaData(std::size_t columnIndex, const std::optional<double> &value, int role) const
{
    const auto &baseline = columnIndex < m_baselineNumbers.size() ? m_baselineNumbers[columnIndex] : std::nullopt;
    if (!baseline || !value || !std::isfinite(*value))
        return {};
    const RunColumn &column = m_columns[columnIndex].column();
    const double delta = *value - *baseline;
    const QString text = deltaText(column, delta);
    if (text.isEmpty())
        return {};
    if (role == DeltaTextRole)
        return text;
    if (role == DeltaRole)
        return delta;
    const Direction direction = directionOf(column);
    if (direction == Direction::Neither)
        return 0;
    return (delta > 0) == (direction == Direction::Higher) ? 1 : -1;
}

QVariant RunTableModel::itemData(const Item &item, std::size_t columnIndex, int role) const
{
    const RunRow &row = *item.row;
    const RunColumn &column = m_columns[columnIndex].column();
    const auto text = [&] {
        switch (column.kind) {
        case Kind::State:
            return stateText(row);
        case Kind::Progress:
            return progressText(row.summary);
        case Kind::TimeLeft:
            return timeLeftText(row.secondsLeft);
        case Kind::Starred:
            return QString();
        default:
            return cellText(column, cell(item, columnIndex));
        }
    };
    switch (role) {
    case Qt::DisplayRole:
        return text();
    case Qt::EditRole:
        return column.kind == Kind::Name ? QVariant(text()) : QVariant();
    case Qt::DecorationRole:
        if (column.kind == Kind::State)
            return stateIcon(row.summary.state, QGuiApplication::palette());
        if (column.kind == Kind::Health)
            return healthIcon(row.digest->health);
        if (column.kind == Kind::Starred && item.said.isStarred)
            return icon(QStringLiteral("star"), IconTone::Accent);
        return column.kind == Kind::Name && item.id() == m_baseline
                   ? QVariant(icon(QStringLiteral("pin"), IconTone::Accent))
                   : QVariant();
    case Qt::ForegroundRole:
        return column.kind == Kind::State
                   ? QVariant(stateColor(row.summary.state, colorsFor(QGuiApplication::palette())))
                   : QVariant();
    case Qt::ToolTipRole:
        return orNothing(toolTip(row, item.said, column, text()));
    case Qt::AccessibleTextRole: {
        if (column.kind == Kind::Starred)
            return item.said.isStarred ? tr("starred") : tr("not starred");
        const QVariant delta = deltaData(
            columnIndex, item.id() == m_baseline ? std::nullopt : numberOf(cell(item, columnIndex)), DeltaTextRole);
        if (delta.isValid())
            return tr("%1, %2 against the baseline").arg(text(), delta.toString());
        return column.kind == Kind::Name && item.id() == m_baseline ? QVariant(tr("%1, the baseline").arg(text()))
                                                                    : QVariant(text());
    }
    case IdRole:
        return QString::fromStdString(item.id().toString());
    case FractionRole: {
        const auto fraction = progressFraction(row.summary);
        return fraction ? QVariant(*fraction) : QVariant();
    }
    case StateRole:
        return static_cast<int>(row.summary.state);
    case BaselineRole:
        return item.id() == m_baseline;
    case DeltaRole:
    case DeltaTextRole:
    case DeltaGoodRole:
        if (item.id() == m_baseline || !hasDelta(column))
            return {};
        return deltaData(columnIndex, numberOf(cell(item, columnIndex)), role);
    default:
        return {};
    }
}

QString RunTableModel::groupTitle(const Group &group) const
{
    const auto runs = static_cast<int>(group.items.size());
    if (m_grouping->bySeeds)
        return group.key.empty() ? tr("Settings cannot be read: %n run(s)", nullptr, runs)
                                 : tr("%1: %n seed(s)", "name of a run", runs)
                                       .arg(QString::fromStdString(runName(group.items.front()->facts())));
    const QString value =
        group.items.empty() ? QString()
                            : cellText(m_grouping->column, cellValue(m_grouping->column, group.items.front()->facts()));
    return tr("%1 %2: %n run(s)", "a column, its value", runs).arg(columnTitle(m_grouping->column), value);
}

/// A mean of seeds or batch sizes says nothing; what they reach over does.
QString RunTableModel::rangeText(const RunColumn &column, const Group &group, std::size_t columnIndex) const
{
    std::optional<double> least, most;
    for (const Item *item : group.items)
        if (const auto number = numberOf(cell(*item, columnIndex))) {
            least = std::min(least.value_or(*number), *number);
            most = std::max(most.value_or(*number), *number);
        }
    if (!least)
        return {};
    return tr("%1 – %2", "lowest and highest").arg(numberText(column, *least), numberText(column, *most));
}

QVariant RunTableModel::groupData(const Group &group, std::size_t columnIndex, int role) const
{
    const RunColumn &column = m_columns[columnIndex].column();
    const bool hasMean = isNumeric(column) && column.kind != Kind::Progress && column.kind != Kind::Epoch;
    if (column.kind == Kind::Name) {
        if (role == Qt::DisplayRole || role == Qt::ToolTipRole || role == Qt::AccessibleTextRole)
            return group.items.empty() ? QVariant() : QVariant(groupTitle(group));
    }
    if (role == Qt::FontRole) {
        QFont font;
        font.setWeight(QFont::DemiBold);
        return font;
    }
    if (group.items.empty() || column.kind == Kind::TimeLeft || column.kind == Kind::Starred)
        return {};
    const auto common = [&]() -> QString {
        group.common.resize(m_columns.size());
        auto &known = group.common[columnIndex];
        if (known)
            return *known;
        const CellValue first = cell(*group.items.front(), columnIndex);
        bool isCommon = true;
        for (const Item *item : group.items)
            isCommon = isCommon && cell(*item, columnIndex) == first;
        known = isCommon ? itemData(*group.items.front(), columnIndex, Qt::DisplayRole).toString() : QString();
        return *known;
    };
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        if (!hasMean)
            return common();
        if (column.kind != Kind::Setting)
            return spreadText(column, aggregate(group, columnIndex));
        if (const QString text = common(); !text.isEmpty())
            return text;
        return rangeText(column, group, columnIndex);
    case Qt::ToolTipRole: {
        const Spread &spread = aggregate(group, columnIndex);
        if (!hasMean || spread.count == 0 || column.kind == Kind::Setting)
            return {};
        return spread.deviation ? tr("Mean ± standard deviation of %n run(s)", nullptr, static_cast<int>(spread.count))
                                : tr("Of one run");
    }
    case DeltaRole:
    case DeltaTextRole:
    case DeltaGoodRole: {
        const Spread &spread = aggregate(group, columnIndex);
        return hasDelta(column) && spread.count > 0 ? deltaData(columnIndex, spread.mean, role) : QVariant();
    }
    default:
        return {};
    }
}

QVariant RunTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const RunColumn &column = m_columns[static_cast<std::size_t>(section)].column();
    switch (role) {
    case Qt::DisplayRole:
        return column.kind == Kind::Starred ? QString() : columnTitle(column);
    case Qt::DecorationRole:
        return column.kind == Kind::Starred ? QVariant(icon(QStringLiteral("star"), IconTone::Muted)) : QVariant();
    case Qt::AccessibleTextRole:
        return columnTitle(column);
    case Qt::ToolTipRole: {
        const QString help = columnHelp(column);
        return help.isEmpty() ? columnTitle(column) : columnTitle(column) + QLatin1Char('\n') + help;
    }
    case Qt::TextAlignmentRole:
        return alignmentOf(column);
    case KeyRole:
        return QString::fromStdString(columnKey(column));
    default:
        return {};
    }
}

Qt::ItemFlags RunTableModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractItemModel::flags(index);
    const Item *item = itemAt(index);
    if (item == nullptr)
        return flags;
    if (m_columns[static_cast<std::size_t>(index.column())].column().kind == Kind::Name)
        flags |= Qt::ItemIsEditable;
    return flags | Qt::ItemNeverHasChildren;
}

bool RunTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const RunId id = runAt(index);
    if (role != Qt::EditRole || !id.isValid() || value.toString() == data(index, Qt::EditRole).toString())
        return false;
    Q_EMIT renameRequested(id, value.toString().simplified());
    return true;
}

} // namespace tandem
