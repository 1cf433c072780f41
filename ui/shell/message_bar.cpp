#include "ui/shell/message_bar.h"

#include "ui/icons.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace tandem {

namespace {

constexpr qsizetype kMostMessages = 3;
constexpr int kNoticeMs = 15'000;
constexpr int kIconSize = 20;

} // namespace

class MessageBar::Message : public QWidget {
public:
    Message(MessageKind kind, QString sentence, MessageBar *bar)
        : QWidget(bar), m_kind(kind), m_sentence(std::move(sentence)), m_label(new QLabel(m_sentence))
    {
        const bool isError = kind == MessageKind::Error;
        auto *sign = new IconLabel(icon(isError ? QStringLiteral("error") : QStringLiteral("info"),
                                        isError ? IconTone::Bad : IconTone::Accent),
                                   kIconSize);
        m_label->setWordWrap(true);
        m_label->setTextFormat(Qt::PlainText);
        m_label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        setAccessibleName(isError ? MessageBar::tr("Error: %1").arg(m_sentence) : m_sentence);

        auto *dismiss = new QToolButton;
        dismiss->setIcon(icon(QStringLiteral("close")));
        dismiss->setAutoRaise(true);
        dismiss->setToolTip(MessageBar::tr("Dismiss"));
        dismiss->setAccessibleName(MessageBar::tr("Dismiss message"));
        dismiss->setFocusPolicy(Qt::StrongFocus);
        connect(dismiss, &QToolButton::clicked, bar, [bar, this] { bar->drop(this); });

        auto *row = new QHBoxLayout(this);
        row->setContentsMargins(space::kLarge, space::kSmall, space::kSmall, space::kSmall);
        row->setSpacing(space::kSmall);
        row->addWidget(sign, 0, Qt::AlignVCenter);
        row->addWidget(m_label, 1);
        row->addWidget(dismiss, 0, Qt::AlignVCenter);
        if (!isError) {
            m_timer.setSingleShot(true);
            connect(&m_timer, &QTimer::timeout, bar, [bar, this] { bar->drop(this); });
            m_timer.start(kNoticeMs);
        }
    }

    [[nodiscard]] MessageKind kind() const { return m_kind; }
    [[nodiscard]] const QString &sentence() const { return m_sentence; }

    void countAgain()
    {
        ++m_count;
        m_label->setText(MessageBar::tr("%1 (%n times)", nullptr, m_count).arg(m_sentence));
        if (m_timer.isActive())
            m_timer.start(kNoticeMs);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const ThemeColors &c = colorsFor(palette());
        QPainter painter(this);
        painter.fillRect(rect(), m_kind == MessageKind::Error ? c.badSoft : c.accentSoft);
        painter.fillRect(QRect(0, height() - 1, width(), 1), c.border);
    }

private:
    MessageKind m_kind;
    QString m_sentence;
    QLabel *m_label;
    QTimer m_timer;
    int m_count = 1;
};

MessageBar::MessageBar(QWidget *parent) : QWidget(parent), m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    setAccessibleName(tr("Messages"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

void MessageBar::show(MessageKind kind, const QString &sentence)
{
    if (sentence.isEmpty())
        return;
    for (Message *message : std::as_const(m_messages)) {
        if (message->kind() == kind && message->sentence() == sentence) {
            message->countAgain();
            return;
        }
    }
    auto *message = new Message(kind, sentence, this);
    m_messages.prepend(message);
    m_layout->insertWidget(0, message);
    if (m_messages.size() > kMostMessages)
        drop(m_messages.last());
    QAccessibleEvent alert(message, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void MessageBar::clear()
{
    while (!m_messages.isEmpty())
        drop(m_messages.first());
}

QStringList MessageBar::sentences() const
{
    QStringList list;
    for (const Message *message : m_messages)
        list.append(message->sentence());
    return list;
}

void MessageBar::drop(Message *message)
{
    if (!m_messages.removeOne(message))
        return;
    m_layout->removeWidget(message);
    message->hide();
    message->deleteLater();
}

} // namespace tandem
