#include "core/engine/diagnostics.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace tandem::engine {

namespace {

namespace F = torch::nn::functional;

constexpr double kSpectrumNoise = 1e-13; // of an eigenvalue, relative to the sum of squares

torch::Tensor unitRows(const torch::Tensor &features)
{
    return F::normalize(features.detach().to(torch::kCPU, torch::kFloat32), F::NormalizeFuncOptions().dim(1));
}

/// At most kPairRows rows, evenly spaced.
torch::Tensor someRows(const torch::Tensor &rows)
{
    const std::int64_t count = rows.size(0);
    if (count <= kPairRows)
        return rows;
    std::vector<std::int64_t> places;
    for (std::int64_t i = 0; i < kPairRows; ++i)
        places.push_back(i * count / kPairRows);
    return rows.index_select(0, torch::tensor(places, torch::kLong));
}

/// Cosines of different rows, each pair twice: [N(N−1)].
torch::Tensor offDiagonal(const torch::Tensor &unit)
{
    const std::int64_t n = unit.size(0);
    // Without the last element, the flat matrix is rows of n+1 that each begin on the diagonal.
    return torch::mm(unit, unit.t()).flatten().slice(0, 0, n * n - 1).view({n - 1, n + 1}).slice(1, 1).flatten();
}

} // namespace

double alignment(const torch::Tensor &first, const torch::Tensor &second)
{
    const torch::NoGradGuard guard;
    return (unitRows(first) - unitRows(second)).square().sum(1).to(torch::kDouble).mean().item<double>();
}

double uniformity(const torch::Tensor &features)
{
    const torch::NoGradGuard guard;
    if (features.size(0) < 2)
        return std::numeric_limits<double>::quiet_NaN();
    // ‖u − v‖² = 2 − 2 cos.
    const auto terms = (4 * offDiagonal(someRows(unitRows(features))) - 4).exp_();
    return std::log(terms.to(torch::kDouble).mean().item<double>());
}

double effectiveRank(const torch::Tensor &features)
{
    const torch::NoGradGuard guard;
    const auto rows = features.detach().to(torch::kCPU, torch::kDouble);
    const auto centred = rows - rows.mean(0, true);
    const bool tall = centred.size(0) > centred.size(1); // the smaller of the two Gram matrices has the same spectrum
    const auto gram = tall ? torch::mm(centred.t(), centred) : torch::mm(centred, centred.t());
    // Features are rounded to 32 bits: what is smaller than that rounding is no spectrum but noise.
    const double noise = kSpectrumNoise * rows.square().sum().item<double>();
    const auto eigenvalues = torch::linalg_eigvalsh(gram);
    const auto sigma = torch::where(eigenvalues > noise, eigenvalues, torch::zeros_like(eigenvalues)).sqrt();
    const double total = sigma.sum().item<double>();
    if (!(total > 0))
        return 0;
    const auto p = sigma / total;
    return std::exp(-torch::special::xlogy(p, p).sum().item<double>());
}

torch::Tensor unitStdByDimension(const torch::Tensor &features)
{
    const torch::NoGradGuard guard;
    return unitRows(features).to(torch::kDouble).std(0, /*unbiased=*/false);
}

torch::Tensor cosineHistogram(const torch::Tensor &cosines)
{
    const torch::NoGradGuard guard;
    const auto counts = torch::histc(cosines.clamp(-1, 1), kHistogramBins, -1, 1);
    return counts / std::max<double>(1, static_cast<double>(cosines.numel()));
}

VectorRecord vectorRecord(std::string_view name, const torch::Tensor &values)
{
    const auto plain = values.to(torch::kCPU, torch::kFloat32).contiguous();
    const float *data = plain.data_ptr<float>();
    VectorRecord record;
    record.name = name;
    record.values.assign(data, data + plain.numel());
    return record;
}

void addFeatureDiagnostics(const torch::Tensor &h, const torch::Tensor &z, EvaluationRecord &record)
{
    const auto add = [&](std::string_view name, double value) { record.measures.emplace_back(name, value); };
    const auto ofH = unitStdByDimension(h);
    const auto ofZ = unitStdByDimension(z);
    record.featureStd = ofH.mean().item<double>();
    record.projectionStd = ofZ.mean().item<double>();
    add(series::kFeatureStdMin, ofH.min().item<double>());
    add(series::kFeatureStdMax, ofH.max().item<double>());
    add(series::kProjectionStdMin, ofZ.min().item<double>());
    add(series::kProjectionStdMax, ofZ.max().item<double>());
    add(series::kEffectiveRank, effectiveRank(h));
    add(series::kProjectionEffectiveRank, effectiveRank(z));
    add(series::kUniformity, uniformity(z));
    record.vectors.push_back(vectorRecord(vectors::kFeatureStd, ofH));
    record.vectors.push_back(vectorRecord(vectors::kProjectionStd, ofZ));
}

void addPairDiagnostics(const torch::Tensor &first, const torch::Tensor &second, EvaluationRecord &record)
{
    const torch::NoGradGuard guard;
    const auto u = unitRows(first);
    const auto v = unitRows(second);
    record.measures.emplace_back(series::kAlignment, alignment(u, v));
    record.vectors.push_back(vectorRecord(vectors::kPositiveSimilarity, cosineHistogram((u * v).sum(1))));
    if (u.size(0) > 1)
        record.vectors.push_back(vectorRecord(vectors::kNegativeSimilarity, cosineHistogram(offDiagonal(someRows(u)))));
}

} // namespace tandem::engine
