#include "core/engine/evaluation.h"

#include "core/engine/diagnostics.h"
#include "tests/engine/test_images.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <numeric>

using namespace tandem;
using namespace tandem::engine;

namespace {

/// Weighted kNN with loops, in double.
double reference(const torch::Tensor &bank, const std::vector<std::int32_t> &bankLabels, const torch::Tensor &test,
                 const std::vector<std::int32_t> &testLabels, const KnnOptions &options)
{
    const auto cosine = [](const torch::Tensor &a, const torch::Tensor &b) {
        return a.dot(b).item<double>() / (a.norm().item<double>() * b.norm().item<double>());
    };
    int correct = 0;
    for (std::int64_t i = 0; i < test.size(0); ++i) {
        std::vector<std::pair<double, std::int32_t>> near;
        for (std::int64_t j = 0; j < bank.size(0); ++j)
            near.emplace_back(-cosine(test[i], bank[j]), bankLabels[static_cast<std::size_t>(j)]);
        std::sort(near.begin(), near.end());
        std::map<std::int32_t, double> votes;
        for (std::size_t n = 0; n < static_cast<std::size_t>(options.neighbors); ++n)
            votes[near[n].second] += std::exp((near[0].first - near[n].first) / options.temperature);
        const auto winner = std::max_element(votes.begin(), votes.end(),
                                             [](const auto &a, const auto &b) { return a.second < b.second; });
        correct += winner->first == testLabels[static_cast<std::size_t>(i)] ? 1 : 0;
    }
    return correct / static_cast<double>(test.size(0));
}

std::vector<std::int32_t> labelsOf(std::int64_t count, int classes)
{
    std::vector<std::int32_t> labels;
    for (std::int64_t i = 0; i < count; ++i)
        labels.push_back(static_cast<std::int32_t>(i % classes));
    return labels;
}

/// Rows that lean toward their class's axis, so that the vote is neither trivial nor hopeless.
torch::Tensor leaningRows(const std::vector<std::int32_t> &labels, std::uint64_t seed)
{
    torch::manual_seed(seed);
    auto rows = torch::randn({static_cast<std::int64_t>(labels.size()), 12}, torch::kDouble);
    for (std::size_t i = 0; i < labels.size(); ++i)
        rows[static_cast<std::int64_t>(i)][labels[i]] += 1.5;
    return rows;
}

} // namespace

TEST(Knn, MatchesTheDefinitionWrittenOut)
{
    const auto bankLabels = labelsOf(120, 5);
    const auto testLabels = labelsOf(60, 5);
    const auto bank = leaningRows(bankLabels, 1);
    const auto test = leaningRows(testLabels, 2);
    for (const KnnOptions &options :
         {KnnOptions{1, 0.1}, KnnOptions{20, 0.1}, KnnOptions{120, 0.5}, KnnOptions{20, 0.001}}) {
        const double expected = reference(bank, bankLabels, test, testLabels, options);
        EXPECT_GT(expected, 0.25);
        EXPECT_LT(expected, 0.9);
        EXPECT_DOUBLE_EQ(knnAccuracy(bank, bankLabels, test, testLabels, options)->top1, expected);
    }
}

TEST(Knn, Trap48_LengthOfFeaturesDoesNotMatter)
{
    const auto labels = labelsOf(80, 4);
    const auto bank = leaningRows(labels, 3);
    const auto test = leaningRows(labels, 4);
    torch::manual_seed(1);
    const auto lengths = torch::rand({80, 1}, torch::kDouble) + 0.1;
    EXPECT_DOUBLE_EQ(knnAccuracy(bank * lengths, labels, test, labels, {10, 0.1})->top1,
                     knnAccuracy(bank, labels, test, labels, {10, 0.1})->top1);
}

TEST(Knn, Trap46_RowsWithoutLabelAreIgnored)
{
    const auto labels = labelsOf(60, 3);
    const auto bank = leaningRows(labels, 5);
    const auto test = leaningRows(labels, 6);
    const double plain = knnAccuracy(bank, labels, test, labels, {7, 0.1})->top1;
    auto more = labels;
    more.insert(more.end(), 30, kNoLabel);
    const auto noise = leaningRows(labelsOf(30, 3), 7) * 10;
    EXPECT_DOUBLE_EQ(knnAccuracy(torch::cat({bank, noise}), more, torch::cat({test, noise}), more, {7, 0.1})->top1,
                     plain);
    const std::vector<std::int32_t> none(60, kNoLabel);
    EXPECT_FALSE(knnAccuracy(bank, none, test, labels, {7, 0.1}));
    EXPECT_FALSE(knnAccuracy(bank, labels, test, none, {7, 0.1}));
}

