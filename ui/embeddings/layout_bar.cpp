#include "ui/embeddings/layout_bar.h"

#include "ui/icons.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QSignalBlocker>
#include <QToolButton>

namespace tandem {

LayoutBar::LayoutBar(LayoutDirector &director, QWidget *parent)
    : QWidget(parent), m_director(director), m_space(new QComboBox), m_method(new QComboBox),
      m_perplexityLabel(new MutedLabel(tr("Perplexity"))), m_perplexity(new QDoubleSpinBox), m_status(new MutedLabel)
{
    m_space->setAccessibleName(tr("Space"));
    m_space->setToolTip(
        tr("h: the encoder's features, which serve other tasks. z: the projections, which the loss acts "
           "on."));
    m_space->addItem(tr("Features h"), static_cast<int>(EmbeddingSpace::Features));
    m_space->addItem(tr("Projections z"), static_cast<int>(EmbeddingSpace::Projections));
    m_method->setAccessibleName(tr("Method"));
    m_method->setToolTip(tr("t-SNE keeps neighbors together. Principal components have the same axes in every epoch: "
                            "only their motion can be read literally."));
    m_method->addItem(QStringLiteral("t-SNE"), static_cast<int>(LayoutMethod::Tsne));
    m_method->addItem(tr("PCA, fixed axes"), static_cast<int>(LayoutMethod::Pca));
    m_perplexity->setAccessibleName(tr("Perplexity"));
    m_perplexity->setToolTip(tr("How many neighbors a point reckons with. The map goes on from where it is."));
    m_perplexity->setRange(2, 1000);
    m_perplexity->setDecimals(0);
    m_perplexity->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    m_perplexity->setKeyboardTracking(false);
    m_perplexity->setValue(director.perplexity());
    m_perplexityLabel->setBuddy(m_perplexity);
    m_status->setFont(captionFont());
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(space::kSmall);
    row->addWidget(m_space);
    row->addWidget(m_method);
    row->addWidget(m_perplexityLabel);
    row->addWidget(m_perplexity);
    m_pause = addButton(*row, QStringLiteral("pause"), tr("Hold the layout"));
    m_perturb = addButton(*row, QStringLiteral("dice"), tr("Push the points a little, and let them settle"));
    m_settle = addButton(*row, QStringLiteral("refresh"), tr("Lay out anew from the beginning"));
    row->addWidget(m_status, 1);
    connect(m_space, &QComboBox::activated, this, [this] {
        m_director.setSpace(space());
        Q_EMIT spaceChanged(space());
    });
    connect(m_method, &QComboBox::activated, this,
            [this] { m_director.setMethod(static_cast<LayoutMethod>(m_method->currentData().toInt())); });
    connect(m_perplexity, &QDoubleSpinBox::valueChanged, this,
            [this](double value) { m_director.setPerplexity(value); });
    connect(m_pause, &QToolButton::clicked, this, [this] { m_director.setPaused(!m_director.isPaused()); });
    connect(m_perturb, &QToolButton::clicked, this, [this] { m_director.perturb(); });
    connect(m_settle, &QToolButton::clicked, this, [this] { m_director.settle(); });
    connect(&m_director, &LayoutDirector::statusChanged, this, &LayoutBar::refresh);
    connect(&m_director, &LayoutDirector::layoutChanged, this, &LayoutBar::refresh);
    refresh();
}

QToolButton *LayoutBar::addButton(QLayout &row, const QString &iconName, const QString &text)
{
    auto *button = new QToolButton;
    button->setIcon(icon(iconName));
    button->setAutoRaise(true);
    button->setToolTip(text);
    button->setAccessibleName(text);
    row.addWidget(button);
    return button;
}

EmbeddingSpace LayoutBar::space() const
{
    return static_cast<EmbeddingSpace>(m_space->currentData().toInt());
}

void LayoutBar::setSpace(EmbeddingSpace space)
{
    m_space->setCurrentIndex(m_space->findData(static_cast<int>(space)));
    m_director.setSpace(space);
}

void LayoutBar::setMethod(LayoutMethod method)
{
    m_method->setCurrentIndex(m_method->findData(static_cast<int>(method)));
    m_director.setMethod(method);
}

void LayoutBar::setSpaces(bool hasFeatures, bool hasProjections)
{
    m_space->setEnabled(hasFeatures && hasProjections);
    if (hasFeatures != hasProjections) {
        const EmbeddingSpace only = hasFeatures ? EmbeddingSpace::Features : EmbeddingSpace::Projections;
        if (only != space()) {
            setSpace(only);
            Q_EMIT spaceChanged(only);
        }
    }
}

void LayoutBar::refresh()
{
    const bool isTsne = m_director.method() == LayoutMethod::Tsne;
    const bool hasLayout = m_director.computed() > 0;
    m_perplexityLabel->setVisible(isTsne);
    m_perplexity->setVisible(isTsne);
    m_pause->setVisible(isTsne);
    m_perturb->setVisible(isTsne);
    m_pause->setEnabled(m_director.isSettling());
    m_perturb->setEnabled(hasLayout);
    m_settle->setEnabled(hasLayout);
    const bool isPaused = m_director.isPaused();
    m_pause->setIcon(icon(isPaused ? QStringLiteral("play") : QStringLiteral("pause")));
    const QString pauseText = isPaused ? tr("Let the layout go on") : tr("Hold the layout");
    m_pause->setToolTip(pauseText);
    m_pause->setAccessibleName(pauseText);
    m_settle->setToolTip(isTsne ? tr("Lay out anew from the beginning") : tr("Take the axes of the newest epoch"));
    m_settle->setAccessibleName(m_settle->toolTip());
    const auto status = m_director.status();
    QString text;
    if (status && m_director.isSettling()) {
        const QLocale locale;
        text = status->phase == LayoutPhase::Optimizing || status->phase == LayoutPhase::Finished
                   ? tr("Iteration %1 of %2")
                         .arg(locale.toString(static_cast<qlonglong>(status->iteration)),
                              locale.toString(static_cast<qlonglong>(status->iterations)))
                   : tr("Looking for neighbors");
        if (isPaused)
            text = tr("%1, held").arg(text);
    }
    m_status->setText(text);
}

} // namespace tandem
