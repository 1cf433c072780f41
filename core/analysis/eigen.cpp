#include "core/analysis/eigen.h"

#include "core/analysis/simd.h"
#include "core/analysis/workers.h"
#include "core/base/random.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

namespace tandem {

namespace {

using Matrix = std::vector<double>;

constexpr std::int64_t kDense = 128;        // up to this size all eigenvectors are computed
constexpr std::int64_t kGrain = 32;         // rows a piece
constexpr double kResidual = 1e-9;          // of an eigenvector, relative to the largest eigenvalue
constexpr std::int64_t kLargestSpace = 400; // vectors of a Krylov space

std::size_t at(std::int64_t row, std::int64_t column, std::int64_t n)
{
    return static_cast<std::size_t>(row * n + column);
}

TANDEM_WIDE_CLONES double dot(const double *a, const double *b, std::int64_t n)
{
    constexpr std::int64_t kSums = 32; // four vectors of the widest
    double sums[kSums] = {};
    std::int64_t i = 0;
    for (; i + kSums <= n; i += kSums)
        for (std::int64_t j = 0; j < kSums; ++j)
            sums[j] += a[i + j] * b[i + j];
    for (; i < n; ++i)
        sums[i % kSums] += a[i] * b[i];
    for (std::int64_t width = kSums / 2; width > 0; width /= 2)
        for (std::int64_t j = 0; j < width; ++j)
            sums[j] += sums[j + width];
    return sums[0];
}

/// y -= a u + b v.
TANDEM_WIDE_CLONES void subtract(double *y, double a, const double *u, double b, const double *v, std::int64_t n)
{
    for (std::int64_t i = 0; i < n; ++i)
        y[i] -= a * u[i] + b * v[i];
}

/// Diagonal and subdiagonal of a tridiagonal matrix, and the reflections that made it: reflection k acts on components
/// k+1 … n−1 and is I − 2 v vᵀ, v in row k of `reflections`.
struct Tridiagonal {
    std::vector<double> diagonal, below; // [n], below[k] joins k and k+1
    Matrix reflections;                  // [n, n]
};

/// Householder's method. The matrix is read and written once a step: the change that one reflection makes is applied
/// while the product for the next is computed.
std::optional<Tridiagonal> tridiagonalize(Matrix a, std::int64_t n, Workers &workers, const std::stop_token &stop)
{
    Tridiagonal result;
    result.diagonal.resize(static_cast<std::size_t>(n));
    result.below.assign(static_cast<std::size_t>(n), 0);
    result.reflections.assign(a.size(), 0);
    // The matrix is a − v wᵀ − w vᵀ.
    std::vector<double> v(static_cast<std::size_t>(n)), w(v), product(v);
    for (std::int64_t k = 0; k < n; ++k) {
        const auto K = static_cast<std::size_t>(k);
        result.diagonal[K] = a[at(k, k, n)] - 2 * v[K] * w[K];
        if (k + 1 == n)
            break;
        double *u = result.reflections.data() + k * n;
        for (std::int64_t i = k + 1; i < n; ++i) {
            const auto I = static_cast<std::size_t>(i);
            u[i] = a[at(k, i, n)] - v[K] * w[I] - w[K] * v[I];
        }
        const double length = std::sqrt(dot(u + k + 1, u + k + 1, n - k - 1));
        const double beyond = std::sqrt(dot(u + k + 2, u + k + 2, n - k - 2));
        result.below[K] = u[k + 1];
        const bool reflects = beyond > 0;
        if (reflects) {
            const double pivot = u[k + 1] > 0 ? -length : length;
            result.below[K] = pivot;
            u[k + 1] -= pivot;
            const double norm = std::sqrt(dot(u + k + 1, u + k + 1, n - k - 1));
            for (std::int64_t i = k + 1; i < n; ++i)
                u[i] /= norm;
        } else {
            std::fill(u + k + 1, u + n, 0.0);
        }
        if (!workers.runRanges(n - k - 1, kGrain, stop, [&](std::int64_t begin, std::int64_t end, int) {
                for (std::int64_t i = k + 1 + begin; i < k + 1 + end; ++i) {
                    const double vi = v[static_cast<std::size_t>(i)], wi = w[static_cast<std::size_t>(i)];
                    double *row = a.data() + i * n;
                    subtract(row + k + 1, vi, w.data() + k + 1, wi, v.data() + k + 1, n - k - 1);
                    product[static_cast<std::size_t>(i)] = 2 * dot(row + k + 1, u + k + 1, n - k - 1);
                }
            }))
            return std::nullopt;
        const double share = dot(product.data() + k + 1, u + k + 1, n - k - 1);
        for (std::int64_t i = k + 1; i < n; ++i) {
            v[static_cast<std::size_t>(i)] = u[i];
            w[static_cast<std::size_t>(i)] = product[static_cast<std::size_t>(i)] - share * u[i];
        }
    }
    return result;
}

/// Called for every rotation of neighbouring components i, i+1.
using Rotation = std::function<void(std::int64_t i, double cosine, double sine)>;

/// QL's method with implicit shifts on a tridiagonal matrix: the diagonal becomes the eigenvalues, in no order.
void diagonalize(std::vector<double> &d, std::vector<double> &e, const Rotation &rotated)
{
    const auto n = static_cast<std::int64_t>(d.size());
    const auto D = [&d](std::int64_t i) -> double & { return d[static_cast<std::size_t>(i)]; };
    const auto E = [&e](std::int64_t i) -> double & { return e[static_cast<std::size_t>(i)]; };
    constexpr int kMaximumSweeps = 60; // an eigenvalue takes one or two
    for (std::int64_t low = 0; low < n; ++low) {
        for (int sweep = 0; sweep < kMaximumSweeps; ++sweep) {
            // A block ends where the subdiagonal vanishes.
            std::int64_t high = low;
            while (high + 1 < n && std::abs(E(high)) > std::numeric_limits<double>::epsilon() *
                                                           (std::abs(D(high)) + std::abs(D(high + 1))))
                ++high;
            if (high == low)
                break;
            // Wilkinson's shift.
            double g = (D(low + 1) - D(low)) / (2 * E(low));
            g = D(high) - D(low) + E(low) / (g + std::copysign(std::hypot(g, 1.0), g));
            double sine = 1, cosine = 1, moved = 0;
            std::int64_t i = high - 1;
            for (; i >= low; --i) {
                const double f = sine * E(i), b = cosine * E(i);
                const double r = std::hypot(f, g);
                E(i + 1) = r;
                if (r == 0) {
                    D(i + 1) -= moved;
                    E(high) = 0;
                    break;
                }
                sine = f / r;
                cosine = g / r;
                const double h = D(i + 1) - moved, t = (D(i) - h) * sine + 2 * cosine * b;
                moved = sine * t;
                D(i + 1) = h + moved;
                g = cosine * t - b;
                if (rotated)
                    rotated(i, cosine, sine);
            }
            if (i >= low)
                continue;
            D(low) -= moved;
            E(low) = g;
            E(high) = 0;
        }
    }
}

/// Order of descending values.
std::vector<std::size_t> descending(const std::vector<double> &values)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] > values[b]; });
    return order;
}

