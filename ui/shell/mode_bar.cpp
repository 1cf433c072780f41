#include "ui/shell/mode_bar.h"

#include "ui/icons.h"
#include "ui/page.h"
#include "ui/theme.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QEvent>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace tandem {

namespace {

constexpr int kIconSize = 24;
constexpr int kMarkWidth = 3;

class ModeButton : public QAbstractButton {
public:
    explicit ModeButton(QWidget *parent) : QAbstractButton(parent)
    {
        setCheckable(true);
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }

    [[nodiscard]] QSize sizeHint() const override
    {
        const QFontMetrics metrics(captionFont());
        return {std::max(72, metrics.horizontalAdvance(text()) + 2 * space::kMedium),
                space::kSmall + kIconSize + space::kTight + metrics.height() + space::kSmall};
    }

    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const ThemeColors &c = colorsFor(palette());
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRect cell = rect().adjusted(space::kTight, 0, -space::kTight, 0);
        if (isChecked() || underMouse()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(isChecked() ? c.accentSoft : c.hover);
            painter.drawRoundedRect(cell, space::kRadius, space::kRadius);
        }
        if (isChecked()) {
            const int left = isRightToLeft() ? width() - kMarkWidth : 0;
            painter.fillRect(QRect(left, space::kSmall, kMarkWidth, height() - 2 * space::kSmall), c.accent);
        }
        const QRect iconRect((width() - kIconSize) / 2, space::kSmall, kIconSize, kIconSize);
        icon().paint(&painter, iconRect);
        painter.setFont(captionFont());
        painter.setPen(isChecked() ? c.text : c.mutedText);
        painter.drawText(QRect(0, iconRect.bottom() + space::kTight, width(), painter.fontMetrics().height()),
                         Qt::AlignHCenter | Qt::AlignTop, text());
        if (hasFocus()) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(c.accent, 2));
            painter.drawRoundedRect(QRectF(cell).adjusted(1, 1, -1, -1), space::kRadius, space::kRadius);
        }
    }
};

} // namespace

ModeBar::ModeBar(QWidget *parent) : QWidget(parent), m_layout(new QVBoxLayout(this)), m_group(new QButtonGroup(this))
{
    setAccessibleName(tr("Pages"));
    m_layout->setContentsMargins(0, space::kSmall, 0, space::kSmall);
    m_layout->setSpacing(space::kTight);
    m_layout->addStretch();
    connect(m_group, &QButtonGroup::idClicked, this, [this](int id) { Q_EMIT pageChosen(static_cast<PageId>(id)); });
}

void ModeBar::addPage(const Page &page, const QString &shortcut)
{
    auto *button = new ModeButton(this);
    button->setText(page.title());
    button->setIcon(icon(page.iconName()));
    button->setAccessibleName(page.title());
    button->setToolTip(QStringLiteral("%1 (%2)").arg(page.title(), shortcut));
    m_group->addButton(button, static_cast<int>(page.id()));
    m_layout->insertWidget(m_layout->count() - 1, button);
}

void ModeBar::setCurrent(PageId id)
{
    QAbstractButton *button = m_group->button(static_cast<int>(id));
    if (!button)
        return;
    button->setChecked(true);
    // The focus follows from button to button, and starts at the page shown; a page's own focus is left alone.
    const QWidget *focused = window()->focusWidget();
    if (!focused || focused->parentWidget() == this)
        button->setFocus(Qt::OtherFocusReason);
}

void ModeBar::paintEvent(QPaintEvent *)
{
    const ThemeColors &c = colorsFor(palette());
    QPainter painter(this);
    painter.fillRect(rect(), c.rail);
    painter.fillRect(QRect(isRightToLeft() ? 0 : width() - 1, 0, 1, height()), c.border);
}

} // namespace tandem
