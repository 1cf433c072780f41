#include "ui/runs/run_table_model.h"

#include "ui/runs/run_table_items.h"

#include "core/config/settings_table.h"
#include "ui/runs/column_text.h"
#include "ui/runs/run_text.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace tandem {

using Kind = RunColumn::Kind;

RunTableModel::RunTableModel(QObject *parent) : QAbstractItemModel(parent)
{
    m_collator.setNumericMode(true); // run 2 before run 10
    m_collator.setCaseSensitivity(Qt::CaseInsensitive);
    m_groups.push_back(makeGroup({}));
}

RunTableModel::~RunTableModel() = default;

bool hasDelta(const RunColumn &column)
{
    return column.kind == Kind::Series || column.kind == Kind::Duration || column.kind == Kind::Memory;
}

// ---- reading ----------------------------------------------------------------------------------------------------

std::vector<RunColumn> RunTableModel::columns() const
{
    std::vector<RunColumn> all;
    for (const ColumnReader &reader : m_columns)
        all.push_back(reader.column());
    return all;
}

int RunTableModel::columnOf(Kind kind) const
{
    for (std::size_t i = 0; i < m_columns.size(); ++i)
        if (m_columns[i].column().kind == kind)
            return static_cast<int>(i);
    return -1;
}

RunTableModel::Item *RunTableModel::itemOf(const RunId &id) const
{
    const auto found = std::lower_bound(m_items.begin(), m_items.end(), id,
                                        [](const auto &item, const RunId &wanted) { return item->id() > wanted; });
    return found != m_items.end() && (*found)->id() == id ? found->get() : nullptr;
}

const RunRow *RunTableModel::find(const RunId &id) const
{
    const Item *item = itemOf(id);
    return item != nullptr ? item->row.get() : nullptr;
}

const RunAnnotation &RunTableModel::annotation(const RunId &id) const
{
    static const RunAnnotation nothing;
    const auto said = m_annotations.find(id);
    return said != m_annotations.end() ? said->second : nothing;
}

RunFacts RunTableModel::facts(const RunRow &row) const
{
    return {row.summary, *row.digest, annotation(row.summary.id)};
}

QString RunTableModel::nameOf(const RunId &id) const
{
    const Item *item = itemOf(id);
    return item != nullptr ? QString::fromStdString(runName(item->facts())) : QString::fromStdString(id.toString());
}

int RunTableModel::positionOf(const Item &item) const
{
    const Items &items = item.group->items;
    const auto near = std::lower_bound(items.begin(), items.end(), &item,
                                       [this](const Item *a, const Item *b) { return itemLess(*a, *b); });
    if (near != items.end() && *near == &item)
        return static_cast<int>(near - items.begin());
    return static_cast<int>(std::find(items.begin(), items.end(), &item) - items.begin());
}

QModelIndex RunTableModel::parentOf(const Group &group) const
{
    return m_grouping ? createIndex(group.position, 0, nullptr) : QModelIndex();
}

/// The group that an index is in, or that it is.
RunTableModel::Group *RunTableModel::groupAt(const QModelIndex &index) const
{
    if (!m_grouping)
        return m_groups.front().get();
    auto *group = static_cast<Group *>(index.internalPointer());
    return group != nullptr ? group : m_groups[static_cast<std::size_t>(index.row())].get();
}

const RunTableModel::Item *RunTableModel::itemAt(const QModelIndex &index) const
{
    const bool isGroup = m_grouping && index.internalPointer() == nullptr;
    return index.isValid() && !isGroup ? groupAt(index)->items[static_cast<std::size_t>(index.row())] : nullptr;
}

QModelIndex RunTableModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column,
                       parent.isValid() ? m_groups[static_cast<std::size_t>(parent.row())].get() : nullptr);
}

QModelIndex RunTableModel::parent(const QModelIndex &child) const
{
    const auto *group = static_cast<const Group *>(child.internalPointer());
    return child.isValid() && group != nullptr ? createIndex(group->position, 0, nullptr) : QModelIndex();
}

