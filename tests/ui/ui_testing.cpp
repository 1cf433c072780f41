#include "tests/ui/ui_testing.h"

#include <QAccessible>
#include <QCoreApplication>
#include <QDir>
#include <QImage>
#include <QSettings>
#include <QStandardPaths>
#include <QWidget>

#include <algorithm>
#include <ctime>

namespace tandem::testing {

namespace {

double milliseconds(clockid_t clock)
{
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

QString nameOf(const QObject *object)
{
    return object != nullptr ? QString::fromLatin1(object->metaObject()->className()) : QString();
}

} // namespace

Sandbox::Sandbox()
{
    for (const char *variable : {"XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "HOME"})
        qputenv(variable, m_folder.path().toUtf8());
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
    QCoreApplication::setOrganizationName(QStringLiteral("TandemTest"));
    QCoreApplication::setApplicationName(QStringLiteral("tandem-test"));
}

void writeImages(const QString &folder, const QString &name, int count, int side)
{
    const QString place = folder + QLatin1Char('/') + name;
    QDir().mkpath(place);
    QImage image(side, side, QImage::Format_RGB32);
    for (int i = 0; i < count; ++i) {
        image.fill(QColor::fromHsv(i * 37 % 360, 200, 200));
        image.setPixelColor(i % side, i / side % side, Qt::white);
        image.save(QStringLiteral("%1/%2.png").arg(place).arg(i, 5, 10, QLatin1Char('0')));
    }
}

QStringList unnamedFocusable(QWidget &root)
{
    QStringList unnamed;
    for (QWidget *widget : root.findChildren<QWidget *>()) {
        if ((widget->focusPolicy() & Qt::TabFocus) == 0 || widget->focusProxy())
            continue;
        // The parts that Qt composes its widgets of are named by the whole.
        if (widget->objectName().startsWith(QLatin1String("qt_")) || widget->inherits("QComboBoxListView"))
            continue;
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
        if (!interface || interface->text(QAccessible::Name).isEmpty())
            unnamed.append(QStringLiteral("%1 '%2' in %3 in %4 (%5)")
                               .arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName(),
                                    nameOf(widget->parentWidget()), nameOf(widget->parentWidget()->parentWidget()),
                                    widget->toolTip()));
    }
    return unnamed;
}

LoopWatch::LoopWatch()
    : m_lastWallMs(milliseconds(CLOCK_MONOTONIC)), m_lastWorkMs(milliseconds(CLOCK_THREAD_CPUTIME_ID))
{
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &LoopWatch::tick);
    m_timer.start(10);
}

void LoopWatch::tick()
{
    const double wall = milliseconds(CLOCK_MONOTONIC);
    const double work = milliseconds(CLOCK_THREAD_CPUTIME_ID);
    m_longestWaitMs = std::max(m_longestWaitMs, wall - m_lastWallMs);
    m_longestWorkMs = std::max(m_longestWorkMs, work - m_lastWorkMs);
    m_lastWallMs = wall;
    m_lastWorkMs = work;
    ++m_ticks;
}

} // namespace tandem::testing
