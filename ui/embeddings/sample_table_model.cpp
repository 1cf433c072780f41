#include "ui/embeddings/sample_table_model.h"

#include "ui/embeddings/sample_query.h"
#include "ui/theme.h"

#include <QCollator>
#include <QGuiApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <utility>

namespace tandem {

namespace {

/// What the rows shall be; a value, so that a thread can work it out.
struct Arrangement {
    PointTablePtr table;
    SampleImages::Names names;
    SampleQuery query;
    std::optional<SampleSet> selected; // show these alone
    SampleSet marked;                  // for sorting by the check box
    std::vector<std::uint32_t> only;
    int sortColumn = 0;
    Qt::SortOrder order = Qt::AscendingOrder;
};

/// Sorts by keys; those without one stand last in either order, those alike by their number.
template <class Key, class HasKey>
void sortBy(std::vector<std::uint32_t> &rows, const std::vector<Key> &keys, Qt::SortOrder order, HasKey hasKey)
{
    std::sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
        const bool hasA = hasKey(a), hasB = hasKey(b);
        if (hasA != hasB)
            return hasA;
        if (hasA && keys[a] < keys[b])
            return order == Qt::AscendingOrder;
        if (hasA && keys[b] < keys[a])
            return order == Qt::DescendingOrder;
        return a < b;
    });
}

void sortRows(std::vector<std::uint32_t> &rows, const Arrangement &wanted)
{
    const PointTable &table = *wanted.table;
    const auto always = [](std::uint32_t) { return true; };
    const int value = wanted.sortColumn - SampleTableModel::FirstValue;
    if (value >= 0 && value < static_cast<int>(table.columns.size())) {
        const SampleColumn &column = table.columns[static_cast<std::size_t>(value)];
        const auto isKnown = [&column](std::uint32_t point) { return !column.isMissing(point); };
        if (column.kind == SampleColumn::Kind::Number)
            sortBy(rows, column.numbers, wanted.order, isKnown);
        else
            sortBy(rows, column.categories, wanted.order, isKnown);
    } else if (wanted.sortColumn == SampleTableModel::Image && wanted.names) {
        QCollator collator;
        collator.setNumericMode(true);
        std::vector<QCollatorSortKey> keys;
        keys.reserve(table.size());
        for (const std::uint32_t sample : table.samples)
            keys.push_back(collator.sortKey(wanted.names(sample)));
        sortBy(rows, keys, wanted.order, always);
    } else if (wanted.sortColumn == SampleTableModel::Selected) {
        std::vector<int> keys(table.size());
        for (std::size_t point = 0; point < keys.size(); ++point)
            keys[point] = wanted.marked.contains(table.samples[point]) ? 0 : 1;
        sortBy(rows, keys, wanted.order, always);
    } else {
        sortBy(rows, table.samples, wanted.order, always);
    }
}

std::optional<std::vector<std::uint32_t>> arranged(const Arrangement &wanted, const std::stop_token &stop)
{
    std::vector<std::uint32_t> rows = wanted.query.match(*wanted.table, wanted.names, stop);
    if (stop.stop_requested())
        return std::nullopt;
    if (!wanted.only.empty()) {
        std::vector<std::uint8_t> isAllowed(wanted.table->size(), 0);
        for (const std::uint32_t point : wanted.only)
            isAllowed[point] = 1;
        std::erase_if(rows, [&](std::uint32_t point) { return isAllowed[point] == 0; });
    }
    if (wanted.selected)
        std::erase_if(rows,
                      [&](std::uint32_t point) { return !wanted.selected->contains(wanted.table->samples[point]); });
    sortRows(rows, wanted);
    if (stop.stop_requested())
        return std::nullopt;
    return rows;
}

} // namespace

SampleTableModel::SampleTableModel(QObject *parent) : QAbstractTableModel(parent) {}

void SampleTableModel::setTable(PointTablePtr table)
{
    const auto keysOf = [](const PointTable &of) {
        QStringList keys;
        for (const SampleColumn &column : of.columns)
            keys.append(column.key);
        return keys;
    };
    const bool isOfSameImages =
        m_table && table && m_table->dataset == table->dataset && m_table->samples == table->samples;
    const bool isAlike = isOfSameImages && keysOf(*m_table) == keysOf(*table);
    if (isAlike) { // the next epoch: rows stay where they are until their order is known
        m_table = std::move(table);
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    } else {
        beginResetModel();
        m_table = std::move(table);
        m_rows.clear();
        m_rowOf.assign(m_table ? m_table->size() : 0, -1);
        if (!isOfSameImages) // else more has become known of the same ones
            m_only.clear();
        endResetModel();
    }
    arrange();
}

void SampleTableModel::setImages(SampleImages *images)
{
    if (m_images)
        disconnect(m_images, nullptr, this, nullptr);
    m_images = images;
    m_names = images ? images->names() : SampleImages::Names();
    const auto repaint = [this] {
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0, Image), index(rowCount() - 1, Image), {PictureRole, Qt::DisplayRole});
    };
    if (m_images)
        connect(m_images, &SampleImages::arrived, this, repaint);
    repaint();
}

void SampleTableModel::setSelection(SampleSelection *selection)
{
    if (m_selection)
        disconnect(m_selection, nullptr, this, nullptr);
    m_selection = selection;
    const auto follow = [this] {
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1),
                               {Qt::CheckStateRole, Qt::BackgroundRole});
        if (m_onlySelected)
            arrange();
    };
    if (m_selection)
        connect(m_selection, &SampleSelection::changed, this, follow);
    follow();
}

