#include "ui/augment/preview_bar.h"

#include "core/augment/pipeline.h"
#include "ui/augment/augment_text.h"
#include "ui/augment/preview_grid.h"
#include "ui/icons.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include <limits>
#include <utility>

namespace tandem {

namespace {

constexpr int kRollMs = 1000;
constexpr int kSavedRole = Qt::UserRole + 1; // name of a saved pipeline; presets have their word as Qt::UserRole

QSpinBox *numberField(int minimum, int maximum, int value, const QString &name)
{
    auto *field = new QSpinBox;
    field->setRange(minimum, maximum);
    field->setValue(value);
    field->setKeyboardTracking(false);
    field->setAccessibleName(name);
    field->setToolTip(name);
    return field;
}

} // namespace

PreviewBar::PreviewBar(QWidget *parent)
    : QWidget(parent), m_class(new QComboBox), m_search(new QLineEdit), m_random(new QToolButton),
      m_samples(numberField(1, 64, m_choice.samples, tr("How many samples"))),
      m_draws(numberField(1, 16, m_choice.draws, tr("How many epochs"))),
      m_seed(numberField(0, std::numeric_limits<int>::max(), 1, tr("Seed of the draws"))), m_lock(new QToolButton),
      m_past(new QToolButton), m_compare(new QComboBox), m_zoom(new QSlider(Qt::Horizontal)), m_note(new MutedLabel)
{
    build();
    connectSamples();
    connect(m_draws, &QSpinBox::valueChanged, this, [this](int value) {
        m_choice.draws = value;
        Q_EMIT viewsChanged();
    });
    connect(m_seed, &QSpinBox::valueChanged, this, [this](int value) {
        m_choice.seed = static_cast<std::uint64_t>(value);
        Q_EMIT viewsChanged();
    });
    connect(m_compare, &QComboBox::currentIndexChanged, this, [this] {
        takeComparison();
        Q_EMIT viewsChanged();
    });
    connect(m_lock, &QToolButton::toggled, this, &PreviewBar::updateTimer);
    connect(m_zoom, &QSlider::valueChanged, this, &PreviewBar::zoomChanged);
    connect(m_past, &QToolButton::clicked, this, &PreviewBar::pastPairRequested);
    m_timer.setInterval(kRollMs);
    connect(&m_timer, &QTimer::timeout, this, &PreviewBar::roll);
    setClasses({});
    setPipelines({});
}

void PreviewBar::build()
{
    m_class->setAccessibleName(tr("Class of the samples"));
    m_class->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_class->setMinimumContentsLength(9);
    m_search->setPlaceholderText(tr("Search by file name"));
    m_search->setAccessibleName(tr("Search by file name"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(QStringLiteral("search"), IconTone::Muted), QLineEdit::LeadingPosition);
    m_random->setIcon(icon(QStringLiteral("dice")));
    m_random->setAccessibleName(tr("Other samples at random"));
    m_random->setToolTip(tr("Other samples at random"));
    m_random->setAutoRaise(true);
    m_lock->setIcon(icon(QStringLiteral("lock")));
    m_lock->setCheckable(true);
    m_lock->setChecked(true);
    m_lock->setAutoRaise(true);
    m_lock->setAccessibleName(tr("Keep the seed"));
    m_lock->setToolTip(tr("Keep the seed; otherwise it moves on every second"));
    m_past->setIcon(icon(QStringLiteral("clock")));
    m_past->setAutoRaise(true);
    m_past->setAccessibleName(tr("Show a pair of a past run"));
    m_past->setToolTip(tr("Show a pair of a past run: the views that its trainer got of an image in an epoch"));
    m_compare->setAccessibleName(tr("Pipeline to compare with"));
    m_compare->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_compare->setMinimumContentsLength(10);
    m_zoom->setRange(PreviewGrid::kMinimumZoom, PreviewGrid::kMaximumZoom);
    m_zoom->setSingleStep(8);
    m_zoom->setPageStep(32);
    m_zoom->setAccessibleName(tr("Size of the views"));
    m_zoom->setToolTip(tr("Size of the views (Ctrl and the wheel)"));
    m_zoom->setMinimumWidth(30);
    m_zoom->setMaximumWidth(160);

    auto *first = new QHBoxLayout;
    first->setSpacing(space::kSmall);
    first->addWidget(m_class);
    first->addWidget(m_search, 1);
    first->addWidget(m_random);
    first->addWidget(m_compare, 1);
    first->addWidget(m_past);
    auto *second = new QHBoxLayout;
    second->setSpacing(space::kSmall);
    const std::pair<QString, QWidget *> fields[] = {
        {tr("Samples"), m_samples}, {tr("Epochs"), m_draws}, {tr("Seed"), m_seed}};
    for (const auto &[text, field] : fields) {
        auto *label = new QLabel(text);
        label->setBuddy(field);
        second->addWidget(label);
        second->addWidget(field);
    }
    second->addWidget(m_lock);
    second->addStretch(1);
    auto *zoomLabel = new ElidedLabel(tr("Zoom"));
    zoomLabel->setMinimumWidth(1); // it gives way where the window is small
    second->addWidget(zoomLabel);
    second->addWidget(m_zoom, 2);
    m_search->setMinimumWidth(m_search->fontMetrics().averageCharWidth() * 9);
    m_seed->setMinimumWidth(m_seed->fontMetrics().averageCharWidth() * 8);
    m_seed->setMaximumWidth(m_seed->fontMetrics().averageCharWidth() * 14);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(space::kTight);
    column->addLayout(first);
    column->addLayout(second);
    m_note->setFont(captionFont());
    m_note->setWordWrap(true);
    m_note->hide();
    column->addWidget(m_note);
}

void PreviewBar::connectSamples()
{
    connect(m_class, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_choice.filter.labels.clear();
        if (index > 0)
            m_choice.filter.labels.insert(index - 1);
        Q_EMIT samplesChanged();
    });
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_choice.filter.search = text.trimmed();
        Q_EMIT samplesChanged();
    });
    connect(m_random, &QToolButton::clicked, this, [this] {
        ++m_choice.pick;
        Q_EMIT samplesChanged();
    });
    connect(m_samples, &QSpinBox::valueChanged, this, [this](int value) {
        m_choice.samples = value;
        Q_EMIT samplesChanged();
    });
}

