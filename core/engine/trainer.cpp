#include "core/engine/trainer.h"

#include "core/base/process.h"
#include "core/engine/engine_error.h"
#include "core/engine/training_session.h"

#include <ATen/Parallel.h>

namespace tandem {

Result<void> checkTrainable(const Settings &settings, int ranks)
{
    return engine::caught("looking at the devices", [&]() -> Result<void> {
        const auto device = engine::chosenDevice(settings.train.device);
        if (!device)
            return device.error();
        if (const auto precision = engine::chosenPrecision(settings.train.precision, *device); !precision)
            return precision.error();
        if (ranks > 1 && !canHaveRanks())
            return Error{ErrorCode::RanksUnavailable, {}, {}};
        if (settings.train.batchSize < ranks)
            return Error{ErrorCode::BadValue,
                         {"train.batch_size", std::to_string(settings.train.batchSize),
                          "at least one image for each of the " + std::to_string(ranks) + " ranks"},
                         {}};
        return {};
    });
}

Result<TrainOutcome> train(const TrainRequest &request, TrainObserver &observer, std::stop_token stop)
{
    auto outcome = engine::caught("training", [&]() -> Result<TrainOutcome> {
        auto session = engine::TrainingSession::create(request, observer);
        if (!session)
            return session.error();
        return (*session)->run(stop);
    });
    if (!outcome && request.ranks && outcome.error().code != ErrorCode::RankLost)
        request.ranks->leave(outcome.error());
    return outcome;
}

void setEngineThreads(int threads)
{
    at::set_num_threads(threads > 0 ? threads : usableCores());
}

} // namespace tandem
