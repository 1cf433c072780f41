#include "ui/runs/pairs_panel.h"

#include "ui/theme.h"

#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace tandem {

namespace {

constexpr int kGap = space::kTight;
constexpr int kPadding = space::kSmall;

std::vector<QImage> imagesOf(const PairsRecord &pairs)
{
    std::vector<QImage> images;
    const auto bytes = static_cast<std::size_t>(pairs.size) * static_cast<std::size_t>(pairs.size) * 3;
    const std::size_t count = std::min(pairs.samples.size() * 2, bytes > 0 ? pairs.pixels.size() / bytes : 0);
    for (std::size_t i = 0; i < count; ++i)
        images.push_back(
            QImage(pairs.pixels.data() + i * bytes, pairs.size, pairs.size, pairs.size * 3, QImage::Format_RGB888)
                .convertToFormat(QImage::Format_RGB32));
    if (images.size() % 2 != 0)
        images.pop_back();
    return images;
}

} // namespace

PairsPanel::PairsPanel(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Views"));
    setMouseTracking(true);
}

void PairsPanel::setPairs(const std::shared_ptr<const PairsRecord> &pairs)
{
    m_pairs = pairs;
    m_views = pairs ? imagesOf(*pairs) : std::vector<QImage>();
    setAccessibleDescription(caption());
    updateGeometry();
    update();
}

void PairsPanel::setEmptyText(const QString &text)
{
    m_emptyText = text;
    update();
}

QSize PairsPanel::sizeHint() const
{
    return {2 * 64 + 90, 300};
}

QSize PairsPanel::minimumSizeHint() const
{
    return {140, 100};
}

PairsPanel::Layout PairsPanel::layoutFor(const QSize &size) const
{
    Layout layout;
    const int count = std::max(1, sampleCount());
    layout.tall = size.height() > size.width();
    const int line = QFontMetrics(captionFont()).height();
    const int header = fontMetrics().height() + line + space::kSmall;
    const int label =
        layout.tall ? QFontMetrics(captionFont()).horizontalAdvance(QStringLiteral("#888888")) + kGap : line + kGap;
    const int width = size.width() - 2 * kPadding - (layout.tall ? label : 0);
    const int height = size.height() - 2 * kPadding - header - (layout.tall ? 0 : label);
    const int across = layout.tall ? 2 : count;
    const int down = layout.tall ? count : 2;
    const int room = std::min((width - (across - 1) * kGap) / across, (height - (down - 1) * kGap) / down);
    layout.side = std::max(8, room);
    // Whole multiples of a pixel wherever they fit: every pixel of a small view is then equally large.
    const double scale = devicePixelRatioF();
    const int views = m_views.empty() ? 0 : m_views.front().width();
    if (views > 0 && layout.side * scale >= views)
        layout.side = static_cast<int>(static_cast<int>(layout.side * scale / views) * views / scale);
    layout.origin = QPoint(kPadding + (layout.tall ? label : 0), kPadding + header + (layout.tall ? 0 : label));
    return layout;
}

QRect PairsPanel::cell(int sample, int view) const
{
    const Layout layout = layoutFor(size());
    const int pitch = layout.side + kGap;
    const QPoint offset = layout.tall ? QPoint(view * pitch, sample * pitch) : QPoint(sample * pitch, view * pitch);
    return {layout.origin + offset, QSize(layout.side, layout.side)};
}

QString PairsPanel::caption() const
{
    if (!m_pairs || m_views.empty())
        return m_emptyText;
    const QLocale locale;
    return tr("%n sample(s) as the trainer saw them in epoch %1, step %2", nullptr, sampleCount())
        .arg(locale.toString(static_cast<qlonglong>(m_pairs->epoch)),
             locale.toString(static_cast<qlonglong>(m_pairs->step)));
}

QString PairsPanel::describe(int sample, int view) const
{
    return tr("Sample %1, view %2 of 2, epoch %3, %4 × %4 pixels")
        .arg(QLocale().toString(m_pairs->samples[static_cast<std::size_t>(sample)]))
        .arg(view + 1)
        .arg(m_pairs->epoch)
        .arg(m_pairs->size);
}

void PairsPanel::drawHeader(QPainter &painter) const
{
    const ThemeColors &colors = colorsFor(palette());
    painter.setPen(colors.text);
    painter.setFont(sectionFont());
    const QRect title(kPadding, kPadding, width() - 2 * kPadding, painter.fontMetrics().height());
    painter.drawText(title, Qt::AlignLeft | Qt::AlignVCenter, tr("Two views of each sample"));
    painter.setPen(colors.mutedText);
    painter.setFont(captionFont());
    if (!m_views.empty()) {
        const QString text = tr("epoch %L1, step %L2").arg(m_pairs->epoch).arg(m_pairs->step);
        painter.drawText(QRect(title.left(), title.bottom() + 1, title.width(), painter.fontMetrics().height()),
                         Qt::AlignLeft | Qt::AlignVCenter, text);
    }
}

void PairsPanel::paintEvent(QPaintEvent *)
{
    const ThemeColors &colors = colorsFor(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colors.border, 1));
    painter.setBrush(colors.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(.5, .5, -.5, -.5), space::kRadius, space::kRadius);
    drawHeader(painter);
    if (m_views.empty()) {
        painter.setFont(font());
        painter.setPen(colors.mutedText);
        painter.drawText(rect().adjusted(16, 32, -16, -16), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
        return;
    }
    const bool tall = layoutFor(size()).tall;
    for (int sample = 0; sample < sampleCount(); ++sample) {
        for (int view = 0; view < 2; ++view) {
            const QRect place = cell(sample, view);
            const QImage &image = m_views[static_cast<std::size_t>(2 * sample + view)];
            // Enlarged views keep their pixels; only views larger than their place are averaged down.
            const bool shrinks = place.width() * devicePixelRatioF() < image.width();
            painter.setRenderHint(QPainter::SmoothPixmapTransform, shrinks);
            painter.drawImage(place, image);
        }
        const QRect first = cell(sample, 0);
        const QString label = tr("#%1", "number of a sample").arg(m_pairs->samples[static_cast<std::size_t>(sample)]);
        const int line = painter.fontMetrics().height();
        const QRect place = tall ? QRect(kPadding, first.top(), first.left() - kPadding - kGap, first.height())
                                 : QRect(first.left(), first.top() - line - 1, first.width() + kGap, line);
        painter.setPen(colors.mutedText);
        painter.drawText(place, tall ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter, label);
    }
}

bool PairsPanel::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    auto *help = static_cast<QHelpEvent *>(event);
    for (int sample = 0; sample < sampleCount(); ++sample)
        for (int view = 0; view < 2; ++view)
            if (cell(sample, view).contains(help->pos())) {
                QToolTip::showText(help->globalPos(), describe(sample, view), this);
                return true;
            }
    QToolTip::hideText();
    return true;
}

} // namespace tandem