void PreviewBar::setClasses(const std::vector<std::string> &names)
{
    const QSignalBlocker blocker(m_class);
    m_class->clear();
    m_class->addItem(tr("All classes"));
    for (const std::string &name : names)
        m_class->addItem(QString::fromStdString(name));
    m_choice.filter.labels.clear();
    m_class->setEnabled(!names.empty());
}

void PreviewBar::setPipelines(const QStringList &names)
{
    const QSignalBlocker blocker(m_compare);
    m_compare->clear();
    m_compare->addItem(tr("Compare with…"), QString());
    for (const PipelinePreset &preset : pipelinePresets())
        m_compare->addItem(presetTitle(preset), QString::fromLatin1(preset.word));
    for (const QString &name : names) {
        m_compare->addItem(name);
        m_compare->setItemData(m_compare->count() - 1, name, kSavedRole);
    }
    const int before = m_choice.compareSaved.isEmpty() ? m_compare->findData(m_choice.comparePreset)
                                                       : m_compare->findData(m_choice.compareSaved, kSavedRole);
    m_compare->setCurrentIndex(std::max(0, before));
    takeComparison();
}

void PreviewBar::takeComparison()
{
    m_choice.comparePreset = m_compare->currentData().toString();
    m_choice.compareSaved = m_compare->currentData(kSavedRole).toString();
}

void PreviewBar::setSeed(std::uint64_t seed)
{
    m_seed->setValue(static_cast<int>(seed % std::numeric_limits<int>::max()));
}

void PreviewBar::setSamples(int samples)
{
    m_samples->setValue(samples);
}

void PreviewBar::setZoom(int side)
{
    m_zoom->setValue(side);
}

void PreviewBar::setShownDraws(int draws)
{
    m_note->setVisible(draws < m_choice.draws);
    m_note->setText(tr("Epochs shown: %L1. So many samples of this size leave no room for more.").arg(draws));
}

void PreviewBar::setRolling(bool rolling)
{
    m_lock->setChecked(!rolling);
}

void PreviewBar::setActive(bool active)
{
    m_isActive = active;
    updateTimer();
}

void PreviewBar::updateTimer()
{
    if (m_isActive && !m_lock->isChecked())
        m_timer.start();
    else
        m_timer.stop();
}

void PreviewBar::roll()
{
    setSeed(m_choice.seed + 1);
}

} // namespace tandem
