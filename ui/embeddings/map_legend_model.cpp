#include "ui/embeddings/map_legend_model.h"

#include "ui/theme.h"

#include <QGuiApplication>
#include <QLocale>

namespace tandem {

MapLegendModel::MapLegendModel(MapColoring &coloring, QObject *parent)
    : QAbstractListModel(parent), m_coloring(coloring)
{
    connect(&coloring, &MapColoring::columnChanged, this, &MapLegendModel::readCategories);
    connect(&coloring, &MapColoring::changed, this, &MapLegendModel::tellChanged);
    readCategories();
}

void MapLegendModel::setSelection(SampleSelection *selection)
{
    if (m_selection)
        disconnect(m_selection, nullptr, this, nullptr);
    m_selection = selection;
    const auto recount = [this] {
        countSelected();
        tellChanged();
    };
    if (m_selection)
        connect(m_selection, &SampleSelection::changed, this, recount);
    recount();
}

void MapLegendModel::readCategories()
{
    beginResetModel();
    m_categories.clear();
    for (int category = 0; category < m_coloring.categoryCount(); ++category)
        if (category != m_coloring.missingCategory() || m_coloring.sizeOf(category) > 0)
            m_categories.push_back(category);
    countSelected();
    endResetModel();
}

void MapLegendModel::countSelected()
{
    m_selected.assign(static_cast<std::size_t>(m_coloring.categoryCount()), 0);
    m_hasSelection = false;
    const PointTablePtr &table = m_coloring.table();
    if (!m_selection || !table || m_categories.empty())
        return;
    const SampleSet &selected = m_selection->selectedOf(table->dataset);
    m_hasSelection = !selected.isEmpty();
    if (m_hasSelection)
        for (std::size_t point = 0; point < table->size(); ++point)
            if (selected.contains(table->samples[point]))
                ++m_selected[static_cast<std::size_t>(m_coloring.categoryOf(point))];
}

void MapLegendModel::tellChanged()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int MapLegendModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_categories.size());
}

QString MapLegendModel::nameOf(int category) const
{
    return category == m_coloring.missingCategory() ? tr("Not known") : m_coloring.column()->names.value(category);
}

QString MapLegendModel::countText(int category) const
{
    const QLocale locale;
    const QString total = locale.toString(m_coloring.sizeOf(category));
    if (!m_hasSelection)
        return total;
    //: how many images of a class are selected, and how many it has
    return tr("%1 / %2").arg(locale.toString(m_selected[static_cast<std::size_t>(category)]), total);
}

QVariant MapLegendModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const int category = categoryAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return nameOf(category);
    case Qt::CheckStateRole:
        return m_coloring.isVisible(category) ? Qt::Checked : Qt::Unchecked;
    case Qt::AccessibleTextRole:
        //: name of a class, how many images of it are selected, how many it has
        return tr("%1, %2 of %3 selected")
            .arg(nameOf(category), QLocale().toString(m_selected[static_cast<std::size_t>(category)]),
                 QLocale().toString(m_coloring.sizeOf(category)));
    case Qt::ToolTipRole:
        return m_coloring.hasOwnLook(category)
                   ? nameOf(category)
                   : tr("%1\nDrawn like the other classes; a double click shows it alone, in a color of its own.")
                         .arg(nameOf(category));
    case CategoryRole:
        return category;
    case TotalRole:
        return m_coloring.sizeOf(category);
    case SelectedRole:
        return m_selected[static_cast<std::size_t>(category)];
    case CountTextRole:
        return countText(category);
    case StyleRole:
        return packed(m_coloring.lookOf(category));
    case ColorRole:
        return QColor::fromRgb(
            m_coloring.palette(colorsFor(QGuiApplication::palette()))[m_coloring.lookOf(category).color]);
    default:
        return {};
    }
}

bool MapLegendModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || role != Qt::CheckStateRole)
        return false;
    m_coloring.setVisible(categoryAt(index.row()), value.toInt() == Qt::Checked);
    return true;
}

Qt::ItemFlags MapLegendModel::flags(const QModelIndex &index) const
{
    return index.isValid() ? QAbstractListModel::flags(index) | Qt::ItemIsUserCheckable : Qt::NoItemFlags;
}

std::vector<std::uint32_t> MapLegendModel::pointsOf(int category) const
{
    std::vector<std::uint32_t> points;
    if (const PointTablePtr &table = m_coloring.table())
        for (std::size_t point = 0; point < table->size(); ++point)
            if (m_coloring.categoryOf(point) == category)
                points.push_back(static_cast<std::uint32_t>(point));
    return points;
}

} // namespace tandem