/// All eigenpairs.
std::optional<EigenPairs> densePairs(const Matrix &matrix, std::int64_t n, Workers &workers,
                                     const std::stop_token &stop)
{
    auto tridiagonal = tridiagonalize(matrix, n, workers, stop);
    if (!tridiagonal)
        return std::nullopt;
    // Rows: eigenvectors of the tridiagonal matrix, then taken back through the reflections.
    Matrix rows(static_cast<std::size_t>(n * n), 0);
    for (std::int64_t i = 0; i < n; ++i)
        rows[at(i, i, n)] = 1;
    diagonalize(tridiagonal->diagonal, tridiagonal->below, [&](std::int64_t i, double cosine, double sine) {
        double *first = rows.data() + i * n, *second = first + n;
        for (std::int64_t j = 0; j < n; ++j) {
            const double f = second[j];
            second[j] = sine * first[j] + cosine * f;
            first[j] = cosine * first[j] - sine * f;
        }
    });
    EigenPairs pairs;
    for (const std::size_t i : descending(tridiagonal->diagonal)) {
        pairs.values.push_back(tridiagonal->diagonal[i]);
        const double *row = rows.data() + static_cast<std::int64_t>(i) * n;
        pairs.vectors.insert(pairs.vectors.end(), row, row + n);
    }
    for (std::int64_t i = 0; i < n; ++i) {
        double *vector = pairs.vectors.data() + i * n;
        for (std::int64_t k = n - 2; k >= 0; --k) {
            const double *u = tridiagonal->reflections.data() + k * n;
            const double share = 2 * dot(u + k + 1, vector + k + 1, n - k - 1);
            for (std::int64_t j = k + 1; j < n; ++j)
                vector[j] -= share * u[j];
        }
    }
    return pairs;
}

