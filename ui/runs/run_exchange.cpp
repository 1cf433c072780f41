#include "ui/runs/run_exchange.h"

#include "core/base/files.h"
#include "core/exchange/archive.h"
#include "core/exchange/csv.h"
#include "core/exchange/report.h"
#include "core/exchange/tensorboard.h"
#include "ui/error_text.h"
#include "ui/project_session.h"
#include "ui/tables/table_export.h"
#include "ui/tables/text_file.h"

#include <QAction>
#include <QFileDialog>
#include <QMenu>
#include <QRegularExpression>

#include <ranges>
#include <span>

namespace tandem {

namespace {

/// Opens each run and hands it to `write`.
Result<void> eachRun(const ProjectLayout &project, const std::vector<RunId> &runs,
                     const std::function<Result<void>(RunReader &, const RunSummary &)> &write)
{
    for (const RunId &id : runs) {
        const auto reader = RunReader::open(project, id);
        if (!reader)
            return reader.error();
        const auto summary = (*reader)->summary();
        if (!summary)
            return summary.error();
        if (auto written = write(**reader, *summary); !written)
            return written;
    }
    return {};
}

Result<void> addPoints(TextFile &file, RunReader &run, const RunSummary &summary, const std::stop_token &stop)
{
    const auto plan = run.plan();
    if (!plan)
        return plan.error();
    const auto infos = run.seriesInfo();
    if (!infos)
        return infos.error();
    for (const SeriesInfo &info : *infos) {
        if (stop.stop_requested())
            return {};
        const auto points = run.points(info.name);
        if (!points)
            return points.error();
        std::string lines;
        for (const SeriesPoint &point : *points)
            appendPointLine(lines, summary.id, summary.name, info.name, plan->stepsPerEpoch, point);
        if (auto added = file.add(lines); !added)
            return added;
    }
    return {};
}

/// Without a file where it is stopped.
Result<void> writePointsOf(const ProjectLayout &project, const std::vector<RunId> &runs, const QString &path,
                           const ArchiveProgress &told, const std::stop_token &stop)
{
    TextFile file(path);
    if (auto opened = file.open(); !opened)
        return opened;
    if (auto begun = file.add(pointsCsvHeader()); !begun)
        return begun;
    std::int64_t done = 0;
    auto written = eachRun(project, runs, [&](RunReader &run, const RunSummary &summary) {
        told(done++, static_cast<std::int64_t>(runs.size()));
        return addPoints(file, run, summary, stop);
    });
    return written && !stop.stop_requested() ? file.commit() : written;
}

Result<void> writeText(const QString &path, const std::string &text)
{
    return writeFileAtomically(path.toStdString(), std::as_bytes(std::span(text)));
}

/// A name that every file system takes.
QString fileName(QString name)
{
    static const QRegularExpression kOdd(QStringLiteral("[^\\w.-]+"), QRegularExpression::UseUnicodePropertiesOption);
    name.replace(kOdd, QStringLiteral("-"));
    return name.isEmpty() ? QStringLiteral("run") : name;
}

} // namespace

template <class Work, class Done> void RunExchange::work(const QString &title, Work work, Done done)
{
    if (m_session == nullptr)
        return;
    const auto percent = beginProgress(title);
    const ArchiveProgress told = [percent](std::int64_t now, std::int64_t total) {
        percent->store(total > 0 ? static_cast<int>(100 * now / total) : 100);
    };
    m_lane.submit(
        this,
        [layout = m_session->layout(), told, work](const std::stop_token &stop) { return work(layout, told, stop); },
        [this, done](const auto &result) {
            endProgress();
            if (!result)
                Q_EMIT failed(errorText(result.error()));
            else
                done(result);
        });
}

RunExchange::RunExchange(QWidget *window) : QObject(window), m_window(window)
{
    m_exportMenu = new QMenu(tr("E&xport"), window);
    m_importMenu = new QMenu(tr("&Import"), window);
    m_export = m_exportMenu->menuAction();
    m_import = m_importMenu->menuAction();
    m_ofRuns = {
        add(m_exportMenu, tr("&Report…"), tr("One HTML page: settings, curves, evaluations, views"),
            &RunExchange::askReport),
        add(m_exportMenu, tr("&Archive…"), tr("The selected runs as one file, with their checkpoints"),
            &RunExchange::askArchive),
        add(m_exportMenu, tr("&Points…"), tr("All that was measured, as comma-separated values"),
            &RunExchange::askPoints),
        add(m_exportMenu, tr("Log for &TensorBoard…"), tr("Event files that TensorBoard shows"), &RunExchange::askLog),
    };
    m_exportMenu->addSeparator();
    m_ofProject = {
        add(m_exportMenu, tr("Ta&ble of runs…"), tr("As comma-separated values, Markdown or LaTeX"),
            &RunExchange::askTable),
        add(m_exportMenu, tr("&Whole project…"), tr("All runs, sweeps, notes and layouts as one file"),
            &RunExchange::askProject),
        add(m_importMenu, tr("Runs from an &archive…"), tr("Runs that were exported, from any project"),
            &RunExchange::askImport),
        add(m_importMenu, tr("&TensorBoard log…"), tr("Each folder with event files becomes a run"),
            &RunExchange::askImportLog),
    };
    updateActions();
}

RunExchange::~RunExchange()
{
    endProgress();
}

QAction *RunExchange::add(QMenu *menu, const QString &text, const QString &toolTip, void (RunExchange::*ask)())
{
    QAction *action = menu->addAction(text);
    action->setToolTip(toolTip);
    action->setStatusTip(toolTip);
    connect(action, &QAction::triggered, this, ask);
    return action;
}

void RunExchange::setSession(ProjectSession *session)
{
    m_lane.cancel();
    endProgress();
    m_session = session;
    m_runs.clear();
    updateActions();
}

void RunExchange::setRuns(const std::vector<RunId> &runs, const QString &name)
{
    m_runs = runs;
    m_name = name;
    updateActions();
}

void RunExchange::updateActions()
{
    for (QAction *action : m_ofRuns)
        action->setEnabled(m_session != nullptr && !m_runs.empty());
    for (QAction *action : m_ofProject)
        action->setEnabled(m_session != nullptr);
}

WorkPercent RunExchange::beginProgress(const QString &title)
{
    endProgress();
    auto percent = std::make_shared<std::atomic<int>>(0);
    m_progress = new WorkProgress(title, percent, m_window);
    connect(m_progress, &WorkProgress::canceled, this, [this] {
        m_lane.cancel();
        endProgress();
        Q_EMIT noticed(tr("Stopped; nothing was left behind."));
    });
    return percent;
}

void RunExchange::endProgress()
{
    if (m_progress) {
        m_progress->disconnect(this);
        m_progress->close();
    }
}

void RunExchange::writeReport(const QString &path)
{
    work(
        tr("Writing the report…"),
        [path, runs = std::vector<RunId>(m_runs.begin(), m_runs.begin() + 1)](
            const ProjectLayout &layout, const ArchiveProgress &, const std::stop_token &stop) {
            const auto annotations = readAnnotations(layout);
            if (!annotations)
                return Result<void>(annotations.error());
            return eachRun(layout, runs, [&](RunReader &run, const RunSummary &summary) -> Result<void> {
                const auto said = annotations->find(summary.id);
                const auto html = reportHtml(run, said == annotations->end() ? RunAnnotation() : said->second);
                if (!html)
                    return html.error();
                return stop.stop_requested() ? Result<void>() : writeText(path, *html);
            });
        },
        [this, path](const auto &) { Q_EMIT noticed(tr("Saved as %1.").arg(path)); });
}

void RunExchange::writePoints(const QString &path)
{
    work(
        tr("Writing the points…"),
        [path, runs = m_runs](const ProjectLayout &layout, const ArchiveProgress &told, const std::stop_token &stop) {
            return writePointsOf(layout, runs, path, told, stop);
        },
        [this, path](const auto &) { Q_EMIT noticed(tr("Saved as %1.").arg(path)); });
}

void RunExchange::writeLog(const QString &folder)
{
    work(
        tr("Writing event files…"),
        [folder, runs = m_runs](const ProjectLayout &layout, const ArchiveProgress &, const std::stop_token &) {
            return eachRun(layout, runs, [&](RunReader &run, const RunSummary &summary) -> Result<void> {
                // Runs may share a name; their ids tell them apart.
                const QString name = fileName(QString::fromStdString(summary.name)) + QLatin1Char('-') +
                                     QString::fromStdString(summary.id.toString()).right(6);
                const auto written = exportTensorBoard(run, (folder + QLatin1Char('/') + name).toStdString());
                return written ? Result<void>() : written.error();
            });
        },
        [this, folder](const auto &) {
            Q_EMIT noticed(tr("Written. Look at it with: tensorboard --logdir %1").arg(folder));
        });
}

/// A sentence after another one on what an archive lacks, or a project did not take; empty where nothing.
QString RunExchange::leftOutText(const ArchiveReport &report)
{
    constexpr std::size_t kNamed = 3;
    const auto why = [](ArchiveReport::Reason reason) {
        switch (reason) {
        case ArchiveReport::Reason::Training:
            return tr("is being trained");
        case ArchiveReport::Reason::Unreadable:
            return tr("cannot be read");
        case ArchiveReport::Reason::SweepTaken:
            return tr("is in this project already");
        case ArchiveReport::Reason::SweepTrashed:
            return tr("lies in this project's trash");
        }
        return QString();
    };
    if (report.leftOut.empty())
        return {};
    QStringList parts;
    for (const ArchiveReport::LeftOut &left : report.leftOut | std::views::take(kNamed))
        parts << QStringLiteral("%1 (%2)").arg(QString::fromStdString(left.name), why(left.reason));
    QString text = QLatin1Char(' ') + tr("Left out: %1").arg(parts.join(QStringLiteral(", ")));
    if (report.leftOut.size() > kNamed)
        text += QLatin1Char(' ') + tr("and %n more", nullptr, static_cast<int>(report.leftOut.size() - kNamed));
    return text + QLatin1Char('.');
}

void RunExchange::writeArchive(const QString &path, bool wholeProject)
{
    ArchiveRequest request{wholeProject ? std::vector<RunId>() : m_runs, wholeProject, path.toStdString()};
    work(
        wholeProject ? tr("Packing the project…") : tr("Packing %n run(s)…", nullptr, static_cast<int>(m_runs.size())),
        [request](const ProjectLayout &layout, const ArchiveProgress &told, const std::stop_token &stop) {
            return exportArchive(layout, request, told, stop);
        },
        [this, path](const Result<std::optional<ArchiveReport>> &report) {
            if (*report)
                Q_EMIT noticed(tr("Saved as %1.").arg(path) + leftOutText(**report));
        });
}

void RunExchange::writeTable(const QString &path)
{
    if (!m_table)
        return;
    const std::string text = tableAsText(*m_table, tableFormatFor(path)).toStdString();
    if (const auto written = writeText(path, text); !written)
        Q_EMIT failed(errorText(written.error()));
    else
        Q_EMIT noticed(tr("Saved as %1.").arg(path));
}

void RunExchange::readArchive(const QString &path)
{
    work(
        tr("Taking in runs…"),
        [path](const ProjectLayout &layout, const ArchiveProgress &told, const std::stop_token &stop) {
            return importArchive(layout, path.toStdString(), told, stop);
        },
        [this](const Result<std::optional<ArchiveReport>> &report) {
            if (!*report)
                return;
            std::vector<RunId> ids;
            int renumbered = 0, waiting = 0;
            for (const ArchiveReport::Entry &run : (*report)->runs) {
                ids.push_back(run.id);
                if (const auto kept = m_session->annotate(run.id, run.said); !kept)
                    Q_EMIT failed(errorText(kept.error()));
                renumbered += run.id != run.originalId ? 1 : 0;
                waiting += run.waits ? 1 : 0;
            }
            QString text = tr("%n run(s) were taken in.", nullptr, static_cast<int>(ids.size()));
            if (renumbered > 0)
                text += QLatin1Char(' ') +
                        tr("%n of them were here already and stand beside the old ones.", nullptr, renumbered);
            if (waiting > 0)
                text += QLatin1Char(' ') + tr("%n of them wait in the queue, paused.", nullptr, waiting);
            if (const auto sweeps = static_cast<int>((*report)->sweeps.size()); sweeps > 0)
                text += QLatin1Char(' ') + tr("%n sweep(s) came along, paused.", nullptr, sweeps);
            Q_EMIT imported(ids);
            Q_EMIT noticed(text + leftOutText(**report));
        });
}

void RunExchange::readLog(const QString &folder)
{
    work(
        tr("Reading event files…"),
        [folder](const ProjectLayout &layout, const ArchiveProgress &, const std::stop_token &) {
            return importTensorBoard(layout, folder.toStdString(), {});
        },
        [this](const Result<std::vector<TensorBoardRun>> &runs) {
            std::vector<RunId> ids;
            for (const TensorBoardRun &run : *runs)
                ids.push_back(run.id);
            Q_EMIT imported(ids);
            Q_EMIT noticed(tr("%n run(s) were taken in.", nullptr, static_cast<int>(ids.size())));
        });
}

void RunExchange::askFile(const QString &title, const QString &suffix, const QStringList &filters,
                          const std::function<void(const QString &)> &then)
{
    auto *dialog = new QFileDialog(m_window, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters(filters);
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(fileName(m_name) + QLatin1Char('.') + suffix);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        dialog->setDefaultSuffix(filter.section(QLatin1String("*."), -1).chopped(1));
    });
    connect(dialog, &QFileDialog::fileSelected, this, then);
    dialog->open();
}