int RunTableModel::rowCount(const QModelIndex &parent) const
{
    if (!m_grouping)
        return parent.isValid() ? 0 : static_cast<int>(m_groups.front()->items.size());
    if (!parent.isValid())
        return static_cast<int>(m_groups.size());
    if (parent.internalPointer() != nullptr || parent.column() != 0)
        return 0;
    return static_cast<int>(m_groups[static_cast<std::size_t>(parent.row())]->items.size());
}

int RunTableModel::columnCount(const QModelIndex &) const
{
    return static_cast<int>(m_columns.size());
}

QModelIndex RunTableModel::indexOf(const RunId &id, int column) const
{
    const Item *item = itemOf(id);
    if (item == nullptr || item->group == nullptr || m_columns.empty())
        return {};
    return createIndex(positionOf(*item), column, m_grouping ? item->group : nullptr);
}

RunId RunTableModel::runAt(const QModelIndex &index) const
{
    const Item *item = itemAt(index);
    return item != nullptr ? item->id() : RunId();
}

std::vector<RunId> RunTableModel::runsAt(const QModelIndex &index) const
{
    if (const Item *item = itemAt(index))
        return {item->id()};
    std::vector<RunId> runs;
    if (index.isValid())
        for (const Item *item : m_groups[static_cast<std::size_t>(index.row())]->items)
            runs.push_back(item->id());
    return runs;
}

std::vector<RunId> RunTableModel::shownRuns() const
{
    std::vector<RunId> runs;
    for (const auto &group : m_groups)
        for (const Item *item : group->items)
            runs.push_back(item->id());
    return runs;
}

int RunTableModel::shownCount() const
{
    std::size_t count = 0;
    for (const auto &group : m_groups)
        count += group->items.size();
    return static_cast<int>(count);
}

std::vector<RunColumn> RunTableModel::differingSettings() const
{
    const auto table = settingsTable();
    std::vector<const SettingWord *> first(table.size());
    std::vector<bool> differs(table.size());
    for (const auto &group : m_groups)
        for (const Item *item : group->items)
            for (const SettingWord *word : item->row->digest->settings) {
                const SettingWord *&known = first[word->field];
                if (known == nullptr)
                    known = word;
                else if (known != word && known->text != word->text)
                    differs[word->field] = true;
            }
    std::vector<RunColumn> columns;
    for (std::size_t i = 0; i < table.size(); ++i)
        if (differs[i])
            columns.push_back({Kind::Setting, table[i].key, SeriesPick::Last});
    return columns;
}

bool RunTableModel::differs(int column) const
{
    std::optional<CellValue> first;
    for (const auto &group : m_groups)
        for (const Item *item : group->items) {
            const CellValue value = cell(*item, static_cast<std::size_t>(column));
            const auto number = numberOf(value);
            const bool isNan = number && std::isnan(*number);
            if (!first)
                first = isNan ? CellValue() : value;
            else if (*first != (isNan ? CellValue() : value))
                return true;
        }
    return false;
}

// ---- order ------------------------------------------------------------------------------------------------------

CellValue RunTableModel::cell(const Item &item, std::size_t column) const
{
    const ColumnReader &reader = m_columns[column];
    if (reader.column().kind == Kind::TimeLeft)
        return item.row->secondsLeft ? CellValue(*item.row->secondsLeft) : CellValue();
    return reader(item.facts());
}

RunTableModel::SortKey RunTableModel::sortKey(const Item &item) const
{
    SortKey key;
    if (m_sortColumn < 0)
        return key;
    const Kind kind = m_columns[static_cast<std::size_t>(m_sortColumn)].column().kind;
    if (kind == Kind::State) // in the order of a run's life, not of the alphabet
        key.number = static_cast<double>(item.row->summary.state);
    else if (kind == Kind::Health && item.row->digest->health != Health::Unknown)
        key.number = static_cast<double>(item.row->digest->health);
    if (kind != Kind::State && kind != Kind::Health) {
        const CellValue value = cell(item, static_cast<std::size_t>(m_sortColumn));
        if (const auto number = numberOf(value); number && !std::isnan(*number))
            key.number = *number;
        if (const auto *text = std::get_if<std::string>(&value))
            key.text = m_collator.sortKey(QString::fromStdString(*text));
    }
    key.isNone = !key.number && !key.text;
    return key;
}

