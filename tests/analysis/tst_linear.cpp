#include "core/analysis/cka.h"
#include "core/analysis/eigen.h"
#include "core/analysis/pca.h"
#include "core/analysis/procrustes.h"
#include "core/analysis/products.h"
#include "core/analysis/workers.h"
#include "core/base/random.h"
#include "tests/analysis/made_features.h"

#include <QTest>

#include <cmath>

using namespace tandem;
using tandem::test::MadeFeatures;
using tandem::test::madeFeatures;
using tandem::test::runnableKernels;

namespace {

using Matrix = std::vector<double>;

/// Orthonormal rows: Gram–Schmidt on random ones.
Matrix randomRotation(std::int64_t n, std::uint64_t seed = 1)
{
    Matrix q(static_cast<std::size_t>(n * n));
    CounterRng rng(seed, RandomStream::Test, 3);
    for (double &value : q)
        value = rng.normal();
    for (std::int64_t i = 0; i < n; ++i) {
        double *row = q.data() + i * n;
        for (int pass = 0; pass < 2; ++pass)
            for (std::int64_t j = 0; j < i; ++j) {
                double share = 0;
                for (std::int64_t k = 0; k < n; ++k)
                    share += row[k] * q[static_cast<std::size_t>(j * n + k)];
                for (std::int64_t k = 0; k < n; ++k)
                    row[k] -= share * q[static_cast<std::size_t>(j * n + k)];
            }
        double square = 0;
        for (std::int64_t k = 0; k < n; ++k)
            square += row[k] * row[k];
        for (std::int64_t k = 0; k < n; ++k)
            row[k] /= std::sqrt(square);
    }
    return q;
}

/// Symmetric, with these eigenvalues and the rows of q as eigenvectors.
Matrix matrixWith(const std::vector<double> &eigenvalues, const Matrix &q)
{
    const auto n = eigenvalues.size();
    Matrix matrix(n * n);
    for (std::size_t v = 0; v < n; ++v)
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j < n; ++j)
                matrix[i * n + j] += eigenvalues[v] * q[v * n + i] * q[v * n + j];
    return matrix;
}

MadeFeatures noise(std::int64_t rows, std::int64_t dimension, std::uint64_t seed)
{
    return madeFeatures(
        {.rows = rows, .dimension = dimension, .classes = 1, .separation = 0, .noise = 1, .seed = seed});
}

} // namespace

class TestLinear : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void productsEqualTheDefinition();
    void eigenvaluesThatAreKnown_data();
    void eigenvaluesThatAreKnown();
    void componentsOfAKnownCovariance();
    void componentsAreOrthonormalAndSorted();
    void aFixedBasisServesOtherFeatures();
    void fewerRowsThanDimensions();
    void procrustesFindsTheMotion_data();
    void procrustesFindsTheMotion();
    void procrustesKeepsDistances();
    void ckaOfTheSameUpToRotationAndScale();
    void ckaOfIndependentFeatures();
    void ckaEqualsTheDefinition();
    void threadsChangeNoByte();
};

void TestLinear::productsEqualTheDefinition()
{
    const auto a = madeFeatures({.rows = 301, .dimension = 37}),
               b = madeFeatures({.rows = 301, .dimension = 70, .seed = 2});
    const auto meanA = meanRow(a.view()), meanB = meanRow(b.view());
    for (const Kernels *kernels : runnableKernels()) {
        Workers workers(2, kernels);
        const auto products = crossProducts(a.view(), meanA, b.view(), meanB, workers);
        const auto plain = crossProducts(a.view(), {}, b.view(), {}, workers);
        const auto gram = gramMatrix(b.view(), meanB, workers);
        for (std::int64_t i = 0; i < 37; i += 3)
            for (std::int64_t j = 0; j < 70; ++j) {
                double sum = 0, uncentred = 0;
                for (std::int64_t r = 0; r < 301; ++r) {
                    const double x = a.view().row(r)[i], y = b.view().row(r)[j];
                    uncentred += x * y;
                    sum += (x - meanA[i]) * (y - meanB[j]);
                }
                QVERIFY(std::abs((*products)[i * 70 + j] - sum) < 1e-10);
                QVERIFY(std::abs((*plain)[i * 70 + j] - uncentred) < 1e-10);
            }
        for (std::int64_t i = 0; i < 70; ++i)
            for (std::int64_t j = 0; j < 70; ++j) {
                QCOMPARE((*gram)[i * 70 + j], (*gram)[j * 70 + i]);
                double sum = 0;
                for (std::int64_t r = 0; r < 301; ++r)
                    sum += (b.view().row(r)[i] - meanB[i]) * (b.view().row(r)[j] - meanB[j]);
                QVERIFY(std::abs((*gram)[i * 70 + j] - sum) < 1e-10);
            }
    }
}

