#include "tests/ui/embeddings/made_up_embedding.h"
#include "tests/ui/ui_testing.h"
#include "ui/embeddings/map_export.h"
#include "ui/embeddings/map_legend.h"
#include "ui/embeddings/map_panel.h"
#include "ui/embeddings/sample_images.h"
#include "ui/style.h"
#include "ui/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QXmlStreamReader>

#include <limits>

using namespace tandem;

namespace {

using Points = std::vector<std::uint32_t>;

struct PanelFixture {
    PanelFixture() : images(testing::madeUpImages(600, 6))
    {
        panel.setSelection(&selection);
        panel.setImages(&images);
        panel.setPoints(made.table, made.layout, false);
        panel.setNeighbors(made.neighbors, EmbeddingSpace::Features);
        panel.resize(900, 600);
        panel.show();
        if (!QTest::qWaitForWindowExposed(&panel))
            qFatal("the panel is not shown");
    }
    [[nodiscard]] Points selected() const { return made.table->pointsOf(selection.selectedOf(made.table->dataset)); }
    [[nodiscard]] QToolButton *button(const QString &name) const
    {
        for (auto *button : panel.findChildren<QToolButton *>())
            if (button->accessibleName() == name)
                return button;
        return nullptr;
    }
    [[nodiscard]] QAction *entry(const QString &menuOf, const QString &start) const
    {
        for (QAction *action : button(menuOf)->menu()->actions())
            if (action->text().remove(QLatin1Char('&')).startsWith(start))
                return action;
        return nullptr;
    }

