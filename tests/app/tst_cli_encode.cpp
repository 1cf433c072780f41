#include "core/data/image_set.h"
#include "core/jobs/encode_client.h"
#include "core/report/encode_protocol.h"
#include "core/store/run_reader.h"
#include "tests/app/cli_process.h"

#include <QFile>
#include <QTest>

#include <cmath>
#include <cstring>

#include <signal.h>

using namespace tandem;
using namespace tandem::test;
using namespace Qt::StringLiterals;

namespace {

/// The floats of a .npy file; its header is text.
std::vector<float> npyFloats(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray bytes = file.readAll();
    std::uint16_t header = 0;
    std::memcpy(&header, bytes.constData() + 8, sizeof header);
    std::vector<float> values(static_cast<std::size_t>(bytes.size() - 10 - header) / sizeof(float));
    std::memcpy(values.data(), bytes.constData() + 10 + header, values.size() * sizeof(float));
    return values;
}

EncodeImage imageOf(const ImageView &view)
{
    return {static_cast<std::uint32_t>(view.width), static_cast<std::uint32_t>(view.height),
            std::vector<std::uint8_t>(view.pixels, view.pixels + view.bytes())};
}

/// Largest distance, as a share of the largest value.
double distance(std::span<const float> a, std::span<const float> b)
{
    double largest = 0, apart = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        largest = std::max<double>(largest, std::abs(a[i]));
        apart = std::max<double>(apart, std::abs(double{a[i]} - b[i]));
    }
    return apart / largest;
}

} // namespace

class TestCliEncode : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void helloTellsTheEncoder();
    void featuresAreThoseOfExport();
    void viewsAreTakenAsTheyAre();
    void everyRequestIsAnsweredInOrder();
    void whatIsNoFrameIsRefused();
    void runsWithoutACheckpointAreRefused();
    void aRunThatTrainsCanBeEncodedWith();
    void theClientGetsTheSameFeatures();

private:
    using Replies = std::vector<EncodeReply>;
    struct Ended {
        Replies replies;
        int status = -1;
        QString sentence;
    };
    /// Starts the worker, writes all of `input` and closes it.
    [[nodiscard]] Ended talk(const QStringList &arguments, const std::string &input) const
    {
        const auto process = m_cli.start(arguments);
        process->write(input.data(), static_cast<qint64>(input.size()));
        process->closeWriteChannel();
        const Outcome outcome = CliFixture::finish(*process);
        FrameSplitter frames;
        frames.add({outcome.out.constData(), static_cast<std::size_t>(outcome.out.size())});
        Ended ended{{}, outcome.status, outcome.sentence()};
        while (const auto body = frames.next())
            if (const auto reply = encodeReplyFrom(*body))
                ended.replies.push_back(*reply);
        if (frames.pending() > 0)
            ended.status = -2; // something else than frames
        return ended;
    }
    [[nodiscard]] QStringList encode(const QString &project = u"p.tandem"_s) const
    {
        return {u"encode"_s, u"--project"_s, m_cli.path(project), u"trained"_s};
    }

    CliFixture m_cli;
    ImageSetPtr m_images;
    std::vector<float> m_h, m_z; // of m_images, as exported
};

void TestCliEncode::initTestCase()
{
    QVERIFY(m_cli.makeShapes());
    const Outcome trained = m_cli.run(m_cli.trainArguments(u"p.tandem"_s, 2) + QStringList{u"--name"_s, u"trained"_s});
    QVERIFY2(trained.status == 0, trained.err.constData());
    const Outcome exported = m_cli.run({u"export"_s, u"--project"_s, m_cli.path(u"p.tandem"_s), u"trained"_s,
                                        u"--what"_s, u"features"_s, u"--to"_s, m_cli.path(u"features"_s)});
    QVERIFY2(exported.status == 0, exported.err.constData());
    m_h = npyFloats(m_cli.path(u"features/test_h.npy"_s));
    m_z = npyFloats(m_cli.path(u"features/test_z.npy"_s));
    OpenImagesOptions options;
    options.cacheFolder = m_cli.path(u"own cache"_s).toStdString();
    const auto images = openImages(m_cli.path(u"shapes/test"_s).toStdString(), options);
    QVERIFY(images);
    m_images = *images;
    QCOMPARE(m_h.size() % m_images->size(), std::size_t{0});
}

