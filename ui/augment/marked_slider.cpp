#include "ui/augment/marked_slider.h"

#include "ui/theme.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOptionSlider>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace tandem {

namespace {
constexpr int kSteps = 1000;
constexpr int kMarkRoom = 5; // below the handle
} // namespace

MarkedSlider::MarkedSlider(const Range &range, QWidget *parent) : QSlider(Qt::Horizontal, parent), m_range(range)
{
    setRange(0, kSteps);
    setSingleStep(kSteps / 100);
    setPageStep(kSteps / 10);
    setFocusPolicy(Qt::StrongFocus);
    connect(this, &QSlider::valueChanged, this, [this] {
        if (!m_isSetting)
            Q_EMIT moved(number());
    });
}

double MarkedSlider::shareOf(double number) const
{
    const double clamped = std::clamp(number, m_range.minimum, m_range.maximum);
    if (m_range.logarithmic)
        return std::log(clamped / m_range.minimum) / std::log(m_range.maximum / m_range.minimum);
    return (clamped - m_range.minimum) / (m_range.maximum - m_range.minimum);
}

void MarkedSlider::setNumber(double number)
{
    m_isSetting = true;
    setValue(static_cast<int>(std::lround(shareOf(number) * kSteps)));
    m_isSetting = false;
}

double MarkedSlider::number() const
{
    const double share = static_cast<double>(value()) / kSteps;
    if (m_range.logarithmic)
        return m_range.minimum * std::pow(m_range.maximum / m_range.minimum, share);
    return m_range.minimum + share * (m_range.maximum - m_range.minimum);
}

void MarkedSlider::setMark(std::optional<double> mark)
{
    m_mark = mark;
    update();
}

QSize MarkedSlider::sizeHint() const
{
    return QSlider::sizeHint() + QSize(0, kMarkRoom);
}

QSize MarkedSlider::minimumSizeHint() const
{
    return QSlider::minimumSizeHint() + QSize(0, kMarkRoom);
}

void MarkedSlider::paintEvent(QPaintEvent *event)
{
    QSlider::paintEvent(event);
    if (!m_mark || *m_mark < m_range.minimum || *m_mark > m_range.maximum)
        return;
    QStyleOptionSlider option;
    initStyleOption(&option);
    const QRect groove = style()->subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderGroove, this);
    const int handle = style()->pixelMetric(QStyle::PM_SliderLength, &option, this);
    const int x = groove.left() + handle / 2 +
                  QStyle::sliderPositionFromValue(0, kSteps, static_cast<int>(std::lround(shareOf(*m_mark) * kSteps)),
                                                  groove.width() - handle, option.upsideDown);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colorsFor(palette()).accentText);
    const qreal bottom = height() - 0.5;
    painter.drawPolygon(QPolygonF{{x + 0.5, bottom - kMarkRoom}, {x - 3.0, bottom}, {x + 4.0, bottom}});
}

void MarkedSlider::mousePressEvent(QMouseEvent *event)
{
    Q_EMIT settled(); // the keyboard's steps before
    QSlider::mousePressEvent(event);
}

void MarkedSlider::mouseReleaseEvent(QMouseEvent *event)
{
    QSlider::mouseReleaseEvent(event);
    Q_EMIT settled();
}

void MarkedSlider::focusOutEvent(QFocusEvent *event)
{
    QSlider::focusOutEvent(event);
    Q_EMIT settled();
}

void MarkedSlider::wheelEvent(QWheelEvent *event)
{
    event->ignore(); // the wheel scrolls the form; it must not change what it passes over
}

} // namespace tandem
