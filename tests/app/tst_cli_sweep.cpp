#include "core/config/settings_table.h"
#include "core/store/queue_file.h"
#include "core/store/run_reader.h"
#include "core/sweep/run_queue.h"
#include "core/sweep/sweep_file.h"
#include "tests/app/cli_process.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>
#include <csignal>

using namespace Qt::StringLiterals;
using namespace tandem;
using namespace tandem::test;

namespace {

constexpr int kPatienceMs = 600'000; // a busy machine

constexpr const char *kGrid = R"({
  "name": "grid",
  "axes": [
    {"key": "objective.temperature", "values": [0.1, 0.5]},
    {"key": "train.batch_size", "values": [32, 64]}
  ]
})";

QJsonObject objectWith(const Outcome &outcome, const QString &event, const QString &cell = {})
{
    for (const QJsonObject &object : outcome.objects())
        if (object[u"event"_s].toString() == event && (cell.isEmpty() || object[u"cell"_s].toString() == cell))
            return object;
    return {};
}

} // namespace

class TestCliSweep : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aGridIsTrainedToItsEnd();
    void everyViolationIsToldAndNothingIsMade();
    void firstInterruptStopsWithCheckpointsAndItGoesOn();
    void aKilledTrainersHoleIsFilled();
    void sweepsAreEditedWhileTheyWait();
    void thrownAwayAndBroughtBack();
    void randomTrialsAreDrawn();
    void thePapersNumbersStandBeside();
    void presetsAreSweepsOfTheCommandLinesSettings();
    void unknownPresetsNameTheKnown();
    void unknownOnesSaySo();

private:
    [[nodiscard]] QString write(const QString &name, const QByteArray &text) const;
    /// sweep --spec with a narrow encoder on Shapes.
    [[nodiscard]] QStringList startArguments(const QString &project, const QString &spec, int epochs) const;
    [[nodiscard]] Outcome sweep(const QString &project, const QStringList &arguments) const;
    [[nodiscard]] ProjectLayout layout(const QString &project) const
    {
        return ProjectLayout(m_cli.path(project).toStdString());
    }
    /// sweep --preset on Shapes.
    [[nodiscard]] QStringList presetArguments(const QString &project, const QString &preset) const;
    /// A sweep that waits: its queue is paused.
    void makeWaiting(const QString &project, const QByteArray &spec = kGrid) const;
    [[nodiscard]] std::optional<RunSummary> atWork(const QString &project) const;
    [[nodiscard]] std::size_t waiting(const QString &project) const
    {
        const auto queue = readQueue(layout(project));
        return queue ? queue->items.size() : 0;
    }

    CliFixture m_cli;
};

void TestCliSweep::initTestCase()
{
    QVERIFY(m_cli.makeShapes());
}

