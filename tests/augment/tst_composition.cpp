#include "core/augment/composition.h"
#include "core/augment/operation_table.h"
#include "core/config/settings_table.h"

#include <QtTest>

#include <set>

using namespace tandem;

class TestComposition : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void matrixOfThePaper();
    void oneViewIsOnlyCropped();
    void symmetricCellsChangeBoth();
    void parametersComeFromThePipeline();
    void assignmentsMakeTheSettings();
};

void TestComposition::matrixOfThePaper()
{
    CompositionChoice choice;
    choice.like = presetPipeline("imagenet");
    const auto cells = compositionCells(choice);
    QCOMPARE(cells.size(), std::size_t{49});
    std::set<std::string> keys;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        QCOMPARE(cells[i].row, i / 7);
        QCOMPARE(cells[i].column, i % 7);
        QVERIFY(keys.insert(cells[i].key).second); // the order of two counts
        QCOMPARE(cells[i].pipeline.size, 224);
        for (const Operation &operation : cells[i].pipeline.operations)
            QVERIFY(!findFault(operation.kind));
    }
    QVERIFY(keys.contains("color") && keys.contains("color+blur") && keys.contains("blur+color"));
    QCOMPARE(compositionKey(StudyTransform::Crop, StudyTransform::Crop), std::string("crop"));
    choice.transforms = {StudyTransform::Blur, StudyTransform::Crop};
    QCOMPARE(compositionCells(choice).size(), std::size_t{4});
    QCOMPARE(compositionCells(choice)[1].key, std::string("blur+crop"));
}

void TestComposition::oneViewIsOnlyCropped()
{
    CompositionChoice choice;
    for (const CompositionCell &cell : compositionCells(choice)) {
        QVERIFY(isAsymmetric(cell.pipeline));
        for (std::uint32_t sample = 0; sample < 20; ++sample) {
            const DrawnView changed = drawTrainingView(cell.pipeline, 100, 80, 1, 1, sample, 0);
            const DrawnView other = drawTrainingView(cell.pipeline, 100, 80, 1, 1, sample, 1);
            QCOMPARE(other.operations.size(), std::size_t{1});
            QVERIFY(std::holds_alternative<DrawnCrop>(other.operations[0]));
            QVERIFY(std::holds_alternative<DrawnCrop>(changed.operations.at(0)));
            // Color may leave a view as it is; everything else always happens.
            const bool hasColor = cell.key.find("color") != std::string::npos;
            QVERIFY(hasColor || changed.operations.size() == (cell.row == cell.column ? 2U : 3U));
        }
    }
    // In the order of row, then column.
    choice.transforms = {StudyTransform::Sobel, StudyTransform::Noise};
    const DrawnView view = drawTrainingView(compositionCells(choice)[1].pipeline, 9, 9, 1, 1, 1, 0);
    QVERIFY(std::holds_alternative<DrawnSobel>(view.operations.at(1)));
    QVERIFY(std::holds_alternative<DrawnNoise>(view.operations.at(2)));
}

void TestComposition::symmetricCellsChangeBoth()
{
    CompositionChoice choice;
    choice.asymmetric = false;
    for (const CompositionCell &cell : compositionCells(choice))
        QVERIFY(!isAsymmetric(cell.pipeline));
}

void TestComposition::parametersComeFromThePipeline()
{
    CompositionChoice choice;
    choice.transforms = {StudyTransform::Color, StudyTransform::Rotate};
    const auto jitter = [&] {
        return std::get<ColorJitter>(compositionCells(choice)[0].pipeline.operations.at(1).kind);
    };
    const auto rotation = [&] { return std::get<Rotate>(compositionCells(choice)[3].pipeline.operations.at(1).kind); };
    QCOMPARE(jitter(), ColorJitter{}); // the paper's
    QVERIFY(rotation().rightAngles);   // likewise
    choice.like.size = 48;
    choice.like.operations = {
        {ColorJitter{0.1, 0.2, 0.3, 0.4}, 0.01, false}, {Rotate{10}, 0.5}, {RandomResizedCrop{.minArea = 0.5}, 1}};
    QCOMPARE(jitter(), (ColorJitter{0.1, 0.2, 0.3, 0.4}));
    QCOMPARE(rotation(), (Rotate{10}));
    const Pipeline made = compositionCells(choice)[0].pipeline;
    QCOMPARE(made.size, 48);
    QCOMPARE(std::get<RandomResizedCrop>(made.operations.at(0).kind).minArea, 0.5);
    QCOMPARE(made.operations.at(1).probability, 0.8); // of the study, not of the pipeline
    QVERIFY(made.operations.at(1).enabled);
}

void TestComposition::assignmentsMakeTheSettings()
{
    CompositionChoice choice;
    choice.like.size = 40;
    for (const CompositionCell &cell : compositionCells(choice)) {
        Settings settings;
        settings.data.path = "/images";
        settings.augment.size = 96;
        for (const std::string &assignment : cell.assignments)
            QVERIFY(applyAssignment(settings, assignment));
        QVERIFY(validate(settings).empty());
        const auto pipeline = resolvePipeline(settings.augment, 500);
        QVERIFY(pipeline && *pipeline == cell.pipeline);
    }
}

QTEST_APPLESS_MAIN(TestComposition)
#include "tst_composition.moc"
