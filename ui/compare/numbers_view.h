#pragma once

#include "ui/compare/comparison_data.h"

#include <QWidget>

class QTreeWidget;

namespace tandem {

/// What came of the runs: one row an experiment, with the mean and the spread over its seeds; its runs below it. Online
/// and offline numbers stand in columns of their own.
class NumbersView : public QWidget {
    Q_OBJECT
public:
    explicit NumbersView(QWidget *parent = nullptr);

    void setComparison(const ComparisonDataPtr &comparison);
    [[nodiscard]] QTreeWidget *tree() const { return m_tree; }

private:
    QTreeWidget *m_tree;
};

} // namespace tandem
