#include "core/base/process.h"
#include "core/jobs/encode_client.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace tandem;

namespace {

constexpr std::uint8_t kCrash = 250, kSlow = 251, kNonsense = 252, kFail = 253;

std::vector<EncodeImage> images(std::initializer_list<std::uint8_t> values)
{
    std::vector<EncodeImage> all;
    for (const std::uint8_t value : values)
        all.push_back({2, 3, std::vector<std::uint8_t>(18, value)});
    return all;
}

} // namespace

class TestEncodeClient : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_client.reset(); }
    void featuresComeBackInOrder();
    void newestOfATopicCounts();
    void cancelledRequestsAreNotAnswered();
    void requestsOfADeadContextAreDropped();
    void aKilledWorkerIsSaidAndReplaced();
    void aCrashConcernsItsRequestAlone();
    void nonsenseIsAnError();
    void failuresOfARequestLeaveTheWorker();
    void refusalsAreTold();
    void missingProgramIsAnError();
    void anotherEncoderDropsWhatWasAsked();
    void idleWorkersEndAndComeBack();
    void reloadedWorkersAnswerWhatWaits();
    void destructionEndsTheWorker();
    void largeRequestsDoNotBlock();

private:
    struct Answers {
        QList<float> h;
        QList<Error> errors;
    };
    /// Asks, and collects what comes.
    void ask(const char *topic, std::vector<EncodeImage> what, QObject *context = nullptr)
    {
        m_client->encode(QString::fromLatin1(topic), ImageForm::Image, std::move(what), context ? context : this,
                         [this](const Result<EncodedImagesPtr> &result) {
                             if (!result)
                                 m_answers.errors.append(result.error());
                             else
                                 for (const float value : (*result)->h)
                                     m_answers.h.append(value);
                         });
    }
    [[nodiscard]] std::unique_ptr<EncodeClient> makeClient(const QString &program = QStringLiteral(FAKE_ENCODER)) const
    {
        auto client = std::make_unique<EncodeClient>(ProjectLayout("/a project"), program);
        client->setEncoder(m_run);
        return client;
    }

    RunId m_run = RunId::make();
    std::unique_ptr<EncodeClient> m_client;
    Answers m_answers;
};

void TestEncodeClient::init()
{
    m_answers = {};
    m_client = makeClient();
}

void TestEncodeClient::featuresComeBackInOrder()
{
    QSignalSpy ready(m_client.get(), &EncodeClient::ready);
    QCOMPARE(m_client->processId(), qint64{0});         // not before it is needed
    for (const char *topic : {"a", "b", "c", "d", "e"}) // many requests queue
        ask(topic, images({static_cast<std::uint8_t>(topic[0]), 7}));
    QVERIFY(m_client->isBusy());
    QTRY_COMPARE(m_answers.h, (QList<float>{'a', 7, 'b', 7, 'c', 7, 'd', 7, 'e', 7}));
    QVERIFY(!m_client->isBusy());
    QCOMPARE(ready.size(), 1);
    QCOMPARE(m_client->info()->viewSize, std::int64_t{8});
    QCOMPARE(m_client->info()->run, m_run.toString());
}

void TestEncodeClient::newestOfATopicCounts()
{
    ask("slow", images({kSlow}));
    for (std::uint8_t value = 1; value <= 20; ++value)
        ask("slider", images({value}));
    ask("other", images({100}));
    QTRY_COMPARE(m_answers.h, (QList<float>{kSlow, 20, 100}));
    // One that is at work is finished, and its answer dropped.
    m_answers = {};
    ask("slider", images({kSlow}));
    ask("slider", images({21}));
    QTRY_COMPARE(m_answers.h, (QList<float>{21}));
    QVERIFY(m_answers.errors.isEmpty());
}

void TestEncodeClient::cancelledRequestsAreNotAnswered()
{
    ask("slow", images({kSlow}));
    ask("gone", images({1}));
    ask("stays", images({2}));
    m_client->cancel(QStringLiteral("gone"));
    m_client->cancel(QStringLiteral("slow"));
    QTRY_COMPARE(m_answers.h, (QList<float>{2}));
    QTRY_VERIFY(!m_client->isBusy());
}

void TestEncodeClient::requestsOfADeadContextAreDropped()
{
    auto context = std::make_unique<QObject>();
    ask("slow", images({kSlow}), context.get());
    ask("a", images({1}), context.get());
    ask("b", images({2}));
    context.reset();
    QTRY_COMPARE(m_answers.h, (QList<float>{2}));
}

void TestEncodeClient::aKilledWorkerIsSaidAndReplaced()
{
    QSignalSpy failed(m_client.get(), &EncodeClient::failed);
    ask("slow", images({kSlow}));
    QTRY_VERIFY(m_client->info().has_value());
    const qint64 before = m_client->processId();
    ask("waits", images({5}));
    ::kill(static_cast<pid_t>(before), SIGKILL);
    QTRY_COMPARE(m_answers.errors.size(), 1);
    QCOMPARE(m_answers.errors[0].code, ErrorCode::EncoderLost);
    QVERIFY(describe(m_answers.errors[0]).find("crashed or was killed") != std::string::npos);
    QCOMPARE(failed.size(), 1);
    QTRY_COMPARE(m_answers.h, (QList<float>{5})); // by the next process, unasked
    QVERIFY(m_client->processId() != 0 && m_client->processId() != before);
    QVERIFY(!isAlive(processWithId(before)));
}

