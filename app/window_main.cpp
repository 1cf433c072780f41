#include "ui/error_text.h"
#include "ui/shell/main_window.h"
#include "ui/shell/recent_projects.h"
#include "ui/shell/start_options.h"
#include "ui/shell/translations.h"
#include "ui/style.h"
#include "ui/theme_controller.h"

#include "core/base/log.h"

#include <QApplication>
#include <QLocale>

#include <algorithm>
#include <cstdio>
#include <span>
#include <string_view>

namespace {

constexpr int kWrongUse = 2;

void logToStandardError(tandem::LogLevel level, std::string_view line)
{
    if (level >= tandem::LogLevel::Warning)
        std::fprintf(stderr, "tandem: %.*s\n", static_cast<int>(line.size()), line.data());
}

void describeApplication()
{
    QCoreApplication::setOrganizationName(QStringLiteral("Tandem"));
    QCoreApplication::setApplicationName(QStringLiteral("tandem"));
    QCoreApplication::setApplicationVersion(QStringLiteral(TANDEM_VERSION));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Tandem"));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.tandem.Tandem"));
}

int complain(const tandem::Error &error)
{
    std::fprintf(stderr, "tandem: %s\n", tandem::errorText(error).toLocal8Bit().constData());
    return kWrongUse;
}

bool asksForText(std::span<char *const> arguments)
{
    return std::any_of(arguments.begin(), arguments.end(), [](std::string_view argument) {
        return argument == "--version" || argument == "-v" || argument == "--help" || argument == "-h";
    });
}

/// Version and help need no display, so they are answered without a QApplication.
int answerInText(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    tandem::installTranslations(application, QLocale());
    const auto options = tandem::parseStartOptions(QCoreApplication::arguments());
    if (!options)
        return complain(options.error());
    if (options->version)
        std::printf("tandem %s (Qt %s)\n", TANDEM_VERSION, qVersion());
    else
        std::printf("%s", options->help.toLocal8Bit().constData());
    return 0;
}

int showWindow(int argc, char **argv)
{
    QApplication application(argc, argv);
    tandem::installTranslations(application, QLocale());
    QApplication::setStyle(new tandem::TandemStyle);
    // Qt has taken its own options (-platform, -reverse …) out of the arguments by now.
    const auto parsed = tandem::parseStartOptions(QCoreApplication::arguments());
    if (!parsed)
        return complain(parsed.error());
    const tandem::StartOptions &options = *parsed;

    tandem::ThemeController theme;
    theme.setChoice(options.theme.value_or(tandem::ThemeController::remembered()), false);
    if (options.resetLayout)
        tandem::MainWindow::forgetLayout();

    tandem::MainWindow window(tandem::findCliProgram(), theme);
    window.restoreLayout();
    const QString project = options.project.isEmpty() ? tandem::RecentProjects::last() : options.project;
    if (!project.isEmpty())
        window.openProject(project);
    if (options.page)
        window.showPage(*options.page);
    window.show();
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    tandem::setLogSink(logToStandardError);
    describeApplication();
    const std::span<char *const> arguments(argv, static_cast<std::size_t>(argc));
    return asksForText(arguments) ? answerInText(argc, argv) : showWindow(argc, argv);
}
