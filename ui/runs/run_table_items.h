#pragma once

#include "ui/runs/run_table_model.h"

// Internal to RunTableModel: what its parts share.

namespace tandem {

struct RunTableModel::Item {
    RunRowPtr row;
    RunAnnotation said;
    std::optional<std::string> text; // see runText; made when it is asked for
    Group *group = nullptr;          // null: the filter hides it
    std::string groupKey;
    SortKey key; // by which it stands where it does

    [[nodiscard]] const RunId &id() const { return row->summary.id; }
    [[nodiscard]] RunFacts facts() const { return {row->summary, *row->digest, said}; }
};

/// What indexes of its runs point to; of a group itself, they point to nothing.
struct RunTableModel::Group {
    int position = 0; // in m_groups
    std::string key;
    Items items;
    SortKey sortKey;
    mutable std::vector<std::optional<Spread>> aggregates; // by column; made when asked for
    mutable std::vector<std::optional<QString>> common;    // the text that all its runs have, or none
};

/// Whether a difference to the baseline says something in a column.
[[nodiscard]] bool hasDelta(const RunColumn &column);

} // namespace tandem
