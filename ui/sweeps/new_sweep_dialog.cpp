#include "ui/sweeps/new_sweep_dialog.h"

#include "core/config/settings_table.h"
#include "core/sweep/sweep_cells.h"
#include "core/sweep/sweep_presets.h"
#include "ui/error_text.h"
#include "ui/icons.h"
#include "ui/runs/run_text.h"
#include "ui/runs/settings_form.h"
#include "ui/settings_text.h"
#include "ui/sweeps/axis_editor.h"
#include "ui/sweeps/sweep_text.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/wheel_guard.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>

#include <algorithm>

namespace tandem {

namespace {

QSpinBox *makeSpin(QWidget *parent, const QString &name, int low, int high)
{
    auto *spin = new QSpinBox(parent);
    spin->setAccessibleName(name);
    spin->setRange(low, high);
    return spin;
}

QLabel *sectionTitle(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setFont(sectionFont());
    return label;
}

QHBoxLayout *rowOf(std::initializer_list<QWidget *> widgets)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(space::kSmall);
    for (QWidget *widget : widgets)
        row->addWidget(widget);
    row->addStretch(1);
    return row;
}

} // namespace

NewSweepDialog::NewSweepDialog(Start start, QWidget *parent) : QDialog(parent), m_start(std::move(start))
{
    setWindowTitle(tr("New sweep"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kLarge, space::kLarge, space::kLarge, space::kLarge);
    layout->setSpacing(space::kMedium);
    layout->addWidget(buildTop());
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *page = new QWidget(scroll);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, space::kSmall, 0);
    column->setSpacing(space::kLarge);
    column->addWidget(buildAxes());
    column->addWidget(buildSearch());
    column->addWidget(buildLimits());
    column->addStretch(1);
    scroll->setWidget(page);
    guardFromWheel({m_seeds, m_planner, m_trials, m_series, m_summary, m_rule, m_firstEpoch, m_startupRuns, m_factor,
                    m_runs, m_hours});
    layout->addWidget(scroll, 1);
    layout->addWidget(buildBottom());
    if (m_start.spec) {
        showSpec(*m_start.spec);
    } else {
        m_preset->setCurrentIndex(1);
        choosePreset(1);
    }
    resize(820, 720);
    m_name->setFocus();
}

NewSweepDialog::~NewSweepDialog() = default;

QWidget *NewSweepDialog::buildTop()
{
    auto *top = new QWidget(this);
    auto *grid = new QGridLayout(top);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::kMedium);
    grid->setVerticalSpacing(space::kSmall);
    m_name = new QLineEdit(top);
    m_name->setAccessibleName(tr("Name of the sweep"));
    connect(m_name, &QLineEdit::textEdited, this, &NewSweepDialog::refresh);
    m_preset = new QComboBox(top);
    m_preset->setAccessibleName(tr("Starting point"));
    m_preset->addItem(tr("Own axes"));
    for (const SweepPreset &preset : sweepPresets())
        m_preset->addItem(QCoreApplication::translate("SweepPresets", preset.title));
    connect(m_preset, &QComboBox::activated, this, &NewSweepDialog::choosePreset);
    m_advice = new MutedLabel({}, top);
    m_advice->setFont(captionFont());
    m_advice->setWordWrap(true);
    m_base = new QLabel(top);
    m_base->setWordWrap(true);
    auto *edit = new QPushButton(tr("&Base settings…"), top);
    edit->setAutoDefault(false);
    edit->setToolTip(tr("What all runs of the sweep have in common"));
    connect(edit, &QPushButton::clicked, this, &NewSweepDialog::editBase);
    auto *nameLabel = new QLabel(tr("&Name"), top);
    nameLabel->setBuddy(m_name);
    auto *presetLabel = new QLabel(tr("Start &from"), top);
    presetLabel->setBuddy(m_preset);
    grid->addWidget(nameLabel, 0, 0);
    grid->addWidget(m_name, 0, 1, 1, 2);
    grid->addWidget(presetLabel, 1, 0);
    grid->addWidget(m_preset, 1, 1, 1, 2);
    grid->addWidget(m_advice, 2, 1, 1, 2);
    grid->addWidget(new QLabel(tr("In common"), top), 3, 0);
    grid->addWidget(m_base, 3, 1);
    grid->addWidget(edit, 3, 2);
    grid->setColumnStretch(1, 1);
    return top;
}

