#include "core/base/random.h"
#include "ui/charts/decimation.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

using namespace tandem;

namespace {

const double kNaN = std::numeric_limits<double>::quiet_NaN();

/// Noise with a NaN, an infinity or a spike now and then, on steps that sometimes leap.
std::vector<SeriesPoint> noise(std::size_t count, bool isGapped = true)
{
    std::vector<SeriesPoint> points;
    std::int64_t step = 0, wall = 1'700'000'000'000;
    for (std::size_t i = 0; i < count; ++i) {
        CounterRng rng(3, RandomStream::Test, 0, static_cast<std::uint32_t>(i));
        step += isGapped && rng.below(50) == 0 ? 1 + rng.below(1000) : 1;
        wall += 5 + rng.below(90);
        if (isGapped && i == count / 2)
            step += 10'000'000'000; // more than 32 bits: a chunk ends early
        double value = rng.normal();
        switch (rng.below(300)) {
        case 0:
            value = kNaN;
            break;
        case 1:
            value = std::numeric_limits<double>::infinity();
            break;
        case 2:
            value *= 50;
            break;
        default:
            break;
        }
        points.push_back({step, wall, value});
    }
    return points;
}

PointColumns columnsOf(const std::vector<SeriesPoint> &points)
{
    PointColumns columns;
    columns.append(points);
    return columns;
}

bool isSame(double a, double b)
{
    return a == b || (std::isnan(a) && std::isnan(b));
}

std::vector<double> edgesFor(double from, double to, int columns)
{
    std::vector<double> edges;
    for (int i = 0; i <= columns; ++i)
        edges.push_back(from + (to - from) * i / columns);
    return edges;
}

/// What a plot of `columns` pixels shows of points: of each column the least and the greatest value.
std::vector<std::pair<double, double>> pictureOf(const std::vector<PlotPoint> &points, const std::vector<double> &edges)
{
    std::vector<std::pair<double, double>> picture(edges.size() - 1, {1e300, -1e300});
    for (const PlotPoint &point : points) {
        if (!std::isfinite(point.y) || point.x < edges.front() || point.x >= edges.back())
            continue;
        const auto column =
            static_cast<std::size_t>(std::upper_bound(edges.begin(), edges.end(), point.x) - edges.begin() - 1);
        picture[column].first = std::min(picture[column].first, point.y);
        picture[column].second = std::max(picture[column].second, point.y);
    }
    return picture;
}

} // namespace

