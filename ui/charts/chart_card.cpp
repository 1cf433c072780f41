#include "ui/charts/chart_card.h"

#include "ui/icons.h"
#include "ui/theme.h"

#include <QAccessibleWidget>
#include <QApplication>
#include <QContextMenuEvent>
#include <QDrag>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace tandem {

namespace {

constexpr auto kMimeType = "application/x-tandem-chart";

/// What a screen reader is told of a chart, made when asked for.
class AccessibleChart : public QAccessibleWidget {
public:
    explicit AccessibleChart(ChartCard *chart) : QAccessibleWidget(chart, QAccessible::Chart), m_chart(chart) {}

    QString text(QAccessible::Text kind) const override
    {
        switch (kind) {
        case QAccessible::Name:
            return m_chart->title();
        case QAccessible::Description:
            return m_chart->summary();
        case QAccessible::Value:
            return m_chart->readout();
        default:
            return QAccessibleWidget::text(kind);
        }
    }

private:
    ChartCard *m_chart;
};

QAccessibleInterface *makeAccessible(const QString &, QObject *object)
{
    auto *chart = qobject_cast<ChartCard *>(object);
    return chart != nullptr ? new AccessibleChart(chart) : nullptr;
}

} // namespace

ChartCard::ChartCard(QWidget *parent) : QWidget(parent)
{
    static const bool installed = (QAccessible::installFactory(makeAccessible), true);
    Q_UNUSED(installed);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(180, 110);
    setAcceptDrops(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kTight, space::kTight, space::kTight, space::kHair);
    layout->setSpacing(0);
    buildHeader();
    layout->addLayout(m_header);
    ChartCard::applyTheme();
}

void ChartCard::buildHeader()
{
    m_header = new QHBoxLayout;
    m_header->setContentsMargins(space::kTight, 0, 0, 0);
    m_header->setSpacing(space::kSmall);
    m_title = new QLabel(this);
    m_title->setFont(sectionFont());
    m_title->setCursor(Qt::OpenHandCursor);
    m_title->installEventFilter(this);
    m_caption = new QLabel(this);
    m_caption->setFont(captionFont());
    m_caption->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_value = new QLabel(this);
    m_value->setFont(numberFont());
    m_more = new QToolButton(this);
    m_more->setIcon(icon(QStringLiteral("more"), IconTone::Muted));
    m_more->setAutoRaise(true);
    m_more->setFocusPolicy(Qt::NoFocus); // the chart's own keys open the menu: one stop less for Tab
    m_more->setToolTip(tr("What can be done with this chart (Menu key)"));
    m_menu = new QMenu(this);
    connect(m_more, &QToolButton::clicked, this, &ChartCard::openMenu);
    connect(m_menu, &QMenu::aboutToShow, this, &ChartCard::buildMenu);
    m_header->addWidget(m_title);
    m_header->addWidget(m_caption, 1);
    m_header->addWidget(m_value);
    m_header->addWidget(m_more);
}

void ChartCard::setBody(QWidget *body)
{
    static_cast<QVBoxLayout *>(layout())->addWidget(body, 1);
}

void ChartCard::setSpec(const ChartSpec &spec)
{
    m_spec = spec;
}

void ChartCard::changeSpec(const ChartSpec &spec)
{
    setSpec(spec);
    Q_EMIT specChanged();
}

QString ChartCard::title() const
{
    return m_title->text();
}

QString ChartCard::caption() const
{
    return m_caption->text();
}

void ChartCard::setTitle(const QString &title)
{
    m_title->setText(title);
    setAccessibleName(title);
    m_more->setAccessibleName(tr("Menu of the chart %1").arg(title));
}

void ChartCard::setCaption(const QString &caption)
{
    m_caption->setText(caption);
    m_caption->setToolTip(caption);
}

void ChartCard::setValue(const QString &value)
{
    m_value->setText(value);
}

void ChartCard::fillMenu(QMenu &) {}

