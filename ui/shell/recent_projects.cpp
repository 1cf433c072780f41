#include "ui/shell/recent_projects.h"

#include <QSettings>
#include <QStandardPaths>

namespace tandem {

namespace {

constexpr qsizetype kMost = 8;

QString listKey()
{
    return QStringLiteral("projects/recent");
}

QString lastKey()
{
    return QStringLiteral("projects/last");
}

} // namespace

QStringList RecentProjects::list()
{
    return QSettings().value(listKey()).toStringList();
}

void RecentProjects::add(const QString &folder)
{
    QStringList folders = list();
    folders.removeAll(folder);
    folders.prepend(folder);
    QSettings().setValue(listKey(), QStringList(folders.mid(0, kMost)));
}

void RecentProjects::remove(const QString &folder)
{
    QStringList folders = list();
    folders.removeAll(folder);
    QSettings().setValue(listKey(), folders);
}

void RecentProjects::clear()
{
    QSettings().remove(listKey());
}

QString RecentProjects::last()
{
    return QSettings().value(lastKey()).toString();
}

void RecentProjects::setLast(const QString &folder)
{
    QSettings().setValue(lastKey(), folder);
}

QString sampleProjectFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
           QStringLiteral("/tandem/sample.tandem");
}

} // namespace tandem
