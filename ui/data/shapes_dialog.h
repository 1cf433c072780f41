#pragma once

#include "core/data/shapes.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QSpinBox;

namespace tandem {

/// Asks how large the sample set Shapes shall be.
class ShapesDialog : public QDialog {
    Q_OBJECT
public:
    explicit ShapesDialog(QWidget *parent = nullptr);
    [[nodiscard]] ShapesOptions options() const;

private:
    void showTotals();

    QComboBox *m_size;
    QSpinBox *m_perClass;
    QSpinBox *m_seed;
    QLabel *m_totals;
};

} // namespace tandem
