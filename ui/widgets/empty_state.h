#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace tandem {

/// What stands where nothing is to be seen yet: an icon, a title, a sentence that teaches, and the next step.
class EmptyState : public QWidget {
    Q_OBJECT
public:
    EmptyState(const QString &iconName, const QString &title, const QString &sentence, QWidget *parent = nullptr);

    /// The first button added is the primary one. Owned by this.
    QPushButton *addButton(const QString &text, const QString &iconName);
    void setSentence(const QString &sentence);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitSentence();

    QLabel *m_sentence;
    QHBoxLayout *m_buttons;
};

} // namespace tandem
