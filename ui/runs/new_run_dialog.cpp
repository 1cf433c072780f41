#include "ui/runs/new_run_dialog.h"

#include "ui/icons.h"
#include "ui/launch/learning_rate_curve.h"
#include "ui/launch/preflight_panel.h"
#include "ui/runs/run_presets.h"
#include "ui/runs/run_text.h"
#include "ui/runs/setting_row.h"
#include "ui/runs/settings_form.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>

namespace tandem {

NewRunDialog::NewRunDialog(Start start, QWidget *parent)
    : QDialog(parent), m_start(std::move(start)), m_form(new SettingsForm(this))
{
    setWindowTitle(tr("New run"));
    m_isNameOwn = !m_start.name.isEmpty();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kLarge, space::kLarge, space::kLarge, space::kLarge);
    layout->setSpacing(space::kMedium);
    layout->addWidget(buildTop());
    layout->addWidget(m_form, 1);
    layout->addWidget(buildBottom());
    m_form->setSettings(m_start.settings);
    Settings reference;
    reference.data = m_start.settings.data; // chosen on another page; there is no default to differ from
    m_form->setReference(m_start.clonedFrom.isEmpty() ? reference : m_start.settings, m_start.clonedFrom);
    // The choice stays while settings are changed: the form marks what is no longer the preset's.
    connect(m_form, &SettingsForm::edited, this, &NewRunDialog::refresh);
    m_name->setText(m_start.name);
    refresh();
    resize(880, 760);
    m_name->setFocus();
}

QWidget *NewRunDialog::buildTop()
{
    auto *top = new QWidget(this);
    auto *grid = new QGridLayout(top);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::kMedium);
    grid->setVerticalSpacing(space::kSmall);
    m_name = new QLineEdit(top);
    m_name->setAccessibleName(tr("Name of the run"));
    connect(m_name, &QLineEdit::textEdited, this, [this](const QString &text) {
        m_isNameOwn = !text.trimmed().isEmpty();
        refresh();
    });
    m_preset = new QComboBox(top);
    m_preset->setAccessibleName(tr("Starting point"));
    m_preset->addItem(tr("Settings as they stand below"));
    for (const RunPreset &preset : runPresets())
        m_preset->addItem(QCoreApplication::translate("RunPresets", preset.title));
    connect(m_preset, &QComboBox::activated, this, &NewRunDialog::choosePreset);
    m_advice = new MutedLabel({}, top);
    m_advice->setFont(captionFont());
    m_advice->setWordWrap(true);
    m_search = new QLineEdit(top);
    m_search->setPlaceholderText(tr("Search settings"));
    m_search->setAccessibleName(tr("Search settings"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(QStringLiteral("search"), IconTone::Muted), QLineEdit::LeadingPosition);
    connect(m_search, &QLineEdit::textChanged, m_form, &SettingsForm::setSearch);

    auto *nameLabel = new QLabel(tr("&Name"), top);
    nameLabel->setBuddy(m_name);
    auto *presetLabel = new QLabel(tr("Start &from"), top);
    presetLabel->setBuddy(m_preset);
    m_seeds = new QComboBox(top);
    m_seeds->setAccessibleName(tr("Number of seeds"));
    for (const int count : {1, 3, 5})
        m_seeds->addItem(count == 1 ? tr("one run") : tr("%n seeds", "runs that differ in their seed", count), count);
    m_seeds->setToolTip(tr("Several runs that differ in their seed alone tell how much of a difference is chance."));
    connect(m_seeds, &QComboBox::currentIndexChanged, this, &NewRunDialog::refresh);
    auto *seedsLabel = new QLabel(tr("S&eeds"), top);
    seedsLabel->setBuddy(m_seeds);
    auto *seedsRow = new QHBoxLayout;
    seedsRow->setSpacing(space::kSmall);
    seedsRow->addWidget(seedsLabel);
    seedsRow->addWidget(m_seeds, 1);
    m_onlyChanged = new QCheckBox(top);
    connect(m_onlyChanged, &QCheckBox::toggled, m_form, &SettingsForm::setOnlyChanged);
    grid->addWidget(nameLabel, 0, 0);
    grid->addWidget(m_name, 0, 1);
    grid->addLayout(seedsRow, 0, 2);
    grid->addWidget(presetLabel, 1, 0);
    grid->addWidget(m_preset, 1, 1);
    grid->addWidget(m_search, 1, 2);
    grid->addWidget(m_advice, 2, 1);
    grid->addWidget(m_onlyChanged, 2, 2, Qt::AlignTop);
    grid->setColumnStretch(1, 3);
    grid->setColumnStretch(2, 2);
    return top;
}

QWidget *NewRunDialog::buildBottom()
{
    auto *bottom = new QWidget(this);
    auto *layout = new QVBoxLayout(bottom);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kSmall);
    m_outlook = new QLabel(bottom);
    m_outlook->setWordWrap(true);
    m_outlook->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_problem = new QLabel(bottom);
    m_problem->setTextFormat(Qt::RichText);
    m_buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, bottom);
    QPushButton *start = m_buttons->addButton(tr("&Start run"), QDialogButtonBox::AcceptRole);
    start->setDefault(true);
    start->setIcon(icon(QStringLiteral("play"), IconTone::OnAccent));
    connect(m_buttons, &QDialogButtonBox::accepted, this, [this] {
        if (canStart())
            accept();
    });
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_problem, &QLabel::linkActivated, m_form, &SettingsForm::focusFirstViolation);
    auto *row = new QHBoxLayout;
    row->addWidget(m_problem, 1);
    row->addWidget(m_buttons);
    layout->addWidget(buildForecast());
    layout->addWidget(m_outlook);
    layout->addLayout(row);
    return bottom;
}

