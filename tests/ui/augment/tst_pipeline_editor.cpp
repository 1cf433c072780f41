#include "core/augment/operation_table.h"
#include "tests/ui/ui_testing.h"
#include "ui/augment/marked_slider.h"
#include "ui/augment/operation_form.h"
#include "ui/augment/operation_list.h"
#include "ui/augment/pipeline_editor.h"
#include "ui/project_session.h"

#include <QApplication>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFile>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace tandem;

class PipelineEditorTest : public QObject {
    Q_OBJECT
public:
    explicit PipelineEditorTest(const testing::Sandbox &box) : m_box(box) {}

private Q_SLOTS:
    void init()
    {
        m_project = m_box.path(QStringLiteral("editor%1.tandem").arg(++m_projects));
        QVERIFY(createProject(m_project.toStdString()));
        openSession();
        m_document = std::make_unique<PipelineDocument>();
        m_document->reset(presetPipeline("cifar"));
        m_editor = std::make_unique<PipelineEditor>(*m_document);
        m_editor->setLibrary(m_library.get());
        m_editor->resize(300, 700);
        m_editor->show();
    }
    void cleanup()
    {
        m_editor.reset();
        m_document.reset();
        m_library.reset();
        m_session.reset();
    }

    void keysMoveSwitchAndRemove()
    {
        OperationList &list = m_editor->operations();
        list.setFocus();
        list.setCurrentRow(0);
        QTest::keyClick(&list, Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(words(), "horizontal_flip random_resized_crop color_jitter grayscale ");
        QCOMPARE(list.currentRow(), 1);
        QTest::keyClick(&list, Qt::Key_Up, Qt::AltModifier);
        QTest::keyClick(&list, Qt::Key_Up, Qt::AltModifier); // already first
        QCOMPARE(words(), "random_resized_crop horizontal_flip color_jitter grayscale ");
        QTest::keyClick(&list, Qt::Key_Space);
        QVERIFY(!m_document->pipeline().operations[0].enabled);
        list.setCurrentRow(3);
        QTest::keyClick(&list, Qt::Key_Delete);
        QCOMPARE(words(), "random_resized_crop horizontal_flip color_jitter ");
        QCOMPARE(m_document->history().count(), 4);
        while (m_document->history().canUndo())
            m_document->history().undo();
        QVERIFY(m_document->pipeline() == presetPipeline("cifar"));
    }

    void slidersChangeTheCurrentOperation()
    {
        m_editor->operations().setCurrentRow(2); // jitter: probability, brightness, contrast, saturation, hue
        const auto sliders = m_editor->findChild<OperationForm *>()->findChildren<MarkedSlider *>();
        QCOMPARE(sliders.size(), 5);
        sliders[1]->setFocus();
        const double before = jitter().brightness;
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(sliders[1], Qt::Key_Right);
        QVERIFY(std::abs(jitter().brightness - before - 0.06) < 1e-9); // three hundredths of 0 to 2
        QCOMPARE(m_document->history().count(), 1);                    // one entry
        sliders[0]->setValue(250);
        QCOMPARE(m_document->pipeline().operations[2].probability, 0.25);
        m_document->history().undo();
        m_document->history().undo();
        QCOMPARE(jitter().brightness, before);
        QCOMPARE(sliders[1]->number(), 0.4); // the widgets follow
    }

    void fieldsTakeWhatSlidersDoNotReach()
    {
        m_editor->operations().setCurrentRow(2);
        auto *field = m_editor->findChild<OperationForm *>()->findChildren<QDoubleSpinBox *>()[1];
        field->setValue(5.5);
        QCOMPARE(jitter().brightness, 5.5);
        QCOMPARE(m_editor->findChild<OperationForm *>()->findChildren<MarkedSlider *>()[1]->value(), 1000);
        QCOMPARE(jitter().brightness, 5.5); // the slider at its end changes nothing
    }

    void strengthSetsTheJitter()
    {
        MarkedSlider *strength = nullptr;
        for (auto *slider : m_editor->findChildren<MarkedSlider *>())
            if (slider->accessibleName() == QStringLiteral("Color strength s"))
                strength = slider;
        QVERIFY(strength);
        QCOMPARE(strength->number(), 0.5);
        strength->setValue(500);
        QCOMPARE(jitter(), ColorJitter{});
        QCOMPARE(colorStrength(m_document->pipeline()), std::optional(1.0));
        m_editor->choosePreset(QStringLiteral("weak"));
        QVERIFY(!strength->isEnabled());
    }

    void bothSamplersAreOffered()
    {
        m_editor->operations().setCurrentRow(0);
        auto *sampler = box(QStringLiteral("Sampler"));
        QCOMPARE(sampler->count(), 2);
        sampler->setCurrentIndex(1);
        Q_EMIT sampler->activated(1);
        QCOMPARE(std::get<RandomResizedCrop>(m_document->pipeline().operations[0].kind).sampler,
                 CropSampler::TensorFlow);
    }

    void anOperationCanBeForOneView()
    {
        m_editor->operations().setCurrentRow(3);
        auto *scope = box(QStringLiteral("Acts on"));
        QCOMPARE(scope->currentIndex(), 0);
        scope->setFocus();
        QTest::keyClick(scope, Qt::Key_Down);
        QVERIFY(m_document->pipeline().operations[3].views == ViewScope::First);
        QVERIFY(m_editor->operations()
                    .item(3)
                    ->data(Qt::AccessibleTextRole)
                    .toString()
                    .contains(QStringLiteral("1st view")));
        m_document->history().undo();
        QVERIFY(m_document->pipeline().operations[3].views == ViewScope::Both);
        QCOMPARE(scope->currentIndex(), 0);
    }

    void fieldsMakeEntriesOfTheirOwn()
    {
        auto *size = m_editor->findChild<QSpinBox *>();
        const int before = m_document->history().count();
        for (const int side : {40, 48}) {
            size->setFocus();
            size->setValue(side);
            QTest::keyClick(size, Qt::Key_Return);
        }
        QCOMPARE(m_document->history().count(), before + 2);
        m_document->history().undo();
        QCOMPARE(m_document->pipeline().size, 40);
    }

    void savedPipelinesOutliveTheSession()
    {
        QSignalSpy changed(m_editor.get(), &PipelineEditor::libraryChanged);
        m_editor->add(Sobel{});
        m_editor->save(QStringLiteral("mine"));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(m_document->pipeline().name, std::string("mine"));
        const Pipeline saved = m_document->pipeline();
        m_editor->choosePreset(QStringLiteral("imagenet"));
        m_editor->chooseSaved(QStringLiteral("mine"));
        QVERIFY(m_document->pipeline() == saved);
        QVERIFY(m_library->setWorking(saved));
        m_editor->setLibrary(nullptr);
        m_library.reset();
        m_session.reset();
        openSession();
        QCOMPARE(m_library->pipelines().size(), std::size_t(1));
        QVERIFY(*m_library->find("mine") == saved);
        QVERIFY(m_library->working(32) == saved);
        QVERIFY(m_library->save(presetPipeline("weak")));
        QVERIFY(!m_library->rename("mine", "weak"));
        QVERIFY(m_library->rename("mine", "ours"));
        QVERIFY(!m_library->find("mine") && m_library->find("ours"));
        QVERIFY(m_library->remove("ours"));
        QCOMPARE(m_library->pipelines().size(), std::size_t(1));
    }

    void filesComeBackEqual()
    {
        QSignalSpy failed(m_editor.get(), &PipelineEditor::failed);
        const QString file = m_box.path(QStringLiteral("p.json"));
        m_editor->add(Rotate{12, true});
        const Pipeline before = m_document->pipeline();
        m_editor->exportTo(file);
        m_editor->choosePreset(QStringLiteral("weak"));
        m_editor->importFrom(file);
        QVERIFY(m_document->pipeline() == before);
        QVERIFY(failed.isEmpty());
        QFile broken(file);
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write("{\"size\": 32, \"operations\": [{\"op\": \"color_jiter\"}]}");
        broken.close();
        m_editor->importFrom(file);
        QCOMPARE(failed.size(), 1);
        QVERIFY(failed.first().first().toString().contains(QStringLiteral("color_jitter"))); // the nearest known
        QVERIFY(m_document->pipeline() == before);
    }

    void everythingIsNamed()
    {
        for (const auto &row : presetPipeline("simclr-v2").operations) {
            m_editor->add(row.kind);
            const QStringList unnamed = testing::unnamedFocusable(*m_editor);
            QVERIFY2(unnamed.isEmpty(), qPrintable(unnamed.join(QLatin1Char('\n'))));
        }
    }

private:
    [[nodiscard]] QComboBox *box(const QString &name) const
    {
        for (auto *box : m_editor->findChild<OperationForm *>()->findChildren<QComboBox *>())
            if (box->accessibleName() == name)
                return box;
        qFatal("no box is named %s", qPrintable(name));
    }
    void openSession()
    {
        auto session = ProjectSession::open(m_project, QStringLiteral("tandem-cli"));
        QVERIFY(session);
        m_session = std::move(*session);
        m_library = std::make_unique<PipelineLibrary>(*m_session);
    }
    [[nodiscard]] std::string words() const
    {
        std::string text;
        for (const Operation &operation : m_document->pipeline().operations)
            text += std::string(operationWord(operation.kind)) + " ";
        return text;
    }
    [[nodiscard]] ColorJitter jitter() const
    {
        return std::get<ColorJitter>(m_document->pipeline().operations[2].kind);
    }

    const testing::Sandbox &m_box;
    int m_projects = 0;
    QString m_project;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<PipelineLibrary> m_library;
    std::unique_ptr<PipelineDocument> m_document;
    std::unique_ptr<PipelineEditor> m_editor;
};

int main(int argc, char **argv)
{
    const testing::Sandbox box;
    QApplication application(argc, argv);
    PipelineEditorTest test(box);
    return QTest::qExec(&test, argc, argv);
}
#include "tst_pipeline_editor.moc"
