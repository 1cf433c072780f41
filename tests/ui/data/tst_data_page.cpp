#include "tests/ui/ui_testing.h"
#include "ui/data/class_list.h"
#include "ui/data/data_page.h"
#include "ui/data/dataset_view.h"
#include "ui/data/image_grid.h"
#include "ui/data/image_inspector.h"
#include "ui/project_session.h"
#include "ui/widgets/progress_panel.h"

#include <QApplication>
#include <QCheckBox>
#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>

using namespace tandem;
using State = DatasetLoader::State;

class DataPageTest : public QObject {
    Q_OBJECT
public:
    explicit DataPageTest(const testing::Sandbox &box) : m_box(box) {}

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void emptyStateTeaches();
    void opensAFolder();
    void classesAndSearchFilter();
    void missingFolderShowsItsSentence();
    void failedChoiceLeavesTheDraft();
    void choiceIsKeptInTheProject();
    void testSetBesideIsTaken();
    void testSetBesideWaitsForTheTrainingImages();
    void testImagesOfOtherClassesArePutAside();
    void holdingOutClearsTheTestSet();
    void draftFromElsewhereIsFollowed();
    void skippedFilesAreListed();
    void shapesAreMadeAndChosen();
    void cancelledShapesLeaveNothing();
    void everythingIsNamed();
    void leavingTheProjectEmptiesThePage();
    void selectionIsThatOfTheProject();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_box.path(name); }
    [[nodiscard]] std::unique_ptr<ProjectSession> openSession() const;

    const testing::Sandbox &m_box;
    QString m_pets;
    int m_projects = 0;
    QString m_project;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<DataPage> m_page;
};

void DataPageTest::initTestCase()
{
    m_pets = path(QStringLiteral("pets"));
    testing::writeImages(m_pets, QStringLiteral("cat"), 7);
    testing::writeImages(m_pets, QStringLiteral("dog"), 3);
    testing::writeImages(path(QStringLiteral("pair")), QStringLiteral("train/a"), 4);
    testing::writeImages(path(QStringLiteral("pair")), QStringLiteral("test/a"), 2);
}

void DataPageTest::init()
{
    m_project = path(QStringLiteral("project%1.tandem").arg(++m_projects));
    QVERIFY(createProject(m_project.toStdString()));
    m_session = openSession();
    QVERIFY(m_session);
    m_page = std::make_unique<DataPage>();
    m_page->setSession(m_session.get());
    m_page->resize(1000, 640);
    m_page->show();
}

void DataPageTest::cleanup()
{
    m_page->setSession(nullptr);
    m_page.reset();
    m_session.reset();
}

std::unique_ptr<ProjectSession> DataPageTest::openSession() const
{
    auto session = ProjectSession::open(m_project, QStringLiteral("tandem-cli"));
    return session ? std::move(*session) : nullptr;
}

void DataPageTest::emptyStateTeaches()
{
    QStringList buttons;
    for (const QPushButton *button : m_page->findChildren<QPushButton *>())
        if (button->isVisible())
            buttons.append(button->text());
    QCOMPARE(buttons, (QStringList{QStringLiteral("Choose images…"), QStringLiteral("Make the sample set Shapes…")}));
    QVERIFY(!m_page->view().isVisible());
}

void DataPageTest::opensAFolder()
{
    QSignalSpy activity(m_page.get(), &Page::activityChanged);
    m_page->chooseTraining(m_pets);
    QVERIFY(m_page->findChild<ProgressPanel *>()->isVisible());
    QTRY_VERIFY(m_page->view().isVisible());
    QTRY_COMPARE(m_page->view().grid().shown().size(), std::size_t(10));
    auto *classes = m_page->findChild<ClassList *>();
    QCOMPARE(classes->count(), 3); // all, cat, dog
    QCOMPARE(classes->item(1)->text(), QStringLiteral("cat"));
    QCOMPARE(classes->item(1)->data(Qt::AccessibleDescriptionRole).toString(), QStringLiteral("7 image(s)"));
    QCOMPARE(m_session->draft().data.path, m_pets.toStdString());
    QCOMPARE(m_page->findChild<ImageInspector *>()->name(), QStringLiteral("cat/00000.png"));
    QVERIFY(!activity.first().first().toString().isEmpty());
    QCOMPARE(activity.last().first().toString(), QString());
}

