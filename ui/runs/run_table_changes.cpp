#include "ui/runs/run_table_items.h"

#include <algorithm>

// The part of RunTableModel that turns what the trainers do into signals of single rows.

namespace tandem {

void RunTableModel::setRows(const RunRows &rows)
{
    if (rows == m_rows)
        return;
    const int before = shownCount();
    if (rows.empty()) {
        removeAll();
    } else if (m_items.empty()) {
        insertAll(rows);
    } else {
        // Both descend by id, so one walk finds what came, went and changed.
        std::size_t at = 0;
        for (const RunRowPtr &row : rows) {
            while (at < m_items.size() && m_items[at]->id() > row->summary.id)
                removeItem(at);
            if (at == m_items.size() || m_items[at]->id() != row->summary.id) {
                auto item = std::make_unique<Item>();
                item->row = row;
                item->said = annotation(row->summary.id);
                const auto made = m_items.insert(m_items.begin() + static_cast<std::ptrdiff_t>(at), std::move(item));
                if (passes(**made))
                    show(**made);
            } else if (Item &item = *m_items[at]; item.row != row) {
                const bool isSame = looksSame(*item.row, *row);
                item.row = row;
                if (!isSame) {
                    item.text.reset();
                    place(item);
                }
            }
            ++at;
        }
        while (at < m_items.size())
            removeItem(m_items.size() - 1);
    }
    m_rows = rows;
    refreshBaseline();
    if (shownCount() != before)
        Q_EMIT shownChanged();
}

void RunTableModel::setAnnotations(const RunAnnotations &annotations)
{
    m_annotations = annotations;
    for (const auto &item : m_items) {
        item->said = annotation(item->id());
        item->text.reset();
    }
    rearrange();
}

void RunTableModel::setAnnotation(const RunId &id, const RunAnnotation &said)
{
    if (said == annotation(id))
        return;
    if (said.isEmpty())
        m_annotations.erase(id);
    else
        m_annotations.insert_or_assign(id, said);
    Item *item = itemOf(id);
    if (item == nullptr)
        return;
    const int before = shownCount();
    item->said = said;
    item->text.reset();
    place(*item);
    if (shownCount() != before)
        Q_EMIT shownChanged();
}

void RunTableModel::insertAll(const RunRows &rows)
{
    for (const RunRowPtr &row : rows) {
        m_items.push_back(std::make_unique<Item>());
        m_items.back()->row = row;
        m_items.back()->said = annotation(row->summary.id);
    }
    Groups groups = arranged();
    const std::size_t count = m_grouping ? groups.size() : groups.front()->items.size();
    if (count > 0)
        beginInsertRows({}, 0, static_cast<int>(count) - 1);
    m_groups = std::move(groups);
    numberGroups();
    if (count > 0)
        endInsertRows();
}

void RunTableModel::removeAll()
{
    const int count = rowCount();
    if (count > 0)
        beginRemoveRows({}, 0, count - 1);
    m_groups.clear();
    if (!m_grouping)
        m_groups.push_back(makeGroup({}));
    m_items.clear();
    if (count > 0)
        endRemoveRows();
}

void RunTableModel::removeItem(std::size_t place)
{
    if (m_items[place]->group != nullptr)
        hide(*m_items[place]);
    m_items.erase(m_items.begin() + static_cast<std::ptrdiff_t>(place));
}

/// The group of that key; made where there is none, in the place that its first run gives it.
RunTableModel::Group &RunTableModel::groupFor(const std::string &key, const SortKey &firstRun)
{
    if (!m_grouping)
        return *m_groups.front();
    const auto found = std::find_if(m_groups.begin(), m_groups.end(), [&](const auto &g) { return g->key == key; });
    if (found != m_groups.end())
        return **found;
    auto group = makeGroup(key);
    group->sortKey = firstRun;
    const auto spot =
        std::find_if(m_groups.begin(), m_groups.end(), [&](const auto &other) { return groupLess(*group, *other); });
    const auto position = static_cast<int>(spot - m_groups.begin());
    beginInsertRows({}, position, position);
    Group &made = **m_groups.insert(spot, std::move(group));
    numberGroups();
    endInsertRows();
    return made;
}

void RunTableModel::removeIfEmpty(Group &group)
{
    if (!m_grouping || !group.items.empty())
        return;
    beginRemoveRows({}, group.position, group.position);
    m_groups.erase(m_groups.begin() + group.position);
    numberGroups();
    endRemoveRows();
}

void RunTableModel::show(Item &item)
{
    item.groupKey = m_groupReader ? (*m_groupReader)(item.facts()) : std::string();
    item.key = sortKey(item);
    Group &group = groupFor(item.groupKey, item.key);
    const auto spot = std::lower_bound(group.items.begin(), group.items.end(), &item,
                                       [this](const Item *a, const Item *b) { return itemLess(*a, *b); });
    const auto position = static_cast<int>(spot - group.items.begin());
    beginInsertRows(parentOf(group), position, position);
    group.items.insert(spot, &item);
    item.group = &group;
    endInsertRows();
    tellChanged(group);
}

void RunTableModel::hide(Item &item)
{
    Group &group = *item.group;
    const int position = positionOf(item);
    beginRemoveRows(parentOf(group), position, position);
    group.items.erase(group.items.begin() + position);
    item.group = nullptr;
    endRemoveRows();
    tellChanged(group);
    removeIfEmpty(group);
}

/// Puts a run that may have changed where it belongs now.
void RunTableModel::place(Item &item)
{
    const bool isWanted = passes(item);
    if (item.group == nullptr) {
        if (isWanted)
            show(item);
        return;
    }
    if (!isWanted) {
        hide(item);
        return;
    }
    const std::string groupKey = m_groupReader ? (*m_groupReader)(item.facts()) : std::string();
    Group &before = *item.group;
    const SortKey key = sortKey(item);
    Group &target = groupKey == item.groupKey ? before : groupFor(groupKey, key);
    moveTo(item, target, key);
    item.groupKey = groupKey;
    tellChanged(item);
    if (&target != &before) {
        tellChanged(before);
        removeIfEmpty(before);
    }
}

void RunTableModel::moveTo(Item &item, Group &target, SortKey key)
{
    Group &source = *item.group;
    const int from = positionOf(item); // by the key that put it there
    SortKey old = std::exchange(item.key, std::move(key));
    const auto comesBefore = [&](const Item *other) { return other != &item && itemLess(*other, item); };
    // The others are in order, so that those before it stand together; itself may be among them.
    auto to = static_cast<int>(std::count_if(target.items.begin(), target.items.end(), comesBefore));
    if (&source == &target && to == from)
        return;
    const int destination = &source == &target && to > from ? to + 1 : to;
    std::swap(item.key, old); // while views ask, it stands where it stood
    if (!beginMoveRows(parentOf(source), from, from, parentOf(target), destination))
        return;
    std::swap(item.key, old);
    source.items.erase(source.items.begin() + from);
    target.items.insert(target.items.begin() + to, &item);
    item.group = &target;
    endMoveRows();
}

void RunTableModel::tellChanged(Item &item)
{
    const int row = positionOf(item);
    const QModelIndex parent = parentOf(*item.group);
    Q_EMIT dataChanged(index(row, 0, parent), index(row, columnCount() - 1, parent));
    tellChanged(*item.group);
}

void RunTableModel::tellChanged(Group &group)
{
    group.aggregates.clear();
    group.common.clear();
    if (m_grouping)
        Q_EMIT dataChanged(index(group.position, 0), index(group.position, columnCount() - 1));
}

} // namespace tandem
