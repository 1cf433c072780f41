// The widgets of InvarianceLab; what they do stands in invariance_lab.cpp.

#include "ui/augment/invariance_lab.h"

#include "ui/augment/augment_text.h"
#include "ui/augment/encoder_picker.h"
#include "ui/augment/invariance_plot.h"
#include "ui/augment/invariance_table.h"
#include "ui/theme.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/wheel_guard.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSlider>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace tandem {

namespace {
constexpr int kStripSide = 44;
constexpr int kPictureSide = 96;
} // namespace

/// A square picture whose pixels stay squares when it is enlarged.
class InvarianceLab::Picture : public QWidget {
public:
    explicit Picture(const QString &name)
    {
        setFixedSize(kPictureSide, kPictureSide);
        setAccessibleName(name);
        setToolTip(name);
    }
    void set(const QImage &image)
    {
        m_image = image;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), colorsFor(palette()).sunken);
        if (m_image.isNull())
            return;
        painter.setRenderHint(QPainter::SmoothPixmapTransform, width() * devicePixelRatioF() < m_image.width());
        painter.drawImage(rect(), m_image);
    }

private:
    QImage m_image;
};

InvarianceLab::InvarianceLab(TrainedEncoder &encoder, QWidget *parent)
    : QWidget(parent), m_encoder(encoder), m_meter(encoder), m_stack(new QStackedWidget),
      m_empty(
          new EmptyState(QStringLiteral("spark"), tr("See what an encoder ignores"),
                         tr("Here you change an image step by step and see how far a trained encoder follows. Train "
                            "a run first: it has an encoder as soon as it has written a checkpoint."))),
      m_picker(new EncoderPicker(encoder)), m_strip(new PictureStrip(kStripSide)), m_axis(new QComboBox),
      m_strength(new QSlider(Qt::Horizontal)), m_strengthText(new QLabel), m_plot(new InvariancePlot),
      m_before(new Picture(tr("Original"))), m_after(new Picture(tr("Changed"))), m_cosines(new QLabel),
      m_sentence(new MutedLabel), m_rank(new QPushButton), m_progress(new QProgressBar), m_table(new InvarianceTable)
{
    build();
    connectAll();
    showRunState();
    showStep(0);
}

void InvarianceLab::setPictures(const QImage &before, const QImage &after)
{
    m_before->set(before);
    m_after->set(after);
}

void InvarianceLab::build()
{
    QPushButton *start = m_empty->addButton(tr("Start run with this pipeline…"), QStringLiteral("play"));
    connect(start, &QPushButton::clicked, this, &InvarianceLab::startRequested);
    auto *body = new QWidget;
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, space::kSmall, space::kSmall, 0);
    column->setSpacing(space::kSmall);
    column->addWidget(m_picker);
    m_strip->setAccessibleName(tr("Image to change"));
    column->addWidget(m_strip);
    column->addWidget(buildCurve(), 3);
    column->addWidget(buildRanking(), 2);
    auto *scroll = new QScrollArea;
    scroll->setWidget(body);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    body->setAutoFillBackground(false);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(scroll);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
    outer->addWidget(m_stack);
}

QWidget *InvarianceLab::buildCurve()
{
    for (const StrengthAxis &axis : strengthAxes())
        m_axis->addItem(strengthLabel(axis), QString::fromStdString(axis.word));
    m_axis->setCurrentIndex(m_axis->findData(QStringLiteral("brightness")));
    m_axis->setAccessibleName(tr("Operation"));
    m_axis->setObjectName(QStringLiteral("axis"));
    m_axis->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_axis->setMinimumContentsLength(12);
    m_strength->setAccessibleName(tr("Strength"));
    m_strength->setPageStep(4);
    guardFromWheel({m_axis, m_strength});
    m_strengthText->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("256 of 255")));
    m_strengthText->setFont(numberFont());
    m_cosines->setFont(numberFont());
    m_cosines->setAccessibleName(tr("Cosine with the original"));
    m_sentence->setWordWrap(true);
    m_sentence->setFont(captionFont());
    auto *controls = new QHBoxLayout;
    controls->setSpacing(space::kSmall);
    controls->addWidget(m_axis);
    controls->addWidget(m_strength, 1);
    controls->addWidget(m_strengthText);
    auto *pictures = new QVBoxLayout;
    pictures->setSpacing(space::kTight);
    const std::pair<QString, Picture *> both[] = {{tr("Original"), m_before}, {tr("Changed"), m_after}};
    for (const auto &[text, picture] : both) {
        auto *label = new MutedLabel(text);
        label->setFont(captionFont());
        pictures->addWidget(label);
        pictures->addWidget(picture);
    }
    pictures->addWidget(m_cosines);
    pictures->addStretch(1);
    auto *whole = new QWidget;
    auto *grid = new QGridLayout(whole);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(space::kMedium);
    grid->setVerticalSpacing(space::kTight);
    grid->setColumnStretch(0, 1);
    grid->setRowStretch(1, 1);
    grid->addLayout(controls, 0, 0, 1, 2);
    grid->addWidget(m_plot, 1, 0);
    grid->addLayout(pictures, 1, 1);
    grid->addWidget(m_sentence, 2, 0, 1, 2);
    return whole;
}

QWidget *InvarianceLab::buildRanking()
{
    m_rank->setObjectName(QStringLiteral("rank"));
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Operations measured"));
    m_table->setMinimumHeight(fontMetrics().height() * 6);
    auto *title = new QLabel(tr("What the encoder ignores"));
    title->setFont(sectionFont());
    auto *about = new MutedLabel(
        tr("Mean over %1 images and over strengths along the whole range. Double-click a row to see its curve.")
            .arg(InvarianceMeter::kImages));
    about->setWordWrap(true);
    about->setFont(captionFont());
    auto *head = new QHBoxLayout;
    head->setSpacing(space::kSmall);
    head->addWidget(title);
    head->addWidget(m_progress, 1);
    head->addStretch(0);
    head->addWidget(m_rank);
    auto *whole = new QWidget;
    auto *column = new QVBoxLayout(whole);
    column->setContentsMargins({});
    column->setSpacing(space::kTight);
    column->addLayout(head);
    column->addWidget(about);
    column->addWidget(m_table, 1);
    return whole;
}

} // namespace tandem
