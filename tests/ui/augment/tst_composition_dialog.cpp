#include "core/sweep/sweep_cells.h"
#include "ui/augment/composition_dialog.h"
#include "ui/sweeps/pair_axis.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QPushButton>
#include <QRadioButton>
#include <QTest>

#include <set>

using namespace tandem;

namespace {

Settings base()
{
    Settings settings;
    settings.data.path = "/data";
    settings.augment.size = 99; // a cell's pipeline has its own
    settings.train.epochs = 3;
    settings.train.warmupEpochs = 0;
    return settings;
}

Pipeline recipe()
{
    Pipeline like = presetPipeline("imagenet");
    like.size = 48;
    return like;
}

QPushButton *goButton(CompositionDialog &dialog)
{
    auto *buttons = dialog.findChild<QDialogButtonBox *>();
    for (QAbstractButton *button : buttons->buttons())
        if (buttons->buttonRole(button) == QDialogButtonBox::AcceptRole)
            return qobject_cast<QPushButton *>(button);
    return nullptr;
}

} // namespace

class CompositionDialogTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyCellIsARunOfItsPipeline()
    {
        const CompositionDialog dialog(recipe(), base());
        const SweepSpec spec = dialog.spec();
        const auto violations = validateSweep(spec);
        QVERIFY2(violations.empty(), violations.empty() ? "" : describe(violations.front().error).c_str());
        const auto cells = sweepCells(spec);
        QCOMPARE(cells.size(), std::size_t{49});
        const auto expected = compositionCells(dialog.choice());
        std::set<std::string> keys, names;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const auto settings = cellSettings(spec, cells[i].points, 1);
            QVERIFY(settings);
            const auto pipeline = resolvePipeline(settings->augment, 500);
            QVERIFY(pipeline);
            QVERIFY(*pipeline == expected[i].pipeline);
            QCOMPARE(pipeline->size, 48);
            keys.insert(cells[i].key);
            names.insert(cellRunName(spec, cells[i].points, 1));
        }
        QCOMPARE(keys.size(), cells.size());
        QCOMPARE(names.size(), cells.size());
        const auto pairs = pairAxis(spec.axes[0]);
        QVERIFY(pairs);
        QCOMPARE(pairs->words.size(), std::size_t{7});
        for (std::size_t i = 0; i < cells.size(); ++i)
            QCOMPARE(pairs->placeOf(cells[i].points[0]),
                     (std::pair{static_cast<int>(expected[i].row), static_cast<int>(expected[i].column)}));
    }

    void oneViewOrBoth()
    {
        CompositionDialog dialog(recipe(), base());
        const auto scopes = [&dialog] {
            std::set<ViewScope> found;
            for (const CompositionCell &cell : compositionCells(dialog.choice()))
                for (std::size_t i = 1; i < cell.pipeline.operations.size(); ++i) // the first is the crop of both
                    found.insert(cell.pipeline.operations[i].views);
            return found;
        };
        QCOMPARE(scopes(), std::set<ViewScope>{ViewScope::First});
        dialog.both()->click();
        QCOMPARE(scopes(), std::set<ViewScope>{ViewScope::Both});
        QVERIFY(dialog.spec().name != CompositionDialog(recipe(), base()).spec().name);
    }

    void fewerOperationsAreASmallerMatrix()
    {
        CompositionDialog dialog(recipe(), base());
        QVERIFY2(dialog.sentence().startsWith(QStringLiteral("7 × 7 pairs: 49 ")), qPrintable(dialog.sentence()));
        for (std::size_t i = 2; i < dialog.boxes().size(); ++i)
            dialog.boxes()[i]->click();
        QVERIFY2(dialog.sentence().startsWith(QStringLiteral("2 × 2 pairs: 4 ")), qPrintable(dialog.sentence()));
        QCOMPARE(dialog.spec().axes[0].points.size(), std::size_t{4});
        QVERIFY(goButton(dialog)->isEnabled());
        dialog.boxes()[1]->click();
        QVERIFY(!goButton(dialog)->isEnabled());
        QCOMPARE(dialog.sentence(), QStringLiteral("Choose at least two operations."));
    }
};

QTEST_MAIN(CompositionDialogTest)
#include "tst_composition_dialog.moc"