QString TestCliSweep::write(const QString &name, const QByteArray &text) const
{
    QFile file(m_cli.path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write %s", qPrintable(name));
    return file.fileName();
}

QStringList TestCliSweep::startArguments(const QString &project, const QString &spec, int epochs) const
{
    QStringList settings = m_cli.trainArguments(project, epochs).mid(4); // without train, --json and the project
    return QStringList{u"sweep"_s, u"--json"_s, u"--project"_s, m_cli.path(project), u"--spec"_s, spec} + settings;
}

QStringList TestCliSweep::presetArguments(const QString &project, const QString &preset) const
{
    QStringList words = startArguments(project, preset, 1);
    words[words.indexOf(u"--spec"_s)] = u"--preset"_s;
    return words << u"--detach"_s;
}

Outcome TestCliSweep::sweep(const QString &project, const QStringList &arguments) const
{
    QStringList words{u"sweep"_s};
    words << arguments.front() << u"--json"_s << u"--project"_s << m_cli.path(project) << arguments.mid(1);
    return m_cli.run(words);
}

void TestCliSweep::makeWaiting(const QString &project, const QByteArray &spec) const
{
    QVERIFY(createProject(layout(project).root()));
    QVERIFY(setQueuePaused(layout(project), true));
    const Outcome made = m_cli.run(startArguments(project, write(project + u".json"_s, spec), 1) << u"--detach"_s);
    QVERIFY2(made.status == 0, made.err.constData());
}

std::optional<RunSummary> TestCliSweep::atWork(const QString &project) const
{
    for (RunSummary &run : listRuns(layout(project)).value_or(std::vector<RunSummary>()))
        if (run.state == RunState::Running && run.step > 0)
            return run;
    return std::nullopt;
}

void TestCliSweep::aGridIsTrainedToItsEnd()
{
    const QString project = u"grid"_s;
    const QString spec = write(u"grid.json"_s, kGrid);
    const Outcome outcome = m_cli.run(startArguments(project, spec, 1));
    QVERIFY2(outcome.status == 0, outcome.err.constData());
    const QJsonObject end = outcome.last();
    QCOMPARE(end[u"event"_s].toString(), u"sweep"_s);
    QCOMPARE(end[u"state"_s].toString(), u"finished"_s);
    QCOMPARE(end[u"done"_s].toInt(), 4);
    QCOMPARE(end[u"scaling"_s].toString(), u"linear"_s); // the batch size varies: it must be said
    for (const char *cell :
         {"objective.temperature=0.1; train.batch_size=32", "objective.temperature=0.5; train.batch_size=64"}) {
        const Outcome shown = sweep(project, {u"show"_s, u"grid"_s});
        const QJsonObject object = objectWith(shown, u"cell"_s, QString::fromUtf8(cell));
        QCOMPARE(object[u"state"_s].toString(), u"done"_s);
        QCOMPARE(object[u"count"_s].toInt(), 1);
        QVERIFY(object[u"mean"_s].toDouble() > 0);
    }
    // The runs' settings are those of their cells.
    const auto trained = listRuns(layout(project));
    QVERIFY(trained);
    for (const RunSummary &run : *trained) {
        const auto settings = settingsFromJson(run.settingsJson);
        QVERIFY(settings && run.origin);
        QVERIFY(run.origin->cell.find("train.batch_size=" + std::to_string(settings->train.batchSize)) !=
                std::string::npos);
    }
    const Outcome list = m_cli.run({u"sweep"_s, u"list"_s, u"--project"_s, m_cli.path(project)});
    QVERIFY2(list.out.contains("grid") && list.out.contains("4/4"), list.out.constData());
    const Outcome text = m_cli.run({u"sweep"_s, u"show"_s, u"--project"_s, m_cli.path(project), u"grid"_s});
    QVERIFY2(text.out.contains("objective.temperature") && text.out.contains("%"), text.out.constData());
    // Nothing is missing: filling begins nothing.
    const Outcome again = m_cli.run(startArguments(project, spec, 1) << u"--fill-holes"_s);
    QCOMPARE(again.status, 0);
    QCOMPARE(listRuns(layout(project))->size(), std::size_t{4});
    // The spec that it prints makes the same sweep.
    const Outcome printed =
        m_cli.run({u"sweep"_s, u"show"_s, u"--spec"_s, u"--project"_s, m_cli.path(project), u"grid"_s});
    const auto reread = sweepFromJson(printed.out.toStdString());
    QVERIFY2(reread, printed.out.constData());
    QCOMPARE(reread->axes.size(), std::size_t{2});
}

void TestCliSweep::everyViolationIsToldAndNothingIsMade()
{
    const QString spec = write(u"bad.json"_s, R"({"name": "bad", "seeds": 0, "axes": [
        {"key": "train.batch_size", "values": [-1]}, {"key": "train.batch_size", "values": [64]}]})");
    const Outcome outcome = m_cli.run(startArguments(u"bad"_s, spec, 1));
    QCOMPARE(outcome.status, 2);
    const QString sentence = outcome.last()[u"error"_s][u"message"_s].toString();
    QCOMPARE(outcome.last()[u"error"_s][u"code"_s].toString(), u"sweep-invalid"_s);
    for (const char *place : {"seeds cannot be 0", "train.batch_size cannot be -1", "axes[1]"})
        QVERIFY2(sentence.contains(QString::fromUtf8(place)), qPrintable(sentence));
    QVERIFY(!QFile::exists(m_cli.path(u"bad/sweeps"_s)));
    QCOMPARE(m_cli.run(startArguments(u"bad"_s, write(u"worse.json"_s, "{"), 1)).status, 2);
    QCOMPARE(m_cli.run(startArguments(u"bad"_s, m_cli.path(u"none.json"_s), 1)).status, 1);
    QCOMPARE(m_cli.run({u"sweep"_s, u"--project"_s, m_cli.path(u"bad"_s)}).status, 2); // no --spec
}

