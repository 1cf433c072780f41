#include "ui/embeddings/neighbor_model.h"

#include <QLocale>

#include <utility>

namespace tandem {

NeighborModel::NeighborModel(QObject *parent) : QAbstractListModel(parent) {}

void NeighborModel::setTable(PointTablePtr table)
{
    if (m_table && table && m_table->dataset == table->dataset && m_table->samples == table->samples) {
        m_table = std::move(table); // the next epoch: its neighbors follow
        tellChanged();
        return;
    }
    beginResetModel();
    m_table = std::move(table);
    m_neighbors.clear();
    endResetModel();
}

void NeighborModel::setImages(SampleImages *images)
{
    if (m_images)
        disconnect(m_images, nullptr, this, nullptr);
    m_images = images;
    if (m_images)
        connect(m_images, &SampleImages::arrived, this, &NeighborModel::tellChanged);
    tellChanged();
}

void NeighborModel::setSelection(SampleSelection *selection)
{
    if (m_selection)
        disconnect(m_selection, nullptr, this, nullptr);
    m_selection = selection;
    if (m_selection)
        connect(m_selection, &SampleSelection::changed, this, &NeighborModel::tellChanged);
    tellChanged();
}

void NeighborModel::tellChanged()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

void NeighborModel::setNeighbors(std::vector<Neighbor> neighbors, std::int32_t ownClass)
{
    m_ownClass = ownClass;
    if (neighbors.size() ==
        m_neighbors.size()) { // as with each step of a cursor: the rows stay, what is in them changes
        m_neighbors = std::move(neighbors);
        tellChanged();
        return;
    }
    beginResetModel();
    m_neighbors = std::move(neighbors);
    endResetModel();
}

int NeighborModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_neighbors.size());
}

const SampleColumn *NeighborModel::classes() const
{
    const SampleColumn *column = m_table ? m_table->column(QStringLiteral("class")) : nullptr;
    return column && column->kind == SampleColumn::Kind::Category ? column : nullptr;
}

QString NeighborModel::nameOf(std::uint32_t point) const
{
    const std::uint32_t sample = m_table->samples[point];
    const QString name = m_images ? m_images->name(sample) : QString();
    return name.isEmpty() ? tr("Image %1").arg(QLocale().toString(sample)) : name;
}

QVariant NeighborModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Neighbor &neighbor = m_neighbors[static_cast<std::size_t>(index.row())];
    const QString cosine = QLocale().toString(static_cast<double>(neighbor.cosine), 'f', 3);
    const SampleColumn *column = classes();
    const std::int32_t category = column ? column->categories[neighbor.point] : kNoCategory;
    const bool isOther = category != kNoCategory && m_ownClass != kNoCategory && category != m_ownClass;
    switch (role) {
    case Qt::DisplayRole:
        return cosine;
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole: {
        QStringList parts{nameOf(neighbor.point)};
        if (column)
            parts.append(column->text(neighbor.point));
        if (isOther)
            parts.append(tr("another class"));
        parts.append(tr("cosine %1").arg(cosine));
        return parts.join(QStringLiteral(", "));
    }
    case PointRole:
        return neighbor.point;
    case CosineRole:
        return neighbor.cosine;
    case ClassRole:
        return column ? column->text(neighbor.point) : QString();
    case OtherClassRole:
        return isOther;
    case PictureRole:
        return m_images ? m_images->picture(m_table->samples[neighbor.point], 128) : QImage();
    case SelectedRole:
        return m_selection && m_selection->selectedOf(m_table->dataset).contains(m_table->samples[neighbor.point]);
    default:
        return {};
    }
}

} // namespace tandem