void TestEncodeClient::aCrashConcernsItsRequestAlone()
{
    ask("a", images({1}));
    ask("b", images({kCrash}));
    ask("c", images({3}));
    QTRY_COMPARE(m_answers.h, (QList<float>{1, 3}));
    QCOMPARE(m_answers.errors.size(), 1);
    QVERIFY2(describe(m_answers.errors[0]).find("what a strange image") != std::string::npos,
             describe(m_answers.errors[0]).c_str());
    QCOMPARE(errorWord(m_answers.errors[0].code), std::string_view("encoder-lost"));
}

void TestEncodeClient::nonsenseIsAnError()
{
    ask("a", images({kNonsense}));
    QTRY_COMPARE(m_answers.errors.size(), 1);
    QCOMPARE(m_answers.errors[0].code, ErrorCode::EncoderLost);
    ask("a", images({3}));
    QTRY_COMPARE(m_answers.h, (QList<float>{3}));
}

void TestEncodeClient::failuresOfARequestLeaveTheWorker()
{
    QSignalSpy failed(m_client.get(), &EncodeClient::failed);
    ask("a", images({1}));
    QTRY_COMPARE(m_answers.h.size(), 1);
    const qint64 process = m_client->processId();
    ask("b", images({kFail}));
    ask("c", images({2}));
    QTRY_COMPARE(m_answers.h, (QList<float>{1, 2}));
    QCOMPARE(m_answers.errors.size(), 1);
    QCOMPARE(m_answers.errors[0].code, ErrorCode::OutOfMemory);
    QCOMPARE(m_client->processId(), process);
    QVERIFY(failed.isEmpty());
}

void TestEncodeClient::refusalsAreTold()
{
    m_client->setEncoder(m_run, QStringLiteral("best"));
    QSignalSpy failed(m_client.get(), &EncodeClient::failed);
    ask("a", images({1}));
    ask("b", images({2}));
    QTRY_COMPARE(m_answers.errors.size(), 2);
    QCOMPARE(describe(m_answers.errors[0]),
             std::string("The run some run cannot be evaluated: none of its checkpoints has a kNN accuracy."));
    QCOMPARE(failed.size(), 1);
    QCOMPARE(m_client->processId(), qint64{0});
    QVERIFY(!m_client->isBusy());
    m_client->setEncoder(m_run);
    m_client->prepare();
    QTRY_VERIFY(m_client->info().has_value());
}

void TestEncodeClient::missingProgramIsAnError()
{
    m_client = makeClient(QStringLiteral("/nowhere/tandem-cli"));
    ask("a", images({1}));
    QTRY_COMPARE(m_answers.errors.size(), 1);
    QCOMPARE(m_answers.errors[0].code, ErrorCode::ProcessFailed);
    QVERIFY(describe(m_answers.errors[0]).find("/nowhere/tandem-cli") != std::string::npos);
    m_client = makeClient(QStringLiteral("/bin/true")); // ends before it is ready
    ask("a", images({1}));
    QTRY_COMPARE(m_answers.errors.size(), 2);
    QCOMPARE(m_answers.errors[1].code, ErrorCode::EncoderLost);
}

void TestEncodeClient::anotherEncoderDropsWhatWasAsked()
{
    ask("slow", images({kSlow}));
    QTRY_VERIFY(m_client->info().has_value());
    const ProcessIdentity before = processWithId(m_client->processId());
    ask("waits", images({1}));
    m_client->setEncoder(RunId::make());
    QVERIFY(!m_client->isBusy());
    QVERIFY(!m_client->info());
    ask("waits", images({2}));
    QTRY_COMPARE(m_answers.h, (QList<float>{2}));
    QVERIFY(m_answers.errors.isEmpty());
    QTRY_VERIFY(!isAlive(before));
    m_client->setEncoder(RunId());
    QCOMPARE(m_client->processId(), qint64{0});
}

void TestEncodeClient::idleWorkersEndAndComeBack()
{
    m_client->setIdleLimit(50);
    ask("a", images({1}));
    QTRY_COMPARE(m_answers.h.size(), 1);
    QTRY_COMPARE(m_client->processId(), qint64{0});
    ask("a", images({2}));
    QTRY_COMPARE(m_answers.h, (QList<float>{1, 2}));
    QVERIFY(m_answers.errors.isEmpty());
}

void TestEncodeClient::reloadedWorkersAnswerWhatWaits()
{
    ask("slow", images({kSlow}));
    ask("waits", images({1}));
    QTRY_VERIFY(m_client->info().has_value());
    const qint64 before = m_client->processId();
    m_client->reload();
    QTRY_COMPARE(m_answers.h, (QList<float>{kSlow, 1}));
    QVERIFY(m_client->processId() != before);
    QVERIFY(m_answers.errors.isEmpty());
}

void TestEncodeClient::destructionEndsTheWorker()
{
    ask("slow", images({kSlow}));
    QTRY_VERIFY(m_client->info().has_value());
    const ProcessIdentity process = processWithId(m_client->processId());
    QVERIFY(isAlive(process));
    m_client.reset();
    QVERIFY(!isAlive(process));
    QTest::qWait(10);
    QVERIFY(m_answers.h.isEmpty() && m_answers.errors.isEmpty());
}

void TestEncodeClient::largeRequestsDoNotBlock()
{
    ask("a", images({1}));
    QTRY_COMPARE(m_answers.h.size(), 1);
    std::vector<EncodeImage> large;
    for (int i = 0; i < 64; ++i) // 9.6 MB: as much as 64 views of 224 x 224
        large.push_back({224, 224, std::vector<std::uint8_t>(3 * 224 * 224, 9)});
    QElapsedTimer clock;
    clock.start();
    ask("b", std::move(large));
    const qint64 took = clock.elapsed();
    QVERIFY2(took < 50, qPrintable(QString::number(took)));
    QTRY_COMPARE(m_answers.h.size(), 65);
}

QTEST_GUILESS_MAIN(TestEncodeClient)
#include "tst_encode_client.moc"
