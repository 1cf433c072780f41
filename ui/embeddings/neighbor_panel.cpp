#include "ui/embeddings/neighbor_panel.h"

#include "ui/embeddings/image_drop.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QAction>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace tandem {

namespace {

constexpr int kThumb = 64, kSubject = 56;
constexpr int kFirstCount = 12, kMostCount = 200;

/// Picture, cosine, and the class; another class than that of what was asked about is told by a word and a frame.
class NeighborDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        const int line = QFontMetrics(captionFont()).height();
        return {kThumb + 2 * space::kTight, kThumb + 2 * line + 3 * space::kTight};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const ThemeColors &c = colorsFor(option.palette);
        painter->save();
        const bool isSelected = index.data(NeighborModel::SelectedRole).toBool();
        if (isSelected || option.state.testFlag(QStyle::State_MouseOver))
            painter->fillRect(option.rect, isSelected ? c.accentSoft : c.hover);
        const QRect square(option.rect.center().x() - kThumb / 2 + 1, option.rect.top() + space::kTight, kThumb,
                           kThumb);
        drawSamplePicture(*painter, square, index.data(NeighborModel::PictureRole).value<QImage>(), c.hover);
        const bool isOther = index.data(NeighborModel::OtherClassRole).toBool();
        if (isOther) {
            painter->setPen(QPen(c.warning, 2, Qt::DashLine));
            painter->drawRect(square.adjusted(0, 0, -1, -1));
        }
        painter->setFont(captionFont());
        const QFontMetrics metrics(captionFont());
        QRect line(option.rect.left() + 2, square.bottom() + space::kTight, option.rect.width() - 4, metrics.height());
        painter->setPen(c.text);
        painter->drawText(line, Qt::AlignCenter, index.data().toString());
        line.translate(0, metrics.height());
        painter->setPen(isOther ? c.warning : c.mutedText);
        const QString name = index.data(NeighborModel::ClassRole).toString();
        painter->drawText(
            line, Qt::AlignCenter,
            metrics.elidedText(isOther ? QStringLiteral("≠ ") + name : name, Qt::ElideRight, line.width()));
        if (option.state.testFlag(QStyle::State_HasFocus)) {
            painter->setPen(QPen(c.accent, 2));
            painter->drawRect(option.rect.adjusted(1, 1, -1, -1));
        }
        painter->restore();
    }
};

} // namespace

/// What was asked about.
class NeighborPanel::Picture : public QWidget {
public:
    explicit Picture(NeighborPanel &panel) : m_panel(panel) { setFixedSize(kSubject, kSubject); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        QImage picture = m_panel.m_foreignPicture;
        if (m_panel.m_subject == Subject::Current && m_panel.m_images && m_panel.m_table && m_panel.m_point >= 0)
            picture = m_panel.m_images->picture(m_panel.m_table->samples[static_cast<std::size_t>(m_panel.m_point)],
                                                static_cast<int>(kSubject * devicePixelRatioF()));
        drawSamplePicture(painter, rect(), picture, colorsFor(palette()).hover);
    }

private:
    NeighborPanel &m_panel;
};

NeighborPanel::NeighborPanel(QWidget *parent)
    : QWidget(parent), m_subjectBox(new QComboBox), m_spaceBox(new QComboBox), m_count(new QSpinBox),
      m_picture(new Picture(*this)), m_name(new ElidedLabel({}, Qt::ElideLeft)), m_detail(new MutedLabel),
      m_empty(new MutedLabel), m_stack(new QStackedWidget), m_list(new QListView)
{
    buildLayout();
    connect(m_subjectBox, &QComboBox::activated, this,
            [this] { setSubject(static_cast<Subject>(m_subjectBox->currentData().toInt())); });
    connect(m_spaceBox, &QComboBox::activated, this,
            [this] { setSpace(static_cast<EmbeddingSpace>(m_spaceBox->currentData().toInt())); });
    connect(m_count, &QSpinBox::valueChanged, this, &NeighborPanel::ask);
    auto *drop = new ImageDrop(this);
    connect(drop, &ImageDrop::dropped, this, &NeighborPanel::imageDropped);
    refreshSpaces();
    ask();
}

