#pragma once

#include "core/augment/composition.h"
#include "core/sweep/sweep_spec.h"

#include <QDialog>

#include <vector>

class QCheckBox;
class QDialogButtonBox;
class QLabel;
class QRadioButton;

namespace tandem {

/// Asks which operations a composition study puts together, and whether one view of a pair is changed or both.
class CompositionDialog : public QDialog {
    Q_OBJECT
public:
    /// `like` gives size and parameters; `base` is what all runs have in common.
    CompositionDialog(Pipeline like, Settings base, QWidget *parent = nullptr);

    [[nodiscard]] CompositionChoice choice() const;
    /// The study as a sweep with one axis, whose points are the pairs: the heat map shows them as a matrix.
    [[nodiscard]] SweepSpec spec() const;

    [[nodiscard]] const std::vector<QCheckBox *> &boxes() const { return m_boxes; } // in the order of kStudyTransforms
    [[nodiscard]] QRadioButton *both() const { return m_both; }
    [[nodiscard]] QString sentence() const;

private:
    void refresh();

    Pipeline m_like;
    Settings m_base;
    std::vector<QCheckBox *> m_boxes;
    QRadioButton *m_one, *m_both;
    QLabel *m_count;
    QDialogButtonBox *m_buttons;
};

} // namespace tandem
