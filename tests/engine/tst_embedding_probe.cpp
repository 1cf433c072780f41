#include "core/engine/embedding_probe.h"

#include "core/augment/renderer.h"
#include "core/engine/eval_mode.h"
#include "tests/engine/test_ranks.h"
#include "tests/engine/test_training.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <map>

using namespace tandem;
using namespace tandem::engine;
using namespace tandem::test;

namespace {

constexpr int kSide = 16;

/// Settings of the training that these tests measure: 72 images, 20 of them probed.
Settings settings()
{
    Settings s = request().settings;
    s.evaluate.probeImages = 20;
    return s;
}

Pipeline pipeline()
{
    return *resolvePipeline(settings().augment, kSide);
}

/// Running statistics that differ from those of a new network, so that eval mode can be told from training mode.
Model usedModel()
{
    Model model = makeModel(settings(), kSide);
    model->train();
    const torch::NoGradGuard guard;
    torch::manual_seed(3);
    model->forward(torch::rand({32, 3, kSide, kSide}));
    return model;
}

torch::Tensor rowsOf(const std::vector<float> &values, std::int64_t dimension)
{
    return torch::tensor(values).view({-1, dimension});
}

bool sameBits(const std::vector<float> &a, const std::vector<float> &b)
{
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0; // NaN is NaN
}

void expectSame(const EmbeddingRecord &a, const EmbeddingRecord &b)
{
    EXPECT_EQ(a.epoch, b.epoch);
    EXPECT_EQ(a.step, b.step);
    EXPECT_EQ(a.ordinal, b.ordinal);
    EXPECT_EQ(a.samples, b.samples);
    EXPECT_EQ(a.labels, b.labels);
    EXPECT_EQ(a.predicted, b.predicted);
    EXPECT_TRUE(sameBits(a.h, b.h));
    EXPECT_TRUE(sameBits(a.z, b.z));
    EXPECT_TRUE(sameBits(a.positives, b.positives));
}

/// One rank whose sums are done by a device, in its own time: before settle(), nonsense is read.
class LateRanks final : public Ranks {
public:
    [[nodiscard]] int rank() const override { return 0; }
    [[nodiscard]] int size() const override { return 1; }
    [[nodiscard]] std::unique_ptr<Pending> sumLater(torch::Tensor &t) override
    {
        m_late.emplace_back(t, t.clone());
        t.fill_(77);
        return std::make_unique<Begun>();
    }
    [[nodiscard]] torch::Device device() const override { return torch::kCPU; }
    void endMeeting(std::chrono::milliseconds) override {}
    void broadcast(torch::Tensor &) override {}
    void settle() override
    {
        for (auto &[tensor, sum] : m_late)
            tensor.copy_(sum);
        m_late.clear();
    }
    [[nodiscard]] std::shared_ptr<Ranks> group(int) override { return std::make_shared<LateRanks>(); }
    void leave(const Error &) override {}

private:
    class Begun final : public Pending {
    public:
        void wait() override {}
    };

    std::vector<std::pair<torch::Tensor, torch::Tensor>> m_late;
};

/// Weighted kNN with loops, in double; row i does not vote on itself.
std::int32_t classWithout(std::int64_t own, const torch::Tensor &bank, const std::vector<std::int32_t> &labels,
                          const torch::Tensor &asked, const KnnOptions &options)
{
    std::vector<std::pair<double, std::int32_t>> near;
    for (std::int64_t j = 0; j < bank.size(0); ++j)
        if (j != own)
            near.emplace_back(-asked.dot(bank[j]).item<double>() /
                                  (asked.norm().item<double>() * bank[j].norm().item<double>()),
                              labels[static_cast<std::size_t>(j)]);
    std::sort(near.begin(), near.end());
    std::map<std::int32_t, double> votes;
    for (std::size_t n = 0; n < static_cast<std::size_t>(options.neighbors) && n < near.size(); ++n)
        votes[near[n].second] += std::exp((near[0].first - near[n].first) / options.temperature);
    return std::max_element(votes.begin(), votes.end(),
                            [](const auto &a, const auto &b) { return a.second < b.second; })
        ->first;
}

} // namespace

