#include "ui/sweeps/heat_map.h"

#include "ui/runs/run_text.h"
#include "ui/sweeps/mini_curves.h"
#include "ui/sweeps/sweep_text.h"
#include "ui/theme.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QScreen>
#include <QScrollBar>

#include <algorithm>

namespace tandem {

namespace {

constexpr int kGap = 3;
constexpr int kMeansApart = space::kMedium;

/// A picture with a cursor; the table beside it has all fields at once.
class HeatMapAccessible : public QAccessibleWidget {
public:
    explicit HeatMapAccessible(HeatMap *map) : QAccessibleWidget(map, QAccessible::Chart), m_map(map) {}

    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        if (kind == QAccessible::Value)
            return m_map->describe(m_map->currentRow(), m_map->currentColumn());
        if (kind == QAccessible::Description)
            return HeatMap::tr("%Ln field(s); the arrow keys move from one to the next, Enter opens its runs", nullptr,
                               static_cast<int>(m_map->data().fields.size()));
        return QAccessibleWidget::text(kind);
    }

private:
    HeatMap *m_map;
};

QAccessibleInterface *makeAccessible(const QString &, QObject *object)
{
    auto *map = qobject_cast<HeatMap *>(object);
    return map != nullptr ? new HeatMapAccessible(map) : nullptr;
}

} // namespace

void installHeatMapAccessible()
{
    static const bool installed = [] {
        QAccessible::installFactory(makeAccessible);
        return true;
    }();
    Q_UNUSED(installed)
}

