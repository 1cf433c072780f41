#include "ui/page.h"

namespace tandem {

Page::Page(PageId id, const QString &title, const QString &iconName, QWidget *parent)
    : QWidget(parent), m_id(id), m_title(title), m_iconName(iconName)
{
    setAccessibleName(title);
}

Page::~Page() = default;

void Page::setSession(ProjectSession *session)
{
    m_session = session;
}

void Page::saveLayout(QSettings &) const {}

void Page::restoreLayout(QSettings &) {}

} // namespace tandem
