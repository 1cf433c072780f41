#include "core/base/random.h"
#include "core/report/encode_protocol.h"

#include <QTest>

#include <cstring>

using namespace tandem;

namespace {

std::string bodyOf(const std::string &frame)
{
    return frame.substr(sizeof(std::uint32_t));
}

EncodeRequest someRequest()
{
    EncodeRequest request{7, ImageForm::View, {}};
    for (std::uint32_t i = 1; i <= 3; ++i)
        request.images.push_back({i, i + 1, std::vector<std::uint8_t>(3 * i * (i + 1), static_cast<std::uint8_t>(i))});
    return request;
}

std::vector<EncodeReply> someReplies()
{
    return {EncoderInfo{"01ARZ3NDEKTSV4RRFFQ69G5FAV", "müde \"Katze\"", "best", 12, 3456, 32, 512, 128, "abc"},
            EncodedImages{9, 2, 3, 1, {1, 2, 3, 4, 5, -6}, {0.5F, -0.5F}}, EncodedImages{10, 0, 3, 1, {}, {}},
            EncodeFailure{11, {ErrorCode::RunNotEvaluable, {"a run", "why\nnot"}, "detail"}},
            EncodeFailure{0, {ErrorCode::RanksUnavailable, {}, ""}}};
}

} // namespace

class TestEncodeProtocol : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsSentArrives();
    void lengthsAreThoseOfTheBodies();
    void cutOrLongerBodiesAreNone();
    void contradictionsAreNone();
    void noiseIsSurvived();
    void streamsAreCutWhereverTheyBreak();
    void aStreamOfSomethingElseIsBroken();
};

void TestEncodeProtocol::whatIsSentArrives()
{
    QVERIFY(encodeRequestFrom(bodyOf(encodeFrame(someRequest()))) == someRequest());
    EncodeRequest none{1, ImageForm::Image, {}};
    QVERIFY(encodeRequestFrom(bodyOf(encodeFrame(none))) == none);
    for (const EncodeReply &reply : someReplies())
        QVERIFY(encodeReplyFrom(bodyOf(encodeFrame(reply))) == reply);
}

void TestEncodeProtocol::lengthsAreThoseOfTheBodies()
{
    const std::string frame = encodeFrame(someRequest());
    std::uint32_t length = 0;
    std::memcpy(&length, frame.data(), sizeof length);
    QCOMPARE(std::size_t{length} + sizeof length, frame.size());
    // As the header of encode_protocol.h says: kind, id, form, count, then sizes and pixels.
    QCOMPARE(frame.size(), std::size_t{4 + 1 + 8 + 1 + 4 + 3 * 8 + 3 * (1 * 2 + 2 * 3 + 3 * 4)});
    QCOMPARE(frame[4], '\x02');
}

void TestEncodeProtocol::cutOrLongerBodiesAreNone()
{
    const std::string request = bodyOf(encodeFrame(someRequest()));
    for (std::size_t length = 0; length < request.size(); ++length)
        QVERIFY(!encodeRequestFrom(std::string_view(request).substr(0, length)));
    QVERIFY(!encodeRequestFrom(request + '\0'));
    for (const EncodeReply &reply : someReplies()) {
        const std::string body = bodyOf(encodeFrame(reply));
        for (std::size_t length = 0; length < body.size(); ++length)
            QVERIFY(!encodeReplyFrom(std::string_view(body).substr(0, length)));
        QVERIFY(!encodeReplyFrom(body + '\0'));
    }
}

void TestEncodeProtocol::contradictionsAreNone()
{
    std::string body = bodyOf(encodeFrame(EncodeReply(EncoderInfo{})));
    body[1] = 99; // another version
    QVERIFY(!encodeReplyFrom(body));
    EncodeRequest request = someRequest();
    request.id = 0;
    QVERIFY(!encodeRequestFrom(bodyOf(encodeFrame(request))));
    request = someRequest();
    request.images[1].width = 0;
    QVERIFY(!encodeRequestFrom(bodyOf(encodeFrame(request))));
    request.images[1].width = request.images[1].height = 0xFFFFFFFF; // the product would wrap around
    QVERIFY(!encodeRequestFrom(bodyOf(encodeFrame(request))));
    EncodedImages result{1, 0xFFFFFFFF, 0xFFFFFFFF, 1, {1}, {1}};
    QVERIFY(!encodeReplyFrom(bodyOf(encodeFrame(EncodeReply(result)))));
    QVERIFY(!encodeReplyFrom(bodyOf(encodeFrame(someRequest())))); // a request is no reply
    QVERIFY(!encodeRequestFrom(bodyOf(encodeFrame(someReplies()[0]))));
}

void TestEncodeProtocol::noiseIsSurvived()
{
    CounterRng rng(1, RandomStream::Test);
    for (int i = 0; i < 20'000; ++i) {
        std::string body(rng.below(60), '\0');
        for (char &c : body)
            c = static_cast<char>(rng.below(i % 2 == 0 ? 256 : 6)); // small numbers reach further in
        if (const auto request = encodeRequestFrom(body))
            QVERIFY(encodeRequestFrom(bodyOf(encodeFrame(*request))) == request);
        static_cast<void>(encodeReplyFrom(body));
    }
}

void TestEncodeProtocol::streamsAreCutWhereverTheyBreak()
{
    std::string stream;
    std::vector<std::string> bodies;
    for (int round = 0; round < 20; ++round)
        for (const EncodeReply &reply : someReplies()) {
            stream += encodeFrame(reply);
            bodies.push_back(bodyOf(encodeFrame(reply)));
        }
    CounterRng rng(2, RandomStream::Test);
    for (const std::uint32_t longest : {1U, 7U, 100U, 5000U}) {
        FrameSplitter splitter;
        std::vector<std::string> found;
        for (std::size_t at = 0; at < stream.size();) {
            const std::size_t count = std::min<std::size_t>(1 + rng.below(longest), stream.size() - at);
            splitter.add(std::string_view(stream).substr(at, count));
            at += count;
            while (auto body = splitter.next())
                found.push_back(std::move(*body));
        }
        QVERIFY(found == bodies);
        QCOMPARE(splitter.pending(), std::size_t{0});
        QVERIFY(!splitter.isBroken());
    }
}

void TestEncodeProtocol::aStreamOfSomethingElseIsBroken()
{
    FrameSplitter splitter;
    splitter.add("Usage: tandem-cli VERB");
    QVERIFY(!splitter.next());
    QVERIFY(splitter.isBroken());
}

QTEST_GUILESS_MAIN(TestEncodeProtocol)
#include "tst_encode_protocol.moc"
