#include "ui/shell/welcome_page.h"

#include "ui/icons.h"
#include "ui/shell/recent_projects.h"
#include "ui/style.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tandem {

namespace {

constexpr int kLogoSize = 72;
constexpr int kRowsShown = 5;

/// "~/data/x.tandem" for a folder below home.
QString homeRelative(const QString &folder)
{
    const QString home = QDir::homePath();
    return folder.startsWith(home + QLatin1Char('/')) ? QLatin1Char('~') + folder.mid(home.size()) : folder;
}

QHBoxLayout *headline()
{
    auto *name = new QLabel(QStringLiteral("Tandem"));
    QFont font = pageTitleFont();
    font.setPointSizeF(font.pointSizeF() * 1.3);
    name->setFont(font);
    auto *sentence = new MutedLabel(WelcomePage::tr("See what your augmentations do, train an encoder without labels, "
                                                    "and watch what it learns."));
    sentence->setWordWrap(true);

    auto *words = new QVBoxLayout;
    words->setSpacing(space::kTight);
    words->addStretch();
    words->addWidget(name);
    words->addWidget(sentence);
    words->addStretch();
    auto *row = new QHBoxLayout;
    row->setSpacing(space::kLarge);
    row->addWidget(new IconLabel(applicationIcon(), kLogoSize));
    row->addLayout(words, 1);
    return row;
}

} // namespace

WelcomePage::WelcomePage(QWidget *parent)
    : QWidget(parent), m_recent(new QListWidget), m_recentPart(new QWidget), m_sample(new QPushButton)
{
    setAccessibleName(tr("Welcome"));
    auto *create = new QPushButton(icon(QStringLiteral("folder-plus"), IconTone::OnAccent), tr("New project…"));
    auto *open = new QPushButton(icon(QStringLiteral("folder-open")), tr("Open project…"));
    m_sample->setText(tr("Open the sample project"));
    m_sample->setIcon(icon(QStringLiteral("shapes")));
    makePrimary(create);
    connect(create, &QPushButton::clicked, this, &WelcomePage::newProjectRequested);
    connect(open, &QPushButton::clicked, this, &WelcomePage::openProjectRequested);
    connect(m_sample, &QPushButton::clicked, this, [this] { Q_EMIT openFolderRequested(sampleProjectFolder()); });

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::kSmall);
    buttons->addWidget(create);
    buttons->addWidget(open);
    buttons->addWidget(m_sample);
    buttons->addStretch();

    auto *title = new QLabel(tr("Recent projects"));
    title->setFont(sectionFont());
    title->setBuddy(m_recent);
    m_recent->setAccessibleName(tr("Recent projects"));
    m_recent->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_recent->setTextElideMode(Qt::ElideMiddle);
    connect(m_recent, &QListWidget::itemActivated, this,
            [this](const QListWidgetItem *item) { Q_EMIT openFolderRequested(item->data(Qt::UserRole).toString()); });
    auto *recentColumn = new QVBoxLayout(m_recentPart);
    recentColumn->setContentsMargins({});
    recentColumn->setSpacing(space::kSmall);
    recentColumn->addWidget(title);
    recentColumn->addWidget(m_recent);

    auto *column = new QVBoxLayout;
    column->setSpacing(space::kHuge);
    column->addStretch(2);
    column->addLayout(headline());
    column->addLayout(buttons);
    column->addWidget(m_recentPart);
    column->addStretch(3);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::kHuge, space::kHuge, space::kHuge, space::kHuge);
    row->addStretch(1);
    row->addLayout(column, 4);
    row->addStretch(1);
    refresh();
}

void WelcomePage::refresh()
{
    m_recent->clear();
    for (const QString &folder : RecentProjects::list()) {
        auto *item = new QListWidgetItem(icon(QStringLiteral("folder"), IconTone::Muted),
                                         //: name of a project, and the path of its folder
                                         tr("%1   %2").arg(QFileInfo(folder).completeBaseName(), homeRelative(folder)));
        item->setData(Qt::UserRole, folder);
        item->setToolTip(folder);
        m_recent->addItem(item);
    }
    m_recentPart->setVisible(m_recent->count() > 0);
    if (m_recent->count() > 0) {
        m_recent->setCurrentRow(0);
        const int rows = std::min(m_recent->count(), kRowsShown);
        m_recent->setFixedHeight(rows * (m_recent->sizeHintForRow(0) + space::kHair) + 2 * space::kTight);
    }
    m_sample->setVisible(QFileInfo::exists(sampleProjectFolder() + QStringLiteral("/project.db")));
}

} // namespace tandem
