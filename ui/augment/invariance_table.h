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

Q_SIGNALS:
    /// By double click or Return.
    void axisChosen(const tandem::StrengthAxis *axis);

private:
    enum Column { Name, OfH, OfZ, Trained };
    void choose(QTreeWidgetItem *item);
};

} // namespace tandem
