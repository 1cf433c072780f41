#include "ui/augment/past_pair_dialog.h"

#include "ui/augment/view_inspector.h"
#include "ui/error_text.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>
#include <utility>

namespace tandem {

PastPairDialog::PastPairDialog(const ProjectLayout &project, const std::vector<RunSummary> &runs, QWidget *parent)
    : QDialog(parent), m_project(project), m_runs(new QComboBox), m_epoch(new QSpinBox), m_sample(new QSpinBox),
      m_state(new MutedLabel), m_views{new ViewInspector, new ViewInspector}
{
    setWindowTitle(tr("Pair of a past run"));
    build(runs);
    connect(m_runs, &QComboBox::currentIndexChanged, this, &PastPairDialog::openRun);
    connect(m_epoch, &QSpinBox::valueChanged, this, &PastPairDialog::refresh);
    connect(m_sample, &QSpinBox::valueChanged, this, &PastPairDialog::refresh);
    resize(640, 560);
    openRun();
}

void PastPairDialog::build(const std::vector<RunSummary> &runs)
{
    for (const RunSummary &run : runs)
        m_runs->addItem(QString::fromStdString(run.name), QString::fromStdString(run.id.toString()));
    m_runs->setAccessibleName(tr("Run"));
    m_epoch->setAccessibleName(tr("Epoch"));
    m_sample->setAccessibleName(tr("Sample"));
    m_epoch->setRange(1, 1);
    m_sample->setRange(0, 0);
    m_epoch->setKeyboardTracking(false);
    m_sample->setKeyboardTracking(false);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::kSmall);
    const std::pair<QString, QWidget *> fields[] = {
        {tr("&Run"), m_runs}, {tr("&Epoch"), m_epoch}, {tr("&Sample"), m_sample}};
    for (const auto &[text, field] : fields) {
        auto *label = new QLabel(text);
        label->setBuddy(field);
        row->addWidget(label);
        row->addWidget(field, field == m_runs ? 1 : 0);
    }
    for (QSpinBox *field : {m_epoch, m_sample})
        field->setMinimumWidth(fontMetrics().averageCharWidth() * 12);
    m_state->setWordWrap(true);
    m_state->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_state->setMinimumHeight(2 *
                              fontMetrics().lineSpacing()); // a wrapped text that comes later gets no room of its own
    auto *views = new QHBoxLayout;
    views->setSpacing(space::kLarge);
    for (ViewInspector *view : m_views)
        views->addWidget(view, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kLarge, space::kLarge, space::kLarge, space::kLarge);
    column->setSpacing(space::kMedium);
    column->addLayout(row);
    column->addWidget(m_state);
    column->addLayout(views, 1);
    column->addWidget(buttons);
}

void PastPairDialog::choose(const RunId &run, int epoch, int sample)
{
    const int index = m_runs->findData(QString::fromStdString(run.toString()));
    const QSignalBlocker epochBlocker(m_epoch), sampleBlocker(m_sample);
    m_epoch->setMaximum(std::max(m_epoch->maximum(), epoch));
    m_sample->setMaximum(std::max(m_sample->maximum(), sample));
    m_epoch->setValue(epoch);
    m_sample->setValue(sample);
    if (index >= 0 && index != m_runs->currentIndex())
        m_runs->setCurrentIndex(index); // opens it
    else
        refresh();
}

void PastPairDialog::openRun()
{
    m_run.reset();
    clear();
    m_state->setText(tr("Opening the images of the run…"));
    const RunId id = RunId::fromString(m_runs->currentData().toString().toStdString());
    m_runLane.submit(
        this, [project = m_project, id](const std::stop_token &stop) { return openPastRun(project, id, stop); },
        [this](Result<PastRun> run) {
            if (!run) {
                m_state->setText(errorText(run.error()));
                return;
            }
            if (!run->images || run->images->size() == 0)
                return;
            m_run = std::make_shared<const PastRun>(std::move(*run));
            {
                const QSignalBlocker epochBlocker(m_epoch), sampleBlocker(m_sample);
                m_epoch->setMaximum(
                    static_cast<int>(std::clamp<std::int64_t>(m_run->epochs, 1, std::numeric_limits<int>::max())));
                m_sample->setMaximum(static_cast<int>(m_run->images->size()) - 1);
            }
            m_state->setText(
                m_run->isDeviceRendered
                    ? tr("Made again from the run's settings and seed by the processor. The run's device rendered its "
                         "views: no value differs by more than 2 of 255, as long as the images are the same.")
                    : tr("Made again from the run's settings and seed: byte for byte what its trainer got, as long as "
                         "the images are the same."));
            refresh();
        });
}

void PastPairDialog::refresh()
{
    if (!m_run)
        return;
    const auto epoch = static_cast<std::uint32_t>(m_epoch->value());
    const auto sample = static_cast<std::uint32_t>(m_sample->value());
    m_pairLane.submit(
        this, [run = m_run, epoch, sample](const std::stop_token &) { return pastPair(*run, epoch, sample); },
        [this, sample](std::array<PreviewView, 2> pair) {
            m_pair = std::move(pair);
            for (int view = 0; view < 2; ++view)
                m_views[view]->show(m_run->images, sample, m_pair[static_cast<std::size_t>(view)],
                                    tr("View %1").arg(view + 1));
            Q_EMIT shown();
        });
}

void PastPairDialog::clear()
{
    m_pairLane.cancel();
    m_pair = {};
    for (ViewInspector *view : m_views)
        view->clear();
}

} // namespace tandem