void TestCliEncode::helloTellsTheEncoder()
{
    const Ended ended = talk(encode(), {});
    QCOMPARE(ended.status, 0); // its input has ended
    QCOMPARE(ended.replies.size(), std::size_t{1});
    const auto &info = std::get<EncoderInfo>(ended.replies[0]);
    const QJsonObject run =
        m_cli.run({u"runs"_s, u"show"_s, u"--project"_s, m_cli.path(u"p.tandem"_s), u"trained"_s, u"--json"_s}).last();
    QCOMPARE(QString::fromStdString(info.run), run[u"run"_s].toString());
    QCOMPARE(info.name, std::string("trained"));
    QCOMPARE(info.checkpoint, std::string("last"));
    QCOMPARE(info.epoch, std::int64_t{2});
    QCOMPARE(info.step, std::int64_t{10});
    QCOMPARE(info.viewSize, run[u"settings"_s][u"augment"_s][u"size"_s].toInteger());
    QCOMPARE(static_cast<std::size_t>(info.featureDimension), m_h.size() / m_images->size());
    QCOMPARE(static_cast<std::size_t>(info.projectionDimension), m_z.size() / m_images->size());
    QCOMPARE(QString::fromStdString(info.weightsSha256), run[u"weights_sha256"_s].toString());
    const Ended best = talk(encode() + QStringList{u"--checkpoint"_s, u"best"_s}, {});
    QCOMPARE(std::get<EncoderInfo>(best.replies.at(0)).checkpoint, std::string("best"));
}

void TestCliEncode::featuresAreThoseOfExport()
{
    EncodeRequest all{1, ImageForm::Image, {}};
    for (std::uint32_t i = 0; i < m_images->size(); ++i)
        all.images.push_back(imageOf(m_images->image(i)));
    const EncodeRequest few{2, ImageForm::Image, {all.images[5], all.images[1]}};
    const Ended ended = talk(encode(), encodeFrame(all) + encodeFrame(few));
    QCOMPARE(ended.status, 0);
    QCOMPARE(ended.replies.size(), std::size_t{3});
    const auto &whole = std::get<EncodedImages>(ended.replies[1]);
    QCOMPARE(whole.id, std::uint64_t{1});
    QCOMPARE(whole.count, m_images->size());
    QCOMPARE(whole.h.size(), m_h.size());
    QCOMPARE(whole.z.size(), m_z.size());
    QVERIFY2(distance(m_h, whole.h) <= 1e-6, qPrintable(QString::number(distance(m_h, whole.h))));
    QVERIFY2(distance(m_z, whole.z) <= 1e-6, qPrintable(QString::number(distance(m_z, whole.z))));
    // Another batch may take another order of sums: a few roundings of 2^-24, over some twenty layers.
    const auto &part = std::get<EncodedImages>(ended.replies[2]);
    const std::size_t width = part.featureDimension;
    QVERIFY(distance(std::span(m_h).subspan(5 * width, width), std::span(part.h).first(width)) < 1e-5);
    QVERIFY(distance(std::span(m_h).subspan(width, width), std::span(part.h).last(width)) < 1e-5);
    QVERIFY(distance(std::span(m_h).first(width), std::span(part.h).first(width)) > 1e-3); // not just any image
}

