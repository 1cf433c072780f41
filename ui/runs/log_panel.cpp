#include "ui/runs/log_panel.h"

#include "ui/icons.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QScrollBar>
#include <QTableView>
#include <QVBoxLayout>

namespace tandem {

LogPanel::LogPanel(QWidget *parent) : QWidget(parent), m_view(new QTableView(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view);
    m_view->setModel(&m_model);
    m_view->setAccessibleName(tr("Log of the run"));
    m_view->setShowGrid(false);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setTabKeyNavigation(false);
    m_view->setWordWrap(false);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->horizontalHeader()->setStretchLastSection(true);
    m_view->setColumnWidth(EventListModel::Time,
                           fontMetrics().horizontalAdvance(QStringLiteral("8888-88-88 88:88:88 ")) + 16);
    m_view->setColumnWidth(EventListModel::Step, fontMetrics().horizontalAdvance(QStringLiteral("8,888,888")) + 16);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);

    auto *copySelected = new QAction(icon(QStringLiteral("copy")), tr("&Copy"), m_view);
    copySelected->setShortcut(QKeySequence::Copy);
    copySelected->setShortcutContext(Qt::WidgetShortcut);
    connect(copySelected, &QAction::triggered, this, [this] { copy(true); });
    auto *copyAll = new QAction(tr("Copy &all"), m_view);
    connect(copyAll, &QAction::triggered, this, [this] { copy(false); });
    m_view->addActions({copySelected, copyAll});
}

void LogPanel::setEvents(const std::vector<EventRecord> &events)
{
    const QScrollBar *bar = m_view->verticalScrollBar();
    const bool atEnd = bar->value() == bar->maximum();
    m_model.setEvents(events);
    if (atEnd)
        m_view->scrollToBottom();
}

QString LogPanel::text(bool selectedOnly) const
{
    QStringList lines;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        if (selectedOnly && !m_view->selectionModel()->isRowSelected(row))
            continue;
        QStringList cells;
        for (int column = 0; column < EventListModel::ColumnCount; ++column)
            cells << m_model.index(row, column).data().toString();
        lines << cells.join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n'));
}

void LogPanel::copy(bool selectedOnly) const
{
    QGuiApplication::clipboard()->setText(text(selectedOnly));
}

} // namespace tandem
