#include "ui/embeddings/map_legend.h"

#include "ui/embeddings/point_swatch.h"
#include "ui/embeddings/range_bar.h"
#include "ui/icons.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

namespace tandem {

namespace {

constexpr int kSearchFrom = 13; // categories
constexpr int kSwatch = 14;

/// Check box, swatch and name on the left, the count on the right.
class CategoryDelegate : public QStyledItemDelegate {
public:
    CategoryDelegate(std::function<void(int)> solo, QObject *parent)
        : QStyledItemDelegate(parent), m_solo(std::move(solo))
    {
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {0, std::max(option.fontMetrics.height(), 16) + 2 * space::kTight};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &given, const QModelIndex &index) const override
    {
        QStyleOptionViewItem option = given;
        initStyleOption(&option, index);
        const ThemeColors &c = colorsFor(option.palette);
        painter->save();
        const bool isCurrent = option.state.testFlag(QStyle::State_Selected);
        if (isCurrent || option.state.testFlag(QStyle::State_MouseOver))
            painter->fillRect(option.rect, isCurrent ? c.accentSoft : c.hover);
        QStyleOptionViewItem box = option;
        box.rect = checkRect(option);
        box.state = box.state & ~(QStyle::State_HasFocus | QStyle::State_On | QStyle::State_Off);
        const bool isShown = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
        box.state |= isShown ? QStyle::State_On : QStyle::State_Off;
        QApplication::style()->drawPrimitive(QStyle::PE_IndicatorItemViewItemCheck, &box, painter, option.widget);

        const bool mirrored = option.direction == Qt::RightToLeft;
        QRect rest = option.rect.adjusted(space::kTight, 0, -space::kTight, 0);
        const int taken = box.rect.width() + space::kSmall;
        rest.adjust(mirrored ? 0 : taken, 0, mirrored ? -taken : 0, 0);
        QRect swatch(mirrored ? rest.right() - kSwatch + 1 : rest.left(), rest.center().y() - kSwatch / 2 + 1, kSwatch,
                     kSwatch);
        const PointStyle style = unpacked(static_cast<PackedStyle>(index.data(MapLegendModel::StyleRole).toUInt()));
        painter->setOpacity(isShown ? 1 : 0.35);
        drawPointSwatch(*painter, swatch, style.shape, index.data(MapLegendModel::ColorRole).value<QColor>(), c.text);
        painter->setOpacity(1);
        const int named = kSwatch + space::kSmall;
        rest.adjust(mirrored ? 0 : named, 0, mirrored ? -named : 0, 0);
        const QString count = index.data(MapLegendModel::CountTextRole).toString();
        const int countWidth = option.fontMetrics.horizontalAdvance(count);
        painter->setPen(c.mutedText);
        painter->drawText(rest, Qt::AlignVCenter | Qt::AlignTrailing, count);
        rest.adjust(mirrored ? countWidth + space::kSmall : 0, 0, mirrored ? 0 : -countWidth - space::kSmall, 0);
        painter->setPen(isShown ? c.text : c.mutedText);
        painter->drawText(rest, Qt::AlignVCenter | Qt::AlignLeading,
                          option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, rest.width()));
        if (option.state.testFlag(QStyle::State_HasFocus)) {
            painter->setPen(QPen(c.accent, 2));
            painter->drawRect(option.rect.adjusted(1, 1, -1, -1));
        }
        painter->restore();
    }

    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override
    {
        const auto toggle = [&] {
            const bool isShown = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
            return model->setData(index, isShown ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
        };
        const bool isRelease = event->type() == QEvent::MouseButtonRelease;
        if (isRelease || event->type() == QEvent::MouseButtonDblClick) {
            const auto *mouse = static_cast<QMouseEvent *>(event);
            const QRect target =
                checkRect(option).adjusted(-space::kTight, -space::kTight, space::kTight, space::kTight);
            if (mouse->button() != Qt::LeftButton)
                return false;
            if (target.contains(mouse->position().toPoint()))
                return isRelease && toggle(); // two clicks on the box are two clicks
            if (!isRelease)
                m_solo(index.data(MapLegendModel::CategoryRole).toInt());
            return !isRelease;
        }
        if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Space)
            return toggle();
        return false;
    }

private:
    std::function<void(int)> m_solo;