void TestLinear::eigenvaluesThatAreKnown_data()
{
    QTest::addColumn<QList<double>>("eigenvalues");
    QList<double> falling, clustered, many, flat;
    for (int i = 0; i < 40; ++i) {
        falling.append(std::pow(0.7, i));
        clustered.append(i < 20 ? 5 : i < 30 ? 1e-8 : 0);
    }
    for (int i = 0; i < 200; ++i) {
        many.append(1 / (1.0 + i));
        flat.append(i < 3 ? 2 : 1); // equal ones at the top, above the size of the dense method
    }
    QTest::newRow("falling") << falling;
    QTest::newRow("clustered") << clustered;
    QTest::newRow("many") << many;
    QTest::newRow("three equal") << flat;
    QTest::newRow("one") << QList<double>{3};
    QTest::newRow("two") << QList<double>{3, -4};
    QTest::newRow("nothing") << QList<double>(50, 0.0);
}

void TestLinear::eigenvaluesThatAreKnown()
{
    QFETCH(QList<double>, eigenvalues);
    std::vector<double> values(eigenvalues.begin(), eigenvalues.end());
    const auto n = static_cast<std::int64_t>(values.size());
    const Matrix matrix = matrixWith(values, randomRotation(n));
    std::sort(values.begin(), values.end(), std::greater<>());
    Workers workers(2);
    const auto found = symmetricEigenvalues(matrix, n, workers);
    for (std::size_t i = 0; i < values.size(); ++i)
        QVERIFY2(std::abs((*found)[i] - values[i]) < 1e-12 * (1 + std::abs(values[0])),
                 QByteArray::number((*found)[i] - values[i]));

    const std::int64_t count = std::min<std::int64_t>(n, 4);
    const auto pairs = largestEigenpairs(matrix, n, count, workers);
    QCOMPARE(pairs->values.size(), static_cast<std::size_t>(count));
    const double scale = 1e-9 + 1e-8 * std::abs(values[0]);
    for (std::int64_t p = 0; p < count; ++p) {
        QVERIFY(std::abs(pairs->values[p] - values[p]) < scale);
        for (std::int64_t i = 0; i < n; ++i) {
            double product = 0;
            for (std::int64_t j = 0; j < n; ++j)
                product += matrix[i * n + j] * pairs->vectors[p * n + j];
            QVERIFY2(std::abs(product - pairs->values[p] * pairs->vectors[p * n + i]) < scale,
                     QByteArray::number(qlonglong(p)));
        }
        for (std::int64_t other = 0; other <= p; ++other) {
            double product = 0;
            for (std::int64_t i = 0; i < n; ++i)
                product += pairs->vectors[p * n + i] * pairs->vectors[other * n + i];
            QVERIFY(std::abs(product - (p == other ? 1 : 0)) < 1e-10);
        }
    }
}

void TestLinear::componentsOfAKnownCovariance()
{
    // Deviations 5, 2 and 1 along the axes of a rotation, and a mean.
    const std::int64_t dimension = 6;
    const Matrix q = randomRotation(dimension);
    const double deviations[] = {5, 2, 1, 0.1, 0.1, 0.1};
    std::vector<float> values;
    for (std::uint32_t i = 0; i < 4000; ++i) {
        CounterRng rng(9, RandomStream::Test, 4, i);
        double along[6];
        for (int v = 0; v < 6; ++v)
            along[v] = deviations[v] * rng.normal();
        for (int j = 0; j < 6; ++j) {
            double sum = 10;
            for (int v = 0; v < 6; ++v)
                sum += along[v] * q[v * 6 + j];
            values.push_back(static_cast<float>(sum));
        }
    }
    Workers workers(2);
    const auto basis = fitPca({values, 4000, dimension}, 3, workers);
    QCOMPARE(basis->count(), 3);
    for (int v = 0; v < 3; ++v) {
        // Of 4000 samples: a variance is good to √(2/4000), some 2 percent.
        QVERIFY(std::abs(basis->variances[v] / std::pow(deviations[v], 2) - 1) < 0.1);
        double product = 0;
        for (int j = 0; j < 6; ++j)
            product += basis->components[v * 6 + j] * q[v * 6 + j];
        QVERIFY2(std::abs(product) > 0.995, QByteArray::number(product));
    }
    QVERIFY(std::abs(basis->totalVariance - 30.03) < 2);
    for (const double mean : basis->mean)
        QVERIFY(std::abs(mean - 10) < 0.3);
    // Coordinates have mean 0 and the variance of their component.
    const auto projected = *projectPca(*basis, {values, 4000, dimension}, workers);
    for (int v = 0; v < 3; ++v) {
        double sum = 0, squares = 0;
        for (std::size_t i = 0; i < 4000; ++i) {
            sum += projected[3 * i + v];
            squares += std::pow(projected[3 * i + v], 2);
        }
        QVERIFY(std::abs(sum / 4000) < 1e-4);
        QVERIFY(std::abs(squares / 3999 / basis->variances[v] - 1) < 1e-5);
    }
}