void DataPageTest::classesAndSearchFilter()
{
    m_page->chooseTraining(m_pets);
    QTRY_COMPARE(m_page->view().grid().shown().size(), std::size_t(10));
    auto *classes = m_page->findChild<ClassList *>();
    classes->setCurrentRow(2);
    QTRY_COMPARE(m_page->view().grid().shown().size(), std::size_t(3));
    QCOMPARE(classes->selectedLabels(), (std::set<std::int32_t>{1}));
    classes->item(1)->setSelected(true); // and the cats
    QTRY_COMPARE(m_page->view().grid().shown().size(), std::size_t(10));
    classes->setCurrentRow(0);
    auto *search = m_page->findChild<QLineEdit *>();
    QTest::keyClicks(search, QStringLiteral("dog/00002"));
    QTRY_COMPARE(m_page->view().grid().shown().size(), std::size_t(1));
    QTRY_COMPARE(m_page->findChild<ImageInspector *>()->name(), QStringLiteral("dog/00002.png"));
    search->setText(QStringLiteral("no such file"));
    QTRY_VERIFY(m_page->view().grid().shown().empty());
    QCOMPARE(m_page->findChild<ImageInspector *>()->name(), QString());
    search->clear();
    QTRY_COMPARE(m_page->view().grid().shown().size(), std::size_t(10));
}

void DataPageTest::missingFolderShowsItsSentence()
{
    m_page->chooseTraining(path(QStringLiteral("nowhere")));
    QTRY_VERIFY(!m_page->failureText().isEmpty());
    QVERIFY(m_page->failureText().contains(path(QStringLiteral("nowhere"))));
    QDir().mkpath(path(QStringLiteral("hollow")));
    m_page->chooseTraining(path(QStringLiteral("hollow")));
    QTRY_VERIFY(m_page->failureText().contains(QStringLiteral("holds no images")));
    testing::writeImages(path(QStringLiteral("hollow")), QStringLiteral("a"), 2);
    for (QPushButton *button : m_page->findChildren<QPushButton *>())
        if (button->isVisible() && button->text() == QStringLiteral("Try again"))
            button->click();
    QTRY_VERIFY(m_page->view().isVisible());
    QVERIFY(m_page->failureText().isEmpty());
}

void DataPageTest::failedChoiceLeavesTheDraft()
{
    m_page->chooseTraining(m_pets);
    QTRY_COMPARE(m_session->draft().data.path, m_pets.toStdString());
    m_page->chooseTraining(path(QStringLiteral("nowhere")));
    QTRY_VERIFY(!m_page->failureText().isEmpty());
    QCOMPARE(m_session->draft().data.path, m_pets.toStdString());
    Settings draft = m_session->draft(); // another page changes something else: the sentence stays
    draft.train.epochs = 7;
    m_session->setDraft(draft);
    QVERIFY(!m_page->failureText().isEmpty());
}

void DataPageTest::choiceIsKeptInTheProject()
{
    m_page->chooseTraining(m_pets);
    QTRY_COMPARE(m_session->draft().data.path, m_pets.toStdString());
    m_page->setSession(nullptr);
    m_session.reset(); // writes what it has
    m_session = openSession();
    QVERIFY(m_session);
    QCOMPARE(m_session->draft().data.path, m_pets.toStdString());
    m_page->setSession(m_session.get());
    QTRY_COMPARE(m_page->view().grid().shown().size(), std::size_t(10));
}