/// A space that grows by the products of its newest vectors with the matrix.
class KrylovSpace {
public:
    KrylovSpace(const Matrix &matrix, std::int64_t n, Workers &workers, const std::stop_token &stop)
        : m_matrix(matrix), m_n(n), m_workers(workers), m_stop(stop)
    {
    }

    /// Vectors from a fixed seed.
    void begin(std::int64_t count)
    {
        CounterRng rng(0, RandomStream::Layout);
        std::vector<double> vector(static_cast<std::size_t>(m_n));
        for (std::int64_t i = 0; i < count; ++i) {
            for (double &component : vector)
                component = rng.normal();
            add(vector);
        }
    }

    /// Multiplies the vectors that have no product yet, and adds those products as new vectors. False if stopped.
    bool grow()
    {
        const std::int64_t first = static_cast<std::int64_t>(m_products.size()) / m_n, last = size();
        m_products.resize(m_basis.size());
        const bool all = m_workers.runRanges(m_n, kGrain, m_stop, [&](std::int64_t begin, std::int64_t end, int) {
            for (std::int64_t i = begin; i < end; ++i)
                for (std::int64_t b = first; b < last; ++b)
                    m_products[at(b, i, m_n)] = dot(m_matrix.data() + i * m_n, m_basis.data() + b * m_n, m_n);
        });
        if (!all)
            return false;
        for (std::int64_t b = first; b < last; ++b)
            add({m_products.begin() + b * m_n, m_products.begin() + (b + 1) * m_n});
        return true;
    }

    [[nodiscard]] std::int64_t size() const { return static_cast<std::int64_t>(m_basis.size()) / m_n; }
    [[nodiscard]] std::int64_t multiplied() const { return static_cast<std::int64_t>(m_products.size()) / m_n; }

