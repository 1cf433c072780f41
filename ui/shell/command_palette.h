#pragma once

#include "ui/shell/palette_entry.h"

#include <QFrame>
#include <QPointer>

class QLabel;
class QLineEdit;
class QListView;

namespace tandem {

class MainWindow;
class PaletteModel;

/// One field that finds everything the window can do: its actions with their keys, runs, settings and help. Up, Down
/// and Enter choose, Escape leaves; what was chosen comes first the next time.
class CommandPalette : public QFrame {
    Q_OBJECT
public:
    explicit CommandPalette(MainWindow &window);

    /// Shows it over the upper part of the window, with what it offers at this moment.
    void open();

    [[nodiscard]] QLineEdit *line() const { return m_line; }
    [[nodiscard]] QListView *list() const { return m_list; }
    [[nodiscard]] PaletteModel *model() const { return m_model; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void search(const QString &text);
    void choose();
    void place();
    void onFocusChanged(const QWidget *now);
    [[nodiscard]] static QStringList recent();
    static void remember(const QString &key);

    MainWindow &m_window;
    QLineEdit *m_line;
    QListView *m_list;
    QLabel *m_nothing;
    PaletteModel *m_model;
    QPointer<QWidget> m_before; // had the focus, and gets it back
};

} // namespace tandem
