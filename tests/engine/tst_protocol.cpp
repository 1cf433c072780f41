#include "core/engine/protocol.h"

#include "core/augment/renderer.h"
#include "core/engine/checkpoint.h"
#include "core/engine/classifier.h"
#include "core/engine/logistic_regression.h"
#include "tests/engine/test_images.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <cmath>

using namespace tandem;
using namespace tandem::engine;
using namespace tandem::test;

namespace {

constexpr int kSide = 16;

Settings smallSettings()
{
    Settings settings;
    settings.data.path = "striped";
    settings.augment.size = kSide;
    settings.encoder.width = 0.25;
    settings.encoder.stem = "cifar";
    settings.train.device = "cpu";
    settings.evaluate.knnNeighbors = 10;
    settings.probe.batchSize = 16;
    settings.probe.epochs = 4;
    return settings;
}

std::vector<std::byte> checkpointOf(const Settings &settings)
{
    const Model model = makeModel(settings, kSide);
    const auto optimizer = makeOptimizer(groupParameters(*model), settings.optimizer);
    return saveCheckpoint(*model, *optimizer, {}, "key");
}

/// The same images; those that `keep` refuses lose their labels, the others get that of `relabel`.
class Relabelled : public StripedImages {
public:
    Relabelled(std::uint32_t count, std::uint32_t labelled, bool shuffled = false)
        : StripedImages(count, kSide), m_labelled(labelled), m_shuffled(shuffled)
    {
    }
    std::int32_t label(std::uint32_t i) const override
    {
        if (i >= m_labelled)
            return kNoLabel;
        return m_shuffled ? static_cast<std::int32_t>(CounterRng(99, RandomStream::Test, 0, i).below(4))
                          : StripedImages::label(i);
    }

private:
    std::uint32_t m_labelled;
    bool m_shuffled;
};

/// Squares of one gray each, that of their class: features of any encoder tell them apart.
class GrayImages : public StripedImages {
public:
    explicit GrayImages(std::uint32_t count) : StripedImages(count, kSide)
    {
        for (int label = 0; label < 4; ++label)
            m_squares.emplace_back(kSide * kSide * 3, static_cast<std::uint8_t>(20 + 70 * label));
    }
    ImageView image(std::uint32_t i) const override { return {m_squares[i % 4].data(), kSide, kSide}; }

private:
    std::vector<std::vector<std::uint8_t>> m_squares;
};

ImageSetPtr striped(std::uint32_t count, std::uint64_t seed = 1)
{
    return std::make_shared<StripedImages>(count, kSide, seed);
}

OfflineEvaluationRecord evaluated(Protocol protocol, const Settings &settings, ImageSetPtr train, ImageSetPtr test)
{
    const auto bytes = checkpointOf(settings);
    const auto outcome =
        evaluateProtocol({protocol, settings, std::move(train), std::move(test), "test", bytes, {}}, {});
    EXPECT_TRUE(outcome) << (outcome ? "" : describe(outcome.error()));
    return outcome && *outcome ? **outcome : OfflineEvaluationRecord{};
}

constexpr Protocol kAll[] = {Protocol::Knn, Protocol::Linear, Protocol::Lbfgs, Protocol::FineTune,
                             Protocol::Supervised};

} // namespace

TEST(AccuracyOf, countsTheFirstAndTheFirstFive)
{
    // Row r scores class c by -|c - r|: class r first, then its neighbours.
    const auto classes = torch::arange(8, torch::kFloat32);
    const auto scores = -(classes.unsqueeze(0) - classes.unsqueeze(1)).abs();
    const auto right = accuracyOf(scores, torch::arange(8));
    EXPECT_EQ(right.top1, 1);
    EXPECT_EQ(right.top5, 1);
    const auto opposite = accuracyOf(scores, 7 - torch::arange(8)); // distances 7 5 3 1 1 3 5 7
    EXPECT_EQ(opposite.top1, 0);
    EXPECT_EQ(opposite.top5, 0.25); // rows 3 and 4; rows 2 and 5 have theirs in the sixth place
    EXPECT_FALSE(accuracyOf(scores.slice(1, 0, 5), torch::zeros({8}, torch::kLong)).top5);
}

TEST(LogisticRegression, withoutFeaturesTheBiasIsTheClassFrequency)
{
    const auto labels = torch::tensor({0, 0, 0, 0, 0, 1, 1, 2}, torch::kLong);
    const auto fit = fitLogistic(torch::zeros({8, 3}), labels, 3, 0.1);
    const auto p = torch::softmax(fit.bias, 0);
    EXPECT_NEAR(p[0].item<double>(), 5.0 / 8, 1e-6);
    EXPECT_NEAR(p[1].item<double>(), 2.0 / 8, 1e-6);
    EXPECT_EQ(fit.weight.abs().max().item<double>(), 0);
    const double entropy = -(5.0 / 8 * std::log(5.0 / 8) + 2.0 / 8 * std::log(2.0 / 8) + 1.0 / 8 * std::log(1.0 / 8));
    EXPECT_NEAR(fit.loss, entropy, 1e-9);
}

