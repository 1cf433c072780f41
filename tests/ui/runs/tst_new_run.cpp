#include "ui/launch/learning_rate_curve.h"
#include "ui/launch/preflight_panel.h"
#include "ui/runs/new_run_dialog.h"
#include "ui/runs/number_edit.h"
#include "ui/runs/run_presets.h"
#include "ui/runs/run_settings_panel.h"
#include "ui/runs/setting_row.h"
#include "ui/runs/settings_form.h"
#include "ui/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <cmath>

using namespace tandem;

namespace {

Settings validSettings()
{
    Settings settings;
    settings.data.path = "/"; // any folder that exists
    return settings;
}

QPushButton *startButton(const NewRunDialog &dialog)
{
    const auto *box = dialog.findChild<QDialogButtonBox *>();
    for (QAbstractButton *button : box->buttons())
        if (box->buttonRole(button) == QDialogButtonBox::AcceptRole)
            return qobject_cast<QPushButton *>(button);
    return nullptr;
}

template <class Widget> Widget *named(const QWidget &root, const QString &name)
{
    for (Widget *widget : root.findChildren<Widget *>())
        if (widget->accessibleName() == name)
            return widget;
    return nullptr;
}

void type(SettingRow *row, const QString &text)
{
    auto *line = row->editor()->findChild<QLineEdit *>();
    (line ? line : qobject_cast<QLineEdit *>(row->editor()))->setText(text);
}

} // namespace

