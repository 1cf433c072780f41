// The window over a project of ten thousand stored runs, offscreen:
// bench_runs make FOLDER: makes the project, if it is not there, and lets the window read it once.
// bench_runs start FOLDER: milliseconds from the start of this process until the window shows all runs.
// bench_runs table FOLDER: of opening the Runs page, of sorting and of filtering the table, each until it is drawn: the
// median, and the worst, of several.

#include "core/store/project_index.h"
#include "core/store/run_index.h"
#include "stored_runs.h"
#include "ui/runs/run_table_panel.h"
#include "ui/runs/run_table_view.h"
#include "ui/runs/runs_page.h"
#include "ui/shell/main_window.h"
#include "ui/style.h"
#include "ui/theme_controller.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string_view>
#include <unistd.h>
#include <vector>

using namespace tandem;

namespace {

constexpr std::size_t kRuns = 10'000;

/// Since the kernel made this process; in steps of 10 ms.
double msSinceStart()
{
    std::ifstream stat("/proc/self/stat");
    std::string text((std::istreambuf_iterator<char>(stat)), {});
    std::istringstream rest(text.substr(text.rfind(')') + 2));
    std::string word;
    for (int field = 3; field <= 22; ++field) // starttime is the 22nd
        rest >> word;
    timespec now{};
    ::clock_gettime(CLOCK_BOOTTIME, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6 -
           std::stod(word) * 1e3 / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

int make(const std::filesystem::path &folder)
{
    if (!std::filesystem::exists(folder)) {
        if (!createProject(folder))
            return 1;
        test::makeStoredRuns(ProjectLayout{folder}, kRuns);
    }
    const auto writer = ProjectIndex::open(ProjectLayout{folder});
    if (!writer)
        return 1;
    RunIndex index(ProjectLayout{folder}, writer->get());
    return index.refresh() ? 0 : 1;
}

void awaitRuns(const RunsPage &page)
{
    while (page.list()->model()->rowCount() < static_cast<int>(kRuns))
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents);
}

/// What changes is drawn, and what follows of it is done, when this returns.
void settle(RunsPage &page)
{
    QCoreApplication::processEvents();
    page.list()->viewport()->repaint();
}

class Times {
public:
    template <class Work> void measure(RunsPage &page, Work work)
    {
        QElapsedTimer clock;
        clock.start();
        work();
        settle(page);
        m_ms.push_back(static_cast<double>(clock.nsecsElapsed()) * 1e-6);
    }
    void print()
    {
        std::sort(m_ms.begin(), m_ms.end());
        std::printf("%.1f %.1f ", m_ms[m_ms.size() / 2], m_ms.back());
    }

private:
    std::vector<double> m_ms;
};

void measureTable(MainWindow &window, RunsPage &page)
{
    Times open, sort, filter;
    for (int i = 0; i < 5; ++i) {
        window.showPage(PageId::Data);
        QCoreApplication::processEvents();
        open.measure(page, [&] { window.showPage(PageId::Runs); });
    }
    const int columns = page.list()->model()->columnCount();
    for (int column = 0; column < columns; ++column)
        for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder})
            sort.measure(page, [&] { page.list()->sortByColumn(column, order); });
    for (const char *text :
         {"0.5", "resnet50", "lars done", "batch_size=256", "knn_accuracy>0.3", "nothing at all", ""})
        filter.measure(page, [&] { page.controller().model().setQuery(parseQuery(text).value_or(RunQuery())); });
    open.print();
    sort.print();
    filter.print();
    std::printf("\n");
}

} // namespace

int main(int argc, char **argv)
{
    const std::string_view what = argc == 3 ? argv[1] : "";
    if (what == "make")
        return make(argv[2]);
    if (what != "start" && what != "table") {
        std::fprintf(stderr, "usage: bench_runs make|start|table FOLDER\n");
        return 2;
    }
    QTemporaryDir settings;
    qputenv("XDG_CONFIG_HOME", settings.path().toUtf8());
    QApplication application(argc, argv);
    QApplication::setStyle(new TandemStyle);
    ThemeController theme;
    MainWindow window(QStringLiteral("tandem-cli"), theme);
    auto *page = window.findChild<RunsPage *>();
    if (!window.openProject(QString::fromLocal8Bit(argv[2])))
        return 1;
    window.showPage(PageId::Runs);
    window.show();
    awaitRuns(*page);
    settle(*page);
    if (what == "start")
        std::printf("%.0f\n", msSinceStart());
    else
        measureTable(window, *page);
    return 0;
}
