#include "ui/compare/pipelines_view.h"

#include "core/base/random.h"
#include "core/data/image_set.h"
#include "ui/augment/preview_grid.h"
#include "ui/data/dataset_loader.h"
#include "ui/data/dataset_summary.h"
#include "ui/error_text.h"
#include "ui/icons.h"
#include "ui/theme.h"
#include "ui/widgets/failure_panel.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tandem {

namespace {

constexpr int kSamples = 4;
constexpr int kDraws = 3;

} // namespace

PipelinesView::PipelinesView(QWidget *parent)
    : QWidget(parent), m_legend(new QLabel(this)), m_drawn(new MutedLabel(QString(), this)),
      m_grid(new PreviewGrid(this)), m_failure(new FailurePanel(this)),
      m_others(new QPushButton(icon(QStringLiteral("dice")), tr("Other &images"), this))
{
    m_legend->setWordWrap(true);
    m_legend->setTextFormat(Qt::PlainText);
    m_drawn->setWordWrap(true);
    m_grid->setAccessibleName(tr("Views of the pipelines on equal draws"));
    m_grid->setEmptyText(tr("Views are being made…"));
    m_others->setToolTip(tr("Show the pipelines on other images"));
    auto *top = new QHBoxLayout;
    top->addWidget(m_legend, 1);
    top->addWidget(m_others, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, space::kSmall, 0, 0);
    column->setSpacing(space::kSmall);
    column->addLayout(top);
    column->addWidget(m_grid, 1);
    column->addWidget(m_drawn);
    column->addWidget(m_failure, 1);
    m_failure->hide();
    connect(m_others, &QPushButton::clicked, this, [this] {
        ++m_round;
        request();
    });
    connect(&m_previews, &PreviewScheduler::ready, m_grid, &PreviewGrid::setResult);
    connect(m_grid, &PreviewGrid::currentChanged, this,
            [this](int place) { m_drawn->setText(m_grid->describePlace(place)); });
}

void PipelinesView::setComparison(const ComparisonDataPtr &comparison)
{
    m_data = comparison;
    m_pipelines.clear();
    m_runNames.clear();
    if (comparison)
        for (const ComparedRun &run : comparison->runs) {
            if (!run.pipeline)
                continue;
            // The name alone makes no difference to a view.
            const auto known = std::find_if(m_pipelines.begin(), m_pipelines.end(), [&](const Pipeline &p) {
                return p.operations == run.pipeline->operations && p.size == run.pipeline->size;
            });
            const auto place = static_cast<std::size_t>(known - m_pipelines.begin());
            if (known == m_pipelines.end()) {
                m_pipelines.push_back(*run.pipeline);
                m_runNames.emplace_back();
            }
            m_runNames[place] << run.name;
        }
    m_legend->setText(legend());
    m_isDue = true;
    if (isVisible())
        load();
}

QString PipelinesView::legend() const
{
    if (m_pipelines.size() == 1)
        return tr("All these runs see the same views: their pipelines are equal.");
    QStringList lines;
    for (std::size_t i = 0; i < m_pipelines.size(); ++i)
        lines << QStringLiteral("%1:  %2").arg(PreviewGrid::pipelineLetter(static_cast<int>(i)),
                                               m_runNames[i].join(QStringLiteral(", ")));
    return lines.join(QLatin1Char('\n'));
}

QString PipelinesView::problem() const
{
    return m_failure->isHidden() ? QString() : m_failure->sentence();
}

void PipelinesView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isDue)
        load();
}

void PipelinesView::showProblem(const QString &sentence)
{
    m_failure->setSentence(sentence);
    m_failure->setVisible(!sentence.isEmpty());
    m_grid->setVisible(sentence.isEmpty());
    m_drawn->setVisible(sentence.isEmpty());
    m_others->setEnabled(sentence.isEmpty());
}

void PipelinesView::load()
{
    m_isDue = false;
    if (!m_data || m_data->runs.empty() || !m_data->runs.front().settings || m_pipelines.empty())
        return showProblem(tr("The settings of these runs cannot be read by this version."));
    const Settings &settings = *m_data->runs.front().settings;
    m_seed = static_cast<std::uint64_t>(settings.train.seed);
    if (m_images && m_loadedPath == settings.data.path)
        return request();
    m_images.reset();
    m_lane.submit(
        this,
        [data = settings.data, seed = m_seed](const std::stop_token &stop) -> Result<ImageSetPtr> {
            auto images = openImages(data.path, {}, stop);
            if (!images || !*images)
                return images;
            return splitForTraining(*images, data, seed).train;
        },
        [this, path = settings.data.path](const Result<ImageSetPtr> &images) {
            if (!images)
                return showProblem(errorText(images.error()));
            if (!*images || (*images)->size() == 0)
                return;
            m_images = *images;
            m_loadedPath = path;
            m_grid->setDataset(std::make_shared<const OpenDataset>(OpenDataset{m_images, {}}));
            request();
        });
}

void PipelinesView::request()
{
    if (!m_images)
        return;
    showProblem({});
    PreviewRequest wanted;
    wanted.images = m_images;
    CounterRng rng(m_seed, RandomStream::Test, m_round, 0);
    for (int i = 0; i < kSamples; ++i)
        wanted.samples.push_back(static_cast<std::uint32_t>(rng.below(m_images->size())));
    wanted.pipelines = m_pipelines;
    wanted.seed = m_seed;
    wanted.draws = kDraws;
    m_previews.request(wanted);
}

} // namespace tandem
