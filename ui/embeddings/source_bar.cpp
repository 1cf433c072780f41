#include "ui/embeddings/source_bar.h"

#include "core/store/run_reader.h"
#include "ui/icons.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>
#include <filesystem>
#include <utility>

namespace tandem {

namespace {

constexpr auto kFromFile = "file"; // data of the entry that opens one

bool hasEmbeddings(const ProjectLayout &project, const RunId &id)
{
    std::error_code ignored;
    const std::filesystem::directory_iterator entries(project.embeddings(id), ignored);
    return std::any_of(begin(entries), end(entries),
                       [](const auto &entry) { return entry.path().extension() == ".emb"; });
}

} // namespace

std::vector<EmbeddedRun> embeddedRuns(const ProjectLayout &project, const std::stop_token &stop)
{
    std::vector<EmbeddedRun> runs;
    const auto ids = listRunIds(project);
    if (!ids)
        return runs;
    for (const RunId &id : *ids) {
        if (stop.stop_requested())
            break;
        if (!hasEmbeddings(project, id))
            continue;
        auto reader = RunReader::open(project, id);
        const auto summary = reader ? (*reader)->summary() : Result<RunSummary>(reader.error());
        runs.push_back({id, QString::fromStdString(summary ? summary->name : id.toString())});
    }
    return runs;
}

SourceBar::SourceBar(QWidget *parent)
    : QWidget(parent), m_box(new QComboBox), m_labels(new QToolButton), m_images(new QToolButton)
{
    auto *label = new MutedLabel(tr("Embeddings of"));
    label->setBuddy(m_box);
    m_box->setAccessibleName(tr("Embeddings of"));
    m_box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_box->setMinimumContentsLength(18);
    m_labels->setText(tr("Labels…"));
    m_labels->setToolTip(tr("Take the classes of the rows from a file"));
    m_images->setText(tr("Images…"));
    m_images->setToolTip(tr("Take the images of the rows from a dataset, in its order"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(space::kSmall);
    row->addWidget(label);
    row->addWidget(m_box, 1);
    row->addWidget(m_labels);
    row->addWidget(m_images);
    connect(m_box, &QComboBox::activated, this, [this] {
        const QString picked = m_box->currentData().toString();
        if (picked == QLatin1String(kFromFile)) {
            fill(); // as before, until a file is chosen
            askForFeatures();
        } else if (const RunId id = RunId::fromString(picked.toStdString()); id.isValid()) {
            choose({id, {}, {}, {}});
        }
    });
    connect(m_labels, &QToolButton::clicked, this, &SourceBar::askForLabels);
    connect(m_images, &QToolButton::clicked, this, &SourceBar::askForImages);
    fill();
}

void SourceBar::setProject(const std::optional<ProjectLayout> &project)
{
    m_lane.cancel();
    m_project = project;
    m_runs.clear();
    m_place = {};
    fill();
    refresh();
}

void SourceBar::refresh()
{
    if (!m_project || m_lane.isBusy())
        return;
    m_lane.submit(
        this, [project = *m_project](const std::stop_token &stop) { return embeddedRuns(project, stop); },
        [this](std::vector<EmbeddedRun> runs) {
            if (runs != m_runs) {
                m_runs = std::move(runs);
                fill();
            }
            Q_EMIT runsChanged();
        });
}

void SourceBar::setPlace(const EmbeddingPlace &place, const QString &name)
{
    m_place = place;
    m_placeName = name;
    fill();
}

void SourceBar::choose(const EmbeddingPlace &place)
{
    setPlace(place);
    Q_EMIT chosen(place);
}

void SourceBar::fill()
{
    const QSignalBlocker blocker(m_box);
    m_box->clear();
    bool isListed = !m_place.run.isValid();
    for (const EmbeddedRun &run : m_runs) {
        m_box->addItem(icon(QStringLiteral("runs")), run.name, QString::fromStdString(run.id.toString()));
        isListed = isListed || run.id == m_place.run;
    }
    if (!isListed)
        m_box->addItem(icon(QStringLiteral("runs")), m_placeName.isEmpty() ? tr("Chosen run") : m_placeName,
                       QString::fromStdString(m_place.run.toString()));
    if (!m_place.features.isEmpty())
        m_box->addItem(icon(QStringLiteral("table")), QFileInfo(m_place.features).fileName(), m_place.features);
    if (m_box->count() > 0)
        m_box->insertSeparator(m_box->count());
    m_box->addItem(icon(QStringLiteral("folder-open")), tr("A file of features…"), QString::fromLatin1(kFromFile));
    const QString current = m_place.run.isValid() ? QString::fromStdString(m_place.run.toString()) : m_place.features;
    m_box->setCurrentIndex(current.isEmpty() ? -1 : m_box->findData(current));
    m_box->setPlaceholderText(tr("Choose a run or a file"));
    m_box->setToolTip(m_box->currentText());
    m_labels->setVisible(!m_place.features.isEmpty());
    m_images->setVisible(!m_place.features.isEmpty());
}

void SourceBar::askForFeatures()
{
    const QString file =
        QFileDialog::getOpenFileName(this, tr("Features"), {}, tr("Arrays and tables (*.npy *.csv *.tsv *.txt)"));
    if (!file.isEmpty())
        choose({{}, file, {}, {}});
}

void SourceBar::askForLabels()
{
    const QString file =
        QFileDialog::getOpenFileName(this, tr("Labels"), {}, tr("Arrays and tables (*.npy *.csv *.tsv *.txt)"));
    if (file.isEmpty())
        return;
    EmbeddingPlace place = m_place;
    place.labels = file;
    choose(place);
}

void SourceBar::askForImages()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Images of the rows"));
    if (folder.isEmpty())
        return;
    EmbeddingPlace place = m_place;
    place.images = folder;
    choose(place);
}

} // namespace tandem
