#pragma once

#include "ui/compare/comparison_data.h"

#include <QWidget>

class QCheckBox;
class QTreeWidget;
class QTreeWidgetItem;

namespace tandem {

/// What sets the runs apart: settings by likely effect with the reason for the order, operations of their pipelines,
/// images and program. The same ones too, where asked for.
class ChangesView : public QWidget {
    Q_OBJECT
public:
    explicit ChangesView(QWidget *parent = nullptr);

    void setComparison(const ComparisonDataPtr &comparison);
    void setOnlyDifferences(bool only);
    [[nodiscard]] QTreeWidget *tree() const { return m_tree; }

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void rebuild();
    void fitColumns();
    void addSettings();
    void addOperations(QTreeWidgetItem *section);
    void addIdentity();
    QTreeWidgetItem *sectionOf(SettingEffect effect);
    void addRow(QTreeWidgetItem *section, const QString &label, const QStringList &values, const QString &toolTip);

    ComparisonDataPtr m_data;
    QTreeWidget *m_tree;
    QCheckBox *m_only;
};

} // namespace tandem
