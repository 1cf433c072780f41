#include "ui/launch/preflight_panel.h"

#include "ui/error_text.h"
#include "ui/runs/run_text.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>

#include <utility>

namespace tandem {

namespace {

QString none()
{
    return QStringLiteral("–");
}

/// Only what changes the estimate: another seed takes as long.
bool isSameWork(Settings a, Settings b)
{
    a.train.seed = b.train.seed = 0;
    return a == b;
}

} // namespace

PreflightPanel::PreflightPanel(const QString &program, QString project, QWidget *parent)
    : QWidget(parent), m_project(std::move(project)), m_dryRun(program)
{
    setAccessibleName(tr("Estimate before the start"));
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::kMedium);
    grid->setVerticalSpacing(space::kHair);
    addFact(grid, 0, tr("Memory"), m_memory);
    addFact(grid, 1, tr("Time"), m_time);
    addFact(grid, 2, tr("Disk"), m_disk);
    addFact(grid, 3, tr("Largest batch"), m_batch);
    m_useBatch = new QPushButton(tr("Use it"), this);
    m_useBatch->setAutoDefault(false);
    m_useBatch->hide();
    grid->addWidget(m_useBatch, 3, 2);
    m_ask = new QPushButton(this);
    m_ask->setAutoDefault(false);
    m_ask->setToolTip(tr("Trains a few steps without keeping anything, and reckons from them what the run will take."));
    grid->addWidget(m_ask, 0, 2);
    m_busy = new QProgressBar(this);
    m_busy->setRange(0, 0);
    m_busy->setTextVisible(false);
    m_busy->setAccessibleName(tr("A few steps are being trained"));
    m_busy->hide();
    grid->addWidget(m_busy, 1, 2);
    m_note = new QLabel(this);
    m_note->setFont(captionFont());
    m_note->setWordWrap(true);
    m_note->hide();
    grid->addWidget(m_note, 4, 0, 1, 3);
    grid->setColumnStretch(1, 1);
    connect(m_ask, &QPushButton::clicked, this, &PreflightPanel::ask);
    connect(m_useBatch, &QPushButton::clicked, this, [this] {
        if (m_report && m_report->largestBatch)
            Q_EMIT batchWanted(*m_report->largestBatch);
    });
    connect(&m_dryRun, &DryRunClient::finished, this, &PreflightPanel::show);
    connect(&m_dryRun, &DryRunClient::failed, this, &PreflightPanel::fail);
    refresh();
}

void PreflightPanel::addFact(QGridLayout *grid, int row, const QString &title, QLabel *&value)
{
    grid->addWidget(new MutedLabel(title, this), row, 0);
    value = new QLabel(none(), this);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    grid->addWidget(value, row, 1);
}

void PreflightPanel::setSettings(const Settings &settings, bool canAsk)
{
    m_settings = settings;
    m_canAsk = canAsk;
    if (m_dryRun.isRunning() && !isSameWork(settings, m_reportOf))
        m_dryRun.cancel(); // nobody wants to know that any more
    refresh();
}

void PreflightPanel::ask()
{
    if (m_dryRun.isRunning()) {
        m_dryRun.cancel();
    } else {
        m_failure.clear();
        m_report.reset();
        m_reportOf = m_settings;
        m_dryRun.start(m_project, m_settings);
    }
    refresh();
}

void PreflightPanel::show(const RunForecast &report)
{
    m_report = report;
    refresh();
}

void PreflightPanel::fail(const Error &why)
{
    m_failure = errorText(why);
    refresh();
}

QString PreflightPanel::memoryText() const
{
    if (!m_report || !m_report->memoryBytes)
        return none();
    if (!m_report->availableMemoryBytes)
        return bytesText(*m_report->memoryBytes);
    const bool fits = *m_report->memoryBytes <= *m_report->availableMemoryBytes;
    return (fits ? tr("%1 of %2 available") : tr("%1, more than the %2 available"))
        .arg(bytesText(*m_report->memoryBytes), bytesText(*m_report->availableMemoryBytes));
}

QString PreflightPanel::timeText() const
{
    if (!m_report)
        return none();
    QStringList parts;
    if (m_report->secondsPerEpoch)
        parts << tr("%1 an epoch").arg(durationText(*m_report->secondsPerEpoch));
    if (m_report->totalSeconds)
        parts << tr("%1 in all").arg(durationText(*m_report->totalSeconds));
    return parts.isEmpty() ? none() : parts.join(QStringLiteral(", "));
}

QString PreflightPanel::note() const
{
    if (!m_failure.isEmpty())
        return m_failure;
    if (m_report && !isSameWork(m_reportOf, m_settings))
        return tr("Of the settings as they stood before: estimate again.");
    return {};
}

void PreflightPanel::refresh()
{
    const bool busy = m_dryRun.isRunning();
    const bool isOld = m_report && !isSameWork(m_reportOf, m_settings);
    m_ask->setText(busy ? tr("Cancel") : m_report ? tr("Estimate again") : tr("Estimate"));
    m_ask->setEnabled(busy || m_canAsk);
    m_busy->setVisible(busy);
    m_memory->setText(memoryText());
    m_time->setText(timeText());
    m_disk->setText(m_report && m_report->diskBytes ? bytesText(*m_report->diskBytes) : none());
    const bool hasBatch = m_report && m_report->largestBatch && *m_report->largestBatch > 0;
    const bool noneFits = m_report && m_report->largestBatch == 0 && m_report->availableMemoryBytes;
    m_batch->setText(hasBatch   ? tr("%L1 images would fit").arg(*m_report->largestBatch)
                     : noneFits ? tr("not even the smallest fits")
                                : none());
    m_useBatch->setVisible(hasBatch && !busy && *m_report->largestBatch != m_settings.train.batchSize);
    m_note->setText(note());
    m_note->setVisible(!note().isEmpty());
    const ThemeColors &colors = colorsFor(palette());
    const auto recolor = [](QLabel *label, const QColor &color) {
        QPalette own = label->palette();
        if (own.color(QPalette::WindowText) == color)
            return;
        own.setColor(QPalette::WindowText, color);
        label->setPalette(own);
    };
    const bool tooMuch = m_report && m_report->memoryBytes && m_report->availableMemoryBytes &&
                         *m_report->memoryBytes > *m_report->availableMemoryBytes;
    recolor(m_memory, isOld ? colors.mutedText : tooMuch ? colors.bad : colors.text);
    for (QLabel *label : {m_time, m_disk, m_batch})
        recolor(label, isOld ? colors.mutedText : colors.text);
    recolor(m_note, m_failure.isEmpty() ? colors.mutedText : colors.bad);
}

void PreflightPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_note != nullptr)
        refresh();
}

} // namespace tandem
