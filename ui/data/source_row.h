#pragma once

#include <QWidget>

class QLabel;
class QMenu;
class QMimeData;

namespace tandem {

class ElidedLabel;

/// Which images a dataset takes: shows the path and offers to choose a folder, a file, or a recent one.
class SourceRow : public QWidget {
    Q_OBJECT
public:
    /// `purpose` keys the list of recent paths ("training", "test"). `emptyChoice`: menu entry that chooses none.
    SourceRow(const QString &title, const QString &purpose, const QString &emptyChoice, QWidget *parent = nullptr);

    void setPath(const QString &path, const QString &textIfEmpty);
    /// Puts a path on top of the recent ones.
    void remember(const QString &path);
    [[nodiscard]] QStringList recent() const;
    void chooseFolder();

Q_SIGNALS:
    void chosen(const QString &path); // empty: none

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void chooseFile();
    void fillMenu();
    [[nodiscard]] QString startFolder() const;

    QString m_title;
    QString m_purpose;
    QString m_emptyChoice;
    QString m_path;
    ElidedLabel *m_shown;
    QMenu *m_menu;
};

/// The first local path that a drag carries; empty if none.
[[nodiscard]] QString draggedPath(const QMimeData &data);

} // namespace tandem