TEST(KnnClasses, LeaveOneOutEqualsLoops)
{
    torch::manual_seed(4);
    const auto bank = torch::randn({40, 6});
    std::vector<std::int32_t> labels;
    for (std::int32_t i = 0; i < 40; ++i)
        labels.push_back(i % 5 == 4 ? kNoLabel : i % 5);
    const auto known = [&] {
        std::pair<std::vector<torch::Tensor>, std::vector<std::int32_t>> rows;
        for (std::int64_t i = 0; i < 40; ++i)
            if (labels[static_cast<std::size_t>(i)] != kNoLabel) {
                rows.first.push_back(bank[i]);
                rows.second.push_back(labels[static_cast<std::size_t>(i)]);
            }
        return rows;
    }();
    const KnnOptions options{7, 0.2};
    // Every row of the bank, unlabelled ones too, and two that it does not hold.
    const auto asked = torch::cat({bank, torch::randn({2, 6})});
    std::vector<std::int64_t> own;
    for (std::int64_t i = 0; i < 42; ++i)
        own.push_back(i < 40 ? i : -1);
    const auto found = knnClasses(bank, labels, asked, own, options);
    ASSERT_EQ(found.size(), 42U);
    for (std::int64_t i = 0, place = 0; i < 42; ++i) {
        const bool votes = i < 40 && labels[static_cast<std::size_t>(i)] != kNoLabel;
        const std::int64_t left = votes ? place++ : -1;
        EXPECT_EQ(found[static_cast<std::size_t>(i)],
                  classWithout(left, torch::stack(known.first), known.second, asked[i], options))
            << i;
    }
    onRanks(3, [&](const std::shared_ptr<Ranks> &ranks) {
        EXPECT_EQ(knnClasses(bank, labels, asked, own, options, ranks), found);
    });
}

TEST(KnnClasses, SumsOfADeviceAreWaitedFor)
{
    torch::manual_seed(4);
    const auto bank = torch::randn({12, 6});
    std::vector<std::int32_t> labels;
    for (std::int32_t i = 0; i < 12; ++i)
        labels.push_back(i % 3);
    const std::vector<std::int64_t> own(12, -1);
    EXPECT_EQ(knnClasses(bank, labels, bank, own, {}, std::make_shared<LateRanks>()),
              knnClasses(bank, labels, bank, own, {}));
}

TEST(EmbeddingProbe, SumsOfADeviceAreWaitedFor)
{
    Model model = usedModel();
    const auto measured = [&](const std::shared_ptr<Ranks> &ranks) {
        return *EmbeddingProbe(settings(), pipeline(), request().train, torch::kCPU, ranks).measure(model, {}, {});
    };
    expectSame(measured(std::make_shared<LateRanks>()), measured(aloneRanks()));
}

TEST(KnnClasses, NobodyElseMeansNoClass)
{
    const auto row = torch::ones({1, 3});
    EXPECT_EQ(knnClasses(row, {2}, row, {0}, {}), (std::vector<std::int32_t>{kNoLabel}));
    EXPECT_EQ(knnClasses(row, {2}, row, {-1}, {}), (std::vector<std::int32_t>{2}));
    EXPECT_EQ(knnClasses(row, {kNoLabel}, row, {0}, {}), (std::vector<std::int32_t>{kNoLabel}));
}

TEST(EmbeddingProbe, FeaturesAreThoseOfTheImagesWhereverTheyComeFrom)
{
    Model model = usedModel();
    const auto train = request().train;
    const auto samples = probeSamples(*train, 20);
    const auto expected = extractFeatures(model, *subset(train, samples), kSide, torch::kCPU, {});
    for (const std::int64_t bankLimit : {0, 30}) { // the bank holds all of the probe's images, and some
        Settings s = settings();
        s.evaluate.bankLimit = bankLimit;
        const EmbeddingProbe probe(s, pipeline(), train, torch::kCPU, aloneRanks());
        const auto bankImages = limitImages(train, static_cast<std::uint32_t>(bankLimit), 1);
        const auto bank = extractFeatures(model, *bankImages, kSide, torch::kCPU, {});
        for (const Features &given : {*bank, Features{}}) {
            const auto record = probe.measure(model, given, {});
            ASSERT_TRUE(record);
            EXPECT_EQ(record->samples, samples);
            EXPECT_EQ(record->labels, expected->labels);
            // Batches of another size may take another kernel.
            EXPECT_TRUE(torch::allclose(rowsOf(record->h, record->featureDimension), expected->h, 1e-4, 1e-5));
            EXPECT_TRUE(torch::allclose(rowsOf(record->z, record->projectionDimension), expected->z, 1e-4, 1e-5));
            if (!given.h.defined()) {
                EXPECT_TRUE(record->predicted.empty());
                continue;
            }
            ASSERT_EQ(record->predicted.size(), samples.size());
            for (std::size_t i = 0; i < samples.size(); ++i) {
                std::int64_t own = -1;
                for (std::uint32_t row = 0; row < bankImages->size(); ++row)
                    if (bankImages->name(row) == train->name(samples[i]))
                        own = row;
                EXPECT_EQ(record->predicted[i],
                          classWithout(own, bank->h, bank->labels,
                                       rowsOf(record->h, record->featureDimension)[static_cast<std::int64_t>(i)],
                                       {s.evaluate.knnNeighbors, s.evaluate.knnTemperature}));
            }
        }
    }
}