void TestCliSweep::firstInterruptStopsWithCheckpointsAndItGoesOn()
{
    const QString project = u"interrupt"_s;
    const auto process = m_cli.start(startArguments(project, write(u"long.json"_s, kGrid), 2000));
    QTRY_VERIFY_WITH_TIMEOUT(atWork(project).has_value(), kPatienceMs);
    const RunId first = atWork(project)->id;
    ::kill(static_cast<pid_t>(process->processId()), SIGINT);
    const Outcome outcome = CliFixture::finish(*process);
    QCOMPARE(outcome.status, 130);
    QCOMPARE(outcome.last()[u"state"_s].toString(), u"paused"_s);
    QVERIFY2(outcome.err.contains("sweep resume"), outcome.err.constData());
    const auto reader = RunReader::open(layout(project), first);
    QVERIFY(reader);
    QVERIFY((*reader)->summary()->state == RunState::Stopped);
    const auto checkpoint = (*reader)->loadNewestCheckpoint();
    QVERIFY(checkpoint && checkpoint->has_value());
    const std::int64_t step = (*checkpoint)->info.step;
    QVERIFY(step > 0);

    QCOMPARE(sweep(project, {u"resume"_s, u"grid"_s}).status, 0);
    QTRY_VERIFY_WITH_TIMEOUT(atWork(project).has_value(), kPatienceMs);
    QCOMPARE(sweep(project, {u"pause"_s, u"--stop"_s, u"grid"_s}).status, 0);
    QTRY_VERIFY_WITH_TIMEOUT(!atWork(project).has_value(), kPatienceMs);
    const Outcome shown = sweep(project, {u"show"_s, u"grid"_s});
    QCOMPARE(shown.last()[u"state"_s].toString(), u"paused"_s);
    QCOMPARE(listRuns(layout(project))->size(), std::size_t{4});
}

void TestCliSweep::aKilledTrainersHoleIsFilled()
{
    const QString project = u"killed"_s;
    const QByteArray one = R"({"name": "one", "axes": [{"key": "train.batch_size", "values": [32]}]})";
    const QString spec = write(u"one.json"_s, one);
    const auto process = m_cli.start(startArguments(project, spec, 15));
    QTRY_VERIFY_WITH_TIMEOUT(atWork(project).has_value(), kPatienceMs);
    ::kill(static_cast<pid_t>(atWork(project)->process.pid), SIGKILL);
    const Outcome outcome = CliFixture::finish(*process);
    QCOMPARE(outcome.status, 1);
    QCOMPARE(outcome.last()[u"state"_s].toString(), u"holes"_s);
    QVERIFY2(outcome.err.contains("sweep retry"), outcome.err.constData());
    const Outcome again = m_cli.run(startArguments(project, spec, 15) << u"--fill-holes"_s);
    QVERIFY2(again.status == 0, again.err.constData());
    QCOMPARE(again.last()[u"done"_s].toInt(), 1);
    QCOMPARE(listRuns(layout(project))->size(), std::size_t{1}); // the same run went on
}

