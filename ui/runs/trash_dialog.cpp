#include "ui/runs/trash_dialog.h"

#include "ui/error_text.h"
#include "ui/icons.h"
#include "ui/project_session.h"
#include "ui/runs/run_text.h"
#include "ui/theme.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace tandem {

namespace {

constexpr int kPlaceRole = Qt::UserRole + 1;

std::int64_t bytesOf(const std::vector<TrashedRun> &runs)
{
    std::int64_t bytes = 0;
    for (const TrashedRun &run : runs)
        bytes += run.bytes;
    return bytes;
}

} // namespace

TrashDialog::TrashDialog(ProjectSession &session, QWidget *parent)
    : QDialog(parent), m_session(session), m_list(new QTreeWidget(this)), m_state(new QLabel(this))
{
    setWindowTitle(tr("Trash"));
    resize(720, 420);
    m_list->setHeaderLabels({tr("Run"), tr("Made"), tr("Thrown away"), tr("Size")});
    m_list->setRootIsDecorated(false);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setAccessibleName(tr("Runs in the trash"));
    m_list->header()->resizeSection(0, 300);
    m_list->header()->resizeSection(1, 130);
    m_list->header()->resizeSection(2, 130);
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, &TrashDialog::updateButtons);
    m_state->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_restore = buttons->addButton(tr("&Restore"), QDialogButtonBox::ActionRole);
    m_restore->setIcon(icon(QStringLiteral("undo")));
    m_purge = buttons->addButton(tr("Remove for &good…"), QDialogButtonBox::DestructiveRole);
    m_purge->setIcon(icon(QStringLiteral("trash")));
    connect(m_restore, &QPushButton::clicked, this, &TrashDialog::restoreSelected);
    connect(m_purge, &QPushButton::clicked, this, &TrashDialog::purgeSelected);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(space::kSmall);
    column->addWidget(m_state);
    column->addWidget(m_list, 1);
    column->addWidget(buttons);
    updateButtons();
    refresh();
}

void TrashDialog::refresh()
{
    m_state->setText(tr("Looking at what lies in the trash…"));
    m_lane.submit(
        this, [layout = m_session.layout()](const std::stop_token &) { return listTrash(layout); },
        [this](const Result<std::vector<TrashedRun>> &runs) {
            if (runs)
                fill(*runs);
            else
                m_state->setText(errorText(runs.error()));
        });
}

void TrashDialog::fill(const std::vector<TrashedRun> &runs)
{
    m_runs = runs;
    m_list->clear();
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const TrashedRun &run = runs[i];
        const RunAnnotation &said = m_session.annotation(run.id);
        auto *item =
            new QTreeWidgetItem(m_list, {QString::fromStdString(said.name.empty() ? run.name : said.name),
                                         momentText(run.createdMs), momentText(run.trashedMs), bytesText(run.bytes)});
        item->setData(0, kPlaceRole, static_cast<int>(i));
        item->setToolTip(0, QString::fromStdString(run.id.toString()));
        item->setTextAlignment(3, Qt::AlignRight | Qt::AlignVCenter);
    }
    m_state->setText(runs.empty() ? tr("The trash is empty. Runs that you throw away wait here until you remove them "
                                       "for good.")
                                  : tr("%n run(s), %1 in all. Notes and tags come back with a run.", nullptr,
                                       static_cast<int>(runs.size()))
                                        .arg(bytesText(bytesOf(runs))));
    updateButtons();
}

std::vector<TrashedRun> TrashDialog::selected() const
{
    std::vector<TrashedRun> runs;
    for (const QTreeWidgetItem *item : m_list->selectedItems())
        runs.push_back(m_runs[static_cast<std::size_t>(item->data(0, kPlaceRole).toInt())]);
    return runs;
}

void TrashDialog::updateButtons()
{
    const bool any = !m_list->selectedItems().isEmpty();
    m_restore->setEnabled(any);
    m_purge->setEnabled(any);
}

void TrashDialog::restoreSelected()
{
    std::vector<RunId> back;
    for (const TrashedRun &run : selected()) { // a rename each
        if (auto moved = restoreRun(m_session.layout(), run.id); !moved) {
            Q_EMIT failed(errorText(moved.error()));
            m_state->setText(errorText(moved.error()));
            break;
        }
        back.push_back(run.id);
    }
    if (!back.empty())
        Q_EMIT restored(back);
    refresh();
}

void TrashDialog::purgeSelected()
{
    const auto runs = selected();
    if (runs.empty())
        return;
    QStringList names;
    for (std::size_t i = 0; i < std::min<std::size_t>(5, runs.size()); ++i)
        names << QString::fromStdString(runs[i].name);
    if (runs.size() > 5)
        names << tr("and %n more", nullptr, static_cast<int>(runs.size() - 5));
    auto *box = new QMessageBox(
        QMessageBox::Warning, tr("Remove for good"),
        tr("Remove %n run(s) for good? This frees %1 and cannot be undone.", nullptr, static_cast<int>(runs.size()))
            .arg(bytesText(bytesOf(runs))),
        QMessageBox::NoButton, this);
    box->setInformativeText(names.join(QLatin1Char('\n')));
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *yes = box->addButton(tr("Remove for good"), QMessageBox::DestructiveRole);
    box->setDefaultButton(box->addButton(QMessageBox::Cancel));
    connect(box, &QMessageBox::finished, this, [this, box, yes, runs] {
        if (box->clickedButton() == yes)
            purge(runs);
    });
    box->open();
}

void TrashDialog::purge(const std::vector<TrashedRun> &runs)
{
    m_restore->setEnabled(false);
    m_purge->setEnabled(false);
    m_state->setText(tr("Removing…"));
    m_lane.submit(
        this,
        [layout = m_session.layout(), runs](const std::stop_token &stop) -> Result<std::vector<RunId>> {
            std::vector<RunId> gone;
            for (const TrashedRun &run : runs) {
                if (stop.stop_requested())
                    break;
                if (const auto freed = purgeRun(layout, run.id); !freed)
                    return freed.error();
                gone.push_back(run.id);
            }
            return gone;
        },
        [this](const Result<std::vector<RunId>> &gone) {
            if (!gone)
                Q_EMIT failed(errorText(gone.error()));
            else
                for (const RunId &id : *gone)
                    if (auto forgotten = m_session.annotate(id, {}); !forgotten)
                        Q_EMIT failed(errorText(forgotten.error()));
            refresh();
        });
}

} // namespace tandem
