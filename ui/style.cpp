#include "ui/style.h"

#include "ui/theme.h"

#include <QAbstractScrollArea>
#include <QComboBox>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QScrollBar>
#include <QStyleOption>
#include <QToolButton>

#include <algorithm>

namespace tandem {

namespace {

constexpr auto kPrimary = "primary";
constexpr auto kOutlined = "outlined"; // a tool button of words that looks like the button it is
constexpr int kScrollBarExtent = 12;

void drawBox(QPainter *painter, const QRect &rect, const QColor &fill, const QColor &line, double radius, double width)
{
    const double inset = width / 2;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter->setPen(line.isValid() ? QPen(line, width) : QPen(Qt::NoPen));
    painter->drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius);
    painter->restore();
}

bool isPrimary(const QStyleOption *option, const QWidget *widget)
{
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    return (widget && widget->property(kPrimary).toBool()) ||
           (button && button->features.testFlag(QStyleOptionButton::DefaultButton));
}

void drawButton(const QStyleOption *option, QPainter *painter, const QWidget *widget)
{
    const ThemeColors &c = colorsFor(option->palette);
    const bool enabled = option->state.testFlag(QStyle::State_Enabled);
    const bool pressed = option->state & (QStyle::State_Sunken | QStyle::State_On);
    const bool hovered = enabled && option->state.testFlag(QStyle::State_MouseOver);
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    if (button && button->features.testFlag(QStyleOptionButton::Flat)) {
        if (hovered || pressed)
            drawBox(painter, option->rect, c.hover, {}, space::kRadius, 1);
        return;
    }
    if (isPrimary(option, widget) && enabled) {
        const QColor fill = pressed ? c.accent.darker(115) : hovered ? c.accent.lighter(108) : c.accent;
        drawBox(painter, option->rect, fill, {}, space::kRadius, 1);
        return;
    }
    const QColor fill = !enabled ? c.window : pressed ? c.accentSoft : hovered ? c.hover : c.surface;
    drawBox(painter, option->rect, fill, enabled ? c.control : c.border, space::kRadius, 1);
}

/// Fusion hints at focus by a shade of the outline; a ring is seen. On the accent's own ground it stands inside.
void drawButtonFocus(const QStyleOption *option, QPainter *painter, const QWidget *widget)
{
    const ThemeColors &c = colorsFor(option->palette);
    if (!option->state.testFlag(QStyle::State_HasFocus) || !option->state.testFlag(QStyle::State_Enabled))
        return;
    if (isPrimary(option, widget))
        drawBox(painter, option->rect.adjusted(2, 2, -2, -2), {}, c.onAccent, space::kRadius - 1, 1.5);
    else
        drawBox(painter, option->rect, {}, c.accent, space::kRadius, 2);
}

void drawFocusRing(const QStyleOption *option, QPainter *painter, const QWidget *widget)
{
    // Fusion asks for a ring inside of tool buttons, across their icon; it belongs on the outline.
    drawBox(painter, qobject_cast<const QToolButton *>(widget) ? widget->rect() : option->rect, {},
            colorsFor(option->palette).accent, space::kRadius, 2);
}

void drawField(const QStyleOption *option, QPainter *painter)
{
    const ThemeColors &c = colorsFor(option->palette);
    const bool enabled = option->state.testFlag(QStyle::State_Enabled);
    const bool focused = enabled && option->state.testFlag(QStyle::State_HasFocus);
    drawBox(painter, option->rect, enabled ? c.surface : c.window,
            focused   ? c.accent
            : enabled ? c.control
                      : c.border,
            space::kRadius, focused ? 2 : 1);
}

void drawScrollBar(const QStyle &style, const QStyleOptionSlider *option, QPainter *painter, const QWidget *widget)
{
    const ThemeColors &c = colorsFor(option->palette);
    QRect handle = style.subControlRect(QStyle::CC_ScrollBar, option, QStyle::SC_ScrollBarSlider, widget);
    const bool active = option->activeSubControls.testFlag(QStyle::SC_ScrollBarSlider);
    const int inset = active ? 2 : 3;
    handle.adjust(inset, inset, -inset, -inset);
    if (option->maximum > option->minimum)
        drawBox(painter, handle, active ? c.mutedText : c.control, {}, std::min(handle.width(), handle.height()) / 2.0,
                1);
}

/// Fusion derives the outline from the window's color, which leaves none to see on a dark ground.
void drawCheckBox(const QStyleOption *option, QPainter *painter)
{
    const ThemeColors &c = colorsFor(option->palette);
    const bool enabled = option->state.testFlag(QStyle::State_Enabled);
    const bool on = option->state.testFlag(QStyle::State_On);
    const bool partly = option->state.testFlag(QStyle::State_NoChange);
    const int side = std::min(option->rect.width(), option->rect.height());
    QRect box(0, 0, side, side);
    box.moveCenter(option->rect.center());
    const QColor filled = enabled ? c.accent : c.border;
    const bool marked = on || partly;
    drawBox(painter, box, marked ? filled : (enabled ? c.surface : c.window),
            marked ? filled : (enabled ? c.control : c.border), 3, 1);
    if (!marked)
        return;
    const auto at = [&box](double x, double y) {
        return QPointF(box.left() + x * box.width(), box.top() + y * box.height());
    };
    QPainterPath mark;
    mark.moveTo(at(0.24, 0.52));
    if (on)
        mark.lineTo(at(0.43, 0.72));
    mark.lineTo(on ? at(0.77, 0.30) : at(0.76, 0.52));
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(c.onAccent, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->drawPath(mark);
    painter->restore();
}

} // namespace

TandemStyle::TandemStyle() : QProxyStyle(QStringLiteral("Fusion")) {}

void TandemStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                const QWidget *widget) const
{
    const ThemeColors &c = colorsFor(option->palette);
    switch (element) {
    case PE_PanelButtonCommand:
        drawButton(option, painter, widget);
        drawButtonFocus(option, painter, widget);
        return;
    case PE_PanelButtonTool:
        if (widget && widget->property(kOutlined).toBool())
            drawButton(option, painter, widget);
        else if (option->state & (State_Sunken | State_On))
            drawBox(painter, option->rect, c.accentSoft, {}, space::kRadius, 1);
        else if (option->state.testFlag(State_MouseOver) && option->state.testFlag(State_Enabled))
            drawBox(painter, option->rect, c.hover, {}, space::kRadius, 1);
        return;
    case PE_FrameFocusRect:
        // Item views mark the current row themselves; around a whole row the ring would be noise.
        if (!qobject_cast<const QAbstractScrollArea *>(widget))
            drawFocusRing(option, painter, widget);
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        drawCheckBox(option, painter);
        return;
    case PE_FrameLineEdit:
        drawField(option, painter);
        return;
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame && frame->lineWidth > 0)
            drawField(option, painter);
        else
            painter->fillRect(option->rect, option->palette.brush(QPalette::Base));
        return;
    case PE_Frame:
    case PE_FrameGroupBox: {
        const bool focused = option->state.testFlag(State_HasFocus) && widget && widget->focusPolicy() != Qt::NoFocus;
        drawBox(painter, option->rect, {}, focused ? c.accent : c.border, space::kRadius, focused ? 2 : 1);
        return;
    }
    case PE_FrameStatusBarItem:
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void TandemStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                              const QWidget *widget) const
{
    const ThemeColors &c = colorsFor(option->palette);
    switch (element) {
    case CE_PushButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            QStyleOptionButton copy = *button;
            if (isPrimary(option, widget) && option->state.testFlag(State_Enabled))
                copy.palette.setColor(QPalette::ButtonText, c.onAccent);
            QProxyStyle::drawControl(element, &copy, painter, widget);
        }
        return;
    case CE_ItemViewItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option)) {
            // Soft ground under a selected row: state icons, bars and coloured words stay readable on it.
            QStyleOptionViewItem copy = *item;
            copy.palette.setColor(QPalette::Highlight, c.accentSoft);
            copy.palette.setColor(QPalette::HighlightedText, copy.palette.color(QPalette::Text));
            QProxyStyle::drawControl(element, &copy, painter, widget);
        }
        return;
    case CE_ProgressBarGroove:
        drawBox(painter, option->rect, c.hover, {}, space::kRadius, 1);
        return;
    case CE_ProgressBarContents:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option);
            bar && bar->maximum > bar->minimum) {
            const double share = double(bar->progress - bar->minimum) / double(bar->maximum - bar->minimum);
            QRect filled = option->rect;
            filled.setWidth(static_cast<int>(filled.width() * std::clamp(share, 0.0, 1.0)));
            if (option->direction == Qt::RightToLeft)
                filled.moveRight(option->rect.right());
            if (filled.width() > 1)
                drawBox(painter, filled, c.accent, {}, space::kRadius, 1);
            return;
        }
        QProxyStyle::drawControl(element, option, painter, widget);
        return;
    default:
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void TandemStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                     const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option)) {
            drawScrollBar(*this, slider, painter, widget);
            return;
        }
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

int TandemStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return kScrollBarExtent;
    case PM_ScrollView_ScrollBarSpacing:
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_TabBarTabHSpace: // of both sides: six tabs are to fit beside a map
        return 2 * space::kSmall;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return space::kSmall;
    case PM_LayoutLeftMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutBottomMargin:
        return space::kMedium;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int TandemStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                           QStyleHintReturn *returnData) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DialogButtonBox_ButtonsHaveIcons:
        return 0;
    case SH_ScrollBar_LeftClickAbsolutePosition:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

QSize TandemStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                    const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton:
        return {result.width() + space::kSmall, result.height() + space::kTight};
    case CT_LineEdit:
    case CT_ComboBox:
    case CT_SpinBox:
        return {result.width(), result.height() + space::kTight};
    default:
        return result;
    }
}

void TandemStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QPushButton *>(widget) || qobject_cast<QToolButton *>(widget) ||
        qobject_cast<QComboBox *>(widget) || qobject_cast<QScrollBar *>(widget))
        widget->setAttribute(Qt::WA_Hover);
}

void makePrimary(QPushButton *button)
{
    button->setProperty(kPrimary, true);
}

} // namespace tandem