void TestCliEncode::viewsAreTakenAsTheyAre()
{
    const auto side = static_cast<std::uint32_t>(std::get<EncoderInfo>(talk(encode(), {}).replies.at(0)).viewSize);
    EncodeRequest views{1, ImageForm::View, {{side, side, std::vector<std::uint8_t>(3 * side * side, 90)}}};
    views.images[0].pixels[0] = 200;
    EncodeRequest same = views; // evaluation resizes a square of this size to itself
    same.id = 2;
    same.form = ImageForm::Image;
    EncodeRequest wrong{3, ImageForm::View, {{side, side - 1, std::vector<std::uint8_t>(3 * side * (side - 1), 1)}}};
    EncodeRequest after = views;
    after.id = 4;
    const Ended ended =
        talk(encode(), encodeFrame(views) + encodeFrame(same) + encodeFrame(wrong) + encodeFrame(after));
    QCOMPARE(ended.status, 0);
    QCOMPARE(ended.replies.size(), std::size_t{5});
    QVERIFY(std::get<EncodedImages>(ended.replies[1]).h == std::get<EncodedImages>(ended.replies[2]).h);
    const auto &failure = std::get<EncodeFailure>(ended.replies[3]);
    QCOMPARE(failure.id, std::uint64_t{3});
    QCOMPARE(failure.error.code, ErrorCode::BadUsage);
    QVERIFY(describe(failure.error).find(std::to_string(side) + " pixels") != std::string::npos);
    QVERIFY(std::get<EncodedImages>(ended.replies[4]).h == std::get<EncodedImages>(ended.replies[1]).h);
}

void TestCliEncode::everyRequestIsAnsweredInOrder()
{
    std::string input;
    for (std::uint64_t id = 1; id <= 50; ++id) {
        EncodeRequest request{id, ImageForm::Image, {}};
        if (id % 3 != 0) // none at all is no fault
            request.images.push_back(imageOf(m_images->image(static_cast<std::uint32_t>(id) % m_images->size())));
        input += encodeFrame(request);
    }
    const Ended ended = talk(encode(), input);
    QCOMPARE(ended.status, 0);
    QCOMPARE(ended.replies.size(), std::size_t{51});
    for (std::uint64_t id = 1; id <= 50; ++id) {
        const auto &result = std::get<EncodedImages>(ended.replies[id]);
        QCOMPARE(result.id, id);
        QCOMPARE(result.count, id % 3 != 0 ? 1U : 0U);
    }
}

void TestCliEncode::whatIsNoFrameIsRefused()
{
    for (const std::string &input : {std::string("hello, worker\n"), std::string("\x03\0\0\0abc", 7)}) {
        const Ended ended = talk(encode(), input);
        QCOMPARE(ended.status, 2);
        QCOMPARE(ended.replies.size(), std::size_t{2});
        const auto &failure = std::get<EncodeFailure>(ended.replies[1]);
        QCOMPARE(failure.id, std::uint64_t{0});
        QCOMPARE(QString::fromStdString(describe(failure.error)), ended.sentence);
    }
    const Ended cut = talk(encode(), std::string("\x30\0\0\0ab", 6)); // whoever spoke is gone
    QCOMPARE(cut.status, 0);
    QCOMPARE(cut.replies.size(), std::size_t{1});
}

void TestCliEncode::runsWithoutACheckpointAreRefused()
{
    // Without evaluations, too: the best one would be kept.
    const auto process =
        m_cli.start(m_cli.trainArguments(u"none.tandem"_s, 2000) + QStringList{u"--name"_s, u"trained"_s, u"--set"_s,
                                                                               u"train.checkpoint_every=100000"_s,
                                                                               u"--set"_s, u"evaluate.every=0"_s});
    QByteArray out;
    QVERIFY(!CliFixture::awaitObject(*process, out, [](const QJsonObject &o) {
                 return o[u"event"_s].toString() == u"step"_s;
             }).isEmpty());
    const Ended meanwhile = talk(encode(u"none.tandem"_s), {});
    QCOMPARE(meanwhile.status, 1);
    QCOMPARE(meanwhile.sentence, u"The run trained cannot be evaluated: it has not written a checkpoint yet."_s);
    ::kill(static_cast<pid_t>(process->processId()), SIGKILL);
    process->waitForFinished();

    const Ended ended = talk(encode(u"none.tandem"_s), {});
    QCOMPARE(ended.status, 1);
    QCOMPARE(ended.sentence, u"The run trained cannot be evaluated: it ended before a checkpoint was written."_s);
    QCOMPARE(ended.replies.size(), std::size_t{1});
    const auto &failure = std::get<EncodeFailure>(ended.replies[0]);
    QCOMPARE(failure.id, std::uint64_t{0});
    QCOMPARE(QString::fromStdString(describe(failure.error)), ended.sentence);
    const Ended unknown = talk({u"encode"_s, u"--project"_s, m_cli.path(u"p.tandem"_s), u"nobody"_s}, {});
    QCOMPARE(unknown.status, 1);
    QCOMPARE(std::get<EncodeFailure>(unknown.replies.at(0)).error.code, ErrorCode::RunNotFound);
}

