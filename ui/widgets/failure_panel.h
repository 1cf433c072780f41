#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace tandem {

/// What stands where something could not be shown: the sentence with its remedy, and a way on.
class FailurePanel : public QWidget {
    Q_OBJECT
public:
    explicit FailurePanel(QWidget *parent = nullptr);

    void setSentence(const QString &sentence);
    [[nodiscard]] QString sentence() const;
    QPushButton *addButton(const QString &text, const QString &iconName);

private:
    QLabel *m_sentence;
    QHBoxLayout *m_buttons;
};

} // namespace tandem
