#include "made_up_run.h"
#include "ui/charts/charts_panel.h"
#include "ui/project_session.h"
#include "ui/runs/new_run_dialog.h"
#include "ui/runs/run_detail.h"
#include "ui/runs/run_table_view.h"
#include "ui/runs/runs_page.h"
#include "ui/style.h"
#include "ui/theme.h"

#include <QApplication>
#include <QDir>
#include <QTabWidget>
#include <QTimer>

// page_picture PROJECT FOLDER: pictures of the Runs page in light and dark, small and large, while made-up runs live:
// for looking at it without training. Makes the project if it is not there.

using namespace tandem;
using namespace tandem::test;

namespace {

void makeRuns(const ProjectLayout &project)
{
    MadeUpRun done;
    done.name = "resnet18 ×0.25 b128 τ0.1";
    done.settings.objective.temperature = 0.1;
    MadeUpTrainer a(project, done);
    a.train(500);
    a.finish(RunState::Done);
    MadeUpRun failed;
    failed.id = RunId::make();
    failed.name = "resnet18 b512, rate too high";
    failed.nanStep = 83;
    MadeUpTrainer b(project, failed);
    b.train(83);
    b.finish(RunState::Failed, Error{ErrorCode::NonFiniteLoss, {"83"}, {}});
    MadeUpRun stopped;
    stopped.id = RunId::make();
    stopped.name = "resnet50, a first try";
    MadeUpTrainer c(project, stopped);
    c.train(120);
    c.finish(RunState::Stopped);
}

void waitMs(int ms)
{
    QEventLoop loop;
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    loop.exec();
}

/// Several runs over each other, smoothed, with a range and its table; then charts of vectors.
void picturesOfCharts(RunsPage &page, const QDir &pictures, const QString &theme)
{
    ChartsPanel *charts = page.detail()->charts();
    page.resize(1504, 920);
    page.list()->selectAll();
    ChartLayout layout = ChartLayout::standard();
    layout.smoothing.kind = SmoothingKind::Average;
    charts->setArrangement(layout);
    waitMs(700);
    SeriesChart *loss = charts->chartOf(series::kLoss);
    Q_EMIT loss->cursorWanted(120);
    Q_EMIT loss->brushWanted(std::pair(50.0, 200.0));
    waitMs(300);
    page.grab().save(pictures.filePath(QStringLiteral("charts-%1-several.png").arg(theme)));
    Q_EMIT loss->brushWanted(std::nullopt);
    Q_EMIT loss->cursorWanted(std::nullopt);
    layout.smoothing.kind = SmoothingKind::None;
    layout.x = XKind::Relative;
    layout.charts[0].width = 2;
    layout.charts[2].vector = vectors::kPositiveSimilarity;
    layout.charts[2].series.clear();
    layout.charts[3].vector = vectors::kLayerTrustRatio;
    layout.charts[3].series.clear();
    charts->setArrangement(layout);
    waitMs(700);
    page.grab().save(pictures.filePath(QStringLiteral("charts-%1-vectors.png").arg(theme)));
    charts->setArrangement(ChartLayout::standard());
    page.list()->selectRun(page.controller().model().rows().front()->summary.id);
}

} // namespace

int main(int count, char **words)
{
    QApplication application(count, words);
    QApplication::setStyle(new TandemStyle);
    if (count != 3)
        return 2;
    const QString folder = QString::fromLocal8Bit(words[1]);
    const QDir pictures(QString::fromLocal8Bit(words[2]));
    if (!QDir(folder).exists() && createProject(folder.toStdString()))
        makeRuns(ProjectLayout(folder.toStdString()));
    auto session = ProjectSession::open(folder, QStringLiteral(RUN_MAKER));
    if (!session)
        return 1;
    RunsPage page;
    page.setAutoFillBackground(true);
    page.setSession(session->get());
    MadeUpRun live;
    live.id = RunId::make();
    live.name = "resnet18 ×0.25 b128 τ0.5";
    live.settings.train.epochs = 12;
    MadeUpTrainer trainer(ProjectLayout(folder.toStdString()), live);
    trainer.train(150);
    trainer.checkpoint();
    trainer.finish(RunState::Stopped);
    MadeUpTrainer again(ProjectLayout(folder.toStdString()), live, 150);
    again.clockMs -= 190 * 1200;
    again.train(190, 1200);
    waitMs(600);
    (*session)->setSelectedRun(live.id);
    for (const ThemeColors *colors : {&lightColors(), &darkColors()}) {
        QApplication::setPalette(paletteOf(*colors));
        const QString theme = colors->dark ? QStringLiteral("dark") : QStringLiteral("light");
        for (const QSize size : {QSize(904, 560), QSize(1504, 920)}) {
            page.resize(size);
            page.show();
            waitMs(900);
            page.grab().save(pictures.filePath(QStringLiteral("runs-%1-%2.png").arg(theme).arg(size.width())));
        }
        for (int tab = 1; tab < page.detail()->tabs()->count(); ++tab) {
            page.detail()->tabs()->setCurrentIndex(tab);
            waitMs(100);
            page.grab().save(pictures.filePath(QStringLiteral("runs-%1-tab%2.png").arg(theme).arg(tab)));
        }
        page.detail()->tabs()->setCurrentIndex(0);
        picturesOfCharts(page, pictures, theme);
        NewRunDialog dialog({live.settings, {}, {}, [](const DataSettings &) { return 6400; }}, &page);
        dialog.show();
        waitMs(300);
        dialog.grab().save(pictures.filePath(QStringLiteral("dialog-%1.png").arg(theme)));
    }
    again.finish(RunState::Done);
    page.setSession(nullptr);
    return 0;
}
