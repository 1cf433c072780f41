#pragma once

#include "core/config/settings.h"
#include "ui/data/dataset_loader.h"
#include "ui/data/shapes_maker.h"
#include "ui/page.h"

class QAbstractButton;
class QButtonGroup;
class QStackedWidget;

namespace tandem {

class DatasetView;
class EmptyState;
class FailurePanel;
class ProgressPanel;
class SourceRow;

/// Chooses the images of the next run and shows them. The choice goes into the session's draft (data.path,
/// data.test_path) once the images have opened, so the draft never names a folder that was not readable.
class DataPage : public Page {
    Q_OBJECT
public:
    explicit DataPage(QWidget *parent = nullptr);
    ~DataPage() override;

    void setSession(ProjectSession *session) override;
    [[nodiscard]] QList<QAction *> menuActions() const override { return {}; }
    void saveLayout(QSettings &settings) const override;
    void restoreLayout(QSettings &settings) override;

    /// Opens images for training or for testing, as if chosen by the person. Empty test path: hold out.
    void chooseTraining(const QString &path);
    void chooseTest(const QString &path);
    /// Makes Shapes in the project's folder and chooses it.
    void makeShapesSet(const ShapesOptions &options);

    [[nodiscard]] const DatasetLoader &training() const { return m_training; }
    [[nodiscard]] const DatasetLoader &test() const { return m_test; }
    [[nodiscard]] DatasetView &view() { return *m_view; }
    /// The sentence that stands in place of the pictures; empty if none does.
    [[nodiscard]] QString failureText() const;

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    enum class Shown { Training, Test };

    void buildLayout();
    QWidget *buildSources();
    QWidget *buildSwitch();
    void askForShapes();
    void connectLoader(DatasetLoader &loader);
    void connectMaker();
    void onLoaded(const DatasetLoader &loader);
    void onDraftChanged();
    void storeChoice(const DatasetLoader &loader);
    void takeTestBeside();
    void dropForeignTest();
    void storePath(std::string DataSettings::*member, const QString &path);
    void refresh();
    void refreshSources();
    void refreshSwitch();
    void cancelShown();
    [[nodiscard]] DatasetLoader &shownLoader() { return m_shown == Shown::Training ? m_training : m_test; }
    void reportActivity();

    Shown m_shown = Shown::Training;
    DataSettings m_known; // what the draft said last, to tell a change of the paths from other changes
    DatasetLoader m_training;
    DatasetLoader m_test;
    QString m_testBeside; // to be taken once the training images beside it are open
    ShapesMaker m_maker;
    SourceRow *m_trainingRow = nullptr;
    SourceRow *m_testRow = nullptr;
    QWidget *m_switch = nullptr;
    QButtonGroup *m_switchGroup = nullptr;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    ProgressPanel *m_progress;
    FailurePanel *m_failure;
    DatasetView *m_view;
};

} // namespace tandem
