#include "core/data/shapes.h"
#include "tests/ui/augment/trained_project.h"
#include "tests/ui/ui_testing.h"
#include "ui/augment/insight_panel.h"
#include "ui/augment/picture_strip.h"
#include "ui/augment/temperature_panel.h"
#include "ui/augment/trained_encoder.h"
#include "ui/project_session.h"

#include <QApplication>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <set>

using namespace tandem;

class InsightPanelTest : public QObject {
    Q_OBJECT
public:
    explicit InsightPanelTest(const testing::Sandbox &box) : m_box(box) {}

private Q_SLOTS:
    void initTestCase()
    {
        const std::string shapes = m_box.path(QStringLiteral("shapes")).toStdString();
        QVERIFY(makeShapes(shapes, {.imagesPerClass = 20}).value());
        const auto images = openImages(shapes + "/train");
        QVERIFY(images);
        m_manyImages = *images;
        m_images = limitImages(*images, 60, 1); // few enough that all are candidates
        m_project = m_box.path(QStringLiteral("insight.tandem"));
        QVERIFY(createProject(m_project.toStdString()));
        addRun("run");
    }
    void init()
    {
        auto session = ProjectSession::open(m_project, QStringLiteral(FAKE_ENCODER));
        QVERIFY(session);
        m_session = std::move(*session);
        m_encoder = std::make_unique<TrainedEncoder>();
        m_encoder->setSession(m_session.get());
        m_panel = std::make_unique<InsightPanel>(*m_encoder);
        m_panel->setImages(m_images);
    }
    void cleanup()
    {
        m_panel.reset();
        m_encoder.reset();
        m_session.reset();
    }

