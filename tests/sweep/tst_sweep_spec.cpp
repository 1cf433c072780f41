#include "core/config/settings_table.h"
#include "core/sweep/sweep_spec.h"
#include "sweep_fixture.h"

#include <set>

using namespace tandem;
using namespace tandem::test;

class TestSweepSpec : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void specComesBackAsItWas();
    void shortFormsOfAxesAreRead();
    void aValueIsOnePointHoweverItIsWritten();
    void mistakesInJsonAreNamed_data();
    void mistakesInJsonAreNamed();
    void rangesBecomePoints_data();
    void rangesBecomePoints();
    void everyViolationIsFound_data();
    void everyViolationIsFound();
    void validSpecHasNone();
    void cellsThatDoNotFitAreNamed();
    void wordsAreTheirOwn();
};

namespace {

SweepSpec validSpec()
{
    SweepSpec spec;
    spec.name = "temperature × batch size";
    spec.base.data.path = "/data";
    spec.axes = {{"objective.temperature",
                  {pointOf("objective.temperature", "0.1"), pointOf("objective.temperature", "0.5")},
                  {}},
                 {"train.batch_size", {pointOf("train.batch_size", "64"), pointOf("train.batch_size", "128")}, {}}};
    return spec;
}

std::set<std::string> keysOf(const std::vector<Violation> &violations)
{
    std::set<std::string> keys;
    for (const Violation &violation : violations)
        keys.insert(violation.key);
    return keys;
}

} // namespace

void TestSweepSpec::specComesBackAsItWas()
{
    SweepSpec spec = validSpec();
    spec.preset = "temperature";
    spec.axes.push_back(
        {"pair",
         {{"crop+color", {"augment.strength=1", "augment.preset=weak"}}, {"crop", {"augment.strength=0"}}},
         {}});
    spec.axes.push_back({"optimizer.learning_rate", {}, AxisRange{0.01, 3, true, 7}});
    spec.planning = {Planner::Tpe, 50, 12, false, 9};
    spec.seeds = 3;
    spec.goal = {"loss", Summary::Last, false};
    spec.stopping = {StoppingRule::Asha, 2, 4, 5};
    spec.budget = {100, 2.5};
    spec.createdMs = 1'700'000'000'000;
    spec.paused = true;
    spec.filling = {"trial 2"};
    spec.removed = {"a=1; b=2"};
    spec.trials = {{"trial 1", {pointOf("objective.temperature", "0.1"), {"x", {"a.b=1", "c.d=2"}}}}};
    spec.stopped = {{RunId::make(), 4, 0.25, 0.5}};
    QVERIFY(take(sweepFromJson(sweepToJson(spec))) == spec);
    // What a person would hand on: without what happened.
    const SweepSpec fresh = take(sweepFromJson(sweepToJson(spec, false)));
    QVERIFY(fresh.trials.empty() && !fresh.paused && fresh.axes == spec.axes && fresh.base == spec.base);
    QVERIFY(sweepToJson(spec, false).find("\"state\"") == std::string::npos);
}

void TestSweepSpec::shortFormsOfAxesAreRead()
{
    const SweepSpec spec = take(sweepFromJson(R"({
        "name": "x",
        "settings": {"data": {"path": "/data"}, "train": {"epochs": 3}},
        "axes": [{"key": "objective.temperature", "values": [0.10, "5e-1", 1]},
                 {"key": "encoder.name", "values": ["resnet18", "resnet50"]},
                 {"key": "optimizer.nesterov", "values": [true, false]},
                 {"key": "train.batch_size", "from": 32, "to": 128, "scale": "log", "count": 3},
                 {"name": "pair", "points": [{"label": "a", "set": ["augment.strength=1"]}]}]})"));
    QCOMPARE(spec.base.train.epochs, std::int64_t{3});
    QVERIFY(spec.axes[0].points[0] == pointOf("objective.temperature", "0.1"));
    QVERIFY(spec.axes[0].points[1] == pointOf("objective.temperature", "0.5"));
    QVERIFY(spec.axes[1].points[1] == pointOf("encoder.name", "resnet50"));
    QVERIFY(spec.axes[2].points[0] == pointOf("optimizer.nesterov", "true"));
    QVERIFY(spec.axes[3].range == (AxisRange{32, 128, true, 3}) && spec.axes[3].points.empty());
    QCOMPARE(spec.axes[4].points[0].assignments.front(), std::string("augment.strength=1"));
    QVERIFY(spec.planning.planner == Planner::Grid && spec.seeds == 1);
}

/// Cells are known by the words of their points: 0.50 beside 0.5 would be a cell that nothing finds again.
void TestSweepSpec::aValueIsOnePointHoweverItIsWritten()
{
    QVERIFY(pointOf("objective.temperature", "0.50") == pointOf("objective.temperature", "0.5"));
    QVERIFY(pointOf("objective.temperature", "5e-1") == pointOf("objective.temperature", "0.5"));
    QCOMPARE(pointOf("objective.temperature", "-1").label, std::string("-1")); // told of by validateSweep
    QCOMPARE(pointOf("no.key", "0.50").label, std::string("0.50"));
}

