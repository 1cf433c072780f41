#include "ui/data/data_page.h"

#include "ui/data/dataset_view.h"
#include "ui/data/shapes_dialog.h"
#include "ui/data/source_row.h"
#include "ui/error_text.h"
#include "ui/project_session.h"
#include "ui/theme.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/failure_panel.h"
#include "ui/widgets/progress_panel.h"

#include <QButtonGroup>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace tandem {

DataPage::DataPage(QWidget *parent)
    : Page(PageId::Data, tr("Data"), QStringLiteral("data"), parent), m_stack(new QStackedWidget),
      m_empty(new EmptyState(
          QStringLiteral("image"), tr("Choose the images to learn from"),
          tr("A dataset is a folder of images. With one sub-folder per class, the labels serve to measure what the "
             "encoder learns; training itself never looks at them. The binary files of CIFAR-10, CIFAR-100 and STL-10 "
             "open as well. You can also drop a folder here."))),
      m_progress(new ProgressPanel), m_failure(new FailurePanel), m_view(new DatasetView)
{
    setAcceptDrops(true);
    buildLayout();
    connectLoader(m_training);
    connectLoader(m_test);
    connectMaker();
    refresh();
}

DataPage::~DataPage() = default;

void DataPage::buildLayout()
{
    QPushButton *choose = m_empty->addButton(tr("Choose images…"), QStringLiteral("folder-open"));
    QPushButton *shapes = m_empty->addButton(tr("Make the sample set Shapes…"), QStringLiteral("shapes"));
    QPushButton *again = m_failure->addButton(tr("Try again"), QStringLiteral("refresh"));
    QPushButton *other = m_failure->addButton(tr("Choose other images…"), QStringLiteral("folder-open"));
    for (QWidget *widget : {static_cast<QWidget *>(m_empty), static_cast<QWidget *>(m_progress),
                            static_cast<QWidget *>(m_failure), static_cast<QWidget *>(m_view)})
        m_stack->addWidget(widget);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kLarge, space::kLarge, space::kLarge, space::kMedium);
    column->setSpacing(space::kMedium);
    column->addWidget(buildSources());
    column->addWidget(buildSwitch());
    column->addWidget(m_stack, 1);

    connect(choose, &QPushButton::clicked, m_trainingRow, &SourceRow::chooseFolder);
    connect(shapes, &QPushButton::clicked, this, &DataPage::askForShapes);
    connect(again, &QPushButton::clicked, this, [this] { shownLoader().open(shownLoader().path()); });
    connect(other, &QPushButton::clicked, this,
            [this] { (m_shown == Shown::Training ? m_trainingRow : m_testRow)->chooseFolder(); });
    connect(m_progress, &ProgressPanel::cancelled, this, &DataPage::cancelShown);
}

QWidget *DataPage::buildSources()
{
    m_trainingRow = new SourceRow(tr("Training images"), QStringLiteral("training"), {});
    m_testRow = new SourceRow(tr("Test images"), QStringLiteral("test"), tr("Hold out a part of the training images"));
    connect(m_trainingRow, &SourceRow::chosen, this, &DataPage::chooseTraining);
    connect(m_testRow, &SourceRow::chosen, this, &DataPage::chooseTest);
    auto *sources = new QWidget;
    auto *row = new QHBoxLayout(sources);
    row->setContentsMargins({});
    row->setSpacing(space::kMedium);
    row->addWidget(m_trainingRow, 1);
    row->addWidget(m_testRow, 1);
    return sources;
}

QWidget *DataPage::buildSwitch()
{
    m_switch = new QWidget;
    m_switchGroup = new QButtonGroup(this);
    auto *row = new QHBoxLayout(m_switch);
    row->setContentsMargins({});
    row->setSpacing(space::kTight);
    for (int i = 0; i < 2; ++i) {
        auto *button = new QPushButton;
        button->setCheckable(true);
        m_switchGroup->addButton(button, i);
        row->addWidget(button);
    }
    row->addStretch();
    m_switchGroup->button(0)->setChecked(true);
    connect(m_switchGroup, &QButtonGroup::idClicked, this, [this](int id) {
        m_shown = static_cast<Shown>(id);
        refresh();
    });
    return m_switch;
}

