#include "core/engine/protocol.h"

#include "core/engine/checkpoint.h"
#include "core/engine/classifier.h"
#include "core/engine/engine_error.h"
#include "core/engine/logistic_regression.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace tandem {

namespace {

using namespace engine;
using Json = nlohmann::ordered_json;

struct ProtocolName {
    Protocol protocol;
    std::string_view word;
};

constexpr ProtocolName kProtocols[] = {{Protocol::Knn, "knn"},
                                       {Protocol::Linear, "linear"},
                                       {Protocol::Lbfgs, "lbfgs"},
                                       {Protocol::FineTune, "finetune"},
                                       {Protocol::Supervised, "supervised"}};

constexpr double kValidationShare = 0.2; // of the training images, for the penalty of lbfgs

/// One evaluation under way.
struct Work {
    const ProtocolRequest &request;
    const std::stop_token &stop;
    torch::Device device;
    Model model;
    std::int64_t viewSize;
    ImageSetPtr train; // labelled ones, as many as asked for
    ImageSetPtr test;  // labelled ones
    std::int64_t classes;
    Json settings; // what the number depends on

    [[nodiscard]] const ProbeSettings &probe() const { return request.settings.probe; }
    [[nodiscard]] std::uint64_t seed() const { return static_cast<std::uint64_t>(probe().seed); }
    void tell(const ProtocolStep &step) const
    {
        if (request.progress)
            request.progress(step);
    }
};

using Score = Result<std::optional<Accuracy>>; // none: stopped

std::optional<Features> encode(Work &work, const ImageSet &images)
{
    work.tell({"encoding", 0, images.size(), 0});
    return extractFeatures(work.model, images, work.viewSize, work.device, work.stop);
}

Score scoreKnn(Work &work)
{
    const EvaluateSettings &evaluate = work.request.settings.evaluate;
    work.train = limitImages(work.train, static_cast<std::uint32_t>(evaluate.bankLimit),
                             static_cast<std::uint64_t>(work.request.settings.train.seed));
    work.settings["knn_neighbors"] = std::min<std::int64_t>(evaluate.knnNeighbors, work.train->size());
    work.settings["knn_temperature"] = evaluate.knnTemperature;
    work.settings["knn_metric"] = "cosine";
    const auto bank = encode(work, *work.train);
    const auto test = bank ? encode(work, *work.test) : std::nullopt;
    if (!test)
        return std::optional<Accuracy>();
    return knnAccuracy(bank->h, bank->labels, test->h, test->labels, {evaluate.knnNeighbors, evaluate.knnTemperature});
}

Score scoreLogistic(Work &work)
{
    const auto split = splitHoldOut(work.train, kValidationShare, work.seed());
    const auto penalties = logisticPenalties();
    work.settings["validation_share"] = kValidationShare;
    work.settings["penalties"] = "45 from 1e5 to 1e-6, log-spaced";
    work.settings["seed"] = work.seed();
    if (split.test->size() == 0)
        return Error{ErrorCode::RunNotEvaluable, {"", "there are too few labeled images to choose a penalty on"}, {}};
    const auto fitted = encode(work, *split.train);
    const auto validation = fitted ? encode(work, *split.test) : std::nullopt;
    const auto test = validation ? encode(work, *work.test) : std::nullopt;
    if (!test)
        return std::optional<Accuracy>();
    const auto total = static_cast<std::int64_t>(penalties.size()) + 1;
    const auto tell = [&](std::size_t done, double loss) {
        work.tell({"fitting", static_cast<std::int64_t>(done), total, loss});
    };
    const auto penalty = choosePenalty(fitted->h, labelTensor(fitted->labels), validation->h,
                                       labelTensor(validation->labels), work.classes, penalties, tell, work.stop);
    if (!penalty)
        return std::optional<Accuracy>();
    work.settings["penalty"] = *penalty;
    const auto fit =
        fitLogistic(torch::cat({fitted->h, validation->h}),
                    torch::cat({labelTensor(fitted->labels), labelTensor(validation->labels)}), work.classes, *penalty);
    tell(penalties.size() + 1, fit.loss);
    return std::optional(accuracyOf(fit.scores(test->h), labelTensor(test->labels)));
}

/// The protocol's own numbers where the settings leave them open.
ClassifierOptions classifierOptions(const Work &work)
{
    constexpr double kFewLabels = 0.05;
    const ProbeSettings &probe = work.probe();
    ClassifierOptions options;
    options.batchSize = probe.batchSize;
    options.weightDecay = probe.weightDecay;
    options.seed = work.seed();
    options.trainEncoder = work.request.protocol != Protocol::Linear;
    if (work.request.protocol == Protocol::FineTune) {
        options.epochs = probe.labelShare < kFewLabels ? 60 : 30;
        options.learningRate = 0.05;
    } else if (work.request.protocol == Protocol::Supervised) {
        options.epochs = 100;
    }
    if (probe.epochs > 0)
        options.epochs = probe.epochs;
    if (probe.learningRate > 0)
        options.learningRate = probe.learningRate;
    return options;
}

Score scoreClassifier(Work &work)
{
    const ClassifierOptions options = classifierOptions(work);
    work.settings["epochs"] = options.epochs;
    work.settings["batch_size"] = std::min<std::int64_t>(options.batchSize, work.train->size());
    work.settings["learning_rate"] = options.learningRate;
    work.settings["scaling"] = "linear";
    work.settings["schedule"] = "cosine";
    work.settings["momentum"] = options.momentum;
    work.settings["nesterov"] = true;
    work.settings["weight_decay"] = options.weightDecay;
    work.settings["augmentation"] = "crop from 0.08, flip 0.5";
    work.settings["encoder"] = options.trainEncoder ? "trained" : "frozen, eval mode";
    work.settings["seed"] = options.seed;
    auto classifier = trainClassifier(work.model, *work.train, work.classes, work.viewSize, options, work.device,
                                      work.request.progress, work.stop);
    if (!classifier)
        return classifier.error();
    const auto test = *classifier ? encode(work, *work.test) : std::nullopt;
    if (!test)
        return std::optional<Accuracy>();
    const torch::NoGradGuard guard;
    const auto scores = (**classifier)->forward(test->h.to(work.device)).to(torch::kCPU);
    return std::optional(accuracyOf(scores, labelTensor(test->labels)));
}

Score score(Work &work)
{
    switch (work.request.protocol) {
    case Protocol::Knn:
        return scoreKnn(work);
    case Protocol::Lbfgs:
        return scoreLogistic(work);
    case Protocol::Linear:
    case Protocol::FineTune:
    case Protocol::Supervised:
        break;
    }
    return scoreClassifier(work);
}

Result<Work> prepare(const ProtocolRequest &request, const std::stop_token &stop)
{
    const Settings &settings = request.settings;
    const auto train = labelledImages(request.train);
    const auto test = labelledImages(request.test);
    if (train->size() < 2)
        return Error{ErrorCode::NoLabels, {request.train->source().string()}, {}};
    if (test->size() == 0)
        return Error{ErrorCode::NoLabels, {request.test->source().string()}, {}};
    if (train->classNames() != test->classNames())
        return Error{
            ErrorCode::RunNotEvaluable, {"", "its test images have other classes than its training images"}, {}};
    const auto device = chosenDevice(settings.train.device);
    if (!device)
        return device.error();
    const auto pipeline = resolvePipeline(settings.augment, 1); // the run has settled the size
    if (!pipeline)
        return pipeline.error();
    Settings own = settings;
    own.train.recompute = "none";
    if (request.protocol == Protocol::Supervised)
        own.train.seed = settings.probe.seed;
    Work work{request,        stop,  *device, makeModel(own, pipeline->size),
              pipeline->size, train, test,    static_cast<std::int64_t>(train->classNames().size()),
              Json::object()};
    if (request.protocol != Protocol::Supervised)
        if (auto loaded = loadWeights(request.checkpoint, *work.model); !loaded)
            return loaded.error();
    work.model->to(*device);
    if (settings.probe.labelShare < 1) {
        const auto wanted = std::llround(settings.probe.labelShare * train->size());
        work.train = limitImages(train, static_cast<std::uint32_t>(std::max(2LL, wanted)), work.seed());
    }
    return work;
}

Result<std::optional<OfflineEvaluationRecord>> evaluateOnce(const ProtocolRequest &request, const std::stop_token &stop)
{
    const auto started = std::chrono::steady_clock::now();
    auto work = prepare(request, stop);
    if (!work)
        return work.error();
    const bool fresh = request.protocol == Protocol::Supervised;
    const bool frozen = !fresh && request.protocol != Protocol::FineTune;
    const std::string before = weightsSha256(*work->model);
    const auto accuracy = score(*work);
    if (!accuracy)
        return accuracy.error();
    if (!*accuracy)
        return std::optional<OfflineEvaluationRecord>();
    if (frozen && weightsSha256(*work->model) != before)
        return Error{ErrorCode::EngineFailed, {"the frozen encoder changed during the evaluation"}, {}};
    work->settings["feature"] = "h";
    work->settings["view_size"] = work->viewSize;
    work->settings["test_view"] = "shorter side to the view size, then the centre square";
    work->settings["label_share"] = request.settings.probe.labelShare;
    OfflineEvaluationRecord record;
    record.protocol = protocolWord(request.protocol);
    record.testSplit = request.testSplit;
    record.trainImages = work->train->size();
    record.testImages = work->test->size();
    record.classes = work->classes;
    record.accuracy = (*accuracy)->top1;
    record.top5Accuracy = (*accuracy)->top5;
    record.settingsJson = work->settings.dump();
    record.weightsSha256 = fresh ? std::string() : before;
    record.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    return std::optional(std::move(record));
}

} // namespace

std::string_view protocolWord(Protocol protocol)
{
    for (const ProtocolName &entry : kProtocols)
        if (entry.protocol == protocol)
            return entry.word;
    return {};
}

std::optional<Protocol> protocolFromWord(std::string_view word)
{
    for (const ProtocolName &entry : kProtocols)
        if (entry.word == word)
            return entry.protocol;
    return std::nullopt;
}

Result<std::optional<OfflineEvaluationRecord>> evaluateProtocol(const ProtocolRequest &request, std::stop_token stop)
{
    return caught("evaluating", [&] { return evaluateOnce(request, stop); });
}

} // namespace tandem
