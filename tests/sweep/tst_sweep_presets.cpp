#include "core/sweep/sweep_cells.h"
#include "core/sweep/sweep_presets.h"
#include "sweep_fixture.h"

#include <cmath>

using namespace tandem;
using namespace tandem::test;

class TestSweepPresets : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void presetsAreValid();
    void everyCellOfAPaperTableHasItsNumber();
    void numbersAreThePapers();
    void agreementKnowsWhichWayIsBetter();
    void workloadIsCounted();
};

void TestSweepPresets::presetsAreValid()
{
    Settings base;
    base.data.path = "/data";
    for (const SweepPreset &preset : sweepPresets()) {
        const SweepSpec spec = sweepFromPreset(preset.id, base);
        const auto violations = validateSweep(spec);
        QVERIFY2(violations.empty(), violations.empty() ? "" : describe(sweepViolationsAsError(violations)).c_str());
        QVERIFY(spec.preset == preset.id && spec.base == base && !spec.name.empty());
        QVERIFY(take(sweepFromJson(sweepToJson(spec))) == spec);
    }
    QCOMPARE(sweepPresets().size(), std::size_t{3});
}

void TestSweepPresets::everyCellOfAPaperTableHasItsNumber()
{
    for (const char *id : {"paper-temperature", "paper-batch-epochs"}) {
        const SweepSpec spec = sweepFromPreset(id, {});
        const auto table = paperTable(spec);
        QVERIFY(table);
        for (const SweepCell &cell : sweepCells(spec))
            QVERIFY2(table->find(cell.points) != nullptr, cell.key.c_str());
        QCOMPARE(table->numbers.size(), sweepCells(spec).size());
    }
    QVERIFY(!paperTable(sweepFromPreset("temperature-batch", {})));
    SweepSpec other = sweepFromPreset("paper-batch-epochs", {});
    other.axes[1].points.push_back(pointOf("train.epochs", "50"));
    QVERIFY(paperTable(other)->find(sweepCells(other)[4].points) == nullptr); // the paper stops at 100
}

void TestSweepPresets::numbersAreThePapers()
{
    const auto temperature = paperTable(sweepFromPreset("paper-temperature", {}));
    const PaperNumber &best = temperature->numbers[1];
    QCOMPARE(best.labels.front(), std::string("cosine, τ 0.1"));
    QVERIFY(std::abs(best.accuracy - 0.644) < 1e-12 && *best.entropy == 4.5);
    Settings base;
    const auto at = [&base](const char *batch, const char *epochs) {
        const SweepSpec spec = sweepFromPreset("paper-batch-epochs", base);
        const auto table = paperTable(spec);
        return table->find(std::vector{pointOf("train.batch_size", batch), pointOf("train.epochs", epochs)})->accuracy;
    };
    QVERIFY(std::abs(at("256", "100") - 0.575) < 1e-12);
    QVERIFY(std::abs(at("8192", "800") - 0.690) < 1e-12);
    base.optimizer.scaling = "sqrt";
    QVERIFY(std::abs(at("256", "100") - 0.628) < 1e-12);
    QVERIFY(std::abs(at("4096", "400") - 0.680) < 1e-12);
}

void TestSweepPresets::agreementKnowsWhichWayIsBetter()
{
    const std::vector<double> papers{0.57, 0.60, 0.64, 0.66}, accuracies{0.2, 0.3, 0.4, 0.9}, losses{4, 3, 2, 1};
    const auto up = paperAgreement(accuracies, papers, true), down = paperAgreement(losses, papers, false);
    QVERIFY(up && down && up->cells == 4 && down->cells == 4);
    QCOMPARE(up->rankCorrelation, 1.0);
    QCOMPARE(down->rankCorrelation, 1.0); // a lower loss is the better one
    QCOMPARE(paperAgreement(losses, papers, true)->rankCorrelation, -1.0);
    QCOMPARE(paperAgreement(accuracies, papers, false)->rankCorrelation, -1.0);
    // Two neighbours changed places: 1 - 6 · 2 / (4 · 15).
    QVERIFY(std::abs(paperAgreement(std::vector<double>{4, 2, 3, 1}, papers, false)->rankCorrelation - 0.8) < 1e-12);
    QVERIFY(!paperAgreement(std::vector<double>{1, 2}, std::vector<double>{1, 2}, true));
}

void TestSweepPresets::workloadIsCounted()
{
    Settings base;
    base.train.epochs = 10;
    SweepSpec spec = sweepFromPreset("temperature-batch", base);
    spec.seeds = 2;
    SweepWorkload work = workloadOf(spec);
    QVERIFY(work.runs == 18 && work.epochs == 180);
    spec.budget.runs = 9;
    work = workloadOf(spec);
    QVERIFY(work.runs == 9 && work.epochs == 90);
    SweepSpec epochs = sweepFromPreset("paper-batch-epochs", base);
    work = workloadOf(epochs);
    QVERIFY(work.runs == 24 && work.epochs == 6 * 1500);
    SweepSpec draws = sweepFromPreset("temperature-batch", base);
    draws.planning = {Planner::Tpe, 20};
    work = workloadOf(draws);
    QVERIFY(work.runs == 20 && work.epochs == 200);
    draws.axes = {{"train.epochs", {}, AxisRange{10, 30, false, 3}}};
    QCOMPARE(workloadOf(draws).epochs, std::int64_t{400});
}

QTEST_GUILESS_MAIN(TestSweepPresets)
#include "tst_sweep_presets.moc"