    [[nodiscard]] static QRect checkRect(const QStyleOptionViewItem &option)
    {
        const int side = QApplication::style()->pixelMetric(QStyle::PM_IndicatorWidth, &option, option.widget);
        const bool mirrored = option.direction == Qt::RightToLeft;
        const int x = mirrored ? option.rect.right() - space::kTight - side : option.rect.left() + space::kTight;
        return {x, option.rect.center().y() - side / 2 + 1, side, side};
    }
};

} // namespace

MapLegend::MapLegend(MapColoring &coloring, QWidget *parent)
    : QWidget(parent), m_coloring(coloring), m_model(coloring), m_found(new QSortFilterProxyModel(this)),
      m_stack(new QStackedWidget), m_title(new ElidedLabel({}, Qt::ElideRight)), m_showAll(new QToolButton),
      m_search(new QLineEdit), m_list(new QListView), m_select(new QPushButton(tr("Select its images"))),
      m_bar(new RangeBar(coloring)), m_low(new QDoubleSpinBox), m_high(new QDoubleSpinBox),
      m_hideOutside(new QCheckBox(tr("Hide values outside"))), m_reverse(new QCheckBox(tr("Reverse the colors"))),
      m_ramp(new QComboBox), m_missing(new MutedLabel)
{
    m_stack->addWidget(new QWidget);
    m_stack->addWidget(buildCategories());
    m_stack->addWidget(buildNumbers());
    m_title->setFont(sectionFont());
    m_showAll->setText(tr("Show all"));
    m_showAll->setAutoRaise(true);
    auto *head = new QHBoxLayout;
    head->setSpacing(space::kSmall);
    head->addWidget(m_title, 1);
    head->addWidget(m_showAll);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(space::kTight);
    column->addLayout(head);
    column->addWidget(m_stack, 1);
    connect(m_showAll, &QToolButton::clicked, this, [this] {
        m_coloring.showAll();
        m_coloring.setHidesOutside(false);
        m_coloring.resetRange();
    });
    connect(&m_coloring, &MapColoring::columnChanged, this, [this] { m_search->clear(); });
    connect(&m_coloring, &MapColoring::changed, this, &MapLegend::refresh);
    refresh();
}

QWidget *MapLegend::buildCategories()
{
    m_found->setSourceModel(&m_model);
    m_found->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_search->setPlaceholderText(tr("Find a class"));
    m_search->setAccessibleName(tr("Find a class"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(QStringLiteral("search"), IconTone::Muted), QLineEdit::LeadingPosition);
    connect(m_search, &QLineEdit::textChanged, m_found, &QSortFilterProxyModel::setFilterFixedString);
    m_list->setModel(m_found);
    m_list->setItemDelegate(new CategoryDelegate([this](int category) { m_coloring.solo(category); }, m_list));
    m_list->setAccessibleName(tr("Legend"));
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->setToolTip(tr("Check which are shown. Double click: this one alone."));
    auto *enter = new QAction(m_list);
    enter->setShortcuts({Qt::Key_Return, Qt::Key_Enter});
    enter->setShortcutContext(Qt::WidgetShortcut);
    m_list->addAction(enter);
    connect(enter, &QAction::triggered, this, [this] {
        if (currentCategory() >= 0)
            m_coloring.solo(currentCategory());
    });
    connect(m_list, &QListView::customContextMenuRequested, this, &MapLegend::showMenu);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this] { m_select->setEnabled(currentCategory() >= 0); });
    connect(m_select, &QPushButton::clicked, this, &MapLegend::selectCurrent);
    m_select->setEnabled(false);

    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->setSpacing(space::kTight);
    column->addWidget(m_search);
    column->addWidget(m_list, 1);
    column->addWidget(m_select);
    return page;
}

