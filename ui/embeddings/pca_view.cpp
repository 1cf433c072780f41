#include "ui/embeddings/pca_view.h"

#include "ui/embeddings/embedding_map.h"
#include "ui/error_text.h"
#include "ui/icons.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <span>
#include <utility>

namespace tandem {

namespace {

/// The smallest square around both.
MapFrame around(const MapFrame &a, const MapFrame &b)
{
    const auto along = [&](double centerA, double centerB) {
        return std::pair{std::min(centerA - a.half, centerB - b.half), std::max(centerA + a.half, centerB + b.half)};
    };
    const auto [left, right] = along(a.centerX, b.centerX);
    const auto [bottom, top] = along(a.centerY, b.centerY);
    return {(left + right) / 2, (bottom + top) / 2, std::max(right - left, top - bottom) / 2};
}

} // namespace

QString pcaSentence(const LayoutDirector &director, std::int64_t step)
{
    const QLocale locale;
    const QString letter = director.space() == EmbeddingSpace::Features ? QStringLiteral("h") : QStringLiteral("z");
    const QString first = locale.toString(100 * director.shares().first, 'f', 0),
                  second = locale.toString(100 * director.shares().second, 'f', 0);
    if (step == director.basisStep())
        return PcaView::tr("PCA of %1, %2 % and %3 % of the variance").arg(letter, first, second);
    //: %2: number of an epoch; %3 and %4: shares of the variance of that epoch's features
    return PcaView::tr("PCA of %1, axes of epoch %2 with %3 % and %4 % of its variance")
        .arg(letter, locale.toString(static_cast<qlonglong>(director.basisEpoch())), first, second);
}

PcaView::PcaView(QWidget *parent)
    : QWidget(parent), m_map(new EmbeddingMap), m_caption(new ElidedLabel({}, Qt::ElideRight)),
      m_newest(new QToolButton)
{
    m_director.setMethod(LayoutMethod::Pca);
    m_map->setAccessibleName(tr("Principal components"));
    m_map->setEmptyText(tr("Here will be the same images on the axes along which they vary most."));
    m_map->setMinimumHeight(120);
    m_caption->setMuted(true);
    m_newest->setIcon(icon(QStringLiteral("refresh")));
    m_newest->setAutoRaise(true);
    m_newest->setToolTip(tr("Take the axes of the newest epoch"));
    m_newest->setAccessibleName(m_newest->toolTip());
    auto *row = new QHBoxLayout;
    row->setSpacing(space::kSmall);
    row->addWidget(m_caption, 1);
    row->addWidget(m_newest);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, space::kSmall, 0, 0);
    column->setSpacing(space::kSmall);
    column->addWidget(m_map, 1);
    column->addLayout(row);
    connect(m_newest, &QToolButton::clicked, this, [this] {
        m_frame.reset();
        m_director.settle();
    });
    connect(&m_director, &LayoutDirector::layoutChanged, this, &PcaView::onLayout);
    connect(&m_director, &LayoutDirector::failed, this,
            [this](const Error &error) { Q_EMIT failed(errorText(error)); });
    connect(&m_director, &LayoutDirector::unreadable, this, &PcaView::unreadable);
    connect(m_map, &EmbeddingMap::hoveredPointChanged, this, &PcaView::hoveredPointChanged);
    showPoints(false);
}

void PcaView::clear()
{
    m_director.clear();
    m_source.reset();
    m_frame.reset();
    m_isStale = false;
    setPoints(nullptr, nullptr, 0);
}

void PcaView::setMoments(const ProjectLayout &project, const EmbeddingReader &reader,
                         const std::vector<EmbeddingInfo> &moments)
{
    if (m_source && m_source->reader.place() != reader.place())
        clear(); // what is laid out is another run's
    m_source = {project, reader, moments};
    m_isStale = true;
    if (isVisible())
        begin();
}

void PcaView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        begin();
}

void PcaView::begin()
{
    m_isStale = false;
    m_director.setMoments(m_source->project, m_source->reader, m_source->moments);
    showPoints(false); // of moments that all have their places already, the director has nothing more to tell
}

void PcaView::setColoring(MapColoring *coloring)
{
    m_map->setColoring(coloring);
}

void PcaView::setImages(SampleImages *images)
{
    m_map->setImages(images);
}

void PcaView::setSelection(SampleSelection *selection)
{
    m_map->setSelection(selection);
}

void PcaView::setSpace(EmbeddingSpace space)
{
    if (space == m_director.space())
        return;
    m_frame.reset();
    m_director.setSpace(space);
    showPoints(false);
}

void PcaView::setPoints(const EmbeddingMomentPtr &moment, const PointTablePtr &table, double place)
{
    m_moment = moment;
    m_table = table;
    m_place = place;
    showPoints(false);
}

void PcaView::setPlace(double place)
{
    m_place = place;
    showPoints(false);
}

void PcaView::setLinkedPoint(std::int64_t point)
{
    m_map->setLinkedPoint(point);
}

QString PcaView::caption() const
{
    return m_caption->text();
}

void PcaView::onLayout(std::int64_t step)
{
    const MapFrame frame = frameOf(std::span<const float>(m_director.layoutOf(step)->points.positions));
    m_frame = m_frame ? around(*m_frame, frame) : frame;
    showPoints(true);
}

void PcaView::showPoints(bool animate)
{
    MapLayoutPtr layout;
    if (m_moment && m_table && m_frame) {
        MapFrame frame = *m_frame;
        frame.half *= kFrameMargin;
        layout = m_director.layoutAt(m_place, m_moment->record.samples, frame);
    }
    m_newest->setEnabled(layout != nullptr);
    if (!layout) {
        m_map->setPoints(nullptr, nullptr, false);
        m_caption->setText({});
        return;
    }
    m_map->setPoints(m_table, layout, animate);
    m_map->setNeighbors(m_moment->neighbors, m_director.space());
    m_caption->setText(pcaSentence(m_director, m_moment->record.step));
}

} // namespace tandem