class TestPointColumns : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsEveryPoint()
    {
        const auto points = noise(20'000);
        const PointColumns columns = columnsOf(points);
        QCOMPARE(columns.size(), points.size());
        std::size_t i = 0;
        for (const SeriesPoint &point : columns) {
            QCOMPARE(point.step, points[i].step);
            QCOMPARE(point.wallMs, points[i].wallMs);
            QVERIFY(isSame(point.value, points[i].value));
            ++i;
        }
        QCOMPARE(i, points.size());
    }

    void aClockThatWasSetBackStandsStill()
    {
        PointColumns columns;
        columns.append(SeriesPoint{1, 1000, 0});
        columns.append(SeriesPoint{2, 400, 0});
        columns.append(SeriesPoint{3, 1200, 0});
        QCOMPARE(columns[1].wallMs, 1000);
        QCOMPARE(columns[2].wallMs, 1200);
    }

    void takesAboutSixteenBytesAPoint()
    {
        const PointColumns columns = columnsOf(noise(1'000'000, false));
        QVERIFY2(columns.bytes() < 24'000'000, qPrintable(QString::number(columns.bytes())));
    }

    /// A copy is what was there when it was made, whatever is added to the original after.
    void copiesDoNotSeeWhatComesLater()
    {
        const auto points = noise(5000);
        PointColumns columns;
        columns.append(std::span(points).first(4500));
        const PointColumns copy = columns;
        columns.append(std::span(points).subspan(4500));
        QCOMPARE(copy.size(), std::size_t{4500});
        QCOMPARE(columns.size(), std::size_t{5000});
        QCOMPARE(columns.back().step, points.back().step);
        QCOMPARE(copy.back().step, points[4499].step);
        QCOMPARE(copy.extent().finite + copy.extent().nonFinite, std::size_t{4500});
    }

    void extentsAreThoseOfAPlainWalk()
    {
        const auto points = noise(12'000);
        const PointColumns columns = columnsOf(points);
        for (int trial = 0; trial < 400; ++trial) {
            CounterRng rng(5, RandomStream::Test, 1, static_cast<std::uint32_t>(trial));
            std::size_t first = rng.below(12'000), last = rng.below(12'000);
            if (first > last)
                std::swap(first, last);
            ValueExtent plain;
            std::size_t above = 0, below = 0;
            double positive = std::numeric_limits<double>::infinity();
            for (std::size_t i = first; i < last; ++i) {
                plain.add(points[i].value);
                above += std::isfinite(points[i].value) && points[i].value > 1.5 ? 1U : 0U;
                below += std::isfinite(points[i].value) && points[i].value < -1 ? 1U : 0U;
                if (std::isfinite(points[i].value) && points[i].value > 0)
                    positive = std::min(positive, points[i].value);
            }
            const ValueExtent quick = columns.extent(first, last);
            QCOMPARE(quick.finite, plain.finite);
            QCOMPARE(quick.nonFinite, plain.nonFinite);
            QVERIFY(quick.low == plain.low && quick.high == plain.high);
            QVERIFY(std::abs(quick.sum - plain.sum) < 1e-7); // another order of adding
            const auto outside = columns.countOutside(first, last, -1, 1.5);
            QCOMPARE(outside.above, above);
            QCOMPARE(outside.below, below);
            QVERIFY(columns.leastPositive(first, last) == positive);
            std::size_t broken = 0;
            columns.visitNonFinite(first, last, [&](std::size_t index, double) {
                ++broken;
                QVERIFY(!std::isfinite(points[index].value));
            });
            QCOMPARE(broken, plain.nonFinite);
        }
    }

    void findsSteps()
    {
        const auto points = noise(9000);
        const PointColumns columns = columnsOf(points);
        for (std::size_t i = 0; i < points.size(); i += 7) {
            QCOMPARE(columns.lowerBound(points[i].step), i);
            QCOMPARE(columns.lowerBound(points[i].step - 1),
                     i > 0 && points[i - 1].step == points[i].step - 1 ? i - 1 : i);
        }
        QCOMPARE(columns.lowerBound(points.back().step + 1), points.size());
        QCOMPARE(PointColumns().lowerBound(1), std::size_t{0});
    }

    /// However many points there are, the picture is that of all of them: in every pixel column the same least and
    /// greatest value.
    void decimationIsExactToThePixel_data()
    {
        QTest::addColumn<double>("from");
        QTest::addColumn<double>("to");
        QTest::newRow("all") << 0.0 << 100'000.0;
        QTest::newRow("a third") << 31'003.7 << 64'011.2;
        QTest::newRow("a few hundred") << 50'000.0 << 50'300.0;
        QTest::newRow("beyond") << -5000.0 << 120'000.0;
        QTest::newRow("none") << 200'000.0 << 300'000.0;
    }

    void decimationIsExactToThePixel()
    {
        QFETCH(double, from);
        QFETCH(double, to);
        const auto points = noise(100'000, false);
        const PointColumns columns = columnsOf(points);
        const XMapping mapping;
        const PlacedCurve curve{&columns, nullptr, &mapping};
        const auto edges = edgesFor(from, to, 731);
        std::vector<PlotPoint> all;
        for (const SeriesPoint &point : points)
            all.push_back({static_cast<double>(point.step), point.value});
        const auto thinned = decimate(curve, edges);
        QCOMPARE(pictureOf(thinned, edges), pictureOf(all, edges));
        QVERIFY(thinned.size() <= 2 * 731 + 8);
        if (from <= 0 && to >= 100'000) { // first and last point are always there
            QCOMPARE(thinned.front().x, 1.0);
            QVERIFY(isSame(thinned.front().y, points.front().value));
            QCOMPARE(thinned.back().x, 100'000.0);
            QVERIFY(isSame(thinned.back().y, points.back().value));
        }
        QVERIFY(std::is_sorted(thinned.begin(), thinned.end(), [](const auto &a, const auto &b) { return a.x < b.x; }));
    }

    void fewPointsComeAsTheyAre()
    {
        const auto points = noise(2000, false);
        const PointColumns columns = columnsOf(points);
        const XMapping mapping;
        const auto drawn = decimate({&columns, nullptr, &mapping}, edgesFor(100, 200, 500));
        QCOMPARE(drawn.size(), std::size_t{102}); // those of steps 100 to 200, and the one before
        for (const PlotPoint &point : drawn)
            QVERIFY(isSame(point.y, points[static_cast<std::size_t>(point.x) - 1].value));
    }

    void logarithmicColumnsAreExactToo()
    {
        const auto points = noise(50'000, false);
        const PointColumns columns = columnsOf(points);
        const XMapping mapping;
        std::vector<double> edges;
        for (int i = 0; i <= 400; ++i)
            edges.push_back(std::pow(10, 4.7 * i / 400));
        std::vector<PlotPoint> all;
        for (const SeriesPoint &point : points)
            all.push_back({static_cast<double>(point.step), point.value});
        QCOMPARE(pictureOf(decimate({&columns, nullptr, &mapping}, edges), edges), pictureOf(all, edges));
    }

    void smoothingStartsAtTheData()
    {
        DebiasedAverage average(0.9);
        QCOMPARE(average.next(4), 4.0); // not 0.4
        QVERIFY(std::abs(average.next(2) - (0.9 * 0.4 + 0.2) / (1 - 0.81)) < 1e-12);
        QVERIFY(std::isnan(average.next(std::nan(""))));
        DebiasedAverage constant(0.99);
        for (int i = 0; i < 1000; ++i)
            QVERIFY(std::abs(constant.next(3) - 3) < 1e-9);
    }

    /// Against windows taken one by one; and in pieces as at once.
    void smoothingOfAllKinds_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("average") << static_cast<int>(SmoothingKind::Average);
        QTest::newRow("mean") << static_cast<int>(SmoothingKind::Mean);
        QTest::newRow("median") << static_cast<int>(SmoothingKind::Median);
    }

    void smoothingOfAllKinds()
    {
        QFETCH(int, kind);
        const Smoothing smoothing{static_cast<SmoothingKind>(kind), 0.8, 25};
        const auto points = noise(1500);
        const PointColumns columns = columnsOf(points);
        SmoothCurve whole(smoothing);
        whole.extendTo(columns);
        QCOMPARE(whole.size(), points.size());
        DebiasedAverage average(0.8);
        for (std::size_t i = 0; i < points.size(); ++i) {
            double expected = points[i].value;
            const std::size_t half = std::min({std::size_t{12}, i, points.size() - 1 - i});
            if (smoothing.kind == SmoothingKind::Average) {
                expected = average.next(points[i].value);
            } else if (std::isfinite(expected)) {
                std::vector<double> window;
                for (std::size_t j = i - half; j <= i + half; ++j)
                    if (std::isfinite(points[j].value))
                        window.push_back(points[j].value);
                std::sort(window.begin(), window.end());
                const std::size_t n = window.size();
                expected = smoothing.kind == SmoothingKind::Mean
                               ? std::accumulate(window.begin(), window.end(), 0.0) / static_cast<double>(n)
                               : 0.5 * (window[n / 2] + window[(n - 1) / 2]);
            }
            // Kept as 32-bit floats.
            QVERIFY2(isSame(static_cast<float>(expected), whole.value(i)) ||
                         std::abs(expected - whole.value(i)) <= 2e-6 * std::max(1.0, std::abs(expected)),
                     qPrintable(QStringLiteral("%1: %2, not %3").arg(i).arg(whole.value(i)).arg(expected)));
        }
        PointColumns growing;
        SmoothCurve grown(smoothing);
        for (std::size_t at = 0; at < points.size(); at += 77) {
            growing.append(std::span(points).subspan(at, std::min<std::size_t>(77, points.size() - at)));
            grown.extendTo(growing);
        }
        for (std::size_t i = 0; i < points.size(); ++i)
            QVERIFY(isSame(grown.value(i), whole.value(i)));
        QVERIFY(grown.extent(3, 900).low == whole.extent(3, 900).low);
    }

    void aConstantSeriesIsLeftAlone()
    {
        PointColumns columns;
        for (std::int64_t step = 1; step <= 200; ++step)
            columns.append(SeriesPoint{step, step, 0.1});
        SmoothCurve curve(Smoothing{SmoothingKind::Average, 0.97, 25});
        curve.extendTo(columns);
        for (std::size_t i = 0; i < 200; ++i)
            QCOMPARE(curve.value(i), static_cast<double>(0.1F));
    }

    /// Pauses are no training; evaluations right after the last step are.
    void relativeTimeLeavesPausesOut()
    {
        PointColumns columns;
        for (std::int64_t step = 1; step <= 10; ++step)
            columns.append(SeriesPoint{step, 10'000 + step * 1000, 0});
        columns.append(SeriesPoint{11, 100'000, 0}); // resumed at 99 s after step 10
        RunClock clock;
        clock.startMs = 10'000;
        clock.stepsPerEpoch = 5;
        clock.batchSize = 64;
        clock.resumes = {{10, 99'000}};
        const XMapping relative = XMapping::make(XKind::Relative, clock, columns);
        QCOMPARE(relative.at(columns[0]), 1.0);
        QCOMPARE(relative.at(columns[9]), 10.0);
        QCOMPARE(relative.at(columns[10]), 11.0);
        QCOMPARE(relative.at({10, 20'500, 0}), 10.0); // measured within the pause
        QCOMPARE(XMapping::make(XKind::Epoch, clock, columns).at(columns[9]), 2.0);
        QCOMPARE(XMapping::make(XKind::Samples, clock, columns).at(columns[9]), 640.0);
        QCOMPARE(XMapping::make(XKind::Wall, clock, columns).at(columns[0]), 11.0);
        QCOMPARE(XMapping::make(XKind::Step, clock, columns).at(columns[9]), 10.0);
    }

    void seedBandIsMeanAndDeviation()
    {
        const double values[3][4] = {{1, 2, 3, 4}, {3, 2, kNaN, 8}, {5, 5, 5, 6}};
        std::vector<PointColumns> columns(3);
        for (std::size_t run = 0; run < 3; ++run)
            for (std::int64_t step = 1; step <= 4; ++step)
                if (run != 2 || step != 2) // the third run lacks a step
                    columns[run].append(SeriesPoint{step, step, values[run][step - 1]});
        const XMapping mapping;
        std::vector<PlacedCurve> curves;
        for (const PointColumns &points : columns)
            curves.push_back({&points, nullptr, &mapping});
        const auto band = seedBand(curves, edgesFor(0, 5, 100));
        QCOMPARE(band.size(), std::size_t{4});
        QCOMPARE(band[0].mean, 3.0);
        QCOMPARE(band[0].deviation, 2.0);
        QCOMPARE(band[1].mean, 2.0);
        QCOMPARE(band[1].deviation, 0.0);
        QCOMPARE(band[2].mean, 4.0);
        QVERIFY(std::abs(band[2].deviation - std::sqrt(2.0)) < 1e-12);
        QCOMPARE(band[3].mean, 6.0);
        QCOMPARE(band[3].deviation, 2.0);
        QVERIFY(seedBand(std::span(curves).first(1), edgesFor(0, 5, 100)).empty());
    }

    void seedBandOfManyPointsGoesByColumn()
    {
        std::vector<PointColumns> columns(2);
        for (std::int64_t step = 0; step < 10'000; ++step) {
            columns[0].append(SeriesPoint{step, step, static_cast<double>(step % 2)}); // mean 0.5
            columns[1].append(SeriesPoint{step, step, 2.5});
        }
        const XMapping mapping;
        const std::vector<PlacedCurve> curves{{&columns[0], nullptr, &mapping}, {&columns[1], nullptr, &mapping}};
        const auto band = seedBand(curves, edgesFor(0, 10'000, 100));
        QCOMPARE(band.size(), std::size_t{100});
        for (const BandPoint &point : band) {
            QCOMPARE(point.mean, 1.5);
            QVERIFY(std::abs(point.deviation - std::sqrt(2.0)) < 1e-12);
        }
    }
};

QTEST_GUILESS_MAIN(TestPointColumns)
#include "tst_point_columns.moc"
