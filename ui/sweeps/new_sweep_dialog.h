#pragma once

#include "core/store/project.h"
#include "core/sweep/sweep_spec.h"
#include "ui/background.h"
#include "ui/sweeps/sweep_view.h"

#include <QDialog>

#include <functional>
#include <optional>
#include <vector>

class QComboBox;
class QDialogButtonBox;
class QDoubleSpinBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QVBoxLayout;

namespace tandem {

class AxisEditor;

/// Asks for a new sweep: what varies, how often, how it is searched and when it ends; tells before the start how many
/// runs that is and how long they may take. Start is possible when everything fits.
class NewSweepDialog : public QDialog {
    Q_OBJECT
public:
    struct Start {
        Settings base;                        // of all runs, but for what varies
        std::optional<ProjectLayout> project; // where the time of an epoch is looked up; none: it is not
        std::optional<SweepSpec> spec;        // to begin with, else the first preset
    };
    explicit NewSweepDialog(Start start, QWidget *parent = nullptr);
    ~NewSweepDialog() override;

    /// As it stands; ranges of a grid have become points.
    [[nodiscard]] SweepSpec spec() const;
    [[nodiscard]] bool canStart() const { return m_violations == 0; }
    /// "18 runs (3 × 3 cells × 2 seeds), 540 epochs".
    [[nodiscard]] QString workText() const;
    /// "About 3 h, by the 12 s that an epoch took in run X"; what is not known is told.
    [[nodiscard]] QString timeText() const;
    [[nodiscard]] QString violationText() const;

    [[nodiscard]] const std::vector<AxisEditor *> &axes() const { return m_axes; }
    [[nodiscard]] QComboBox *preset() const { return m_preset; }
    [[nodiscard]] QComboBox *planner() const { return m_planner; }
    [[nodiscard]] QSpinBox *seeds() const { return m_seeds; }
    [[nodiscard]] QLineEdit *name() const { return m_name; }
    AxisEditor *addAxis();

private:
    QWidget *buildTop();
    QWidget *buildAxes();
    QWidget *buildSearch();
    QWidget *buildLimits();
    QWidget *buildBottom();
    void showSpec(const SweepSpec &spec);
    void choosePreset(int index);
    void editBase();
    void removeAxis(AxisEditor *axis);
    AxisEditor *insertAxis();
    void refresh();
    void refreshVisibility();
    void lookUpPace();

    Start m_start;
    SweepSpec m_spec; // what no field shows
    QLineEdit *m_name = nullptr;
    QComboBox *m_preset = nullptr, *m_planner = nullptr, *m_series = nullptr, *m_summary = nullptr, *m_rule = nullptr;
    QLabel *m_advice = nullptr, *m_base = nullptr, *m_scaling = nullptr, *m_work = nullptr, *m_time = nullptr,
           *m_problem = nullptr, *m_plannerHelp = nullptr;
    QWidget *m_trialsRow = nullptr, *m_ruleRow = nullptr;
    QVBoxLayout *m_axesLayout = nullptr;
    std::vector<AxisEditor *> m_axes;
    QSpinBox *m_seeds = nullptr, *m_trials = nullptr, *m_firstEpoch = nullptr, *m_startupRuns = nullptr,
             *m_runs = nullptr;
    QDoubleSpinBox *m_factor = nullptr, *m_hours = nullptr;
    QDialogButtonBox *m_buttons = nullptr;
    int m_violations = 0;
    bool m_isShowing = false;
    std::optional<EpochPace> m_pace;
    bool m_paceKnown = false;
    BackgroundLane m_lane;
};

} // namespace tandem
