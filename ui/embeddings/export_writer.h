#pragma once

#include "ui/background.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <functional>

class QWidget;

namespace tandem {

/// Makes a file's bytes on a thread of its own and writes them; says how it went in one sentence. GUI thread.
class ExportWriter : public QObject {
    Q_OBJECT
public:
    using Make = std::function<QByteArray(const std::stop_token &)>;
    using QObject::QObject;

    void write(const QString &path, Make make);
    /// Asks for a place first. `name`: proposed; its suffix is that of the files.
    void ask(QWidget *parent, const QString &title, const QString &filter, const QString &name, const Make &make);

Q_SIGNALS:
    void written(const QString &path);
    void noticed(const QString &sentence);
    void failed(const QString &sentence);

private:
    BackgroundLane m_lane;
};

} // namespace tandem
