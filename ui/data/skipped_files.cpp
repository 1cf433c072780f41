#include "ui/data/skipped_files.h"

#include "ui/icons.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tandem {

namespace {

constexpr int kMostListed = 10'000; // beyond that, reading the list helps nobody
constexpr int kRowsShown = 6;
constexpr int kIconSize = 18;

} // namespace

SkippedFiles::SkippedFiles(QWidget *parent) : QWidget(parent), m_header(new QToolButton), m_table(new QTableWidget)
{
    m_header->setAccessibleName(tr("Skipped files"));
    m_header->setCheckable(true);
    m_header->setAutoRaise(true);
    m_header->setFocusPolicy(Qt::StrongFocus);
    m_header->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_header->setIcon(icon(QStringLiteral("chevron-right")));
    m_table->setAccessibleName(tr("Skipped files"));
    m_table->setColumnCount(2);
    m_table->setHorizontalHeaderLabels({tr("File"), tr("Why it was left out")});
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->verticalHeader()->hide();
    m_table->setShowGrid(false);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->setVisible(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    connect(m_header, &QToolButton::toggled, this, [this](bool open) {
        m_header->setIcon(icon(open ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right")));
        m_table->setVisible(open);
    });

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(space::kTight);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::kTight);
    row->addWidget(new IconLabel(icon(QStringLiteral("warning"), IconTone::Warning), kIconSize));
    row->addWidget(m_header);
    row->addStretch();
    column->addLayout(row);
    column->addWidget(m_table);
    hide();
}

void SkippedFiles::setFiles(const std::vector<SkippedFile> &files)
{
    const int total = static_cast<int>(files.size());
    const int listed = std::min(total, kMostListed);
    setVisible(total > 0);
    m_header->setText(tr("%Ln file(s) or folder(s) left out", nullptr, total));
    m_header->setAccessibleName(m_header->text());
    m_table->setRowCount(listed);
    for (int row = 0; row < listed; ++row) {
        const SkippedFile &file = files[static_cast<std::size_t>(row)];
        m_table->setItem(row, 0, new QTableWidgetItem(QString::fromStdString(file.name)));
        m_table->setItem(row, 1, new QTableWidgetItem(QString::fromStdString(file.reason)));
    }
    if (listed == 0)
        return;
    const int rows = std::min(listed, kRowsShown);
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() + rows * m_table->rowHeight(0) +
                            2 * space::kTight);
    m_table->setColumnWidth(0, m_table->fontMetrics().averageCharWidth() * 44);
}

} // namespace tandem
