#include "ui/shell/command_palette.h"

#include "ui/icons.h"
#include "ui/shell/main_window.h"
#include "ui/shell/palette_model.h"
#include "ui/shell/palette_sources.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QSettings>
#include <QStyledItemDelegate>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace tandem {

namespace {

constexpr auto kRecentKey = "palette/recent";
constexpr int kKeptRecent = 8;
constexpr int kWidth = 640, kRows = 12;
constexpr int kIconSize = 16;

/// Icon, title, where it belongs; the keys at the right.
class PaletteDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {200, option.fontMetrics.height() + space::kMedium};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const ThemeColors &c = colorsFor(option.palette);
        const bool isEnabled = index.data(PaletteModel::EnabledRole).toBool();
        if ((option.state & QStyle::State_Selected) != 0)
            painter->fillRect(option.rect, c.accentSoft);
        else if ((option.state & QStyle::State_MouseOver) != 0)
            painter->fillRect(option.rect, c.hover);
        QRect area = option.rect.adjusted(space::kMedium, 0, -space::kMedium, 0);
        const QRect mark(area.left(), area.center().y() - kIconSize / 2 + 1, kIconSize, kIconSize);
        index.data(Qt::DecorationRole)
            .value<QIcon>()
            .paint(painter, visual(option, mark), Qt::AlignCenter, isEnabled ? QIcon::Normal : QIcon::Disabled);
        area.setLeft(mark.right() + 1 + space::kSmall);
        painter->setFont(option.font);
        const auto drawRight = [&](const QString &text, const QColor &color) {
            if (text.isEmpty())
                return;
            const int width = std::min(option.fontMetrics.horizontalAdvance(text) + space::kTight, area.width() / 2);
            painter->setPen(color);
            painter->drawText(visual(option, QRect(area.right() - width + 1, area.top(), width, area.height())),
                              Qt::AlignVCenter | Qt::AlignLeft,
                              option.fontMetrics.elidedText(text, Qt::ElideRight, width));
            area.setRight(area.right() - width - space::kLarge);
        };
        drawRight(index.data(PaletteModel::KeysRole).toString(), isEnabled ? c.text : c.disabledText);
        drawRight(index.data(PaletteModel::PlaceRole).toString(), isEnabled ? c.mutedText : c.disabledText);
        painter->setPen(isEnabled ? c.text : c.disabledText);
        painter->drawText(visual(option, area), Qt::AlignVCenter | Qt::AlignLeft,
                          option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, area.width()));
    }

private:
    static QRect visual(const QStyleOptionViewItem &option, const QRect &rect)
    {
        return QStyle::visualRect(option.direction, option.rect, rect);
    }
};

} // namespace

CommandPalette::CommandPalette(MainWindow &window)
    : QFrame(&window), m_window(window), m_line(new QLineEdit(this)), m_list(new QListView(this)),
      m_nothing(new MutedLabel(tr("Nothing is called that."), this)), m_model(new PaletteModel(this))
{
    setAccessibleName(tr("Command palette"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    hide();
    m_line->setPlaceholderText(tr("Find an action, a run, a setting, a help page…"));
    m_line->setAccessibleName(tr("What to do"));
    m_line->setClearButtonEnabled(true);
    m_line->addAction(icon(QStringLiteral("search"), IconTone::Muted), QLineEdit::LeadingPosition);
    m_line->installEventFilter(this);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus); // the line keeps it, and hands the arrows on
    m_list->setMouseTracking(true);
    m_list->setAccessibleName(tr("What was found"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_nothing->setAlignment(Qt::AlignCenter);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kSmall, space::kSmall, space::kSmall, space::kSmall);
    column->setSpacing(space::kSmall);
    column->addWidget(m_line);
    column->addWidget(m_list, 1);
    column->addWidget(m_nothing, 1);
    connect(qApp, &QApplication::focusChanged, this,
            [this](const QWidget *, const QWidget *now) { onFocusChanged(now); });
    connect(m_line, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(m_line, &QLineEdit::returnPressed, this, &CommandPalette::choose);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) {
        m_list->setCurrentIndex(index);
        choose();
    });
}

void CommandPalette::open()
{
    if (!isVisible())
        m_before = m_window.focusWidget();
    m_model->setEntries(collectPaletteEntries(m_window), recent());
    m_line->clear();
    search({});
    place();
    show();
    raise();
    m_line->setFocus(Qt::PopupFocusReason);
}

/// A click beside it, or another window of the program: it was not wanted after all.
void CommandPalette::onFocusChanged(const QWidget *now)
{
    if (isVisible() && now != nullptr && now != this && !isAncestorOf(now)) {
        m_before.clear();
        hide();
    }
}

void CommandPalette::hideEvent(QHideEvent *event)
{
    QFrame::hideEvent(event);
    if (m_before)
        m_before->setFocus(Qt::PopupFocusReason);
    m_before.clear();
}

/// In the middle of the window's upper part, never wider than it.
void CommandPalette::place()
{
    const int width = std::min(kWidth, m_window.width() - 2 * space::kHuge);
    const int row = m_list->sizeHintForRow(0) > 0 ? m_list->sizeHintForRow(0) : fontMetrics().height() * 2;
    const int wanted = m_line->sizeHint().height() + row * kRows + 4 * space::kSmall;
    resize(width, std::min(wanted, m_window.height() - 2 * space::kHuge));
    move((m_window.width() - width) / 2, std::min(space::kHuge * 2, m_window.height() - height()));
}

void CommandPalette::search(const QString &text)
{
    m_model->setPattern(text);
    const bool isAny = m_model->rowCount() > 0;
    m_list->setVisible(isAny);
    m_nothing->setVisible(!isAny);
    if (isAny) {
        m_list->setCurrentIndex(m_model->index(0));
        m_list->scrollToTop();
    }
}

void CommandPalette::choose()
{
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid() || !index.data(PaletteModel::EnabledRole).toBool())
        return;
    const PaletteEntry entry = m_model->entryAt(index.row());
    remember(entry.key);
    hide();
    // After it has gone: what comes may be a dialog, and takes the focus.
    QTimer::singleShot(0, &m_window, entry.go);
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_line || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const int rows = m_model->rowCount();
    const int row = m_list->currentIndex().row();
    int wanted = -1;
    switch (key->key()) {
    case Qt::Key_Escape:
        hide();
        return true;
    case Qt::Key_Up:
        wanted = row > 0 ? row - 1 : rows - 1;
        break;
    case Qt::Key_Down:
        wanted = row + 1 < rows ? row + 1 : 0;
        break;
    case Qt::Key_PageUp:
        wanted = std::max(0, row - kRows + 1);
        break;
    case Qt::Key_PageDown:
        wanted = std::min(rows - 1, row + kRows - 1);
        break;
    default:
        return QFrame::eventFilter(watched, event);
    }
    if (rows > 0) {
        m_list->setCurrentIndex(m_model->index(wanted));
        m_list->scrollTo(m_list->currentIndex());
    }
    return true;
}

QStringList CommandPalette::recent()
{
    return QSettings().value(QLatin1String(kRecentKey)).toStringList();
}

void CommandPalette::remember(const QString &key)
{
    QStringList keys = recent();
    keys.removeAll(key);
    keys.prepend(key);
    QSettings().setValue(QLatin1String(kRecentKey), QStringList(keys.mid(0, kKeptRecent)));
}

} // namespace tandem
