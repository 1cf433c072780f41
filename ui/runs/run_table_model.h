#pragma once

#include "core/catalog/groups.h"
#include "core/catalog/query.h"
#include "ui/runs/run_row.h"

#include <QAbstractItemModel>
#include <QCollator>

#include <memory>
#include <optional>
#include <vector>

namespace tandem {

namespace runtable {
enum Role {
    IdRole = Qt::UserRole + 1, // QString, the ULID; empty for a group
    FractionRole,              // double in [0, 1], of the column Progress; invalid before the plan is known
    StateRole,                 // int of RunState
    DeltaRole,                 // double: difference to the baseline; invalid where there is none
    DeltaTextRole,             // QString "+1.3"
    DeltaGoodRole,             // int: 1 better, -1 worse, 0 neither
    BaselineRole,              // bool
    GroupRole,                 // bool
    KeyRole,                   // QString: the column's key, of headers
};
} // namespace runtable

/// The runs of a project as a table of any columns: filtered, sorted, and grouped where asked for (groups are rows with
/// means over their runs). What the trainers do becomes inserted, removed, moved and changed rows, never a reset; a
/// person's new filter, grouping or columns is a reset. A pinned baseline stands first, and numbers tell their
/// difference to it. GUI thread.
class RunTableModel : public QAbstractItemModel {
    Q_OBJECT
public:
    explicit RunTableModel(QObject *parent = nullptr);
    ~RunTableModel() override;

    /// All runs, newest first (descending ids), as RunWatcher tells them.
    void setRows(const RunRows &rows);
    void setAnnotations(const RunAnnotations &annotations);
    void setAnnotation(const RunId &id, const RunAnnotation &annotation);

    void setColumns(const std::vector<RunColumn> &columns);
    void setQuery(const RunQuery &query);
    /// None: a flat table.
    void setGrouping(const std::optional<RunGrouping> &grouping);
    void setBaseline(const RunId &id);
    void sort(int column, Qt::SortOrder order) override;

    [[nodiscard]] std::vector<RunColumn> columns() const;
    [[nodiscard]] int columnOf(RunColumn::Kind kind) const; // -1 where it is not shown
    [[nodiscard]] const RunQuery &query() const { return m_matcher.query(); }
    [[nodiscard]] const std::optional<RunGrouping> &grouping() const { return m_grouping; }
    [[nodiscard]] const RunId &baseline() const { return m_baseline; }

    /// All runs, whether the filter shows them or not.
    [[nodiscard]] const RunRows &rows() const { return m_rows; }
    /// The row of a run, or null. Valid until the next setRows.
    [[nodiscard]] const RunRow *find(const RunId &id) const;
    [[nodiscard]] const RunAnnotation &annotation(const RunId &id) const;
    /// Of a run that find() knows. Valid until the next setRows or setAnnotation.
    [[nodiscard]] RunFacts facts(const RunRow &row) const;
    /// The name to show of a run that find() knows.
    [[nodiscard]] QString nameOf(const RunId &id) const;

    /// Invalid where the filter hides the run.
    [[nodiscard]] QModelIndex indexOf(const RunId &id, int column = 0) const;
    [[nodiscard]] RunId runAt(const QModelIndex &index) const; // invalid for a group
    /// The run of a row, or all of a group's.
    [[nodiscard]] std::vector<RunId> runsAt(const QModelIndex &index) const;
    /// Those that the filter shows, in order.
    [[nodiscard]] std::vector<RunId> shownRuns() const;
    [[nodiscard]] int shownCount() const;
    /// Columns of settings in which the shown runs do not all agree.
    [[nodiscard]] std::vector<RunColumn> differingSettings() const;
    /// Whether the shown runs say different things in a column.
    [[nodiscard]] bool differs(int column) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    /// A new name of a run, in the column Name.
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

Q_SIGNALS:
    void renameRequested(const tandem::RunId &id, const QString &name);
    /// How many runs the filter shows may have changed.
    void shownChanged();

private:
    struct Item;
    struct Group;
    struct SortKey {
        bool isNone = true;
        std::optional<double> number;
        std::optional<QCollatorSortKey> text;
    };
    using Items = std::vector<Item *>;

    [[nodiscard]] CellValue cell(const Item &item, std::size_t column) const;
    [[nodiscard]] SortKey sortKey(const Item &item) const;
    [[nodiscard]] SortKey sortKey(const Group &group) const;
    [[nodiscard]] std::optional<bool> keyLess(const SortKey &a, const SortKey &b) const;
    [[nodiscard]] bool itemLess(const Item &a, const Item &b) const;
    [[nodiscard]] bool groupLess(const Group &a, const Group &b) const;
    [[nodiscard]] bool passes(Item &item);
    [[nodiscard]] Item *itemOf(const RunId &id) const;
    [[nodiscard]] const Item *itemAt(const QModelIndex &index) const;
    [[nodiscard]] Group *groupAt(const QModelIndex &index) const;
    [[nodiscard]] int positionOf(const Item &item) const;
    [[nodiscard]] QModelIndex parentOf(const Group &group) const;
    [[nodiscard]] const Spread &aggregate(const Group &group, std::size_t column) const;

    using Groups = std::vector<std::unique_ptr<Group>>;
    [[nodiscard]] std::unique_ptr<Group> makeGroup(const std::string &key) const;
    [[nodiscard]] Groups arranged();
    void numberGroups();
    void rearrange(); // with a reset
    void sortItems(Items &items) const;
    void refreshBaseline();

    // With the signals of one row (run_table_changes.cpp).
    void insertAll(const RunRows &rows);
    void removeAll();
    void removeItem(std::size_t place);
    void show(Item &item);
    void hide(Item &item);
    void place(Item &item);
    void moveTo(Item &item, Group &target, SortKey key);
    [[nodiscard]] Group &groupFor(const std::string &key, const SortKey &firstRun);
    void removeIfEmpty(Group &group);
    void tellChanged(Item &item);
    void tellChanged(Group &group);

    [[nodiscard]] QVariant itemData(const Item &item, std::size_t column, int role) const;
    [[nodiscard]] QVariant groupData(const Group &group, std::size_t column, int role) const;
    [[nodiscard]] QVariant deltaData(std::size_t column, const std::optional<double> &value, int role) const;
    [[nodiscard]] QString rangeText(const RunColumn &column, const Group &group, std::size_t columnIndex) const;
    [[nodiscard]] QString groupTitle(const Group &group) const;

    RunRows m_rows;
    RunAnnotations m_annotations;
    std::vector<std::unique_ptr<Item>> m_items; // as m_rows
    std::vector<ColumnReader> m_columns;
    RunMatcher m_matcher{RunQuery{}};
    std::optional<RunGrouping> m_grouping;
    std::optional<GroupReader> m_groupReader;
    RunId m_baseline;
    std::vector<std::optional<double>> m_baselineNumbers; // by column
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    QCollator m_collator;
    Groups m_groups; // of a flat table: one, whose items are the rows
};

} // namespace tandem
