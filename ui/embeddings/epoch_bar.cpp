#include "ui/embeddings/epoch_bar.h"

#include "ui/icons.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace tandem {

namespace {

constexpr int kFrameMs = 33;

} // namespace

EpochBar::EpochBar(QWidget *parent)
    : QWidget(parent), m_play(new QToolButton), m_slider(new QSlider(Qt::Horizontal)), m_text(new MutedLabel)
{
    m_play->setAutoRaise(true);
    m_slider->setAccessibleName(tr("Epoch"));
    m_slider->setPageStep(kPerMoment);
    m_slider->setSingleStep(kPerMoment);
    m_text->setFont(captionFont());
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(space::kSmall);
    row->addWidget(m_play);
    row->addWidget(m_slider, 1);
    row->addWidget(m_text);
    m_timer.setInterval(kFrameMs);
    connect(&m_timer, &QTimer::timeout, this, &EpochBar::advance);
    connect(m_play, &QToolButton::clicked, this, [this] { setPlaying(!isPlaying()); });
    connect(m_slider, &QSlider::sliderPressed, this, [this] { setPlaying(false); });
    connect(m_slider, &QSlider::sliderReleased, this, [this] { // between two moments nothing was measured
        setPlace(std::round(place()));
    });
    connect(m_slider, &QSlider::valueChanged, this, [this] {
        describe();
        Q_EMIT placeChanged(place());
    });
    setPlaying(false);
}

/// The present place among other moments: where a long run is thinned out, numbers stand for other moments than before.
double EpochBar::placeAmong(const std::vector<EmbeddingInfo> &moments) const
{
    if (m_moments.empty() || moments.empty())
        return place();
    const double here = std::clamp(place(), 0.0, static_cast<double>(m_moments.size() - 1));
    const auto before = static_cast<std::size_t>(here);
    const auto stepOf = [](const EmbeddingInfo &info) { return static_cast<double>(info.step); };
    double step = stepOf(m_moments[before]);
    if (before + 1 < m_moments.size())
        step += (here - static_cast<double>(before)) * (stepOf(m_moments[before + 1]) - step);
    const auto after =
        std::find_if(moments.begin(), moments.end(), [&](const EmbeddingInfo &info) { return stepOf(info) >= step; });
    if (after == moments.begin())
        return 0;
    if (after == moments.end())
        return static_cast<double>(moments.size() - 1);
    const double from = stepOf(*(after - 1));
    const double there = static_cast<double>(after - moments.begin() - 1) + (step - from) / (stepOf(*after) - from);
    return here == std::round(here) ? std::round(there) : there; // between two moments only who was between two
}

void EpochBar::setMoments(const std::vector<EmbeddingInfo> &moments, std::size_t ready)
{
    const bool followed = m_moments.empty() || isAtEnd();
    const double before = placeAmong(moments);
    m_moments = moments;
    m_ready = std::min(ready, moments.size());
    const int last = moments.empty() ? 0 : static_cast<int>(moments.size() - 1) * kPerMoment;
    const int first = m_ready == 0 ? last : static_cast<int>(moments.size() - m_ready) * kPerMoment;
    {
        const QSignalBlocker blocker(m_slider);
        m_slider->setRange(first, last);
        m_slider->setValue(followed && !isPlaying() ? last : static_cast<int>(std::lround(before * kPerMoment)));
    }
    m_slider->setEnabled(m_ready > 1);
    m_play->setEnabled(m_ready > 1);
    describe();
}

void EpochBar::addTool(QAction *action)
{
    auto *button = new QToolButton;
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    button->setAccessibleName(QString(action->text()).remove(QLatin1Char('&')));
    layout()->addWidget(button);
}

double EpochBar::place() const
{
    return static_cast<double>(m_slider->value()) / kPerMoment;
}

void EpochBar::setPlace(double place)
{
    m_slider->setValue(static_cast<int>(std::lround(place * kPerMoment)));
}

int EpochBar::nearest() const
{
    return m_moments.empty()
               ? -1
               : std::clamp(static_cast<int>(std::lround(place())), 0, static_cast<int>(m_moments.size()) - 1);
}

std::int64_t EpochBar::step() const
{
    const int moment = nearest();
    return moment < 0 ? -1 : m_moments[static_cast<std::size_t>(moment)].step;
}

bool EpochBar::isAtEnd() const
{
    return m_slider->value() == m_slider->maximum();
}

void EpochBar::setPlaying(bool plays)
{
    const bool played = isPlaying();
    if (plays && isAtEnd())
        m_slider->setValue(m_slider->minimum());
    plays ? m_timer.start() : m_timer.stop();
    m_play->setIcon(icon(plays ? QStringLiteral("pause") : QStringLiteral("play")));
    const QString text = plays ? tr("Hold the replay") : tr("Replay the training");
    m_play->setToolTip(text);
    m_play->setAccessibleName(text);
    if (!plays && !m_slider->isSliderDown())
        setPlace(std::round(place()));
    if (plays != played)
        Q_EMIT playingChanged(plays);
}

void EpochBar::advance()
{
    const int value = m_slider->value() + std::max(1, kPerMoment * kFrameMs / kMomentMs);
    m_slider->setValue(std::min(value, m_slider->maximum()));
    if (isAtEnd())
        setPlaying(false);
}

void EpochBar::describe()
{
    const int moment = nearest();
    if (moment < 0) {
        m_text->clear();
        return;
    }
    const QLocale locale;
    const EmbeddingInfo &info = m_moments[static_cast<std::size_t>(moment)];
    QString text = info.epoch == 0 ? tr("Before training")
                                   : tr("Epoch %1 of %2")
                                         .arg(locale.toString(static_cast<qlonglong>(info.epoch)),
                                              locale.toString(static_cast<qlonglong>(m_moments.back().epoch)));
    if (m_ready < m_moments.size())
        text += QStringLiteral(" · ") + tr("%1 of %2 laid out").arg(m_ready).arg(m_moments.size());
    m_text->setText(text);
    m_slider->setAccessibleDescription(text);
}

} // namespace tandem
