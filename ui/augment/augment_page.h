#pragma once

#include "core/sweep/sweep_spec.h"
#include "ui/augment/pipeline_document.h"
#include "ui/augment/pipeline_library.h"
#include "ui/augment/preview_scheduler.h"
#include "ui/augment/trained_encoder.h"
#include "ui/data/dataset_loader.h"
#include "ui/page.h"

#include <QTimer>

#include <memory>
#include <optional>

class QSplitter;
class QStackedWidget;
class QTabWidget;

namespace tandem {

class EmptyState;
class FailurePanel;
class InsightPanel;
class InvarianceLab;
class PipelineEditor;
class PreviewBar;
class PreviewGrid;
class ViewInspector;

/// Designs the augmentations on the images of the draft: the pipeline at the left, in the middle the views it makes or
/// what a trained encoder makes of changed images, at the right one view large and what the pipeline will do. Where
/// there is no room at the right, these are tabs of the middle.
class AugmentPage : public Page {
    Q_OBJECT
public:
    explicit AugmentPage(QWidget *parent = nullptr);
    ~AugmentPage() override;

    void setSession(ProjectSession *session) override;
    [[nodiscard]] QList<QAction *> menuActions() const override;
    void saveLayout(QSettings &settings) const override;
    void restoreLayout(QSettings &settings) override;

    [[nodiscard]] PipelineDocument &document() { return m_document; }
    [[nodiscard]] PipelineEditor &editor() { return *m_editor; }
    [[nodiscard]] PreviewBar &bar() { return *m_bar; }
    [[nodiscard]] PreviewGrid &grid() { return *m_grid; }
    [[nodiscard]] ViewInspector &inspector() { return *m_inspector; }
    [[nodiscard]] InsightPanel &insight() { return *m_insight; }
    [[nodiscard]] InvarianceLab &lab() { return *m_lab; }
    [[nodiscard]] TrainedEncoder &encoder() { return m_encoder; }
    /// What the middle shows.
    enum class Tab { Views, Invariance };
    void setTab(Tab tab);
    /// The images as the trainer would number them; null: none open.
    [[nodiscard]] const OpenDatasetPtr &images() const { return m_images; }

Q_SIGNALS:
    /// The form of a new sweep is wanted, beginning with this one.
    void sweepRequested(const tandem::SweepSpec &spec);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    static constexpr int kSideWidth = 280; // at first, and when the page becomes wide again
    void build();
    void connectAll();
    void putSideBeside();
    void putSideIntoTabs();
    void onDraftChanged();
    void onLoaded();
    void takeImages();
    void setImages(const OpenDatasetPtr &images);
    void beginDocument();
    void chooseSamples();
    void requestPreview();
    void inspect(int place);
    void moveAnchor(int place);
    [[nodiscard]] std::uint32_t sampleAt(int place) const;
    [[nodiscard]] std::string chosenImage() const;
    void showCost();
    void storeWorking();
    void startRun();
    void askForStudy();
    void askForPastPair();
    [[nodiscard]] std::optional<Pipeline> comparedPipeline() const;

    TrainedEncoder m_encoder;
    PipelineDocument m_document;
    std::unique_ptr<PipelineLibrary> m_library;
    DataSettings m_known; // what the draft said last
    std::uint64_t m_knownSeed = 0;
    bool m_isFresh = true; // the document still waits for its pipeline
    OpenDatasetPtr m_images;
    std::vector<std::uint32_t> m_samples;
    double m_microsecondsPerView = 0; // measured last; 0: not yet
    QAction *m_startAction;
    QAction *m_studyAction;
    QAction *m_pastAction;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    FailurePanel *m_failure;
    QSplitter *m_splitter;
    QSplitter *m_side;
    QByteArray m_sideState; // while its parts are tabs
    QTabWidget *m_tabs;
    PipelineEditor *m_editor;
    PreviewBar *m_bar;
    PreviewGrid *m_grid;
    ViewInspector *m_inspector;
    InsightPanel *m_insight;
    InvarianceLab *m_lab;
    QTimer m_storeTimer;
    DatasetLoader m_loader;
    PreviewScheduler m_scheduler;
    BackgroundLane m_splitLane;
    BackgroundLane m_filterLane;
    BackgroundLane m_runsLane;
};

} // namespace tandem