void DataPage::connectLoader(DatasetLoader &loader)
{
    connect(&loader, &DatasetLoader::changed, this, [this, &loader] { onLoaded(loader); });
    connect(&loader, &DatasetLoader::progressed, this, [this, &loader](int done, int total) {
        const QLocale locale;
        if (&loader == &shownLoader() && !m_maker.isRunning())
            m_progress->setProgress(done, total,
                                    tr("%1 of %2 images").arg(locale.toString(done), locale.toString(total)));
    });
}

void DataPage::connectMaker()
{
    connect(&m_maker, &ShapesMaker::progressed, this, [this](int done, int total) {
        const QLocale locale;
        m_progress->setProgress(done, total, tr("%1 of %2 images").arg(locale.toString(done), locale.toString(total)));
    });
    connect(&m_maker, &ShapesMaker::finished, this, [this](const QString &train, const QString &test) {
        m_training.open(train);
        m_test.open(test);
    });
    connect(&m_maker, &ShapesMaker::failed, this, [this](const QString &sentence) {
        refresh();
        Q_EMIT failed(sentence);
    });
    connect(&m_maker, &ShapesMaker::cancelled, this, &DataPage::refresh);
}

void DataPage::setSession(ProjectSession *newSession)
{
    if (session())
        disconnect(session(), nullptr, this, nullptr);
    Page::setSession(nullptr); // what the loaders now say must not reach the old project's draft
    m_maker.cancel();
    m_training.open({});
    m_test.open({});
    m_view->setDataset(nullptr);
    m_view->setSelection(nullptr);
    m_shown = Shown::Training;
    m_known = {};
    Page::setSession(newSession);
    if (newSession) {
        m_view->setSelection(&newSession->samples());
        connect(newSession, &ProjectSession::draftChanged, this, &DataPage::onDraftChanged);
        onDraftChanged();
    }
    refresh();
}

void DataPage::onDraftChanged()
{
    const DataSettings before = std::exchange(m_known, session()->draft().data);
    const auto follow = [](DatasetLoader &loader, const std::string &old, const std::string &now) {
        if (const QString path = QString::fromStdString(now); now != old && path != loader.path())
            loader.open(path);
    };
    follow(m_training, before.path, m_known.path);
    follow(m_test, before.testPath, m_known.testPath);
    refresh();
}

void DataPage::chooseTraining(const QString &path)
{
    m_shown = Shown::Training;
    // Sets often come as two folders side by side.
    const QFileInfo training(path);
    const QFileInfo test(training.dir(), QStringLiteral("test"));
    const bool isPair = training.fileName() == QLatin1String("train") && test.isDir();
    m_testBeside = isPair && m_test.path() != test.filePath() ? test.filePath() : QString();
    m_training.open(path);
}

void DataPage::takeTestBeside()
{
    if (m_testBeside.isEmpty())
        return;
    m_test.open(std::exchange(m_testBeside, {}));
    Q_EMIT noticed(tr("The folder “test” beside the training images was taken as test images."));
}

/// Test images of other classes, left from training images before, would measure nothing.
void DataPage::dropForeignTest()
{
    using State = DatasetLoader::State;
    if (m_training.state() != State::Ready || m_test.state() != State::Ready)
        return;
    const auto &known = m_training.dataset()->images->classNames();
    const auto &own = m_test.dataset()->images->classNames();
    const bool isForeign =
        !known.empty() && !own.empty() && std::none_of(own.begin(), own.end(), [&](const auto &name) {
            return std::find(known.begin(), known.end(), name) != known.end();
        });
    if (!isForeign)
        return;
    chooseTest({});
    Q_EMIT noticed(tr("The test images were put aside: none of their classes is one of the training images."));
}

void DataPage::chooseTest(const QString &path)
{
    m_shown = path.isEmpty() ? Shown::Training : Shown::Test;
    m_test.open(path);
    if (path.isEmpty())
        storePath(&DataSettings::testPath, path);
}

void DataPage::makeShapesSet(const ShapesOptions &options)
{
    if (!session())
        return;
    const QString base = QString::fromStdString((session()->layout().root() / "datasets" / "shapes").string());
    m_maker.start(ShapesMaker::freshFolder(base), options);
    m_shown = Shown::Training;
    refresh();
    m_progress->start(tr("Making the sample set Shapes"));
}

void DataPage::askForShapes()
{
    ShapesDialog dialog(this);
    if (dialog.exec() == QDialog::Accepted)
        makeShapesSet(dialog.options());
}