RunTableModel::SortKey RunTableModel::sortKey(const Group &group) const
{
    SortKey key;
    if (m_sortColumn < 0 || group.items.empty())
        return key;
    const auto column = static_cast<std::size_t>(m_sortColumn);
    if (isNumeric(m_columns[column].column())) {
        if (const Spread &spread = aggregate(group, column); spread.count > 0)
            key.number = spread.mean;
    } else {
        return group.items.front()->key; // of the first run, in the order asked for
    }
    key.isNone = !key.number;
    return key;
}

/// None where neither comes first. Runs without a value come last, whichever way.
std::optional<bool> RunTableModel::keyLess(const SortKey &a, const SortKey &b) const
{
    if (a.isNone != b.isNone)
        return b.isNone;
    if (a.isNone)
        return std::nullopt;
    int order = 0;
    if (a.number && b.number)
        order = *a.number < *b.number ? -1 : *b.number < *a.number ? 1 : 0;
    else if (a.text && b.text)
        order = a.text->compare(*b.text);
    else
        order = a.number ? -1 : 1;
    if (order == 0)
        return std::nullopt;
    return (order < 0) == (m_sortOrder == Qt::AscendingOrder);
}

bool RunTableModel::itemLess(const Item &a, const Item &b) const
{
    if ((a.id() == m_baseline) != (b.id() == m_baseline))
        return a.id() == m_baseline;
    return keyLess(a.key, b.key).value_or(b.id() < a.id()); // of equals, the newest first
}

bool RunTableModel::groupLess(const Group &a, const Group &b) const
{
    return keyLess(a.sortKey, b.sortKey)
        .value_or(m_collator.compare(QString::fromStdString(a.key), QString::fromStdString(b.key)) < 0);
}

bool RunTableModel::passes(Item &item)
{
    if (m_matcher.query().isEmpty())
        return true;
    if (!item.text)
        item.text =
            runText(item.facts(),
                    (stateText(*item.row) + QLatin1Char('\n') + healthText(item.row->digest->health)).toStdString());
    return m_matcher.matches(item.facts(), *item.text);
}

const Spread &RunTableModel::aggregate(const Group &group, std::size_t column) const
{
    group.aggregates.resize(m_columns.size());
    auto &known = group.aggregates[column];
    if (!known) {
        std::vector<double> values;
        for (const Item *item : group.items)
            if (const auto number = numberOf(cell(*item, column)))
                values.push_back(*number);
        known = spreadOf(values);
    }
    return *known;
}

void RunTableModel::sortItems(Items &items) const
{
    std::sort(items.begin(), items.end(), [this](const Item *a, const Item *b) { return itemLess(*a, *b); });
}

std::unique_ptr<RunTableModel::Group> RunTableModel::makeGroup(const std::string &key) const
{
    auto group = std::make_unique<Group>();
    group->key = key;
    return group;
}

void RunTableModel::numberGroups()
{
    for (std::size_t i = 0; i < m_groups.size(); ++i)
        m_groups[i]->position = static_cast<int>(i);
}

/// All items in groups, in order. The caller puts the groups in their place, with the signals.
RunTableModel::Groups RunTableModel::arranged()
{
    Groups groups;
    std::map<std::string, Group *> known;
    const auto groupOf = [&](const std::string &key) {
        auto found = known.find(key);
        if (found == known.end()) {
            groups.push_back(makeGroup(key));
            found = known.emplace(key, groups.back().get()).first;
        }
        return found->second;
    };
    if (!m_grouping)
        groupOf({});
    for (const auto &item : m_items) {
        item->group = nullptr;
        if (!passes(*item))
            continue;
        item->groupKey = m_groupReader ? (*m_groupReader)(item->facts()) : std::string();
        item->key = sortKey(*item);
        item->group = groupOf(item->groupKey);
        item->group->items.push_back(item.get());
    }
    for (const auto &group : groups) {
        sortItems(group->items);
        group->sortKey = sortKey(*group);
    }
    std::sort(groups.begin(), groups.end(), [this](const auto &a, const auto &b) { return groupLess(*a, *b); });
    return groups;
}