QString SampleTableModel::setQuery(const QString &text)
{
    if (m_table) {
        const SampleQuery::Parsed parsed = SampleQuery::parse(text, *m_table);
        if (!parsed.error.isEmpty())
            return parsed.error;
    }
    m_query = text;
    arrange();
    return {};
}

void SampleTableModel::setOnlySelected(bool only)
{
    if (std::exchange(m_onlySelected, only) != only)
        arrange();
}

void SampleTableModel::setOnly(std::vector<std::uint32_t> points)
{
    m_only = std::move(points);
    const std::size_t count = m_table ? m_table->size() : 0; // of another place there may be more
    std::erase_if(m_only, [count](std::uint32_t point) { return point >= count; });
    arrange();
}

void SampleTableModel::sort(int column, Qt::SortOrder order)
{
    m_sortColumn = column;
    m_sortOrder = order;
    arrange();
}

void SampleTableModel::arrange()
{
    if (!m_table) {
        m_lane.cancel();
        Q_EMIT arranged();
        return;
    }
    Arrangement wanted{m_table,      m_names,    SampleQuery::parse(m_query, *m_table).query, {}, {}, m_only,
                       m_sortColumn, m_sortOrder};
    if (m_selection)
        wanted.marked = m_selection->selectedOf(m_table->dataset);
    if (m_onlySelected)
        wanted.selected = wanted.marked.size() > 0 ? wanted.marked : SampleSet(m_table->dataset.size);
    m_lane.submit(
        this, [wanted = std::move(wanted)](const std::stop_token &stop) { return tandem::arranged(wanted, stop); },
        [this](std::optional<std::vector<std::uint32_t>> rows) {
            if (rows)
                takeRows(std::move(*rows));
        });
}

void SampleTableModel::takeRows(std::vector<std::uint32_t> rows)
{
    if (rows != m_rows) {
        beginResetModel();
        m_rows = std::move(rows);
        std::fill(m_rowOf.begin(), m_rowOf.end(), -1);
        for (std::size_t row = 0; row < m_rows.size(); ++row)
            m_rowOf[m_rows[row]] = static_cast<std::int32_t>(row);
        endResetModel();
    }
    Q_EMIT arranged();
}

int SampleTableModel::rowOf(std::int64_t point) const
{
    return point >= 0 && point < static_cast<std::int64_t>(m_rowOf.size()) ? m_rowOf[static_cast<std::size_t>(point)]
                                                                           : -1;
}

bool SampleTableModel::isSelected(int row) const
{
    return m_selection && m_selection->selectedOf(m_table->dataset).contains(m_table->samples[pointAt(row)]);
}

int SampleTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SampleTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : FirstValue + (m_table ? static_cast<int>(m_table->columns.size()) : 0);
}

const SampleColumn *SampleTableModel::valueColumn(int column) const
{
    const int value = column - FirstValue;
    return m_table && value >= 0 && value < static_cast<int>(m_table->columns.size())
               ? &m_table->columns[static_cast<std::size_t>(value)]
               : nullptr;
}

QVariant SampleTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const std::uint32_t point = pointAt(index.row());
    const std::uint32_t sample = m_table->samples[point];
    const SampleColumn *value = valueColumn(index.column());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        if (value)
            return value->text(point);
        if (index.column() == Number)
            return QLocale().toString(sample);
        if (index.column() == Image)
            return m_names ? m_names(sample) : QString();
        return {};
    case Qt::CheckStateRole:
        return index.column() == Selected ? QVariant(isSelected(index.row()) ? Qt::Checked : Qt::Unchecked)
                                          : QVariant();
    case Qt::BackgroundRole:
        return isSelected(index.row()) ? QVariant(colorsFor(QGuiApplication::palette()).accentSoft) : QVariant();
    case Qt::TextAlignmentRole: {
        const bool isNumber = index.column() == Number || (value && value->kind == SampleColumn::Kind::Number);
        return QVariant(Qt::AlignVCenter | (isNumber ? Qt::AlignTrailing : Qt::AlignLeading));
    }
    case Qt::AccessibleTextRole:
        if (index.column() == Selected)
            return isSelected(index.row()) ? tr("selected") : tr("not selected");
        return data(index, Qt::DisplayRole);
    case PointRole:
        return point;
    case PictureRole:
        return m_images ? m_images->picture(sample, 64) : QImage();
    default:
        return {};
    }
}

bool SampleTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || role != Qt::CheckStateRole || index.column() != Selected || !m_selection)
        return false;
    const std::uint32_t point = pointAt(index.row());
    const bool add = value.toInt() == Qt::Checked;
    m_selection->combine(m_table->dataset, m_table->samplesOf({&point, 1}),
                         add ? SelectMode::Add : SelectMode::Subtract, add ? tr("Add one") : tr("Take one away"));
    return true;
}

QVariant SampleTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const SampleColumn *value = valueColumn(section);
    if (role == Qt::TextAlignmentRole) {
        const bool isNumber = section == Number || (value && value->kind == SampleColumn::Kind::Number);
        return QVariant(Qt::AlignVCenter | (isNumber ? Qt::AlignTrailing : Qt::AlignLeading));
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole)
        return {};
    switch (section) {
    case Selected:
        return role == Qt::DisplayRole ? QStringLiteral("✓") : tr("Selected");
    case Image:
        return tr("Image");
    case Number:
        return tr("No.", "number of an image");
    default:
        break;
    }
    return value ? value->title : QVariant();
}

Qt::ItemFlags SampleTableModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    return index.column() == Selected ? flags | Qt::ItemIsUserCheckable : flags;
}

} // namespace tandem
