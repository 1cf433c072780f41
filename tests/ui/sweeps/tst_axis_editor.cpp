#include "core/config/settings_table.h"
#include "tests/ui/ui_testing.h"
#include "ui/shell/translations.h"
#include "ui/sweeps/add_values_dialog.h"
#include "ui/sweeps/axis_editor.h"
#include "ui/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace tandem;

namespace {

QStringList labels(const std::vector<AxisPoint> &points)
{
    QStringList found;
    for (const AxisPoint &point : points)
        found << QString::fromStdString(point.label);
    return found;
}

QStringList words(const char *text)
{
    return QString::fromUtf8(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
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

QPushButton *acceptButton(const QDialogButtonBox *box)
{
    for (QAbstractButton *button : box->buttons())
        if (box->buttonRole(button) == QDialogButtonBox::AcceptRole)
            return qobject_cast<QPushButton *>(button);
    return nullptr;
}

} // namespace

class TestAxisEditor : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        installTranslations(*qApp, QLocale()); // plurals
        QApplication::setPalette(paletteOf(lightColors()));
    }
    void valuesAreRead_data();
    void valuesAreRead();
    void machineDoesNotVary();
    void suggestsValuesAroundTheBase();
    void axesRoundTrip();
    void rangesOfNumbers();
    void compoundPointsAreTakenOrLeft();
    void wordsHaveNoRange();
    void tellsWhatIsEdited();
    void moreValues();
};

void TestAxisEditor::valuesAreRead_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("points");
    QTest::newRow("commas") << "objective.temperature"
                            << "0.1, 0.5,1" << words("0.1 0.5 1");
    QTest::newRow("blanks") << "objective.temperature"
                            << "  0.1 0.5  1 " << words("0.1 0.5 1");
    QTest::newRow("decimal commas") << "objective.temperature"
                                    << "0,1; 0,5; 1" << words("0.1 0.5 1");
    QTest::newRow("spelled otherwise") << "objective.temperature"
                                       << "0.50, .5, 1e-1" << words("0.5 0.5 0.1");
    QTest::newRow("words") << "optimizer.name"
                           << "sgd, lars" << words("sgd lars");
    QTest::newRow("wrong ones stay for validation") << "train.batch_size"
                                                    << "64, many" << words("64 many");
    QTest::newRow("nothing") << "train.batch_size"
                             << " , ;" << QStringList();
}

void TestAxisEditor::valuesAreRead()
{
    QFETCH(QString, key);
    QFETCH(QString, text);
    QFETCH(QStringList, points);
    QCOMPARE(labels(parseValues(*findSetting(key.toStdString()), text)), points);
}

void TestAxisEditor::machineDoesNotVary()
{
    for (const char *key : {"data.path", "train.device", "train.threads", "augment.pipeline"})
        QVERIFY2(!canVary(*findSetting(key)), key);
    for (const char *key : {"objective.temperature", "train.batch_size", "optimizer.name", "head.batch_norm"})
        QVERIFY2(canVary(*findSetting(key)), key);
    const AxisEditor editor;
    QCOMPARE(editor.setting()->findData(QStringLiteral("data.path")), -1);
}

void TestAxisEditor::suggestsValuesAroundTheBase()
{
    Settings base;
    base.train.batchSize = 256;
    AxisEditor editor;
    editor.suggest("train.batch_size", base);
    QCOMPARE(labels(editor.axis().points), words("128 256 512"));
    editor.suggest("objective.normalize", base);
    QCOMPARE(labels(editor.axis().points), words("true false"));
    editor.suggest("head.batch_norm", base);
    QCOMPARE(labels(editor.axis().points), words("paper hidden none"));
    for (const SettingField &field : settingsTable())
        if (canVary(field)) {
            editor.suggest(field.key, base);
            SweepSpec spec;
            spec.name = "s";
            spec.base = base;
            spec.base.data.path = "/data";
            spec.axes = {editor.axis()};
            QVERIFY2(!spec.axes.front().points.empty(), field.key.data());
            for (const AxisPoint &point : spec.axes.front().points) {
                Settings scratch = base;
                QVERIFY2(applyAssignment(scratch, point.assignments.front()), field.key.data());
            }
        }
}

void TestAxisEditor::axesRoundTrip()
{
    AxisEditor editor;
    const SweepAxis list{"objective.temperature",
                         {pointOf("objective.temperature", "0.1"), pointOf("objective.temperature", "0.5")},
                         {}};
    editor.setAxis(list);
    QVERIFY(editor.axis() == list);
    const SweepAxis linear{"train.warmup_epochs", {}, AxisRange{0, 10, false, 3}};
    editor.setAxis(linear);
    QVERIFY(editor.axis() == linear);
    const SweepAxis factors{"objective.temperature", {}, AxisRange{0.05, 1, true, 4}};
    editor.setAxis(factors);
    QVERIFY(editor.axis() == factors);
    editor.setAxis(list); // and back again
    QVERIFY(editor.axis() == list);
}

