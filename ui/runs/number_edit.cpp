#include "ui/runs/number_edit.h"

#include "core/config/settings_table.h"

#include <QLineEdit>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace tandem {

NumberEdit::NumberEdit(const SettingField &field, QWidget *parent) : QAbstractSpinBox(parent), m_field(field)
{
    setAccelerated(true);
    connect(lineEdit(), &QLineEdit::textChanged, this, &NumberEdit::textEdited);
}

void NumberEdit::setText(const QString &text)
{
    if (text != lineEdit()->text())
        lineEdit()->setText(text);
}

double NumberEdit::steppedLogarithmic(double value, bool up) const
{
    // From zero upwards there is no factor: begin at the least positive value that makes sense.
    const double least = m_field.minimum > 0 ? m_field.minimum : 1e-6;
    if (value < least)
        return up ? least : m_field.minimum;
    const double decade = std::pow(10.0, std::floor(std::log10(value) + 1e-9));
    const double mantissa = value / decade;
    constexpr double kEdge = 1e-6;
    if (up) {
        for (const double next : {2.0, 5.0, 10.0})
            if (mantissa < next - kEdge)
                return next * decade;
        return 20 * decade;
    }
    for (const double next : {5.0, 2.0, 1.0})
        if (mantissa > next + kEdge)
            return next * decade;
    return decade / 2 < least ? m_field.minimum : decade / 2;
}

double NumberEdit::stepped(double value, bool up) const
{
    double next = 0;
    if (m_field.logarithmic) {
        next = steppedLogarithmic(value, up);
    } else {
        const bool whole = m_field.kind == SettingKind::Integer;
        const double range = m_field.maximum - m_field.minimum;
        double size = whole ? 1 : range <= 1 ? 0.05 : range <= 10 ? 0.1 : 1;
        // Large whole numbers move by their second digit: 512 by 10, 4096 by 100.
        if (whole && std::abs(value) >= 100)
            size = std::pow(10.0, std::floor(std::log10(std::abs(value))) - 1);
        next = value + (up ? size : -size);
        next = std::round(next / size) * size;
    }
    const double tidy = std::strtod(QByteArray::number(next, 'g', 10).constData(), nullptr); // 0.30000000000000004
    return std::clamp(tidy, m_field.minimum, m_field.maximum);
}

void NumberEdit::stepBy(int steps)
{
    bool understood = false;
    double value = text().toDouble(&understood);
    if (!understood)
        return;
    for (int i = 0; i < std::abs(steps); ++i)
        value = stepped(value, steps > 0);
    const bool whole = m_field.kind == SettingKind::Integer;
    setText(QString::fromStdString(whole ? settingText(static_cast<std::int64_t>(value)) : settingText(value)));
    selectAll();
}

QValidator::State NumberEdit::validate(QString &, int &) const
{
    return QValidator::Acceptable;
}

QAbstractSpinBox::StepEnabled NumberEdit::stepEnabled() const
{
    bool understood = false;
    const double value = text().toDouble(&understood);
    if (!understood)
        return StepNone;
    return (value < m_field.maximum ? StepUpEnabled : StepNone) |
           (value > m_field.minimum ? StepDownEnabled : StepNone);
}

/// Scrolling through a long form must not change the numbers that pass under the mouse.
void NumberEdit::wheelEvent(QWheelEvent *event)
{
    if (hasFocus())
        QAbstractSpinBox::wheelEvent(event);
    else
        event->ignore();
}

} // namespace tandem
