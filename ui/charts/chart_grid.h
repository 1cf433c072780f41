#pragma once

#include "ui/charts/chart_layout.h"

#include <QScrollArea>

#include <vector>

class QGridLayout;

namespace tandem {

class ChartCard;

/// Arranges the charts: row by row, each as wide and high as its spec says; fills the room there is, and scrolls where
/// there is too little. Does not own the charts' order: the panel hands it in.
class ChartGrid : public QScrollArea {
    Q_OBJECT
public:
    explicit ChartGrid(QWidget *parent = nullptr);

    /// `columns` 0: as many as fit.
    void arrange(const std::vector<ChartCard *> &cards, int columns);
    [[nodiscard]] QWidget *canvas() const { return m_canvas; }
    [[nodiscard]] int columnCount() const { return m_columns; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void place();

    QWidget *m_canvas;
    QGridLayout *m_layout;
    std::vector<ChartCard *> m_cards;
    int m_wanted = 0, m_columns = 0;
};

} // namespace tandem