void TestSweepSpec::mistakesInJsonAreNamed_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QByteArray>("argument");
    const auto row = [](const char *name, const char *json, const char *code, const char *argument) {
        QTest::newRow(name) << QByteArray(json) << QString::fromUtf8(code) << QByteArray(argument);
    };
    row("no json", "{", "bad-json", "");
    row("no object", "[]", "bad-json", "");
    row("unknown key", R"({"axis": []})", "unknown-key", "axis");
    row("unknown key inside", R"({"planner": {"kind": "grid"}})", "unknown-key", "planner.kind");
    row("unknown planner", R"({"planner": {"name": "bayes"}})", "bad-value", "planner.name");
    row("text for a number", R"({"seeds": "three"})", "bad-value", "seeds");
    row("fraction for a whole number", R"({"seeds": 1.5})", "bad-value", "seeds");
    row("unknown setting", R"({"settings": {"train": {"epoch": 3}}})", "unknown-key", "train.epoch");
    row("half a range", R"({"axes": [{"key": "train.epochs", "from": 3}]})", "bad-value", "axes[0].from");
    row("unknown scale", R"({"axes": [{"key": "train.epochs", "from": 3, "to": 4, "scale": "cubic"}]})", "bad-value",
        "axes[0].scale");
    row("axis of a typo", R"({"axes": [{"key": "train.epochs", "value": [3]}]})", "unknown-key", "axes[0].value");
    row("newer version", R"({"version": 2, "something": 1})", "newer-schema", "");
}

void TestSweepSpec::mistakesInJsonAreNamed()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, code);
    QFETCH(QByteArray, argument);
    const auto spec = sweepFromJson(json.toStdString(), "my.json");
    QCOMPARE(word(spec), code);
    if (!argument.isEmpty())
        QCOMPARE(QByteArray::fromStdString(spec.error().arguments.at(0)), argument);
}

void TestSweepSpec::rangesBecomePoints_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<double>("from");
    QTest::addColumn<double>("to");
    QTest::addColumn<bool>("logarithmic");
    QTest::addColumn<int>("count");
    QTest::addColumn<QByteArray>("labels");
    QTest::newRow("linear") << QByteArray("objective.temperature") << 0.1 << 0.5 << false << 5
                            << QByteArray("0.1 0.2 0.3 0.4 0.5");
    QTest::newRow("log") << QByteArray("optimizer.learning_rate") << 0.001 << 1. << true << 4
                         << QByteArray("0.001 0.01 0.1 1");
    QTest::newRow("rounded inside, exact at the ends")
        << QByteArray("objective.temperature") << 0.05 << 0.123456 << true << 3 << QByteArray("0.05 0.07857 0.123456");
    QTest::newRow("whole numbers") << QByteArray("train.batch_size") << 32. << 256. << true << 4
                                   << QByteArray("32 64 128 256");
    QTest::newRow("whole numbers without repeats")
        << QByteArray("head.layers") << 0. << 2. << false << 5 << QByteArray("0 1 2");
}

void TestSweepSpec::rangesBecomePoints()
{
    QFETCH(QByteArray, key);
    QFETCH(double, from);
    QFETCH(double, to);
    QFETCH(bool, logarithmic);
    QFETCH(int, count);
    QFETCH(QByteArray, labels);
    QByteArray found;
    for (const AxisPoint &point : pointsOf(key.toStdString(), {from, to, logarithmic, count})) {
        found += (found.isEmpty() ? "" : " ") + QByteArray::fromStdString(point.label);
        QCOMPARE(QByteArray::fromStdString(point.assignments.at(0)),
                 key + "=" + QByteArray::fromStdString(point.label));
    }
    QCOMPARE(found, labels);
}

void TestSweepSpec::everyViolationIsFound_data()
{
    QTest::addColumn<int>("what");
    QTest::addColumn<QByteArray>("key");
    const char *keys[] = {"name",     "axes",    "axes[0]",        "axes[1]",        "axes[1]",
                          "axes[0]",  "axes[0]", "axes[0]",        "axes[1]",        "planner.trials",
                          "seeds",    "seeds",   "early_stopping", "early_stopping", "budget.hours",
                          "settings", "axes[2]", "axes[2]",        "axes[2]",        "axes"};
    for (int i = 0; i < static_cast<int>(std::size(keys)); ++i)
        QTest::newRow(QByteArray::number(i) + " " + keys[i]) << i << QByteArray(keys[i]);
}

