#include "ui/augment/past_pair_dialog.h"

#include "ui/augment/augment_text.h"
#include "ui/augment/view_inspector.h"
#include "ui/error_text.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>
#include <utility>

namespace tandem {

namespace {

std::optional<std::uint32_t> findImage(const ImageSet &images, const std::string &name, const std::stop_token &stop)
{
    for (std::uint32_t i = 0; i < images.size() && !stop.stop_requested(); ++i)
        if (images.name(i) == name)
            return i;
    return std::nullopt;
}

QString describeImage(const ImageSet &images, std::uint32_t sample)
{
    const QString image = imageTitle(images, sample);
    const std::int32_t label = images.label(sample);
    if (label == kNoLabel)
        return image;
    //: number and file of an image, its class
    return PastPairDialog::tr("%1, class %2")
        .arg(image, QString::fromStdString(images.classNames()[static_cast<std::size_t>(label)]));
}

/// Where there is no pair to show.
QString whyNoPair(const PastRun &run)
{
    if (run.images->size() == 0)
        return PastPairDialog::tr("The run's settings leave no image to train on.");
    if (run.epochs == 0)
        return PastPairDialog::tr("The run has finished no epoch yet: there is no pair to show.");
    return {};
}

/// What is known of the pairs of a run.
QString describePairs(const PastRun &run)
{
    const QLocale locale;
    if (run.difference == ImagesDifference::Number)
        return PastPairDialog::tr(
                   "These are not the views that its trainer got: the run began with %1 training images, "
                   "and there are %2 now.")
            .arg(locale.toString(static_cast<qlonglong>(run.plannedImages)), locale.toString(run.images->size()));
    if (run.difference != ImagesDifference::None)
        return PastPairDialog::tr("These are not the views that its trainer got: the images at %1 are not those that "
                                  "the run began with.")
            .arg(QString::fromStdString(run.images->source().string()));
    QString sentence =
        run.isDeviceRendered
            ? PastPairDialog::tr("Made again from the run's settings and seed by the processor. The run's device "
                                 "rendered its views: no value differs by more than 2 of 255.")
            : PastPairDialog::tr("Made again from the run's settings and seed: byte for byte what its trainer got.");
    if (!run.isContentKnown)
        sentence += QLatin1Char(' ') + PastPairDialog::tr("This holds if the images are still the same: the run did "
                                                          "not store what they were.");
    return sentence;
}

} // namespace

PastPairDialog::PastPairDialog(const ProjectLayout &project, const std::vector<RunSummary> &runs, std::string image,
                               QWidget *parent)
    : QDialog(parent), m_project(project), m_wanted(std::move(image)), m_runs(new QComboBox), m_epoch(new QSpinBox),
      m_sample(new QSpinBox), m_state(new MutedLabel),
      m_image(new ElidedLabel), m_views{new ViewInspector, new ViewInspector}
{
    setWindowTitle(tr("Pair of a past run"));
    build(runs);
    connect(m_runs, &QComboBox::currentIndexChanged, this, [this] {
        if (m_run) // the same image, which may have another number there
            m_wanted = m_run->images->name(static_cast<std::uint32_t>(m_sample->value()));
        openRun();
    });
    connect(m_epoch, &QSpinBox::valueChanged, this, &PastPairDialog::refresh);
    connect(m_sample, &QSpinBox::valueChanged, this, [this] {
        m_wanted.clear();
        refresh();
    });
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
    for (int view = 0; view < 2; ++view) {
        m_views[view]->setName(tr("View %1").arg(view + 1));
        views->addWidget(m_views[view], 1);
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kLarge, space::kLarge, space::kLarge, space::kLarge);
    column->setSpacing(space::kMedium);
    column->addLayout(row);
    column->addWidget(m_state);
    column->addWidget(m_image);
    column->addLayout(views, 1);
    column->addWidget(buttons);
}

void PastPairDialog::choose(const RunId &run, int epoch, int sample)
{
    const int index = m_runs->findData(QString::fromStdString(run.toString()));
    const QSignalBlocker runBlocker(m_runs), epochBlocker(m_epoch), sampleBlocker(m_sample);
    m_wanted.clear();
    m_epoch->setMaximum(std::max(m_epoch->maximum(), epoch));
    m_sample->setMaximum(std::max(m_sample->maximum(), sample));
    m_epoch->setValue(epoch);
    m_sample->setValue(sample);
    if (index < 0 || index == m_runs->currentIndex())
        return refresh();
    m_runs->setCurrentIndex(index);
    openRun();
}

void PastPairDialog::openRun()
{
    m_run.reset();
    clear();
    setFieldsEnabled(true); // what is entered meanwhile counts
    m_state->setText(tr("Opening the images of the run…"));
    struct Opened {
        Result<PastRun> run;
        std::optional<std::uint32_t> sample; // the wanted one
    };
    const RunId id = RunId::fromString(m_runs->currentData().toString().toStdString());
    m_runLane.submit(
        this,
        [project = m_project, id, wanted = m_wanted](const std::stop_token &stop) {
            Opened opened{openPastRun(project, id, stop), {}};
            if (opened.run && opened.run->images && !wanted.empty())
                opened.sample = findImage(*opened.run->images, wanted, stop);
            return opened;
        },
        [this](Opened opened) {
            if (!opened.run)
                m_state->setText(errorText(opened.run.error()));
            else if (opened.run->images)
                takeRun(std::move(*opened.run), opened.sample);
        });
}

void PastPairDialog::takeRun(PastRun run, std::optional<std::uint32_t> sample)
{
    if (const QString why = whyNoPair(run); !why.isEmpty()) {
        setFieldsEnabled(false);
        m_state->setText(why);
        return;
    }
    m_run = std::make_shared<const PastRun>(std::move(run));
    const QSignalBlocker epochBlocker(m_epoch), sampleBlocker(m_sample);
    m_epoch->setMaximum(static_cast<int>(std::min<std::int64_t>(m_run->epochs, std::numeric_limits<int>::max())));
    m_sample->setMaximum(static_cast<int>(m_run->images->size()) - 1);
    QString state = describePairs(*m_run);
    if (!m_wanted.empty()) { // else a number was chosen meanwhile
        if (sample)
            m_sample->setValue(static_cast<int>(*sample));
        else
            state.prepend(
                tr("The run was not trained on %1: this is another image.").arg(QString::fromStdString(m_wanted)) +
                QLatin1Char(' '));
    }
    m_state->setText(state);
    refresh();
}

void PastPairDialog::setFieldsEnabled(bool enabled)
{
    m_epoch->setEnabled(enabled);
    m_sample->setEnabled(enabled);
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
            m_image->setText(describeImage(*m_run->images, sample));
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
    m_image->setText({});
    for (ViewInspector *view : m_views)
        view->clear();
}

QString PastPairDialog::state() const
{
    return m_state->text();
}

const QString &PastPairDialog::imageText() const
{
    return m_image->text();
}

} // namespace tandem