void DataPageTest::testSetBesideIsTaken()
{
    QSignalSpy noticed(m_page.get(), &Page::noticed);
    m_page->chooseTraining(path(QStringLiteral("pair/train")));
    QTRY_COMPARE(m_session->draft().data.testPath, path(QStringLiteral("pair/test")).toStdString());
    QCOMPARE(noticed.size(), 1);
    QCOMPARE(m_page->test().dataset()->images->size(), 2U);
}

void DataPageTest::testSetBesideWaitsForTheTrainingImages()
{
    QVERIFY(QDir().mkpath(path(QStringLiteral("hollow/train"))));
    testing::writeImages(path(QStringLiteral("hollow")), QStringLiteral("test/a"), 2);
    m_page->chooseTraining(path(QStringLiteral("hollow/train"))); // holds no images
    QTRY_COMPARE(m_page->training().state(), State::Failed);
    QCOMPARE(m_page->test().state(), State::Empty);
    QCOMPARE(m_session->draft().data.testPath, std::string());
}

void DataPageTest::testImagesOfOtherClassesArePutAside()
{
    m_page->chooseTraining(path(QStringLiteral("pair/train")));
    QTRY_COMPARE(m_session->draft().data.testPath, path(QStringLiteral("pair/test")).toStdString());
    QSignalSpy noticed(m_page.get(), &Page::noticed);
    m_page->chooseTraining(m_pets); // cats and dogs: no class "a"
    QTRY_COMPARE(m_session->draft().data.path, m_pets.toStdString());
    QTRY_COMPARE(m_session->draft().data.testPath, std::string());
    QCOMPARE(m_page->test().state(), State::Empty);
    QCOMPARE(noticed.size(), 1);
    // One class in common is enough.
    testing::writeImages(path(QStringLiteral("other")), QStringLiteral("cat"), 2);
    m_page->chooseTest(path(QStringLiteral("other")));
    QTRY_COMPARE(m_session->draft().data.testPath, path(QStringLiteral("other")).toStdString());
    QCOMPARE(noticed.size(), 1);
}

void DataPageTest::holdingOutClearsTheTestSet()
{
    m_page->chooseTest(path(QStringLiteral("pair/test")));
    QTRY_VERIFY(!m_session->draft().data.testPath.empty());
    m_page->chooseTest({});
    QCOMPARE(m_session->draft().data.testPath, std::string());
    QCOMPARE(m_page->test().state(), State::Empty);
}

void DataPageTest::draftFromElsewhereIsFollowed()
{
    Settings draft = m_session->draft();
    draft.data.path = m_pets.toStdString();
    m_session->setDraft(draft);
    QTRY_COMPARE(m_page->view().grid().shown().size(), std::size_t(10));
}

void DataPageTest::skippedFilesAreListed()
{
    const QString folder = path(QStringLiteral("flawed"));
    testing::writeImages(folder, QStringLiteral("a"), 2);
    QFile broken(folder + QStringLiteral("/a/broken.png"));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("no picture");
    broken.close();
    m_page->chooseTraining(folder);
    QTRY_VERIFY(m_page->view().isVisible());
    auto *table = m_page->findChild<QTableWidget *>();
    QCOMPARE(table->rowCount(), 1);
    QVERIFY(table->item(0, 0)->text().contains(QStringLiteral("broken.png")));
    QVERIFY(!table->item(0, 1)->text().isEmpty());
    QVERIFY(!table->isVisible()); // folded away until asked for
}

