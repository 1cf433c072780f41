#pragma once

#include "core/config/settings.h"

#include <QDialog>

#include <functional>
#include <string>
#include <vector>

class QCheckBox;
class QComboBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;

namespace tandem {

class LearningRateCurve;
class PreflightPanel;
class SettingsForm;

/// Asks for the name and the settings of a new run: a form over the settings table with a choice of starting points and
/// the numbers that follow from the settings. Start is possible when every setting fits.
class NewRunDialog : public QDialog {
    Q_OBJECT
public:
    struct Start {
        Settings settings;
        QString name = {}; // empty: suggested from the settings, and renewed while the person leaves it
        std::vector<std::string> taken = {}; // names of the project's runs
        /// How many images training will see under these data settings; 0 where not known.
        std::function<std::int64_t(const DataSettings &)> trainImages = {};
        QString program = {};    // tandem-cli, for the estimate; empty: none is offered
        QString project = {};    // its folder
        QString clonedFrom = {}; // name of the run that the settings were taken from; what differs from it is marked
    };
    explicit NewRunDialog(Start start, QWidget *parent = nullptr);

    [[nodiscard]] QString runName() const;
    [[nodiscard]] const Settings &settings() const;
    /// Brings one setting into view, alone, with the focus.
    void showSetting(const QString &key);
    [[nodiscard]] SettingsForm *form() const { return m_form; }
    [[nodiscard]] bool canStart() const;
    /// How many runs are wanted, which differ in their seed alone.
    [[nodiscard]] int seeds() const;
    [[nodiscard]] LearningRateCurve *curve() const { return m_curve; }
    [[nodiscard]] PreflightPanel *preflight() const { return m_preflight; } // null without a program
    /// The line of numbers above the buttons.
    [[nodiscard]] QString outlookText() const;

private:
    QWidget *buildTop();
    QWidget *buildBottom();
    QWidget *buildForecast();
    void choosePreset(int index);
    void refresh();

    Start m_start;
    bool m_isNameOwn = false; // typed by the person
    SettingsForm *m_form;
    QLineEdit *m_name = nullptr, *m_search = nullptr;
    QComboBox *m_preset = nullptr, *m_seeds = nullptr;
    QCheckBox *m_onlyChanged = nullptr;
    LearningRateCurve *m_curve = nullptr;
    PreflightPanel *m_preflight = nullptr;
    QLabel *m_advice = nullptr, *m_outlook = nullptr, *m_problem = nullptr;
    QDialogButtonBox *m_buttons = nullptr;
};

} // namespace tandem