void RunTableModel::rearrange()
{
    beginResetModel();
    m_groups = arranged();
    numberGroups();
    endResetModel();
    Q_EMIT shownChanged();
}

void RunTableModel::setColumns(const std::vector<RunColumn> &columns)
{
    std::vector<ColumnReader> readers;
    for (const RunColumn &column : columns)
        readers.emplace_back(column);
    const bool isSorted = m_sortColumn >= 0 && m_sortColumn < static_cast<int>(m_columns.size());
    const auto sorted =
        isSorted ? std::optional(m_columns[static_cast<std::size_t>(m_sortColumn)].column()) : std::nullopt;
    beginResetModel();
    m_columns = std::move(readers);
    m_sortColumn = -1;
    for (std::size_t i = 0; sorted && i < columns.size(); ++i)
        if (columns[i] == *sorted)
            m_sortColumn = static_cast<int>(i);
    m_groups = arranged();
    numberGroups();
    endResetModel();
    refreshBaseline();
}

void RunTableModel::setQuery(const RunQuery &query)
{
    if (query == m_matcher.query())
        return;
    m_matcher = RunMatcher(query);
    rearrange();
}

void RunTableModel::setGrouping(const std::optional<RunGrouping> &grouping)
{
    if (grouping == m_grouping)
        return;
    beginResetModel();
    m_grouping = grouping;
    m_groupReader.reset();
    if (grouping)
        m_groupReader.emplace(*grouping);
    m_groups = arranged();
    numberGroups();
    endResetModel();
    Q_EMIT shownChanged();
}

void RunTableModel::sort(int column, Qt::SortOrder order)
{
    if (column >= static_cast<int>(m_columns.size()))
        return;
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    struct Remembered {
        QModelIndex index;
        const Item *item;
        const Group *group;
    };
    std::vector<Remembered> remembered;
    for (const QModelIndex &index : persistentIndexList()) {
        remembered.push_back({index, itemAt(index), groupAt(index)});
    }
    m_sortColumn = column;
    m_sortOrder = order;
    for (const auto &group : m_groups) {
        for (Item *item : group->items)
            item->key = sortKey(*item);
        sortItems(group->items);
        group->sortKey = sortKey(*group);
    }
    std::sort(m_groups.begin(), m_groups.end(), [this](const auto &a, const auto &b) { return groupLess(*a, *b); });
    numberGroups();
    QModelIndexList from, to;
    for (const Remembered &entry : remembered) {
        from << entry.index;
        to << createIndex(entry.item != nullptr ? positionOf(*entry.item) : entry.group->position, entry.index.column(),
                          entry.index.internalPointer());
    }
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void RunTableModel::setBaseline(const RunId &id)
{
    if (id == m_baseline)
        return;
    m_baseline = id;
    sort(m_sortColumn, m_sortOrder);
    refreshBaseline();
}

void RunTableModel::refreshBaseline()
{
    std::vector<std::optional<double>> numbers(m_columns.size());
    if (const Item *item = itemOf(m_baseline))
        for (std::size_t i = 0; i < m_columns.size(); ++i)
            if (const auto number = numberOf(cell(*item, i));
                number && std::isfinite(*number) && hasDelta(m_columns[i].column()))
                numbers[i] = number;
    if (numbers == m_baselineNumbers)
        return;
    m_baselineNumbers = std::move(numbers);
    if (m_columns.empty() || rowCount() == 0)
        return;
    const int last = static_cast<int>(m_columns.size()) - 1;
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, last));
    for (int row = 0; m_grouping && row < rowCount(); ++row) {
        const QModelIndex group = index(row, 0);
        Q_EMIT dataChanged(index(0, 0, group), index(rowCount(group) - 1, last, group));
    }
}

} // namespace tandem