void DataPageTest::shapesAreMadeAndChosen()
{
    ShapesOptions options;
    options.imagesPerClass = 20;
    m_page->makeShapesSet(options);
    QVERIFY(m_page->findChild<ProgressPanel *>()->isVisible());
    const QString train = m_project + QStringLiteral("/datasets/shapes/train");
    QTRY_COMPARE_WITH_TIMEOUT(m_session->draft().data.path, train.toStdString(), 60'000);
    QTRY_VERIFY(!m_session->draft().data.testPath.empty());
    QCOMPARE(m_page->training().dataset()->images->size(), 200U);
    QCOMPARE(m_page->training().dataset()->images->classNames().size(), std::size_t(10));
    QCOMPARE(m_page->test().dataset()->images->size(), 40U);
    QCOMPARE(ShapesMaker::freshFolder(m_project + QStringLiteral("/datasets/shapes")),
             m_project + QStringLiteral("/datasets/shapes-2"));
}

void DataPageTest::cancelledShapesLeaveNothing()
{
    ShapesMaker maker;
    QSignalSpy progress(&maker, &ShapesMaker::progressed);
    QSignalSpy finished(&maker, &ShapesMaker::finished);
    QSignalSpy cancelled(&maker, &ShapesMaker::cancelled);
    ShapesOptions options;
    options.imagesPerClass = 5000;
    const QString folder = path(QStringLiteral("half"));
    maker.start(folder, options);
    QTRY_VERIFY_WITH_TIMEOUT(!progress.isEmpty(), 30'000);
    maker.cancel();
    QCOMPARE(cancelled.size(), 1);
    QVERIFY(!maker.isRunning());
    QTRY_VERIFY_WITH_TIMEOUT(!QFileInfo::exists(folder), 30'000);
    QVERIFY(finished.isEmpty());
}

void DataPageTest::everythingIsNamed()
{
    m_page->chooseTraining(m_pets);
    QTRY_VERIFY(m_page->view().isVisible());
    const QStringList unnamed = testing::unnamedFocusable(*m_page);
    QVERIFY2(unnamed.isEmpty(), qPrintable(unnamed.join(QLatin1Char('\n'))));
}

void DataPageTest::leavingTheProjectEmptiesThePage()
{
    m_page->chooseTraining(m_pets);
    QTRY_VERIFY(m_page->view().isVisible());
    m_page->setSession(nullptr);
    QCOMPARE(m_page->training().state(), State::Empty);
    QVERIFY(!m_page->view().dataset());
    QVERIFY(!m_page->view().isVisible());
}

void DataPageTest::selectionIsThatOfTheProject()
{
    m_page->chooseTraining(m_pets);
    QTRY_COMPARE(m_page->view().grid().shown().size(), std::size_t(10));
    const DatasetIdentity pets = datasetIdentity(*m_page->training().dataset()->images);
    SampleSelection &selection = m_session->samples();
    ImageGrid &grid = m_page->view().grid();
    auto *only = m_page->view().findChild<QCheckBox *>();
    QVERIFY(!only->isVisible());
    // Another page selects.
    selection.select(pets, SampleSet::of(10, std::vector<std::uint32_t>{2, 8}), QStringLiteral("Lasso"));
    QVERIFY(grid.isSelected(2));
    QVERIFY(only->isVisible());
    only->click();
    QTRY_COMPARE(grid.shown(), (std::vector<std::uint32_t>{2, 8}));
    // A click among them must not take the others from sight.
    QTest::mouseClick(grid.viewport(), Qt::LeftButton, {}, grid.placeRect(1).center());
    QCOMPARE(selection.selectedOf(pets).indices(), std::vector<std::uint32_t>{8});
    QTest::qWait(20);
    QCOMPARE(grid.shown(), (std::vector<std::uint32_t>{2, 8}));
    only->click();
    QTRY_COMPARE(grid.shown().size(), std::size_t(10));
    grid.setFocus();
    QTest::keyClick(&grid, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(selection.selectedOf(pets).count(), 2U);
    QTest::keyClick(&grid, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(selection.selectedOf(pets).count(), 1U);
    for (auto *button : m_page->view().findChildren<QToolButton *>())
        if (button->text() == QStringLiteral("Clear the selection"))
            button->click();
    QVERIFY(selection.selectedOf(pets).isEmpty());
    QVERIFY(!only->isVisible());
}

int main(int argc, char **argv)
{
    const testing::Sandbox box;
    QApplication application(argc, argv);
    DataPageTest test(box);
    return QTest::qExec(&test, argc, argv);
}
#include "tst_data_page.moc"
