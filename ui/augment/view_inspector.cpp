#include "ui/augment/view_inspector.h"

#include "ui/augment/augment_text.h"
#include "ui/augment/view_outline.h"
#include "ui/data/thumbnails.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QSlider>
#include <QTransform>
#include <QVBoxLayout>

namespace tandem {

namespace {

constexpr int kLargestOriginal = 640; // shown small: no need to scale more at each paint

/// What moves pixels stays, so that both halves of the wipe lie on one another.
DrawnView withoutColors(const DrawnView &drawn)
{
    DrawnView moved{drawn.size, {}};
    for (const DrawnOperation &operation : drawn.operations)
        if (std::holds_alternative<DrawnCrop>(operation) || std::holds_alternative<DrawnFlip>(operation) ||
            std::holds_alternative<DrawnRotation>(operation))
            moved.operations.push_back(operation);
    return moved;
}

} // namespace

/// A picture in its frame, with an outline on it or a second one wiped over it.
class ViewInspector::Picture : public QWidget {
public:
    explicit Picture(const QString &name)
    {
        setMinimumHeight(90);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
        setAccessibleName(name);
    }

    void set(const QImage &image, const QSize &fullSize, const QPolygonF &outline, const QImage &before)
    {
        m_image = image;
        m_fullSize = fullSize;
        m_outline = outline;
        m_before = before;
        update();
    }
    void setWipe(double share)
    {
        m_wipe = share;
        update();
    }
    [[nodiscard]] QSize sizeHint() const override { return {220, 150}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const ThemeColors &c = colorsFor(palette());
        QPainter painter(this);
        painter.fillRect(QWidget::rect(), c.sunken);
        if (m_image.isNull())
            return;
        QRect target(QPoint(), m_fullSize.scaled(size(), Qt::KeepAspectRatio).expandedTo({1, 1}));
        target.moveCenter(QWidget::rect().center());
        painter.setRenderHint(QPainter::SmoothPixmapTransform, target.width() * devicePixelRatioF() < m_image.width());
        painter.drawImage(target, m_image);
        if (!m_before.isNull()) {
            const int x = target.left() + static_cast<int>(target.width() * m_wipe);
            painter.setClipRect(QRect(target.topLeft(), QPoint(x - 1, target.bottom())));
            painter.drawImage(target, m_before);
            painter.setClipping(false);
            if (m_wipe > 0 && m_wipe < 1)
                painter.fillRect(x - 1, target.top(), 2, target.height(), c.accent);
        }
        if (!m_outline.isEmpty())
            drawOutline(painter, target);
    }

private:
    void drawOutline(QPainter &painter, const QRect &target) const
    {
        const double scale = double(target.width()) / m_fullSize.width();
        const QPolygonF place =
            (QTransform::fromScale(scale, scale) * QTransform::fromTranslate(target.left(), target.top()))
                .map(m_outline);
        // Dark below light: seen on any picture.
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(QColor(0, 0, 0, 200), 4));
        painter.drawPolygon(place);
        painter.setPen(QPen(QColor(255, 255, 255), 2));
        painter.drawPolygon(place);
    }

    QImage m_image, m_before;
    QSize m_fullSize;
    QPolygonF m_outline;
    double m_wipe = 0;
};

ViewInspector::ViewInspector(QWidget *parent)
    : QWidget(parent), m_original(new Picture(tr("Original with the crop"))), m_view(new Picture(tr("The view"))),
      m_wipe(new QSlider(Qt::Horizontal)), m_caption(new QLabel), m_lines(new MutedLabel)
{
    m_caption->setFont(sectionFont());
    m_caption->setWordWrap(true);
    m_lines->setWordWrap(true);
    m_lines->setFont(captionFont());
    m_lines->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_lines->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_lines->setMinimumHeight(QFontMetrics(captionFont()).lineSpacing() * 5);
    m_wipe->setRange(0, 100);
    m_wipe->setSingleStep(5);
    m_wipe->setAccessibleName(tr("Wipe between before and after"));
    m_wipe->setToolTip(tr("Left of the line: only cropped and turned. Right of it: the whole pipeline."));
    connect(m_wipe, &QSlider::valueChanged, this, [this](int value) { m_view->setWipe(value / 100.0); });
    auto *after = new MutedLabel(tr("After"));
    auto *before = new MutedLabel(tr("Before"));
    before->setFont(captionFont());
    after->setFont(captionFont());
    auto *wipeRow = new QHBoxLayout;
    wipeRow->setSpacing(space::kSmall);
    wipeRow->addWidget(after);
    wipeRow->addWidget(m_wipe, 1);
    wipeRow->addWidget(before);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(space::kTight);
    column->addWidget(m_caption);
    column->addWidget(m_original, 1);
    column->addWidget(m_view, 1);
    column->addLayout(wipeRow);
    column->addWidget(m_lines);
}

void ViewInspector::setName(const QString &name)
{
    for (QWidget *part :
         {static_cast<QWidget *>(m_original), static_cast<QWidget *>(m_view), static_cast<QWidget *>(m_wipe)})
        //: name of a view, part of what shows it
        part->setAccessibleName(tr("%1: %2").arg(name, part->accessibleName()));
}

void ViewInspector::show(const ImageSetPtr &images, std::uint32_t sample, const PreviewView &view,
                         const QString &caption)
{
    m_caption->setText(caption);
    m_lines->setText(drawnLines(view.drawn).join(QLatin1Char('\n')));
    const ImageView full = images->image(sample);
    m_outline = viewOutline(view.drawn, {full.width, full.height});
    struct Made {
        QImage original, before;
        QSize size;
    };
    m_lane.submit(
        this,
        [images, sample, drawn = view.drawn](const std::stop_token &) {
            const ImageView source = images->image(sample);
            const QImage whole = borrowedImage(source);
            const bool isLarge = std::max(whole.width(), whole.height()) > kLargestOriginal;
            return Made{
                isLarge ? whole.scaled(kLargestOriginal, kLargestOriginal, Qt::KeepAspectRatio, Qt::FastTransformation)
                        : whole.copy(),
                renderDrawn(source, withoutColors(drawn)), whole.size()};
        },
        [this, picture = view.image, outline = m_outline](const Made &made) {
            m_original->set(made.original, made.size, outline, {});
            m_view->set(picture, picture.size(), {}, made.before);
            Q_EMIT shown();
        });
}

void ViewInspector::clear()
{
    m_lane.cancel();
    m_outline = {};
    m_original->set({}, {}, {}, {});
    m_view->set({}, {}, {}, {});
    m_caption->clear();
    m_lines->clear();
}

QString ViewInspector::text() const
{
    return m_lines->text();
}

QPolygonF ViewInspector::outline() const
{
    return m_outline;
}

} // namespace tandem