QWidget *NewSweepDialog::buildAxes()
{
    auto *box = new QWidget(this);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kSmall);
    layout->addWidget(sectionTitle(tr("What varies"), box));
    m_axesLayout = new QVBoxLayout;
    m_axesLayout->setSpacing(space::kSmall);
    layout->addLayout(m_axesLayout);
    m_scaling = new MutedLabel({}, box);
    m_scaling->setWordWrap(true);
    layout->addWidget(m_scaling);
    auto *add = new QPushButton(icon(QStringLiteral("plus")), tr("&Add an axis"), box);
    add->setAutoDefault(false);
    connect(add, &QPushButton::clicked, this, &NewSweepDialog::addAxis);
    m_seeds = makeSpin(box, tr("Seeds for each cell"), 1, 100);
    m_seeds->setToolTip(
        tr("Each combination is trained so many times, with seeds that follow each other; the views then "
           "show means with their intervals."));
    connect(m_seeds, &QSpinBox::valueChanged, this, &NewSweepDialog::refresh);
    auto *seedsLabel = new QLabel(tr("&Seeds for each cell"), box);
    seedsLabel->setBuddy(m_seeds);
    auto *row = rowOf({add});
    row->addWidget(seedsLabel);
    row->addWidget(m_seeds);
    layout->addLayout(row);
    return box;
}

QWidget *NewSweepDialog::buildSearch()
{
    auto *box = new QWidget(this);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kSmall);
    layout->addWidget(sectionTitle(tr("How it is searched"), box));
    m_planner = new QComboBox(box);
    m_planner->setAccessibleName(tr("How it is searched"));
    for (const Planner planner : {Planner::Grid, Planner::Random, Planner::Tpe})
        m_planner->addItem(plannerText(planner));
    connect(m_planner, &QComboBox::activated, this, &NewSweepDialog::refresh);
    m_trials = makeSpin(box, tr("Trials"), 1, 10000);
    connect(m_trials, &QSpinBox::valueChanged, this, &NewSweepDialog::refresh);
    m_trialsRow = new QWidget(box);
    auto *trialsLayout = new QHBoxLayout(m_trialsRow);
    trialsLayout->setContentsMargins(0, 0, 0, 0);
    trialsLayout->addWidget(m_trials);
    trialsLayout->addWidget(new QLabel(tr("trials", "after a number"), m_trialsRow));
    layout->addLayout(rowOf({m_planner, m_trialsRow}));
    m_plannerHelp = new MutedLabel({}, box);
    m_plannerHelp->setFont(captionFont());
    m_plannerHelp->setWordWrap(true);
    layout->addWidget(m_plannerHelp);
    m_series = new QComboBox(box);
    m_series->setAccessibleName(tr("What counts"));
    for (const std::string_view series : {series::kKnnAccuracy, series::kOnlineLinearAccuracy, series::kEpochLoss})
        m_series->addItem(seriesText(std::string(series)),
                          QString::fromUtf8(series.data(), static_cast<qsizetype>(series.size())));
    connect(m_series, &QComboBox::activated, this, &NewSweepDialog::refresh);
    m_summary = new QComboBox(box);
    m_summary->setAccessibleName(tr("Which value of it"));
    for (const Summary summary : {Summary::Best, Summary::Last, Summary::AtBestKnn, Summary::Mean3})
        m_summary->addItem(summaryText(summary), static_cast<int>(summary));
    connect(m_summary, &QComboBox::activated, this, &NewSweepDialog::refresh);
    layout->addLayout(rowOf({new QLabel(tr("What counts:"), box), m_series, m_summary}));
    return box;
}

