#include "ui/charts/chart_grid.h"

#include "ui/charts/chart_card.h"
#include "ui/theme.h"

#include <QGridLayout>
#include <QResizeEvent>

#include <algorithm>
#include <set>

namespace tandem {

namespace {

constexpr int kLeastWidth = 300, kLeastHeight = 118; // px of a chart one by one

} // namespace

ChartGrid::ChartGrid(QWidget *parent) : QScrollArea(parent), m_canvas(new QWidget), m_layout(new QGridLayout(m_canvas))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(space::kSmall);
    setWidget(m_canvas);
    setWidgetResizable(true);
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
    m_canvas->setAutoFillBackground(false);
}

void ChartGrid::arrange(const std::vector<ChartCard *> &cards, int columns)
{
    m_cards = cards;
    m_wanted = columns;
    m_columns = 0;
    place();
}

void ChartGrid::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    place();
}

void ChartGrid::place()
{
    const int width = viewport()->width(), height = viewport()->height();
    int columns = m_wanted;
    if (columns == 0) {
        columns = std::clamp(width / kLeastWidth, 1, 4);
        // Two rows of two beat one of three and one, unless the panel is low.
        if (columns == 3 && m_cards.size() == 4 && height >= 2 * kLeastHeight)
            columns = 2;
        if (columns == 4 && height >= 2 * kLeastHeight && m_cards.size() <= 4)
            columns = 2;
    }
    if (columns == m_columns)
        return;
    m_columns = columns;
    while (m_layout->count() > 0)
        delete m_layout->takeAt(0);
    for (int i = 0; i < 80; ++i) {
        m_layout->setRowStretch(i, 0);
        m_layout->setRowMinimumHeight(i, 0);
        m_layout->setColumnStretch(std::min(i, 7), 0);
    }
    // First free place, row by row, where the chart fits.
    std::set<std::pair<int, int>> taken;
    int rows = 0;
    for (ChartCard *card : m_cards) {
        const int wide = std::min(card->spec().width, columns), high = card->spec().height;
        const auto isFree = [&](int row, int column) {
            for (int r = row; r < row + high; ++r)
                for (int c = column; c < column + wide; ++c)
                    if (taken.contains({r, c}))
                        return false;
            return column + wide <= columns;
        };
        int row = 0, column = 0;
        while (!isFree(row, column)) {
            column = column + 1 < columns ? column + 1 : 0;
            row += column == 0 ? 1 : 0;
        }
        for (int r = row; r < row + high; ++r)
            for (int c = column; c < column + wide; ++c)
                taken.insert({r, c});
        m_layout->addWidget(card, row, column, high, wide);
        rows = std::max(rows, row + high);
    }
    for (int row = 0; row < rows; ++row) {
        m_layout->setRowMinimumHeight(row, kLeastHeight);
        m_layout->setRowStretch(row, 1);
    }
    for (int column = 0; column < columns; ++column)
        m_layout->setColumnStretch(column, 1);
    QWidget *before = nullptr; // Tab goes as the eye does
    for (ChartCard *card : m_cards) {
        if (before != nullptr)
            QWidget::setTabOrder(before, card);
        before = card;
    }
}

} // namespace tandem
