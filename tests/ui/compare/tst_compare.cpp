#include "core/store/run_index.h"
#include "tests/ui/runs/made_up_run.h"
#include "tests/ui/ui_testing.h"
#include "ui/augment/preview_grid.h"
#include "ui/compare/changes_view.h"
#include "ui/compare/compare_panel.h"
#include "ui/compare/numbers_view.h"
#include "ui/compare/pipelines_view.h"

#include <QApplication>
#include <QTabWidget>
#include <QTest>
#include <QTreeWidget>

using namespace tandem;
using namespace tandem::test;

class TestCompare : public QObject {
    Q_OBJECT

private:
    ProjectLayout layout() const { return ProjectLayout(m_project.toStdString()); }

    RunId makeRun(const char *name, const std::function<void(Settings &)> &change)
    {
        MadeUpRun run;
        run.id = RunId::make();
        run.name = name;
        run.settings.data.path = m_images.toStdString();
        run.settings.data.holdOut = 0;
        change(run.settings);
        MadeUpTrainer trainer(layout(), run);
        trainer.train(100);
        trainer.finish(RunState::Done);
        return run.id;
    }

    /// Of all runs in the project, oldest first.
    ComparisonRequest request() const
    {
        auto listing = RunIndex(layout(), nullptr).refresh();
        ComparisonRequest wanted{layout(), {}, {}, {}};
        std::sort(listing->changed.begin(), listing->changed.end(),
                  [](const RunEntry &a, const RunEntry &b) { return a.summary.id < b.summary.id; });
        for (RunEntry &entry : listing->changed) {
            RunRow row;
            wanted.names.push_back(QString::fromStdString(entry.summary.name));
            row.summary = std::move(entry.summary);
            row.digest = std::move(entry.digest);
            wanted.rows.push_back(std::make_shared<const RunRow>(std::move(row)));
            wanted.said.emplace_back();
        }
        return wanted;
    }

    static QString render(const QTreeWidget &tree)
    {
        QStringList lines;
        const auto add = [&](const QTreeWidgetItem *item, const QString &indent) {
            QStringList cells;
            for (int column = 0; column < tree.columnCount(); ++column)
                if (!item->text(column).isEmpty())
                    cells << item->text(column);
            lines << indent + cells.join(QStringLiteral(" | "));
        };
        for (int i = 0; i < tree.topLevelItemCount(); ++i) {
            add(tree.topLevelItem(i), {});
            for (int k = 0; k < tree.topLevelItem(i)->childCount(); ++k)
                add(tree.topLevelItem(i)->child(k), QStringLiteral("  "));
        }
        return lines.join(QLatin1Char('\n'));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_project, m_images;

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_project = m_folder->filePath(QStringLiteral("p.tandem"));
        m_images = m_folder->filePath(QStringLiteral("images"));
        QVERIFY(createProject(m_project.toStdString()));
        testing::writeImages(m_images, QStringLiteral("class"), 6, 32);
    }

    void differencesByLikelyEffect()
    {
        makeRun("base", [](Settings &s) { s.train.seed = 1; });
        makeRun("other", [](Settings &s) {
            s.train.seed = 2;
            s.objective.temperature = 0.1;
            s.encoder.width = 1;
        });
        ChangesView view;
        view.setComparison(readComparison(request()));
        const QStringList lines = render(*view.tree()).split(QLatin1Char('\n'));
        QVERIFY2(lines[0].startsWith(QStringLiteral("Objective: ")), qPrintable(lines.join(QLatin1Char('\n'))));
        QCOMPARE(lines[1], QStringLiteral("  Temperature τ | 0.5 | 0.1"));
        QVERIFY(lines[2].startsWith(QStringLiteral("Encoder: ")));
        QCOMPARE(lines[3], QStringLiteral("  Width | 0.25 | 1"));
        QVERIFY(lines[4].startsWith(QStringLiteral("Seed: ")));
        QCOMPARE(lines.size(), 6);
        view.setOnlyDifferences(false);
        QVERIFY(render(*view.tree()).count(QLatin1Char('\n')) > 50);
        QVERIFY(render(*view.tree()).contains(QStringLiteral("Images trained on | 6,400 | 6,400")));
    }

    void pipelinesDifferByOperation()
    {
        makeRun("cifar", [](Settings &) {});
        makeRun("weak", [](Settings &s) { s.augment.preset = "weak"; });
        ChangesView view;
        view.setComparison(readComparison(request()));
        const QString text = render(*view.tree());
        QVERIFY2(text.contains(QStringLiteral("Preset | cifar | weak")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("Color jitter | p 0.8, ")),
                 qPrintable(text));                                                    // and nothing of it in the other
        QVERIFY2(!text.contains(QStringLiteral("Horizontal flip")), qPrintable(text)); // both do it alike
    }

    void equalRunsSaySo()
    {
        makeRun("a", [](Settings &) {});
        makeRun("b", [](Settings &) {});
        ChangesView view;
        view.setComparison(readComparison(request()));
        QVERIFY(render(*view.tree()).contains(QStringLiteral("same settings")));
    }