    void anAnchorChosenWhileItIsMeasuredStays()
    {
        QSignalSpy measured(m_panel.get(), &InsightPanel::measured);
        Pipeline slow = presetPipeline("imagenet");
        slow.size = kMaxViewSize;
        m_panel->setPipeline(slow);
        QTest::qWait(200); // it is at work by now
        QVERIFY(measured.isEmpty());
        m_panel->setAnchor(7);
        QTRY_COMPARE_WITH_TIMEOUT(measured.size(), 1, 60'000);
        verifyAnchorIs(7);
    }

    void theAnchorJoinsTheSameCandidates()
    {
        m_panel->setImages(m_manyImages);
        const auto drawn = m_panel->candidates();
        QCOMPARE(drawn.size(), std::size_t{InsightPanel::kCandidates});
        QCOMPARE((std::set<std::uint32_t>(drawn.begin(), drawn.end()).size()), drawn.size());
        QVERIFY(drawn.size() < m_manyImages->size());
        int outside = 0;
        for (std::uint32_t sample = 0; sample < m_manyImages->size(); ++sample) {
            m_panel->setAnchor(sample);
            const auto now = m_panel->candidates();
            QVERIFY(std::find(now.begin(), now.end(), sample) != now.end());
            QVERIFY(std::equal(drawn.begin(), drawn.end() - 1, now.begin(), now.end() - 1));
            outside += now != drawn ? 1 : 0;
        }
        QVERIFY(outside > 0);
    }

    void anAnchorChosenWhileARunLooksStays()
    {
        m_panel->setPipeline(presetPipeline("cifar"));
        QTRY_VERIFY_WITH_TIMEOUT(m_panel->report().has_value(), 30'000);
        m_encoder->refresh();
        QTRY_VERIFY(m_encoder->chosen());
        m_panel->temperature().setWantsRun(true); // the worker only starts now
        QVERIFY(m_panel->isBusy() && m_panel->temperature().hardest().empty());
        m_panel->setAnchor(7);
        QTRY_VERIFY_WITH_TIMEOUT(!m_panel->temperature().hardest().empty(), 30'000);
        verifyAnchorIs(7);
    }

    void hardestNegativesAreViewsOfThePipeline()
    {
        m_panel->setPipeline({"plain", 32, {}});
        const auto *strip = m_panel->temperature().findChild<PictureStrip *>();
        QTRY_VERIFY_WITH_TIMEOUT(strip->count() > 0, 30'000);
        const auto hardest = m_panel->temperature().hardest();
        const QImage before = strip->picture(0);
        QVERIFY(before != before.mirrored(true, false));
        m_panel->setPipeline({"flipped", 32, {{HorizontalFlip{}, 1}}}); // which no histogram knows
        QTRY_COMPARE(strip->picture(0), before.mirrored(true, false));
        QVERIFY(m_panel->temperature().hardest() == hardest);
    }

    void weightsOfAFormerPipelineArePale()
    {
        m_panel->setPipeline(presetPipeline("cifar"));
        QTRY_VERIFY_WITH_TIMEOUT(m_panel->report().has_value(), 30'000);
        m_encoder->refresh();
        QTRY_VERIFY(m_encoder->chosen());
        TemperaturePanel &temperature = m_panel->temperature();
        const auto *strip = temperature.findChild<PictureStrip *>();
        temperature.setWantsRun(true);
        const auto isEncoding = [&] { return temperature.sentence().contains(QStringLiteral("is encoding")); };
        QVERIFY2(isEncoding(), qPrintable(temperature.sentence()));
        QTRY_VERIFY_WITH_TIMEOUT(temperature.sentence().contains(QStringLiteral("effectively")), 30'000);
        QVERIFY(!strip->isPale());
        m_panel->setPipeline(presetPipeline("weak"));
        QVERIFY(isEncoding() && strip->isPale());
        QTRY_VERIFY_WITH_TIMEOUT(temperature.sentence().contains(QStringLiteral("effectively")), 30'000);
        QVERIFY(!strip->isPale() && !m_panel->isBusy());
        m_panel->setSeed(5);
        QVERIFY(isEncoding());
        temperature.setWantsRun(false); // what trivial features say is never stale for long
        QVERIFY(!isEncoding() && !strip->isPale());
    }

    void lossesWeighDifferently()
    {
        m_panel->setPipeline({"plain", 32, {}}); // both views are the same: the positive's cosine is 1
        QTRY_VERIFY_WITH_TIMEOUT(m_panel->report().has_value(), 30'000);
        TemperaturePanel &panel = m_panel->temperature();
        const auto *temperature = named<QDoubleSpinBox>(QStringLiteral("Temperature τ"));
        auto *margin = named<QDoubleSpinBox>(QStringLiteral("Margin m"));
        QVERIFY(!temperature->isHidden() && margin->isHidden());
        const ContrastWeights softmax = panel.weights();
        panel.setLoss(ContrastLoss::NtLogistic);
        QVERIFY(!temperature->isHidden() && margin->isHidden());
        QVERIFY(panel.weights().effectiveNegatives > softmax.effectiveNegatives);
        panel.setLoss(ContrastLoss::Margin);
        QVERIFY(temperature->isHidden() && !margin->isHidden());
        margin->setValue(2); // all lie inside, and count alike
        QVERIFY(std::abs(panel.weights().effectiveNegatives - 118) < 1e-6);
        margin->setValue(0); // none does
        QCOMPARE(panel.weights().effectiveNegatives, 0.0);
        QVERIFY2(panel.sentence().contains(QStringLiteral("No negative")), qPrintable(panel.sentence()));
        panel.setLoss(ContrastLoss::NtXent);
        panel.setTemperature(0.01);
        QVERIFY(panel.weights().effectiveNegatives < softmax.effectiveNegatives);
    }

    void runsAreListedAnewWhenThePanelIsShown()
    {
        m_panel->setVisible(true);
        m_panel->temperature().setWantsRun(true);
        QTRY_VERIFY(!m_encoder->candidates().empty());
        const std::size_t before = m_encoder->candidates().size();
        m_panel->setVisible(false);
        addRun("later");
        m_panel->setVisible(true);
        QTRY_COMPARE(m_encoder->candidates().size(), before + 1);
        addRun("latest");
        m_panel->setCurrentIndex(1);
        QTRY_COMPARE(m_encoder->candidates().size(), before + 2);
    }

private:
    void addRun(const char *name) const
    {
        testing::addTrainedRun(ProjectLayout(m_project.toStdString()), name, presetPipeline("cifar"));
    }
    template <class Widget> [[nodiscard]] Widget *named(const QString &name) const
    {
        for (auto *widget : m_panel->template findChildren<Widget *>())
            if (widget->accessibleName() == name)
                return widget;
        qFatal("no widget is named %s", qPrintable(name));
    }
    /// Chosen once more, with everything measured, it has the same negatives, and another one has others.
    void verifyAnchorIs(std::uint32_t sample)
    {
        const auto hardest = m_panel->temperature().hardest();
        m_panel->setAnchor(0);
        QVERIFY(m_panel->temperature().hardest() != hardest);
        m_panel->setAnchor(sample);
        QVERIFY(m_panel->temperature().hardest() == hardest);
    }

    const testing::Sandbox &m_box;
    QString m_project;
    ImageSetPtr m_images, m_manyImages;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<TrainedEncoder> m_encoder;
    std::unique_ptr<InsightPanel> m_panel;
};

int main(int argc, char **argv)
{
    const testing::Sandbox box;
    QApplication application(argc, argv);
    InsightPanelTest test(box);
    return QTest::qExec(&test, argc, argv);
}
#include "tst_insight_panel.moc"
