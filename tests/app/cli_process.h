#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

#include <functional>
#include <memory>

namespace tandem::test {

struct Outcome {
    int status = -1; // -1: killed or never ended
    QByteArray out, err;

    /// The objects of standard output; empty if any line is something else.
    [[nodiscard]] QList<QJsonObject> objects() const;
    [[nodiscard]] QJsonObject last() const;
    /// The last line of standard error: the sentence of a failure.
    [[nodiscard]] QString sentence() const;
};

/// tandem-cli with a folder of its own, whose cache it uses; removed with the object.
class CliFixture {
public:
    CliFixture();

    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    /// In which the program runs: with a cache of its own, and without GPUs.
    [[nodiscard]] QProcessEnvironment environment() const;
    /// Runs to the end.
    [[nodiscard]] Outcome run(const QStringList &arguments) const;
    /// Starts a process; `inChild` runs in it before the program does.
    [[nodiscard]] std::unique_ptr<QProcess> start(const QStringList &arguments,
                                                  const std::function<void()> &inChild = {}) const;
    /// Waits for the end of a started process. `out`: what was read of it before.
    [[nodiscard]] static Outcome finish(QProcess &process, QByteArray out = {});
    /// Reads objects until one fits; `out` collects what was read. Empty if the process ends first, or says nothing
    /// that fits within the patience.
    [[nodiscard]] static QJsonObject awaitObject(QProcess &process, QByteArray &out,
                                                 const std::function<bool(const QJsonObject &)> &fits,
                                                 int patienceMs = 120'000);

    /// Draws Shapes into the fixture's folder: `shapes/train` with 16 images of each class, `shapes/test`.
    [[nodiscard]] bool makeShapes() const;
    /// train of a narrow encoder on them, at half their size: 5 steps an epoch.
    [[nodiscard]] QStringList trainArguments(const QString &project, int epochs) const;

private:
    QTemporaryDir m_folder;
};

} // namespace tandem::test
