#include "core/config/settings_table.h"
#include "core/store/run_writer.h"
#include "core/sweep/sweep_presets.h"
#include "tests/sweep/sweep_fixture.h"
#include "tests/ui/ui_testing.h"
#include "ui/runs/settings_form.h"
#include "ui/shell/translations.h"
#include "ui/sweeps/axis_editor.h"
#include "ui/sweeps/budget_dialog.h"
#include "ui/sweeps/new_sweep_dialog.h"
#include "ui/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

using namespace tandem;
using namespace tandem::test;

namespace {

Settings base()
{
    Settings settings;
    settings.data.path = "/"; // any folder that exists
    settings.train.epochs = 30;
    settings.train.batchSize = 128;
    return settings;
}

void choose(QComboBox *box, int index)
{
    box->setCurrentIndex(index);
    Q_EMIT box->activated(index);
}

void type(QLineEdit *edit, const char *text)
{
    edit->setText(QString::fromUtf8(text));
    Q_EMIT edit->textEdited(edit->text());
}

QPushButton *startButton(const NewSweepDialog &dialog)
{
    const auto *box = dialog.findChild<QDialogButtonBox *>();
    for (QAbstractButton *button : box->buttons())
        if (box->buttonRole(button) == QDialogButtonBox::AcceptRole)
            return qobject_cast<QPushButton *>(button);
    return nullptr;
}

template <class Widget> Widget *named(const QWidget &root, const char *name)
{
    for (Widget *widget : root.findChildren<Widget *>())
        if (widget->accessibleName() == QString::fromUtf8(name))
            return widget;
    return nullptr;
}

} // namespace

class TestNewSweepDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        installTranslations(*qApp, QLocale()); // plurals
        QApplication::setPalette(paletteOf(lightColors()));
    }
    void beginsWithTemperatureAndBatchSize();
    void everyPresetCanStart();
    void countsRunsBeforeTheStart();
    void saysHowLongItTakes();
    void saysHowTheRateFollowsTheBatch();
    void violationsStandAtTheirAxis();
    void axesComeAndGo();
    void plannersAskForTrials();
    void limitsAreTaken();
    void baseIsEdited();
    void aSpecIsShownAsItIs();
    void budgetDialog();
    void theWheelScrollsPastTheFields();
    void everyWidgetSaysItsName();
};

void TestNewSweepDialog::beginsWithTemperatureAndBatchSize()
{
    NewSweepDialog dialog({base(), {}, {}});
    const SweepSpec spec = dialog.spec();
    QCOMPARE(variedKeys(spec), (std::vector<std::string>{"objective.temperature", "train.batch_size"}));
    QVERIFY(!spec.name.empty());
    QVERIFY2(dialog.canStart(), qPrintable(dialog.violationText()));
    QVERIFY(spec.base.data.path == "/" && spec.base.train.epochs == 30);
    dialog.show();
    QSignalSpy accepted(&dialog, &QDialog::accepted);
    QTest::keyClick(&dialog, Qt::Key_Return);
    QCOMPARE(accepted.count(), 1);
}

void TestNewSweepDialog::everyPresetCanStart()
{
    NewSweepDialog dialog({base(), {}, {}});
    QCOMPARE(dialog.preset()->count(), static_cast<int>(sweepPresets().size()) + 1);
    for (int preset = 1; preset < dialog.preset()->count(); ++preset) {
        choose(dialog.preset(), preset);
        QVERIFY2(dialog.canStart(), qPrintable(dialog.violationText()));
        QCOMPARE(dialog.spec().preset == sweepPresets()[static_cast<std::size_t>(preset - 1)].id ||
                     dialog.spec().preset.empty(),
                 true);
    }
    choose(dialog.preset(), 0);
    QVERIFY(dialog.spec().preset.empty());
}

void TestNewSweepDialog::countsRunsBeforeTheStart()
{
    NewSweepDialog dialog({base(), {}, {}});
    type(dialog.axes()[0]->values(), "0.1, 0.5, 1");
    type(dialog.axes()[1]->values(), "64, 128, 256");
    dialog.seeds()->setValue(2);
    QCOMPARE(dialog.workText(), QStringLiteral("18 runs (3 × 3 × 2 seeds), 540 epochs in all"));
    dialog.seeds()->setValue(1);
    QCOMPARE(dialog.workText(), QStringLiteral("9 runs (3 × 3), 270 epochs in all"));
}

