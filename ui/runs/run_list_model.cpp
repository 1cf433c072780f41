#include "ui/runs/run_list_model.h"

#include "ui/runs/run_text.h"
#include "ui/theme.h"

#include <QDateTime>
#include <QGuiApplication>
#include <QLocale>

#include <algorithm>

namespace tandem {

using namespace runlist;

void RunListModel::setRows(const RunRows &rows)
{
    // Both lists descend by id, so one walk finds what came, went and changed.
    std::size_t at = 0;
    for (const RunRow &row : rows) {
        while (at < m_rows.size() && m_rows[at].summary.id > row.summary.id) {
            beginRemoveRows({}, static_cast<int>(at), static_cast<int>(at));
            m_rows.erase(m_rows.begin() + static_cast<std::ptrdiff_t>(at));
            endRemoveRows();
        }
        if (at == m_rows.size() || m_rows[at].summary.id != row.summary.id) {
            beginInsertRows({}, static_cast<int>(at), static_cast<int>(at));
            m_rows.insert(m_rows.begin() + static_cast<std::ptrdiff_t>(at), row);
            endInsertRows();
        } else if (!looksSame(m_rows[at], row)) {
            m_rows[at] = row;
            Q_EMIT dataChanged(index(static_cast<int>(at), 0), index(static_cast<int>(at), ColumnCount - 1));
        }
        ++at;
    }
    if (at < m_rows.size()) {
        beginRemoveRows({}, static_cast<int>(at), static_cast<int>(m_rows.size()) - 1);
        m_rows.resize(at);
        endRemoveRows();
    }
}

const RunRow *RunListModel::find(const RunId &id) const
{
    const auto found = std::lower_bound(m_rows.begin(), m_rows.end(), id,
                                        [](const RunRow &row, const RunId &wanted) { return row.summary.id > wanted; });
    return found != m_rows.end() && found->summary.id == id ? &*found : nullptr;
}

QModelIndex RunListModel::indexOf(const RunId &id) const
{
    const RunRow *row = find(id);
    return row == nullptr ? QModelIndex() : index(static_cast<int>(row - m_rows.data()), 0);
}

int RunListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RunListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString RunListModel::display(const RunRow &row, int column) const
{
    const RunSummary &summary = row.summary;
    switch (column) {
    case Name:
        return runTitle(summary);
    case State:
        return stateText(row);
    case Progress:
        return progressText(summary);
    case TimeLeft:
        return timeLeftText(row.secondsLeft);
    case Knn:
        return percentText(summary.knnAccuracy);
    case BestKnn:
        return percentText(summary.bestKnnAccuracy);
    case Loss:
        return lossText(summary.loss);
    case Speed:
        return speedText(summary.imagesPerSecond);
    case Started:
        return momentText(summary.startedMs > 0 ? summary.startedMs : summary.createdMs);
    default:
        return {};
    }
}

QVariant RunListModel::sortValue(const RunRow &row, int column) const
{
    const RunSummary &summary = row.summary;
    const auto number = [](const std::optional<double> &value) {
        return value && *value == *value ? QVariant(*value) : QVariant();
    };
    switch (column) {
    case Name:
        return runTitle(summary);
    case State:
        return static_cast<double>(summary.state);
    case Progress:
        return number(progressFraction(summary));
    case TimeLeft:
        return number(row.secondsLeft);
    case Knn:
        return number(summary.knnAccuracy);
    case BestKnn:
        return number(summary.bestKnnAccuracy);
    case Loss:
        return number(summary.loss);
    case Speed:
        return number(summary.imagesPerSecond);
    case Started:
        return static_cast<double>(summary.startedMs > 0 ? summary.startedMs : summary.createdMs);
    default:
        return {};
    }
}

QString RunListModel::toolTip(const RunRow &row, int column) const
{
    const RunSummary &summary = row.summary;
    if (column == Started) {
        const auto ms = summary.startedMs > 0 ? summary.startedMs : summary.createdMs;
        return QLocale().toString(QDateTime::fromMSecsSinceEpoch(ms), QLocale::LongFormat);
    }
    if (column == Progress && summary.totalSteps > 0)
        return tr("Step %L1 of %L2").arg(summary.step).arg(summary.totalSteps);
    const QString sentence = stateSentence(row);
    return sentence.isEmpty() && column == Name ? runTitle(summary) : sentence;
}

QVariant RunListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const RunRow &row = m_rows[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return display(row, column);
    case Qt::DecorationRole:
        return column == State ? QVariant(stateIcon(row.summary.state, QGuiApplication::palette())) : QVariant();
    case Qt::ForegroundRole:
        return column == State ? QVariant(stateColor(row.summary.state, colorsFor(QGuiApplication::palette())))
                               : QVariant();
    case Qt::ToolTipRole: {
        const QString text = toolTip(row, column);
        return text.isEmpty() ? QVariant() : QVariant(text);
    }
    case Qt::TextAlignmentRole:
        return column >= Knn && column <= Speed ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case IdRole:
        return QString::fromStdString(row.summary.id.toString());
    case SortRole:
        return sortValue(row, column);
    case FractionRole: {
        const auto fraction = progressFraction(row.summary);
        return fraction ? QVariant(*fraction) : QVariant();
    }
    case StateRole:
        return static_cast<int>(row.summary.state);
    default:
        return {};
    }
}

QVariant RunListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole && section >= Knn && section <= Speed)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole) {
        if (section == Knn)
            return tr("kNN accuracy of the latest evaluation");
        if (section == BestKnn)
            return tr("Best kNN accuracy so far, on the same test images");
        return {};
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Run");
    case State:
        return tr("State");
    case Progress:
        return tr("Progress");
    case TimeLeft:
        return tr("Time left");
    case Knn:
        return tr("kNN, last");
    case BestKnn:
        return tr("kNN, best");
    case Loss:
        return tr("Loss");
    case Speed:
        return tr("Images/s");
    default:
        return tr("Started");
    }
}

RunListFilter::RunListFilter(QObject *parent) : QSortFilterProxyModel(parent)
{
    setSortRole(SortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
    setSortLocaleAware(true);
    setDynamicSortFilter(true);
}

void RunListFilter::setText(const QString &text)
{
    m_words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    invalidateFilter();
}

bool RunListFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (m_words.isEmpty())
        return true;
    const auto *model = qobject_cast<const RunListModel *>(sourceModel());
    if (model == nullptr)
        return QSortFilterProxyModel::filterAcceptsRow(row, parent);
    const RunRow &run = model->rows()[static_cast<std::size_t>(row)];
    const QString name = runTitle(run.summary);
    const QString state = stateText(run);
    const QString settings = QString::fromStdString(run.summary.settingsJson);
    return std::all_of(m_words.begin(), m_words.end(), [&](const QString &word) {
        return name.contains(word, Qt::CaseInsensitive) || state.contains(word, Qt::CaseInsensitive) ||
               settings.contains(word, Qt::CaseInsensitive);
    });
}

bool RunListFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const QVariant a = left.data(SortRole);
    const QVariant b = right.data(SortRole);
    if (a.isValid() != b.isValid())
        return a.isValid() == (sortOrder() == Qt::AscendingOrder); // no value: last, whichever way
    if (a == b || !a.isValid())
        return left.data(IdRole).toString() < right.data(IdRole).toString(); // stable among equals
    if (a.typeId() == QMetaType::QString)
        return QString::localeAwareCompare(a.toString(), b.toString()) < 0;
    return a.toDouble() < b.toDouble();
}

} // namespace tandem