QWidget *NewSweepDialog::buildLimits()
{
    auto *box = new QWidget(this);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kSmall);
    layout->addWidget(sectionTitle(tr("When it ends"), box));
    m_rule = new QComboBox(box);
    m_rule->setAccessibleName(tr("Stopping runs early"));
    for (const StoppingRule rule : {StoppingRule::None, StoppingRule::Asha, StoppingRule::Median})
        m_rule->addItem(stoppingText(rule));
    connect(m_rule, &QComboBox::activated, this, &NewSweepDialog::refresh);
    m_firstEpoch = makeSpin(box, tr("First epoch at which runs are compared"), 1, 100000);
    m_firstEpoch->setValue(1);
    m_startupRuns = makeSpin(box, tr("Runs that must have come as far before any is stopped"), 1, 1000);
    m_startupRuns->setValue(4);
    m_factor = new QDoubleSpinBox(box);
    m_factor->setAccessibleName(tr("One in so many goes on"));
    m_factor->setRange(1.5, 100);
    m_factor->setDecimals(1);
    m_factor->setValue(3);
    connect(m_firstEpoch, &QSpinBox::valueChanged, this, &NewSweepDialog::refresh);
    connect(m_startupRuns, &QSpinBox::valueChanged, this, &NewSweepDialog::refresh);
    connect(m_factor, &QDoubleSpinBox::valueChanged, this, &NewSweepDialog::refresh);
    m_ruleRow = new QWidget(box);
    auto *ruleLayout = new QHBoxLayout(m_ruleRow);
    ruleLayout->setContentsMargins(0, 0, 0, 0);
    ruleLayout->setSpacing(space::kSmall);
    ruleLayout->addWidget(new QLabel(tr("from epoch"), m_ruleRow));
    ruleLayout->addWidget(m_firstEpoch);
    ruleLayout->addWidget(new QLabel(tr("among at least"), m_ruleRow));
    ruleLayout->addWidget(m_startupRuns);
    ruleLayout->addWidget(new QLabel(tr("other runs"), m_ruleRow));
    auto *factorLabel = new QLabel(tr("one in"), m_ruleRow);
    ruleLayout->addWidget(factorLabel);
    ruleLayout->addWidget(m_factor);
    ruleLayout->addStretch(1);
    connect(m_rule, &QComboBox::currentIndexChanged, this, [this, factorLabel](int rule) {
        factorLabel->setVisible(rule == static_cast<int>(StoppingRule::Asha));
        m_factor->setVisible(rule == static_cast<int>(StoppingRule::Asha));
    });
    layout->addLayout(rowOf({new QLabel(tr("Stop early:"), box), m_rule}));
    layout->addWidget(m_ruleRow);
    m_runs = makeSpin(box, tr("Most runs"), 0, 100000);
    m_runs->setSpecialValueText(tr("no limit"));
    m_hours = new QDoubleSpinBox(box);
    m_hours->setAccessibleName(tr("Most hours"));
    m_hours->setRange(0, 100000);
    m_hours->setDecimals(1);
    m_hours->setSpecialValueText(tr("no limit"));
    connect(m_runs, &QSpinBox::valueChanged, this, &NewSweepDialog::refresh);
    connect(m_hours, &QDoubleSpinBox::valueChanged, this, &NewSweepDialog::refresh);
    auto *budget = rowOf({new QLabel(tr("Budget:"), box), m_runs, new QLabel(tr("runs", "after a number"), box),
                          m_hours, new QLabel(tr("hours of training", "after a number"), box)});
    layout->addLayout(budget);
    return box;
}

