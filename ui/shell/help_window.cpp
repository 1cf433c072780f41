#include "ui/shell/help_window.h"

#include "ui/icons.h"
#include "ui/page.h"
#include "ui/theme.h"

#include <QDir>
#include <QFile>
#include <QHBoxLayout>
#include <QLocale>
#include <QShortcut>
#include <QTextBrowser>
#include <QToolButton>
#include <QVBoxLayout>

namespace tandem {

namespace {

const QSize kFirstSize(640, 620);

QToolButton *navigationButton(const QString &iconName, const QString &name)
{
    auto *button = new QToolButton;
    button->setIcon(icon(iconName));
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

HelpWindow::HelpWindow(QWidget *parent) : QWidget(parent, Qt::Window), m_browser(new QTextBrowser)
{
    setWindowTitle(tr("Tandem help"));
    resize(kFirstSize);
    m_browser->setAccessibleName(tr("Help text"));
    m_browser->setOpenExternalLinks(true);
    m_browser->document()->setDocumentMargin(space::kLarge);

    QToolButton *back = navigationButton(QStringLiteral("arrow-left"), tr("Back"));
    QToolButton *forward = navigationButton(QStringLiteral("arrow-right"), tr("Forward"));
    QToolButton *home = navigationButton(QStringLiteral("home"), tr("Contents"));
    back->setEnabled(false);
    forward->setEnabled(false);
    connect(back, &QToolButton::clicked, m_browser, &QTextBrowser::backward);
    connect(forward, &QToolButton::clicked, m_browser, &QTextBrowser::forward);
    connect(home, &QToolButton::clicked, this, [this] { showTopic(QStringLiteral("index")); });
    connect(m_browser, &QTextBrowser::backwardAvailable, back, &QWidget::setEnabled);
    connect(m_browser, &QTextBrowser::forwardAvailable, forward, &QWidget::setEnabled);
    connect(new QShortcut(QKeySequence::Cancel, this), &QShortcut::activated, this, &QWidget::close);

    auto *row = new QHBoxLayout;
    row->addWidget(back);
    row->addWidget(forward);
    row->addWidget(home);
    row->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kSmall, space::kSmall, space::kSmall, space::kSmall);
    column->addLayout(row);
    column->addWidget(m_browser);
}

void HelpWindow::open(QWidget *parent, const QString &topic)
{
    auto *window = parent->findChild<HelpWindow *>(QString(), Qt::FindDirectChildrenOnly);
    if (!window)
        window = new HelpWindow(parent);
    window->showTopic(topic);
    window->show();
    window->raise();
    window->activateWindow();
    window->m_browser->setFocus();
}

void HelpWindow::showTopic(const QString &topic)
{
    m_browser->setSource(QUrl(QStringLiteral("qrc") + helpFile(topic)), QTextDocument::MarkdownResource);
}

QString HelpWindow::text() const
{
    return m_browser->toPlainText();
}

QString helpTopic(PageId id)
{
    switch (id) {
    case PageId::Data:
        return QStringLiteral("data");
    case PageId::Runs:
        return QStringLiteral("runs");
    case PageId::Augment:
        return QStringLiteral("augment");
    case PageId::Sweeps:
        return QStringLiteral("sweeps");
    case PageId::Embeddings:
        return QStringLiteral("embeddings");
    }
    return QStringLiteral("index");
}

QStringList helpTopics()
{
    QStringList topics{QStringLiteral("index")};
    for (const QString &file : QDir(QStringLiteral(":/tandem/help/en")).entryList({QStringLiteral("*.md")}))
        if (const QString topic = file.chopped(3); !topics.contains(topic))
            topics << topic;
    return topics;
}

QString helpTitle(const QString &topic)
{
    QFile file(helpFile(topic));
    if (!file.open(QIODevice::ReadOnly))
        return topic;
    QString line = QString::fromUtf8(file.readLine()).trimmed();
    while (line.startsWith(QLatin1Char('#')))
        line.remove(0, 1);
    return line.trimmed();
}

QString helpFile(const QString &topic)
{
    const QString pattern = QStringLiteral(":/tandem/help/%1/%2.md");
    const QString local = pattern.arg(QLocale().name().section(QLatin1Char('_'), 0, 0), topic);
    return QFile::exists(local) ? local : pattern.arg(QStringLiteral("en"), topic);
}

} // namespace tandem
