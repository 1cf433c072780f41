#include "core/data/shapes.h"
#include "tests/ui/augment/trained_project.h"
#include "tests/ui/ui_testing.h"
#include "ui/augment/past_pair_dialog.h"
#include "ui/augment/view_inspector.h"

#include <QApplication>
#include <QSignalSpy>
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

private:
    const testing::Sandbox &m_box;
    ProjectLayout m_layout;
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
