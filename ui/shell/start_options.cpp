#include "ui/shell/start_options.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>
#include <QStandardPaths>

namespace tandem {

namespace {

struct Start {
    Q_DECLARE_TR_FUNCTIONS(StartOptions)
};

const QStringList &pageWords()
{
    static const QStringList words{QStringLiteral("data"), QStringLiteral("augment"), QStringLiteral("runs"),
                                   QStringLiteral("sweeps"), QStringLiteral("embeddings")};
    return words;
}

Error badUsage(const QString &sentence)
{
    return {ErrorCode::BadUsage, {sentence.toStdString()}, {}};
}

} // namespace

Result<StartOptions> parseStartOptions(const QStringList &arguments)
{
    const QCommandLineOption page(QStringLiteral("page"),
                                  Start::tr("Show this page first: %1.").arg(pageWords().join(QStringLiteral(", "))),
                                  QStringLiteral("name"));
    const QCommandLineOption theme(QStringLiteral("theme"), Start::tr("Colors for this time: light, dark or system."),
                                   QStringLiteral("name"));
    const QCommandLineOption reset(QStringLiteral("reset-layout"),
                                   Start::tr("Forget size and arrangement of the window."));
    const QCommandLineOption version({QStringLiteral("v"), QStringLiteral("version")}, Start::tr("Print the version."));
    const QCommandLineOption help({QStringLiteral("h"), QStringLiteral("help")}, Start::tr("Print this help."));
    QCommandLineParser parser;
    parser.setApplicationDescription(Start::tr("Desktop workbench for contrastive representation learning."));
    parser.addOptions({page, theme, reset, version, help});
    parser.addPositionalArgument(QStringLiteral("PROJECT"), Start::tr("Folder of the project to open."),
                                 QStringLiteral("[PROJECT]"));
    if (!parser.parse(arguments))
        return badUsage(parser.errorText());
    if (parser.positionalArguments().size() > 1)
        return badUsage(
            Start::tr("Only one project can be opened: %1 is one too many.").arg(parser.positionalArguments().at(1)));

    StartOptions options;
    options.project = parser.positionalArguments().value(0);
    options.resetLayout = parser.isSet(reset);
    options.version = parser.isSet(version);
    if (parser.isSet(help))
        options.help = parser.helpText();
    if (parser.isSet(page)) {
        const qsizetype index = pageWords().indexOf(parser.value(page));
        if (index < 0)
            return badUsage(Start::tr("There is no page named %1; known are %2.")
                                .arg(parser.value(page), pageWords().join(QStringLiteral(", "))));
        options.page = static_cast<PageId>(index);
    }
    if (parser.isSet(theme)) {
        options.theme = themeFromWord(parser.value(theme));
        if (!options.theme)
            return badUsage(
                Start::tr("There is no theme named %1; known are light, dark and system.").arg(parser.value(theme)));
    }
    return options;
}

QString findCliProgram()
{
    const QString name = QStringLiteral("tandem-cli");
    const QString beside = QCoreApplication::applicationDirPath() + QLatin1Char('/') + name;
    if (QFileInfo(beside).isExecutable())
        return beside;
    const QString found = QStandardPaths::findExecutable(name);
    return found.isEmpty() ? name : found;
}

} // namespace tandem
