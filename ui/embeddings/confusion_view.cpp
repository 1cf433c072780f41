#include "ui/embeddings/confusion_view.h"

#include "ui/embeddings/color_ramps.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QAbstractButton>
#include <QAction>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace tandem {

namespace {

constexpr int kSmallestCell = 22, kLargestCell = 64;

/// A cell in the accent color, deeper the larger its share of the row; what is right has a frame.
class ConfusionDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const ThemeColors &c = colorsFor(option.palette);
        painter->save();
        const double share = index.data(ConfusionModel::ShareRole).toDouble();
        const bool isTotal = index.column() == index.model()->columnCount() - 1;
        const bool isRight = index.data(ConfusionModel::IsRightRole).toBool();
        // Roots: a few that went wrong are seen. Right and wrong have hues of their own, and right ones a frame.
        const QColor full = isRight ? c.series[0] : c.series[1];
        const QColor back = isTotal || share == 0 ? c.surface : mixed(c.surface, full, 0.15 + 0.85 * std::sqrt(share));
        painter->fillRect(option.rect, back);
        if (isRight && !isTotal) {
            painter->setPen(c.control);
            painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
        }
        const QString text = index.data().toString();
        painter->setFont(captionFont());
        if (QFontMetrics(captionFont()).horizontalAdvance(text) <= option.rect.width()) {
            const bool onDark = contrastRatio(back, Qt::white) > contrastRatio(back, Qt::black);
            painter->setPen(isTotal || share == 0 ? c.text : onDark ? QColor(Qt::white) : QColor(Qt::black));
            painter->drawText(option.rect, Qt::AlignCenter, text);
        }
        if (option.state.testFlag(QStyle::State_HasFocus)) {
            painter->setPen(QPen(c.surface, 4));
            painter->drawRect(option.rect.adjusted(2, 2, -3, -3));
            painter->setPen(QPen(c.accent, 2));
            painter->drawRect(option.rect.adjusted(1, 1, -2, -2));
        }
        painter->restore();
    }
};

/// Names of classes: at the side as usual, on top upwards, so that columns can be narrow.
class ClassHeader : public QHeaderView {
public:
    ClassHeader(Qt::Orientation orientation, QWidget *parent) : QHeaderView(orientation, parent) {}

    [[nodiscard]] QSize sizeHint() const override
    {
        int longest = 0;
        for (int i = 0; model() && i < count(); ++i)
            longest =
                std::max(longest, fontMetrics().horizontalAdvance(model()->headerData(i, orientation()).toString()));
        const int room = std::clamp(longest, 30, fontMetrics().averageCharWidth() * 16) + 2 * space::kSmall;
        return orientation() == Qt::Horizontal ? QSize(0, room) : QSize(room, 0);
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QHeaderView::paintEvent(event);
        QRect beyond = viewport()->rect(); // where there is no class the style would draw one
        if (orientation() == Qt::Horizontal)
            beyond.setLeft(length() - offset());
        else
            beyond.setTop(length() - offset());
        QPainter(viewport()).fillRect(beyond, colorsFor(palette()).surface);
    }

    void paintSection(QPainter *painter, const QRect &rect, int section) const override
    {
        const ThemeColors &c = colorsFor(palette());
        painter->save();
        painter->fillRect(rect, c.surface);
        painter->setPen(c.mutedText);
        const QString name = model()->headerData(section, orientation()).toString();
        if (orientation() == Qt::Horizontal) {
            painter->translate(rect.center().x() + 1, rect.bottom() - space::kTight);
            painter->rotate(-90);
            const int room = rect.height() - 2 * space::kTight;
            painter->drawText(QRect(0, -rect.width() / 2, room, rect.width()), Qt::AlignVCenter | Qt::AlignLeft,
                              fontMetrics().elidedText(name, Qt::ElideRight, room));
        } else {
            const QRect text = rect.adjusted(space::kTight, 0, -space::kSmall, 0);
            painter->drawText(text, Qt::AlignVCenter | Qt::AlignTrailing,
                              fontMetrics().elidedText(name, Qt::ElideRight, text.width()));
        }
        painter->restore();
    }
};

} // namespace