void RunExchange::askReport()
{
    askFile(tr("Export report"), QStringLiteral("html"), {tr("Page (*.html)")},
            [this](const QString &p) { writeReport(p); });
}

void RunExchange::askPoints()
{
    askFile(tr("Export points"), QStringLiteral("csv"), {tr("Comma-separated values (*.csv)")},
            [this](const QString &p) { writePoints(p); });
}

void RunExchange::askArchive()
{
    askFile(tr("Export runs"), QStringLiteral("tar.gz"), {tr("Archive (*.tar.gz)")},
            [this](const QString &p) { writeArchive(p, false); });
}

void RunExchange::askProject()
{
    if (m_session != nullptr)
        m_name = m_session->name();
    askFile(tr("Export project"), QStringLiteral("tar.gz"), {tr("Archive (*.tar.gz)")},
            [this](const QString &p) { writeArchive(p, true); });
}

void RunExchange::askTable()
{
    m_name = tr("runs", "name of a file");
    askFile(tr("Export table"), QStringLiteral("csv"),
            {tr("Comma-separated values (*.csv)"), tr("Markdown (*.md)"), tr("LaTeX (*.tex)")},
            [this](const QString &p) { writeTable(p); });
}

void RunExchange::askLog()
{
    auto *dialog = new QFileDialog(m_window, tr("Folder for the log"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &RunExchange::writeLog);
    dialog->open();
}

void RunExchange::askImport()
{
    auto *dialog = new QFileDialog(m_window, tr("Import runs"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Archive (*.tar.gz *.tgz)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &RunExchange::readArchive);
    dialog->open();
}

void RunExchange::askImportLog()
{
    auto *dialog = new QFileDialog(m_window, tr("Import TensorBoard log"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, this, &RunExchange::readLog);
    dialog->open();
}

} // namespace tandem