TEST(LogisticRegression, gradientVanishesAtTheMinimumWhateverTheStart)
{
    torch::manual_seed(3);
    const auto x = torch::randn({60, 5}, torch::kDouble);
    const auto labels = torch::randint(0, 4, {60}, torch::kLong);
    const double penalty = 0.02;
    const auto fit = fitLogistic(x, labels, 4, penalty);
    // d/dW of the mean cross-entropy is (softmax - onehot)^T x / N.
    const auto residual = (torch::softmax(fit.scores(x), 1) - torch::one_hot(labels, 4)) / 60;
    EXPECT_LT((residual.t().mm(x) + penalty * fit.weight).abs().max().item<double>(), 1e-6);
    EXPECT_LT(residual.sum(0).abs().max().item<double>(), 1e-6);
    const LogisticFit elsewhere{torch::randn({4, 5}, torch::kDouble), torch::randn({4}, torch::kDouble), 0};
    const auto again = fitLogistic(x, labels, 4, penalty, elsewhere);
    EXPECT_LT((again.weight - fit.weight).abs().max().item<double>(), 1e-4);
}

TEST(LogisticRegression, penaltyIsChosenOnTheValidationRows)
{
    // One informative feature and forty of noise with as many rows: a small penalty fits the noise.
    torch::manual_seed(5);
    const auto make = [](std::int64_t n) {
        const auto labels = torch::randint(0, 2, {n}, torch::kLong);
        auto x = torch::randn({n, 41});
        x.select(1, 0) += 1.5 * (2 * labels - 1);
        return std::pair(x, labels);
    };
    const auto [x, y] = make(40);
    const auto [v, w] = make(400);
    const auto penalties = logisticPenalties();
    ASSERT_EQ(penalties.size(), 45U);
    EXPECT_DOUBLE_EQ(penalties.front(), 1e5);
    EXPECT_NEAR(penalties.back() / 1e-6, 1, 1e-9);
    std::vector<double> losses;
    const auto chosen =
        choosePenalty(x, y, v, w, 2, penalties, [&](std::size_t, double loss) { losses.push_back(loss); }, {});
    ASSERT_TRUE(chosen);
    EXPECT_EQ(losses.size(), 45U);
    const auto accuracy = [&](double penalty) { return accuracyOf(fitLogistic(x, y, 2, penalty).scores(v), w).top1; };
    EXPECT_GE(accuracy(*chosen), accuracy(1e-6) + 0.02);
    EXPECT_GT(*chosen, 1e-4);
    std::stop_source stopped;
    stopped.request_stop();
    EXPECT_FALSE(choosePenalty(x, y, v, w, 2, penalties, {}, stopped.get_token()));
}

TEST(Classifier, Trap49_FirstStepIsNesterovSgdOnTheCroppedViews)
{
    const Settings settings = smallSettings();
    Model model = makeModel(settings, kSide);
    const auto images = striped(12);
    ClassifierOptions options;
    options.epochs = 1;
    options.batchSize = 12;
    const auto trained = trainClassifier(model, *images, 4, kSide, options, torch::kCPU, {}, {});
    ASSERT_TRUE(trained && *trained);

    const auto order = epochOrder(options.seed, 1, 12);
    std::vector<std::uint8_t> pixels(12 * kSide * kSide * 3);
    std::vector<std::int32_t> labels;
    ViewRenderer renderer;
    for (std::size_t i = 0; i < 12; ++i) {
        const auto view = drawTrainingView(cropAndFlip(kSide), kSide, kSide, options.seed, 1, order[i], 0);
        renderer.render(images->image(order[i]), view,
                        std::span(pixels).subspan(i * kSide * kSide * 3, kSide * kSide * 3));
        labels.push_back(images->label(order[i]));
    }
    model->eval();
    const torch::NoGradGuard guard; // the classifier trains under it, too
    const auto h = model->encoder->forward(imagesToTensor(pixels.data(), 12, kSide, torch::kCPU));
    ClassifierOptions none = options;
    none.learningRate = 0;
    const auto untouched = trainClassifier(model, *images, 4, kSide, none, torch::kCPU, {}, {});
    const auto start = (**untouched)->weight;
    const auto p = torch::softmax(torch::addmm((**untouched)->bias, h, start.t()), 1);
    const auto gradient = (p - torch::one_hot(labelTensor(labels), 4)).t().mm(h) / 12;
    // v = g, w - lr (g + 0.9 v), lr = 0.1 * 12/256.
    const auto expected = start - 0.1 * 12 / 256 * 1.9 * gradient;
    EXPECT_LT(((**trained)->weight - expected).abs().max().item<double>(), 1e-6);
    EXPECT_GT(((**trained)->weight - start).abs().max().item<double>(), 1e-4);
}