void NeighborPanel::buildLayout()
{
    m_subjectBox->addItem(tr("Of the current image"), static_cast<int>(Subject::Current));
    m_subjectBox->addItem(tr("Of the mean of the selection"), static_cast<int>(Subject::Selection));
    m_subjectBox->setAccessibleName(tr("Neighbors of what"));
    m_subjectBox->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_subjectBox->setMinimumContentsLength(12);
    m_spaceBox->addItem(tr("in h"), static_cast<int>(EmbeddingSpace::Features));
    m_spaceBox->addItem(tr("in z"), static_cast<int>(EmbeddingSpace::Projections));
    m_spaceBox->setAccessibleName(tr("Space"));
    m_spaceBox->setToolTip(tr("h: the encoder's features. z: the projections that the loss compares."));
    m_count->setRange(1, kMostCount);
    m_count->setValue(kFirstCount);
    m_count->setPrefix(tr("k = "));
    m_count->setAccessibleName(tr("How many neighbors"));
    m_name->setFont(sectionFont());
    m_detail->setFont(captionFont());
    m_detail->setWordWrap(true);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setMargin(space::kLarge);

    m_list->setModel(&m_model);
    m_list->setItemDelegate(new NeighborDelegate(m_list));
    m_list->setViewMode(QListView::IconMode);
    m_list->setMovement(QListView::Static);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setUniformItemSizes(true);
    m_list->setSelectionMode(QAbstractItemView::NoSelection);
    m_list->setMouseTracking(true);
    m_list->setAccessibleName(tr("Nearest images"));
    connect(m_list, &QListView::pressed, this, [this](const QModelIndex &index) {
        pick(index, QGuiApplication::keyboardModifiers().testFlag(Qt::ControlModifier));
    });
    connect(m_list, &QListView::doubleClicked, this, &NeighborPanel::pursue);
    const auto key = [this](const QList<QKeySequence> &keys, auto call) {
        auto *action = new QAction(m_list);
        action->setShortcuts(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, [this, call] { call(m_list->currentIndex()); });
        m_list->addAction(action);
    };
    key({Qt::Key_Return, Qt::Key_Enter}, [this](const QModelIndex &index) { pursue(index); });
    key({Qt::Key_Space}, [this](const QModelIndex &index) { pick(index, true); });

    auto *choices = new QHBoxLayout;
    choices->setSpacing(space::kSmall);
    choices->addWidget(m_subjectBox, 1);
    choices->addWidget(m_spaceBox);
    choices->addWidget(m_count);
    auto *words = new QVBoxLayout;
    words->setSpacing(space::kHair);
    words->addStretch(1);
    words->addWidget(m_name);
    words->addWidget(m_detail);
    words->addStretch(1);
    auto *head = new QHBoxLayout;
    head->setSpacing(space::kMedium);
    head->addWidget(m_picture);
    head->addLayout(words, 1);
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_empty);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(space::kSmall);
    column->addLayout(choices);
    column->addLayout(head);
    column->addWidget(m_stack, 1);
}

void NeighborPanel::setPoints(const PointTablePtr &table, NeighborSourcePtr source)
{
    m_table = table;
    m_source = std::move(source);
    m_point = table && m_selection ? table->pointOf(m_selection->currentOf(table->dataset)) : -1;
    m_model.setTable(table);
    refreshSpaces();
    ask();
}

void NeighborPanel::setImages(SampleImages *images)
{
    if (m_images)
        disconnect(m_images, nullptr, m_picture, nullptr);
    m_images = images;
    m_model.setImages(images);
    if (m_images)
        connect(m_images, &SampleImages::arrived, m_picture, qOverload<>(&QWidget::update));
    showSubject();
}