void TestLinear::componentsAreOrthonormalAndSorted()
{
    const auto made = madeFeatures({.rows = 600, .dimension = 300});
    Workers workers(2);
    const auto basis = fitPca(made.view(), 20, workers);
    double explained = 0;
    for (std::int64_t a = 0; a < 20; ++a) {
        QVERIFY(a == 0 || basis->variances[a] <= basis->variances[a - 1]);
        explained += basis->variances[a];
        for (std::int64_t b = 0; b <= a; ++b) {
            double product = 0;
            for (std::int64_t j = 0; j < 300; ++j)
                product += basis->components[a * 300 + j] * basis->components[b * 300 + j];
            QVERIFY(std::abs(product - (a == b ? 1 : 0)) < 1e-9);
        }
        const auto begin = basis->components.begin() + a * 300;
        QVERIFY(*std::max_element(begin, begin + 300, [](double x, double y) { return std::abs(x) < std::abs(y); }) >
                0);
    }
    QVERIFY(explained < basis->totalVariance);
    // Ten class centres span nine directions, which hold nearly everything.
    double nine = 0;
    for (int i = 0; i < 9; ++i)
        nine += basis->variances[i];
    QVERIFY(nine > 0.85 * basis->totalVariance);
}

void TestLinear::aFixedBasisServesOtherFeatures()
{
    const auto early = madeFeatures({.rows = 400, .dimension = 20}),
               late = madeFeatures({.rows = 50, .dimension = 20, .seed = 5});
    Workers workers(1);
    const auto basis = fitPca(early.view(), 2, workers);
    const auto projected = *projectPca(*basis, late.view(), workers);
    QCOMPARE(projected.size(), std::size_t(100));
    double expected = 0;
    for (std::size_t j = 0; j < 20; ++j)
        expected += (late.view().row(33)[j] - basis->mean[j]) * basis->components[20 + j];
    QVERIFY(std::abs(projected[67] - expected) < 1e-5);
}

void TestLinear::fewerRowsThanDimensions()
{
    const auto made = madeFeatures({.rows = 5, .dimension = 200});
    Workers workers(1);
    const auto basis = fitPca(made.view(), 8, workers);
    QCOMPARE(basis->count(), 8);
    for (int i = 4; i < 8; ++i)
        QVERIFY(basis->variances[i] < 1e-9 * basis->variances[0]);
    for (const double value : basis->components)
        QVERIFY(std::isfinite(value));
}

void TestLinear::procrustesFindsTheMotion_data()
{
    QTest::addColumn<double>("angle");
    QTest::addColumn<bool>("mirrored");
    for (const double angle : {0.0, 0.3, 1.5, 3.1, -2.0})
        for (const bool mirrored : {false, true})
            QTest::addRow("%g%s", angle, mirrored ? ", mirrored" : "") << angle << mirrored;
}

void TestLinear::procrustesFindsTheMotion()
{
    QFETCH(double, angle);
    QFETCH(bool, mirrored);
    CounterRng rng(1, RandomStream::Test);
    std::vector<float> from, to;
    for (int i = 0; i < 50; ++i) {
        const double x = 3 * rng.normal(), y = rng.normal() + 7;
        from.insert(from.end(), {static_cast<float>(x), static_cast<float>(y)});
        const double my = mirrored ? -y : y;
        to.push_back(static_cast<float>(std::cos(angle) * x - std::sin(angle) * my + 4));
        to.push_back(static_cast<float>(std::sin(angle) * x + std::cos(angle) * my - 11));
    }
    const PlaneMotion motion = procrustes(from, to);
    const auto moved = motion.apply(from);
    for (std::size_t i = 0; i < to.size(); ++i)
        QVERIFY2(std::abs(moved[i] - to[i]) < 1e-5, QByteArray::number(moved[i] - to[i]));
    QVERIFY(std::abs(motion.matrix[0] * motion.matrix[3] - motion.matrix[1] * motion.matrix[2] - (mirrored ? -1 : 1)) <
            1e-12);
}

