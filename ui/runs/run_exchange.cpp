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

/// Opens each run and hands it to `write`, until one says false. How many were written.
Result<int> eachRun(const ProjectLayout &project, const std::vector<RunId> &runs,
                    const std::function<Result<bool>(RunReader &, const RunSummary &)> &write)
{
    int count = 0;
    for (const RunId &id : runs) {
        const auto reader = RunReader::open(project, id);
        if (!reader)
            return reader.error();
        const auto summary = (*reader)->summary();
        if (!summary)
            return summary.error();
        const auto written = write(**reader, *summary);
        if (!written)
            return written.error();
        if (!*written)
            break;
        ++count;
    }
    return count;
}

/// False: stopped, without a file.
Result<bool> writePointsOf(const ProjectLayout &project, const std::vector<RunId> &runs, const QString &path,
                           const ArchiveProgress &told, const std::stop_token &stop)
{
    TextFile file(path);
    if (auto opened = file.open(); !opened)
        return opened.error();
    if (auto begun = file.add(pointsCsvHeader()); !begun)
        return begun.error();
    std::int64_t done = 0;
    const auto count = static_cast<int>(runs.size());
    const auto written = eachRun(project, runs, [&](RunReader &run, const RunSummary &summary) {
        told(done++, count);
        return tandem::writePoints(
            run, summary, [&file](std::string_view lines) { return file.add(lines); }, stop);
    });
    if (!written)
        return written.error();
    if (*written < count)
        return false;
    if (auto committed = file.commit(); !committed)
        return committed.error();
    return true;
}

Result<void> writeText(const QString &path, const std::string &text)
{
    return writeFileAtomically(path.toStdString(), std::as_bytes(std::span(text)));
}

/// False: stopped, without a file.
Result<bool> writeReportOf(const ProjectLayout &project, const RunId &id, const QString &path,
                           const std::stop_token &stop)
{
    const auto annotations = readAnnotations(project);
    if (!annotations)
        return annotations.error();
    const auto said = annotations->find(id);
    const auto reader = RunReader::open(project, id);
    if (!reader)
        return reader.error();
    const auto html = reportHtml(**reader, said == annotations->end() ? RunAnnotation() : said->second);
    if (!html)
        return html.error();
    if (stop.stop_requested())
        return false;
    if (auto written = writeText(path, *html); !written)
        return written.error();
    return true;
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
        [layout = m_session->layout(), told, work, stop = m_stop](const std::stop_token &ofLane) mutable {
            const std::stop_callback passOn(ofLane, [&stop] { stop.request_stop(); });
            return work(layout, told, stop.get_token());
        },
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
    m_stop = {};
    auto percent = std::make_shared<std::atomic<int>>(0);
    m_progress = new WorkProgress(title, percent, m_window);
    connect(m_progress, &WorkProgress::canceled, this, [stop = m_stop]() mutable { stop.request_stop(); });
    return percent;
}

void RunExchange::tellStopped()
{
    Q_EMIT noticed(tr("Stopped; nothing was left behind."));
}

void RunExchange::endProgress()
{
    if (m_progress) {
        m_progress->disconnect(this);
        m_progress->close();
    }
}

void RunExchange::tellWritten(const Result<bool> &written, const QString &path)
{
    if (*written)
        Q_EMIT noticed(tr("Saved as %1.").arg(path));
    else
        tellStopped();
}

void RunExchange::writeReport(const QString &path)
{
    work(
        tr("Writing the report…"),
        [path, id = m_runs.front()](const ProjectLayout &layout, const ArchiveProgress &, const std::stop_token &stop) {
            return writeReportOf(layout, id, path, stop);
        },
        [this, path](const Result<bool> &written) { tellWritten(written, path); });
}

void RunExchange::writePoints(const QString &path)
{
    work(
        tr("Writing the points…"),
        [path, runs = m_runs](const ProjectLayout &layout, const ArchiveProgress &told, const std::stop_token &stop) {
            return writePointsOf(layout, runs, path, told, stop);
        },
        [this, path](const Result<bool> &written) { tellWritten(written, path); });
}

void RunExchange::writeLog(const QString &folder)
{
    const auto count = static_cast<int>(m_runs.size());
    work(
        tr("Writing event files…"),
        [folder, count, runs = m_runs](const ProjectLayout &layout, const ArchiveProgress &told,
                                       const std::stop_token &stop) {
            return eachRun(
                layout, runs, [&, done = 0](RunReader &run, const RunSummary &summary) mutable -> Result<bool> {
                    if (stop.stop_requested())
                        return false;
                    told(done++, count);
                    // Runs may share a name; their ids tell them apart.
                    const QString name = fileName(QString::fromStdString(summary.name)) + QLatin1Char('-') +
                                         QString::fromStdString(summary.id.toString()).right(6);
                    const auto written = exportTensorBoard(run, (folder + QLatin1Char('/') + name).toStdString());
                    if (!written)
                        return written.error();
                    return true;
                });
        },
        [this, folder, count](const Result<int> &written) {
            if (*written == 0)
                tellStopped();
            else if (*written < count)
                Q_EMIT noticed(tr("Stopped; %n run(s) lie complete in %1.", nullptr, *written).arg(folder));
            else
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
            else
                tellStopped();
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
                return tellStopped();
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
        [folder](const ProjectLayout &layout, const ArchiveProgress &, const std::stop_token &stop) {
            return importTensorBoard(layout, folder.toStdString(), {}, stop);
        },
        [this](const Result<std::vector<TensorBoardRun>> &runs) {
            if (runs->empty())
                return tellStopped();
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