TEST(EmbeddingProbe, PositivesAreCosinesOfTwoViewsOfTheImage)
{
    Model model = usedModel();
    const auto train = request().train;
    const EmbeddingProbe probe(settings(), pipeline(), train, torch::kCPU, aloneRanks());
    const auto record = probe.measure(model, {}, {});
    ASSERT_TRUE(record);
    ASSERT_EQ(record->positives.size(), 20U);
    const EvalMode mode(*model);
    const torch::NoGradGuard guard;
    ViewRenderer renderer;
    for (std::size_t i = 0; i < 20; ++i) {
        const std::uint32_t sample = record->samples[i];
        torch::Tensor z[2];
        for (std::uint32_t view = 0; view < 2; ++view) {
            std::vector<std::uint8_t> pixels(kSide * kSide * 3);
            const ImageView image = train->image(sample);
            renderer.render(image, drawTrainingView(pipeline(), image.width, image.height, 1, 0, sample, view), pixels);
            z[view] = model->forward(imagesToTensor(pixels.data(), 1, kSide, torch::kCPU)).z[0];
        }
        EXPECT_NEAR(record->positives[i], torch::cosine_similarity(z[0], z[1], 0).item<float>(), 1e-4);
    }
}

TEST(EmbeddingProbe, InSmallSetsAPartOfTheImagesIsPaired)
{
    Settings s = settings();
    s.evaluate.probeImages = 400;
    Model model = usedModel();
    const auto train = std::make_shared<StripedImages>(400, kSide);
    const EmbeddingProbe probe(s, pipeline(), train, torch::kCPU, aloneRanks());
    const auto record = probe.measure(model, {}, {});
    ASSERT_TRUE(record);
    const auto measured = std::count_if(record->positives.begin(), record->positives.end(),
                                        [](float cosine) { return !std::isnan(cosine); });
    EXPECT_EQ(record->positives.size(), 400U);
    EXPECT_EQ(measured, 50); // an eighth of the training images
    for (const float cosine : record->positives)
        EXPECT_TRUE(std::isnan(cosine) || (cosine >= -1.00001F && cosine <= 1.00001F));
}

TEST(EmbeddingProbe, LeavesTheModelUntouchedAndStops)
{
    Model model = usedModel();
    const std::string before = weightsSha256(*model);
    const EmbeddingProbe probe(settings(), pipeline(), request().train, torch::kCPU, aloneRanks());
    ASSERT_TRUE(probe.measure(model, {}, {}));
    EXPECT_EQ(weightsSha256(*model), before);
    EXPECT_TRUE(model->is_training());
    std::stop_source stop;
    stop.request_stop();
    EXPECT_FALSE(probe.measure(model, {}, stop.get_token()));
}