ConfusionView::ConfusionView(QWidget *parent)
    : QWidget(parent), m_view(new QTableView), m_shares(new QCheckBox(tr("Shares of each row"))),
      m_caption(new MutedLabel)
{
    m_view->setModel(&m_model);
    m_view->setItemDelegate(new ConfusionDelegate(m_view));
    m_view->setHorizontalHeader(new ClassHeader(Qt::Horizontal, m_view));
    m_view->setVerticalHeader(new ClassHeader(Qt::Vertical, m_view));
    m_view->setSelectionMode(QAbstractItemView::NoSelection);
    m_view->setShowGrid(false);
    m_view->setTabKeyNavigation(false);
    if (auto *corner = m_view->findChild<QAbstractButton *>()) // between the headers
        corner->setStyleSheet(QStringLiteral("background: palette(base); border: none"));
    m_view->setAccessibleName(tr("Confusion matrix: true classes in rows, predicted ones in columns"));
    m_view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    for (QHeaderView *header : {m_view->horizontalHeader(), m_view->verticalHeader()}) {
        header->setSectionResizeMode(QHeaderView::Fixed);
        header->setMinimumSectionSize(kSmallestCell);
        header->setHighlightSections(false);
    }
    connect(m_view, &QTableView::clicked, this, &ConfusionView::request);
    auto *enter = new QAction(m_view);
    enter->setShortcuts({Qt::Key_Return, Qt::Key_Enter, Qt::Key_Space});
    enter->setShortcutContext(Qt::WidgetShortcut);
    m_view->addAction(enter);
    connect(enter, &QAction::triggered, this, [this] { request(m_view->currentIndex()); });
    connect(m_shares, &QCheckBox::toggled, &m_model, &ConfusionModel::setShowsShares);
    connect(m_shares, &QCheckBox::toggled, this, &ConfusionView::fitCells);
    m_caption->setWordWrap(true);

    auto *bar = new QHBoxLayout;
    bar->addWidget(m_caption, 1);
    bar->addWidget(m_shares, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(space::kSmall);
    column->addLayout(bar);
    column->addWidget(m_view, 1);
    showCaption();
}

void ConfusionView::setPoints(const PointTablePtr &table, const QString &truthKey, const QString &predictedKey,
                              const QString &source)
{
    m_source = source;
    m_model.setPoints(table, truthKey, predictedKey);
    m_most = 0;
    for (int truth = 0; truth < m_model.classCount(); ++truth)
        for (int predicted = 0; predicted < m_model.classCount(); ++predicted)
            m_most = std::max(m_most, m_model.count(truth, predicted));
    fitCells();
    showCaption();
}

void ConfusionView::showCaption()
{
    m_shares->setEnabled(m_model.total() > 0);
    if (m_model.hasTooManyClasses()) {
        m_caption->setText(tr("There are more than %1 classes: too many for a matrix of them.")
                               .arg(QLocale().toString(ConfusionModel::kMostClasses)));
        return;
    }
    if (m_model.total() == 0) {
        m_caption->setText(tr("Here will be which classes are taken for which, once images with labels have been "
                              "classified by their neighbors."));
        return;
    }
    const QLocale locale;
    const QString right =
        tr("Rows: true class. Columns: predicted. %1 % of %2 right. A click shows the images of a cell.")
            .arg(locale.toString(100 * m_model.accuracy(), 'f', 1), locale.toString(m_model.total()));
    m_caption->setText(m_source.isEmpty() ? right : m_source + QStringLiteral(". ") + right);
}

/// Cells as large as the room allows, so that a few classes fill it and many can be scrolled.
void ConfusionView::fitCells()
{
    const int classes = m_model.classCount();
    if (classes == 0)
        return;
    const auto widthOf = [](const QString &text) {
        return std::max(kSmallestCell, QFontMetrics(captionFont()).horizontalAdvance(text) + 2 * space::kTight);
    };
    const int share = widthOf(tr("%1 %", "percent").arg(QLocale().toString(100)));
    const int widest = m_model.showsShares() ? share : widthOf(QLocale().toString(m_most));
    const int last = share + space::kSmall; // the shares that are right
    const int room = m_view->width() - m_view->verticalHeader()->sizeHint().width() - 2 * m_view->frameWidth() - 4;
    const int even = room / (classes + 1);
    const int wide = std::clamp(even >= last ? even : (room - last) / classes, classes > 30 ? kSmallestCell : widest,
                                std::max(widest, kLargestCell));
    const int down = m_view->height() - m_view->horizontalHeader()->sizeHint().height() - 2 * m_view->frameWidth() - 4;
    const int high = std::clamp(down / classes, kSmallestCell, 36);
    m_view->horizontalHeader()->setDefaultSectionSize(wide);
    m_view->verticalHeader()->setDefaultSectionSize(high);
    m_view->horizontalHeader()->resizeSection(classes, std::max(wide, last));
}

void ConfusionView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitCells();
}

void ConfusionView::request(const QModelIndex &index)
{
    if (!index.isValid() || index.data(ConfusionModel::CountRole).toUInt() == 0)
        return;
    const int predicted = index.column() == m_model.classCount() ? index.row() : index.column();
    const std::vector<std::uint32_t> points = m_model.pointsOf(index.row(), predicted);
    const auto count = static_cast<int>(points.size());
    Q_EMIT imagesRequested(
        points,
        predicted == index.row()
            ? tr("%Ln image(s) of %1 that were classified right", nullptr, count).arg(m_model.names()[index.row()])
            : tr("%Ln image(s) of %1 that were taken for %2", nullptr, count)
                  .arg(m_model.names()[index.row()], m_model.names()[predicted]));
}

} // namespace tandem
