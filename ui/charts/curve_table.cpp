#include "ui/charts/curve_table.h"

#include "ui/charts/chart_text.h"
#include "ui/charts/cursor_card.h"
#include "ui/theme.h"

#include <QApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>

#include <cmath>

namespace tandem {

namespace {

enum Column { Run, Series, FirstValue, SecondValue, Difference, Mean };

QPixmap swatch(const ChartCurve &curve)
{
    const double ratio = qApp->devicePixelRatio();
    QPixmap pixmap(QSize(18, 12) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintSwatch(painter, QRectF(0, 0, 18, 12), seriesColor(curve.color, colorsFor(QApplication::palette())),
                curve.dash);
    return pixmap;
}

} // namespace

void CurveTableModel::setCurves(std::vector<ChartCurve> curves)
{
    const auto same = [](const ChartCurve &a, const ChartCurve &b) {
        return a.run == b.run && a.style.name == b.style.name && a.runName == b.runName && a.color == b.color &&
               a.dash == b.dash;
    };
    if (std::equal(curves.begin(), curves.end(), m_curves.begin(), m_curves.end(), same)) {
        m_curves = std::move(curves);
        valuesChanged();
        return;
    }
    beginResetModel();
    m_curves = std::move(curves);
    endResetModel();
}

void CurveTableModel::valuesChanged()
{
    if (!m_curves.empty())
        Q_EMIT dataChanged(index(0, FirstValue), index(rowCount() - 1, columnCount() - 1), {Qt::DisplayRole});
}

void CurveTableModel::setCursor(XKind kind, std::optional<double> x)
{
    m_kind = kind;
    m_cursor = x;
    Q_EMIT headerDataChanged(Qt::Horizontal, FirstValue, columnCount() - 1);
    valuesChanged();
}

void CurveTableModel::setBrush(const std::optional<std::pair<double, double>> &brush)
{
    if (brush.has_value() == m_brush.has_value()) {
        m_brush = brush;
        Q_EMIT headerDataChanged(Qt::Horizontal, FirstValue, columnCount() - 1);
        valuesChanged();
        return;
    }
    if (brush)
        beginInsertColumns({}, SecondValue, Mean);
    else
        beginRemoveColumns({}, SecondValue, Mean);
    m_brush = brush;
    if (brush)
        endInsertColumns();
    else
        endRemoveColumns();
    Q_EMIT headerDataChanged(Qt::Horizontal, FirstValue, columnCount() - 1);
    valuesChanged();
}

int CurveTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_curves.size());
}

int CurveTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_brush ? Mean + 1 : FirstValue + 1;
}

QString CurveTableModel::valueText(const ChartCurve &curve, int column) const
{
    const PlacedCurve placed = curve.measured();
    const auto text = [&curve](double value) { return seriesValueText(curve.style, value); };
    if (!m_brush)
        return text(m_cursor ? curve.points.value(placed.nearest(*m_cursor)) : curve.points.back().value);
    const double a = curve.points.value(placed.nearest(m_brush->first));
    const double b = curve.points.value(placed.nearest(m_brush->second));
    switch (column) {
    case FirstValue:
        return text(a);
    case SecondValue:
        return text(b);
    case Difference:
        return (b - a > 0 ? QStringLiteral("+") : QString()) + text(b - a);
    default:
        break;
    }
    const ValueExtent between =
        curve.points.extent(placed.lowerBound(m_brush->first), placed.lowerBound(m_brush->second));
    return between.isEmpty() ? QStringLiteral("–") : text(between.sum / static_cast<double>(between.finite));
}

QVariant CurveTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const ChartCurve &curve = m_curves[static_cast<std::size_t>(index.row())];
    if (role == Qt::TextAlignmentRole && index.column() >= FirstValue)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::DecorationRole && index.column() == Run)
        return swatch(curve);
    if (role == Qt::ToolTipRole && index.column() == Run)
        return curve.runName;
    if (role != Qt::DisplayRole)
        return {};
    if (index.column() == Run)
        return curve.runName;
    if (index.column() == Series)
        return curve.style.title;
    return valueText(curve, index.column());
}

QVariant CurveTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case Run:
        return tr("Run");
    case Series:
        return tr("Series");
    case FirstValue:
        return m_brush    ? tr("A: %1").arg(xText(m_kind, m_brush->first))
               : m_cursor ? tr("At %1").arg(xText(m_kind, *m_cursor))
                          : tr("Latest");
    case SecondValue:
        return m_brush ? tr("B: %1").arg(xText(m_kind, m_brush->second)) : QString();
    case Difference:
        return tr("Δ = B − A");
    default:
        return tr("Mean of A to B");
    }
}

CurveTable::CurveTable(QWidget *parent) : QTableView(parent)
{
    setModel(&m_model);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(ScrollPerPixel);
    setAccessibleName(tr("Values of the curves"));
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultSectionSize(130);
    setColumnWidth(Run, 220);
    setColumnWidth(Series, 160);
}

int CurveTable::wholeHeight() const
{
    return horizontalHeader()->sizeHint().height() + m_model.rowCount() * verticalHeader()->defaultSectionSize() +
           2 * frameWidth();
}

void CurveTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    Q_EMIT highlightWanted(current.isValid() ? m_model.curve(current.row()).run : RunId());
}

void CurveTable::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && currentIndex().isValid())
        return setCurrentIndex({});
    QTableView::keyPressEvent(event);
}

} // namespace tandem
