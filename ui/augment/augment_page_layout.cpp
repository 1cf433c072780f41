// The widgets of AugmentPage and who hears whom; what they do stands in augment_page.cpp.

#include "ui/augment/augment_page.h"

#include "ui/augment/insight_panel.h"
#include "ui/augment/invariance_lab.h"
#include "ui/augment/pipeline_editor.h"
#include "ui/augment/preview_bar.h"
#include "ui/augment/preview_grid.h"
#include "ui/augment/view_inspector.h"
#include "ui/theme.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/failure_panel.h"

#include <QAction>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

namespace tandem {

namespace {
constexpr int kStoreDelayMs = 300;
} // namespace

void AugmentPage::build()
{
    auto *views = new QWidget;
    auto *viewsColumn = new QVBoxLayout(views);
    viewsColumn->setContentsMargins(0, space::kSmall, 0, 0);
    viewsColumn->setSpacing(space::kSmall);
    viewsColumn->addWidget(m_bar);
    viewsColumn->addWidget(m_grid, 1);
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("What the middle shows"));
    m_tabs->addTab(views, tr("Views"));
    m_tabs->addTab(m_lab, tr("Invariance"));
    m_side->addWidget(m_inspector);
    m_side->addWidget(m_insight);
    m_side->setChildrenCollapsible(false);
    m_side->setStretchFactor(0, 1);
    m_side->setSizes({m_inspector->minimumSizeHint().height(), m_insight->sizeHint().height()});
    m_side->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // else its minimum would keep the page wide
    m_side->setHandleWidth(space::kSmall);
    m_splitter->addWidget(m_editor);
    m_splitter->addWidget(m_tabs);
    m_splitter->addWidget(m_side);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(space::kMedium);
    m_splitter->setSizes({280, 600, kSideWidth});
    QPushButton *choose = m_empty->addButton(tr("Choose images"), QStringLiteral("data"));
    connect(choose, &QPushButton::clicked, this, [this] { Q_EMIT pageRequested(PageId::Data); });
    QPushButton *other = m_failure->addButton(tr("Choose images"), QStringLiteral("data"));
    connect(other, &QPushButton::clicked, this, [this] { Q_EMIT pageRequested(PageId::Data); });
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_failure);
    m_stack->addWidget(m_splitter);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kLarge, space::kMedium, space::kLarge, space::kMedium);
    column->addWidget(m_stack);
    m_bar->setZoom(m_grid->zoom());
    m_startAction->setEnabled(false);
    m_studyAction->setEnabled(false);
    m_pastAction->setEnabled(false);
}

void AugmentPage::connectAll()
{
    connect(&m_document, &PipelineDocument::changed, this, [this] {
        m_insight->setPipeline(m_document.pipeline());
        requestPreview();
        if (!m_isFresh)
            m_storeTimer.start();
    });
    m_storeTimer.setSingleShot(true);
    m_storeTimer.setInterval(kStoreDelayMs);
    connect(&m_storeTimer, &QTimer::timeout, this, &AugmentPage::storeWorking);
    connect(m_editor, &PipelineEditor::failed, this, &AugmentPage::failed);
    connect(m_editor, &PipelineEditor::noticed, this, &AugmentPage::noticed);
    connect(m_editor, &PipelineEditor::startRequested, this, &AugmentPage::startRun);
    connect(m_editor, &PipelineEditor::studyRequested, this, &AugmentPage::askForStudy);
    connect(m_editor, &PipelineEditor::libraryChanged, this, [this] {
        QStringList names;
        for (const Pipeline &pipeline : m_library->pipelines())
            names.append(QString::fromStdString(pipeline.name));
        m_bar->setPipelines(names);
        requestPreview(); // the compared one may be another, or gone
    });
    connect(m_bar, &PreviewBar::samplesChanged, this, &AugmentPage::chooseSamples);
    connect(m_bar, &PreviewBar::viewsChanged, this, &AugmentPage::requestPreview);
    connect(m_bar, &PreviewBar::zoomChanged, m_grid, &PreviewGrid::setZoom);
    connect(m_grid, &PreviewGrid::zoomChanged, m_bar, &PreviewBar::setZoom);
    connect(m_grid, &PreviewGrid::currentChanged, this, &AugmentPage::inspect);
    connect(m_grid, &PreviewGrid::chosenChanged, this, &AugmentPage::moveAnchor);
    connect(&m_scheduler, &PreviewScheduler::ready, m_grid, &PreviewGrid::setResult);
    connect(m_lab, &InvarianceLab::startRequested, this, &AugmentPage::startRun);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this](int index) {
        if (const int place = m_grid->chosen(); index == static_cast<int>(Tab::Invariance) && place >= 0)
            m_lab->chooseSample(sampleAt(place));
    });
    connect(m_insight, &InsightPanel::costMeasured, this, [this](const PipelineCost &cost) {
        m_editor->setCosts(cost.microsecondsPerOperation);
        m_microsecondsPerView = cost.microsecondsPerView;
        showCost();
    });
    connect(&m_loader, &DatasetLoader::changed, this, &AugmentPage::onLoaded);
    connect(m_startAction, &QAction::triggered, this, &AugmentPage::startRun);
    connect(m_studyAction, &QAction::triggered, this, &AugmentPage::askForStudy);
    connect(m_pastAction, &QAction::triggered, this, &AugmentPage::askForPastPair);
    connect(m_bar, &PreviewBar::pastPairRequested, this, &AugmentPage::askForPastPair);
}

} // namespace tandem
