#include "core/augment/operation_table.h"
#include "tests/ui/ui_testing.h"
#include "ui/augment/augment_text.h"
#include "ui/augment/marked_slider.h"
#include "ui/augment/operation_form.h"
#include "ui/augment/operation_list.h"
#include "ui/augment/pipeline_editor.h"
#include "ui/project_session.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QDropEvent>
#include <QFile>
#include <QInputDialog>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QTimer>
#include <QTranslator>

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
        m_editor->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_editor.get()));
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
        undoAll();
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
        QCOMPARE(sliders[1]->number(), 40.0); // the widgets follow
    }

    void fieldsTakeWhatSlidersDoNotReach()
    {
        m_editor->operations().setCurrentRow(2);
        auto *field = m_editor->findChild<OperationForm *>()->findChildren<QDoubleSpinBox *>()[1];
        field->setValue(550);
        QCOMPARE(jitter().brightness, 5.5);
        QCOMPARE(m_editor->findChild<OperationForm *>()->findChildren<MarkedSlider *>()[1]->value(), 1000);
        QCOMPARE(jitter().brightness, 5.5); // the slider at its end changes nothing
    }

    void fieldsSayTheirUnits()
    {
        const auto texts = [this](const OperationKind &kind) {
            m_editor->add(kind);
            QStringList all;
            for (const auto *field : m_editor->findChild<OperationForm *>()->findChildren<QDoubleSpinBox *>())
                all.append(field->text());
            return all.join(QStringLiteral(", "));
        };
        QCOMPARE(texts(RandomResizedCrop{}), QStringLiteral("100.0 %, 8.0 %, 100.0 %, 0.750, 1.333"));
        QCOMPARE(texts(ColorJitter{}), QStringLiteral("80.0 %, ± 80.0 %, ± 80.0 %, ± 80.0 %, ± 72.0°"));
        QCOMPARE(texts(GaussianBlur{}), QStringLiteral("50.0 %, 0.100 px, 2.000 px, 10.0 %"));
        QCOMPARE(texts(Solarize{128}), QStringLiteral("50.0 %, 128.0 of 255"));
        QCOMPARE(texts(Rotate{30}), QStringLiteral("50.0 %, 30.0°"));
        QCOMPARE(texts(Cutout{.minArea = 0.02, .maxArea = 0.25}), QStringLiteral("50.0 %, 2.0 %, 25.0 %"));
        m_editor->operations().setCurrentRow(2);
        auto *hue = m_editor->findChild<OperationForm *>()->findChildren<QDoubleSpinBox *>()[4];
        hue->setValue(90);
        QCOMPARE(jitter().hue, 0.25);
        QVERIFY(m_editor->findChild<OperationForm *>()->findChildren<MarkedSlider *>()[4]->toolTip().endsWith(
            QStringLiteral(" ± 72°")));
    }

    void numbersAreReadAsInTheirFields()
    {
        const auto &parameters = operationRow(ColorJitter{}).parameters;
        QCOMPARE(parameterText(parameters[0], 0.4), QStringLiteral("± 40 %"));
        QCOMPARE(parameterText(parameters[0], 0.402), QStringLiteral("± 40.2 %"));
        QCOMPARE(parameterText(parameters[0], 1.002), QStringLiteral("± 100.2 %")); // no other number's text
        QCOMPARE(parameterText(parameters[0], 10), QStringLiteral("± 1,000 %"));
        QCOMPARE(parameterText(parameters[3], 0.1), QStringLiteral("± 36°"));
        QCOMPARE(parameterText(operationRow(GaussianBlur{}).parameters[1], 2), QStringLiteral("2 px"));
        QCOMPARE(parameterText(operationRow(RandomResizedCrop{}).parameters[2], 0.75), QStringLiteral("0.75"));
    }

    void sourcesOfPresetsAreTranslated()
    {
        struct Brackets : QTranslator {
            QString translate(const char *context, const char *text, const char *, int) const override
            {
                return qstrcmp(context, "Augment") == 0 ? QStringLiteral("[%1]").arg(QString::fromUtf8(text))
                                                        : QString();
            }
            bool isEmpty() const override { return false; }
        } brackets;
        QVERIFY(QCoreApplication::installTranslator(&brackets));
        m_editor->setLibrary(nullptr);
        auto *source = m_editor->findChild<QComboBox *>();
        for (int i = 0; i < source->count(); ++i) {
            const QString text = source->itemData(i, Qt::ToolTipRole).toString();
            QVERIFY2(text.startsWith(QLatin1Char('[')), qPrintable(text));
            m_editor->choosePreset(source->itemData(i).toString());
            const auto labels = m_editor->findChildren<QLabel *>();
            QVERIFY(
                std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) { return label->text() == text; }));
        }
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

    void aMarkIsDrawnAtItsValue()
    {
        MarkedSlider slider({0, 2});
        slider.resize(220, slider.sizeHint().height());
        const QImage plain = slider.grab().toImage();
        const auto middleOfMark = [&](double mark) { // -1: none
            slider.setMark(mark);
            const QImage marked = slider.grab().toImage();
            int first = -1, last = -1;
            for (int x = 0; x < plain.width(); ++x)
                for (int y = 0; y < plain.height(); ++y)
                    if (plain.pixel(x, y) != marked.pixel(x, y)) {
                        first = first < 0 ? x : first;
                        last = x;
                    }
            return (first + last) / 2;
        };
        QVERIFY(std::abs(middleOfMark(1) - 110) <= 2);
        QVERIFY(std::abs(middleOfMark(0.5) - 60) <= 5); // the handle's width is not in its way
        QCOMPARE(middleOfMark(3), -1);                  // beyond what the slider reaches
    }

    void thePapersValuesAreMarked()
    {
        auto *form = m_editor->findChild<OperationForm *>();
        m_editor->operations().setCurrentRow(2);
        QList<double> marks;
        for (const MarkedSlider *slider : form->findChildren<MarkedSlider *>()) {
            QVERIFY(slider->mark());
            marks.append(std::round(10 * *slider->mark()) / 10);
            QVERIFY(slider->accessibleDescription().startsWith(QStringLiteral("SimCLR's value for ImageNet: ")));
        }
        QCOMPARE(marks, (QList<double>{80, 80, 80, 80, 72})); // probability, brightness, contrast, saturation, hue
        m_editor->add(Solarize{});                            // which the paper's recipe has not
        for (const MarkedSlider *slider : form->findChildren<MarkedSlider *>())
            QVERIFY(!slider->mark());
    }

    void tabGoesFromTheListThroughTheFields()
    {
        OperationList &list = m_editor->operations();
        const QString shared = QStringLiteral("Probability, Probability, Acts on, ");
        QString jitter = shared;
        for (const char *name : {"Brightness", "Contrast", "Saturation", "Hue"})
            jitter += QStringLiteral("%1, %1, ").arg(QLatin1String(name)); // slider and field
        const QString last = QStringLiteral("Start run with this pipeline…");
        for (const int row : {1, 2, 1}) { // other fields each time
            list.setFocus();
            list.setCurrentRow(row);
            QTRY_VERIFY(box(QStringLiteral("Acts on"))->isVisible());
            QCOMPARE(namesByTab(last), (row == 1 ? shared : jitter) + last);
        }
    }

    void undoInAFieldIsThePipelines()
    {
        const Pipeline before = m_document->pipeline();
        m_editor->operations().setCurrentRow(1);
        auto *field = m_editor->findChild<OperationForm *>()->findChild<QDoubleSpinBox *>();
        for (QAbstractSpinBox *each : {static_cast<QAbstractSpinBox *>(field), // 50 %
                                       static_cast<QAbstractSpinBox *>(m_editor->findChild<QSpinBox *>())}) {
            QTRY_VERIFY(each->isVisible());
            each->setFocus();
            QTest::keyClick(each, Qt::Key_Up);
            QVERIFY(!(m_document->pipeline() == before));
            QTest::keyClick(each, Qt::Key_Z, Qt::ControlModifier);
            QVERIFY(m_document->pipeline() == before);
        }
        QTest::keyClick(m_editor->findChild<QSpinBox *>(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(m_document->pipeline().size, before.size + 1);
    }

    void undoInAFieldIsOfWhatIsBeingTyped()
    {
        m_editor->operations().setCurrentRow(1);
        auto *field = m_editor->findChild<OperationForm *>()->findChild<QDoubleSpinBox *>();
        QTRY_VERIFY(field->isVisible());
        field->setFocus();
        const Pipeline before = m_document->pipeline();
        const QString text = field->text();
        field->selectAll();
        QTest::keyClicks(field, QStringLiteral("7"));
        QVERIFY(field->text() != text);
        QTest::keyClick(field, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(field->text(), text);
        field->selectAll();
        QTest::keyClicks(field, QStringLiteral("7"));
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(m_document->pipeline().operations[1].probability, 0.07);
        QTest::keyClick(field, Qt::Key_Z, Qt::ControlModifier); // it is entered now
        QVERIFY(m_document->pipeline() == before);
    }

    void choicesAndClicksAreEntriesOfTheirOwn()
    {
        m_editor->operations().setCurrentRow(0);
        auto *sampler = box(QStringLiteral("Sampler"));
        QTRY_VERIFY(sampler->isVisible());
        sampler->setFocus();
        QTest::keyClick(sampler, Qt::Key_Down);
        QTest::keyClick(sampler, Qt::Key_Up);
        QCOMPARE(m_document->history().count(), 2); // there and back is not nothing
        m_editor->add(Rotate{});
        auto *flag = m_editor->findChild<OperationForm *>()->findChild<QCheckBox *>();
        flag->click();
        flag->click();
        QCOMPARE(m_document->history().count(), 5);
    }

    void aSlidersStepsAreOneEntryUntilItIsLeft()
    {
        m_editor->operations().setCurrentRow(0);
        auto *slider = m_editor->findChild<OperationForm *>()->findChildren<MarkedSlider *>()[1]; // smallest area
        QTRY_VERIFY(slider->isVisible());
        const auto entries = [this] { return m_document->history().count(); };
        const QPoint groove(slider->width() - 3, slider->height() / 2);
        QTest::mouseClick(slider, Qt::LeftButton, {}, groove);
        QTest::mouseClick(slider, Qt::LeftButton, {}, groove);
        QCOMPARE(entries(), 2);
        slider->setFocus();
        QTest::keyClick(slider, Qt::Key_Right);
        QTest::keyClick(slider, Qt::Key_Right);
        QCOMPARE(entries(), 3);
        QTest::mouseClick(slider, Qt::LeftButton, {}, groove);
        QCOMPARE(entries(), 4);
        QTest::keyClick(slider, Qt::Key_Left);
        box(QStringLiteral("Sampler"))->setFocus();
        slider->setFocus();
        QTest::keyClick(slider, Qt::Key_Left);
        QCOMPARE(entries(), 6);
    }

    void whatIsDeletedComesBackByUndo()
    {
        m_editor->add(Sobel{});
        m_editor->save(QStringLiteral("mine"));
        const Pipeline saved = m_document->pipeline();
        m_editor->add(Solarize{}); // the saved one is not the one at hand
        const Pipeline edited = m_document->pipeline();
        QSignalSpy changed(m_editor.get(), &PipelineEditor::libraryChanged);
        QAction *remove = menuAction(QStringLiteral("Delete"));
        remove->trigger();
        QVERIFY(m_library->pipelines().empty());
        QVERIFY(m_document->pipeline() == edited);
        QVERIFY(!remove->isEnabled());
        m_document->history().undo();
        QVERIFY(m_library->find("mine") && *m_library->find("mine") == saved);
        QVERIFY(m_document->pipeline() == edited);
        QVERIFY(remove->isEnabled());
        m_document->history().redo();
        QVERIFY(m_library->pipelines().empty());
        QCOMPARE(changed.size(), 3);
    }

    void whatIsReplacedComesBackByUndo()
    {
        m_editor->save(QStringLiteral("mine"));
        const Pipeline saved = m_document->pipeline();
        m_editor->choosePreset(QStringLiteral("weak"));
        m_editor->save(QStringLiteral("mine")); // another one
        const Pipeline replacing = m_document->pipeline();
        QVERIFY(*m_library->find("mine") == replacing);
        const int entries = m_document->history().count();
        m_editor->save(QStringLiteral("mine")); // as it is
        QCOMPARE(m_document->history().count(), entries);
        m_document->history().undo();
        QVERIFY(*m_library->find("mine") == saved);
        QCOMPARE(m_document->pipeline().name, std::string("weak"));
        m_document->history().redo();
        QVERIFY(*m_library->find("mine") == replacing);
        m_editor->setLibrary(nullptr);
        QVERIFY(!m_document->history().canUndo()); // the entries are of a library that is no longer there
    }

    void whatIsSavedStaysAtUndo()
    {
        QSignalSpy changed(m_editor.get(), &PipelineEditor::libraryChanged);
        m_editor->add(Sobel{});
        m_editor->save(QStringLiteral("mine"));
        QCOMPARE(m_editor->findChild<QComboBox *>()->currentText(), QStringLiteral("mine"));
        m_editor->add(Solarize{});
        m_editor->save(QStringLiteral("mine")); // its own name
        const Pipeline saved = m_document->pipeline();
        QCOMPARE(changed.size(), 2);
        undoAll();
        QVERIFY(m_document->pipeline() == presetPipeline("cifar"));
        QVERIFY(m_library->find("mine") && *m_library->find("mine") == saved);
        m_document->history().redo();
        m_document->history().redo();
        QCOMPARE(m_document->pipeline().name, std::string("mine"));
        QVERIFY(*m_library->find("mine") == saved);
    }

    void whatIsSavedSinceStaysAtUndo()
    {
        m_editor->save(QStringLiteral("mine"));
        menuAction(QStringLiteral("Delete"))->trigger();
        m_editor->save(QStringLiteral("beside"));
        undoAll(); // of the deletion too
        QVERIFY(m_library->find("mine") && m_library->find("beside"));

        m_editor->chooseSaved(QStringLiteral("mine"));
        menuAction(QStringLiteral("Delete"))->trigger();
        m_editor->add(Sobel{});
        m_editor->save(QStringLiteral("mine")); // which is free again
        const Pipeline again = m_document->pipeline();
        undoAll();
        QVERIFY(*m_library->find("mine") == again);

        m_editor->chooseSaved(QStringLiteral("mine"));
        renameInDialog(QStringLiteral("ours"));
        m_editor->add(Solarize{});
        m_editor->save(QStringLiteral("ours"));
        const Pipeline ours = m_document->pipeline();
        undoAll();
        QVERIFY(m_library->find("ours") && *m_library->find("ours") == ours);
        QVERIFY(!m_library->find("mine"));
    }

    void renamingGoesThroughTheDialogAndBack()
    {
        QSignalSpy failed(m_editor.get(), &PipelineEditor::failed);
        m_editor->save(QStringLiteral("other"));
        m_editor->save(QStringLiteral("mine"));
        renameInDialog(QStringLiteral(" ours "));
        QVERIFY(m_library->find("ours") && !m_library->find("mine"));
        QCOMPARE(m_document->pipeline().name, std::string("ours"));
        QCOMPARE(m_editor->findChild<QComboBox *>()->currentText(), QStringLiteral("ours"));
        m_document->history().undo();
        QVERIFY(m_library->find("mine") && !m_library->find("ours"));
        QCOMPARE(m_document->pipeline().name, std::string("mine"));
        QCOMPARE(m_editor->findChild<QComboBox *>()->currentText(), QStringLiteral("mine"));
        QVERIFY(failed.isEmpty());
        renameInDialog(QStringLiteral("other")); // which there is
        QCOMPARE(failed.size(), 1);
        renameInDialog({});
        QCOMPARE(m_document->pipeline().name, std::string("mine"));
        QCOMPARE(m_library->pipelines().size(), std::size_t(2));
    }

    void theStrengthThatIsShownCanBeEntered()
    {
        QDoubleSpinBox *field = strengthField();
        makeJitterItsOwn();
        QVERIFY(!colorStrength(m_document->pipeline()));
        QCOMPARE(field->value(), 0.5);
        field->setFocus();
        m_editor->operations().setFocus(); // passed by
        QVERIFY(!colorStrength(m_document->pipeline()));
        for (const int decimals : {1, 2}) { // both are left by Tab
            field->setFocus();
            field->selectAll();
            QTest::keyClicks(field, QLocale().toString(0.5, 'f', decimals));
            m_editor->operations().setFocus();
            QCOMPARE(colorStrength(m_document->pipeline()), std::optional(0.5));
            makeJitterItsOwn();
        }
        field->setFocus();
        QTest::keyClick(field, Qt::Key_Return); // nothing was typed
        QCOMPARE(colorStrength(m_document->pipeline()), std::optional(0.5));
        m_document->history().undo();
        QVERIFY(!colorStrength(m_document->pipeline()));
    }

    void aPopupEntersNoStrength()
    {
        QDoubleSpinBox *field = strengthField();
        makeJitterItsOwn();
        field->setFocus();
        QFocusEvent popup(QEvent::FocusOut, Qt::PopupFocusReason);
        QApplication::sendEvent(field, &popup); // as of the menu of a button that takes no focus
        QVERIFY(field->hasFocus());
        QVERIFY(!colorStrength(m_document->pipeline()));
        QTest::keyClick(field, Qt::Key_Enter);
        QCOMPARE(colorStrength(m_document->pipeline()), std::optional(0.5));
    }

    void costsStandAtTheirOperations()
    {
        m_editor->setCosts({25.4, 0.3, 3.14, 0});
        QCOMPARE(costs(), QStringLiteral("25 µs, < 1 µs, 3.1 µs, < 1 µs"));
        m_editor->findChild<OperationForm *>()->findChild<QDoubleSpinBox *>()->setValue(50); // its probability
        QCOMPARE(costs(), QStringLiteral("25 µs, < 1 µs, 3.1 µs, < 1 µs"));
        m_editor->move(1, 2); // until they are measured again, what these cost is not known
        QCOMPARE(costs(), QStringLiteral("25 µs, -, -, < 1 µs"));
        m_editor->setCosts({25.4, 3.14, 0.3, 0});
        m_editor->remove(0);
        QCOMPARE(costs(), QStringLiteral("-, -, -"));
        m_editor->setCosts({3.14, 0.3, 0});
        m_editor->add(Sobel{});
        QCOMPARE(costs(), QStringLiteral("3.1 µs, < 1 µs, < 1 µs, -"));
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
        Pipeline other = presetPipeline("weak");
        other.name = "other";
        QVERIFY(m_library->save(other));
        QVERIFY(!m_library->rename("mine", "other"));
        QVERIFY(m_library->rename("mine", "ours"));
        QVERIFY(!m_library->find("mine") && m_library->find("ours"));
        QVERIFY(m_library->remove("ours"));
        QCOMPARE(m_library->pipelines().size(), std::size_t(1));
    }

    void presetsKeepTheirNames()
    {
        QSignalSpy failed(m_editor.get(), &PipelineEditor::failed);
        m_editor->add(Sobel{});
        m_editor->save(QStringLiteral("cifar"));
        QCOMPARE(failed.size(), 1);
        QVERIFY(m_library->pipelines().empty());
        QCOMPARE(saveInDialog({}), QStringLiteral("cifar 2"));
        m_editor->save(QStringLiteral("cifar 2"));
        QCOMPARE(m_library->freeName("cifar"), std::string("cifar 3"));
        QVERIFY(!m_library->rename("cifar 2", "weak"));
        // One that is called like the title of a preset is shown as itself.
        auto *source = m_editor->findChild<QComboBox *>();
        m_editor->save(source->itemText(0));
        QCOMPARE(m_library->pipelines().size(), std::size_t(2));
        QVERIFY(source->currentIndex() > static_cast<int>(pipelinePresets().size()));
    }

    void savingAsksBeforeItReplacesAnother()
    {
        m_editor->add(Sobel{});
        m_editor->save(QStringLiteral("one"));
        const Pipeline one = m_document->pipeline();
        m_editor->choosePreset(QStringLiteral("weak"));
        m_editor->save(QStringLiteral("two"));
        bool isAsked = false;
        saveInDialog(QStringLiteral(" one "), Answer::Cancel, &isAsked);
        QVERIFY(isAsked);
        QVERIFY(*m_library->find("one") == one);
        QCOMPARE(m_document->pipeline().name, std::string("two"));
        m_editor->add(Solarize{});
        saveInDialog(QStringLiteral("two"), Answer::Cancel, &isAsked); // its own name
        QVERIFY(!isAsked);
        QCOMPARE(m_library->find("two")->operations.size(), std::size_t(3));
        saveInDialog(QStringLiteral("one"), Answer::Replace, &isAsked);
        QVERIFY(isAsked);
        QCOMPARE(m_library->find("one")->operations.size(), std::size_t(3));
    }

    void anImportStandsBesideTheSaved()
    {
        const QString file = m_box.path(QStringLiteral("mine.json"));
        m_editor->save(QStringLiteral("mine"));
        m_editor->exportTo(file);
        m_editor->importFrom(file);
        QCOMPARE(m_document->pipeline().name, std::string("mine")); // the same one
        m_editor->add(Sobel{});
        m_editor->save(QStringLiteral("mine"));
        m_editor->importFrom(file);
        QCOMPARE(m_document->pipeline().name, std::string("mine 2"));
    }

    void draggingAsksForAMove_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("row"); // that it is dropped on; -1: below all
        QTest::addColumn<bool>("lowerHalf");
        QTest::addColumn<int>("to"); // -1: no move
        QTest::newRow("down, onto the lower half") << 0 << 2 << true << 2;
        QTest::newRow("down, onto the upper half") << 0 << 2 << false << 1;
        QTest::newRow("up, onto the lower half") << 3 << 1 << true << 2;
        QTest::newRow("up, onto the upper half") << 3 << 1 << false << 1;
        QTest::newRow("to the end") << 1 << -1 << false << 3;
        QTest::newRow("onto itself") << 1 << 1 << true << -1;
        QTest::newRow("onto its neighbour's near half") << 1 << 2 << false << -1;
    }

    void draggingAsksForAMove()
    {
        QFETCH(int, from);
        QFETCH(int, row);
        QFETCH(bool, lowerHalf);
        QFETCH(int, to);
        struct DropList : OperationList {
            using OperationList::dropEvent;
        } list;
        list.setPipeline(presetPipeline("cifar"));
        list.resize(200, 300);
        list.show();
        list.setCurrentRow(from);
        const QRect target = row < 0 ? QRect() : list.visualItemRect(list.item(row));
        const int y = row < 0 ? list.viewport()->height() - 1 : lowerHalf ? target.bottom() - 1 : target.top() + 1;
        QSignalSpy asked(&list, &OperationList::moveRequested);
        const QMimeData data;
        QDropEvent drop(QPointF(20, y), Qt::MoveAction, &data, Qt::LeftButton, Qt::NoModifier);
        list.dropEvent(&drop);
        QCOMPARE(drop.dropAction(), Qt::IgnoreAction); // else the view would take the row away after the drag
        QCOMPARE(list.count(), 4);
        QCOMPARE(asked.size(), to < 0 ? 0 : 1);
        if (to >= 0)
            QCOMPARE(asked.first(), (QList<QVariant>{from, to}));
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
    enum class Answer { Cancel, Replace };
    /// Goes through the dialogs of saving; an empty name leaves the first one. Tells the name that was offered.
    QString saveInDialog(const QString &name, Answer answer = Answer::Cancel, bool *isAsked = nullptr)
    {
        QString offered;
        bool asked = false;
        QTimer timer;
        connect(&timer, &QTimer::timeout, this, [&] {
            QWidget *open = QApplication::activeModalWidget();
            if (auto *input = qobject_cast<QInputDialog *>(open)) {
                offered = input->textValue();
                input->setTextValue(name);
                name.isEmpty() ? input->reject() : input->accept();
            } else if (auto *question = qobject_cast<QMessageBox *>(open)) {
                asked = true;
                const auto wanted = answer == Answer::Replace ? QMessageBox::DestructiveRole : QMessageBox::RejectRole;
                for (QAbstractButton *button : question->buttons())
                    if (question->buttonRole(button) == wanted)
                        return button->click();
            }
        });
        timer.start(10);
        for (QAction *action : m_editor->actions())
            if (action->shortcut() == QKeySequence(QKeySequence::Save))
                action->trigger();
        if (isAsked)
            *isAsked = asked;
        return offered;
    }
    /// An empty name leaves the dialog.
    void renameInDialog(const QString &name)
    {
        QTimer timer;
        connect(&timer, &QTimer::timeout, this, [&] {
            if (auto *input = qobject_cast<QInputDialog *>(QApplication::activeModalWidget())) {
                input->setTextValue(name);
                name.isEmpty() ? input->reject() : input->accept();
            }
        });
        timer.start(10);
        menuAction(QStringLiteral("Rename"))->trigger();
    }
    [[nodiscard]] QAction *menuAction(const QString &word) const
    {
        for (const auto *menu : m_editor->findChildren<QMenu *>())
            for (QAction *action : menu->actions())
                if (action->text().remove(QLatin1Char('&')).startsWith(word))
                    return action;
        qFatal("no action begins with %s", qPrintable(word));
    }
    /// Of what has the focus after each press of Tab, as far as this one.
    static QString namesByTab(const QString &last)
    {
        QStringList names;
        while (names.size() < 20 && (names.isEmpty() || names.last() != last)) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            const QWidget *at = QApplication::focusWidget();
            const auto *button = qobject_cast<const QPushButton *>(at);
            names.append(button ? button->text() : at->accessibleName());
        }
        return names.join(QStringLiteral(", "));
    }
    [[nodiscard]] QDoubleSpinBox *strengthField() const
    {
        for (auto *field : m_editor->findChildren<QDoubleSpinBox *>())
            if (field->accessibleName() == QStringLiteral("Color strength s"))
                return field;
        qFatal("no field for the strength");
    }
    void undoAll()
    {
        while (m_document->history().canUndo())
            m_document->history().undo();
    }
    /// No strength makes what the jitter then is.
    void makeJitterItsOwn()
    {
        Pipeline own = m_document->pipeline();
        std::get<ColorJitter>(own.operations[2].kind).brightness = 0.1;
        m_document->change(own, QStringLiteral("own"));
    }
    [[nodiscard]] QComboBox *box(const QString &name) const
    {
        for (auto *box : m_editor->findChild<OperationForm *>()->findChildren<QComboBox *>())
            if (box->accessibleName() == name)
                return box;
        qFatal("no box is named %s", qPrintable(name));
    }
    /// What the rows of the list say; "-" of none.
    [[nodiscard]] QString costs() const
    {
        QStringList all;
        for (int row = 0; row < m_editor->operations().count(); ++row) {
            const QString text = m_editor->operations().item(row)->data(Qt::AccessibleTextRole).toString();
            all.append(text.endsWith(QStringLiteral("µs")) ? text.section(QStringLiteral(", "), -1)
                                                           : QStringLiteral("-"));
        }
        return all.join(QStringLiteral(", "));
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