void TestLinear::procrustesKeepsDistances()
{
    const std::vector<float> from = {0, 0, 1, 0, 0, 2}, larger = {10, 10, 10, 14, 2, 10};
    const auto moved = procrustes(from, larger).apply(from);
    const auto distance = [](const std::vector<float> &p, int a, int b) {
        return std::hypot(p[2 * a] - p[2 * b], p[2 * a + 1] - p[2 * b + 1]);
    };
    QVERIFY(std::abs(distance(moved, 0, 1) - 1) < 1e-6); // no scale
    QVERIFY(std::abs(distance(moved, 1, 2) - std::sqrt(5.0)) < 1e-6);
    QVERIFY(procrustes({}, {}).matrix == PlaneMotion().matrix);
    const std::vector<float> spot = {1, 1, 1, 1}, there = {5, 6, 5, 6};
    QVERIFY(procrustes(spot, there).apply(spot) == there);
}

void TestLinear::ckaOfTheSameUpToRotationAndScale()
{
    const auto made = madeFeatures({.rows = 200, .dimension = 12});
    const Matrix q = randomRotation(12);
    std::vector<float> turned;
    for (std::int64_t i = 0; i < 200; ++i)
        for (int j = 0; j < 12; ++j) {
            double sum = 0.25;
            for (int k = 0; k < 12; ++k)
                sum += 3 * made.view().row(i)[k] * q[j * 12 + k];
            turned.push_back(static_cast<float>(sum));
        }
    Workers workers(2);
    const auto cka = linearCka(made.view(), {turned, 200, 12}, workers);
    QVERIFY(std::abs(cka->plain - 1) < 1e-9);
    QVERIFY(std::abs(cka->debiased - 1) < 1e-9);
    const std::vector<float> constant(200 * 3, 1.5F);
    const auto nothing = linearCka(made.view(), {constant, 200, 3}, workers);
    QVERIFY(std::isnan(nothing->plain));
}

void TestLinear::ckaOfIndependentFeatures()
{
    // As many dimensions as samples: the plain one cannot tell noise from agreement.
    Workers workers(2);
    double plain = 0, debiased = 0;
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        const auto a = noise(200, 150, seed), b = noise(200, 150, 100 + seed);
        const auto cka = linearCka(a.view(), b.view(), workers);
        plain += cka->plain / 10;
        debiased += cka->debiased / 10;
    }
    QVERIFY2(plain > 0.4, QByteArray::number(plain));
    // The mean of ten, each with a deviation of some 1/200.
    QVERIFY2(std::abs(debiased) < 0.01, QByteArray::number(debiased));
}

void TestLinear::ckaEqualsTheDefinition()
{
    const auto a = madeFeatures({.rows = 30, .dimension = 5}),
               b = madeFeatures({.rows = 30, .dimension = 9, .separation = 0.3, .seed = 4});
    const auto kernel = [](const MadeFeatures &made) {
        Matrix k(900);
        for (std::int64_t i = 0; i < 30; ++i)
            for (std::int64_t j = 0; j < 30; ++j)
                k[i * 30 + j] = i == j ? 0 : dotProduct(made.view().row(i), made.view().row(j)); // not centred
        return k;
    };
    const auto hsic = [](const Matrix &k, const Matrix &l) {
        double trace = 0, sumK = 0, sumL = 0, cross = 0;
        const double n = 30;
        for (int i = 0; i < 30; ++i) {
            double rowK = 0, rowL = 0;
            for (int j = 0; j < 30; ++j) {
                trace += k[i * 30 + j] * l[j * 30 + i];
                rowK += k[i * 30 + j];
                rowL += l[i * 30 + j];
            }
            sumK += rowK;
            sumL += rowL;
            cross += rowK * rowL;
        }
        return (trace + sumK * sumL / ((n - 1) * (n - 2)) - 2 * cross / (n - 2)) / (n * (n - 3));
    };
    const Matrix k = kernel(a), l = kernel(b);
    Workers workers(1);
    const auto cka = linearCka(a.view(), b.view(), workers);
    QVERIFY(std::abs(cka->debiased - hsic(k, l) / std::sqrt(hsic(k, k) * hsic(l, l))) < 1e-6);
}

void TestLinear::threadsChangeNoByte()
{
    const auto made = madeFeatures({.rows = 700, .dimension = 260});
    Workers one(1), three(3);
    const auto a = fitPca(made.view(), 5, one), b = fitPca(made.view(), 5, three);
    QVERIFY(a->components == b->components);
    QVERIFY(a->variances == b->variances);
    QVERIFY(*projectPca(*a, made.view(), one) == *projectPca(*b, made.view(), three));
    const auto gram = gramMatrix(made.view(), {}, one);
    QVERIFY(*symmetricEigenvalues(*gram, 260, one) == *symmetricEigenvalues(*gram, 260, three));
}

QTEST_GUILESS_MAIN(TestLinear)
#include "tst_linear.moc"
