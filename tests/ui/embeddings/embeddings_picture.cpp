// Pictures of the views of the Embeddings page on a made-up embedding, in both themes:
// embeddings_picture OUTPUT-FOLDER [IMAGES]; without images, Shapes are made. With --show in place of the folder, a
// window with all of them to try.

#include "core/data/shapes.h"
#include "tests/ui/embeddings/made_up_embedding.h"
#include "ui/data/image_grid.h"
#include "ui/embeddings/confusion_view.h"
#include "ui/embeddings/map_panel.h"
#include "ui/embeddings/neighbor_panel.h"
#include "ui/embeddings/pair_browser.h"
#include "ui/embeddings/sample_images.h"
#include "ui/embeddings/sample_table.h"
#include "ui/embeddings/similarity_matrix_view.h"
#include "ui/style.h"
#include "ui/theme.h"

#include <QApplication>
#include <QDir>
#include <QSplitter>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

#include <numeric>

using namespace tandem;

namespace {

OpenDatasetPtr openDataset(const QString &folder)
{
    auto images = openImages(folder.toStdString());
    if (!images)
        return nullptr;
    auto dataset = std::make_shared<OpenDataset>();
    dataset->images = *images;
    dataset->summary = summarise(**images);
    return dataset;
}

/// The made-up points, with the images' own classes.
testing::MadeUpEmbedding embeddingOf(const ImageSet &images)
{
    testing::MadeUpEmbedding made = testing::madeUpEmbedding(
        images.size(), static_cast<int>(images.classNames().size()), 3, datasetIdentity(images));
    auto table = std::make_shared<PointTable>(*made.table);
    for (std::uint32_t i = 0; i < images.size(); ++i)
        table->columns[0].categories[i] = images.label(i);
    for (qsizetype i = 0; i < table->columns[0].names.size(); ++i)
        table->columns[0].names[i] = QString::fromStdString(images.classNames()[static_cast<std::size_t>(i)]);
    made.table = table;
    return made;
}

/// The table with a column of predictions that are mostly right.
PointTablePtr withPredictions(const PointTable &table)
{
    auto more = std::make_shared<PointTable>(table);
    const SampleColumn classes = table.columns[0];
    std::vector<std::int32_t> predicted = classes.categories;
    for (std::size_t i = 0; i < predicted.size(); ++i)
        if (i % 7 == 0 || i % 11 == 3)
            predicted[i] = static_cast<std::int32_t>((static_cast<std::size_t>(predicted[i]) * 3 + i / 50) % 10);
    more->columns.insert(
        more->columns.begin() + 1,
        categoryColumn(QStringLiteral("predicted"), QStringLiteral("Predicted"), predicted, classes.names));
    return more;
}

/// Both views of every `step`th image.
SimilarityMatrixPtr batchOf(const PointTable &table, const ArrayNeighbors &rows, std::uint32_t step)
{
    auto matrix = std::make_shared<SimilarityMatrix>();
    matrix->dataset = table.dataset;
    matrix->classNames = table.columns[0].names;
    std::vector<std::uint32_t> points;
    for (std::uint32_t point = 0; point < table.size(); point += step)
        points.push_back(point * 7 % static_cast<std::uint32_t>(table.size()));
    const auto count = static_cast<std::int32_t>(points.size());
    for (int view = 0; view < 2; ++view)
        for (std::int32_t i = 0; i < count; ++i)
            matrix->rows.push_back({table.samples[points[static_cast<std::size_t>(i)]],
                                    table.columns[0].categories[points[static_cast<std::size_t>(i)]],
                                    static_cast<std::int8_t>(view), i + (1 - view) * count});
    for (std::size_t a = 0; a < matrix->size(); ++a)
        for (std::size_t b = 0; b < matrix->size(); ++b) {
            const std::uint32_t pa = points[a % points.size()], pb = points[b % points.size()];
            const float cosine = rows.cosine(EmbeddingSpace::Features, pa, pb);
            matrix->cosines.push_back(a == b ? 1.0F : pa == pb ? 0.93F : cosine);
        }
    return matrix;
}

std::vector<SamplePair> pairsOf(const PointTable &table, const ArrayNeighbors &rows)
{
    std::vector<SamplePair> pairs;
    for (std::uint32_t a = 0; a + 23 < table.size(); a += 23) {
        const std::uint32_t b = a % 3 == 0 ? a + 5 : (a * 5 + 300) % static_cast<std::uint32_t>(table.size());
        const bool same = table.columns[0].categories[a] == table.columns[0].categories[b];
        pairs.push_back({a, b, rows.cosine(EmbeddingSpace::Features, a, b), 0.7F,
                         same ? SamplePair::Labels::Same : SamplePair::Labels::Other, a % 5 == 0});
    }
    return pairs;
}

/// All views on one selection, as a page will have them.
int showThem(const testing::MadeUpEmbedding &made, SampleImages &images, const OpenDatasetPtr &dataset)
{
    SampleSelection selection;
    auto *map = new MapPanel;
    auto *table = new SampleTable;
    auto *neighbors = new NeighborPanel;
    auto *confusion = new ConfusionView;
    auto *matrix = new SimilarityMatrixView;
    auto *pairs = new PairBrowser;
    auto *grid = new ImageGrid;
    map->setSelection(&selection);
    map->setImages(&images);
    map->setPoints(made.table, made.layout);
    map->setNeighbors(made.neighbors, EmbeddingSpace::Features);
    map->setCaption(QStringLiteral("Made up"), true);
    table->setImages(&images);
    table->setSelection(&selection);
    table->setPoints(made.table, made.layout);
    neighbors->setImages(&images);
    neighbors->setSelection(&selection);
    neighbors->setPoints(made.table, made.neighbors);
    confusion->setPoints(made.table, QStringLiteral("class"), QStringLiteral("predicted"));
    matrix->setImages(&images);
    matrix->setSelection(&selection);
    matrix->setMatrix(batchOf(*made.table, *made.neighbors, 16));
    pairs->setImages(&images);
    pairs->setSelection(&selection);
    pairs->setPairs(made.table, pairsOf(*made.table, *made.neighbors));
    std::vector<std::uint32_t> all(dataset->images->size());
    std::iota(all.begin(), all.end(), 0U);
    grid->setSelection(&selection);
    grid->setImages(dataset, all);
    auto *tabs = new QTabWidget;
    tabs->addTab(table, QStringLiteral("Table"));
    tabs->addTab(neighbors, QStringLiteral("Neighbors"));
    tabs->addTab(confusion, QStringLiteral("Confusion"));
    tabs->addTab(matrix, QStringLiteral("Similarity"));
    tabs->addTab(pairs, QStringLiteral("Pairs"));
    tabs->addTab(grid, QStringLiteral("Images"));
    QSplitter window(Qt::Vertical);
    window.addWidget(map);
    window.addWidget(tabs);
    window.setSizes({560, 360});
    QObject::connect(map, &MapPanel::neighborsRequested, tabs, [tabs] { tabs->setCurrentIndex(1); });
    QObject::connect(confusion, &ConfusionView::imagesRequested, tabs,
                     [tabs, table](const std::vector<std::uint32_t> &points, const QString &sentence) {
                         table->showOnly(points, sentence);
                         tabs->setCurrentIndex(0);
                     });
    QObject::connect(map, &MapPanel::failed, [](const QString &text) { qWarning("%s", qPrintable(text)); });
    QObject::connect(map, &MapPanel::noticed, [](const QString &text) { qInfo("%s", qPrintable(text)); });
    window.setContentsMargins(8, 8, 8, 8);
    window.resize(1100, 960);
    window.show();
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    QTemporaryDir folder;
    for (const char *name : {"XDG_CONFIG_HOME", "XDG_CACHE_HOME"})
        qputenv(name, folder.path().toUtf8());
    QApplication application(argc, argv);
    QApplication::setStyle(new TandemStyle);
    const QStringList words = QCoreApplication::arguments();
    if (words.size() < 2)
        return 2;
    const QDir pictures(words[1]);
    QString images = words.value(2);
    if (images.isEmpty()) {
        const QString shapes = folder.filePath(QStringLiteral("shapes"));
        if (!makeShapes(shapes.toStdString(), ShapesOptions()))
            return 1;
        images = shapes + QStringLiteral("/train");
    }
    const OpenDatasetPtr dataset = openDataset(images);
    if (!dataset)
        return 1;
    testing::MadeUpEmbedding made = embeddingOf(*dataset->images);
    made.table = withPredictions(*made.table);
    DatasetImages pictureSource(dataset);
    if (words[1] == QLatin1String("--show"))
        return showThem(made, pictureSource, dataset);
    SampleSelection selection;
    for (const ThemeColors *colors : {&lightColors(), &darkColors()}) {
        QApplication::setPalette(paletteOf(*colors));
        const QString theme = colors->dark ? QStringLiteral("dark") : QStringLiteral("light");
        MapPanel panel;
        panel.setAutoFillBackground(true);
        panel.setContentsMargins(8, 8, 8, 8);
        panel.resize(1000, 680);
        panel.setSelection(&selection);
        panel.setImages(&pictureSource);
        panel.setNeighbors(made.neighbors, EmbeddingSpace::Features);
        panel.setPoints(made.table, made.layout, false);
        panel.setCaption(QStringLiteral("t-SNE of h, perplexity 30, KL 1.22, trustworthiness 0.97"));
        panel.show();
        QTest::qWait(100);
        const auto save = [&](const QString &name) {
            QTest::qWait(60);
            panel.grab().save(pictures.filePath(QStringLiteral("map-%1-%2.png").arg(name, theme)));
        };
        selection.clear({});
        save(QStringLiteral("classes"));
        panel.selectByQuery(QStringLiteral("loss>1"));
        QTest::qWait(100);
        save(QStringLiteral("selected"));
        panel.colorBy(QStringLiteral("loss"));
        save(QStringLiteral("loss-selected"));
        selection.clear({});
        save(QStringLiteral("loss"));
        panel.colorBy(QStringLiteral("margin"));
        save(QStringLiteral("margin"));
        panel.colorBy(QStringLiteral("purity"));
        save(QStringLiteral("purity"));
        panel.colorBy(QStringLiteral("class"));
        panel.map().setFocus();
        const QPoint over = panel.map().placeOf(450).toPoint();
        QTest::mouseMove(&panel.map(), over);
        QTest::qWait(400);
        save(QStringLiteral("hover"));
        QTest::mouseMove(&panel.map(), QPoint(5, 5));
        panel.map().zoomBy(4);
        save(QStringLiteral("pictures"));
        std::vector<MapLayoutPtr> past;
        for (int i = 0; i < 20; ++i)
            past.push_back(testing::madeUpLayout(dataset->images->size(), 10, i / 20.0, 3));
        panel.map().fit();
        panel.map().setTrails(past);
        selection.select(
            made.table->dataset,
            SampleSet::of(made.table->dataset.size, std::vector<std::uint32_t>{3, 210, 230, 640, 1033, 1720, 1801}),
            {});
        save(QStringLiteral("trails"));
        panel.map().setTrails({});
        selection.clear({});
        panel.map().setTool(EmbeddingMap::Tool::Lasso);
        const QPoint center = panel.map().placeOf(100).toPoint();
        QTest::mousePress(&panel.map(), Qt::LeftButton, {}, center + QPoint(-60, 0));
        for (const QPoint &step : {QPoint(-40, -50), QPoint(30, -55), QPoint(70, 10), QPoint(20, 60), QPoint(-40, 40)})
            QTest::mouseMove(&panel.map(), center + step);
        save(QStringLiteral("lasso"));
        QTest::mouseRelease(&panel.map(), Qt::LeftButton, {}, center + QPoint(-60, 0));
        panel.resize(640, 420);
        save(QStringLiteral("small"));

        const auto saveView = [&](QWidget &view, const QString &name, const QSize &size) {
            view.setAutoFillBackground(true);
            view.setContentsMargins(8, 8, 8, 8);
            view.resize(size);
            view.show();
            QTest::qWait(250);
            view.grab().save(pictures.filePath(QStringLiteral("%1-%2.png").arg(name, theme)));
        };
        SampleTable table;
        table.setImages(&pictureSource);
        table.setSelection(&selection);
        table.setPoints(made.table, made.layout);
        table.sortBy(QStringLiteral("loss"), Qt::DescendingOrder);
        saveView(table, QStringLiteral("table"), {820, 420});
        NeighborPanel neighbors;
        neighbors.setImages(&pictureSource);
        neighbors.setSelection(&selection);
        neighbors.setPoints(made.table, made.neighbors);
        selection.setCurrent(made.table->dataset, 450);
        saveView(neighbors, QStringLiteral("neighbors"), {420, 420});
        ConfusionView confusion;
        confusion.setPoints(made.table, QStringLiteral("class"), QStringLiteral("predicted"),
                            QStringLiteral("kNN on h, k 200, τ 0.1"));
        saveView(confusion, QStringLiteral("confusion"), {640, 440});
        SimilarityMatrixView matrix;
        matrix.setImages(&pictureSource);
        matrix.setMatrix(batchOf(*made.table, *made.neighbors, 16));
        saveView(matrix, QStringLiteral("matrix"), {560, 600});
        matrix.canvas().setFocus();
        matrix.canvas().setCurrent({40, 43});
        for (int i = 0; i < 6; ++i)
            matrix.canvas().zoom(1.6, matrix.canvas().cellRect({40, 43}).center());
        saveView(matrix, QStringLiteral("matrix-near"), {560, 600});
        PairBrowser pairs;
        pairs.setImages(&pictureSource);
        pairs.setCaption(QStringLiteral("Cosine in z above that of the positive; epoch 20"));
        pairs.setPairs(made.table, pairsOf(*made.table, *made.neighbors));
        pairs.view().selectRow(2);
        saveView(pairs, QStringLiteral("pairs"), {860, 440});
    }
    return 0;
}
