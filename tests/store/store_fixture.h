#pragma once

#include "core/store/project_index.h"
#include "core/store/run_reader.h"
#include "core/store/run_writer.h"
#include "synthetic_run.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace tandem::test {

/// A project in a folder that goes with the object.
struct TemporaryProject {
    QTemporaryDir folder;
    ProjectLayout layout{std::filesystem::path(folder.path().toStdString()) / "my.tandem"};

    TemporaryProject()
    {
        if (!createProject(layout.root()))
            qFatal("the test's project cannot be made");
    }
};

template <class T> QByteArray errorText(const Result<T> &result)
{
    return result ? QByteArray("no error") : QByteArray::fromStdString(describe(result.error()));
}

/// The value of a result that must be one.
template <class T> T take(Result<T> result)
{
    if (!result)
        qFatal("unexpected: %s [%s]", describe(result.error()).c_str(), result.error().detail.c_str());
    return std::move(*result);
}

inline void take(const Result<void> &result)
{
    if (!result)
        qFatal("unexpected: %s [%s]", describe(result.error()).c_str(), result.error().detail.c_str());
}

template <class T> QString word(const Result<T> &result)
{
    const std::string_view text = result ? std::string_view("ok") : errorWord(result.error().code);
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

inline std::unique_ptr<RunWriter> newRun(const ProjectLayout &layout, const RunId &id, const char *name = "run")
{
    return take(RunWriter::create(layout, {id, name, R"({"train":{"epochs":3}})"}));
}

/// A process that a test may kill.
class Helper : public QProcess {
public:
    Helper(const char *verb, const ProjectLayout &layout, const RunId &id = {}, std::int64_t number = 0)
    {
        start(QStringLiteral(STORE_HELPER), {QString::fromUtf8(verb), QString::fromStdString(layout.root().string()),
                                             QString::fromStdString(id.toString()), QString::number(number)});
        if (!waitForStarted())
            qFatal("the helper program does not start");
    }
    ~Helper() override
    {
        kill();
        waitForFinished();
    }
    /// The next line it says; empty at its end.
    QByteArray nextLine()
    {
        while (!canReadLine() && waitForReadyRead(120000)) {
        }
        return readLine().trimmed();
    }
    QByteArrayList allLines()
    {
        waitForFinished(250000);
        return readAllStandardOutput().trimmed().split('\n');
    }
};

} // namespace tandem::test