HeatMap::HeatMap(QWidget *parent)
    : QAbstractScrollArea(parent), m_curves(new MiniCurves(MiniCurves::Place::Popup, this))
{
    installHeatMapAccessible();
    setAccessibleName(tr("Heat map"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    m_curves->hide();
}

HeatMap::~HeatMap() = default;

void HeatMap::setView(SweepViewPtr view)
{
    m_view = std::move(view);
}

void HeatMap::setData(HeatMapData data, const SweepGoal &goal)
{
    m_data = std::move(data);
    m_goal = goal;
    m_row = std::clamp(m_row, 0, std::max(0, static_cast<int>(m_data.rows.size()) - 1));
    m_column = std::clamp(m_column, 0, std::max(0, static_cast<int>(m_data.columns.size()) - 1));
    measure();
    viewport()->update();
}

void HeatMap::setMarked(const std::set<RunId> &runs)
{
    m_marked = runs;
    viewport()->update();
}

void HeatMap::measure()
{
    const QFontMetrics metrics(font());
    m_left = m_data.rowTitle.isEmpty() ? 0 : metrics.height() + space::kSmall;
    int widest = 0;
    for (const QString &row : m_data.rows)
        widest = std::max(widest, metrics.horizontalAdvance(row));
    m_left += widest > 0 ? std::min(widest, 200) + space::kSmall + space::kTight : 0;
    m_top = 2 * metrics.height() + 2 * space::kTight;
    int label = QFontMetrics(captionFont()).horizontalAdvance(QStringLiteral("± 88.8 %, n = 8"));
    for (const QString &column : m_data.columns)
        label = std::max(label, std::min(metrics.horizontalAdvance(column), 160));
    const int least = label + 2 * space::kSmall + kGap;
    const int leastHeight = 3 * metrics.height() + 2 * space::kTight;
    const int columns = std::max(1, static_cast<int>(m_data.columns.size()));
    const int rows = std::max(1, static_cast<int>(m_data.rows.size()));
    const int legend = metrics.height() + kHeatLegendHeight + 2 * space::kSmall;
    const int width = viewport()->width() - m_left;
    const int height = viewport()->height() - m_top - legend;
    const bool hasMeans = !m_data.rowMeans.empty();
    const int across = hasMeans ? columns + 1 : columns;
    const int apart = hasMeans ? kMeansApart : 0;
    m_fieldWidth = std::clamp((width - apart) / across, least, std::max(least, 220));
    m_fieldHeight = std::clamp(height / rows, leastHeight, std::max(leastHeight, 120));
    horizontalScrollBar()->setRange(0, std::max(0, m_left + across * m_fieldWidth + apart - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(m_fieldWidth);
    verticalScrollBar()->setRange(0, std::max(0, m_top + rows * m_fieldHeight + legend - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(m_fieldHeight);
}

QSize HeatMap::sizeHint() const
{
    return {480, 320};
}

QSize HeatMap::minimumSizeHint() const
{
    return {240, 160};
}

QRect HeatMap::fieldRect(int row, int column) const
{
    return {m_left + column * m_fieldWidth - horizontalScrollBar()->value(),
            m_top + row * m_fieldHeight - verticalScrollBar()->value(), m_fieldWidth - kGap, m_fieldHeight - kGap};
}

QRect HeatMap::meanRect(int row) const
{
    return fieldRect(row, static_cast<int>(m_data.columns.size())).translated(kMeansApart, 0);
}

HeatMap::Place HeatMap::placeAt(const QPoint &point) const
{
    if (m_data.isEmpty() || m_fieldWidth <= 0 || m_fieldHeight <= 0)
        return {};
    const int x = point.x() - m_left + horizontalScrollBar()->value();
    const int y = point.y() - m_top + verticalScrollBar()->value();
    if (x < 0 || y < 0 || point.x() < m_left || point.y() < m_top)
        return {};
    const Place place{y / m_fieldHeight, x / m_fieldWidth};
    return m_data.at(place.row, place.column) != nullptr ? place : Place{};
}

QString HeatMap::describe(int row, int column) const
{
    const QString field = describeField(row, column);
    if (field.isEmpty() || m_data.rowMeans.empty())
        return field;
    const RowMean &shown = m_data.rowMeans[static_cast<std::size_t>(row)];
    if (!shown.mean)
        return field;
    const QString mean = valueText(m_goal, shown.mean);
    if (shown.isWhole())
        return tr("%1; mean of the row %2", "a place in a heat map in words, a value").arg(field, mean);
    return tr("%1; mean of the row so far %2 (%L3 of %L4)",
              "a place in a heat map in words, a value, fields that count")
        .arg(field, mean)
        .arg(shown.measured)
        .arg(shown.fields);
}

QString HeatMap::describeField(int row, int column) const
{
    const HeatField *field = m_data.at(row, column);
    if (field == nullptr)
        return {};
    QString name = tr("%1 %2", "name of an axis, its value")
                       .arg(m_data.columnTitle, m_data.columns[static_cast<std::size_t>(column)]);
    if (!m_data.rowTitle.isEmpty())
        name = tr("%1, %2", "two places on axes")
                   .arg(tr("%1 %2", "name of an axis, its value")
                            .arg(m_data.rowTitle, m_data.rows[static_cast<std::size_t>(row)]),
                        name);
    if (field->cells.empty())
        return tr("%1: no cell", "place in a heat map").arg(name);
    if (field->state == CellState::Removed)
        return tr("%1: removed", "place in a heat map").arg(name);
    const QString runs = tr("%L1 of %Ln run(s) done", nullptr, static_cast<int>(field->wanted)).arg(field->done);
    if (!field->value)
        return tr("%1: %2, %3", "place in a heat map, its state, how many runs")
            .arg(name, cellStateText(field->state).toLower(), runs);
    return tr("%1: %2 %3, %4", "place in a heat map, what is measured, its value, how many runs")
        .arg(name, goalText(m_goal), meanText(m_goal, field->value), runs);
}

void HeatMap::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    measure();
}

void HeatMap::setCurrent(int row, int column)
{
    if (m_data.at(row, column) == nullptr)
        return;
    const bool moved = row != m_row || column != m_column;
    m_row = row;
    m_column = column;
    const QRect box = fieldRect(row, column);
    // The mean of the row comes into sight with the last field, as long as that one stays there.
    const bool isBesideMean = !m_data.rowMeans.empty() && column + 1 == static_cast<int>(m_data.columns.size());
    const int right = isBesideMean ? meanRect(row).right() : box.right();
    if (box.left() < m_left)
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - (m_left - box.left()));
    else if (right > viewport()->width())
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() +
                                        std::min(right - viewport()->width() + 2, box.left() - m_left));
    if (box.top() < m_top)
        verticalScrollBar()->setValue(verticalScrollBar()->value() - (m_top - box.top()));
    else if (box.bottom() > viewport()->height())
        verticalScrollBar()->setValue(verticalScrollBar()->value() + box.bottom() - viewport()->height() + 2);
    viewport()->update();
    if (!moved)
        return;
    QAccessibleValueChangeEvent change(this, describe(row, column));
    QAccessible::updateAccessibility(&change);
    Q_EMIT currentChanged(row, column);
}

void HeatMap::mousePressEvent(QMouseEvent *event)
{
    hideCurves();
    const Place place = placeAt(event->pos());
    if (place.row >= 0)
        setCurrent(place.row, place.column);
}

void HeatMap::mouseDoubleClickEvent(QMouseEvent *event)
{
    const Place place = placeAt(event->pos());
    const HeatField *field = m_data.at(place.row, place.column);
    if (field == nullptr)
        return;
    setCurrent(place.row, place.column);
    if (const std::vector<RunId> runs = field->runs; !runs.empty())
        Q_EMIT openRequested(runs);
}

void HeatMap::mouseMoveEvent(QMouseEvent *event)
{
    hover(event->pos());
}

void HeatMap::hover(const QPoint &point)
{
    const Place place = placeAt(point);
    if (place.row == m_hovered.row && place.column == m_hovered.column)
        return;
    m_hovered = place;
    const HeatField *field = m_data.at(place.row, place.column);
    if (field == nullptr || field->runs.empty() || !m_view)
        return m_curves->hide();
    std::vector<MiniCurves::Curve> curves;
    for (const RunId &run : field->runs) {
        const RunSummary *summary = m_view->run(run);
        const auto measured = m_view->measures.find(run);
        if (summary != nullptr && measured != m_view->measures.end() && measured->second)
            curves.push_back({runTitle(*summary), measured->second->knn});
    }
    m_curves->setCurves(describe(place.row, place.column), std::move(curves));
    m_curves->resize(m_curves->sizeHint());
    const QRect box = fieldRect(place.row, place.column);
    QPoint corner = viewport()->mapToGlobal(QPoint(box.left(), box.bottom() + space::kTight));
    const QRect room = screen()->availableGeometry();
    if (corner.y() + m_curves->height() > room.bottom())
        corner.setY(viewport()->mapToGlobal(box.topLeft()).y() - m_curves->height() - space::kTight);
    corner.setX(std::clamp(corner.x(), room.left(), std::max(room.left(), room.right() - m_curves->width())));
    m_curves->move(corner);
    m_curves->show();
}

void HeatMap::hideCurves()
{
    m_hovered = {};
    m_curves->hide();
}

bool HeatMap::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave || event->type() == QEvent::Wheel)
        hideCurves();
    return QAbstractScrollArea::viewportEvent(event);
}

void HeatMap::keyPressEvent(QKeyEvent *event)
{
    const int columns = static_cast<int>(m_data.columns.size());
    switch (event->key()) {
    case Qt::Key_Left:
        return setCurrent(m_row, m_column - 1);
    case Qt::Key_Right:
        return setCurrent(m_row, m_column + 1);
    case Qt::Key_Up:
        return setCurrent(m_row - 1, m_column);
    case Qt::Key_Down:
        return setCurrent(m_row + 1, m_column);
    case Qt::Key_Home:
        return setCurrent(m_row, 0);
    case Qt::Key_End:
        return setCurrent(m_row, columns - 1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (const HeatField *field = current(); field != nullptr && !field->runs.empty())
            Q_EMIT openRequested(field->runs);
        return;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void HeatMap::contextMenuEvent(QContextMenuEvent *event)
{
    hideCurves();
    QPoint place = event->globalPos();
    if (event->reason() == QContextMenuEvent::Keyboard) {
        place = viewport()->mapToGlobal(fieldRect(m_row, m_column).center());
    } else if (const Place under = placeAt(viewport()->mapFromGlobal(place)); under.row >= 0) {
        setCurrent(under.row, under.column);
    } else {
        return;
    }
    if (current() != nullptr)
        Q_EMIT menuRequested(place);
}

void HeatMap::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void HeatMap::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    hideCurves();
    viewport()->update();
}

} // namespace tandem