QWidget *NewSweepDialog::buildBottom()
{
    auto *bottom = new QWidget(this);
    auto *layout = new QVBoxLayout(bottom);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kTight);
    m_work = new QLabel(bottom);
    m_work->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QFont strong = m_work->font();
    strong.setWeight(QFont::DemiBold);
    m_work->setFont(strong);
    m_time = new MutedLabel({}, bottom);
    m_time->setWordWrap(true);
    m_problem = new QLabel(bottom);
    m_problem->setWordWrap(true);
    m_problem->setMaximumHeight(m_problem->fontMetrics().height() * 3);
    m_buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, bottom);
    QPushButton *start = m_buttons->addButton(tr("&Start sweep"), QDialogButtonBox::AcceptRole);
    start->setDefault(true);
    start->setIcon(icon(QStringLiteral("play"), IconTone::OnAccent));
    connect(m_buttons, &QDialogButtonBox::accepted, this, [this] {
        if (canStart())
            accept();
    });
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(m_work);
    layout->addWidget(m_time);
    auto *row = new QHBoxLayout;
    row->addWidget(m_problem, 1);
    row->addWidget(m_buttons, 0, Qt::AlignBottom);
    layout->addLayout(row);
    return bottom;
}

AxisEditor *NewSweepDialog::insertAxis()
{
    auto *axis = new AxisEditor(this);
    m_axes.push_back(axis);
    m_axesLayout->addWidget(axis);
    connect(axis, &AxisEditor::edited, this, &NewSweepDialog::refresh);
    connect(axis, &AxisEditor::removeRequested, this, [this, axis] { removeAxis(axis); });
    return axis;
}

AxisEditor *NewSweepDialog::addAxis()
{
    // A setting that does not vary yet, by how often people sweep it.
    constexpr const char *kUsual[] = {"objective.temperature", "train.batch_size",       "optimizer.learning_rate",
                                      "augment.strength",      "optimizer.weight_decay", "head.output"};
    const auto varied = variedKeys(spec());
    const auto found = std::find_if(std::begin(kUsual), std::end(kUsual), [&varied](const char *key) {
        return std::find(varied.begin(), varied.end(), key) == varied.end();
    });
    AxisEditor *axis = insertAxis();
    axis->suggest(found == std::end(kUsual) ? "train.epochs" : *found, m_spec.base);
    axis->setting()->setFocus();
    refresh();
    return axis;
}

void NewSweepDialog::removeAxis(AxisEditor *axis)
{
    std::erase(m_axes, axis);
    axis->hide();
    axis->deleteLater();
    refresh();
}

void NewSweepDialog::showSpec(const SweepSpec &shown)
{
    m_isShowing = true;
    m_spec = shown;
    m_name->setText(QString::fromStdString(shown.name));
    while (!m_axes.empty())
        removeAxis(m_axes.back());
    for (const SweepAxis &axis : shown.axes)
        insertAxis()->setAxis(axis);
    m_planner->setCurrentIndex(static_cast<int>(shown.planning.planner));
    m_trials->setValue(static_cast<int>(shown.planning.trials));
    m_seeds->setValue(static_cast<int>(shown.seeds));
    const int series = m_series->findData(QString::fromStdString(goalSeries(shown.goal)));
    m_series->setCurrentIndex(std::max(0, series));
    m_summary->setCurrentIndex(std::max(0, m_summary->findData(static_cast<int>(shown.goal.summary))));
    m_rule->setCurrentIndex(static_cast<int>(shown.stopping.rule));
    m_firstEpoch->setValue(static_cast<int>(shown.stopping.firstEpoch));
    m_factor->setValue(shown.stopping.factor);
    m_startupRuns->setValue(static_cast<int>(shown.stopping.startupRuns));
    m_runs->setValue(static_cast<int>(shown.budget.runs));
    m_hours->setValue(shown.budget.hours);
    m_isShowing = false;
    refresh();
    lookUpPace();
}

void NewSweepDialog::choosePreset(int index)
{
    const Settings base = m_spec.base == Settings() ? m_start.base : m_spec.base;
    if (index == 0) {
        m_spec.preset.clear();
        return refresh();
    }
    const SweepPreset &preset = sweepPresets()[static_cast<std::size_t>(index - 1)];
    SweepSpec chosen = sweepFromPreset(preset.id, base);
    chosen.seeds = m_axes.empty() ? 1 : m_seeds->value();
    showSpec(chosen);
}

