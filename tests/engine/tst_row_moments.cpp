#include "core/engine/row_moments.h"

#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include <vector>

// Batch-norm's passes over memory against the same sums by LibTorch, in double.

using namespace tandem::engine;

namespace {

/// One row up to more than a task, channels that fit no vector register, and a mean that shows cancellation.
const std::vector<std::vector<std::int64_t>> kShapes = {{1, 3},         {2, 5},        {64, 7},        {65, 1},
                                                        {3000, 17},     {513, 33},     {2, 3, 1, 1},   {5, 16, 3, 2},
                                                        {9, 8, 20, 20}, {3, 64, 7, 5}, {1, 24, 40, 31}};

torch::Tensor values(const std::vector<std::int64_t> &shape, torch::ScalarType type, double mean)
{
    return asRows((torch::randn(shape, torch::kDouble) * 2 + mean).to(type));
}

/// As a table of rows, in double.
torch::Tensor table(const torch::Tensor &x)
{
    const auto wide = x.to(torch::kDouble);
    return x.dim() == 4 ? wide.permute({0, 2, 3, 1}).reshape({-1, x.size(1)}) : wide;
}

/// Relative to the largest value; what the type can hold of a sum over blocks.
double tolerance(torch::ScalarType type)
{
    return type == torch::kDouble ? 1e-12 : 2e-6; // bfloat16 is computed in float
}

void expectClose(const torch::Tensor &actual, const torch::Tensor &expected, double relative)
{
    ASSERT_EQ(actual.sizes(), expected.sizes());
    const double scale = std::max(1e-30, expected.abs().max().item<double>());
    EXPECT_LE((actual.to(torch::kDouble) - expected).abs().max().item<double>(), relative * scale);
}

constexpr torch::ScalarType kTypes[] = {torch::kFloat32, torch::kDouble, torch::kBFloat16};

} // namespace

TEST(RowMoments, MomentsAreThoseOfATableInDouble)
{
    torch::manual_seed(3);
    for (const auto type : kTypes)
        for (const double mean : {0.0, 50.0})
            for (const auto &shape : kShapes) {
                SCOPED_TRACE(::testing::PrintToString(shape) + " " + torch::toString(type));
                const auto x = values(shape, type, mean);
                const auto moments = rowMoments(x);
                expectClose(moments[0], table(x).mean(0), tolerance(type));
                // Distances from a mean that is known to the type's precision only.
                const double slack = type == torch::kDouble ? 1e-11 : 1e-5;
                expectClose(moments[1], table(x).var(0, /*unbiased=*/false), slack);
            }
}

TEST(RowMoments, EveryPassIsItsFormula)
{
    torch::manual_seed(4);
    for (const auto type : kTypes)
        for (const auto &shape : kShapes) {
            SCOPED_TRACE(::testing::PrintToString(shape) + " " + torch::toString(type));
            const auto x = values(shape, type, 1), dy = values(shape, type, 0);
            const std::int64_t channels = shape[1];
            const auto vector = [&] { return torch::randn({channels}, torch::kDouble); };
            const auto mean = vector(), scale = vector(), shift = vector(), meanDy = vector(), slope = vector();
            const double output = type == torch::kBFloat16 ? 8e-3 : tolerance(type); // the result is rounded once
            const auto centred = table(x) - mean;
            expectClose(table(normalizedRows(x, mean, scale, shift)), centred * scale + shift, output);
            expectClose(table(rowGradient(dy, x, mean, meanDy, slope, scale)),
                        (table(dy) - meanDy - centred * slope) * scale, output);
            const auto sums = rowGradientSums(dy, x, mean);
            // Terms of either sign: relative to their sizes.
            const auto terms = torch::stack({table(dy).abs().sum(0), (table(dy) * centred).abs().sum(0)});
            const auto expected = torch::stack({table(dy).sum(0), (table(dy) * centred).sum(0)});
            EXPECT_LE(((sums - expected).abs() / terms).max().item<double>(), tolerance(type));
            EXPECT_EQ(normalizedRows(x, mean, scale, shift).scalar_type(), type);
        }
}

TEST(RowMoments, ThreadsDecideNothing)
{
    torch::manual_seed(5);
    const auto x = values({9, 24, 30, 31}, torch::kFloat32, 3), dy = values({9, 24, 30, 31}, torch::kFloat32, 0);
    const auto mean = torch::zeros({24}, torch::kDouble);
    const int before = at::get_num_threads();
    at::set_num_threads(1);
    const auto moments = rowMoments(x), sums = rowGradientSums(dy, x, mean);
    at::set_num_threads(4);
    EXPECT_TRUE(rowMoments(x).equal(moments));
    EXPECT_TRUE(rowGradientSums(dy, x, mean).equal(sums));
    at::set_num_threads(before);
}

TEST(RowMoments, OtherLayoutsAreCopiedAndHalfPrecisionOfGpusIsRefused)
{
    const auto planar = torch::randn({2, 3, 4, 5});
    EXPECT_TRUE(asRows(planar).is_contiguous(torch::MemoryFormat::ChannelsLast));
    EXPECT_TRUE(asRows(planar).equal(planar));
    const auto mine = planar.contiguous(torch::MemoryFormat::ChannelsLast);
    EXPECT_EQ(asRows(mine).data_ptr(), mine.data_ptr());
    EXPECT_THROW(rowMoments(torch::ones({2, 2}, torch::kHalf)), c10::Error);
}