void DataPage::onLoaded(const DatasetLoader &loader)
{
    if (loader.state() == DatasetLoader::State::Loading && &loader == &shownLoader())
        m_progress->start(tr("Opening the images"));
    if (loader.state() == DatasetLoader::State::Ready) {
        (&loader == &m_training ? m_trainingRow : m_testRow)->remember(loader.path());
        storeChoice(loader);
        if (&loader == &m_training)
            takeTestBeside();
        dropForeignTest();
    }
    refresh();
    reportActivity();
}

void DataPage::storeChoice(const DatasetLoader &loader)
{
    storePath(&loader == &m_training ? &DataSettings::path : &DataSettings::testPath, loader.path());
}

void DataPage::storePath(std::string DataSettings::*member, const QString &path)
{
    if (!session())
        return;
    Settings draft = session()->draft();
    draft.data.*member = path.toStdString();
    session()->setDraft(draft);
}

void DataPage::cancelShown()
{
    if (m_maker.isRunning()) {
        m_maker.cancel();
        return;
    }
    DatasetLoader &loader = shownLoader();
    const QString given = loader.path();
    const QString before = QString::fromStdString(&loader == &m_training ? m_known.path : m_known.testPath);
    loader.cancel();
    if (before != given) // back to what the project has
        loader.open(before);
}

void DataPage::refresh()
{
    refreshSources();
    refreshSwitch();
    if (m_maker.isRunning()) {
        m_stack->setCurrentWidget(m_progress);
        return;
    }
    const DatasetLoader &loader = shownLoader();
    switch (loader.state()) {
    case DatasetLoader::State::Empty:
        m_view->setDataset(nullptr); // lets the file go
        m_stack->setCurrentWidget(m_empty);
        break;
    case DatasetLoader::State::Loading:
        m_stack->setCurrentWidget(m_progress);
        break;
    case DatasetLoader::State::Failed:
        m_failure->setSentence(errorText(loader.error()));
        m_stack->setCurrentWidget(m_failure);
        break;
    case DatasetLoader::State::Ready:
        m_view->setDataset(loader.dataset());
        m_stack->setCurrentWidget(m_view);
        break;
    }
}

void DataPage::refreshSources()
{
    m_trainingRow->setPath(m_training.path(), tr("None chosen yet"));
    const double share = session() ? session()->draft().data.holdOut : 0;
    m_testRow->setPath(m_test.path(),
                       tr("%1 % of the training images, held out").arg(QLocale().toString(share * 100, 'g', 3)));
    m_trainingRow->parentWidget()->setVisible(m_training.state() != DatasetLoader::State::Empty ||
                                              m_test.state() != DatasetLoader::State::Empty);
}

void DataPage::refreshSwitch()
{
    const auto label = [](const QString &title, const DatasetLoader &loader) {
        return loader.dataset()
                   //: name of a dataset and how many images it has
                   ? tr("%1  %2").arg(title, QLocale().toString(loader.dataset()->images->size()))
                   : title;
    };
    m_switchGroup->button(0)->setText(label(tr("Training"), m_training));
    m_switchGroup->button(1)->setText(label(tr("Test"), m_test));
    if (m_test.state() == DatasetLoader::State::Empty)
        m_shown = Shown::Training;
    m_switchGroup->button(static_cast<int>(m_shown))->setChecked(true);
    m_switch->setVisible(m_test.state() != DatasetLoader::State::Empty && !m_maker.isRunning());
}

void DataPage::reportActivity()
{
    const bool isBusy = m_training.state() == DatasetLoader::State::Loading ||
                        m_test.state() == DatasetLoader::State::Loading || m_maker.isRunning();
    Q_EMIT activityChanged(isBusy ? tr("Opening images…") : QString());
}

QString DataPage::failureText() const
{
    return m_stack->currentWidget() == m_failure ? m_failure->sentence() : QString();
}

void DataPage::saveLayout(QSettings &settings) const
{
    m_view->saveLayout(settings);
}

void DataPage::restoreLayout(QSettings &settings)
{
    m_view->restoreLayout(settings);
}

void DataPage::dragEnterEvent(QDragEnterEvent *event)
{
    if (session() && !draggedPath(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void DataPage::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    chooseTraining(draggedPath(*event->mimeData()));
}

} // namespace tandem