void NewSweepDialog::editBase()
{
    auto *dialog = new QDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Base settings of the sweep"));
    auto *layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(space::kLarge, space::kLarge, space::kLarge, space::kLarge);
    auto *search = new QLineEdit(dialog);
    search->setPlaceholderText(tr("Search settings"));
    search->setAccessibleName(tr("Search settings"));
    search->setClearButtonEnabled(true);
    auto *form = new SettingsForm(dialog);
    form->setSettings(m_spec.base);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, dialog);
    layout->addWidget(search);
    layout->addWidget(form, 1);
    layout->addWidget(buttons);
    connect(search, &QLineEdit::textChanged, form, &SettingsForm::setSearch);
    connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    connect(dialog, &QDialog::accepted, this, [this, form] {
        m_spec.base = form->settings();
        refresh();
        lookUpPace();
    });
    dialog->resize(860, 640);
    dialog->open();
}

SweepSpec NewSweepDialog::spec() const
{
    SweepSpec made;
    made.preset = m_spec.preset;
    made.base = m_spec.base;
    made.name = m_name->text().trimmed().toStdString();
    for (const AxisEditor *axis : m_axes)
        made.axes.push_back(axis->axis());
    made.planning = m_spec.planning;
    made.planning.planner = static_cast<Planner>(m_planner->currentIndex());
    made.planning.trials = m_trials->value();
    made.seeds = m_seeds->value();
    const std::string series = m_series->currentData().toString().toStdString();
    made.goal.series = series == series::kKnnAccuracy ? std::string() : series;
    made.goal.summary = static_cast<Summary>(m_summary->currentData().toInt());
    made.goal.maximize = isHigherBetter(series);
    made.stopping = {static_cast<StoppingRule>(m_rule->currentIndex()), m_firstEpoch->value(), m_factor->value(),
                     m_startupRuns->value()};
    made.budget = {m_runs->value(), m_hours->value()};
    expandRanges(made);
    return made;
}

QString NewSweepDialog::workText() const
{
    const SweepSpec made = spec();
    const SweepWorkload work = workloadOf(made);
    const QLocale locale;
    const QString runs = tr("%Ln run(s)", nullptr, static_cast<int>(work.runs));
    const QString epochs = tr("%Ln epoch(s)", nullptr, static_cast<int>(work.epochs));
    QStringList factors;
    if (made.planning.planner == Planner::Grid) {
        for (const SweepAxis &axis : made.axes)
            factors << locale.toString(static_cast<qlonglong>(axis.points.size()));
        if (made.seeds > 1)
            factors << tr("%Ln seed(s)", nullptr, static_cast<int>(made.seeds));
    } else {
        factors << tr("%Ln trial(s)", nullptr, static_cast<int>(made.planning.trials));
        if (made.seeds > 1)
            factors << tr("%Ln seed(s)", nullptr, static_cast<int>(made.seeds));
    }
    if (factors.size() < 2)
        return tr("%1, %2 in all", "number of runs, of epochs").arg(runs, epochs);
    return tr("%1 (%2), %3 in all", "number of runs, how it comes about, number of epochs")
        .arg(runs, factors.join(QStringLiteral(" × ")), epochs);
}

QString NewSweepDialog::timeText() const
{
    const SweepSpec made = spec();
    const SweepWorkload work = workloadOf(made);
    if (!m_pace)
        return m_paceKnown
                   ? tr("How long that takes is not known: no run of this project is like these. A first short run "
                        "will tell.")
                   : QString();
    const double seconds = m_pace->seconds * static_cast<double>(work.epochs);
    const QString by = tr("by the %1 that an epoch took in the run %2", "a duration, name of a run")
                           .arg(durationText(m_pace->seconds), QString::fromStdString(m_pace->run));
    const QString text =
        tr("About %1 on one device, %2.", "a duration, how it is known").arg(durationText(seconds), by);
    return made.stopping.rule == StoppingRule::None ? text
                                                    : tr("%1 Runs that are stopped early save some of it.").arg(text);
}

