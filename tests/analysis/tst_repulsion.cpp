#include "core/analysis/grid_fft.h"
#include "core/analysis/repulsion.h"
#include "core/analysis/workers.h"
#include "core/base/random.h"
#include "tests/analysis/made_features.h"

#include <QTest>

#include <cmath>
#include <complex>
#include <numbers>

using namespace tandem;
using tandem::test::runnableKernels;

namespace {

struct Positions {
    std::vector<float> x, y; // padded
    std::int64_t count = 0;
};

/// Clumps of points within a square of the given side.
Positions clumps(std::int64_t count, double side, std::uint32_t seed = 1)
{
    Positions positions;
    positions.count = count;
    positions.x.assign(static_cast<std::size_t>(paddedCount(count)), kFarAway);
    positions.y = positions.x;
    for (std::int64_t i = 0; i < count; ++i) {
        CounterRng centre(seed, RandomStream::Test, 1, static_cast<std::uint32_t>(i % 7)),
            rng(seed, RandomStream::Test, 2, static_cast<std::uint32_t>(i));
        const auto I = static_cast<std::size_t>(i);
        positions.x[I] = static_cast<float>(side * (centre.uniform(-0.4, 0.4) + 0.04 * rng.normal()));
        positions.y[I] = static_cast<float>(side * (centre.uniform(-0.4, 0.4) + 0.04 * rng.normal()));
    }
    return positions;
}

struct Forces {
    std::vector<float> x, y;
    double sumOfQ = 0;
};

Forces forcesOf(Repulsion &repulsion, const Positions &positions, Workers &workers)
{
    Forces forces;
    forces.x.resize(static_cast<std::size_t>(positions.count));
    forces.y.resize(forces.x.size());
    if (!repulsion.compute(positions.x.data(), positions.y.data(), positions.count, workers, {}, forces.sumOfQ))
        qFatal("nobody asked to stop");
    repulsion.forces(0, positions.count, workers, forces.x.data(), forces.y.data());
    return forces;
}

struct Exact {
    std::vector<double> x, y;
    double sumOfQ = 0;
};

/// The definition in double.
Exact definition(const Positions &positions)
{
    const auto count = static_cast<std::size_t>(positions.count);
    Exact exact{std::vector<double>(count), std::vector<double>(count), 0};
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t j = 0; j < count; ++j) {
            if (i == j)
                continue;
            const double dx = double(positions.x[i]) - positions.x[j], dy = double(positions.y[i]) - positions.y[j];
            const double q = 1 / (1 + dx * dx + dy * dy);
            exact.sumOfQ += q;
            exact.x[i] += q * q * dx;
            exact.y[i] += q * q * dy;
        }
    return exact;
}

/// Root mean square of the deviation, relative to that of the forces.
double deviation(const Forces &forces, const Exact &exact)
{
    double error = 0, size = 0;
    for (std::size_t i = 0; i < exact.x.size(); ++i) {
        error += std::pow(forces.x[i] - exact.x[i], 2) + std::pow(forces.y[i] - exact.y[i], 2);
        size += std::pow(exact.x[i], 2) + std::pow(exact.y[i], 2);
    }
    return std::sqrt(error / size);
}

} // namespace

class TestRepulsion : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void transformEqualsTheDefinition();
    void lengthsAreProductsOfSmallPrimes();
    void everyPairIsExact_data();
    void everyPairIsExact();
    void gridIsNearlyExact_data();
    void gridIsNearlyExact();
    void gridOfOnePoint();
    void aHugeLayoutGetsAWiderPitch();
    void threadsChangeNoByte();
    void layoutsOfChangingSize();
};

void TestRepulsion::transformEqualsTheDefinition()
{
    for (const Kernels *kernels : runnableKernels())
        for (const std::int64_t length : {2, 3, 4, 5, 32, 60, 96, 288, 480}) {
            const GridFft fft(length);
            const auto n = static_cast<std::size_t>(length);
            AlignedFloats data(n * 2 * kFftLanes), scratch(data.size());
            CounterRng rng(1, RandomStream::Test);
            for (float &value : data)
                value = static_cast<float>(rng.normal());
            const AlignedFloats original = data;
            const auto at = [](const float *values, std::size_t i, std::size_t lane) {
                return std::complex<double>(values[i * 2 * kFftLanes + lane],
                                            values[i * 2 * kFftLanes + kFftLanes + lane]);
            };
            const float *result = kernels->fft(fft.plan(), false, data.data(), scratch.data());
            for (const std::size_t lane : {0, 7, 15})
                for (std::size_t k = 0; k < n; k += 1 + n / 13) {
                    std::complex<double> sum = 0;
                    for (std::size_t j = 0; j < n; ++j)
                        sum += at(original.data(), j, lane) *
                               std::polar(1.0, -2 * std::numbers::pi * double(j * k % n) / double(n));
                    QVERIFY2(std::abs(at(result, k, lane) - sum) < 3e-6 * std::sqrt(double(n)) * 3, kernels->name);
                }
            // There and back again: length times what it was.
            AlignedFloats there(result, result + data.size());
            const float *back = kernels->fft(fft.plan(), true, there.data(), scratch.data());
            for (std::size_t i = 0; i < data.size(); ++i)
                QVERIFY2(std::abs(back[i] / double(length) - original[i]) < 3e-6, kernels->name);
        }
}

void TestRepulsion::lengthsAreProductsOfSmallPrimes()
{
    std::int64_t before = 0;
    for (std::int64_t least = 1; least <= 2048; ++least) {
        const std::int64_t length = gridLength(least);
        QVERIFY(length >= least && length >= before && length % (2 * kFftLanes) == 0);
        QVERIFY2(least <= 128 || length <= least + least / 3, QByteArray::number(qlonglong(least)));
        before = length;
        std::int64_t rest = length;
        for (const std::int64_t prime : {2, 3, 5})
            while (rest % prime == 0)
                rest /= prime;
        QCOMPARE(rest, 1);
    }
}