QWidget *NewRunDialog::buildForecast()
{
    auto *forecast = new QWidget(this);
    auto *layout = new QHBoxLayout(forecast);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kHuge);
    auto *column = new QVBoxLayout;
    column->setSpacing(space::kTight);
    auto *title = new MutedLabel(tr("Learning rate"), forecast);
    m_curve = new LearningRateCurve(forecast);
    column->addWidget(title);
    column->addWidget(m_curve);
    column->addStretch(1);
    layout->addLayout(column, 2);
    if (!m_start.program.isEmpty()) {
        m_preflight = new PreflightPanel(m_start.program, m_start.project, forecast);
        layout->addWidget(m_preflight, 3, Qt::AlignTop);
        connect(m_preflight, &PreflightPanel::batchWanted, this, [this](std::int64_t batch) {
            Settings settings = m_form->settings();
            settings.train.batchSize = batch;
            m_form->setSettings(settings);
            refresh();
        });
    }
    return forecast;
}

void NewRunDialog::showSetting(const QString &key)
{
    m_search->setText(key);
    if (const SettingRow *row = m_form->row(key.toStdString()))
        row->editor()->setFocus(Qt::OtherFocusReason);
}

void NewRunDialog::choosePreset(int index)
{
    if (index > 0) {
        const RunPreset &preset = runPresets()[static_cast<std::size_t>(index - 1)];
        const Settings settings = applyPreset(preset, m_form->settings());
        m_form->setSettings(settings);
        m_form->setReference(settings, tr("the preset"));
    }
    refresh();
}

QString NewRunDialog::runName() const
{
    return m_name->text().trimmed();
}

const Settings &NewRunDialog::settings() const
{
    return m_form->settings();
}

int NewRunDialog::seeds() const
{
    return m_seeds->currentData().toInt();
}

bool NewRunDialog::canStart() const
{
    return m_form->violationCount() == 0 && !runName().isEmpty();
}

QString NewRunDialog::outlookText() const
{
    const Settings &settings = m_form->settings();
    const std::int64_t images = m_start.trainImages ? m_start.trainImages(settings.data) : 0;
    const RunOutlook outlook = runOutlook(settings, images);
    const QLocale locale;
    QStringList parts{tr("Peak learning rate %1").arg(numberText(outlook.peakLearningRate)),
                      tr("%1 negatives per view").arg(locale.toString(static_cast<qlonglong>(outlook.negatives))),
                      tr("chance loss ln(2N − 1) = %1").arg(locale.toString(outlook.chanceLoss, 'f', 3))};
    if (outlook.stepsPerEpoch && *outlook.stepsPerEpoch > 0)
        parts << tr("%Ln step(s) per epoch, %1 in all", nullptr, static_cast<int>(*outlook.stepsPerEpoch))
                     .arg(locale.toString(static_cast<qlonglong>(*outlook.totalSteps)));
    else if (outlook.stepsPerEpoch)
        parts << tr("fewer images (%1) than one batch").arg(locale.toString(static_cast<qlonglong>(images)));
    return parts.join(QStringLiteral("  ·  "));
}

void NewRunDialog::refresh()
{
    if (!m_isNameOwn && !m_name->hasFocus())
        m_name->setText(QString::fromStdString(suggestedName(m_form->settings(), m_start.taken)));
    else if (!m_isNameOwn && m_name->text().isEmpty() && !m_name->isModified())
        m_name->setText(QString::fromStdString(suggestedName(m_form->settings(), m_start.taken)));
    const int preset = m_preset->currentIndex();
    m_advice->setText(preset > 0 ? QCoreApplication::translate(
                                       "RunPresets", runPresets()[static_cast<std::size_t>(preset - 1)].advice)
                                 : QString());
    m_advice->setVisible(preset > 0);
    m_outlook->setText(outlookText());
    const Settings &settings = m_form->settings();
    m_curve->setSettings(settings, m_start.trainImages ? m_start.trainImages(settings.data) : 0);
    if (m_preflight != nullptr)
        m_preflight->setSettings(settings, m_form->violationCount() == 0);
    m_onlyChanged->setText(tr("Only what differs (%Ln)", nullptr, m_form->changedCount()));
    const int wrong = m_form->violationCount();
    const QString color = colorsFor(palette()).bad.name();
    QString problem;
    if (wrong > 0)
        problem = QStringLiteral("<a href=\"#\" style=\"color:%1\">%2</a>")
                      .arg(color, tr("%n setting(s) do not fit yet", nullptr, wrong).toHtmlEscaped());
    else if (runName().isEmpty())
        problem = QStringLiteral("<span style=\"color:%1\">%2</span>")
                      .arg(color, tr("The run needs a name.").toHtmlEscaped());
    m_problem->setText(problem);
    for (QAbstractButton *button : m_buttons->buttons()) {
        if (m_buttons->buttonRole(button) != QDialogButtonBox::AcceptRole)
            continue;
        button->setEnabled(canStart());
        button->setText(seeds() == 1 ? tr("&Start run") : tr("&Start %n run(s)", nullptr, seeds()));
    }
}

} // namespace tandem
