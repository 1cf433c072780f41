#include "core/engine/classifier.h"

#include "core/config/schedule.h"
#include "core/engine/eval_mode.h"
#include "core/engine/initialization.h"
#include "core/engine/optimizer.h"
#include "core/engine/view_batch.h"

#include <algorithm>
#include <cmath>

namespace tandem::engine {

namespace {

namespace F = torch::nn::functional;

std::unique_ptr<Optimizer> classifierOptimizer(const Model &model, const torch::nn::Linear &classifier,
                                               const ClassifierOptions &options)
{
    GroupedParameters groups = groupParameters(*classifier);
    if (options.trainEncoder) {
        const auto append = [](ParameterGroup &to, const ParameterGroup &from) {
            to.names.insert(to.names.end(), from.names.begin(), from.names.end());
            to.parameters.insert(to.parameters.end(), from.parameters.begin(), from.parameters.end());
        };
        const GroupedParameters encoder = groupParameters(*model->encoder);
        append(groups.adapted, encoder.adapted);
        append(groups.excluded, encoder.excluded);
    }
    OptimizerSettings settings;
    settings.momentum = options.momentum;
    settings.nesterov = options.momentum > 0;
    settings.weightDecay = options.weightDecay;
    return makeSgd(std::move(groups), settings);
}

torch::Tensor encode(Model &model, const torch::Tensor &views, bool withGradient)
{
    const torch::AutoGradMode mode(withGradient);
    return model->encoder->forward(views);
}

} // namespace

Pipeline cropAndFlip(std::int64_t viewSize)
{
    Pipeline pipeline;
    pipeline.name = "crop and flip";
    pipeline.size = static_cast<int>(viewSize);
    pipeline.operations = {{RandomResizedCrop{}, 1}, {HorizontalFlip{}, 0.5}};
    return pipeline;
}

Result<std::optional<torch::nn::Linear>> trainClassifier(Model &model, const ImageSet &images, std::int64_t classes,
                                                         std::int64_t viewSize, const ClassifierOptions &options,
                                                         const torch::Device &device, const ProtocolProgress &progress,
                                                         const std::stop_token &stop)
{
    const torch::AutoGradMode gradients(true);
    const EvalMode restoreModeAfterwards(*model);
    if (options.trainEncoder)
        model->encoder->train();
    torch::nn::Linear classifier(model->encoder->featureDimension(), classes);
    initializeWeights(*classifier, options.seed);
    classifier->to(device);
    const auto optimizer = classifierOptimizer(model, classifier, options);

    const std::int64_t count = images.size();
    const std::int64_t batch = std::min(options.batchSize, count);
    const std::int64_t steps = (count + batch - 1) / batch; // an epoch
    const Schedule schedule{steps, steps * options.epochs, 0, options.learningRate * static_cast<double>(batch) / 256};
    const Pipeline pipeline = cropAndFlip(viewSize);
    std::vector<std::uint8_t> pixels;
    std::vector<std::uint32_t> order;
    for (std::int64_t step = 0; step < schedule.totalSteps; ++step) {
        if (stop.stop_requested())
            return std::optional<torch::nn::Linear>();
        const auto epoch = static_cast<std::uint32_t>(step / steps + 1);
        const std::int64_t place = step % steps;
        if (place == 0)
            order = epochOrder(options.seed, epoch, images.size());
        const auto first = static_cast<std::size_t>(place * count / steps);
        const auto last = static_cast<std::size_t>((place + 1) * count / steps);
        const auto samples = std::span(order).subspan(first, last - first);
        renderViews(images, samples, pipeline, options.seed, epoch, 0, pixels);
        std::vector<std::int32_t> labels;
        for (const std::uint32_t sample : samples)
            labels.push_back(images.label(sample));

        const auto views = imagesToTensor(pixels.data(), static_cast<std::int64_t>(samples.size()), viewSize, device);
        const auto h = encode(model, views, options.trainEncoder);
        const auto loss = F::cross_entropy(classifier->forward(h), labelTensor(labels).to(device));
        const double value = loss.item<double>();
        if (!std::isfinite(value))
            return Error{ErrorCode::NonFiniteProbe, {std::to_string(step + 1)}, {}};
        optimizer->zeroGradients();
        loss.backward();
        optimizer->step(schedule.learningRate(step));
        if (progress)
            progress({"training", step + 1, schedule.totalSteps, value});
    }
    for (auto &parameter : model->parameters())
        parameter.mutable_grad().reset();
    return std::optional(classifier);
}

ImageSetPtr labelledImages(const ImageSetPtr &images)
{
    std::vector<std::uint32_t> indices;
    for (std::uint32_t i = 0; i < images->size(); ++i)
        if (images->label(i) != kNoLabel)
            indices.push_back(i);
    return indices.size() == images->size() ? images : subset(images, std::move(indices));
}

torch::Tensor labelTensor(const std::vector<std::int32_t> &labels)
{
    return torch::tensor(std::vector<std::int64_t>(labels.begin(), labels.end()), torch::kLong);
}

} // namespace tandem::engine