void TestRepulsion::everyPairIsExact_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<double>("side");
    // Around the sizes of tiles and vectors; from the start of a layout to its end.
    for (const int count : {1, 2, 31, 32, 33, 100, 257, 1500})
        for (const double side : {1e-4, 1.0, 100.0})
            QTest::addRow("%d points, side %g", count, side) << count << side;
}

void TestRepulsion::everyPairIsExact()
{
    QFETCH(int, count);
    QFETCH(double, side);
    const Positions positions = clumps(count, side);
    const Exact exact = definition(positions);
    for (const Kernels *kernels : runnableKernels()) {
        Workers workers(2, kernels);
        const Forces forces = forcesOf(*exactRepulsion(), positions, workers);
        if (count == 1) {
            QVERIFY(std::abs(forces.sumOfQ) < 1e-3);
            QCOMPARE(forces.x[0], 0.0F);
            continue;
        }
        // The reciprocal of AVX-512 is good to 2^-14 = 6e-5, and what is summed is of one sign; within a tile, a point
        // meets itself, and that 1 is taken off again.
        QVERIFY2(std::abs(forces.sumOfQ - exact.sumOfQ) < 7e-5 * exact.sumOfQ + 1e-6 * count, kernels->name);
        // Forces are sums of both signs: at the very start (side 1e-4) they nearly cancel in single precision.
        QVERIFY2(deviation(forces, exact) < 3e-4, kernels->name);
    }
}

void TestRepulsion::gridIsNearlyExact_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<double>("side");
    for (const int count : {2, 100, 3000})
        for (const double side : {1e-3, 1.0, 20.0, 150.0})
            QTest::addRow("%d points, side %g", count, side) << count << side;
}

/// The bound of the approximation, as it is used: half a percent of the root mean square force once the points are
/// spread over more than a few cells of the grid, 2 percent before.
void TestRepulsion::gridIsNearlyExact()
{
    QFETCH(int, count);
    QFETCH(double, side);
    const Positions positions = clumps(count, side);
    const Exact exact = definition(positions);
    for (const Kernels *kernels : runnableKernels()) {
        Workers workers(2, kernels);
        const Forces forces = forcesOf(*gridRepulsion(1.0 / 3), positions, workers);
        const QByteArray say = QByteArray(kernels->name) + ": " + QByteArray::number(deviation(forces, exact)) + ", " +
                               QByteArray::number(forces.sumOfQ / exact.sumOfQ - 1);
        // Between few points, or points nearer than single precision sees on a grid, there is no average to hide in.
        if (count > 100 && side > 1e-3)
            QVERIFY2(deviation(forces, exact) < (side < 5 ? 0.02 : 0.005), say.constData());
        // Every point meets itself on the grid, too, as 1 to some 1e-3.
        const double limit = 5e-3 * count + (side < 5 ? 3e-3 : 5e-4) * exact.sumOfQ;
        QVERIFY2(std::abs(forces.sumOfQ - exact.sumOfQ) < limit, say.constData());
    }
}

void TestRepulsion::gridOfOnePoint()
{
    Workers workers(2);
    const Forces forces = forcesOf(*gridRepulsion(1.0 / 3), clumps(1, 1), workers);
    QVERIFY(std::abs(forces.sumOfQ) < 5e-3);
    QVERIFY(std::abs(forces.x[0]) < 1e-3 && std::abs(forces.y[0]) < 1e-3);
}

void TestRepulsion::aHugeLayoutGetsAWiderPitch()
{
    // Two points flung away must not fill the memory.
    Positions positions = clumps(500, 10);
    positions.x[0] = 1e5F;
    positions.y[1] = -3e5F;
    Workers workers(2);
    const Forces forces = forcesOf(*gridRepulsion(1.0 / 3), positions, workers);
    QVERIFY(std::isfinite(forces.sumOfQ));
    for (std::size_t i = 0; i < forces.x.size(); ++i)
        QVERIFY(std::isfinite(forces.x[i]) && std::isfinite(forces.y[i]));
}

void TestRepulsion::threadsChangeNoByte()
{
    const Positions positions = clumps(3000, 60);
    for (const Kernels *kernels : runnableKernels())
        for (const bool grid : {false, true}) {
            const auto make = [&] { return grid ? gridRepulsion(1.0 / 3) : exactRepulsion(); };
            Workers one(1, kernels), three(3, kernels);
            const Forces a = forcesOf(*make(), positions, one), b = forcesOf(*make(), positions, three);
            QVERIFY(a.x == b.x);
            QVERIFY(a.y == b.y);
            QCOMPARE(a.sumOfQ, b.sumOfQ);
        }
}

void TestRepulsion::layoutsOfChangingSize()
{
    // One object, as a layout uses it: memory and tables follow.
    Workers workers(2);
    const auto grid = gridRepulsion(1.0 / 3);
    for (const double side : {1e-3, 5.0, 80.0, 60.0, 70.0, 3.0, 120.0}) {
        const Positions positions = clumps(1000, side);
        const Forces kept = forcesOf(*grid, positions, workers);
        const Exact exact = definition(positions);
        QVERIFY2(std::abs(kept.sumOfQ / exact.sumOfQ - 1) < 3e-3, QByteArray::number(side));
        QVERIFY2(side < 1 || deviation(kept, exact) < 0.02, QByteArray::number(deviation(kept, exact)));
    }
}

QTEST_GUILESS_MAIN(TestRepulsion)
#include "tst_repulsion.moc"
