#include "ui/augment/temperature_panel.h"

#include "ui/augment/encoder_picker.h"
#include "ui/augment/marked_slider.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLocale>

#include <algorithm>
#include <numeric>

namespace tandem {

void TemperaturePanel::setFeatures(const std::shared_ptr<const PairFeatures> &features, std::size_t anchor)
{
    m_features = features;
    m_anchor = anchor;
    refresh();
}

void TemperaturePanel::setRunFeatures(const ViewFeaturesPtr &features, std::size_t anchor)
{
    m_runFeatures = features;
    m_runAnchor = anchor;
    m_trouble.clear();
    m_isExpecting = false;
    refresh();
}

void TemperaturePanel::setTrouble(const QString &sentence)
{
    m_trouble = sentence;
    m_isExpecting = false;
    refresh();
}

void TemperaturePanel::expectRunFeatures()
{
    if (m_isExpecting)
        return;
    m_trouble.clear();
    m_isExpecting = true;
    refresh();
}

void TemperaturePanel::setAnchor(std::size_t anchor)
{
    if (anchor == m_anchor && anchor == m_runAnchor)
        return;
    m_anchor = m_runAnchor = anchor;
    refresh();
}

bool TemperaturePanel::wantsRun() const
{
    return m_feature->currentIndex() == static_cast<int>(kTrivialFeatures.size());
}

void TemperaturePanel::setWantsRun(bool wants)
{
    m_feature->setCurrentIndex(wants ? static_cast<int>(kTrivialFeatures.size()) : 0);
}

void TemperaturePanel::setHardestPictures(const std::vector<PictureStrip::Picture> &pictures)
{
    m_pictures = pictures;
    showHardest();
}

void TemperaturePanel::setLoss(ContrastLoss loss)
{
    m_loss->setCurrentIndex(static_cast<int>(loss));
}

void TemperaturePanel::setTemperature(double temperature)
{
    m_temperatureField->setValue(temperature);
}

QString TemperaturePanel::sentence() const
{
    return m_sentence->text();
}

void TemperaturePanel::refresh()
{
    showControls();
    weigh();
    drawShares();
    showSentence();
    applyTheme();
    findHardest();
}

void TemperaturePanel::findHardest()
{
    std::vector<Hard> hardest;
    for (std::size_t i = 0; i < std::min(kShown, m_order.size()); ++i)
        hardest.push_back({m_negatives[m_order[i]].sample, m_negatives[m_order[i]].view});
    std::shared_ptr<const void> features;
    if (wantsRun())
        features = m_runFeatures;
    else
        features = m_features;
    const bool areOthers = hardest != m_hardest, areOtherViews = features != m_hardestOf;
    m_hardest = std::move(hardest);
    m_hardestOf = std::move(features);
    if (areOthers)
        m_pictures.clear(); // else those before stand in for the blink that other views of them take
    showHardest();
    if (areOthers || areOtherViews)
        Q_EMIT hardestChanged();
}

void TemperaturePanel::showControls()
{
    const bool hasMargin = static_cast<ContrastLoss>(m_loss->currentIndex()) == ContrastLoss::Margin;
    m_valueLabel->setText(hasMargin ? tr("Margin m") : tr("Temperature τ"));
    m_temperature->setVisible(!hasMargin);
    m_temperatureField->setVisible(!hasMargin);
    m_margin->setVisible(hasMargin);
    m_marginField->setVisible(hasMargin);
    m_picker->setVisible(wantsRun());
}

/// From features to shares, in order of hardness.
void TemperaturePanel::weigh()
{
    m_weights = {};
    m_negatives.clear();
    m_order.clear();
    const ViewFeatures *features = nullptr;
    if (wantsRun())
        features = m_runFeatures.get();
    else if (m_features)
        features = &(*m_features)[static_cast<std::size_t>(m_feature->currentIndex())];
    if (!features || (*features)[0].empty())
        return;
    const std::size_t anchor = std::min(wantsRun() ? m_runAnchor : m_anchor, (*features)[0].size() - 1);
    AnchorCosines cosines = anchorCosines(*features, anchor, !wantsRun());
    m_negatives = std::move(cosines.negatives);
    std::vector<double> values;
    for (const AnchorCosines::Negative &negative : m_negatives)
        values.push_back(negative.cosine);
    m_weights = contrastWeights(static_cast<ContrastLoss>(m_loss->currentIndex()), cosines.positive, values,
                                m_temperatureField->value(), m_marginField->value());
    m_order.resize(values.size());
    std::iota(m_order.begin(), m_order.end(), std::size_t{0});
    // By cosine: weights never fall as it grows, and tell nothing apart where all are zero.
    std::stable_sort(m_order.begin(), m_order.end(),
                     [&](std::size_t a, std::size_t b) { return values[a] > values[b]; });
}

void TemperaturePanel::drawShares()
{
    QVector<double> x, y;
    for (std::size_t i = 0; i < m_order.size(); ++i) {
        x.append(static_cast<double>(i));
        y.append(100 * m_weights.shares[m_order[i]]);
    }
    const auto count = static_cast<double>(m_order.size());
    m_plot->graph(0)->setData(x, y, true);
    const double even = count > 0 ? 100.0 / count : 0;
    m_plot->graph(1)->setData({0, count}, {even, even}, true);
    m_plot->xAxis->setRange(0, std::max(1.0, count));
    m_plot->yAxis->setRange(0, std::max(1.05 * (y.isEmpty() ? 1 : y.first()), 2 * even));
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void TemperaturePanel::showSentence()
{
    const QLocale locale;
    if (wantsRun() && !m_trouble.isEmpty())
        m_sentence->setText(m_trouble);
    else if (isPale())
        m_sentence->setText(tr("The run is encoding the views…"));
    else if (wantsRun() && m_order.empty())
        m_sentence->setText(tr("Here stand the weights once the run has encoded the views."));
    else if (m_order.empty())
        m_sentence->setText(tr("Here stand the weights once there are views."));
    else if (m_weights.effectiveNegatives == 0)
        m_sentence->setText(tr("No negative lies inside the margin: this anchor learns nothing."));
    else
        m_sentence->setText(tr("Of %1 negatives, effectively %2 push. The hardest 1 % has %3 % of the gradient.")
                                .arg(locale.toString(static_cast<qulonglong>(m_order.size())),
                                     locale.toString(m_weights.effectiveNegatives, 'f', 1),
                                     locale.toString(100 * m_weights.hardestShare, 'f', 1)));
}

void TemperaturePanel::showHardest()
{
    std::vector<PictureStrip::Picture> pictures = m_pictures;
    pictures.resize(std::min(pictures.size(), m_hardest.size()));
    bool anyMarked = false;
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        const std::size_t place = m_order[i];
        const QString share = QLocale().toString(100 * m_weights.shares[place], 'f', 1) + QStringLiteral(" %");
        pictures[i].caption = share;
        //: %1: an image, %2: cosine, %3: share in percent
        pictures[i].name = tr("%1, cosine %2, %3 of the gradient")
                               .arg(pictures[i].name, QLocale().toString(m_negatives[place].cosine, 'f', 2), share);
        anyMarked = anyMarked || pictures[i].isMarked;
    }
    m_strip->setPictures(pictures);
    m_strip->setVisible(!m_hardest.empty());
    m_strip->setPale(isPale());
    m_hardTitle->setVisible(!m_hardest.empty());
    m_hardTitle->setText(anyMarked ? tr("Hardest negatives, and their shares. Dashed: of the anchor's class.")
                                   : tr("Hardest negatives, and their shares"));
}

} // namespace tandem
