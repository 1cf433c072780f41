#include "core/jobs/worker_log.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace tandem {

namespace {

constexpr qint64 kTailBytes = 64 * 1024; // a trainer that fails at once says little
constexpr qsizetype kLongest = 500;

QString errorSentence(const QByteArray &line)
{
    if (!line.startsWith('{'))
        return {};
    const QJsonValue error = QJsonDocument::fromJson(line).object().value(QLatin1String("error"));
    return error.toObject().value(QLatin1String("sentence")).toString();
}

} // namespace

QString lastWords(const std::filesystem::path &log, std::int64_t from)
{
    QFile file(QString::fromStdString(log.string()));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    file.seek(std::max<qint64>(from, file.size() - kTailBytes));
    const QByteArrayList lines = file.readAll().split('\n');

    // Destructors and libraries may chatter after the failure, so its own line counts wherever it stands.
    QString last;
    for (auto line = lines.crbegin(); line != lines.crend(); ++line) {
        const QByteArray text = line->trimmed();
        if (const QString sentence = errorSentence(text); !sentence.isEmpty())
            return sentence;
        if (last.isEmpty() && !text.isEmpty())
            last = QString::fromUtf8(text);
    }
    if (last.size() > kLongest)
        last = last.left(kLongest) + QChar(0x2026);
    return last;
}

} // namespace tandem
