#include "ui/widgets/undo_bar.h"

#include "ui/icons.h"
#include "ui/theme.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

#include <utility>

namespace tandem {

UndoBar::UndoBar(QWidget *parent) : QWidget(parent), m_label(new QLabel(this)), m_button(new QPushButton(this))
{
    m_label->setTextFormat(Qt::PlainText);
    m_button->setIcon(icon(QStringLiteral("undo")));
    m_button->setText(tr("&Undo"));
    connect(m_button, &QPushButton::clicked, this, &UndoBar::undo);
    auto *close = new QToolButton(this);
    close->setIcon(icon(QStringLiteral("close")));
    close->setAutoRaise(true);
    close->setToolTip(tr("Dismiss"));
    close->setAccessibleName(tr("Dismiss"));
    close->setFocusPolicy(Qt::StrongFocus);
    connect(close, &QToolButton::clicked, this, &UndoBar::dismiss);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::kMedium, space::kTight, space::kSmall, space::kTight);
    row->setSpacing(space::kSmall);
    row->addWidget(m_label, 1);
    row->addWidget(m_button);
    row->addWidget(close);
    m_timer.setSingleShot(true);
    m_timer.setInterval(kShownMs);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (m_button->hasFocus() || underMouse())
            m_timer.start();
        else
            dismiss();
    });
    hide();
}

void UndoBar::offer(const QString &sentence, std::function<void()> undo)
{
    m_undo = std::move(undo);
    m_label->setText(sentence);
    setAccessibleName(sentence);
    show();
    m_timer.start();
    Q_EMIT offeringChanged(true);
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void UndoBar::dismiss()
{
    m_timer.stop();
    if (!std::exchange(m_undo, nullptr))
        return;
    hide();
    Q_EMIT offeringChanged(false);
}

void UndoBar::undo()
{
    const auto work = m_undo;
    dismiss();
    if (work)
        work();
}

QString UndoBar::sentence() const
{
    return m_undo ? m_label->text() : QString();
}

void UndoBar::enterEvent(QEnterEvent *event)
{
    QWidget::enterEvent(event);
    m_timer.stop();
}

void UndoBar::leaveEvent(QEvent *event)
{
    QWidget::leaveEvent(event);
    goOn();
}

void UndoBar::goOn()
{
    if (m_undo)
        m_timer.start();
}

void UndoBar::paintEvent(QPaintEvent *)
{
    const ThemeColors &colors = colorsFor(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colors.border);
    painter.setBrush(colors.accentSoft);
    painter.drawRoundedRect(QRectF(rect()).adjusted(.5, .5, -.5, -.5), space::kRadius, space::kRadius);
}

} // namespace tandem