TEST(Knn, PermutedLabelsGiveChance)
{
    const auto labels = labelsOf(2000, 10);
    const auto bank = leaningRows(labels, 8);
    torch::manual_seed(9);
    const auto order = torch::randperm(2000, torch::kLong);
    std::vector<std::int32_t> permuted;
    for (std::int64_t i = 0; i < 2000; ++i)
        permuted.push_back(labels[static_cast<std::size_t>(order[i].item<std::int64_t>())]);
    const double accuracy = knnAccuracy(bank, permuted, leaningRows(labels, 10), labels, {20, 0.1})->top1;
    EXPECT_NEAR(accuracy, 0.1, 0.034); // five standard deviations of a binomial with n = 2000, p = 0.1
}

TEST(FeatureStd, SphereAndCollapse)
{
    torch::manual_seed(1);
    EXPECT_NEAR(unitStdByDimension(torch::randn({4000, 64})).mean().item<double>(), 1 / std::sqrt(64.0), 1e-3);
    EXPECT_NEAR(unitStdByDimension(torch::ones({100, 64}) * 3).mean().item<double>(), 0, 1e-6);
}

// Traps 35, 36 and 45: evaluation must leave weights, running statistics and mode as they were.
TEST(Evaluate, Trap35_LeavesTheModelUntouched)
{
    Settings settings;
    settings.encoder.width = 0.25;
    Model model = makeModel(settings, 16);
    model->train();
    const std::string before = weightsSha256(*model);
    const EvaluationImages images{std::make_shared<test::StripedImages>(60, 20, 1),
                                  std::make_shared<test::StripedImages>(23, 20, 2), "test"};
    const auto record = evaluate(model, images, {.knnNeighbors = 100}, 16, torch::kCPU, {});
    ASSERT_TRUE(record);
    EXPECT_EQ(weightsSha256(*model), before);
    EXPECT_TRUE(model->is_training());
    EXPECT_EQ(record->bankSize, 60);
    EXPECT_EQ(record->testSize, 23);
    EXPECT_EQ(record->knnNeighbors, 60); // as many as there are
    EXPECT_EQ(record->knnFeature, "h");
    ASSERT_TRUE(record->knnAccuracy);
    EXPECT_GT(record->featureStd, 0);
}

TEST(Evaluate, WithoutLabelsThereIsNoAccuracy)
{
    Settings settings;
    settings.encoder.width = 0.25;
    Model model = makeModel(settings, 16);
    const auto plain = std::make_shared<test::StripedImages>(20, 16, 1, false);
    const auto record = evaluate(model, {plain, plain, "hold-out"}, {}, 16, torch::kCPU, {});
    ASSERT_TRUE(record);
    EXPECT_FALSE(record->knnAccuracy);
    EXPECT_GT(record->featureStd, 0);
}

TEST(Evaluate, StopsInside)
{
    Settings settings;
    settings.encoder.width = 0.25;
    Model model = makeModel(settings, 16);
    std::stop_source stop;
    stop.request_stop();
    const auto images = std::make_shared<test::StripedImages>(20, 16);
    EXPECT_FALSE(evaluate(model, {images, images, "test"}, {}, 16, torch::kCPU, stop.get_token()));
}

// Features of images are those of the network on the centre square, whatever the batching.
TEST(Features, DoNotDependOnHowTheyAreBatched)
{
    Settings settings;
    settings.encoder.width = 0.25;
    Model model = makeModel(settings, 16);
    const auto many = std::make_shared<test::StripedImages>(510, 16);
    const auto all = extractFeatures(model, *many, 16, torch::kCPU, {});
    const auto few = extractFeatures(model, *subset(many, {509, 3}), 16, torch::kCPU, {});
    ASSERT_TRUE(all && few);
    EXPECT_TRUE(torch::allclose(all->h[509], few->h[0], 1e-4, 1e-5));
    EXPECT_TRUE(torch::allclose(all->h[3], few->h[1], 1e-4, 1e-5));
    EXPECT_EQ(few->labels, (std::vector<std::int32_t>{many->label(509), many->label(3)}));
}
