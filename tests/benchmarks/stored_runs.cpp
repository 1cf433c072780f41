#include "stored_runs.h"

#include "core/base/random.h"
#include "core/config/settings_table.h"
#include "core/store/rows.h"
#include "core/store/run_writer.h"

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

namespace tandem::test {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kTemplates = 8;
constexpr std::int64_t kEpochs = 20;
constexpr std::int64_t kStepsPerEpoch = 10;

template <class T> T must(Result<T> result)
{
    if (!result) {
        std::fprintf(stderr, "%s\n", describe(result.error()).c_str());
        std::abort();
    }
    return std::move(*result);
}

void must(const Result<void> &result)
{
    if (!result) {
        std::fprintf(stderr, "%s\n", describe(result.error()).c_str());
        std::abort();
    }
}

/// Settings as somebody varies them over a year.
Settings settingsOf(std::size_t n)
{
    CounterRng rng(11, RandomStream::Test, static_cast<std::uint32_t>(n), 0);
    const auto pick = [&rng](auto... choices) {
        const std::common_type_t<decltype(choices)...> all[] = {choices...};
        return all[rng.below(sizeof...(choices))];
    };
    Settings settings;
    settings.data.path = pick("/data/cifar10/train", "/data/stl10/unlabeled", "/data/flowers");
    settings.encoder.name = pick("resnet18", "resnet18", "resnet34", "resnet50");
    settings.encoder.width = pick(0.25, 0.5, 1.0);
    settings.objective.temperature = pick(0.05, 0.1, 0.2, 0.5, 1.0);
    settings.optimizer.name = pick("lars", "sgd", "adamw");
    settings.optimizer.learningRate = std::round(rng.uniform() * 4000) / 1000;
    settings.train.batchSize = pick(128, 256, 512, 1024);
    settings.train.epochs = kEpochs;
    settings.train.seed = static_cast<std::int64_t>(1 + rng.below(5));
    return settings;
}

void writeTemplate(const ProjectLayout &project, const RunId &id, std::size_t n)
{
    const Settings settings = settingsOf(n);
    const auto writer = must(RunWriter::create(project, {id, "template", settingsToJson(settings)}));
    RunPlan plan;
    plan.stepsPerEpoch = kStepsPerEpoch;
    plan.totalEpochs = kEpochs;
    plan.totalSteps = kEpochs * kStepsPerEpoch;
    plan.trainImages = 50'000;
    plan.testImages = 10'000;
    plan.featureDimension = 512;
    plan.chanceLoss = std::log(2.0 * static_cast<double>(settings.train.batchSize) - 1);
    plan.device = "cpu";
    plan.settingsJson = settingsToJson(settings);
    must(writer->setPlan(plan));
    CounterRng rng(5, RandomStream::Test, static_cast<std::uint32_t>(n), 1);
    for (std::int64_t step = 1; step <= plan.totalSteps; ++step) {
        StepRecord record;
        record.step = step;
        record.epoch = (step - 1) / kStepsPerEpoch + 1;
        record.wallMs = 1'700'000'000'000 + step * 500;
        record.loss = 4 + 2 * std::exp(-static_cast<double>(step) / 60) + 0.1 * rng.normal();
        record.learningRate = 0.1;
        record.imagesPerSecond = 300;
        must(writer->addStep(record));
        if (step % kStepsPerEpoch != 0)
            continue;
        must(writer->addEpoch({record.epoch, step, record.wallMs, record.loss, 300, 0.02, 5}));
        EvaluationRecord evaluation;
        evaluation.epoch = record.epoch;
        evaluation.step = step;
        evaluation.wallMs = record.wallMs;
        evaluation.knnAccuracy = 0.3 + 0.01 * static_cast<double>(record.epoch);
        evaluation.testSplit = "test";
        evaluation.projectionStd = 0.08;
        for (const auto name :
             {series::kEffectiveRank, series::kProjectionEffectiveRank, series::kUniformity, series::kAlignment,
              series::kGradientNorm, series::kOnlineLinearAccuracy, series::kFeatureStdMin, series::kFeatureStdMax,
              series::kProjectionStdMin, series::kProjectionStdMax})
            evaluation.measures.emplace_back(name, 1 + rng.uniform());
        must(writer->addEvaluation(evaluation));
    }
    must(writer->finish({RunState::Done, std::string(64, 'a'), {}, 600}));
}

/// Another run in the same file: what the list shows differs, the points stay.
void change(const fs::path &path, const RunId &id, std::size_t n)
{
    CounterRng rng(5, RandomStream::Test, static_cast<std::uint32_t>(n), 2);
    const Settings settings = settingsOf(n);
    const std::string json = settingsToJson(settings);
    const std::string name =
        settings.encoder.name + " b" + std::to_string(settings.train.batchSize) + " #" + std::to_string(n);
    const double knn = 0.3 + 0.6 * rng.uniform();
    const bool hasFailed = n % 17 == 0;
    const auto connection = std::make_unique<SQLite::Database>(path.string(), SQLite::OPEN_READWRITE);
    connection->exec("PRAGMA synchronous=OFF");
    store::inTransaction(*connection, [&] {
        SQLite::Database &db = *connection;
        (store::Binder(db, "UPDATE run SET ulid = ?, name = ?, created = ?, settings = ?")
         << id.toString() << name << id.timestampMs() << json)
            .exec();
        (store::Binder(db, "UPDATE plan SET settings = ?") << json).exec();
        (store::Binder(db, "UPDATE progress SET state = ?, started = ?, ended = ?, knn = ?, best_knn = ?, loss = ?, "
                           "seconds = ?")
         << runStateWord(hasFailed ? RunState::Failed : RunState::Done) << id.timestampMs()
         << id.timestampMs() + 600'000 << knn << knn + 0.01 << 3 + 3 * rng.uniform() << 600 * rng.uniform())
            .exec();
        (store::Binder(db, "UPDATE series SET last_value = ?, max_value = ? WHERE name = 'knn_accuracy'")
         << knn << knn + 0.01)
            .exec();
        (store::Binder(db, "UPDATE series SET last_value = last_value * ?, min_value = min_value * ?")
         << 0.5 + rng.uniform() << 0.5 + rng.uniform())
            .exec();
    });
}

} // namespace

void makeStoredRuns(const ProjectLayout &project, std::size_t count)
{
    std::vector<RunId> made;
    const auto past = fs::file_time_type::clock::now() - std::chrono::hours(24);
    for (std::size_t n = 0; n < count; ++n) {
        const RunId id = RunId::make();
        const fs::path path = project.runDatabase(id);
        if (n < kTemplates) {
            writeTemplate(project, id, n);
            made.push_back(id);
        } else {
            fs::create_directories(project.checkpoints(id));
            fs::copy_file(project.runDatabase(made[n % kTemplates]), path);
        }
        change(path, id, n);
        fs::last_write_time(path, past);
    }
}

} // namespace tandem::test
