#pragma once

#include "ui/charts/chart_layout.h"

#include <QDialog>

class QDialogButtonBox;
class QLineEdit;
class QTreeWidget;
class QTreeWidgetItem;

namespace tandem {

/// Chooses what a chart shows: any number of series, or one kind of vector.
class ChartEditor : public QDialog {
    Q_OBJECT
public:
    /// `series`, `vectors`: names that the selected runs have, beyond the known ones.
    ChartEditor(const ChartSpec &spec, const std::vector<std::string> &series, const std::vector<std::string> &vectors,
                QWidget *parent = nullptr);

    [[nodiscard]] ChartSpec spec() const;
    [[nodiscard]] QTreeWidget *tree() const { return m_tree; }

private:
    void fill(const std::vector<std::string> &series, const std::vector<std::string> &vectors);
    void onChecked(QTreeWidgetItem *item);
    void filter(const QString &text);

    ChartSpec m_spec;
    QLineEdit *m_filter = nullptr;
    QTreeWidget *m_tree = nullptr;
    QTreeWidgetItem *m_curves = nullptr, *m_vectors = nullptr;
    QDialogButtonBox *m_buttons = nullptr;
};

} // namespace tandem
