#include "ui/widgets/empty_state.h"

#include "ui/icons.h"
#include "ui/style.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tandem {

namespace {

constexpr int kIconSize = 48;
constexpr int kLineCharacters = 76; // comfortable length of a line

} // namespace

EmptyState::EmptyState(const QString &iconName, const QString &title, const QString &sentence, QWidget *parent)
    : QWidget(parent), m_sentence(new MutedLabel(sentence)), m_buttons(new QHBoxLayout)
{
    auto *heading = new QLabel(title);
    heading->setFont(pageTitleFont());
    heading->setAlignment(Qt::AlignCenter);
    heading->setWordWrap(true);
    m_sentence->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_sentence->setWordWrap(true);
    m_buttons->setSpacing(space::kSmall);

    // Not of a fixed width, which no window could be made narrower than.
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(m_sentence, 1000);
    row->addStretch(1);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addLayout(m_buttons);
    buttons->addStretch();

    auto *column = new QVBoxLayout(this);
    column->setSpacing(space::kSmall);
    column->addStretch(2);
    column->addWidget(new IconLabel(icon(iconName, IconTone::Muted), kIconSize), 0, Qt::AlignHCenter);
    column->addSpacing(space::kSmall);
    column->addWidget(heading);
    column->addLayout(row);
    column->addSpacing(space::kSmall);
    column->addLayout(buttons);
    column->addStretch(3);
}

QPushButton *EmptyState::addButton(const QString &text, const QString &iconName)
{
    auto *button = new QPushButton(text);
    const bool primary = m_buttons->isEmpty();
    if (primary)
        makePrimary(button);
    button->setIcon(icon(iconName, primary ? IconTone::OnAccent : IconTone::Text));
    m_buttons->addWidget(button);
    return button;
}

void EmptyState::setSentence(const QString &sentence)
{
    m_sentence->setText(sentence);
    fitSentence();
}

void EmptyState::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitSentence();
}

void EmptyState::fitSentence()
{
    // Given in characters, so that it grows with the font. The layout would take the height of one long line for a
    // centred label, hence it is told the height of the wrapped text.
    const int width = std::min(fontMetrics().averageCharWidth() * kLineCharacters, this->width() - 2 * space::kLarge);
    if (width <= 0)
        return;
    m_sentence->setMaximumWidth(width);
    m_sentence->setFixedHeight(m_sentence->heightForWidth(width));
}

} // namespace tandem
