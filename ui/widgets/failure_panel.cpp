#include "ui/widgets/failure_panel.h"

#include "ui/icons.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tandem {

namespace {

constexpr int kIconSize = 32;
constexpr int kLineCharacters = 76;

} // namespace

FailurePanel::FailurePanel(QWidget *parent) : QWidget(parent), m_sentence(new QLabel), m_buttons(new QHBoxLayout)
{
    m_sentence->setWordWrap(true);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::kMedium);
    row->addWidget(new IconLabel(icon(QStringLiteral("error"), IconTone::Bad), kIconSize), 0, Qt::AlignTop);
    row->addWidget(m_sentence, 1);
    auto *buttons = new QHBoxLayout;
    buttons->addSpacing(kIconSize + space::kMedium);
    buttons->addLayout(m_buttons);
    buttons->addStretch();
    auto *column = new QVBoxLayout;
    column->addStretch(2);
    column->addLayout(row);
    column->addSpacing(space::kSmall);
    column->addLayout(buttons);
    column->addStretch(3);
    auto *outer = new QHBoxLayout(this);
    outer->addStretch(1);
    outer->addLayout(column);
    outer->addStretch(1);
}

void FailurePanel::setSentence(const QString &sentence)
{
    m_sentence->setText(sentence);
    const QFontMetrics metrics = m_sentence->fontMetrics();
    m_sentence->setFixedWidth(
        std::min(metrics.averageCharWidth() * kLineCharacters, metrics.horizontalAdvance(sentence) + space::kSmall));
    setAccessibleName(sentence);
}

QString FailurePanel::sentence() const
{
    return m_sentence->text();
}

QPushButton *FailurePanel::addButton(const QString &text, const QString &iconName)
{
    auto *button = new QPushButton(icon(iconName), text);
    m_buttons->addWidget(button);
    return button;
}

} // namespace tandem