TEST(EmbeddingProbe, RanksMeasureWhatOneProcessDoes)
{
    Settings s = settings();
    s.evaluate.bankLimit = 30;
    const auto train = request().train;
    Model alone = usedModel();
    const auto bankImages = limitImages(train, 30, 1);
    const auto bank = extractFeatures(alone, *bankImages, kSide, torch::kCPU, {});
    const auto expected = EmbeddingProbe(s, pipeline(), train, torch::kCPU, aloneRanks()).measure(alone, *bank, {});
    const std::string weights = weightsSha256(*alone);
    onRanks(3, [&](const std::shared_ptr<Ranks> &ranks) {
        Model own = makeModel(s, kSide);
        const torch::NoGradGuard guard;
        const auto from = namedState(*alone);
        const auto to = namedState(*own);
        for (std::size_t i = 0; i < to.size(); ++i)
            torch::Tensor(to[i].second).copy_(from[i].second);
        EXPECT_EQ(weightsSha256(*own), weights);
        const auto record = EmbeddingProbe(s, pipeline(), train, torch::kCPU, ranks).measure(own, *bank, {});
        ASSERT_TRUE(record);
        EXPECT_EQ(record->samples, expected->samples);
        EXPECT_EQ(record->predicted, expected->predicted);
        EXPECT_TRUE(torch::allclose(torch::tensor(record->h), torch::tensor(expected->h), 1e-4, 1e-5));
        EXPECT_TRUE(torch::allclose(torch::tensor(record->z), torch::tensor(expected->z), 1e-4, 1e-5));
        EXPECT_TRUE(torch::allclose(torch::tensor(record->positives), torch::tensor(expected->positives), 1e-4, 1e-5));
    });
}

TEST(EmbeddingProbe, OrdinalsCountEvaluations)
{
    EXPECT_EQ(evaluationOrdinal(0, 1), 0);
    EXPECT_EQ(evaluationOrdinal(7, 1), 7);
    EXPECT_EQ(evaluationOrdinal(10, 5), 2);
    EXPECT_EQ(evaluationOrdinal(12, 5), 3); // the last epoch
    EXPECT_EQ(evaluationOrdinal(0, 0), 0);
    EXPECT_EQ(evaluationOrdinal(100, 0), 1);
}

TEST(TrainingEmbeddings, BeforeTrainingAndWithEachEvaluation)
{
    Recorder recorder;
    TrainRequest r = request(5);
    r.settings.evaluate.probeImages = 20;
    r.settings.evaluate.every = 2;
    const auto outcome = trained(r, recorder);
    ASSERT_EQ(recorder.embeddings.size(), 4U);
    const std::int64_t epochs[] = {0, 2, 4, 5};
    for (std::size_t i = 0; i < 4; ++i) {
        const EmbeddingRecord &record = recorder.embeddings[i];
        EXPECT_EQ(record.epoch, epochs[i]);
        EXPECT_EQ(record.step, epochs[i] * 4);
        EXPECT_EQ(record.ordinal, static_cast<std::int64_t>(i));
        EXPECT_EQ(record.samples, probeSamples(*r.train, 20));
        EXPECT_EQ(record.h.size(), 20U * static_cast<std::size_t>(record.featureDimension));
        EXPECT_EQ(record.z.size(), 20U * 32);
        EXPECT_EQ(record.predicted.size(), i == 0 ? 0U : 20U);
        EXPECT_EQ(record.positives.size(), 20U);
    }
    EXPECT_FALSE(sameBits(recorder.embeddings[0].h, recorder.embeddings[1].h));

    // The encoder learns the same with and without them.
    Recorder without;
    r.settings.evaluate.probeImages = 0;
    EXPECT_EQ(trained(r, without).weightsSha256, outcome.weightsSha256);
    EXPECT_TRUE(without.embeddings.empty());
    EXPECT_EQ(without.evaluations.back().knnAccuracy, recorder.evaluations.back().knnAccuracy);
}

// Stopped before the first step, inside an epoch, and between the last step of an epoch and its evaluation.
TEST(TrainingEmbeddings, ResumedRunStoresWhatAnUnbrokenOneDoes)
{
    TrainRequest r = request(3);
    r.settings.evaluate.probeImages = 20;
    Recorder whole;
    trained(r, whole);
    ASSERT_EQ(whole.embeddings.size(), 4U);
    for (const std::int64_t at : {0, 4, 6}) {
        std::stop_source stop;
        Recorder recorder;
        recorder.afterStep = [&](const StepRecord &record) {
            if (record.step == at)
                stop.request_stop();
            return Result<void>();
        };
        if (at == 0)
            stop.request_stop();
        TrainRequest rest = r;
        trained(r, recorder, stop.get_token());
        rest.checkpoint = recorder.checkpoints.back().bytes;
        trained(rest, recorder);
        ASSERT_EQ(recorder.embeddings.size(), 4U) << "stopped after step " << at;
        for (std::size_t i = 0; i < 4; ++i)
            expectSame(recorder.embeddings[i], whole.embeddings[i]);
    }
}
