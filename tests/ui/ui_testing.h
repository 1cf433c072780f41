#pragma once

#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <QTimer>

class QWidget;

namespace tandem::testing {

/// Keeps a test away from the person's settings, data and caches: all of them lie in a folder that goes with it.
/// Make one in main, before anything else.
class Sandbox {
public:
    Sandbox();
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

private:
    QTemporaryDir m_folder;
};

/// Writes `count` PNG files of side×side pixels into folder/name; colours differ from file to file.
void writeImages(const QString &folder, const QString &name, int count, int side = 8);

/// Writes `count` PNG files of 500×375 pixels into a folder, in one class, and returns the folder.
QString writePhotographs(const QString &folder, int count);

/// Descriptions of the visible or hidden widgets below `root` that take focus by Tab but say no name to assistive
/// technology.
[[nodiscard]] QStringList unnamedFocusable(QWidget &root);

/// One notch downwards, over a widget.
void turnWheel(QWidget &widget);
/// Names of the fields in scrolling forms below `root` that the wheel changes, or gives the focus, though they do not
/// have it.
[[nodiscard]] QStringList changedByWheel(QWidget &root);

/// Watches the event loop of the thread it lives in: a timer that ticks every 10 ms notes how long it had to wait and
/// how much processor time the thread spent meanwhile. The second number does not suffer from a busy machine.
class LoopWatch : public QObject {
public:
    LoopWatch();
    [[nodiscard]] double longestWaitMs() const { return m_longestWaitMs; }
    [[nodiscard]] double longestWorkMs() const { return m_longestWorkMs; }
    [[nodiscard]] int ticks() const { return m_ticks; }

private:
    void tick();

    QTimer m_timer;
    double m_lastWallMs = 0, m_lastWorkMs = 0;
    double m_longestWaitMs = 0, m_longestWorkMs = 0;
    int m_ticks = 0;
};

/// Tells what was watched, and fails the test if the loop worked for 50 ms at a time, which is what a person does not
/// notice. How long it waited counts too, but within a wide bound: other programs take their part of a busy machine.
void verifyAwake(const LoopWatch &watch);

} // namespace tandem::testing
