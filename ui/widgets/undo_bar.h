#pragma once

#include <QTimer>
#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;

namespace tandem {

/// Says what was just done and offers to take it back, for ten seconds; the clock stands still while the mouse or the
/// keyboard is on it. Hidden else.
class UndoBar : public QWidget {
    Q_OBJECT
public:
    static constexpr int kShownMs = 10'000;

    explicit UndoBar(QWidget *parent = nullptr);

    /// Replaces what was offered before.
    void offer(const QString &sentence, std::function<void()> undo);
    void dismiss();
    void undo();
    [[nodiscard]] bool isOffering() const { return static_cast<bool>(m_undo); }
    [[nodiscard]] QString sentence() const;

Q_SIGNALS:
    void offeringChanged(bool isOffering);

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    void goOn();

    QLabel *m_label;
    QPushButton *m_button;
    QTimer m_timer;
    std::function<void()> m_undo;
};

} // namespace tandem
