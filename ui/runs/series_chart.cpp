#include "ui/runs/series_chart.h"

#include "ui/runs/run_text.h"
#include "ui/theme.h"

#include <QAccessibleWidget>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace tandem {

namespace {

/// What a screen reader is told of a chart: its title, and the curve in one sentence, made when asked for.
class AccessibleChart : public QAccessibleWidget {
public:
    explicit AccessibleChart(SeriesChart *chart) : QAccessibleWidget(chart, QAccessible::Chart), m_chart(chart) {}

    QString text(QAccessible::Text kind) const override
    {
        switch (kind) {
        case QAccessible::Name:
            return m_chart->spec().title;
        case QAccessible::Description:
            return m_chart->summary();
        case QAccessible::Value:
            return m_chart->readout();
        default:
            return QAccessibleWidget::text(kind);
        }
    }

private:
    SeriesChart *m_chart;
};

QAccessibleInterface *makeAccessible(const QString &, QObject *object)
{
    auto *chart = qobject_cast<SeriesChart *>(object);
    return chart != nullptr ? new AccessibleChart(chart) : nullptr;
}

} // namespace

SeriesChart::SeriesChart(QWidget *parent) : QWidget(parent)
{
    static const bool installed = (QAccessible::installFactory(makeAccessible), true);
    Q_UNUSED(installed);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(180, 120);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kTight, space::kTight, space::kTight, space::kHair);
    layout->setSpacing(0);
    buildHeader();
    layout->addLayout(m_header);
    m_plot = new ChartPlot(this);
    m_plot->installEventFilter(this);
    connect(m_plot, &ChartPlot::rangeWanted, this, &SeriesChart::rangeWanted);
    layout->addWidget(m_plot, 1);
    m_empty = new QLabel(m_plot);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setAttribute(Qt::WA_TransparentForMouseEvents);
    applyTheme();
    updateEmpty();
}

SeriesChart::~SeriesChart() = default;

void SeriesChart::buildHeader()
{
    m_header = new QHBoxLayout;
    m_header->setContentsMargins(space::kTight, 0, space::kSmall, 0);
    m_header->setSpacing(space::kSmall);
    m_title = new QLabel(this);
    m_title->setFont(sectionFont());
    m_caption = new QLabel(this);
    m_caption->setFont(captionFont());
    m_caption->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_value = new QLabel(this);
    m_value->setFont(numberFont());
    m_header->addWidget(m_title);
    m_header->addWidget(m_caption, 1);
    m_header->addWidget(m_value);
}

void SeriesChart::replaceTitle(QWidget *widget)
{
    m_title->hide();
    m_header->insertWidget(0, widget);
}

void SeriesChart::setSpec(const ChartSpec &spec)
{
    m_spec = spec;
    m_title->setText(spec.title);
    setAccessibleName(spec.title);
    m_plot->setSpec(spec);
    m_emptyText = spec.emptyText;
    setCaption({});
    m_data.clear();
    refill();
}

void SeriesChart::applyTheme()
{
    const ThemeColors &colors = colorsFor(palette());
    const auto tint = [](QLabel *label, const QColor &tone) {
        QPalette own = label->palette();
        own.setColor(QPalette::WindowText, tone);
        label->setPalette(own);
    };
    tint(m_title, colors.text);
    tint(m_value, colors.text);
    tint(m_caption, colors.mutedText);
    tint(m_empty, colors.mutedText);
    update();
}

void SeriesChart::refill()
{
    m_plot->clearPoints();
    m_plot->addPoints(m_data.points());
    m_plot->fitY(m_data);
    updateEmpty();
    setCursor(m_cursor);
}

void SeriesChart::appendPoints(std::span<const SeriesPoint> points)
{
    m_data.append(points);
    m_plot->addPoints(points);
    m_plot->fitY(m_data);
    updateEmpty();
    updateReadout();
}

void SeriesChart::setReference(std::optional<double> value, const QString &label)
{
    m_plot->setReference(value, label);
    m_plot->fitY(m_data);
    updateEmpty();
}

void SeriesChart::setMarkers(const std::vector<ChartMarker> &markers)
{
    m_plot->setMarkers(markers);
}

void SeriesChart::setAxis(ChartAxis axis, std::int64_t stepsPerEpoch)
{
    m_stepsPerEpoch = stepsPerEpoch;
    const bool inEpochs = axis == ChartAxis::Epoch && stepsPerEpoch > 0;
    m_plot->setStepUnit(inEpochs ? static_cast<double>(stepsPerEpoch) : 1, inEpochs ? tr("epoch") : tr("step"));
    updateReadout();
}

void SeriesChart::setSmoothing(double weight)
{
    if (weight == m_smoothing)
        return;
    m_smoothing = weight;
    m_plot->setSmoothing(weight);
    refill();
}

void SeriesChart::setXRange(double from, double to)
{
    m_plot->setXRange(from, to);
    m_plot->fitY(m_data);
}

std::optional<SeriesPoint> SeriesChart::pointAtCursor() const
{
    if (!m_cursor || m_data.isEmpty())
        return std::nullopt;
    return m_data.points()[m_data.nearest(*m_cursor)];
}

void SeriesChart::setCursor(std::optional<double> step)
{
    m_cursor = step;
    m_plot->setCursor(pointAtCursor());
    updateReadout();
}

void SeriesChart::setPoints(std::span<const SeriesPoint> points)
{
    m_data.clear();
    m_data.append(points);
    refill();
}

