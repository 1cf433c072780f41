#pragma once

#include "core/sweep/sweep_spec.h"

#include <QDialog>

#include <vector>

class QComboBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;

namespace tandem {

/// Asks for more values on an axis of a sweep; tells how many cells and runs they bring, and what is wrong with them.
class AddValuesDialog : public QDialog {
    Q_OBJECT
public:
    explicit AddValuesDialog(SweepSpec spec, QWidget *parent = nullptr);

    [[nodiscard]] std::string axis() const;
    /// Those that are not on the axis yet.
    [[nodiscard]] std::vector<AxisPoint> points() const;
    [[nodiscard]] QString sentence() const;
    [[nodiscard]] QComboBox *axes() const { return m_axes; }
    [[nodiscard]] QLineEdit *values() const { return m_values; }
    [[nodiscard]] QDialogButtonBox *buttons() const { return m_buttons; }

private:
    void refresh();

    const SweepSpec m_spec;
    QComboBox *m_axes;
    QLineEdit *m_values;
    QLabel *m_known, *m_sentence;
    QDialogButtonBox *m_buttons;
};

/// Whether values of one setting can be added to an axis: not where its points change several.
[[nodiscard]] bool takesValues(const SweepAxis &axis);

} // namespace tandem