void NeighborPanel::setSelection(SampleSelection *selection)
{
    if (m_selection)
        disconnect(m_selection, nullptr, this, nullptr);
    m_selection = selection;
    m_model.setSelection(selection);
    if (!m_selection)
        return;
    const auto follow = [this](Subject subject) {
        if (m_isPicking || !m_table)
            return;
        const std::int64_t current = m_table->pointOf(m_selection->currentOf(m_table->dataset));
        if (subject == Subject::Current && m_subject == Subject::Foreign && current >= 0)
            m_subject = Subject::Current; // the person went on
        if (m_subject != subject)
            return;
        m_point = current;
        ask();
    };
    connect(m_selection, &SampleSelection::currentChanged, this, [follow] { follow(Subject::Current); });
    connect(m_selection, &SampleSelection::changed, this, [follow] { follow(Subject::Selection); });
    follow(m_subject);
}

void NeighborPanel::refreshSpaces()
{
    auto *spaces = qobject_cast<QStandardItemModel *>(m_spaceBox->model());
    for (int i = 0; i < m_spaceBox->count(); ++i)
        spaces->item(i)->setEnabled(m_source &&
                                    m_source->has(static_cast<EmbeddingSpace>(m_spaceBox->itemData(i).toInt())));
    if (m_source && !m_source->has(m_space) && m_source->has(EmbeddingSpace::Projections))
        setSpace(EmbeddingSpace::Projections);
    m_spaceBox->setCurrentIndex(m_spaceBox->findData(static_cast<int>(m_space)));
}

void NeighborPanel::setSubject(Subject subject)
{
    m_subject = subject;
    if (subject == Subject::Current && m_table && m_selection)
        m_point = m_table->pointOf(m_selection->currentOf(m_table->dataset));
    ask();
}

void NeighborPanel::askAbout(const QString &name, const QImage &picture, std::vector<float> features,
                             std::vector<float> projections)
{
    m_foreignName = name;
    m_foreignPicture = picture;
    m_foreignFeatures = std::move(features);
    m_foreignProjections = std::move(projections);
    if (m_subjectBox->findData(static_cast<int>(Subject::Foreign)) < 0)
        m_subjectBox->addItem(tr("Of the dropped image"), static_cast<int>(Subject::Foreign));
    setSubject(Subject::Foreign);
}

void NeighborPanel::setForeignFits(bool fits)
{
    if (std::exchange(m_foreignFits, fits) != fits && m_subject == Subject::Foreign)
        ask();
}

void NeighborPanel::setSpace(EmbeddingSpace space)
{
    if (space == m_space)
        return;
    m_space = space;
    m_spaceBox->setCurrentIndex(m_spaceBox->findData(static_cast<int>(space)));
    ask();
    Q_EMIT spaceChanged(space);
}

void NeighborPanel::setCount(int count)
{
    m_count->setValue(count);
}

std::vector<std::uint32_t> NeighborPanel::askedPoints() const
{
    if (!m_table)
        return {};
    if (m_subject == Subject::Current && m_point >= 0)
        return {static_cast<std::uint32_t>(m_point)};
    if (m_subject == Subject::Selection && m_selection)
        return m_table->pointsOf(m_selection->selectedOf(m_table->dataset));
    return {};
}

/// Of the current image, or of a selection that is of one class.
std::int32_t NeighborPanel::ownClass() const
{
    const SampleColumn *column = m_table ? m_table->column(QStringLiteral("class")) : nullptr;
    const std::vector<std::uint32_t> points = askedPoints();
    if (!column || column->kind != SampleColumn::Kind::Category || points.empty())
        return kNoCategory;
    const std::int32_t first = column->categories[points.front()];
    const bool allAlike = std::all_of(points.begin(), points.end(),
                                      [&](std::uint32_t point) { return column->categories[point] == first; });
    return allAlike ? first : kNoCategory;
}