    testing::MadeUpEmbedding made = testing::madeUpEmbedding(600, 6);
    DatasetImages images;
    SampleSelection selection;
    MapPanel panel;
};

/// Fields of lines, as RFC 4180 has them.
QList<QStringList> readCsv(const QByteArray &csv)
{
    QList<QStringList> lines{{QString()}};
    bool isQuoted = false;
    const QString text = QString::fromUtf8(csv);
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (isQuoted) {
            if (c == QLatin1Char('"') && i + 1 < text.size() && text[i + 1] == c)
                lines.last().last().append(text[++i]);
            else if (c == QLatin1Char('"'))
                isQuoted = false;
            else
                lines.last().last().append(c);
        } else if (c == QLatin1Char('"')) {
            isQuoted = true;
        } else if (c == QLatin1Char(',')) {
            lines.last().append(QString());
        } else if (c == QLatin1Char('\n')) {
            lines.append(QStringList{QString()});
        } else if (c != QLatin1Char('\r')) {
            lines.last().last().append(c);
        }
    }
    lines.removeLast();
    return lines;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class MapPanelTest : public QObject {
    Q_OBJECT
public:
    explicit MapPanelTest(const testing::Sandbox &box) : m_box(box) {}

private Q_SLOTS:
    void everythingIsNamed();
    void columnsColor();
    void theNextEpochKeepsTheColumn();
    void wordsSelect();
    void wordsThatAreNoQuestion();
    void modesCombine();
    void legendSelectsAClass();
    void neighborsAreAdded();
    void historyByKeys();
    void toolsAndKeysAgree();
    void legendCanGo();
    void layoutIsKept();
    void csvHoldsAllThereIs();
    void csvSurvivesAnything();
    void pngHasItsSizeAndLegend();
    void svgHoldsThePoints();
    void failedExportsAreTold();
    void noExportReplacesAnother();
    void pictureToTheClipboard();

private:
    const testing::Sandbox &m_box;
};

void MapPanelTest::everythingIsNamed()
{
    PanelFixture f;
    const QStringList unnamed = testing::unnamedFocusable(f.panel);
    QVERIFY2(unnamed.isEmpty(), qPrintable(unnamed.join(QLatin1Char('\n'))));
    for (auto *button : f.panel.findChildren<QToolButton *>())
        if (button->isVisible() && button->text().isEmpty())
            QVERIFY2(!button->toolTip().isEmpty(), qPrintable(button->accessibleName()));
}

void MapPanelTest::columnsColor()
{
    PanelFixture f;
    QCOMPARE(f.panel.coloring().key(), QStringLiteral("class")); // the first column, unless told
    auto *box = f.panel.findChild<QComboBox *>();
    QCOMPARE(box->count(), 4);
    const QImage byClass = f.panel.map().grab().toImage();
    box->setCurrentIndex(1);
    Q_EMIT box->activated(1);
    QCOMPARE(f.panel.coloring().key(), QStringLiteral("loss"));
    QVERIFY(f.panel.map().grab().toImage() != byClass);
    f.panel.colorBy(QStringLiteral("class"));
    QCOMPARE(box->currentIndex(), 0);
    QCOMPARE(f.panel.map().grab().toImage(), byClass);
}

void MapPanelTest::theNextEpochKeepsTheColumn()
{
    PanelFixture f;
    f.panel.colorBy(QStringLiteral("loss"));
    const testing::MadeUpEmbedding next = testing::madeUpEmbedding(600, 6, 2);
    f.panel.setPoints(next.table, next.layout);
    QCOMPARE(f.panel.coloring().key(), QStringLiteral("loss"));
    QCOMPARE(f.panel.coloring().table(), next.table);
    auto bare = std::make_shared<PointTable>(*next.table);
    bare->columns.resize(1);
    f.panel.setPoints(bare, next.layout);
    QCOMPARE(f.panel.coloring().key(), QStringLiteral("class")); // what is not there any more cannot color
    bare = std::make_shared<PointTable>(*bare);
    bare->columns.clear();
    f.panel.setPoints(bare, next.layout);
    (void)f.panel.grab();
    f.panel.setPoints(nullptr, nullptr);
    (void)f.panel.grab();
}

void MapPanelTest::wordsSelect()
{
    PanelFixture f;
    auto *field = f.panel.findChild<QLineEdit *>();
    f.panel.map().setFocus();
    QTest::keyClick(&f.panel.map(), Qt::Key_F, Qt::ControlModifier);
    QVERIFY(field->hasFocus());
    QTest::keyClicks(field, QStringLiteral("class=\"class 2\""));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(f.selected().size(), std::size_t(100));
    QCOMPARE(f.selected().front(), 200U);
    f.panel.selectByQuery(QStringLiteral("class 2/20")); // two words: in the name, and 20
    QTRY_VERIFY(f.selected().size() < 100);
    QSignalSpy noticed(&f.panel, &MapPanel::noticed);
    f.panel.selectByQuery(QStringLiteral("zebra"));
    QTRY_COMPARE(noticed.size(), 1); // nothing found is said, not only shown
    QVERIFY(f.selected().empty());
}

void MapPanelTest::wordsThatAreNoQuestion()
{
    PanelFixture f;
    f.panel.selectByQuery(QStringLiteral("class=\"class 1\""));
    QTRY_COMPARE(f.selected().size(), std::size_t(100));
    QSignalSpy failed(&f.panel, &MapPanel::failed);
    f.panel.selectByQuery(QStringLiteral("wing>3"));
    QCOMPARE(failed.size(), 1);
    QVERIFY(failed.first().first().toString().contains(QStringLiteral("wing")));
    QCOMPARE(f.selected().size(), std::size_t(100));
}

void MapPanelTest::modesCombine()
{
    PanelFixture f;
    f.panel.selectByQuery(QStringLiteral("class=\"class 1\""));
    QTRY_COMPARE(f.selected().size(), std::size_t(100));
    f.entry(QStringLiteral("Select"), QStringLiteral("Is added"))->trigger();
    f.panel.selectByQuery(QStringLiteral("class=\"class 3\""));
    QTRY_COMPARE(f.selected().size(), std::size_t(200));
    f.panel.setSelectMode(SelectMode::Intersect);
    QVERIFY(f.entry(QStringLiteral("Select"), QStringLiteral("Is all that stays"))->isChecked());
    QVERIFY(!f.entry(QStringLiteral("Select"), QStringLiteral("Is added"))->isChecked());
    f.panel.selectByQuery(QStringLiteral("-class=\"class 1\""));
    QTRY_COMPARE(f.selected().size(), std::size_t(100));
    QCOMPARE(f.selected().front(), 300U);
    f.panel.setSelectMode(SelectMode::Subtract);
    f.panel.selectByQuery(QStringLiteral("name:300.png"));
    QTRY_COMPARE(f.selected().size(), std::size_t(99));
}

void MapPanelTest::legendSelectsAClass()
{
    PanelFixture f;
    QListView &list = f.panel.legend().list();
    list.setCurrentIndex(list.model()->index(4, 0));
    Q_EMIT f.panel.legend().selectRequested(f.panel.legend().model().pointsOf(4), QStringLiteral("class 4"));
    QCOMPARE(f.selected().size(), std::size_t(100));
    QCOMPARE(f.selected().front(), 400U);
    QCOMPARE(f.selection.history().undoText(), QStringLiteral("Class class 4"));
    QCOMPARE(list.model()->index(4, 0).data(MapLegendModel::CountTextRole).toString(), QStringLiteral("100 / 100"));
}

void MapPanelTest::neighborsAreAdded()
{
    PanelFixture f;
    QVERIFY(!f.entry(QStringLiteral("Select"), QStringLiteral("Add the"))->isEnabled());
    f.selection.select(f.made.table->dataset, SampleSet::of(600, Points{5, 6}), QStringLiteral("x"));
    QVERIFY(f.entry(QStringLiteral("Select"), QStringLiteral("Add the"))->isEnabled());
    f.entry(QStringLiteral("Select"), QStringLiteral("Add the"))->trigger();
    QTRY_COMPARE(f.selected().size(), std::size_t(12));
    for (const Neighbor &neighbor : f.made.neighbors->nearest({EmbeddingSpace::Features, {5, 6}, {}, 10}, {}))
        QVERIFY(f.selection.selectedOf(f.made.table->dataset).contains(neighbor.point));
}

void MapPanelTest::historyByKeys()
{
    PanelFixture f;
    auto *undo = f.button(QStringLiteral("Undo a selection"));
    QVERIFY(!undo->isEnabled());
    QTest::mouseClick(&f.panel.map(), Qt::LeftButton, {}, f.panel.map().placeOf(7).toPoint());
    QVERIFY(undo->isEnabled());
    QVERIFY(undo->toolTip().contains(QStringLiteral("Click")));
    f.panel.map().setFocus();
    QTest::keyClick(&f.panel.map(), Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(f.selected().size(), std::size_t(600));
    QTest::keyClick(&f.panel.map(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(f.selected().size(), std::size_t(1));
    QTest::keyClick(&f.panel.map(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(f.selected().size(), std::size_t(600));
    QTest::keyClick(&f.panel.map(), Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(f.selected().empty());
    QTest::keyClick(&f.panel.map(), Qt::Key_I, Qt::ControlModifier);
    QCOMPARE(f.selected().size(), std::size_t(600));
}

void MapPanelTest::toolsAndKeysAgree()
{
    PanelFixture f;
    auto *lasso = f.button(QStringLiteral("Select with a lasso"));
    QVERIFY(f.button(QStringLiteral("Move the map"))->isChecked());
    lasso->click();
    QCOMPARE(f.panel.map().tool(), EmbeddingMap::Tool::Lasso);
    QTest::keyClick(&f.panel.map(), Qt::Key_B);
    QVERIFY(f.button(QStringLiteral("Select with a box"))->isChecked());
    QVERIFY(!lasso->isChecked());
    f.button(QStringLiteral("Zoom in"))->click();
    QVERIFY(f.panel.map().camera().zoomFactor() > 1);
    f.button(QStringLiteral("Show the whole map"))->click();
    QVERIFY(f.panel.map().camera().isFitted());
}

void MapPanelTest::legendCanGo()
{
    PanelFixture f;
    const int before = f.panel.map().width();
    f.button(QStringLiteral("Legend"))->click();
    QVERIFY(!f.panel.legend().isVisible());
    QTRY_VERIFY(f.panel.map().width() > before);
    f.button(QStringLiteral("Legend"))->click();
    QVERIFY(f.panel.legend().isVisible());
}

void MapPanelTest::layoutIsKept()
{
    QSettings settings(m_box.path(QStringLiteral("layout.ini")), QSettings::IniFormat);
    {
        PanelFixture f;
        f.panel.colorBy(QStringLiteral("purity"));
        f.button(QStringLiteral("Legend"))->click();
        f.panel.map().setPointScale(2);
        f.panel.saveLayout(settings);
    }
    MapPanel panel;
    panel.restoreLayout(settings);
    const testing::MadeUpEmbedding made = testing::madeUpEmbedding(100, 5);
    panel.setPoints(made.table, made.layout, false);
    QCOMPARE(panel.coloring().key(), QStringLiteral("purity"));
    QCOMPARE(panel.map().pointScale(), 2.0);
    QVERIFY(!panel.legend().isVisibleTo(&panel));
}

void MapPanelTest::csvHoldsAllThereIs()
{
    PanelFixture f;
    f.selection.select(f.made.table->dataset, SampleSet::of(600, Points{2}), QStringLiteral("x"));
    const QString path = m_box.path(QStringLiteral("points.csv"));
    QSignalSpy written(&f.panel.exporter().writer(), &ExportWriter::written);
    f.panel.exporter().writeCsv(path);
    QVERIFY(written.wait());
    const QList<QStringList> lines = readCsv(contentOf(path));
    QCOMPARE(lines.size(), 601);
    QCOMPARE(lines[0].join(QLatin1Char(' ')), QStringLiteral("image file x y class loss margin purity selected"));
    for (const std::size_t point : {0U, 2U, 17U, 599U}) {
        const QStringList &line = lines[static_cast<qsizetype>(point) + 1];
        QCOMPARE(line.size(), 9);
        QCOMPARE(line[0].toUInt(), f.made.table->samples[point]);
        QCOMPARE(line[1], f.images.name(f.made.table->samples[point]));
        // In the layout's own coordinates, to the precision of the map's floats.
        QVERIFY(std::abs(line[2].toDouble() - f.made.xy[2 * point]) < 1e-5);
        QVERIFY(std::abs(line[3].toDouble() - f.made.xy[2 * point + 1]) < 1e-5);
        QCOMPARE(line[5].toFloat(), f.made.table->columns[1].numbers[point]); // exact
        QCOMPARE(line[8], point == 2 ? QStringLiteral("1") : QStringLiteral("0"));
    }
    QCOMPARE(lines[1][7], QString()); // not known
}

void MapPanelTest::csvSurvivesAnything()
{
    PointTable table;
    table.dataset = {"x", 3};
    table.samples = {0, 2};
    table.columns.push_back(categoryColumn(QStringLiteral("class"), QStringLiteral("Class"), {0, 1},
                                           {QStringLiteral("a, \"b\"\nc"), QStringLiteral("Gänse")}));
    const auto names = [](std::uint32_t) { return QStringLiteral("folder, one/é\".png"); };
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    const QByteArray csv = pointsAsCsv(table, nullptr, SampleSet(3), names);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    const QList<QStringList> lines = readCsv(csv);
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines[1],
             (QStringList{QStringLiteral("0"), names(0), QStringLiteral("a, \"b\"\nc"), QStringLiteral("0")}));
    QCOMPARE(lines[2][2], QStringLiteral("Gänse"));
    const Points second{1};
    QCOMPARE(readCsv(pointsAsCsv(table, nullptr, SampleSet(3), names, second)).size(), 2);
}

void MapPanelTest::pngHasItsSizeAndLegend()
{
    PanelFixture f;
    const QString path = m_box.path(QStringLiteral("map.png"));
    for (const int scale : {1, 3}) {
        QSignalSpy written(&f.panel.exporter().writer(), &ExportWriter::written);
        f.panel.exporter().writePng(path, scale);
        QVERIFY(written.wait());
        const QImage image(path);
        QCOMPARE(image.height(), f.panel.map().height() * scale);
        QVERIFY(image.width() > f.panel.map().width() * scale); // the legend
        const QPointF at = f.panel.map().placeOf(599) * scale;
        QVERIFY(image.pixelColor(at.toPoint()) != lightColors().surface);
        int inked = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = f.panel.map().width() * scale; x < image.width(); ++x)
                inked += image.pixelColor(x, y) != lightColors().surface ? 1 : 0;
        QVERIFY(inked > 500 * scale);
    }
    const LegendEntries legend = legendEntries(f.panel.coloring(), lightColors());
    QCOMPARE(legend.entries.size(), std::size_t(6));
    f.panel.coloring().setVisible(2, false);
    QCOMPARE(legendEntries(f.panel.coloring(), lightColors()).entries.size(), std::size_t(5));
    f.panel.colorBy(QStringLiteral("loss"));
    QCOMPARE(legendEntries(f.panel.coloring(), lightColors()).ramp.size(), kRampSteps);
}

void MapPanelTest::svgHoldsThePoints()
{
    PanelFixture f;
    f.panel.coloring().setVisible(0, false);
    f.selection.select(f.made.table->dataset, SampleSet::of(600, Points{150}), QStringLiteral("x"));
    const QString path = m_box.path(QStringLiteral("map.svg"));
    QSignalSpy written(&f.panel.exporter().writer(), &ExportWriter::written);
    f.panel.exporter().writeSvg(path);
    QVERIFY(written.wait());
    QXmlStreamReader xml(contentOf(path));
    int shapes = 0, texts = 0;
    QStringList fills;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("path")) {
            shapes += static_cast<int>(xml.attributes().value(QLatin1String("d")).count(QLatin1Char('M')));
            fills.append(xml.attributes().value(QLatin1String("fill")).toString());
        }
        texts += xml.name() == QLatin1String("text") ? 1 : 0;
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QCOMPARE(shapes, 500 + 5); // the points that are shown, and the swatches of the legend
    QCOMPARE(texts, 1 + 5);
    QVERIFY(fills.contains(categoryColor(1, lightColors()).name())); // the selected one in full color
    QVERIFY(fills.contains(
        QColor::fromRgb(dimmed(categoryColor(1, lightColors()).rgb(), lightColors().surface.rgb())).name()));
}

void MapPanelTest::failedExportsAreTold()
{
    PanelFixture f;
    QSignalSpy failed(&f.panel, &MapPanel::failed);
    f.panel.exporter().writeCsv(m_box.path(QStringLiteral("no such folder/points.csv")));
    QVERIFY(failed.wait());
    QVERIFY(failed.first().first().toString().contains(QStringLiteral("no such folder")));
}

void MapPanelTest::noExportReplacesAnother()
{
    const QString first = m_box.path(QStringLiteral("first.png")), second = m_box.path(QStringLiteral("second.svg")),
                  last = m_box.path(QStringLiteral("last.csv"));
    {
        PanelFixture f;
        QSignalSpy written(&f.panel.exporter().writer(), &ExportWriter::written);
        f.panel.exporter().writePng(first, 2);
        f.panel.exporter().writeSvg(second);
        QTRY_COMPARE(written.size(), 2);
        QCOMPARE(written[0][0].toString(), first);
        QCOMPARE(written[1][0].toString(), second);
        f.panel.exporter().writeCsv(last); // and the window is closed
    }
    QCOMPARE(readCsv(contentOf(last)).size(), 601);
}

void MapPanelTest::pictureToTheClipboard()
{
    PanelFixture f;
    QSignalSpy noticed(&f.panel, &MapPanel::noticed);
    f.panel.exporter().copyPicture();
    QVERIFY(noticed.wait());
    QVERIFY(!QGuiApplication::clipboard()->image().isNull());
}

int main(int argc, char **argv)
{
    const testing::Sandbox box;
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QApplication application(argc, argv);
    QApplication::setStyle(new TandemStyle);
    QApplication::setPalette(paletteOf(lightColors()));
    MapPanelTest test(box);
    return QTest::qExec(&test, argc, argv);
}
#include "tst_map_panel.moc"
