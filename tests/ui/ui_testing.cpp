#include "tests/ui/ui_testing.h"

#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QCoreApplication>
#include <QDir>
#include <QImage>
#include <QScrollArea>
#include <QSettings>
#include <QStandardPaths>
#include <QTest>
#include <QWheelEvent>
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

QString writePhotographs(const QString &folder, int count)
{
    QDir().mkpath(folder + QStringLiteral("/photograph"));
    QImage image(500, 375, QImage::Format_RGB32);
    for (int i = 0; i < count; ++i) {
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                image.setPixel(x, y, qRgb(x / 2, y / 2, i));
        image.save(QStringLiteral("%1/photograph/%2.png").arg(folder).arg(i, 3, 10, QLatin1Char('0')));
    }
    return folder;
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

void turnWheel(QWidget &widget)
{
    QWheelEvent event({5, 5}, widget.mapToGlobal(QPointF(5, 5)), {}, {0, -120}, Qt::NoButton, {}, Qt::NoScrollPhase,
                      false);
    QCoreApplication::sendEvent(&widget, &event);
}

QStringList changedByWheel(QWidget &root)
{
    QStringList changed;
    const auto turn = [&changed](QWidget &field, const auto &value) {
        const auto before = value();
        if (!field.hasFocus())
            turnWheel(field);
        if (value() != before || field.focusPolicy() == Qt::WheelFocus)
            changed.append(field.accessibleName());
    };
    for (const QScrollArea *form : root.findChildren<QScrollArea *>()) {
        for (auto *spin : form->findChildren<QAbstractSpinBox *>())
            turn(*spin, [spin] { return spin->text(); });
        for (auto *box : form->findChildren<QComboBox *>())
            turn(*box, [box] { return box->currentIndex(); });
    }
    return changed;
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

void verifyAwake(const LoopWatch &watch)
{
    qInfo("longest work of the loop %.1f ms, longest wait %.1f ms", watch.longestWorkMs(), watch.longestWaitMs());
    QVERIFY(watch.longestWorkMs() < 50);
    QVERIFY(watch.longestWaitMs() < 500);
}

} // namespace tandem::testing