TEST(Classifier, Trap49_FrozenEncoderStaysAsItIsAndHasNoGradient)
{
    const Settings settings = smallSettings();
    Model model = makeModel(settings, kSide);
    model->train();
    const auto before = weightsSha256(*model);
    ClassifierOptions options;
    options.epochs = 2;
    options.batchSize = 8;
    ASSERT_TRUE(trainClassifier(model, *striped(20), 4, kSide, options, torch::kCPU, {}, {}));
    EXPECT_EQ(weightsSha256(*model), before);
    EXPECT_TRUE(model->is_training());
    for (const auto &parameter : model->parameters())
        EXPECT_FALSE(parameter.grad().defined());
    options.trainEncoder = true;
    ASSERT_TRUE(trainClassifier(model, *striped(20), 4, kSide, options, torch::kCPU, {}, {}));
    EXPECT_NE(weightsSha256(*model), before);
}

TEST(Classifier, epochTakesEveryImageInBatchesOfLikeSize)
{
    Model model = makeModel(smallSettings(), kSide);
    ClassifierOptions options;
    options.epochs = 3;
    options.batchSize = 8;
    std::int64_t told = 0;
    ASSERT_TRUE(trainClassifier(model, *striped(17), 4, kSide, options, torch::kCPU,
                                [&](const ProtocolStep &step) {
                                    EXPECT_EQ(step.total, 9); // 17 images in batches of 5 or 6
                                    told = step.done;
                                },
                                {}));
    EXPECT_EQ(told, 9);
}

TEST(Classifier, divergenceIsAnError)
{
    Model model = makeModel(smallSettings(), kSide);
    ClassifierOptions options;
    options.trainEncoder = true;
    options.learningRate = 1e30;
    const auto outcome = trainClassifier(model, *striped(16), 4, kSide, options, torch::kCPU, {}, {});
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::NonFiniteProbe);
}

TEST(Protocol, wordsComeBack)
{
    for (const Protocol protocol : kAll)
        EXPECT_EQ(protocolFromWord(protocolWord(protocol)), protocol);
    EXPECT_FALSE(protocolFromWord("none"));
}

TEST(Protocol, offlineKnnIsTheOneOfTraining)
{
    const Settings settings = smallSettings();
    Model model = makeModel(settings, kSide);
    const auto train = striped(60);
    const auto test = striped(40, 2);
    const auto online = evaluate(model, {train, test, "test"}, settings.evaluate, kSide, torch::kCPU, {});
    const auto offline = evaluated(Protocol::Knn, settings, train, test);
    EXPECT_EQ(offline.accuracy, *online->knnAccuracy);
    EXPECT_EQ(offline.weightsSha256, weightsSha256(*model));
    EXPECT_EQ(offline.trainImages, 60);
    EXPECT_EQ(offline.testImages, 40);
    EXPECT_EQ(offline.classes, 4);
    EXPECT_FALSE(offline.top5Accuracy);
}

TEST(Protocol, imagesWithoutLabelAreIgnoredInAll)
{
    const Settings settings = smallSettings();
    for (const Protocol protocol : kAll) {
        const auto plain =
            evaluated(protocol, settings, std::make_shared<Relabelled>(40, 40), std::make_shared<Relabelled>(24, 24));
        const auto mixed =
            evaluated(protocol, settings, std::make_shared<Relabelled>(55, 40), std::make_shared<Relabelled>(31, 24));
        EXPECT_EQ(plain.accuracy, mixed.accuracy) << protocolWord(protocol);
        EXPECT_EQ(mixed.trainImages, 40);
        EXPECT_EQ(mixed.testImages, 24);
    }
}

TEST(Protocol, classesAreLearned)
{
    Settings settings = smallSettings();
    settings.probe.epochs = 25;
    settings.probe.learningRate = 2;
    for (const Protocol protocol : {Protocol::FineTune, Protocol::Supervised}) // chance is 0.25
        EXPECT_GT(evaluated(protocol, settings, striped(160), striped(80, 2)).accuracy, 0.5) << protocolWord(protocol);
    // What an encoder that stays as it is can tell must be told by its classifiers.
    for (const Protocol protocol : {Protocol::Linear, Protocol::Lbfgs})
        EXPECT_EQ(
            evaluated(protocol, settings, std::make_shared<GrayImages>(60), std::make_shared<GrayImages>(20)).accuracy,
            1)
            << protocolWord(protocol);
}

