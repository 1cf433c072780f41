#include "ui/embeddings/pair_model.h"

#include <QLocale>

#include <cmath>
#include <utility>

namespace tandem {

namespace {

bool isNumber(int column)
{
    return column == PairModel::Excess || column == PairModel::Cosine || column == PairModel::Positive;
}

} // namespace

PairModel::PairModel(QObject *parent) : QAbstractTableModel(parent) {}

void PairModel::setPairs(const PointTablePtr &table, std::vector<SamplePair> pairs)
{
    beginResetModel();
    m_table = table;
    m_pairs = std::move(pairs);
    endResetModel();
}

void PairModel::setImages(SampleImages *images)
{
    if (m_images)
        disconnect(m_images, nullptr, this, nullptr);
    m_images = images;
    const auto repaint = [this] {
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0, Pictures), index(rowCount() - 1, Pictures));
    };
    if (m_images)
        connect(m_images, &SampleImages::arrived, this, repaint);
    repaint();
}

int PairModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_pairs.size());
}

int PairModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(kColumns);
}

QString PairModel::nameOf(std::uint32_t point) const
{
    const std::uint32_t sample = m_table->samples[point];
    const QString name = m_images ? m_images->name(sample) : QString();
    return name.isEmpty() ? tr("Image %1").arg(QLocale().toString(sample)) : name;
}

QString PairModel::labelText(const SamplePair &pair) const
{
    const SampleColumn *classes = m_table->column(QStringLiteral("class"));
    switch (pair.labels) {
    case SamplePair::Labels::Same:
        return classes ? tr("same: %1").arg(classes->text(pair.a)) : tr("same");
    case SamplePair::Labels::Other:
        return classes ? tr("other: %1, %2").arg(classes->text(pair.a), classes->text(pair.b)) : tr("other");
    case SamplePair::Labels::Unknown:
        break;
    }
    return QStringLiteral("–");
}

/// What stands beside the check box; `spoken`: and what the box says.
QString PairModel::markText(const SamplePair &pair, bool spoken) const
{
    //: of a pair whose cosine is that of near-duplicates, unless a person has marked it
    const QString found = pair.isAlike && !pair.isNearDuplicate ? tr("likely") : QString();
    if (!spoken)
        return found;
    const QString box = pair.isNearDuplicate ? tr("near-duplicates") : tr("not marked");
    return found.isEmpty() ? box : box + QStringLiteral(", ") + found;
}

QVariant PairModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const SamplePair &pair = pairAt(index.row());
    const float excess = pair.cosine - pair.positive;
    const auto number = [](float value) {
        return std::isnan(value) ? QStringLiteral("–") : QLocale().toString(static_cast<double>(value), 'f', 3);
    };
    switch (role) {
    case FirstPictureRole:
        return m_images ? m_images->picture(m_table->samples[pair.a], 128) : QImage();
    case SecondPictureRole:
        return m_images ? m_images->picture(m_table->samples[pair.b], 128) : QImage();
    case FirstNameRole:
        return nameOf(pair.a);
    case SecondNameRole:
        return nameOf(pair.b);
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignVCenter | (isNumber(index.column()) ? Qt::AlignTrailing : Qt::AlignLeading));
    case Qt::CheckStateRole:
        return index.column() == Mark ? QVariant(pair.isNearDuplicate ? Qt::Checked : Qt::Unchecked) : QVariant();
    default:
        break;
    }
    const bool sorts = role == SortRole;
    if (!sorts && role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole)
        return {};
    switch (index.column()) {
    case Pictures:
        return tr("%1 and %2").arg(nameOf(pair.a), nameOf(pair.b));
    case Excess:
        return sorts ? QVariant(std::isnan(excess) ? -3.0F : excess) : number(excess);
    case Cosine:
        return sorts ? QVariant(pair.cosine) : number(pair.cosine);
    case Positive:
        return sorts ? QVariant(std::isnan(pair.positive) ? -2.0F : pair.positive) : number(pair.positive);
    case Labels:
        return labelText(pair);
    case Mark:
        if (sorts)
            return pair.isNearDuplicate;
        return markText(pair, role == Qt::AccessibleTextRole);
    default:
        return {};
    }
}

bool PairModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || role != Qt::CheckStateRole || index.column() != Mark)
        return false;
    SamplePair &pair = m_pairs[static_cast<std::size_t>(index.row())];
    pair.isNearDuplicate = value.toInt() == Qt::Checked;
    Q_EMIT dataChanged(index, index);
    Q_EMIT markChanged(m_table->samples[pair.a], m_table->samples[pair.b], pair.isNearDuplicate);
    return true;
}

QVariant PairModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (isNumber(section) ? Qt::AlignTrailing : Qt::AlignLeading));
    if (role == Qt::ToolTipRole && section == Excess)
        return tr("By how much the cosine of the pair is above that of the positive");
    if (role == Qt::ToolTipRole && section == Positive)
        return tr("Cosine of the two views of one of both images: what the loss pulls together");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Pictures:
        return tr("Pair");
    case Excess:
        return tr("Excess");
    case Cosine:
        return tr("Cosine");
    case Positive:
        return tr("Positive");
    case Labels:
        return tr("Classes");
    case Mark:
        return tr("Near-duplicate");
    default:
        return {};
    }
}

Qt::ItemFlags PairModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index) | Qt::ItemNeverHasChildren;
    return index.column() == Mark ? flags | Qt::ItemIsUserCheckable : flags;
}

} // namespace tandem
