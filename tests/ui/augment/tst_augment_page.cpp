#include "core/data/shapes.h"
#include "tests/ui/augment/trained_project.h"
#include "tests/ui/ui_testing.h"
#include "ui/augment/augment_page.h"
#include "ui/augment/composition_dialog.h"
#include "ui/augment/insight_panel.h"
#include "ui/augment/operation_list.h"
#include "ui/augment/past_pair_dialog.h"
#include "ui/augment/pipeline_editor.h"
#include "ui/augment/preview_bar.h"
#include "ui/augment/preview_grid.h"
#include "ui/augment/temperature_panel.h"
#include "ui/augment/view_inspector.h"
#include "ui/project_session.h"
#include "ui/widgets/empty_state.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QSplitter>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace tandem;

class AugmentPageTest : public QObject {
    Q_OBJECT
public:
    explicit AugmentPageTest(const testing::Sandbox &box) : m_box(box) {}

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(makeShapes(m_box.path(QStringLiteral("shapes")).toStdString(), {.imagesPerClass = 20}).value());
    }
    void init()
    {
        m_project = m_box.path(QStringLiteral("page%1.tandem").arg(++m_projects));
        QVERIFY(createProject(m_project.toStdString()));
        open();
    }
    void cleanup() { close(); }

    void withoutImagesItTeaches()
    {
        QVERIFY(m_page->findChild<EmptyState *>()->isVisible());
        QVERIFY(!m_page->grid().isVisible());
    }

    void showsViewsAndMeasures()
    {
        choose();
        const PreviewResultPtr &result = m_page->grid().result();
        QCOMPARE(result->request.samples.size(), std::size_t(8));
        QCOMPARE(result->views.size(), std::size_t(8 * 3 * 2));
        QVERIFY(m_page->inspector().text().contains(QStringLiteral("Crop")));
        QTRY_VERIFY_WITH_TIMEOUT(m_page->insight().report().has_value(), 20'000);
        QCOMPARE(m_page->insight().report()->candidates, 128);
        QVERIFY(!m_page->insight().shortcutText().isEmpty());
        QVERIFY(m_page->insight().temperature().sentence().contains(QStringLiteral("254"))); // 2 * 128 - 2
        QSignalSpy cost(&m_page->insight(), &InsightPanel::costMeasured);
        QTRY_VERIFY_WITH_TIMEOUT(!cost.isEmpty() || !m_page->insight().isBusy(), 20'000);
        QTRY_VERIFY(m_page->editor()
                        .operations()
                        .item(0)
                        ->data(Qt::AccessibleTextRole)
                        .toString()
                        .contains(QStringLiteral("µs")));
    }

    void numbersAreTheTrainers()
    {
        Settings draft = m_session->draft();
        draft.data.holdOut = 0.25;
        draft.data.limit = 100;
        draft.train.seed = 9;
        m_session->setDraft(draft);
        choose();
        const auto images = openImages(m_box.path(QStringLiteral("shapes/train")).toStdString());
        const auto train = limitImages(splitHoldOut(*images, 0.25, 9).train, 100, 9);
        QCOMPARE(m_page->images()->images->size(), 100U);
        for (std::uint32_t i = 0; i < 100; ++i)
            QCOMPARE(m_page->images()->images->name(i), train->name(i));
        QCOMPARE(m_page->bar().choice().seed, std::uint64_t(9));
    }

    void anotherSeedIsAnotherSplit()
    {
        Settings draft = m_session->draft();
        draft.data.holdOut = 0.25;
        draft.data.limit = 100;
        draft.train.seed = 9;
        m_session->setDraft(draft);
        choose();
        draft = m_session->draft();
        draft.train.seed = 10;
        m_session->setDraft(draft);
        QVERIFY(!m_page->images()); // it is split in the background: a million images take their time
        QTRY_VERIFY(m_page->images());
        const auto images = openImages(m_box.path(QStringLiteral("shapes/train")).toStdString());
        const auto train = limitImages(splitHoldOut(*images, 0.25, 10).train, 100, 10);
        QCOMPARE(m_page->images()->images->size(), 100U);
        for (std::uint32_t i = 0; i < 100; ++i)
            QCOMPARE(m_page->images()->images->name(i), train->name(i));
        QTRY_VERIFY(m_page->grid().result());
        QCOMPARE(m_page->grid().result()->request.images, m_page->images()->images);
        QCOMPARE(m_page->grid().result()->request.seed, std::uint64_t(10));
    }

    void costSaysWhoRenders()
    {
        choose();
        const auto says = [this](const char *words) {
            const auto labels = m_page->editor().findChildren<QLabel *>();
            return std::any_of(labels.begin(), labels.end(),
                               [&](const QLabel *label) { return label->text().contains(QLatin1String(words)); });
        };
        QTRY_VERIFY_WITH_TIMEOUT(says("views/s"), 20'000);
        Settings draft = m_session->draft();
        draft.augment.renderer = "device";
        m_session->setDraft(draft);
        QVERIFY(says("the device renders") && !says("views/s"));
        draft.augment.renderer = "cpu";
        m_session->setDraft(draft);
        QVERIFY(says("views/s"));
    }

    void anUnlockedSeedRollsWhileThePageIsSeen()
    {
        choose();
        const std::uint64_t first = m_page->bar().choice().seed;
        m_page->bar().setRolling(true);
        QTRY_VERIFY_WITH_TIMEOUT(m_page->grid().result()->request.seed > first, 10'000);
        m_page->hide();
        const std::uint64_t hidden = m_page->bar().choice().seed;
        QTest::qWait(1200);
        QCOMPARE(m_page->bar().choice().seed, hidden);
        m_page->show();
        QTRY_VERIFY_WITH_TIMEOUT(m_page->bar().choice().seed > hidden, 10'000);
        m_page->bar().setRolling(false);
        const std::uint64_t locked = m_page->bar().choice().seed;
        QTest::qWait(1200);
        QCOMPARE(m_page->bar().choice().seed, locked);
    }

    void tooManyViewsAreCutToFewerEpochs()
    {
        choose();
        m_page->document().change(presetPipeline("imagenet"), QStringLiteral("large"));
        m_page->bar().setSamples(64);
        named<QSpinBox>(QStringLiteral("How many epochs"))->setValue(16);
        QTRY_COMPARE_WITH_TIMEOUT(m_page->grid().result()->request.samples.size(), std::size_t(64), 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(m_page->grid().result()->request.draws, 5, 30'000);
        const auto labels = m_page->bar().findChildren<QLabel *>();
        const auto note = std::find_if(labels.begin(), labels.end(), [](const QLabel *label) {
            return label->text().startsWith(QStringLiteral("Epochs shown: 5."));
        });
        QVERIFY(note != labels.end() && (*note)->isVisible());
        m_page->bar().setSamples(8);
        QTRY_VERIFY(!(*note)->isVisible());
    }

    void theWheelChangesNoFieldThatScrolls()
    {
        choose();
        m_page->grid().setFocus();
        const QStringList changed = testing::changedByWheel(*m_page);
        QVERIFY2(changed.isEmpty(), qPrintable(changed.join(QLatin1Char('\n'))));
        auto *size = named<QSpinBox>(QStringLiteral("Side of a view")); // whoever chose it may turn it
        const int before = size->value();
        m_page->activateWindow();
        size->setFocus();
        QTRY_VERIFY(size->hasFocus());
        testing::turnWheel(*size);
        QCOMPARE(size->value(), before - 1);
    }

    void editsReachTheGrid()
    {
        choose();
        QSignalSpy current(&m_page->grid(), &PreviewGrid::currentChanged);
        m_page->editor().choosePreset(QStringLiteral("weak"));
        QTRY_VERIFY(m_page->grid().result()->request.pipelines[0] == m_page->document().pipeline());
        QCOMPARE(m_page->grid().result()->request.pipelines[0].operations.size(), std::size_t(2));
        m_page->document().history().undo();
        QTRY_COMPARE(m_page->grid().result()->request.pipelines[0].operations.size(), std::size_t(4));
    }

    void samplesAreChosenByClassAndSearch()
    {
        choose();
        auto *search = named<QLineEdit>(QStringLiteral("Search by file name"));
        search->setText(QStringLiteral("star/"));
        QTRY_VERIFY(allNamed("star/"));
        search->clear();
        auto *classes = named<QComboBox>(QStringLiteral("Class of the samples"));
        classes->setCurrentIndex(classes->findText(QStringLiteral("cross")));
        QTRY_VERIFY(allNamed("cross/"));
        search->setText(QStringLiteral("no such"));
        QTRY_VERIFY(!m_page->grid().result());
    }

    void comparisonDoublesTheRows()
    {
        choose();
        m_page->bar().setSamples(3);
        auto *compare = named<QComboBox>(QStringLiteral("Pipeline to compare with"));
        compare->setCurrentIndex(compare->findData(QStringLiteral("weak")));
        QTRY_COMPARE(m_page->grid().result()->views.size(), std::size_t(3 * 2 * 3 * 2));
        // A saved pipeline stays the one that is compared with while others come.
        m_page->editor().add(Solarize{});
        m_page->editor().save(QStringLiteral("mine"));
        const Pipeline mine = m_page->document().pipeline();
        compare->setCurrentIndex(compare->findText(QStringLiteral("mine")));
        m_page->editor().add(Sobel{});
        m_page->editor().save(QStringLiteral("another"));
        QCOMPARE(compare->currentText(), QStringLiteral("mine"));
        QTRY_VERIFY(m_page->grid().result()->request.pipelines[0] == m_page->document().pipeline());
        QVERIFY(m_page->grid().result()->request.pipelines[1] == mine);
    }

    void comparedRowsFollowTheLibrary()
    {
        choose();
        m_page->bar().setSamples(3);
        m_page->editor().add(Solarize{});
        m_page->editor().save(QStringLiteral("mine"));
        auto *compare = named<QComboBox>(QStringLiteral("Pipeline to compare with"));
        compare->setCurrentIndex(compare->findText(QStringLiteral("mine")));
        const auto &result = m_page->grid().result();
        const auto compared = [&](const Pipeline &wanted) {
            return result && result->request.pipelines.size() == 2 && result->request.pipelines[1] == wanted;
        };
        QTRY_VERIFY(compared(m_page->document().pipeline()));
        // Saved under its name is another one.
        m_page->editor().add(Sobel{});
        m_page->editor().save(QStringLiteral("mine"));
        QTRY_VERIFY(compared(m_page->document().pipeline()));
        // Deleted it is compared with no more.
        m_page->editor().removeSaved();
        QCOMPARE(compare->currentIndex(), 0);
        QTRY_COMPARE(result->request.pipelines.size(), std::size_t{1});
    }

    void workIsKeptInTheProject()
    {
        choose();
        m_page->editor().add(Solarize{});
        const Pipeline before = m_page->document().pipeline();
        close();
        open();
        QTRY_VERIFY(m_page->document().pipeline() == before);
        QVERIFY(!m_page->document().history().canUndo());
    }

    void startAsksForARunWithThePipeline()
    {
        choose();
        m_page->editor().add(Solarize{});
        QSignalSpy asked(m_session.get(), &ProjectSession::newRunRequested);
        Settings wanted;
        connect(m_session.get(), &ProjectSession::newRunRequested, this, [&](const Settings &s) { wanted = s; });
        m_page->menuActions().first()->trigger();
        QCOMPARE(asked.size(), 1);
        QVERIFY(*resolvePipeline(wanted.augment, 500) == m_page->document().pipeline());
        QCOMPARE(wanted.data.path, m_session->draft().data.path);
    }

    void aStudyOfPairsIsAskedFor()
    {
        choose();
        SweepSpec wanted;
        connect(m_page.get(), &AugmentPage::sweepRequested, this, [&](const SweepSpec &s) { wanted = s; });
        const auto buttons = m_page->findChildren<QPushButton *>();
        const auto study = std::find_if(buttons.begin(), buttons.end(), [](const QPushButton *button) {
            return button->text() == QStringLiteral("Composition study…");
        });
        QVERIFY(study != buttons.end());
        QTest::mouseClick(*study, Qt::LeftButton);
        auto *dialog = m_page->findChild<CompositionDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        QCOMPARE(dialog->choice().like.size, m_page->document().pipeline().size);
        dialog->accept();
        QCOMPARE(wanted.axes.size(), std::size_t{1});
        QCOMPARE(wanted.axes[0].points.size(), std::size_t{49});
        QCOMPARE(wanted.base.data.path, m_session->draft().data.path);
    }

    void theMouseLooksAndAClickChooses()
    {
        choose();
        PreviewGrid &grid = m_page->grid();
        const PreviewResultPtr result = grid.result(); // whatever comes next
        const auto &samples = result->request.samples;
        QCOMPARE(m_page->insight().anchor(), samples[0]);
        const auto middle = [&](int place) { return grid.placeRect(place).center(); };
        const auto says = [&](std::size_t sample) { // in its caption
            const auto labels = m_page->inspector().findChildren<QLabel *>();
            const QString name = QString::fromStdString(m_page->images()->images->name(samples[sample]));
            return std::any_of(labels.begin(), labels.end(),
                               [&](const QLabel *label) { return label->text().contains(name); });
        };
        QTest::mouseMove(grid.viewport(), middle(6)); // the first view of the second image
        QTRY_COMPARE(grid.current(), 6);
        QVERIFY(says(1));
        QCOMPARE(m_page->insight().anchor(), samples[0]);
        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(grid.viewport(), &leave);
        QCOMPARE(grid.current(), 0);
        QVERIFY(says(0));
        QTest::mouseClick(grid.viewport(), Qt::LeftButton, {}, middle(6));
        QCOMPARE(m_page->insight().anchor(), samples[1]);
        QApplication::sendEvent(grid.viewport(), &leave);
        QCOMPARE(grid.current(), 6);
        QTest::keyClick(&grid, Qt::Key_Down);
        QCOMPARE(m_page->insight().anchor(), samples[2]);
        // Other images at the same place.
        QTest::mouseClick(named<QToolButton>(QStringLiteral("Other samples at random")), Qt::LeftButton);
        const auto before = samples;
        QTRY_VERIFY(grid.result() && grid.result()->request.samples != before);
        QCOMPARE(m_page->insight().anchor(), grid.result()->request.samples[2]);
    }

    void aPairOfAPastRunBeginsWithTheChosenImage()
    {
        const std::string images = m_box.path(QStringLiteral("shapes/train")).toStdString();
        testing::addTrainedRun(m_session->layout(), "run", presetPipeline("cifar"), true, images);
        choose();
        m_page->grid().setCurrent(13); // the third image: each has six views
        const std::uint32_t sample = m_page->grid().result()->request.samples[2];
        QTest::mouseClick(named<QToolButton>(QStringLiteral("Show a pair of a past run")), Qt::LeftButton);
        QTRY_VERIFY(m_page->findChild<PastPairDialog *>());
        auto *dialog = m_page->findChild<PastPairDialog *>();
        QTRY_VERIFY_WITH_TIMEOUT(!dialog->imageText().isEmpty(), 30'000);
        QVERIFY2(dialog->imageText().contains(QString::fromStdString(m_page->images()->images->name(sample))),
                 qPrintable(dialog->imageText()));
    }

    void theWindowIsNeverBlocked_data()
    {
        QTest::addColumn<QString>("images");
        QTest::newRow("small images") << m_box.path(QStringLiteral("shapes/train"));
        QTest::newRow("photographs") << testing::writePhotographs(m_box.path(QStringLiteral("photographs")), 40);
    }

    void theWindowIsNeverBlocked()
    {
        QFETCH(QString, images);
        choose(images);
        m_page->bar().setSamples(8);
        Pipeline large = presetPipeline("imagenet");
        m_page->document().change(large, QStringLiteral("large"));
        const testing::LoopWatch watch;
        for (int i = 0; i < 40; ++i) { // a hand that drags
            setColorStrength(large, 0.05 * i);
            m_page->document().change(large, QStringLiteral("strength"), 1);
            QTest::qWait(16);
        }
        QVERIFY(watch.ticks() > 20);
        testing::verifyAwake(watch);
        QTRY_VERIFY(m_page->grid().result()->request.pipelines[0] == large);
    }

    void everythingIsNamed()
    {
        choose();
        const QStringList unnamed = testing::unnamedFocusable(*m_page);
        QVERIFY2(unnamed.isEmpty(), qPrintable(unnamed.join(QLatin1Char('\n'))));
    }

    void fitsTheSmallestWindow()
    {
        choose();
        QVERIFY2(m_page->minimumSizeHint().width() <= 700,
                 qPrintable(QString::number(m_page->minimumSizeHint().width())));
        m_page->resize(700, 500);
        QVERIFY(m_page->grid().viewport()->width() > 200);
        QVERIFY(!m_page->inspector().isVisible()); // the views are in front
        auto *tabs = named<QTabWidget>(QStringLiteral("What the middle shows"));
        QCOMPARE(tabs->count(), 4);
        tabs->setCurrentIndex(2);
        QVERIFY(m_page->inspector().isVisible());
        QVERIFY(m_page->inspector().text().contains(QStringLiteral("Crop")));
        tabs->setCurrentIndex(3);
        QVERIFY(m_page->insight().isVisible());
        QVERIFY(m_page->insight().width() > 200);
        QVERIFY2(m_page->minimumSizeHint().width() <= 700,
                 qPrintable(QString::number(m_page->minimumSizeHint().width())));
        m_page->resize(1180, 740);
        QCOMPARE(tabs->count(), 2);
        QCOMPARE(tabs->currentIndex(), 0);
        QVERIFY(m_page->inspector().isVisible() && m_page->insight().isVisible());
        QVERIFY(m_page->inspector().mapTo(m_page.get(), QPoint()).y() <
                m_page->insight().mapTo(m_page.get(), QPoint()).y());
        QVERIFY(m_page->insight().width() > 150);
    }

    void theSidesSizesOutliveItsTabs()
    {
        auto *side = qobject_cast<QSplitter *>(m_page->insight().parentWidget());
        QVERIFY(side);
        choose();
        side->setSizes({250, side->height() - 250});
        const QList<int> sizes = side->sizes();
        m_page->resize(700, 740);
        QSettings settings(m_box.path(QStringLiteral("layout.ini")), QSettings::IniFormat);
        m_page->saveLayout(settings);
        m_page->resize(1180, 740);
        QCOMPARE(side->sizes(), sizes);
        side->setSizes({400, side->height() - 400});
        m_page->restoreLayout(settings);
        QCOMPARE(side->sizes(), sizes);
    }

    void theAnswersHaveRoomAtFirst()
    {
        choose();
        m_page->resize(1180, 780); // of a window of 1400 by 900
        QVERIFY2(
            m_page->insight().height() >= m_page->insight().sizeHint().height() - 1,
            qPrintable(
                QStringLiteral("%1 of %2").arg(m_page->insight().height()).arg(m_page->insight().sizeHint().height())));
    }

    void leavingTheProjectEmptiesThePage()
    {
        choose();
        m_page->setSession(nullptr);
        QVERIFY(!m_page->images());
        QVERIFY(!m_page->grid().result());
        QVERIFY(m_page->findChild<EmptyState *>()->isVisible());
    }

private:
    void open()
    {
        auto session = ProjectSession::open(m_project, QStringLiteral("tandem-cli"));
        QVERIFY(session);
        m_session = std::move(*session);
        m_page = std::make_unique<AugmentPage>();
        m_page->setSession(m_session.get());
        m_page->resize(1180, 740);
        m_page->show();
    }
    void close()
    {
        m_page->setSession(nullptr);
        m_page.reset();
        m_session.reset();
    }
    void choose() { choose(m_box.path(QStringLiteral("shapes/train"))); }
    void choose(const QString &images)
    {
        Settings draft = m_session->draft();
        draft.data.path = images.toStdString();
        m_session->setDraft(draft);
        QTRY_VERIFY_WITH_TIMEOUT(m_page->grid().result(), 30'000);
    }
    template <class Widget> [[nodiscard]] Widget *named(const QString &name) const
    {
        for (auto *widget : m_page->template findChildren<Widget *>())
            if (widget->accessibleName() == name)
                return widget;
        qFatal("no widget is named %s", qPrintable(name));
    }
    [[nodiscard]] bool allNamed(const std::string &part) const
    {
        const PreviewResultPtr &result = m_page->grid().result();
        return result && std::all_of(result->request.samples.begin(), result->request.samples.end(), [&](auto sample) {
                   return m_page->images()->images->name(sample).find(part) != std::string::npos;
               });
    }

    const testing::Sandbox &m_box;
    int m_projects = 0;
    QString m_project;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<AugmentPage> m_page;
};

int main(int argc, char **argv)
{
    const testing::Sandbox box;
    QApplication application(argc, argv);
    AugmentPageTest test(box);
    return QTest::qExec(&test, argc, argv);
}
#include "tst_augment_page.moc"