QWidget *MapLegend::buildNumbers()
{
    for (QDoubleSpinBox *field : {m_low, m_high}) {
        field->setKeyboardTracking(false);
        connect(field, &QDoubleSpinBox::valueChanged, this, &MapLegend::takeRange);
    }
    m_low->setAccessibleName(tr("Lowest value of the colors"));
    m_high->setAccessibleName(tr("Highest value of the colors"));
    m_ramp->addItem(tr("Viridis"), static_cast<int>(RampKind::Viridis));
    m_ramp->addItem(tr("Cividis"), static_cast<int>(RampKind::Cividis));
    m_ramp->setAccessibleName(tr("Colors"));
    connect(m_ramp, &QComboBox::activated, this,
            [this] { m_coloring.setRamp(static_cast<RampKind>(m_ramp->currentData().toInt())); });
    connect(m_hideOutside, &QCheckBox::toggled, this, [this](bool hides) { m_coloring.setHidesOutside(hides); });
    connect(m_reverse, &QCheckBox::toggled, this, [this](bool reversed) { m_coloring.setReversed(reversed); });
    auto *fields = new QHBoxLayout;
    fields->setSpacing(space::kSmall);
    fields->addWidget(m_low, 1);
    fields->addWidget(new MutedLabel(tr("to", "between two numbers")));
    fields->addWidget(m_high, 1);
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->setSpacing(space::kSmall);
    column->addWidget(m_bar);
    column->addLayout(fields);
    column->addWidget(m_ramp);
    column->addWidget(m_reverse);
    column->addWidget(m_hideOutside);
    column->addWidget(m_missing);
    column->addStretch(1);
    return page;
}

void MapLegend::setSelection(SampleSelection *selection)
{
    m_model.setSelection(selection);
    m_bar->setSelection(selection);
}

void MapLegend::refresh()
{
    const SampleColumn *column = m_coloring.column();
    m_title->setText(column ? column->title : QString());
    m_showAll->setVisible(column && m_coloring.table() && m_coloring.shownCount() < m_coloring.table()->size());
    if (!column) {
        m_stack->setCurrentIndex(0);
    } else if (column->kind == SampleColumn::Kind::Category) {
        m_search->setVisible(m_model.rowCount() >= kSearchFrom);
        m_select->setEnabled(currentCategory() >= 0);
        m_stack->setCurrentIndex(1);
    } else {
        refreshNumbers();
        m_stack->setCurrentIndex(2);
    }
}

void MapLegend::refreshNumbers()
{
    const SampleColumn &column = *m_coloring.column();
    const MapColoring::Range known = m_coloring.dataRange(), range = m_coloring.range();
    const auto decimals =
        std::clamp(column.decimals + (known.high - known.low < std::pow(10.0, 1 - column.decimals) ? 2 : 0), 0, 8);
    for (QDoubleSpinBox *field : {m_low, m_high}) {
        const QSignalBlocker blocker(field);
        field->setDecimals(decimals);
        field->setRange(known.low, known.high);
        field->setSingleStep((known.high - known.low) / 50);
        field->setValue(field == m_low ? range.low : range.high);
    }
    const QSignalBlocker hide(m_hideOutside), reverse(m_reverse);
    m_hideOutside->setChecked(m_coloring.hidesOutside());
    m_reverse->setChecked(m_coloring.isReversed());
    const auto missing =
        std::count_if(column.numbers.begin(), column.numbers.end(), [](float v) { return std::isnan(v); });
    m_missing->setText(tr("× not known of %Ln image(s)", nullptr, static_cast<int>(missing)));
    m_missing->setVisible(missing > 0);
    m_ramp->setVisible(!column.isDiverging);
    m_ramp->setCurrentIndex(std::max(0, m_ramp->findData(static_cast<int>(m_coloring.ramp()))));
}

void MapLegend::takeRange()
{
    m_coloring.setRange({m_low->value(), m_high->value()});
    refreshNumbers(); // where the range would have been turned around, the fields go back
}

int MapLegend::currentCategory() const
{
    const QModelIndex index = m_list->currentIndex();
    return index.isValid() ? index.data(MapLegendModel::CategoryRole).toInt() : -1;
}

void MapLegend::selectCurrent()
{
    if (const int category = currentCategory(); category >= 0)
        Q_EMIT selectRequested(m_model.pointsOf(category), m_model.nameOf(category));
}

void MapLegend::showMenu(const QPoint &place)
{
    if (currentCategory() < 0)
        return;
    QMenu menu(this);
    menu.addAction(tr("Select its images"), this, &MapLegend::selectCurrent);
    menu.addAction(tr("Show it alone"), this, [this] { m_coloring.solo(currentCategory()); });
    menu.addAction(tr("Show all"), this, [this] { m_coloring.showAll(); });
    menu.exec(m_list->viewport()->mapToGlobal(place));
}

} // namespace tandem