void ChartCard::buildMenu()
{
    m_menu->clear();
    fillMenu(*m_menu);
    m_menu->addAction(icon(QStringLiteral("settings")), tr("&Choose what it shows…"), this, &ChartCard::editRequested);
    m_menu->addAction(tr("Show as &table"), this, &ChartCard::tableRequested)->setShortcut(Qt::Key_T);
    m_menu->addSeparator();
    auto *size = m_menu->addMenu(tr("&Size"));
    size->addAction(tr("Wider"), this, [this] { Q_EMIT sizeRequested(1, 0); })
        ->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_Plus);
    size->addAction(tr("Narrower"), this, [this] { Q_EMIT sizeRequested(-1, 0); })
        ->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_Minus);
    size->addAction(tr("Taller"), this, [this] { Q_EMIT sizeRequested(0, 1); });
    size->addAction(tr("Lower"), this, [this] { Q_EMIT sizeRequested(0, -1); });
    m_menu->addAction(tr("Move &earlier"), this, [this] { Q_EMIT moveRequested(-1); })
        ->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_Left);
    m_menu->addAction(tr("Move &later"), this, [this] { Q_EMIT moveRequested(1); })
        ->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_Right);
    m_menu->addSeparator();
    m_menu->addAction(tr("Save &picture…"), this, [this] { Q_EMIT exportRequested(ChartExport::Picture); });
    m_menu
        ->addAction(icon(QStringLiteral("copy")), tr("Copy pi&cture"), this,
                    [this] { Q_EMIT exportRequested(ChartExport::CopyPicture); })
        ->setShortcut(QKeySequence::Copy);
    m_menu->addAction(tr("Save &visible points…"), this,
                      [this] { Q_EMIT exportRequested(ChartExport::VisiblePoints); });
    m_menu->addAction(tr("Save &all points…"), this, [this] { Q_EMIT exportRequested(ChartExport::AllPoints); });
    m_menu->addSeparator();
    m_menu->addAction(icon(QStringLiteral("trash")), tr("&Remove chart"), this, &ChartCard::removeRequested)
        ->setShortcut(QKeySequence::Delete);
    // The chart itself answers the keys; here they are only told.
    for (QAction *action : m_menu->actions() + size->actions())
        action->setShortcutContext(Qt::WidgetShortcut);
}

void ChartCard::openMenu()
{
    m_menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height())));
}

void ChartCard::keyPressEvent(QKeyEvent *event)
{
    const bool both = event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier);
    if (event->matches(QKeySequence::Copy))
        return Q_EMIT exportRequested(ChartExport::CopyPicture);
    switch (event->key()) {
    case Qt::Key_T:
        return Q_EMIT tableRequested();
    case Qt::Key_Menu:
        return openMenu();
    case Qt::Key_F10:
        if (event->modifiers() != Qt::ShiftModifier)
            break;
        return openMenu();
    case Qt::Key_Delete:
        return Q_EMIT removeRequested();
    case Qt::Key_Left:
        if (both)
            return Q_EMIT moveRequested(-1);
        break;
    case Qt::Key_Right:
        if (both)
            return Q_EMIT moveRequested(1);
        break;
    case Qt::Key_Plus:
    case Qt::Key_Minus:
        if (both)
            return Q_EMIT sizeRequested(event->key() == Qt::Key_Plus ? 1 : -1, 0);
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void ChartCard::contextMenuEvent(QContextMenuEvent *event)
{
    m_menu->popup(event->globalPos());
}

bool ChartCard::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_title)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::MouseButtonPress)
        m_dragStart = static_cast<QMouseEvent *>(event)->pos();
    if (event->type() != QEvent::MouseMove)
        return QWidget::eventFilter(watched, event);
    const auto *move = static_cast<QMouseEvent *>(event);
    if (move->buttons() != Qt::LeftButton ||
        (move->pos() - m_dragStart).manhattanLength() < QApplication::startDragDistance())
        return false;
    auto *drag = new QDrag(this);
    auto *mime = new QMimeData;
    mime->setData(QString::fromLatin1(kMimeType), QByteArray());
    drag->setMimeData(mime);
    drag->setPixmap(grab().scaledToWidth(std::min(240, width()), Qt::SmoothTransformation));
    drag->exec(Qt::MoveAction);
    return true;
}

void ChartCard::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasFormat(QString::fromLatin1(kMimeType)) && event->source() != this)
        event->acceptProposedAction();
}

void ChartCard::dropEvent(QDropEvent *event)
{
    if (auto *dragged = qobject_cast<ChartCard *>(event->source())) {
        event->acceptProposedAction();
        Q_EMIT dropRequested(dragged);
    }
}

void ChartCard::applyTheme()
{
    const ThemeColors &colors = colorsFor(palette());
    const auto tint = [](QLabel *label, const QColor &tone) {
        QPalette own = label->palette();
        own.setColor(QPalette::WindowText, tone);
        label->setPalette(own);
    };
    tint(m_title, colors.text);
    tint(m_value, colors.text);
    tint(m_caption, colors.mutedText);
    update();
}

void ChartCard::paintEvent(QPaintEvent *)
{
    const ThemeColors &colors = colorsFor(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double width = hasFocus() ? 2 : 1;
    painter.setPen(QPen(hasFocus() ? colors.accent : colors.border, width));
    painter.setBrush(colors.surface);
    const double inset = width / 2;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), space::kRadius, space::kRadius);
}

void ChartCard::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyTheme();
}

void ChartCard::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void ChartCard::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace tandem
