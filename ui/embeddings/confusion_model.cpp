#include "ui/embeddings/confusion_model.h"

#include <QLocale>

#include <cmath>
#include <limits>
#include <numeric>

namespace tandem {

ConfusionModel::ConfusionModel(QObject *parent) : QAbstractTableModel(parent) {}

void ConfusionModel::setPoints(const PointTablePtr &table, const QString &truthKey, const QString &predictedKey)
{
    beginResetModel();
    m_table = table;
    m_truth = table ? table->column(truthKey) : nullptr;
    m_predicted = table ? table->column(predictedKey) : nullptr;
    m_names.clear();
    m_counts.clear();
    const bool fits = m_truth && m_predicted && m_truth->kind == SampleColumn::Kind::Category &&
                      m_predicted->kind == SampleColumn::Kind::Category && m_truth->names == m_predicted->names;
    m_hasTooManyClasses = fits && m_truth->names.size() > kMostClasses;
    if (fits && !m_hasTooManyClasses) {
        m_names = m_truth->names;
        const auto classes = static_cast<std::size_t>(m_names.size());
        m_counts.assign(classes * classes, 0);
        for (std::size_t point = 0; point < table->size(); ++point)
            if (!m_truth->isMissing(point) && !m_predicted->isMissing(point))
                ++m_counts[static_cast<std::size_t>(m_truth->categories[point]) * classes +
                           static_cast<std::size_t>(m_predicted->categories[point])];
    }
    endResetModel();
}

void ConfusionModel::setShowsShares(bool shares)
{
    m_showsShares = shares;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

std::uint32_t ConfusionModel::count(int truth, int predicted) const
{
    return m_counts[static_cast<std::size_t>(truth * classCount() + predicted)];
}

std::uint32_t ConfusionModel::rowTotal(int truth) const
{
    const auto begin = m_counts.begin() + static_cast<std::ptrdiff_t>(truth) * classCount();
    return std::accumulate(begin, begin + classCount(), 0U);
}

std::uint32_t ConfusionModel::total() const
{
    return std::accumulate(m_counts.begin(), m_counts.end(), 0U);
}

double ConfusionModel::accuracy() const
{
    std::uint32_t right = 0;
    for (int i = 0; i < classCount(); ++i)
        right += count(i, i);
    return total() > 0 ? static_cast<double>(right) / total() : std::numeric_limits<double>::quiet_NaN();
}

std::vector<std::uint32_t> ConfusionModel::pointsOf(int truth, int predicted) const
{
    if (predicted == classCount())
        predicted = truth;
    std::vector<std::uint32_t> points;
    for (std::size_t point = 0; m_truth && m_predicted && point < m_table->size(); ++point)
        if (m_truth->categories[point] == truth && m_predicted->categories[point] == predicted)
            points.push_back(static_cast<std::uint32_t>(point));
    return points;
}

int ConfusionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : classCount();
}

int ConfusionModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || m_names.isEmpty() ? 0 : classCount() + 1;
}

QVariant ConfusionModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const bool isTotal = index.column() == classCount();
    const int predicted = isTotal ? index.row() : index.column();
    const std::uint32_t images = count(index.row(), predicted), inRow = rowTotal(index.row());
    const double share = inRow > 0 ? static_cast<double>(images) / inRow : 0;
    const QLocale locale;
    switch (role) {
    case Qt::DisplayRole:
        if (isTotal || m_showsShares)
            return inRow > 0
                       ? tr("%1 %", "percent").arg(locale.toString(100 * share, 'f', share > 0 && share < 0.1 ? 1 : 0))
                       : QStringLiteral("–");
        return images > 0 ? locale.toString(images) : QString();
    case Qt::TextAlignmentRole:
        return Qt::AlignCenter;
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        if (isTotal)
            return tr("%1: %2 of %3 right").arg(m_names[index.row()], locale.toString(images), locale.toString(inRow));
        return tr("%1 taken for %2: %3 of %4")
            .arg(m_names[index.row()], m_names[predicted], locale.toString(images), locale.toString(inRow));
    case CountRole:
        return images;
    case ShareRole:
        return share;
    case IsRightRole:
        return predicted == index.row();
    default:
        return {};
    }
}

QVariant ConfusionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole)
        return {};
    if (orientation == Qt::Horizontal && section == classCount())
        return tr("Right");
    if (section < 0 || section >= classCount())
        return {};
    if (role == Qt::DisplayRole)
        return m_names[section];
    return orientation == Qt::Horizontal ? tr("Taken for %1").arg(m_names[section]) : tr("Is %1").arg(m_names[section]);
}

} // namespace tandem
