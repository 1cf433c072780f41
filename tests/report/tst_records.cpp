#include "core/report/records.h"

#include <QTest>

#include <set>

using namespace tandem;

class TestRecords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void statesHaveWordsThatComeBack();
    void activeStatesAreThoseWithAProcess();
    void storedNamesStay();
};

namespace {

constexpr RunState kStates[] = {RunState::Queued,  RunState::Starting, RunState::Running, RunState::Stopping,
                                RunState::Stopped, RunState::Done,     RunState::Failed,  RunState::Lost};

} // namespace

void TestRecords::statesHaveWordsThatComeBack()
{
    std::set<std::string_view> words;
    for (const RunState state : kStates) {
        QVERIFY(words.insert(runStateWord(state)).second);
        QVERIFY(runStateFromWord(runStateWord(state)) == state);
    }
    QVERIFY(!words.contains(std::string_view()));
    QVERIFY(!runStateFromWord("paused"));
    QVERIFY(!runStateFromWord(""));
}

void TestRecords::activeStatesAreThoseWithAProcess()
{
    for (const RunState state : kStates)
        QCOMPARE(isActive(state),
                 state == RunState::Starting || state == RunState::Running || state == RunState::Stopping);
}

void TestRecords::storedNamesStay()
{
    // They stand in run files that people keep.
    QCOMPARE(std::string(runStateWord(RunState::Running)), std::string("running"));
    QCOMPARE(std::string(runStateWord(RunState::Lost)), std::string("lost"));
    QCOMPARE(std::string(series::kLoss), std::string("loss"));
    QCOMPARE(std::string(series::kKnnAccuracy), std::string("knn_accuracy"));
    QCOMPARE(std::string(series::kLearningRate), std::string("learning_rate"));
}

QTEST_GUILESS_MAIN(TestRecords)
#include "tst_records.moc"
