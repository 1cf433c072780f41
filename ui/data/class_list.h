#pragma once

#include "ui/data/dataset_summary.h"

#include <QListWidget>

namespace tandem {

/// The classes of a dataset with their counts as bars: legend and filter in one. Selecting classes filters; selecting
/// none, or the first row, shows all.
class ClassList : public QListWidget {
    Q_OBJECT
public:
    explicit ClassList(QWidget *parent = nullptr);

    void setDataset(const OpenDatasetPtr &dataset); // null: empty
    /// Empty: all.
    [[nodiscard]] std::set<std::int32_t> selectedLabels() const;
    void clearFilter();

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void filterChanged();
};

} // namespace tandem
