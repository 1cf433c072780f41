#pragma once

#include <QStringList>

namespace tandem {

/// Project folders opened lately, newest first, kept in QSettings.
class RecentProjects {
public:
    [[nodiscard]] static QStringList list();
    static void add(const QString &folder);
    static void remove(const QString &folder);
    static void clear();

    /// The project to open at the next start; empty if none was open at the end.
    [[nodiscard]] static QString last();
    static void setLast(const QString &folder);
};

/// Where packaging/run.sh makes the sample project.
[[nodiscard]] QString sampleProjectFolder();

} // namespace tandem
