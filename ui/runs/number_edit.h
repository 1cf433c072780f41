#pragma once

#include <QAbstractSpinBox>

namespace tandem {

struct SettingField;

/// A field for a number of the settings table, written as settings files write it. Arrow keys step by the size of the
/// number, or through 1, 2, 5, 10 … where the setting is logarithmic. Any text may be typed: whether it fits is told
/// beside the field, not by swallowing keys.
class NumberEdit : public QAbstractSpinBox {
    Q_OBJECT
public:
    /// `field` outlives this.
    explicit NumberEdit(const SettingField &field, QWidget *parent = nullptr);

    void setText(const QString &text);
    void stepBy(int steps) override;
    /// The next value up or down; within the field's range.
    [[nodiscard]] double stepped(double value, bool up) const;

Q_SIGNALS:
    void textEdited(const QString &text);

protected:
    QValidator::State validate(QString &text, int &position) const override;
    StepEnabled stepEnabled() const override;
    void wheelEvent(QWheelEvent *event) override;

private:
    [[nodiscard]] double steppedLogarithmic(double value, bool up) const;

    const SettingField &m_field;
};

} // namespace tandem
