#include "core/data/shapes.h"
#include "tests/ui/augment/trained_project.h"
#include "tests/ui/ui_testing.h"
#include "ui/augment/past_pair_dialog.h"
#include "ui/augment/view_inspector.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QTest>

using namespace tandem;

/// tst_past_pair holds the pairs themselves against what a run's loader stored.
class PastPairDialogTest : public QObject {
    Q_OBJECT
public:
    explicit PastPairDialogTest(const testing::Sandbox &box)
        : m_box(box), m_layout(box.path(QStringLiteral("p.tandem")).toStdString())
    {
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QString shapes = m_box.path(QStringLiteral("shapes"));
        QVERIFY(makeShapes(shapes.toStdString(), {.imagesPerClass = 10}).value());
        QVERIFY(createProject(m_layout.root()));
        const std::string images = shapes.toStdString() + "/train";
        m_settings.data.path = images;
        const auto whole = openImages(images);
        QVERIFY(whole);
        m_images = splitForTraining(*whole, m_settings.data, 1).train;
        m_small = testing::addTrainedRun(m_layout, "small", presetPipeline("cifar"), true, images);
        m_large = testing::addTrainedRun(m_layout, "large", presetPipeline("imagenet"), true, images);
        m_lost = testing::addTrainedRun(m_layout, "lost", presetPipeline("cifar"));
    }