    /// The matrix as it acts within the multiplied part of the space: its best eigenpairs there, with the residual of
    /// the worst of the first `count`.
    std::optional<EigenPairs> ritzPairs(std::int64_t count, double &residual)
    {
        const std::int64_t size = multiplied();
        Matrix inner(static_cast<std::size_t>(size * size));
        for (std::int64_t i = 0; i < size; ++i)
            for (std::int64_t j = 0; j <= i; ++j)
                inner[at(i, j, size)] = inner[at(j, i, size)] =
                    dot(m_basis.data() + i * m_n, m_products.data() + j * m_n, m_n);
        const auto pairs = densePairs(inner, size, m_workers, m_stop);
        if (!pairs)
            return std::nullopt;
        EigenPairs best;
        residual = 0;
        for (std::int64_t p = 0; p < std::min(count, size); ++p) {
            const double value = pairs->values[static_cast<std::size_t>(p)];
            std::vector<double> vector(static_cast<std::size_t>(m_n)), product(vector);
            for (std::int64_t b = 0; b < size; ++b) {
                const double factor = pairs->vectors[at(p, b, size)];
                for (std::int64_t i = 0; i < m_n; ++i) {
                    vector[static_cast<std::size_t>(i)] += factor * m_basis[at(b, i, m_n)];
                    product[static_cast<std::size_t>(i)] += factor * m_products[at(b, i, m_n)];
                }
            }
            double square = 0;
            for (std::size_t i = 0; i < vector.size(); ++i)
                square += std::pow(product[i] - value * vector[i], 2);
            residual = std::max(residual, std::sqrt(square));
            best.values.push_back(value);
            best.vectors.insert(best.vectors.end(), vector.begin(), vector.end());
        }
        return best;
    }

private:
    /// Adds what of a vector is new, if anything.
    void add(std::vector<double> vector)
    {
        const double before = std::sqrt(dot(vector.data(), vector.data(), m_n));
        for (int pass = 0; pass < 2; ++pass) // once is not enough to round away the old directions
            for (std::int64_t b = 0; b < size(); ++b) {
                const double *old = m_basis.data() + b * m_n;
                const double share = dot(old, vector.data(), m_n);
                for (std::int64_t i = 0; i < m_n; ++i)
                    vector[static_cast<std::size_t>(i)] -= share * old[i];
            }
        const double length = std::sqrt(dot(vector.data(), vector.data(), m_n));
        if (!(length > 1e-11 * before))
            return;
        for (const double component : vector)
            m_basis.push_back(component / length);
    }

    const Matrix &m_matrix;
    std::int64_t m_n;
    Workers &m_workers;
    const std::stop_token &m_stop;
    Matrix m_basis;    // [size, n], orthonormal
    Matrix m_products; // [multiplied, n]: the matrix times each
};

void settleSigns(EigenPairs &pairs, std::int64_t n)
{
    for (std::size_t p = 0; p < pairs.values.size(); ++p) {
        const auto begin = pairs.vectors.begin() + static_cast<std::int64_t>(p) * n;
        const auto largest =
            std::max_element(begin, begin + n, [](double a, double b) { return std::abs(a) < std::abs(b); });
        if (*largest < 0)
            std::transform(begin, begin + n, begin, std::negate<>());
    }
}

} // namespace

std::optional<std::vector<double>> symmetricEigenvalues(std::vector<double> matrix, std::int64_t n, Workers &workers,
                                                        const std::stop_token &stop)
{
    auto tridiagonal = tridiagonalize(std::move(matrix), n, workers, stop);
    if (!tridiagonal)
        return std::nullopt;
    diagonalize(tridiagonal->diagonal, tridiagonal->below, {});
    std::sort(tridiagonal->diagonal.begin(), tridiagonal->diagonal.end(), std::greater<>());
    return std::move(tridiagonal->diagonal);
}

std::optional<EigenPairs> largestEigenpairs(const std::vector<double> &matrix, std::int64_t n, std::int64_t count,
                                            Workers &workers, const std::stop_token &stop)
{
    std::optional<EigenPairs> pairs;
    if (n <= kDense) {
        pairs = densePairs(matrix, n, workers, stop);
        if (pairs) {
            pairs->values.resize(static_cast<std::size_t>(count));
            pairs->vectors.resize(static_cast<std::size_t>(count * n));
        }
    } else {
        KrylovSpace space(matrix, n, workers, stop);
        // More vectors than are wanted, so that equal eigenvalues are found as often as there are.
        space.begin(std::min(n, count + 4));
        const std::int64_t largest = std::min(n, std::max(kLargestSpace, 3 * count));
        double residual = 0;
        for (std::int64_t looked = 0;;) {
            const std::int64_t before = space.size();
            if (!space.grow())
                return std::nullopt;
            const bool full = space.multiplied() >= largest || space.size() == before;
            if (!full && space.multiplied() < looked + looked / 4 + 2 * count)
                continue;
            looked = space.multiplied();
            pairs = space.ritzPairs(count, residual);
            if (!pairs || full || residual <= kResidual * std::abs(pairs->values.front()))
                break;
        }
    }
    if (pairs)
        settleSigns(*pairs, n);
    return pairs;
}

} // namespace tandem
