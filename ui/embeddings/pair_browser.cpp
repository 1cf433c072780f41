#include "ui/embeddings/pair_browser.h"

#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

namespace tandem {

namespace {

constexpr int kThumb = 56;

/// Both pictures, and both names beside them.
class PairDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &given, const QModelIndex &index) const override
    {
        if (index.column() != PairModel::Pictures) {
            QStyledItemDelegate::paint(painter, given, index);
            return;
        }
        QStyleOptionViewItem option = given;
        initStyleOption(&option, index);
        const ThemeColors &c = colorsFor(option.palette);
        painter->save();
        option.text.clear();
        QApplication::style()->drawControl(QStyle::CE_ItemViewItem, &option, painter, option.widget);
        const int top = option.rect.center().y() - kThumb / 2 + 1;
        const bool mirrored = option.direction == Qt::RightToLeft;
        const int step = mirrored ? -(kThumb + space::kTight) : kThumb + space::kTight;
        const int first = mirrored ? option.rect.right() - space::kTight - kThumb : option.rect.left() + space::kTight;
        for (const auto &[place, role] :
             {std::pair(0, PairModel::FirstPictureRole), std::pair(1, PairModel::SecondPictureRole)})
            drawSamplePicture(*painter, QRect(first + place * step, top, kThumb, kThumb),
                              index.data(role).value<QImage>(), c.hover);
        const int taken = 2 * (kThumb + space::kTight) + space::kSmall;
        QRect names = option.rect.adjusted(mirrored ? space::kTight : taken, 0, mirrored ? -taken : -space::kTight, 0);
        const int line = option.fontMetrics.height() + space::kHair;
        names = QRect(names.left(), names.center().y() - line + 1, names.width(), line);
        painter->setFont(option.font);
        painter->setPen(c.text);
        for (const int role : {PairModel::FirstNameRole, PairModel::SecondNameRole}) {
            painter->drawText(names, Qt::AlignVCenter | Qt::AlignLeading,
                              option.fontMetrics.elidedText(index.data(role).toString(), Qt::ElideLeft, names.width()));
            names.translate(0, line);
        }
        painter->restore();
    }
};

} // namespace

class PairBrowser::Filter : public QSortFilterProxyModel {
public:
    explicit Filter(PairModel &model, QObject *parent) : QSortFilterProxyModel(parent), m_model(model)
    {
        setSourceModel(&model);
        setSortRole(PairModel::SortRole);
    }
    void setShown(Shown shown)
    {
        m_shown = shown;
        invalidateFilter();
    }
    [[nodiscard]] Shown shown() const { return m_shown; }
    [[nodiscard]] bool fits(const SamplePair &pair) const { return fits(pair, m_shown); }
    [[nodiscard]] static bool fits(const SamplePair &pair, Shown shown)
    {
        switch (shown) {
        case Shown::All:
            return true;
        case Shown::SameClass:
            return pair.labels == SamplePair::Labels::Same;
        case Shown::OtherClass:
            return pair.labels == SamplePair::Labels::Other;
        case Shown::NearDuplicates:
            return pair.isNearDuplicate || pair.isAlike;
        }
        return true;
    }

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &) const override
    {
        return fits(m_model.pairAt(row));
    }

private:
    PairModel &m_model;
    Shown m_shown = Shown::All;
};

PairBrowser::PairBrowser(QWidget *parent)
    : QWidget(parent), m_filter(new Filter(m_model, this)), m_view(new QTableView), m_shown(new QComboBox),
      m_caption(new MutedLabel), m_empty(new MutedLabel), m_select(new QPushButton(tr("Select both")))
{
    buildLayout();
    connect(&m_model, &PairModel::markChanged, this, &PairBrowser::markChanged);
    connect(&m_model, &PairModel::markChanged, this, &PairBrowser::refresh);
    connect(m_shown, &QComboBox::activated, this,
            [this] { setShown(static_cast<Shown>(m_shown->currentData().toInt())); });
    connect(m_select, &QPushButton::clicked, this, &PairBrowser::selectCurrent);
    connect(m_view, &QTableView::doubleClicked, this, [this](const QModelIndex &index) {
        if (index.column() != PairModel::Mark)
            selectCurrent();
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this] { m_select->setEnabled(currentRow() >= 0); });
    setEmptyText(tr("Here will be pairs of images that the encoder takes for more alike than two views of one image."));
    refresh();
}