    void pairsAreMadeInTheBackground()
    {
        PastPairDialog dialog(m_layout, *listRuns(m_layout));
        QSignalSpy shown(&dialog, &PastPairDialog::shown);
        dialog.choose(m_large, 1, 3);
        QTRY_COMPARE_WITH_TIMEOUT(dialog.pair()[0].image.width(), 224, 30'000);
        const QImage before = dialog.pair()[0].image;
        shown.clear();
        for (int sample = 4; sample <= 9; ++sample)
            dialog.choose(m_large, 1, sample);
        QVERIFY(shown.isEmpty() && dialog.pair()[0].image == before); // nothing was waited for
        const auto run = openPastRun(m_layout, m_large);
        QVERIFY(run);
        QTRY_COMPARE(dialog.pair()[0].image, pastPair(*run, 1, 9)[0].image); // of many in a row the last
        QVERIFY(shown.size() < 6);
    }

    void theViewsHaveNamesOfTheirOwn()
    {
        PastPairDialog dialog(m_layout, *listRuns(m_layout));
        const auto sliders = dialog.findChildren<QSlider *>();
        QCOMPARE(sliders.size(), 2);
        for (int i = 0; i < 2; ++i)
            QVERIFY(sliders[i]->accessibleName().startsWith(QStringLiteral("View %1: ").arg(i + 1)));
    }

    void anotherRunDoesNotStandUnderTheOldPair()
    {
        PastPairDialog dialog(m_layout, *listRuns(m_layout));
        dialog.choose(m_large, 1, 0);
        QTRY_COMPARE_WITH_TIMEOUT(dialog.pair()[0].image.width(), 224, 30'000);
        dialog.choose(m_small, 1, 0);
        QVERIFY(dialog.pair()[0].image.isNull());
        for (const auto *view : dialog.findChildren<ViewInspector *>())
            QVERIFY(view->text().isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(dialog.pair()[0].image.width(), 32, 30'000);
        dialog.choose(m_large, 1, 1);
        dialog.choose(m_lost, 1, 1); // its images are gone
        QTest::qWait(300);
        QVERIFY(dialog.pair()[0].image.isNull());
    }

    void saysWhatItKnows_data()
    {
        QTest::addColumn<qint64>("imagesThen");
        QTest::addColumn<QString>("identityThen");
        QTest::addColumn<QString>("sentence");
        const qint64 now = m_images->size();
        const QString identity = QString::fromStdString(m_images->identity());
        QTest::newRow("the same") << now << identity << QStringLiteral("what its trainer got.$");
        QTest::newRow("not known") << now << QString() << QStringLiteral("if the images are still the same");
        QTest::newRow("more now") << now - 7 << identity << QStringLiteral("began with 83 training images.* 90 now");
        QTest::newRow("others now") << now << QStringLiteral("x")
                                    << QStringLiteral("not those that the run began with");
    }

    void saysWhatItKnows()
    {
        QFETCH(qint64, imagesThen);
        QFETCH(QString, identityThen);
        QFETCH(QString, sentence);
        RunPlan plan;
        plan.trainImages = imagesThen;
        plan.trainIdentity = identityThen.toStdString();
        const ProjectLayout project = addProject();
        addRun(project, m_settings, plan, 2);
        PastPairDialog dialog(project, *listRuns(project), m_images->name(11));
        QTRY_VERIFY_WITH_TIMEOUT(!dialog.imageText().isEmpty(), 30'000);
        QVERIFY2(QRegularExpression(sentence).match(dialog.state()).hasMatch(), qPrintable(dialog.state()));
        QCOMPARE(named(dialog, "Epoch")->maximum(), 2); // not the planned 100
        QCOMPARE(named(dialog, "Sample")->value(), 11);
        QVERIFY(dialog.imageText().contains(QString::fromStdString(m_images->name(11))));
        const auto label = static_cast<std::size_t>(m_images->label(11));
        QVERIFY(dialog.imageText().contains(QString::fromStdString(m_images->classNames()[label])));
    }

    void theImageStaysWhereItHasAnotherNumber()
    {
        const ProjectLayout project = addProject();
        Settings other = m_settings;
        other.train.seed = 2; // holds out others
        addRun(project, m_settings, {}, 1);
        addRun(project, other, {}, 1);
        const auto whole = openImages(m_settings.data.path);
        const auto others = splitForTraining(*whole, other.data, 2).train;
        std::uint32_t in = 0, inOther = 0; // numbers of one image in both
        for (std::uint32_t i = 0; i < others->size(); ++i)
            for (std::uint32_t k = 0; k < m_images->size(); ++k)
                if (i != k && others->name(i) == m_images->name(k)) {
                    inOther = i;
                    in = k;
                }
        QVERIFY(in != inOther);
        const auto runs = *listRuns(project);
        const bool isFirst = settingsFromJson(runs[0].settingsJson)->train.seed == other.train.seed;
        PastPairDialog dialog(project, runs, m_images->name(in));
        QTRY_VERIFY_WITH_TIMEOUT(!dialog.imageText().isEmpty(), 30'000);
        QCOMPARE(named(dialog, "Sample")->value(), static_cast<int>(isFirst ? inOther : in));
        dialog.findChild<QComboBox *>()->setCurrentIndex(1);
        QVERIFY(dialog.imageText().isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(!dialog.imageText().isEmpty(), 30'000);
        QCOMPARE(named(dialog, "Sample")->value(), static_cast<int>(isFirst ? in : inOther));
    }

    void anImageThatWasHeldOutIsSaid()
    {
        const ProjectLayout project = addProject();
        addRun(project, m_settings, {}, 1);
        const auto whole = openImages(m_settings.data.path);
        const std::string heldOut = splitForTraining(*whole, m_settings.data, m_settings.train.seed).test->name(0);
        PastPairDialog dialog(project, *listRuns(project), heldOut);
        QTRY_VERIFY_WITH_TIMEOUT(!dialog.imageText().isEmpty(), 30'000);
        QVERIFY2(
            dialog.state().startsWith(QStringLiteral("The run was not trained on ") + QString::fromStdString(heldOut)),
            qPrintable(dialog.state()));
    }

    void aRunWithoutAnEpochHasNoPair()
    {
        const ProjectLayout project = addProject();
        addRun(project, m_settings, {}, 0);
        PastPairDialog dialog(project, *listRuns(project));
        QTRY_VERIFY_WITH_TIMEOUT(dialog.state().contains(QStringLiteral("finished no epoch")), 30'000);
        QVERIFY(!named(dialog, "Sample")->isEnabled() && dialog.pair()[0].image.isNull());
    }

    void imagesThatAreNoneAreSaid()
    {
        const QString folder = m_box.path(QStringLiteral("nothing"));
        QVERIFY(QDir().mkpath(folder));
        QFile file(folder + QStringLiteral("/data_batch_1.bin"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        Settings settings;
        settings.data.path = folder.toStdString();
        const ProjectLayout project = addProject();
        addRun(project, settings, {}, 1);
        PastPairDialog dialog(project, *listRuns(project));
        QTRY_VERIFY_WITH_TIMEOUT(!dialog.state().contains(QStringLiteral("Opening")), 30'000);
        QVERIFY(!dialog.state().isEmpty());
    }

private:
    ProjectLayout addProject()
    {
        ProjectLayout project(m_box.path(QStringLiteral("more%1.tandem").arg(++m_projects)).toStdString());
        if (!createProject(project.root()))
            qFatal("the test's project cannot be made");
        return project;
    }
    static void addRun(const ProjectLayout &project, const Settings &settings, RunPlan plan, int epochs)
    {
        const auto writer = RunWriter::create(project, {RunId::make(), "run", settingsToJson(settings)});
        plan.settingsJson = settingsToJson(settings);
        plan.totalEpochs = 100;
        bool done = writer.has_value() && (*writer)->setPlan(plan);
        for (int epoch = 1; epoch <= epochs; ++epoch)
            done = done && (*writer)->addEpoch({.epoch = epoch, .step = 10 * epoch});
        if (!done || !(*writer)->finish({RunState::Stopped, "sum", {}, 1}))
            qFatal("the test's run cannot be made");
    }
    static QSpinBox *named(const PastPairDialog &dialog, const char *name)
    {
        for (auto *field : dialog.findChildren<QSpinBox *>())
            if (field->accessibleName() == QLatin1String(name))
                return field;
        qFatal("no field is named %s", name);
    }

    const testing::Sandbox &m_box;
    int m_projects = 0;
    ProjectLayout m_layout;
    Settings m_settings;
    ImageSetPtr m_images; // as runs with these settings number them
    RunId m_small, m_large, m_lost;
};

int main(int argc, char **argv)
{
    const testing::Sandbox box;
    QApplication application(argc, argv);
    PastPairDialogTest test(box);
    return QTest::qExec(&test, argc, argv);
}
#include "tst_past_pair_dialog.moc"
