#pragma once

#include "ui/augment/invariance.h"

#include <QTreeWidget>

namespace tandem {

/// Operations ranked by how far the encoder ignores them: mean cosines of h and z as bars above what different images
/// have, and what training drew. A row can be chosen.
class InvarianceTable : public QTreeWidget {
    Q_OBJECT
public:
    explicit InvarianceTable(QWidget *parent = nullptr);

    void clearRows();
    void setBaseline(const std::optional<InvarianceBaseline> &baseline);
    /// Adds a row, or replaces that of its axis.
    void setRow(const InvarianceRow &row);

    /// What is said while there are no rows.
    void setHint(const QString &hint);

Q_SIGNALS:
    /// By double click or Return.
    void axisChosen(const tandem::StrengthAxis *axis);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void fitColumns();
    enum Column { Name, OfH, OfZ, Trained };
    void choose(QTreeWidgetItem *item);

    QString m_hint;
};

} // namespace tandem
