#include "ui/data/source_row.h"

#include "ui/icons.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QToolButton>
#include <QVBoxLayout>

namespace tandem {

namespace {

constexpr qsizetype kMostRecent = 8;

QString recentKey(const QString &purpose)
{
    return QStringLiteral("data/recent/") + purpose;
}

} // namespace

SourceRow::SourceRow(const QString &title, const QString &purpose, const QString &emptyChoice, QWidget *parent)
    : QWidget(parent), m_title(title), m_purpose(purpose), m_emptyChoice(emptyChoice), m_shown(new ElidedLabel),
      m_menu(new QMenu(this))
{
    setAcceptDrops(true);
    auto *heading = new QLabel(title);
    heading->setFont(sectionFont());
    m_shown->setMuted(true);
    auto *choose = new QPushButton(icon(QStringLiteral("folder-open")), tr("Choose…"));
    choose->setAccessibleName(tr("Choose a folder: %1", "training images, test images").arg(title));
    connect(choose, &QPushButton::clicked, this, &SourceRow::chooseFolder);
    auto *more = new QToolButton;
    more->setIcon(icon(QStringLiteral("chevron-down")));
    more->setFocusPolicy(Qt::StrongFocus);
    more->setToolTip(tr("More ways to choose"));
    more->setAccessibleName(tr("More ways to choose: %1", "training images, test images").arg(title));
    connect(more, &QToolButton::clicked, this,
            [this, more] { m_menu->popup(more->mapToGlobal(QPoint(0, more->height()))); });
    connect(m_menu, &QMenu::aboutToShow, this, &SourceRow::fillMenu);

    auto *words = new QVBoxLayout;
    words->setSpacing(space::kHair);
    words->addWidget(heading);
    words->addWidget(m_shown);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::kMedium, space::kSmall, space::kMedium, space::kSmall);
    row->addLayout(words, 1);
    row->addWidget(choose);
    row->addWidget(more);
}

void SourceRow::setPath(const QString &path, const QString &textIfEmpty)
{
    m_path = path;
    m_shown->setText(path.isEmpty() ? textIfEmpty : path);
}

void SourceRow::remember(const QString &path)
{
    QStringList paths = recent();
    paths.removeAll(path);
    paths.prepend(path);
    QSettings().setValue(recentKey(m_purpose), QStringList(paths.mid(0, kMostRecent)));
}

QStringList SourceRow::recent() const
{
    return QSettings().value(recentKey(m_purpose)).toStringList();
}

QString SourceRow::startFolder() const
{
    const QString near = m_path.isEmpty() && !recent().isEmpty() ? recent().constFirst() : m_path;
    return near.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::PicturesLocation)
                          : QFileInfo(near).absolutePath();
}

void SourceRow::chooseFolder()
{
    const QString path = QFileDialog::getExistingDirectory(this, m_title, startFolder());
    if (!path.isEmpty())
        Q_EMIT chosen(path);
}

void SourceRow::chooseFile()
{
    const QString path = QFileDialog::getOpenFileName(
        this, m_title, startFolder(), tr("Binary files of CIFAR-10, CIFAR-100 and STL-10 (*.bin);;All files (*)"));
    if (!path.isEmpty())
        Q_EMIT chosen(path);
}

void SourceRow::fillMenu()
{
    m_menu->clear();
    m_menu->addAction(icon(QStringLiteral("folder-open")), tr("Choose a folder…"), this, &SourceRow::chooseFolder);
    m_menu->addAction(icon(QStringLiteral("data")), tr("Choose a binary file…"), this, &SourceRow::chooseFile);
    if (!m_emptyChoice.isEmpty()) {
        QAction *none = m_menu->addAction(m_emptyChoice, this, [this] { Q_EMIT chosen({}); });
        none->setEnabled(!m_path.isEmpty());
    }
    const QStringList paths = recent();
    if (!paths.isEmpty())
        m_menu->addSection(tr("Recent"));
    for (const QString &path : paths)
        m_menu->addAction(fontMetrics().elidedText(path, Qt::ElideMiddle, fontMetrics().averageCharWidth() * 60), this,
                          [this, path] { Q_EMIT chosen(path); });
}

void SourceRow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!draggedPath(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void SourceRow::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    Q_EMIT chosen(draggedPath(*event->mimeData()));
}

void SourceRow::paintEvent(QPaintEvent *)
{
    const ThemeColors &c = colorsFor(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(c.border);
    painter.setBrush(c.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), space::kRadius, space::kRadius);
}

QString draggedPath(const QMimeData &data)
{
    for (const QUrl &url : data.urls())
        if (url.isLocalFile())
            return QDir::cleanPath(url.toLocalFile());
    return {};
}

} // namespace tandem
