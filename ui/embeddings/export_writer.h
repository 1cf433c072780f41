#pragma once

#include "ui/serial_lane.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <functional>

class QWidget;

namespace tandem {

/// Makes a file's bytes on a thread of its own and writes them, one file after another; says how each went in one
/// sentence. What was asked for is written also when this ends. GUI thread.
class ExportWriter : public QObject {
    Q_OBJECT
public:
    using Make = std::function<QByteArray()>;
    using QObject::QObject;

    void write(const QString &path, Make make);
    /// Asks for a place first. `name`: proposed; its suffix is that of the files.
    void ask(QWidget *parent, const QString &title, const QString &filter, const QString &name, const Make &make);

Q_SIGNALS:
    void written(const QString &path);
    void noticed(const QString &sentence);
    void failed(const QString &sentence);

private:
    SerialLane m_lane;
};

} // namespace tandem