void TestNewSweepDialog::saysHowLongItTakes()
{
    const QueueProject project;
    {
        NewSweepDialog dialog({base(), project.layout, {}});
        QTRY_VERIFY2(dialog.timeText().contains(QStringLiteral("not known")), qPrintable(dialog.timeText()));
    }
    // A run of the project that was like these, at another temperature.
    Settings ran = base();
    ran.objective.temperature = 0.07;
    const RunId id = RunId::make();
    auto writer = take(RunWriter::create(project.layout, {id, "earlier", settingsToJson(ran), {}}));
    take(writer->addEpoch({1, 10, 1000, 4, 100, 0, 0.1}));
    take(writer->addEpoch({2, 20, 2000, 4, 100, 0, 0.1}));
    take(writer->finish({RunState::Done, "", {}, 24}));
    writer.reset();
    NewSweepDialog dialog({base(), project.layout, {}});
    type(dialog.axes()[0]->values(), "0.1, 0.5, 1");
    type(dialog.axes()[1]->values(), "64, 128, 256");
    dialog.seeds()->setValue(1);
    QTRY_VERIFY2(dialog.timeText().contains(QStringLiteral("earlier")), qPrintable(dialog.timeText()));
    choose(named<QComboBox>(dialog, "Stopping runs early"), 1);
    QVERIFY2(dialog.timeText().contains(QStringLiteral("stopped early")), qPrintable(dialog.timeText()));
}

void TestNewSweepDialog::saysHowTheRateFollowsTheBatch()
{
    NewSweepDialog dialog({base(), {}, {}});
    const auto scaling = [&dialog] {
        for (const QLabel *label : dialog.findChildren<QLabel *>())
            if (!label->isHidden() && label->text().startsWith(QStringLiteral("The batch size varies")))
                return label->text();
        return QString();
    };
    QVERIFY2(scaling().contains(QStringLiteral("linear")), qPrintable(scaling()));
    const int temperature = dialog.axes()[1]->setting()->findData(QStringLiteral("train.warmup_epochs"));
    choose(dialog.axes()[1]->setting(), temperature);
    QVERIFY(scaling().isEmpty());
}

void TestNewSweepDialog::violationsStandAtTheirAxis()
{
    NewSweepDialog dialog({base(), {}, {}});
    type(dialog.axes()[1]->values(), "64, -3");
    QVERIFY(!dialog.canStart());
    QVERIFY(!startButton(dialog)->isEnabled());
    QVERIFY(!dialog.axes()[1]->violation().isEmpty());
    QVERIFY(dialog.axes()[0]->violation().isEmpty());
    type(dialog.axes()[1]->values(), "64");
    QVERIFY(dialog.canStart());
    type(dialog.name(), "");
    QVERIFY(!dialog.canStart());
    QVERIFY(!dialog.violationText().isEmpty());
    // The same setting on two axes.
    type(dialog.name(), "again");
    choose(dialog.axes()[1]->setting(), dialog.axes()[1]->setting()->findData(QStringLiteral("objective.temperature")));
    QVERIFY(!dialog.canStart());
}

void TestNewSweepDialog::axesComeAndGo()
{
    NewSweepDialog dialog({base(), {}, {}});
    AxisEditor *third = dialog.addAxis();
    QCOMPARE(dialog.axes().size(), std::size_t{3});
    QVERIFY2(dialog.canStart(),
             qPrintable(dialog.violationText())); // something that varies not yet, with values that fit
    Q_EMIT third->removeRequested();
    QCOMPARE(dialog.axes().size(), std::size_t{2});
    while (!dialog.axes().empty())
        Q_EMIT dialog.axes().front()->removeRequested();
    QVERIFY(!dialog.canStart()); // a sweep of nothing
}

void TestNewSweepDialog::plannersAskForTrials()
{
    NewSweepDialog dialog({base(), {}, {}});
    auto *trials = named<QSpinBox>(dialog, "Trials");
    QVERIFY(!trials->isVisibleTo(&dialog));
    choose(dialog.planner(), static_cast<int>(Planner::Tpe));
    QVERIFY(trials->isVisibleTo(&dialog));
    trials->setValue(30);
    choose(dialog.axes()[0]->kind(), 2);
    type(dialog.axes()[0]->from(), "0.05");
    type(dialog.axes()[0]->to(), "1");
    dialog.seeds()->setValue(1);
    QVERIFY2(dialog.canStart(), qPrintable(dialog.violationText()));
    const SweepSpec spec = dialog.spec();
    QVERIFY(spec.planning.planner == Planner::Tpe && spec.planning.trials == 30);
    QVERIFY(spec.axes[0].range && spec.axes[0].points.empty()); // drawn, not made points of
    QVERIFY2(dialog.workText().contains(QStringLiteral("30 runs")), qPrintable(dialog.workText()));
    choose(dialog.planner(), static_cast<int>(Planner::Grid));
    QCOMPARE(dialog.spec().axes[0].points.size(), std::size_t{5});
}