// Chen et al. 2020, appendices B.5, B.6 and B.8, where the settings leave a number to the protocol.
TEST(Protocol, Trap49_ProtocolsAreThePapers)
{
    Settings settings = smallSettings();
    settings.probe = {};
    settings.probe.batchSize = 8;
    const auto stored = [&](Protocol protocol, std::uint32_t images) {
        const auto record = evaluated(protocol, settings, striped(images), striped(8, 2));
        return nlohmann::json::parse(record.settingsJson);
    };
    const auto linear = stored(Protocol::Linear, 8);
    EXPECT_EQ(linear["epochs"], 90);
    EXPECT_EQ(linear["learning_rate"], 0.1);
    EXPECT_EQ(linear["scaling"], "linear"); // times B/256
    EXPECT_EQ(linear["momentum"], 0.9);
    EXPECT_EQ(linear["nesterov"], true);
    EXPECT_EQ(linear["weight_decay"], 0);
    EXPECT_EQ(linear["augmentation"], "crop from 0.08, flip 0.5");
    EXPECT_EQ(linear["encoder"], "frozen, eval mode");
    EXPECT_EQ(linear["feature"], "h");
    EXPECT_EQ(linear["label_share"], 1);
    const auto tuned = stored(Protocol::FineTune, 8);
    EXPECT_EQ(tuned["epochs"], 30);
    EXPECT_EQ(tuned["learning_rate"], 0.05);
    EXPECT_EQ(tuned["weight_decay"], 0);
    EXPECT_EQ(tuned["encoder"], "trained");
    const auto logistic = stored(Protocol::Lbfgs, 40);
    EXPECT_EQ(logistic["penalties"], "45 from 1e5 to 1e-6, log-spaced");
    EXPECT_EQ(logistic["validation_share"], 0.2);
    EXPECT_EQ(logisticPenalties().size(), 45U);
}

TEST(Protocol, Trap49_PermutedLabelsGiveChance)
{
    const Settings settings = smallSettings();
    const auto train = std::make_shared<Relabelled>(160, 160, true);
    for (const Protocol protocol : {Protocol::Linear, Protocol::Lbfgs}) {
        const double accuracy = evaluated(protocol, settings, train, striped(200, 2)).accuracy;
        EXPECT_NEAR(accuracy, 0.25, 0.12) << protocolWord(protocol); // four standard deviations of 200 guesses
    }
}

TEST(Protocol, shareOfLabelsIsStratified)
{
    Settings settings = smallSettings();
    settings.probe.labelShare = 0.1;
    settings.probe.epochs = 0;
    const auto record = evaluated(Protocol::FineTune, settings, striped(80), striped(20, 2));
    EXPECT_EQ(record.trainImages, 8);
    const auto stored = nlohmann::json::parse(record.settingsJson);
    EXPECT_EQ(stored["epochs"], 30); // the paper's for a tenth of the labels
    EXPECT_EQ(stored["learning_rate"], 0.05);
    EXPECT_EQ(stored["label_share"], 0.1);
    settings.probe.labelShare = 0.04;
    const auto few = evaluated(Protocol::FineTune, settings, striped(80), striped(20, 2));
    EXPECT_EQ(nlohmann::json::parse(few.settingsJson)["epochs"], 60);
}

TEST(Protocol, isAPureFunctionOfItsRequest)
{
    Settings settings = smallSettings();
    settings.probe.epochs = 2;
    for (const Protocol protocol : kAll) {
        auto first = evaluated(protocol, settings, striped(40), striped(24, 2));
        auto second = evaluated(protocol, settings, striped(40), striped(24, 2));
        EXPECT_EQ(first.accuracy, second.accuracy) << protocolWord(protocol);
        EXPECT_EQ(first.settingsJson, second.settingsJson);
    }
}

TEST(Protocol, refusesWhatItCannotMeasure)
{
    const Settings settings = smallSettings();
    const auto bytes = checkpointOf(settings);
    const auto unlabelled = std::make_shared<StripedImages>(20, kSide, 1, false);
    const auto outcome = evaluateProtocol({Protocol::Linear, settings, unlabelled, striped(20), "test", bytes, {}}, {});
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::NoLabels);
    const auto damaged = evaluateProtocol(
        {Protocol::Knn, settings, striped(20), striped(20), "test", std::span(bytes).first(100), {}}, {});
    ASSERT_FALSE(damaged);
    EXPECT_EQ(damaged.error().code, ErrorCode::CheckpointDamaged);
    std::stop_source stopped;
    stopped.request_stop();
    for (const Protocol protocol : kAll) {
        const auto none =
            evaluateProtocol({protocol, settings, striped(20), striped(20), "test", bytes, {}}, stopped.get_token());
        ASSERT_TRUE(none);
        EXPECT_FALSE(*none);
    }
}
