#pragma once

#include <QWidget>

class QVBoxLayout;

namespace tandem {

enum class MessageKind { Notice, Error };

/// Sentences above the page that ask for nothing: errors stay until dismissed, notices leave after a while. A sentence
/// that stands there already is not added again but counted. The newest stands on top, at most three.
class MessageBar : public QWidget {
    Q_OBJECT
public:
    explicit MessageBar(QWidget *parent = nullptr);

    void show(MessageKind kind, const QString &sentence);
    void clear();
    [[nodiscard]] QStringList sentences() const; // newest first

private:
    class Message;
    void drop(Message *message);

    QVBoxLayout *m_layout;
    QList<Message *> m_messages; // newest first
};

} // namespace tandem