void NeighborPanel::ask()
{
    m_subjectBox->setCurrentIndex(m_subjectBox->findData(static_cast<int>(m_subject)));
    m_lane.cancel();
    NeighborQuery query;
    query.space = m_space;
    query.count = m_count->value();
    query.points = askedPoints();
    if (m_subject == Subject::Foreign && m_foreignFits)
        query.vector = m_space == EmbeddingSpace::Features ? m_foreignFeatures : m_foreignProjections;
    const bool hasQuestion = m_source && m_source->has(m_space) && (!query.points.empty() || !query.vector.empty());
    showSubject();
    m_stack->setCurrentWidget(hasQuestion ? static_cast<QWidget *>(m_list) : m_empty);
    if (!hasQuestion) {
        m_model.setNeighbors({}, kNoCategory);
        return;
    }
    m_lane.submit(
        this, [source = m_source, query](const std::stop_token &stop) { return source->nearest(query, stop); },
        [this](std::vector<Neighbor> found) {
            m_model.setNeighbors(std::move(found), ownClass());
            Q_EMIT answered();
        });
}

void NeighborPanel::showSubject()
{
    const std::vector<std::uint32_t> points = askedPoints();
    m_picture->setVisible(m_subject == Subject::Foreign ? !m_foreignPicture.isNull()
                                                        : m_subject == Subject::Current && m_images && m_point >= 0);
    m_picture->update();
    m_name->setVisible(m_subject == Subject::Foreign || !points.empty());
    m_detail->setVisible(m_name->isVisibleTo(this));
    if (m_subject == Subject::Foreign) {
        m_name->setText(m_foreignName);
        m_detail->setText(tr("An image that is not in the dataset"));
    } else if (m_subject == Subject::Selection) {
        m_name->setText(tr("%Ln selected image(s)", nullptr, static_cast<int>(points.size())));
        m_detail->setText(tr("Nearest to the mean of their unit vectors, themselves left out"));
    } else if (!points.empty()) {
        const std::uint32_t sample = m_table->samples[points.front()];
        const QString name = m_images ? m_images->name(sample) : QString();
        m_name->setText(name.isEmpty() ? tr("Image %1").arg(QLocale().toString(sample)) : name);
        const SampleColumn *column = m_table->column(QStringLiteral("class"));
        m_detail->setText(column ? tr("Class %1").arg(column->text(points.front())) : QString());
    }
    m_empty->setText(!m_source ? tr("Here will be the nearest images, once the features of a run are shown.")
                     : m_subject == Subject::Foreign
                         ? tr("This image was encoded at another epoch, or by another run. Go back to where it was "
                              "dropped, or drop it again.")
                     : m_subject == Subject::Selection
                         ? tr("Select some images to see what is near to their mean.")
                         : tr("Click an image on the map or in the table to see what is near to "
                              "it, or drop an image file here."));
}

QString NeighborPanel::emptyText() const
{
    return m_stack->currentWidget() == m_empty ? m_empty->text() : QString();
}

void NeighborPanel::pick(const QModelIndex &index, bool toggles)
{
    if (!index.isValid() || !m_selection)
        return;
    const auto point = index.data(NeighborModel::PointRole).toUInt();
    const SampleSet one = m_table->samplesOf({&point, 1});
    const bool wasSelected = index.data(NeighborModel::SelectedRole).toBool();
    m_isPicking = true;
    m_selection->setCurrent(m_table->dataset, m_table->samples[point]);
    m_selection->combine(m_table->dataset, one,
                         !toggles      ? SelectMode::Replace
                         : wasSelected ? SelectMode::Subtract
                                       : SelectMode::Add,
                         tr("Click"));
    m_isPicking = false;
}

void NeighborPanel::pursue(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    m_subject = Subject::Current;
    m_point = index.data(NeighborModel::PointRole).toInt();
    if (m_selection) {
        m_isPicking = true;
        m_selection->setCurrent(m_table->dataset, m_table->samples[static_cast<std::size_t>(m_point)]);
        m_isPicking = false;
    }
    ask();
}

} // namespace tandem
