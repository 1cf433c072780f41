#include "core/base/error.h"
#include "core/base/result.h"

#include <QTest>

#include <cctype>
#include <cerrno>
#include <memory>
#include <set>

using namespace tandem;

class TestError : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCodeHasAWordAndASentence();
    void sentencesUseEveryArgumentOnce_data();
    void sentencesUseEveryArgumentOnce();
    void placesAreFilled();
    void fullDisksAreToldApart();
    void resultsHoldOneOfTwo();
};

namespace {

// The last code of the enumeration: codes are contiguous.
constexpr int kLastCode = static_cast<int>(ErrorCode::LaunchFailed);

} // namespace

void TestError::everyCodeHasAWordAndASentence()
{
    std::set<std::string_view> words;
    for (int i = 0; i <= kLastCode; ++i) {
        const auto code = static_cast<ErrorCode>(i);
        const std::string_view word = errorWord(code);
        QVERIFY2(!word.empty(), QByteArray::number(i));
        for (const char c : word)
            QVERIFY2((c >= 'a' && c <= 'z') || c == '-', word.data());
        // A code without an entry of its own would show the first one's.
        QVERIFY2(words.insert(word).second, word.data());
        const std::string sentence = errorTemplate(code);
        QVERIFY2(sentence.size() >= 2, word.data());
        if (code != ErrorCode::BadUsage && code != ErrorCode::EngineFailed && code != ErrorCode::InvalidSettings &&
            code != ErrorCode::SweepInvalid)
            QVERIFY2(sentence.back() == '.' || sentence.back() == '?', sentence.c_str());
    }
    QCOMPARE(words.size(), static_cast<std::size_t>(kLastCode + 1));
}

void TestError::sentencesUseEveryArgumentOnce_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("arguments"); // as the comments in error.h count them
    const auto row = [](ErrorCode code, int arguments) {
        QTest::newRow(errorWord(code).data()) << static_cast<int>(code) << arguments;
    };
    for (const ErrorCode code : {ErrorCode::FileNotFound,      ErrorCode::DiskFull,          ErrorCode::InvalidSettings,
                                 ErrorCode::BadUsage,          ErrorCode::FolderEmpty,       ErrorCode::UnknownDataset,
                                 ErrorCode::DatasetVanished,   ErrorCode::NoLabels,          ErrorCode::NotAProject,
                                 ErrorCode::ProjectExists,     ErrorCode::RunNotFound,       ErrorCode::RunNotTrashed,
                                 ErrorCode::RunActive,         ErrorCode::CheckpointDamaged, ErrorCode::OutOfMemory,
                                 ErrorCode::DeviceUnavailable, ErrorCode::NonFiniteLoss,     ErrorCode::NonFiniteProbe,
                                 ErrorCode::EngineFailed,      ErrorCode::ProcessLost,       ErrorCode::RunQueued,
                                 ErrorCode::RunNotQueued,      ErrorCode::SweepNotFound,     ErrorCode::SweepInvalid,
                                 ErrorCode::LaunchFailed})
        row(code, 1);
    for (const ErrorCode code :
         {ErrorCode::FileUnreadable, ErrorCode::FileUnwritable, ErrorCode::FileCorrupt, ErrorCode::BadJson,
          ErrorCode::UnknownKey, ErrorCode::UnusableArray, ErrorCode::DatasetTooSmall, ErrorCode::ProjectLocked,
          ErrorCode::DatabaseFailed, ErrorCode::RunAmbiguous, ErrorCode::RunNotResumable, ErrorCode::RunNotEvaluable,
          ErrorCode::ProcessFailed, ErrorCode::CellNotFound})
        row(code, 2);
    row(ErrorCode::BadValue, 3);
    row(ErrorCode::NewerSchema, 3);
    row(ErrorCode::NoReadableImage, 4);
}

void TestError::sentencesUseEveryArgumentOnce()
{
    QFETCH(int, code);
    QFETCH(int, arguments);
    std::vector<std::string> marks;
    for (int i = 0; i < arguments; ++i)
        marks.push_back(std::string("<").append(std::to_string(i)).append(">"));
    const std::string sentence = describe({static_cast<ErrorCode>(code), marks, "for the log"});
    for (const std::string &mark : marks) {
        const auto first = sentence.find(mark);
        QVERIFY2(first != std::string::npos, sentence.c_str());
        QVERIFY2(sentence.find(mark, first + 1) == std::string::npos, sentence.c_str());
    }
    QVERIFY2(sentence.find('%') == std::string::npos, sentence.c_str());
    QVERIFY2(sentence.find("for the log") == std::string::npos, sentence.c_str());
}

void TestError::placesAreFilled()
{
    QCOMPARE(fillTemplate("%2 before %1", {"a", "b"}), std::string("b before a"));
    QCOMPARE(fillTemplate("100 % of %1%", {"it"}), std::string("100 % of it%"));
    QCOMPARE(fillTemplate("%1%2", {"%2", "x"}), std::string("%2x"));       // arguments are not templates
    QCOMPARE(fillTemplate("%1 and %2", {"one"}), std::string("one and ")); // too few: no crash, no leftovers
    QCOMPARE(fillTemplate("", {"one"}), std::string());
}

void TestError::fullDisksAreToldApart()
{
    for (const int full : {ENOSPC, EDQUOT, EFBIG}) {
        const Error error = fileError(ErrorCode::FileUnwritable, "/a/b", full);
        QVERIFY(error.code == ErrorCode::DiskFull);
        QVERIFY(error.arguments == std::vector<std::string>{"/a/b"});
    }
    const Error denied = fileError(ErrorCode::FileUnwritable, "/a/b", EACCES);
    QVERIFY(denied.code == ErrorCode::FileUnwritable);
    QCOMPARE(denied.arguments.size(), std::size_t{2});
    QCOMPARE(denied.arguments[1], std::string("Permission denied"));
}

void TestError::resultsHoldOneOfTwo()
{
    const Error error{ErrorCode::RunNotFound, {"x"}, {}};
    const Result<int> good(3);
    const Result<int> bad(error);
    QVERIFY(good && !bad);
    QCOMPARE(*good, 3);
    QVERIFY(bad.error() == error);
    QCOMPARE(bad.value_or(7), 7);
    QCOMPARE(good.value_or(7), 3);

    Result<std::unique_ptr<int>> owning(std::make_unique<int>(5)); // moves, never copies
    const std::unique_ptr<int> taken = std::move(*owning);
    QCOMPARE(*taken, 5);

    const Result<double> converted{Result<int>(4)};
    QCOMPARE(*converted, 4.0);
    const Result<double> convertedError{Result<int>(error)};
    QVERIFY(!convertedError && convertedError.error() == error);

    const Result<void> done;
    const Result<void> failed(error);
    QVERIFY(done && !failed);
    QVERIFY(failed.error() == error);
}

QTEST_GUILESS_MAIN(TestError)
#include "tst_error.moc"