void TestCliSweep::sweepsAreEditedWhileTheyWait()
{
    const QString project = u"edit"_s;
    makeWaiting(project);
    QCOMPARE(waiting(project), std::size_t{4});
    const auto total = [](const Outcome &outcome) { return outcome.last()[u"total"_s].toInt(); };
    QCOMPARE(total(sweep(project, {u"add-values"_s, u"grid"_s, u"objective.temperature"_s, u"1"_s, u"0.50"_s})), 6);
    QCOMPARE(total(sweep(project, {u"add-seeds"_s, u"grid"_s, u"1"_s})), 12);
    QCOMPARE(waiting(project), std::size_t{12});
    const QString cell = u"objective.temperature=1; train.batch_size=32"_s;
    QCOMPARE(total(sweep(project, {u"remove-cell"_s, u"grid"_s, cell})), 10);
    QCOMPARE(waiting(project), std::size_t{10});
    const Outcome restored = sweep(project, {u"restore-cell"_s, u"grid"_s, cell});
    QCOMPARE(total(restored), 12);
    QCOMPARE(restored.last()[u"holes"_s].toInt(), 2);
    QCOMPARE(sweep(project, {u"retry"_s, u"grid"_s, cell}).last()[u"holes"_s].toInt(), 0);
    QCOMPARE(waiting(project), std::size_t{12});
    QCOMPARE(sweep(project, {u"retry"_s, u"grid"_s, u"no such cell"_s}).last()[u"error"_s][u"code"_s].toString(),
             u"cell-not-found"_s);
    QCOMPARE(sweep(project, {u"add-values"_s, u"grid"_s, u"train.epochs"_s, u"3"_s}).status, 2);
    QCOMPARE(sweep(project, {u"pause"_s, u"grid"_s}).last()[u"state"_s].toString(), u"paused"_s);
}

void TestCliSweep::thrownAwayAndBroughtBack()
{
    const QString project = u"trash"_s;
    makeWaiting(project);
    QCOMPARE(sweep(project, {u"remove"_s, u"grid"_s}).status, 0);
    QCOMPARE(waiting(project), std::size_t{0});
    QCOMPARE(sweep(project, {u"list"_s}).objects().size(), 0);
    QCOMPARE(sweep(project, {u"show"_s, u"grid"_s}).last()[u"error"_s][u"code"_s].toString(), u"sweep-not-found"_s);
    QCOMPARE(sweep(project, {u"restore"_s, u"grid"_s}).last()[u"waiting"_s].toInt(), 4);
    QCOMPARE(waiting(project), std::size_t{4});
}

void TestCliSweep::randomTrialsAreDrawn()
{
    const QString project = u"random"_s;
    const QByteArray spec = R"({"name": "random", "planner": {"name": "random", "trials": 2, "seed": 3},
        "axes": [{"key": "objective.temperature", "from": 0.05, "to": 1, "scale": "log"}]})";
    const Outcome outcome = m_cli.run(startArguments(project, write(u"random.json"_s, spec), 1));
    QVERIFY2(outcome.status == 0, outcome.err.constData());
    QCOMPARE(outcome.last()[u"done"_s].toInt(), 2);
    QVERIFY(!objectWith(outcome, u"cell"_s, u"trial 2"_s).isEmpty());
    const auto kept = listRuns(layout(project));
    QVERIFY(kept);
    for (const RunSummary &run : *kept) {
        const auto settings = settingsFromJson(run.settingsJson);
        QVERIFY(settings->objective.temperature >= 0.05 && settings->objective.temperature <= 1);
    }
}

void TestCliSweep::thePapersNumbersStandBeside()
{
    const QString project = u"paper"_s;
    makeWaiting(project, R"({"name": "paper", "preset": "paper-temperature", "axes": [{"name": "similarity", "points": [
        {"label": "cosine, τ 0.1", "set": ["objective.normalize=true", "objective.temperature=0.1"]},
        {"label": "cosine, τ 0.5", "set": ["objective.normalize=true", "objective.temperature=0.5"]},
        {"label": "own", "set": ["objective.normalize=true", "objective.temperature=0.7"]}]}]})");
    const Outcome text = m_cli.run({u"sweep"_s, u"show"_s, u"--project"_s, m_cli.path(project), u"paper"_s});
    QVERIFY2(text.out.contains("Table 5") && text.out.contains("64.4") && text.out.contains("60.7"),
             text.out.constData());
    const Outcome json = sweep(project, {u"show"_s, u"paper"_s});
    QCOMPARE(objectWith(json, u"cell"_s, u"similarity=cosine, τ 0.1"_s)[u"paper"_s].toDouble(), 0.644);
    QVERIFY(!objectWith(json, u"cell"_s, u"similarity=own"_s).contains(u"paper"_s)); // the paper has no such cell
}

