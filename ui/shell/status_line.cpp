#include "ui/shell/status_line.h"

#include "ui/page.h"
#include "ui/project_session.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QPainter>

namespace tandem {

namespace {

/// The last two parts of a path: "train" alone says little.
QString shortPath(const QString &path)
{
    return path.section(QLatin1Char('/'), -2);
}

} // namespace

StatusLine::StatusLine(QWidget *parent)
    : QWidget(parent), m_project(new ElidedLabel), m_dataset(new ElidedLabel),
      m_activity(new ElidedLabel({}, Qt::ElideRight))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::kSmall, space::kHair, space::kMedium, space::kHair);
    row->setSpacing(space::kHuge);
    row->addWidget(m_project);
    row->addWidget(m_dataset);
    row->addStretch(1);
    row->addWidget(m_activity);
    m_dataset->setMuted(true);
}

void StatusLine::setSession(ProjectSession *session)
{
    if (m_session)
        disconnect(m_session, nullptr, this, nullptr);
    m_session = session;
    if (session)
        connect(session, &ProjectSession::draftChanged, this, &StatusLine::refresh);
    else
        m_activities.clear();
    refresh();
}

void StatusLine::setActivity(PageId page, const QString &text)
{
    if (text.isEmpty())
        m_activities.remove(page);
    else
        m_activities.insert(page, text);
    refresh();
}

QString StatusLine::activity() const
{
    return QStringList(m_activities.values()).join(QStringLiteral(" · "));
}

void StatusLine::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(QRect(0, 0, width(), 1), colorsFor(palette()).border);
}

void StatusLine::refresh()
{
    m_activity->setText(activity());
    if (!m_session) {
        m_project->setText(tr("No project is open"));
        m_dataset->setText({});
        return;
    }
    m_project->setText(m_session->name());
    m_project->setToolTip(QString::fromStdString(m_session->layout().root().string()));
    const QString path = QString::fromStdString(m_session->draft().data.path);
    m_dataset->setText(path.isEmpty() ? tr("No images chosen") : shortPath(path));
    m_dataset->setToolTip(path);
}

} // namespace tandem