void TestNewSweepDialog::limitsAreTaken()
{
    NewSweepDialog dialog({base(), {}, {}});
    choose(named<QComboBox>(dialog, "Stopping runs early"), static_cast<int>(StoppingRule::Asha));
    named<QSpinBox>(dialog, "First epoch at which runs are compared")->setValue(2);
    named<QDoubleSpinBox>(dialog, "One in so many goes on")->setValue(4);
    named<QSpinBox>(dialog, "Most runs")->setValue(12);
    named<QDoubleSpinBox>(dialog, "Most hours")->setValue(1.5);
    choose(named<QComboBox>(dialog, "What counts"), 2);
    const SweepSpec spec = dialog.spec();
    QVERIFY(spec.stopping.rule == StoppingRule::Asha && spec.stopping.firstEpoch == 2 && spec.stopping.factor == 4);
    QVERIFY(spec.budget.runs == 12 && spec.budget.hours == 1.5);
    QVERIFY(spec.goal.series == series::kEpochLoss && !spec.goal.maximize);
    QVERIFY2(dialog.canStart(), qPrintable(dialog.violationText()));
}

void TestNewSweepDialog::baseIsEdited()
{
    NewSweepDialog dialog({base(), {}, {}});
    dialog.show();
    for (QPushButton *button : dialog.findChildren<QPushButton *>())
        if (button->text() == QStringLiteral("&Base settings…"))
            button->click();
    auto *form = dialog.findChild<SettingsForm *>();
    QVERIFY(form != nullptr);
    Settings changed = form->settings();
    QCOMPARE(changed.train.epochs, std::int64_t{30});
    changed.train.epochs = 7;
    form->setSettings(changed);
    auto *editor = qobject_cast<QDialog *>(form->window());
    QVERIFY(editor != nullptr && editor != &dialog);
    editor->accept();
    QCOMPARE(dialog.spec().base.train.epochs, std::int64_t{7});
}

void TestNewSweepDialog::aSpecIsShownAsItIs()
{
    SweepSpec spec;
    spec.name = "mine";
    spec.base = base();
    spec.axes = {{"objective.temperature", {}, AxisRange{0.05, 1, true, 4}},
                 {"pair", {{"a", {"train.epochs=2", "train.warmup_epochs=1"}}, {"b", {"train.epochs=3"}}}, {}}};
    spec.planning = {Planner::Random, 40, 10, true, 1};
    spec.seeds = 3;
    spec.goal = {std::string(series::kEpochLoss), Summary::Last, false};
    spec.stopping = {StoppingRule::Median, 2, 3, 5};
    spec.budget = {100, 2.5};
    const NewSweepDialog dialog({base(), {}, spec});
    QVERIFY(dialog.spec() == spec);
}

void TestNewSweepDialog::budgetDialog()
{
    BudgetDialog dialog({10, 2.5});
    QVERIFY((dialog.budget() == SweepBudget{10, 2.5}));
    dialog.runs()->setValue(0);
    dialog.hours()->setValue(3);
    QVERIFY((dialog.budget() == SweepBudget{0, 3}));
    QCOMPARE(testing::unnamedFocusable(dialog), QStringList());
}

void TestNewSweepDialog::theWheelScrollsPastTheFields()
{
    NewSweepDialog dialog({base(), {}, {}});
    dialog.show();
    const QStringList changed = testing::changedByWheel(dialog);
    QVERIFY2(changed.isEmpty(), qPrintable(changed.join(QLatin1Char('\n'))));
}

void TestNewSweepDialog::everyWidgetSaysItsName()
{
    NewSweepDialog dialog({base(), {}, {}});
    QCOMPARE(testing::unnamedFocusable(dialog), QStringList());
}

QTEST_MAIN(TestNewSweepDialog)
#include "tst_new_sweep_dialog.moc"