    void seedsGiveASpread()
    {
        const RunId one = makeRun("one", [](Settings &s) { s.train.seed = 1; });
        const RunId two = makeRun("two", [](Settings &s) { s.train.seed = 2; });
        makeRun("other", [](Settings &s) { s.objective.temperature = 0.1; });
        OfflineEvaluationRecord record;
        record.protocol = "linear";
        record.checkpoint = "last";
        record.settingsJson = R"({"epochs":90})";
        record.accuracy = 0.60;
        QVERIFY(addOfflineEvaluation(layout(), one, record));
        record.accuracy = 0.64;
        QVERIFY(addOfflineEvaluation(layout(), two, record));
        record.settingsJson = R"({"epochs":1})"; // another claim: a column of its own
        record.accuracy = 0.1;
        QVERIFY(addOfflineEvaluation(layout(), two, record));

        const auto data = readComparison(request());
        const auto columns = numberColumns(*data);
        QCOMPARE(columns.size(), std::size_t{4}); // kNN last and best, two kinds of linear probe
        QVERIFY(!columns[0].isOffline && columns[2].isOffline);
        QVERIFY(columns[2].title != columns[3].title);
        QCOMPARE(experimentsOf(*data).size(), std::size_t{2});
        NumbersView view;
        view.setComparison(data);
        const QStringList lines = render(*view.tree()).split(QLatin1Char('\n'));
        QCOMPARE(lines.size(), 4);
        QVERIFY2(lines[0].startsWith(QStringLiteral("one | 2 | ")), qPrintable(lines[0]));
        QVERIFY2(lines[0].contains(QStringLiteral("62.0 % ± 2.8")), qPrintable(lines[0]));
        QVERIFY2(lines[1].startsWith(QStringLiteral("  one | seed 1")), qPrintable(lines[1]));
        QVERIFY2(lines[3].startsWith(QStringLiteral("other | 1 | ")), qPrintable(lines[3]));
        QVERIFY2(lines[3].endsWith(QStringLiteral("– | –")), qPrintable(lines[3])); // not evaluated
    }

    void viewsStandOnEqualDraws()
    {
        makeRun("cifar", [](Settings &) {});
        makeRun("cifar again", [](Settings &s) { s.train.epochs = 3; });
        makeRun("weak", [](Settings &s) { s.augment.preset = "weak"; });
        PipelinesView view;
        view.resize(900, 600);
        view.show();
        view.setComparison(readComparison(request()));
        QCOMPARE(view.legend(), QStringLiteral("A:  cifar, cifar again\nB:  weak"));
        QTRY_VERIFY(view.grid()->result());
        const PreviewResult &result = *view.grid()->result();
        QCOMPARE(result.request.pipelines.size(), std::size_t{2});
        // The flip of both comes from the same draw: of every view, both pipelines flip or neither does.
        const auto flips = [](const DrawnView &drawn) {
            return std::any_of(drawn.operations.begin(), drawn.operations.end(),
                               [](const DrawnOperation &o) { return std::holds_alternative<DrawnFlip>(o); });
        };
        for (std::size_t sample = 0; sample < result.request.samples.size(); ++sample)
            for (int draw = 0; draw < result.request.draws; ++draw)
                for (int which = 0; which < 2; ++which)
                    QCOMPARE(flips(result.views[result.place(sample, 0, draw, which)].drawn),
                             flips(result.views[result.place(sample, 1, draw, which)].drawn));
        QVERIFY(view.problem().isEmpty());
    }

    void vanishedImagesAreTold()
    {
        m_images = QStringLiteral("/no/such/folder");
        makeRun("a", [](Settings &) {});
        makeRun("b", [](Settings &s) { s.augment.preset = "weak"; });
        PipelinesView view;
        view.show();
        view.setComparison(readComparison(request()));
        QTRY_VERIFY(view.problem().contains(QStringLiteral("/no/such/folder")));
    }

    void onlyWhatIsSeenIsRead()
    {
        makeRun("a", [](Settings &) {});
        makeRun("b", [](Settings &) {});
        ComparePanel panel;
        panel.setRuns(request());
        QTest::qWait(50);
        QVERIFY(!panel.comparison());
        panel.resize(900, 500);
        panel.show();
        QTRY_VERIFY(panel.comparison());
        QVERIFY(panel.tabs()->isVisible());
        QCOMPARE(testing::unnamedFocusable(panel).join(QLatin1Char(';')), QString());
        ComparisonRequest one = request();
        one.rows.resize(1);
        panel.setRuns(one);
        QVERIFY(!panel.tabs()->isVisible());
    }
};

int main(int count, char **words)
{
    const tandem::testing::Sandbox sandbox;
    QApplication application(count, words);
    TestCompare test;
    return QTest::qExec(&test, count, words);
}
#include "tst_compare.moc"