void TestCliEncode::aRunThatTrainsCanBeEncodedWith()
{
    const auto process =
        m_cli.start(m_cli.trainArguments(u"live.tandem"_s, 2000) + QStringList{u"--name"_s, u"trained"_s});
    QByteArray out;
    QVERIFY(!CliFixture::awaitObject(*process, out, [](const QJsonObject &o) {
                 return o[u"event"_s].toString() == u"epoch"_s && o[u"epoch"_s].toInt() >= 2;
             }).isEmpty());
    QVERIFY(isAnyRunActive(ProjectLayout(m_cli.path(u"live.tandem"_s).toStdString())));
    const Ended ended =
        talk(encode(u"live.tandem"_s), encodeFrame(EncodeRequest{1, ImageForm::Image, {imageOf(m_images->image(0))}}));
    QCOMPARE(ended.status, 0);
    QCOMPARE(ended.replies.size(), std::size_t{2});
    QVERIFY(std::get<EncoderInfo>(ended.replies[0]).epoch >= 1);
    ::kill(static_cast<pid_t>(process->processId()), SIGKILL);
    process->waitForFinished();
    QVERIFY(!isAnyRunActive(ProjectLayout(m_cli.path(u"live.tandem"_s).toStdString()))); // it left its side file
    QVERIFY(!isAnyRunActive(ProjectLayout(m_cli.path(u"p.tandem"_s).toStdString())));
}

void TestCliEncode::theClientGetsTheSameFeatures()
{
    qputenv("XDG_CACHE_HOME", m_cli.path(u"cache"_s).toUtf8());
    const ProjectLayout project(m_cli.path(u"p.tandem"_s).toStdString());
    const auto id = findRun(project, "trained");
    QVERIFY(id);
    EncodeClient client(project, QStringLiteral(TANDEM_CLI));
    client.setEncoder(*id);
    std::vector<EncodeImage> images;
    for (std::uint32_t i = 0; i < m_images->size(); ++i)
        images.push_back(imageOf(m_images->image(i)));
    EncodedImagesPtr result;
    client.encode(u"all"_s, ImageForm::Image, std::move(images), this, [&](const Result<EncodedImagesPtr> &given) {
        QVERIFY2(given.has_value(), given ? "" : describe(given.error()).c_str());
        result = *given;
    });
    QTRY_VERIFY_WITH_TIMEOUT(result, 60'000);
    QVERIFY(distance(m_h, result->h) <= 1e-6);
    QVERIFY(distance(m_z, result->z) <= 1e-6);
    // The real worker, killed at work, as tst_encode_client does with a made-up one.
    ::kill(static_cast<pid_t>(client.processId()), SIGKILL);
    std::optional<Error> lost;
    std::vector<EncodeImage> one{imageOf(m_images->image(0))};
    client.encode(u"lost"_s, ImageForm::Image, one, this, [&](const Result<EncodedImagesPtr> &given) {
        if (!given)
            lost = given.error();
    });
    QTRY_VERIFY(lost.has_value());
    QCOMPARE(lost->code, ErrorCode::EncoderLost);
    EncodedImagesPtr again;
    client.encode(u"again"_s, ImageForm::Image, one, this,
                  [&](const Result<EncodedImagesPtr> &given) { again = given ? *given : nullptr; });
    QTRY_VERIFY_WITH_TIMEOUT(again, 60'000);
    QVERIFY(distance(std::span(m_h).first(again->h.size()), again->h) < 1e-5);
}

QTEST_GUILESS_MAIN(TestCliEncode)
#include "tst_cli_encode.moc"
