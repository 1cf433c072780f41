#pragma once

#include <QObject>
#include <QString>

class QMimeData;
class QWidget;

namespace tandem {

/// Lets a widget take image files that are dropped on it. Owned by the widget. GUI thread.
class ImageDrop : public QObject {
    Q_OBJECT
public:
    explicit ImageDrop(QWidget *target);

    /// The first local file among what is dragged that can be an image; empty: there is none.
    [[nodiscard]] static QString imageFileOf(const QMimeData &data);

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void dropped(const QString &file);
};

} // namespace tandem