void TestAxisEditor::rangesOfNumbers()
{
    AxisEditor editor;
    editor.suggest("train.batch_size", {});
    choose(editor.kind(), 2);
    type(editor.from(), "64");
    type(editor.to(), "512");
    type(editor.count(), "4");
    SweepSpec spec;
    spec.axes = {editor.axis()};
    expandRanges(spec);
    QCOMPARE(labels(spec.axes.front().points), words("64 128 256 512"));
    type(editor.to(), "0,5"); // a decimal comma
    QCOMPARE(editor.axis().range->to, 0.5);
    type(editor.to(), "much");
    spec.axes = {editor.axis()};
    spec.name = "s";
    QVERIFY(!validateSweep(spec).empty());
    editor.setDraws(true);
    QVERIFY(editor.count()->isHidden());
}

void TestAxisEditor::compoundPointsAreTakenOrLeft()
{
    const SweepAxis axis{"batch and rate",
                         {{"small", {"train.batch_size=64", "optimizer.learning_rate=0.1"}},
                          {"large", {"train.batch_size=512", "optimizer.learning_rate=0.3"}}},
                         {}};
    AxisEditor editor;
    editor.setAxis(axis);
    QVERIFY(editor.axis() == axis);
    auto *points = editor.findChild<QListWidget *>();
    QVERIFY(!points->isHidden() && editor.kind()->isHidden());
    QVERIFY(points->item(0)->toolTip().contains(QStringLiteral("train.batch_size=64")));
    points->item(0)->setCheckState(Qt::Unchecked);
    QCOMPARE(labels(editor.axis().points), words("large"));
}

void TestAxisEditor::wordsHaveNoRange()
{
    AxisEditor editor;
    editor.suggest("optimizer.name", {});
    QVERIFY(!editor.kind()->isEnabled());
    QVERIFY(!editor.axis().range);
}

void TestAxisEditor::tellsWhatIsEdited()
{
    AxisEditor editor;
    QSignalSpy edited(&editor, &AxisEditor::edited), removed(&editor, &AxisEditor::removeRequested);
    choose(editor.setting(), editor.setting()->findData(QStringLiteral("train.epochs")));
    QCOMPARE(edited.count(), 1);
    type(editor.values(), "10, 20");
    QCOMPARE(edited.count(), 2);
    choose(editor.kind(), 1);
    QCOMPARE(edited.count(), 3);
    editor.findChild<QToolButton *>()->click();
    QCOMPARE(removed.count(), 1);
    editor.setViolation(QStringLiteral("That does not fit."));
    QCOMPARE(editor.violation(), QStringLiteral("That does not fit."));
    QCOMPARE(testing::unnamedFocusable(editor), QStringList());
}

void TestAxisEditor::moreValues()
{
    SweepSpec spec;
    spec.name = "s";
    spec.base.data.path = "/data";
    spec.seeds = 2;
    AxisEditor editor;
    editor.suggest("train.batch_size", {});
    type(editor.values(), "64, 128");
    spec.axes = {editor.axis(), {"pair", {{"one", {"train.epochs=2", "train.warmup_epochs=1"}}}, {}}};
    QVERIFY(takesValues(spec.axes[0]) && !takesValues(spec.axes[1]));
    AddValuesDialog dialog(spec);
    QCOMPARE(dialog.axes()->count(), 1);
    QVERIFY(!acceptButton(dialog.buttons())->isEnabled());
    dialog.values()->setText(QStringLiteral("128"));
    QCOMPARE(dialog.sentence(), QStringLiteral("All of these are there already."));
    QVERIFY(!acceptButton(dialog.buttons())->isEnabled());
    dialog.values()->setText(QStringLiteral("128, 256, 512"));
    QCOMPARE(dialog.sentence(), QStringLiteral("4 more runs."));
    QVERIFY(acceptButton(dialog.buttons())->isEnabled());
    QCOMPARE(labels(dialog.points()), words("256 512"));
    QCOMPARE(dialog.axis(), std::string("train.batch_size"));
    dialog.values()->setText(QStringLiteral("many"));
    QVERIFY(!acceptButton(dialog.buttons())->isEnabled());
    QVERIFY(!dialog.sentence().isEmpty());
    QCOMPARE(testing::unnamedFocusable(dialog), QStringList());
}

QTEST_MAIN(TestAxisEditor)
#include "tst_axis_editor.moc"