void SeriesChart::setCaption(const QString &caption)
{
    const QString unit = m_spec.unit;
    m_caption->setText(caption.isEmpty() ? unit : unit.isEmpty() ? caption : unit + QStringLiteral(" · ") + caption);
    m_caption->setToolTip(caption);
}

void SeriesChart::setEmptyText(const QString &text)
{
    m_emptyText = text;
    updateEmpty();
}

QString SeriesChart::valueText(double value) const
{
    return m_spec.scale == ChartSpec::Scale::Percent ? percentText(value) : numberText(value);
}

QString SeriesChart::readout() const
{
    if (m_data.isEmpty())
        return {};
    const auto point = pointAtCursor();
    if (!point)
        return valueText(m_data.points().back().value);
    const QLocale locale;
    QString place = tr("step %1").arg(locale.toString(static_cast<qlonglong>(point->step)));
    if (m_stepsPerEpoch > 0) {
        const double epoch = static_cast<double>(point->step) / static_cast<double>(m_stepsPerEpoch);
        place = tr("%1 (epoch %2)").arg(place, locale.toString(epoch, 'f', 2));
    }
    return tr("%1: %2", "place: value").arg(place, valueText(point->value));
}

QString SeriesChart::summary() const
{
    if (m_data.isEmpty())
        return m_emptyText;
    const SeriesPoint &last = m_data.points().back();
    const QLocale locale;
    QString text = tr("%1: last %2 at step %3")
                       .arg(m_spec.title, valueText(last.value), locale.toString(static_cast<qlonglong>(last.step)));
    if (const auto extent = m_data.extent(-1, static_cast<double>(last.step)))
        text += tr(", from %1 to %2").arg(valueText(extent->low), valueText(extent->high));
    if (const auto broken = static_cast<int>(m_data.nonFinite()); broken > 0)
        text += tr(", %n value(s) that are no numbers", nullptr, broken);
    if (const QString reference = m_plot->referenceLabel(); !reference.isEmpty())
        text += QStringLiteral("; ") + reference;
    return text + QLatin1Char('.');
}

void SeriesChart::updateReadout()
{
    m_value->setText(readout());
    m_caption->setVisible(!pointAtCursor()); // the place of the cursor needs the room
}

void SeriesChart::updateEmpty()
{
    m_empty->setText(m_emptyText);
    m_empty->setVisible(m_data.isEmpty());
    m_empty->setGeometry(m_plot->rect().adjusted(24, 0, -24, -16));
    m_plot->setTickLabels(!m_data.isEmpty() || !m_plot->referenceLabel().isEmpty());
}

void SeriesChart::moveCursor(std::ptrdiff_t points)
{
    if (m_data.isEmpty())
        return;
    const auto last = static_cast<std::ptrdiff_t>(m_data.points().size()) - 1;
    const std::ptrdiff_t at = m_cursor ? static_cast<std::ptrdiff_t>(m_data.nearest(*m_cursor)) + points : last;
    const auto next = static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(at, 0, last));
    Q_EMIT cursorWanted(static_cast<double>(m_data.points()[next].step));
    QAccessibleValueChangeEvent event(this, readout());
    QAccessible::updateAccessibility(&event);
}

void SeriesChart::zoom(double factor)
{
    const QCPRange range = m_plot->xAxis->range();
    const double center = m_cursor.value_or(range.center());
    Q_EMIT rangeWanted(center - (center - range.lower) * factor, center + (range.upper - center) * factor);
}

void SeriesChart::keyPressEvent(QKeyEvent *event)
{
    const int stride = event->modifiers().testFlag(Qt::ControlModifier) ? 20 : 1;
    switch (event->key()) {
    case Qt::Key_Left:
        return moveCursor(-stride);
    case Qt::Key_Right:
        return moveCursor(stride);
    case Qt::Key_Home:
        return moveCursor(-static_cast<std::ptrdiff_t>(m_data.points().size()));
    case Qt::Key_End:
        return moveCursor(static_cast<std::ptrdiff_t>(m_data.points().size()));
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoom(0.7);
    case Qt::Key_Minus:
        return zoom(1 / 0.7);
    case Qt::Key_0:
        return Q_EMIT rangeReset();
    case Qt::Key_Escape:
        if (!m_cursor)
            break;
        return Q_EMIT cursorWanted(std::nullopt);
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

bool SeriesChart::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_plot)
        return QWidget::eventFilter(watched, event);
    switch (event->type()) {
    case QEvent::MouseMove: {
        auto *mouse = static_cast<QMouseEvent *>(event);
        if (m_plot->axisRect()->rect().contains(mouse->pos()))
            Q_EMIT cursorWanted(m_plot->xAxis->pixelToCoord(mouse->position().x()));
        break;
    }
    case QEvent::MouseButtonPress:
        setFocus(Qt::MouseFocusReason);
        break;
    case QEvent::MouseButtonDblClick:
        Q_EMIT rangeReset();
        return true;
    case QEvent::Leave:
        Q_EMIT cursorWanted(std::nullopt);
        break;
    case QEvent::Resize:
        updateEmpty();
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void SeriesChart::paintEvent(QPaintEvent *)
{
    const ThemeColors &colors = colorsFor(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(hasFocus() ? colors.accent : colors.border, 1));
    painter.setBrush(colors.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(.5, .5, -.5, -.5), space::kRadius, space::kRadius);
}

void SeriesChart::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyTheme();
}

void SeriesChart::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void SeriesChart::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace tandem