void TestCliSweep::presetsAreSweepsOfTheCommandLinesSettings()
{
    const QString project = u"presets"_s;
    QVERIFY(createProject(layout(project).root()));
    QVERIFY(setQueuePaused(layout(project), true));
    const Outcome first = m_cli.run(presetArguments(project, u"temperature-batch"_s)
                                    << u"--axis"_s << u"train.batch_size=32,64.0,1e2"_s << u"--seeds"_s << u"2"_s);
    QVERIFY2(first.status == 0, first.err.constData());
    QCOMPARE(waiting(project), std::size_t{18}); // three temperatures, three batch sizes, two seeds
    const RunId id = RunId::fromString(first.last()[u"sweep"_s].toString().toStdString());
    const auto spec = readSweep(layout(project), id);
    QVERIFY(spec && spec->preset == "temperature-batch");
    QCOMPARE(spec->base.encoder.width, 0.25);
    QCOMPARE(spec->base.train.epochs, 1);
    QCOMPARE(QString::fromStdString(spec->base.data.path), m_cli.path(u"shapes/train"_s));
    QCOMPARE(spec->axes[1].points[1], pointOf("train.batch_size", "64"));

    const Outcome paper = m_cli.run(presetArguments(project, u"paper-batch-epochs"_s)
                                    << u"--axis"_s << u"train.epochs=100"_s << u"--name"_s << u"short"_s);
    QVERIFY2(paper.status == 0, paper.err.constData());
    QCOMPARE(paper.last()[u"total"_s].toInt(), 6);
    const QJsonObject cell =
        objectWith(sweep(project, {u"show"_s, u"short"_s}), u"cell"_s, u"train.batch_size=256; train.epochs=100"_s);
    QCOMPARE(cell[u"paper"_s].toDouble(), 0.575);

    const Outcome again = m_cli.run(presetArguments(project, u"paper-temperature"_s));
    QVERIFY2(again.status == 0, again.err.constData());
    QCOMPARE(again.last()[u"total"_s].toInt(), 6);
    QCOMPARE(m_cli.run(presetArguments(project, u"paper-temperature"_s) << u"--fill-holes"_s).status, 0);
    QCOMPARE(listSweeps(layout(project))->size(), std::size_t{3});
}

void TestCliSweep::unknownPresetsNameTheKnown()
{
    const Outcome outcome = m_cli.run(presetArguments(u"no preset"_s, u"figure-9"_s));
    QCOMPARE(outcome.status, 2);
    const QString sentence = outcome.last()[u"error"_s][u"message"_s].toString();
    const QByteArray help = m_cli.run({u"sweep"_s, u"--help"_s}).out;
    for (const char *known : {"temperature-batch", "paper-temperature", "paper-batch-epochs"})
        QVERIFY2(sentence.contains(QString::fromUtf8(known)) && help.contains(known), qPrintable(sentence));
    QVERIFY(!QFile::exists(m_cli.path(u"no preset"_s)));
    const auto withPreset = [this](const QStringList &more) {
        return m_cli.run(presetArguments(u"no preset"_s, u"paper-temperature"_s) << more);
    };
    QCOMPARE(withPreset({u"--spec"_s, write(u"two.json"_s, kGrid)}).status, 2);
    QCOMPARE(withPreset({u"--axis"_s, u"train.epochs"_s}).status, 2);
    const Outcome twice = withPreset({u"--axis"_s, u"objective.temperature=1"_s}); // the preset's axis sets it, too
    QCOMPARE(twice.status, 2);
    QVERIFY2(twice.sentence().contains(u"objective.temperature on two axes"_s), qPrintable(twice.sentence()));
}

void TestCliSweep::unknownOnesSaySo()
{
    QVERIFY(createProject(layout(u"none"_s).root()));
    for (const char *verb : {"show", "watch", "pause", "resume", "retry", "remove", "restore"}) {
        const Outcome outcome = sweep(u"none"_s, {QString::fromUtf8(verb), u"no such"_s});
        QCOMPARE(outcome.status, 1);
        QCOMPARE(outcome.last()[u"error"_s][u"code"_s].toString(), u"sweep-not-found"_s);
    }
    const Outcome list = m_cli.run({u"sweep"_s, u"list"_s, u"--project"_s, m_cli.path(u"none"_s)});
    QVERIFY2(list.out.contains("No sweeps yet"), list.out.constData());
}

QTEST_GUILESS_MAIN(TestCliSweep)
#include "tst_cli_sweep.moc"
