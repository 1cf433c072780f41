#pragma once

#include "ui/charts/charted_runs.h"

#include <QListWidget>

namespace tandem {

/// Which colour and dash is which run: the rows of all charts. The one chosen stands out in all of them; choosing it
/// again, or Escape, gives all the same weight.
class RunLegend : public QListWidget {
    Q_OBJECT
public:
    explicit RunLegend(QWidget *parent = nullptr);

    void setRuns(const ChartedRuns &runs);
    void setHighlighted(const RunId &run);

Q_SIGNALS:
    void highlightWanted(const tandem::RunId &run);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    [[nodiscard]] QSize sizeHint() const override { return {200, m_height}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {100, m_height}; }

private:
    void paintSwatches();
    void fitHeight();
    struct Look {
        std::size_t color;
        int dash;
    };
    std::vector<Look> m_looks;
    int m_height = 28;
};

} // namespace tandem
