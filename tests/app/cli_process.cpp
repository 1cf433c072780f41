#include "tests/app/cli_process.h"

#include <QElapsedTimer>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace tandem::test {

namespace {

constexpr int kTimeoutMs = 600000;

} // namespace

QList<QJsonObject> Outcome::objects() const
{
    QList<QJsonObject> found;
    const auto lines = out.split('\n');
    for (const QByteArray &line : lines) {
        if (line.isEmpty() && &line == &lines.back())
            continue;
        const auto document = QJsonDocument::fromJson(line);
        if (!document.isObject())
            return {};
        found.append(document.object());
    }
    return found;
}

QJsonObject Outcome::last() const
{
    const auto all = objects();
    return all.isEmpty() ? QJsonObject() : all.back();
}

QString Outcome::sentence() const
{
    return QString::fromUtf8(err.trimmed().split('\n').back());
}

CliFixture::CliFixture() = default;

Outcome CliFixture::run(const QStringList &arguments) const
{
    return finish(*start(arguments));
}

QProcessEnvironment CliFixture::environment() const
{
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_CACHE_HOME"_s, path(u"cache"_s));
    environment.insert(u"CUDA_VISIBLE_DEVICES"_s, u""_s); // the same numbers on every machine
    return environment;
}

std::unique_ptr<QProcess> CliFixture::start(const QStringList &arguments, const std::function<void()> &inChild) const
{
    auto process = std::make_unique<QProcess>();
    process->setProcessEnvironment(environment());
    if (inChild)
        process->setChildProcessModifier(inChild);
    process->start(QStringLiteral(TANDEM_CLI), arguments);
    if (!process->waitForStarted())
        qFatal("tandem-cli could not be started: %s", qPrintable(process->errorString()));
    return process;
}

Outcome CliFixture::finish(QProcess &process, QByteArray out)
{
    if (process.state() != QProcess::NotRunning && !process.waitForFinished(kTimeoutMs)) {
        process.kill();
        process.waitForFinished();
    }
    const int status = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    return {status, out + process.readAllStandardOutput(), process.readAllStandardError()};
}

QJsonObject CliFixture::awaitObject(QProcess &process, QByteArray &out,
                                    const std::function<bool(const QJsonObject &)> &fits, int patienceMs)
{
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < patienceMs) {
        while (process.canReadLine()) {
            const QByteArray line = process.readLine();
            out += line;
            const QJsonObject object = QJsonDocument::fromJson(line).object();
            if (fits(object))
                return object;
        }
        if (process.state() == QProcess::NotRunning || !process.waitForReadyRead(patienceMs))
            break;
    }
    return {};
}

bool CliFixture::makeShapes() const
{
    return run({u"dataset"_s, u"make-shapes"_s, path(u"shapes"_s), u"--per-class"_s, u"16"_s}).status == 0;
}

QStringList CliFixture::trainArguments(const QString &project, int epochs) const
{
    QStringList arguments{u"train"_s,       u"--json"_s,           u"--project"_s,
                          path(project),    u"--data"_s,           path(u"shapes/train"_s),
                          u"--test-data"_s, path(u"shapes/test"_s)};
    for (const QString &setting :
         {u"encoder.width=0.25"_s, u"augment.size=16"_s, u"train.batch_size=32"_s, u"train.warmup_epochs=0"_s,
          u"optimizer.name=sgd"_s, u"optimizer.learning_rate=0.1"_s, u"train.threads=1"_s,
          u"evaluate.knn_neighbors=5"_s, u"train.epochs=%1"_s.arg(epochs)})
        arguments << u"--set"_s << setting;
    return arguments;
}

} // namespace tandem::test