void PairBrowser::buildLayout()
{
    for (int i = 0; i < 4; ++i)
        m_shown->addItem(QString(), i);
    m_shown->setAccessibleName(tr("Which pairs are shown"));
    m_shown->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_caption->setWordWrap(true);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_view->setModel(m_filter);
    m_view->setItemDelegate(new PairDelegate(m_view));
    m_view->setAccessibleName(tr("Pairs"));
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setSortingEnabled(true);
    m_view->sortByColumn(PairModel::Excess, Qt::DescendingOrder);
    m_view->setShowGrid(false);
    m_view->setTabKeyNavigation(false);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setDefaultSectionSize(kThumb + 2 * space::kTight);
    const int letter = fontMetrics().averageCharWidth();
    QHeaderView &header = *m_view->horizontalHeader();
    header.setHighlightSections(false);
    header.setMinimumSectionSize(7 * letter);
    header.resizeSection(PairModel::Excess, 10 * letter);
    header.resizeSection(PairModel::Cosine, 10 * letter);
    header.resizeSection(PairModel::Positive, 11 * letter);
    header.resizeSection(PairModel::Labels, 22 * letter);
    header.resizeSection(PairModel::Mark, 16 * letter);
    const auto key = [this](const QList<QKeySequence> &keys, void (PairBrowser::*call)()) {
        auto *action = new QAction(m_view);
        action->setShortcuts(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, call);
        m_view->addAction(action);
    };
    key({Qt::Key_Return, Qt::Key_Enter}, &PairBrowser::selectCurrent);
    key({Qt::Key_M}, &PairBrowser::markCurrent);
    m_select->setToolTip(tr("Enter"));
    m_select->setEnabled(false);

    auto *bar = new QHBoxLayout;
    bar->setSpacing(space::kSmall);
    bar->addWidget(m_shown);
    bar->addWidget(m_caption, 1);
    bar->addWidget(m_select);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(space::kSmall);
    column->addLayout(bar);
    column->addWidget(m_view, 1);
    column->addWidget(m_empty, 1);
}

/// Both pictures always, and their names where there is room for them.
void PairBrowser::fitPictures()
{
    QHeaderView &header = *m_view->horizontalHeader();
    int others = 0;
    for (int column = PairModel::Pictures + 1; column < PairModel::kColumns; ++column)
        others += header.sectionSize(column);
    header.resizeSection(PairModel::Pictures,
                         std::max(2 * (kThumb + space::kTight) + space::kSmall, m_view->viewport()->width() - others));
}

void PairBrowser::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitPictures();
}

void PairBrowser::setPairs(const PointTablePtr &table, std::vector<SamplePair> pairs)
{
    m_model.setPairs(table, std::move(pairs));
    refresh();
    fitPictures();
}

void PairBrowser::setImages(SampleImages *images)
{
    m_model.setImages(images);
}

void PairBrowser::setSelection(SampleSelection *selection)
{
    m_selection = selection;
}

void PairBrowser::setShown(Shown shown)
{
    m_filter->setShown(shown);
    refresh();
}

void PairBrowser::setCaption(const QString &sentence)
{
    m_caption->setText(sentence);
}

void PairBrowser::setEmptyText(const QString &text)
{
    m_empty->setText(text);
}

void PairBrowser::refresh()
{
    std::array<int, 4> counts{};
    for (const SamplePair &pair : m_model.pairs())
        for (int i = 0; i < 4; ++i)
            counts[static_cast<std::size_t>(i)] += Filter::fits(pair, static_cast<Shown>(i)) ? 1 : 0;
    const QString titles[] = {tr("All pairs"), tr("Same class"), tr("Other class"), tr("Near-duplicates")};
    for (int i = 0; i < 4; ++i)
        //: which pairs, and how many of them there are
        m_shown->setItemText(i, tr("%1 (%2)").arg(titles[i], QLocale().toString(counts[static_cast<std::size_t>(i)])));
    m_shown->setCurrentIndex(static_cast<int>(m_filter->shown()));
    const bool hasPairs = m_model.rowCount() > 0;
    m_view->setVisible(hasPairs);
    m_empty->setVisible(!hasPairs);
    m_shown->setEnabled(hasPairs);
    m_select->setEnabled(currentRow() >= 0);
}

int PairBrowser::currentRow() const
{
    const QModelIndex index = m_filter->mapToSource(m_view->currentIndex());
    return index.isValid() ? index.row() : -1;
}

void PairBrowser::selectCurrent()
{
    const int row = currentRow();
    if (row < 0 || !m_selection)
        return;
    const SamplePair &pair = m_model.pairAt(row);
    const std::array points{pair.a, pair.b};
    m_selection->select(m_model.table()->dataset, m_model.table()->samplesOf(points), tr("Pair"));
    m_selection->setCurrent(m_model.table()->dataset, m_model.table()->samples[pair.a]);
}

void PairBrowser::markCurrent()
{
    if (const int row = currentRow(); row >= 0)
        m_model.setData(m_model.index(row, PairModel::Mark),
                        m_model.pairAt(row).isNearDuplicate ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

} // namespace tandem
