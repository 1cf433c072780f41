#pragma once

#include "core/augment/pipeline.h"

#include <QListWidget>

#include <optional>
#include <vector>

namespace tandem {

/// The operations of a pipeline in order: a check box switches one on and off, dragging or Alt with the arrow keys
/// moves it, Delete removes it. Shows probability and cost at the right of each. Changes nothing by itself: it asks.
class OperationList : public QListWidget {
    Q_OBJECT
public:
    explicit OperationList(QWidget *parent = nullptr);

    /// Costs stay where the operation of a row is of the same kind as before.
    void setPipeline(const Pipeline &pipeline);
    /// Microseconds per view of each operation; empty: not known.
    void setCosts(const std::vector<double> &microseconds);

    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void moveRequested(int from, int to); // `to`: its place afterwards
    void removeRequested(int row);
    void enableRequested(int row, bool enabled);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void keepCosts(const Pipeline &next);
    void describe(int row);

    Pipeline m_pipeline;
    std::vector<std::optional<double>> m_costs; // of a row each; none: not measured
    bool m_isFilling = false;
};

} // namespace tandem
