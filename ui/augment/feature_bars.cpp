#include "ui/augment/feature_bars.h"

#include "ui/augment/augment_text.h"
#include "ui/theme.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace tandem {

namespace {

constexpr int kBarHeight = 8;
constexpr double kStrong = 0.5, kWeak = 0.2; // as shortcutSentence

QString percent(double share)
{
    return QLocale().toString(100 * share, 'f', share < 0.1 ? 1 : 0) + QStringLiteral(" %");
}

} // namespace

FeatureBars::FeatureBars(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Pairs that trivial features find"));
}

void FeatureBars::setReport(const std::optional<ShortcutReport> &report)
{
    m_report = report;
    QStringList values;
    if (report)
        for (std::size_t i = 0; i < kTrivialFeatures.size(); ++i)
            values.append(featureLabel(kTrivialFeatures[i]) + QStringLiteral(" ") + percent(report->found[i]));
    setAccessibleDescription(values.join(QStringLiteral(", ")));
    update();
}

int FeatureBars::rowHeight() const
{
    return fontMetrics().height() + kBarHeight + space::kSmall + space::kHair;
}

QSize FeatureBars::sizeHint() const
{
    return {160, static_cast<int>(kTrivialFeatures.size()) * rowHeight()};
}

void FeatureBars::paintEvent(QPaintEvent *)
{
    const ThemeColors &c = colorsFor(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (std::size_t i = 0; i < kTrivialFeatures.size(); ++i) {
        const double share = m_report ? m_report->found[i] : 0;
        const int top = static_cast<int>(i) * rowHeight();
        const QRect line(0, top, width(), fontMetrics().height());
        painter.setPen(c.text);
        painter.drawText(line, Qt::AlignLeading | Qt::AlignVCenter, featureLabel(kTrivialFeatures[i]));
        if (m_report)
            painter.drawText(line, Qt::AlignTrailing | Qt::AlignVCenter, percent(share));
        QRectF bar(0, line.bottom() + 1 + space::kHair, width(), kBarHeight);
        painter.setPen(Qt::NoPen);
        painter.setBrush(c.hover);
        painter.drawRoundedRect(bar, kBarHeight / 2.0, kBarHeight / 2.0);
        if (!m_report)
            continue;
        painter.setBrush(share >= kStrong ? c.bad : share >= kWeak ? c.warning : c.good);
        const double filled = std::max<double>(kBarHeight, bar.width() * std::clamp(share, 0.0, 1.0));
        if (isRightToLeft())
            bar.setLeft(bar.right() - filled);
        else
            bar.setWidth(filled);
        painter.drawRoundedRect(bar, kBarHeight / 2.0, kBarHeight / 2.0);
    }
}

} // namespace tandem
