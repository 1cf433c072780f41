#include "ui/augment/encoder_picker.h"

#include "ui/augment/trained_encoder.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/wheel_guard.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace tandem {

EncoderPicker::EncoderPicker(TrainedEncoder &encoder, Size size, QWidget *parent)
    : QWidget(parent), m_encoder(encoder), m_run(new QComboBox), m_checkpoint(new QComboBox), m_status(new MutedLabel)
{
    m_run->setAccessibleName(tr("Run whose encoder looks at the images"));
    m_run->setToolTip(m_run->accessibleName());
    m_run->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_run->setMinimumContentsLength(8);
    m_checkpoint->setAccessibleName(tr("Checkpoint"));
    m_checkpoint->setToolTip(tr("The last weights, or those of the best kNN accuracy"));
    m_checkpoint->addItem(tr("Last", "checkpoint"), QStringLiteral("last"));
    m_checkpoint->addItem(tr("Best", "checkpoint"), QStringLiteral("best"));
    m_status->setWordWrap(true);
    m_status->setFont(captionFont());
    guardFromWheel({m_run, m_checkpoint});
    auto *row = new QHBoxLayout;
    row->setSpacing(space::kSmall);
    row->addWidget(m_run, 1);
    row->addWidget(m_checkpoint);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(space::kTight);
    column->addLayout(row);
    column->addWidget(m_status);
    m_status->setVisible(size == Size::Full);
    connect(m_run, &QComboBox::activated, this,
            [this] { m_encoder.choose(RunId::fromString(m_run->currentData().toString().toStdString())); });
    connect(m_checkpoint, &QComboBox::activated, this,
            [this] { m_encoder.setCheckpoint(m_checkpoint->currentData().toString()); });
    connect(&m_encoder, &TrainedEncoder::runsChanged, this, &EncoderPicker::fill);
    connect(&m_encoder, &TrainedEncoder::encoderChanged, this, [this] { describe(); });
    connect(&m_encoder, &TrainedEncoder::ready, this, [this] { describe(); });
    connect(&m_encoder, &TrainedEncoder::failed, this, &EncoderPicker::describe);
    fill();
}

void EncoderPicker::fill()
{
    const QSignalBlocker blocker(m_run);
    m_run->clear();
    for (const TrainedEncoder::Candidate &candidate : m_encoder.candidates()) {
        m_run->addItem(candidate.name, QString::fromStdString(candidate.id.toString()));
        if (&candidate == m_encoder.chosen())
            m_run->setCurrentIndex(m_run->count() - 1);
    }
    m_run->setEnabled(m_run->count() > 0);
    m_checkpoint->setEnabled(m_run->count() > 0);
    m_run->setPlaceholderText(tr("No trained run yet"));
    describe();
}

void EncoderPicker::describe(const QString &trouble)
{
    m_checkpoint->setCurrentIndex(m_checkpoint->findData(m_encoder.checkpoint()));
    const auto &info = m_encoder.info();
    if (!trouble.isEmpty())
        m_status->setText(trouble);
    else if (!m_encoder.chosen())
        m_status->setText(tr("A run has an encoder as soon as it has written a checkpoint."));
    else if (!info)
        m_status->setText(tr("The encoder is loaded when it is asked for the first time."));
    else
        m_status->setText(tr("After %n epoch(s): %1 dimensions of h, %2 of z, views of %3 px.", nullptr,
                             static_cast<int>(info->epoch))
                              .arg(QLocale().toString(info->featureDimension))
                              .arg(QLocale().toString(info->projectionDimension))
                              .arg(info->viewSize));
    m_run->setToolTip(m_status->text());
}

QString EncoderPicker::status() const
{
    return m_status->text();
}

} // namespace tandem