void TestSweepSpec::everyViolationIsFound()
{
    QFETCH(int, what);
    QFETCH(QByteArray, key);
    SweepSpec spec = validSpec();
    SweepAxis rate{"optimizer.learning_rate", {}, AxisRange{0.01, 1, true, 3}};
    switch (what) {
    case 0:
        spec.name.clear();
        break;
    case 1:
        spec.axes.clear();
        break;
    case 2:
        spec.axes[0].points.clear();
        break;
    case 3:
        spec.axes[1].points.push_back(spec.axes[1].points[0]); // a value twice
        break;
    case 4:
        spec.axes[1] = spec.axes[0]; // an axis twice
        break;
    case 5:
        spec.axes[0].points[0].assignments = {"objective.temperatur=1"};
        break;
    case 6:
        spec.axes[0].points[0].assignments = {"objective.temperature=-1"};
        break;
    case 7:
        spec.axes[0].points[0].assignments.clear();
        break;
    case 8: // the same setting on two axes, once hidden in a point of several
        spec.axes[1] = {"pair", {{"a", {"augment.strength=1", "objective.temperature=1"}}}, {}};
        break;
    case 9:
        spec.planning = {Planner::Random, 0};
        break;
    case 10:
        spec.seeds = 0;
        break;
    case 11:
        spec.axes[1] = {"train.seed", {pointOf("train.seed", "1"), pointOf("train.seed", "2")}, {}};
        spec.seeds = 2;
        break;
    case 12:
        spec.axes[1] = {"train.epochs", {pointOf("train.epochs", "50"), pointOf("train.epochs", "100")}, {}};
        spec.stopping.rule = StoppingRule::Median;
        break;
    case 13:
        spec.base.evaluate.every = 0;
        spec.stopping.rule = StoppingRule::Asha;
        break;
    case 14:
        spec.budget.hours = -1;
        break;
    case 15:
        spec.base.data.path.clear();
        break;
    case 16:
        rate.range->from = 2; // above its end
        spec.axes.push_back(rate);
        break;
    case 17:
        rate.range->from = 0; // on a logarithmic scale
        spec.axes.push_back(rate);
        break;
    case 18:
        spec.axes.push_back({"encoder.name", {}, AxisRange{1, 2, false, 2}});
        break;
    case 19:
        spec.axes[0] = {"objective.temperature", {}, AxisRange{0.01, 1, false, 1000}};
        spec.axes.push_back({"train.seed", {}, AxisRange{1, 500, false, 500}});
        break;
    default:
        QFAIL("no such case");
    }
    const auto violations = validateSweep(spec);
    QVERIFY2(keysOf(violations).contains(key.toStdString()),
             violations.empty() ? "no violation" : describe(sweepViolationsAsError(violations)).c_str());
    for (const Violation &violation : violations)
        QVERIFY(!describe(violation.error).empty());
}

void TestSweepSpec::validSpecHasNone()
{
    const auto violations = validateSweep(validSpec());
    QVERIFY2(violations.empty(), violations.empty() ? "" : describe(sweepViolationsAsError(violations)).c_str());
    SweepSpec draws = validSpec();
    draws.planning.planner = Planner::Tpe;
    draws.axes.push_back({"optimizer.learning_rate", {}, AxisRange{0.01, 1, true, 3}});
    draws.stopping.rule = StoppingRule::Asha;
    QVERIFY(validateSweep(draws).empty());
    QVERIFY(variedKeys(draws) ==
            (std::vector<std::string>{"objective.temperature", "train.batch_size", "optimizer.learning_rate"}));
    // All of them at once, each told once.
    SweepSpec bad = validSpec();
    bad.name.clear();
    bad.seeds = 0;
    bad.budget.runs = -1;
    QCOMPARE(validateSweep(bad).size(), std::size_t{3});
    QVERIFY(sweepViolationsAsError(validateSweep(bad)).code == ErrorCode::SweepInvalid);
}

void TestSweepSpec::cellsThatDoNotFitAreNamed()
{
    SweepSpec spec = validSpec();
    spec.axes = {
        {"train.epochs", {pointOf("train.epochs", "5"), pointOf("train.epochs", "100")}, {}},
        {"train.warmup_epochs", {pointOf("train.warmup_epochs", "0"), pointOf("train.warmup_epochs", "10")}, {}}};
    const auto violations = validateSweep(spec);
    QCOMPARE(violations.size(), std::size_t{1});
    const std::string sentence = describe(violations[0].error);
    QVERIFY2(sentence.find("train.epochs=5; train.warmup_epochs=10") != std::string::npos, sentence.c_str());
    QVERIFY2(sentence.find("train.epochs=100") == std::string::npos, sentence.c_str());
}

void TestSweepSpec::wordsAreTheirOwn()
{
    for (const Planner planner : {Planner::Grid, Planner::Random, Planner::Tpe})
        QVERIFY(plannerFromWord(plannerWord(planner)) == planner);
    for (const StoppingRule rule : {StoppingRule::None, StoppingRule::Asha, StoppingRule::Median})
        QVERIFY(stoppingRuleFromWord(stoppingRuleWord(rule)) == rule);
    for (const Summary summary : {Summary::Last, Summary::Best, Summary::AtBestKnn, Summary::Mean3})
        QVERIFY(summaryFromWord(summaryWord(summary)) == summary);
    QVERIFY(!plannerFromWord("") && !stoppingRuleFromWord("Asha") && !summaryFromWord("worst"));
}

QTEST_GUILESS_MAIN(TestSweepSpec)
#include "tst_sweep_spec.moc"
