#include "ui/charts/run_legend.h"

#include "ui/charts/cursor_card.h"
#include "ui/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace tandem {

RunLegend::RunLegend(QWidget *parent) : QListWidget(parent)
{
    setFlow(LeftToRight);
    setWrapping(true);
    setResizeMode(Adjust);
    setFrameShape(NoFrame);
    setSpacing(1);
    setIconSize(QSize(22, 12));
    setTextElideMode(Qt::ElideMiddle);
    setUniformItemSizes(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Runs in the charts"));
    setToolTip(tr("Choose a run to make its curves stand out; Esc shows all alike"));
    viewport()->setAutoFillBackground(false);
    connect(this, &QListWidget::currentRowChanged, this, [this](int row) {
        Q_EMIT highlightWanted(row < 0 ? RunId()
                                       : RunId::fromString(item(row)->data(Qt::UserRole).toString().toStdString()));
    });
}

void RunLegend::setRuns(const ChartedRuns &runs)
{
    const QSignalBlocker blocker(this);
    clear();
    m_looks.clear();
    for (const auto &run : runs.runs()) {
        auto *row = new QListWidgetItem(run->name, this);
        row->setData(Qt::UserRole, QString::fromStdString(run->id.toString()));
        row->setToolTip(run->name);
        const int width = std::min(fontMetrics().horizontalAdvance(run->name), 260) + 22 + 3 * space::kSmall;
        row->setSizeHint(QSize(width, fontMetrics().height() + 6));
        m_looks.push_back({run->color, run->dash});
    }
    setCurrentRow(-1);
    paintSwatches();
    fitHeight();
}

void RunLegend::setHighlighted(const RunId &run)
{
    const QSignalBlocker blocker(this);
    int found = -1;
    for (int row = 0; row < count(); ++row)
        if (item(row)->data(Qt::UserRole).toString() == QString::fromStdString(run.toString()))
            found = row;
    setCurrentRow(found);
}

void RunLegend::paintSwatches()
{
    const double ratio = devicePixelRatioF();
    for (int row = 0; row < count(); ++row) {
        QPixmap pixmap(iconSize() * ratio);
        pixmap.setDevicePixelRatio(ratio);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        const Look look = m_looks[static_cast<std::size_t>(row)];
        paintSwatch(painter, QRectF(QPointF(0, 0), iconSize()), seriesColor(look.color, colorsFor(palette())),
                    look.dash);
        painter.end();
        QIcon icon(pixmap);
        icon.addPixmap(pixmap, QIcon::Selected);
        item(row)->setIcon(icon);
    }
}

/// One line of runs, or two and three before it scrolls.
void RunLegend::fitHeight()
{
    const int line = fontMetrics().height() + 8;
    int x = 0, lines = 1;
    for (int row = 0; row < count(); ++row) {
        const int width = item(row)->sizeHint().width() + 2;
        if (x > 0 && x + width > viewport()->width()) {
            ++lines;
            x = 0;
        }
        x += width;
    }
    const int height = std::min(lines, 3) * line + 4;
    if (height == m_height)
        return;
    m_height = height;
    updateGeometry();
}

void RunLegend::resizeEvent(QResizeEvent *event)
{
    QListWidget::resizeEvent(event);
    fitHeight();
}

void RunLegend::changeEvent(QEvent *event)
{
    QListWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintSwatches();
}

void RunLegend::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && currentRow() >= 0)
        return setCurrentRow(-1);
    QListWidget::keyPressEvent(event);
}

void RunLegend::mousePressEvent(QMouseEvent *event)
{
    const QListWidgetItem *hit = itemAt(event->pos());
    if (hit == nullptr || hit == currentItem())
        return setCurrentRow(-1);
    QListWidget::mousePressEvent(event);
}

} // namespace tandem