class TestNewRun : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QApplication::setPalette(paletteOf(lightColors()));
    }

    void everySettingHasARow()
    {
        SettingsForm form;
        for (const SettingField &field : settingsTable())
            QVERIFY2(form.row(field.key) != nullptr, field.key.c_str());
    }

    /// What goes in comes out, through every editor.
    void settingsRoundTrip()
    {
        Settings settings = validSettings();
        settings.data.testPath = "/usr";
        settings.augment.pipeline = R"({"size":32,"operations":[]})";
        settings.augment.strength = 0.35;
        settings.encoder.name = "resnet50";
        settings.encoder.zeroInitResidual = false;
        settings.head.layers = 3;
        settings.optimizer.weightDecay = 1e-6;
        settings.optimizer.trustCoefficient = 0.0025;
        settings.train.seed = 9007199254740991;
        settings.train.warmupEpochs = 2.5;
        SettingsForm form;
        form.setSettings(settings);
        QCOMPARE(settingsToJson(form.settings()), settingsToJson(settings));
        // Each editor gives back the text it was given, so that touching a field changes nothing else.
        for (const SettingField &field : settingsTable()) {
            SettingRow *row = form.row(field.key);
            QCOMPARE(row->text().toStdString(), settingText(field.get(settings)));
            Q_EMIT row->edited(row->text());
        }
        QCOMPARE(settingsToJson(form.settings()), settingsToJson(settings));
        QCOMPARE(form.violationCount(), 0);
    }

    void whatThisMachineLacksStandsBesideItsField()
    {
        SettingsForm form;
        Settings settings = validSettings();
        settings.data.testPath = "/no/such/folder";
        settings.augment.pipeline = R"({"size":32,"operatons":[]})";
        form.setSettings(settings);
        QCOMPARE(form.violationCount(), 2);
        const QString missing = form.row("data.test_path")->violation();
        QVERIFY2(missing.contains(QStringLiteral("/no/such/folder")), qPrintable(missing));
        const QString unknown = form.row("augment.pipeline")->violation();
        QVERIFY2(unknown.contains(QStringLiteral("operatons")), qPrintable(unknown));
    }

    void violationsStandBesideTheirFields()
    {
        SettingsForm form;
        QSignalSpy edited(&form, &SettingsForm::edited);
        form.setSettings(Settings{});
        QCOMPARE(form.violationCount(), 1); // no data yet
        QVERIFY(!form.row("data.path")->violation().isEmpty());
        form.setSettings(validSettings());
        QCOMPARE(form.violationCount(), 0);
        QCOMPARE(edited.count(), 0);

        SettingRow *batch = form.row("train.batch_size");
        type(batch, QStringLiteral("1"));
        QCOMPARE(form.violationCount(), 1);
        QVERIFY2(batch->violation().contains(QStringLiteral("from 2")), qPrintable(batch->violation()));
        QCOMPARE(form.settings().train.batchSize, 512); // the last good value
        type(batch, QStringLiteral("12x"));
        QCOMPARE(form.violationCount(), 1);
        type(form.row("optimizer.learning_rate"), QString());
        QCOMPARE(form.violationCount(), 2);
        type(batch, QStringLiteral("64"));
        type(form.row("optimizer.learning_rate"), QStringLiteral("3e-2"));
        QCOMPARE(form.violationCount(), 0);
        QCOMPARE(form.settings().train.batchSize, 64);
        QCOMPARE(form.settings().optimizer.learningRate, 0.03);

        type(form.row("train.epochs"), QStringLiteral("3")); // a rule across two fields
        QVERIFY(!form.row("train.warmup_epochs")->violation().isEmpty());
        QVERIFY(edited.count() > 0);
    }

    void resetGoesBackToTheDefault()
    {
        SettingsForm form;
        form.setSettings(validSettings());
        SettingRow *tau = form.row("objective.temperature");
        QVERIFY(!tau->isChanged());
        type(tau, QStringLiteral("0.07"));
        QVERIFY(tau->isChanged());
        auto *reset = tau->findChild<QToolButton *>();
        QVERIFY(reset && !reset->isHidden());
        reset->click();
        QVERIFY(!tau->isChanged());
        QVERIFY(reset->isHidden());
        QCOMPARE(form.settings().objective.temperature, 0.5);
        type(tau, QStringLiteral("nonsense"));
        QVERIFY(tau->isChanged());
        reset->click();
        QCOMPARE(form.violationCount(), 0);
    }

    void advancedSettingsAreFoldedUnlessTheyMatter()
    {
        SettingsForm form;
        form.setSettings(validSettings());
        QVERIFY(form.isRowShown("train.epochs"));
        QVERIFY(!form.isRowShown("train.loader_threads"));
        Settings unusual = validSettings();
        unusual.train.loaderThreads = 3;
        form.setSettings(unusual);
        QVERIFY(form.isRowShown("train.loader_threads"));
        form.setSettings(validSettings());
        form.setSearch(QStringLiteral("loader"));
        QVERIFY(form.isRowShown("train.loader_threads"));
        QVERIFY(!form.isRowShown("train.epochs"));
        form.setSearch(QStringLiteral("Temperature nn"));
        QVERIFY(form.isRowShown("evaluate.knn_temperature"));
        QVERIFY(!form.isRowShown("objective.temperature"));
        form.setSearch({});
        QVERIFY(form.isRowShown("train.epochs"));
    }

    void numbersStepSensibly_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<double>("from");
        QTest::addColumn<double>("up");
        QTest::addColumn<double>("down");
        QTest::newRow("temperature") << QStringLiteral("objective.temperature") << 0.5 << 1.0 << 0.2;
        QTest::newRow("odd temperature") << QStringLiteral("objective.temperature") << 0.07 << 0.1 << 0.05;
        QTest::newRow("decay from 0") << QStringLiteral("optimizer.weight_decay") << 0.0 << 1e-6 << 0.0;
        QTest::newRow("decay") << QStringLiteral("optimizer.weight_decay") << 1e-4 << 2e-4 << 5e-5;
        QTest::newRow("epochs") << QStringLiteral("train.epochs") << 9.0 << 10.0 << 8.0;
        QTest::newRow("batch") << QStringLiteral("train.batch_size") << 512.0 << 520.0 << 500.0;
        QTest::newRow("at the end") << QStringLiteral("head.layers") << 3.0 << 3.0 << 2.0;
        QTest::newRow("strength") << QStringLiteral("augment.strength") << 0.3 << 0.4 << 0.2;
    }

    void numbersStepSensibly()
    {
        QFETCH(QString, key);
        QFETCH(double, from);
        QFETCH(double, up);
        QFETCH(double, down);
        const NumberEdit edit(*findSetting(key.toStdString()));
        QCOMPARE(edit.stepped(from, true), up);
        QCOMPARE(edit.stepped(from, false), down);
    }

    void startWaitsForValidSettings()
    {
        NewRunDialog dialog({Settings{}, {}, {}, {}});
        QVERIFY(!dialog.canStart());
        QVERIFY(!startButton(dialog)->isEnabled());
        type(dialog.form()->row("data.path"), QStringLiteral("/"));
        QVERIFY(dialog.canStart());
        QVERIFY(startButton(dialog)->isEnabled());
        QSignalSpy accepted(&dialog, &QDialog::accepted);
        dialog.show();
        QTest::keyClick(&dialog, Qt::Key_Return);
        QCOMPARE(accepted.count(), 1);
    }

    void nameFollowsTheSettingsUntilTyped()
    {
        Settings settings = validSettings();
        NewRunDialog dialog({settings, {}, {"resnet18 b512 τ0.5"}, {}});
        QCOMPARE(dialog.runName(), QStringLiteral("resnet18 b512 τ0.5 (2)"));
        type(dialog.form()->row("train.batch_size"), QStringLiteral("64"));
        QCOMPARE(dialog.runName(), QStringLiteral("resnet18 b64 τ0.5"));
        NewRunDialog named({settings, QStringLiteral("mine"), {}, {}});
        type(named.form()->row("train.batch_size"), QStringLiteral("64"));
        QCOMPARE(named.runName(), QStringLiteral("mine"));
    }

    void outlookShowsWhatFollows()
    {
        Settings settings = validSettings();
        settings.train.batchSize = 128;
        settings.train.epochs = 10;
        settings.optimizer.learningRate = 0.3;
        const RunOutlook outlook = runOutlook(settings, 1000);
        QCOMPARE(outlook.peakLearningRate, 0.15);
        QCOMPARE(outlook.negatives, 254);
        QVERIFY(std::abs(outlook.chanceLoss - std::log(255.0)) < 1e-12);
        QCOMPARE(*outlook.stepsPerEpoch, 7);
        QCOMPARE(*outlook.totalSteps, 70);
        QVERIFY(!runOutlook(settings, 0).stepsPerEpoch);
        settings.optimizer.scaling = "sqrt";
        QVERIFY(std::abs(runOutlook(settings, 0).peakLearningRate - 0.3 * std::sqrt(128.0)) < 1e-12);
        NewRunDialog dialog({settings, {}, {}, [](const DataSettings &) { return 100; }});
        QVERIFY2(dialog.outlookText().contains(QStringLiteral("fewer images")), qPrintable(dialog.outlookText()));
        QVERIFY(dialog.outlookText().contains(QStringLiteral("5.541")));
    }

    void presetsAreValidAndKeepTheData()
    {
        Settings current = validSettings();
        current.train.device = "cpu";
        QVERIFY(runPresets().size() >= 3);
        for (const RunPreset &preset : runPresets()) {
            const Settings made = applyPreset(preset, current);
            QVERIFY2(validate(made).empty(), preset.title);
            QCOMPARE(made.data, current.data);
            QCOMPARE(made.train.device, current.train.device);
            for (const std::string_view assignment : preset.assignments) {
                Settings again = made;
                QVERIFY2(applyAssignment(again, assignment), preset.title);
                QVERIFY2(again == made, preset.title); // every assignment is in effect
            }
        }
    }

    void severalSeedsAreOffered()
    {
        NewRunDialog dialog({validSettings(), {}, {}, {}});
        auto *seeds = named<QComboBox>(dialog, QStringLiteral("Number of seeds"));
        QCOMPARE(dialog.seeds(), 1);
        QStringList offers;
        for (int i = 0; i < seeds->count(); ++i)
            offers << seeds->itemText(i);
        QCOMPARE(offers,
                 QStringList({QStringLiteral("one run"), QStringLiteral("3 seeds"), QStringLiteral("5 seeds")}));
        seeds->setCurrentIndex(1);
        QCOMPARE(dialog.seeds(), 3);
        QCOMPARE(startButton(dialog)->text(), QStringLiteral("&Start 3 run(s)"));
        seeds->setCurrentIndex(0);
        QCOMPARE(startButton(dialog)->text(), QStringLiteral("&Start run"));
    }

    void whatDiffersFromTheStartIsMarked()
    {
        NewRunDialog dialog({validSettings(), {}, {}, {}});
        SettingsForm &form = *dialog.form();
        QCheckBox *only = nullptr;
        for (auto *box : dialog.findChildren<QCheckBox *>())
            if (box->text().startsWith(QStringLiteral("Only what differs")))
                only = box;
        QVERIFY(only != nullptr);
        QCOMPARE(form.changedCount(), 0);
        QCOMPARE(only->text(), QStringLiteral("Only what differs (0)"));
        type(form.row("train.batch_size"), QStringLiteral("64"));
        QCOMPARE(form.changedCount(), 1);
        QCOMPARE(only->text(), QStringLiteral("Only what differs (1)"));
        QVERIFY(form.row("train.batch_size")->isChanged());
        QVERIFY(!form.row("train.epochs")->isChanged());
        only->setChecked(true);
        QVERIFY(!form.row("train.batch_size")->isHidden());
        QVERIFY(form.row("train.epochs")->isHidden());
        only->setChecked(false);
        QVERIFY(!form.row("train.epochs")->isHidden());
        // Taken back, it differs no longer.
        type(form.row("train.batch_size"), form.row("train.batch_size")->reference());
        QCOMPARE(form.changedCount(), 0);
    }

    void aPresetIsWhatFurtherChangesAreComparedTo()
    {
        NewRunDialog dialog({validSettings(), {}, {}, {}});
        auto *preset = named<QComboBox>(dialog, QStringLiteral("Starting point"));
        preset->setCurrentIndex(1);
        Q_EMIT preset->activated(1);
        QCOMPARE(dialog.form()->changedCount(), 0);
        type(dialog.form()->row("objective.temperature"), QStringLiteral("0.07"));
        QCOMPARE(dialog.form()->changedCount(), 1);
    }

    void aCopyIsComparedToItsRun()
    {
        Settings original = validSettings();
        original.objective.temperature = 0.1;
        NewRunDialog dialog({original, QStringLiteral("first copy"), {}, {}, {}, {}, QStringLiteral("first")});
        QCOMPARE(dialog.form()->changedCount(), 0); // though it is far from the defaults
        QCOMPARE(dialog.form()->row("objective.temperature")->reference(), QStringLiteral("0.1"));
        type(dialog.form()->row("objective.temperature"), QStringLiteral("0.2"));
        QVERIFY(dialog.form()->row("objective.temperature")->isChanged());
        auto *reset = dialog.form()->row("objective.temperature")->findChild<QToolButton *>();
        QVERIFY2(reset->toolTip().contains(QStringLiteral("first")), qPrintable(reset->toolTip()));
        reset->click();
        QCOMPARE(dialog.settings().objective.temperature, 0.1);
    }

    void whatDoesNotCountSaysWhy()
    {
        NewRunDialog dialog({validSettings(), {}, {}, {}});
        SettingsForm &form = *dialog.form();
        const auto reason = [&form](const char *key) {
            QString found;
            for (const QLabel *label : form.row(key)->findChildren<QLabel *>())
                if (!label->isHidden() && label->text().contains(QStringLiteral("margin loss compares")))
                    found = label->text();
            return found;
        };
        QVERIFY(reason("objective.temperature").isEmpty());
        Settings margin = dialog.settings();
        margin.objective.name = "margin";
        form.setSettings(margin);
        QVERIFY(!reason("objective.temperature").isEmpty());
        QVERIFY(form.row("objective.temperature")->editor()->isEnabled()); // it may be set all the same
        margin.objective.name = "nt-xent";
        form.setSettings(margin);
        QVERIFY(reason("objective.temperature").isEmpty());
    }

    void theCurveFollowsTheForm()
    {
        Settings settings = validSettings();
        settings.train.epochs = 20;
        settings.train.warmupEpochs = 2;
        NewRunDialog dialog({settings, {}, {}, {}});
        const double before = dialog.curve()->peak();
        type(dialog.form()->row("train.batch_size"), QStringLiteral("1024"));
        QVERIFY(dialog.curve()->peak() > before);
        QVERIFY(dialog.preflight() == nullptr); // nobody to ask
    }

    void theLargestBatchIsTaken()
    {
        NewRunDialog dialog({validSettings(), {}, {}, {}, QStringLiteral("/no/such/program"), QStringLiteral("/p")});
        QVERIFY(dialog.preflight() != nullptr);
        Q_EMIT dialog.preflight()->batchWanted(1000);
        QCOMPARE(dialog.settings().train.batchSize, std::int64_t{1000});
        QVERIFY(dialog.form()->row("train.batch_size")->isChanged());
    }

    void settingsOfARunCanBeCopied()
    {
        Settings settings = validSettings();
        settings.objective.temperature = 0.1;
        RunSettingsPanel panel;
        panel.setSettings(settingsToJson(settings));
        const QStringList lines = panel.text(false).split(QLatin1Char('\n'));
        QCOMPARE(lines.size(), static_cast<qsizetype>(settingsTable().size()));
        QVERIFY(lines.contains(QStringLiteral("objective.temperature=0.1")));
        Settings again;
        for (const QString &line : lines)
            if (!line.endsWith(QLatin1Char('='))) // an empty pipeline is not assigned
                QVERIFY2(applyAssignment(again, line.toStdString()), qPrintable(line));
        QVERIFY(again == settings);
        panel.setSettings("{broken");
        QVERIFY(panel.text(false).isEmpty());
    }
};

QTEST_MAIN(TestNewRun)
#include "tst_new_run.moc"