QString NewSweepDialog::violationText() const
{
    return m_problem->text();
}

void NewSweepDialog::lookUpPace()
{
    if (!m_start.project)
        return;
    m_lane.submit(
        this,
        [project = *m_start.project, settings = m_spec.base](const std::stop_token &) {
            return findPace(project, settings);
        },
        [this](std::optional<EpochPace> pace) {
            m_pace = std::move(pace);
            m_paceKnown = true;
            m_time->setText(timeText());
        });
}

void NewSweepDialog::refreshVisibility()
{
    const auto planner = static_cast<Planner>(m_planner->currentIndex());
    m_trialsRow->setVisible(planner != Planner::Grid);
    m_ruleRow->setVisible(m_rule->currentIndex() != static_cast<int>(StoppingRule::None));
    for (AxisEditor *axis : m_axes)
        axis->setDraws(planner != Planner::Grid);
    m_plannerHelp->setText(
        planner == Planner::Grid ? tr("Trains every combination of the values. All runs stand in the queue at once.")
        : planner == Planner::Random
            ? tr("Draws each trial evenly from the ranges and lists; better than a grid where some axes do not matter.")
            : tr("Draws the first ten trials evenly, then where good results lie close together (Bergstra et al. "
                 "2011)."));
    const SweepSpec made = spec();
    const auto varied = variedKeys(made);
    const bool variesBatch = std::find(varied.begin(), varied.end(), "train.batch_size") != varied.end();
    m_scaling->setVisible(variesBatch);
    if (variesBatch)
        m_scaling->setText(
            tr("The batch size varies: the peak learning rate follows it, %1. The base settings decide that.",
               "how the rate is scaled")
                .arg(scalingText(made.base.optimizer.scaling)));
}

void NewSweepDialog::refresh()
{
    if (m_isShowing)
        return;
    refreshVisibility();
    const int preset = m_preset->currentIndex();
    m_advice->setVisible(preset > 0);
    if (preset > 0)
        m_advice->setText(
            QCoreApplication::translate("SweepPresets", sweepPresets()[static_cast<std::size_t>(preset - 1)].advice));
    const auto differences = static_cast<int>(settingsDifference(Settings{}, m_spec.base).size());
    m_base->setText(tr("%1, batch %L2, %L3 epochs; %Ln setting(s) other than the default", "an encoder …", differences)
                        .arg(QString::fromStdString(m_spec.base.encoder.name))
                        .arg(m_spec.base.train.batchSize)
                        .arg(m_spec.base.train.epochs));
    const SweepSpec made = spec();
    const auto violations = validateSweep(made);
    m_violations = static_cast<int>(violations.size());
    QStringList others;
    for (std::size_t i = 0; i < m_axes.size(); ++i) {
        QString sentence;
        const std::string place = "axes[" + std::to_string(i) + "]";
        for (const Violation &violation : violations)
            if (violation.key == place && sentence.isEmpty())
                sentence = errorText(violation.error);
        m_axes[i]->setViolation(sentence);
    }
    for (const Violation &violation : violations)
        if (violation.key.rfind("axes[", 0) != 0)
            others << errorText(violation.error);
    const QString color = colorsFor(palette()).bad.name();
    const QString words = others.isEmpty() && m_violations > 0
                              ? tr("%Ln axis(es) do not fit yet.", nullptr, m_violations)
                              : others.join(QLatin1Char(' '));
    m_problem->setText(words.isEmpty()
                           ? QString()
                           : QStringLiteral("<span style=\"color:%1\">%2</span>").arg(color, words.toHtmlEscaped()));
    m_problem->setToolTip(words);
    m_work->setText(workText());
    m_time->setText(timeText());
    for (QAbstractButton *button : m_buttons->buttons())
        if (m_buttons->buttonRole(button) == QDialogButtonBox::AcceptRole)
            button->setEnabled(canStart());
}

} // namespace tandem
