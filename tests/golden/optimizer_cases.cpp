#include "core/config/schedule.h"
#include "core/engine/optimizer.h"
#include "tests/golden/case_folder.h"
#include "tests/golden/subjects.h"

#include <array>

namespace tandem::golden {

namespace {

using namespace tandem::engine;

constexpr std::int64_t kSteps = 24;

/// Weights as a network has them, one of zeros, and two parameters that are excluded.
GroupedParameters drawnParameters()
{
    const auto drawn = [](torch::IntArrayRef shape) { return torch::randn(shape, torch::kFloat64); };
    GroupedParameters groups;
    groups.adapted = {{"conv", "linear", "zero"},
                      {drawn({4, 3, 3, 3}), drawn({5, 7}), torch::zeros({3, 2}, torch::kFloat64)}};
    groups.excluded = {{"gamma", "bias"}, {drawn({6}), drawn({5})}};
    return groups;
}

Schedule shortSchedule()
{
    Settings settings;
    settings.train.epochs = 4;
    settings.train.batchSize = 64;
    settings.train.warmupEpochs = 1;
    settings.optimizer.scaling = "none";
    settings.optimizer.learningRate = 0.8;
    return makeSchedule(settings, kSteps / 4 * settings.train.batchSize);
}

/// One rule through all steps. Of each parameter: gradients [kSteps, ...] and the weights before the first step and
/// after each [kSteps + 1, ...].
void runRule(const std::filesystem::path &out, const OptimizerSettings &settings)
{
    torch::manual_seed(3);
    const GroupedParameters groups = drawnParameters();
    const auto optimizer = makeOptimizer(groups, settings);
    const Schedule schedule = shortSchedule();
    const CaseFolder folder(out);

    struct Trace {
        std::string name;
        torch::Tensor parameter, gradients;
        std::vector<torch::Tensor> weights;
    };
    std::vector<Trace> traces;
    for (const ParameterGroup *group : {&groups.adapted, &groups.excluded}) {
        for (std::size_t i = 0; i < group->names.size(); ++i) {
            const auto &parameter = group->parameters[i];
            std::vector<std::int64_t> shape = parameter.sizes().vec();
            shape.insert(shape.begin(), kSteps);
            auto gradients = torch::randn(shape, torch::kFloat64);
            gradients[5].zero_(); // one step without any gradient
            traces.push_back({group->names[i], parameter, gradients, {parameter.clone()}});
        }
    }
    std::vector<double> rates;
    for (std::int64_t step = 0; step < kSteps; ++step) {
        for (Trace &trace : traces)
            trace.parameter.mutable_grad() = trace.gradients[step].clone();
        rates.push_back(schedule.learningRate(step));
        optimizer->step(rates.back());
        for (Trace &trace : traces)
            trace.weights.push_back(trace.parameter.clone());
    }
    for (const Trace &trace : traces) {
        folder.add("gradients/" + trace.name, trace.gradients);
        folder.add("weights/" + trace.name, torch::stack(trace.weights));
    }
    folder.add("rates", torch::tensor(rates, torch::kFloat64));
    folder.close({{"kind", "rule"},
                  {"rule", settings.name},
                  {"nesterov", settings.nesterov},
                  {"momentum", settings.momentum},
                  {"weight_decay", settings.weightDecay},
                  {"eta", settings.trustCoefficient},
                  {"beta2", settings.beta2},
                  {"adapted", groups.adapted.names},
                  {"excluded", groups.excluded.names}});
}

struct ScheduleCase {
    std::int64_t images, epochs, batchSize;
    double warmupEpochs;
    const char *scaling;
    double rate;
};
constexpr std::array kSchedules{
    ScheduleCase{50000, 10, 512, 3, "linear", 1.0},    ScheduleCase{50000, 7, 4096, 2, "sqrt", 0.075},
    ScheduleCase{1000, 5, 64, 0, "none", 0.3},         ScheduleCase{1000, 5, 64, 0.5, "linear", 0.3},
    ScheduleCase{13000, 100, 1024, 10, "sqrt", 0.075}, ScheduleCase{100, 3, 64, 1, "linear", 0.3},
};

void traceSchedule(const std::filesystem::path &out, const ScheduleCase &c)
{
    Settings settings;
    settings.train.epochs = c.epochs;
    settings.train.batchSize = c.batchSize;
    settings.train.warmupEpochs = c.warmupEpochs;
    settings.optimizer.scaling = c.scaling;
    settings.optimizer.learningRate = c.rate;
    const Schedule schedule = makeSchedule(settings, c.images);
    std::vector<double> rates;
    for (std::int64_t step = 0; step < schedule.totalSteps; ++step)
        rates.push_back(schedule.learningRate(step));
    const CaseFolder folder(out);
    folder.add("rates", torch::tensor(rates, torch::kFloat64));
    folder.close({{"kind", "schedule"},
                  {"images", c.images},
                  {"epochs", c.epochs},
                  {"batch_size", c.batchSize},
                  {"warmup_epochs", c.warmupEpochs},
                  {"scaling", c.scaling},
                  {"rate", c.rate}});
}

} // namespace

void optimizerCases(const std::filesystem::path &out)
{
    for (const char *rule : {"lars", "lars-torch", "lars-clip", "sgd", "adamw"}) {
        const bool adam = std::string_view(rule) == "adamw";
        for (const bool nesterov : adam ? std::vector{false} : std::vector{false, true}) {
            for (const double decay : {0.0, 1e-4, 0.3}) { // the last so that it shows
                OptimizerSettings settings;
                settings.name = rule;
                settings.nesterov = nesterov;
                settings.weightDecay = decay;
                settings.trustCoefficient = 0.05;
                runRule(out / (std::string(rule) + (nesterov ? "-nesterov-" : "-") + std::to_string(decay)), settings);
            }
        }
    }
    for (std::size_t i = 0; i < kSchedules.size(); ++i)
        traceSchedule(out / ("schedule-" + std::to_string(i)), kSchedules[i]);
}

} // namespace tandem::golden
