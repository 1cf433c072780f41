// The embedding map under a hand that does not rest, drawn offscreen at 1200x800: bench_map 100k|1m|lasso|hover.
//   100k, 1m  milliseconds of a frame while the map is panned and zoomed: median and 95th percentile
//   lasso     milliseconds of one move of the mouse with a lasso of some 400 corners over 100,000 points, drawn
//   hover     milliseconds from the end of the dwell over one of 50,000 points to the card with its picture, drawn, and
//   to
//             the lines to its neighbors in 128 dimensions
// Prints one or two numbers.

#include "tests/ui/embeddings/made_up_embedding.h"
#include "ui/embeddings/embedding_map.h"
#include "ui/embeddings/hover_card.h"
#include "ui/embeddings/sample_images.h"
#include "ui/style.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <random>
#include <string_view>
#include <vector>

using namespace tandem;

namespace {

constexpr int kWarmUp = 20, kFrames = 200;
constexpr int kPatienceMs = 60'000;

template <class Condition> bool waitFor(Condition condition)
{
    QElapsedTimer clock;
    clock.start();
    while (!condition()) {
        if (clock.elapsed() > kPatienceMs)
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 5);
    }
    return true;
}

double since(const QElapsedTimer &clock)
{
    return static_cast<double>(clock.nsecsElapsed()) / 1e6;
}

void print(std::vector<double> times)
{
    std::sort(times.begin(), times.end());
    std::printf("%.3f %.3f\n", times[times.size() / 2], times[times.size() * 95 / 100]);
}

void mouse(EmbeddingMap &map, QEvent::Type type, const QPointF &at, Qt::MouseButton button, Qt::MouseButtons buttons)
{
    QMouseEvent event(type, at, map.mapToGlobal(at), button, buttons, {});
    QApplication::sendEvent(&map, &event);
}

void wheel(EmbeddingMap &map, const QPointF &at, int delta)
{
    QWheelEvent event(at, map.mapToGlobal(at), {}, {0, delta}, Qt::NoButton, {}, Qt::NoScrollPhase, false);
    QApplication::sendEvent(&map, &event);
}

/// From the input to the picture of what it asks for, painted.
bool settle(EmbeddingMap &map)
{
    map.repaint();
    if (map.renderer().isCurrent())
        return true;
    if (!waitFor([&map] { return map.renderer().isCurrent(); }))
        return false;
    map.repaint();
    return true;
}

int frames(std::uint32_t points)
{
    const testing::MadeUpEmbedding made = testing::madeUpEmbedding(points, 10);
    MapColoring coloring;
    EmbeddingMap map;
    map.setColoring(&coloring);
    map.resize(1200, 800);
    map.setPoints(made.table, made.layout, false);
    coloring.setColumn(made.table, QStringLiteral("class"));
    map.show();
    if (!waitFor([&map] { return map.renderer().pictures() > 0; }) || !settle(map))
        return 1;
    std::vector<double> times;
    for (int i = 0; i < kWarmUp + kFrames; ++i) {
        // Out and in through the whole map, and around: frames with all of the points and with a part of them.
        const QPointF at(600 + 250 * std::sin(i * 0.11), 400 + 150 * std::cos(i * 0.07));
        QElapsedTimer clock;
        clock.start();
        if (i % 2 == 0) {
            wheel(map, at, (i / 20) % 2 == 0 ? 60 : -60);
        } else {
            mouse(map, QEvent::MouseButtonPress, at, Qt::MiddleButton, Qt::MiddleButton);
            mouse(map, QEvent::MouseMove, at + QPointF(9, i % 4 < 2 ? 7 : -7), Qt::NoButton, Qt::MiddleButton);
            mouse(map, QEvent::MouseButtonRelease, at + QPointF(9, 0), Qt::MiddleButton, {});
        }
        if (!settle(map))
            return 1;
        if (i >= kWarmUp)
            times.push_back(since(clock));
    }
    print(std::move(times));
    return 0;
}

int lasso()
{
    const testing::MadeUpEmbedding made = testing::madeUpEmbedding(100'000, 10);
    EmbeddingMap map;
    map.resize(1200, 800);
    map.setPoints(made.table, made.layout, false);
    map.setTool(EmbeddingMap::Tool::Lasso);
    map.show();
    if (!settle(map))
        return 1;
    std::vector<double> times;
    mouse(map, QEvent::MouseButtonPress, {900, 400}, Qt::LeftButton, Qt::LeftButton);
    for (int i = 1; i <= 400; ++i) {
        const double angle = i * 0.0155, wobble = 300 + 8 * std::sin(i * 0.9);
        const QPointF at(600 + wobble * std::cos(angle), 400 + wobble * std::sin(angle));
        QElapsedTimer clock;
        clock.start();
        mouse(map, QEvent::MouseMove, at, Qt::NoButton, Qt::LeftButton);
        if (!settle(map))
            return 1;
        if (i > 200) // the second half, when it has many corners
            times.push_back(since(clock));
    }
    mouse(map, QEvent::MouseButtonRelease, {900, 400}, Qt::LeftButton, {});
    if (map.selectedCount() < 10'000)
        return 1;
    print(std::move(times));
    return 0;
}

int hover()
{
    constexpr std::uint32_t kPoints = 50'000;
    constexpr std::size_t kDimension = 128;
    const testing::MadeUpEmbedding made = testing::madeUpEmbedding(kPoints, 10);
    std::mt19937 random(1);
    std::normal_distribution<float> normal;
    EmbeddingRows rows{{}, kDimension};
    for (std::size_t i = 0; i < kPoints * kDimension; ++i)
        rows.rows.push_back(normal(random));
    DatasetImages images(testing::madeUpImages(kPoints, 10));
    EmbeddingMap map;
    map.resize(1200, 800);
    map.setImages(&images);
    map.setPoints(made.table, made.layout, false);
    map.setNeighbors(std::make_shared<ArrayNeighbors>(std::move(rows), EmbeddingRows{}), EmbeddingSpace::Features);
    map.show();
    if (!settle(map))
        return 1;
    std::vector<double> times;
    for (std::uint32_t i = 0; i < 25; ++i) {
        const std::uint32_t point = i * 1999 % kPoints;
        mouse(map, QEvent::MouseMove, {2, 2}, Qt::NoButton, {});
        if (!waitFor([&map] { return !map.card().isVisible(); }))
            return 1;
        QElapsedTimer clock;
        clock.start();
        mouse(map, QEvent::MouseMove, map.placeOf(point), Qt::NoButton, {});
        // The tracker looks at once, or after the 50 ms that lie between two looks; the dwell follows.
        if (!waitFor([&map] { return map.hoveredPoint() >= 0; }))
            return 1;
        clock.restart();
        if (!waitFor([&map] { return map.card().isVisible() && !map.shownNeighbors().empty(); }))
            return 1;
        map.repaint();
        times.push_back(since(clock) - HoverTracker::kDwellMs);
    }
    print(std::move(times));
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const std::string_view what = argc == 2 ? argv[1] : "";
    QApplication application(argc, argv);
    QApplication::setStyle(new TandemStyle);
    if (what == "100k")
        return frames(100'000);
    if (what == "1m")
        return frames(1'000'000);
    if (what == "lasso")
        return lasso();
    if (what == "hover")
        return hover();
    std::fprintf(stderr, "usage: bench_map 100k|1m|lasso|hover\n");
    return 2;
}
