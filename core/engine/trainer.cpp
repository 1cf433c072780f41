#include "core/engine/trainer.h"

#include "core/base/process.h"
#include "core/engine/training_session.h"

#include <ATen/Parallel.h>

namespace tandem {

namespace {

bool mentions(const std::string &text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

/// LibTorch has no type of its own for a failed host allocation.
Error engineError(const std::string &what)
{
    const bool memory = mentions(what, "out of memory") || mentions(what, "can't allocate memory") ||
                        mentions(what, "could not create a memory");
    if (memory)
        return {ErrorCode::OutOfMemory, {"training"}, what};
    return {ErrorCode::EngineFailed, {what.substr(0, what.find('\n'))}, what};
}

} // namespace

Result<TrainOutcome> train(const TrainRequest &request, TrainObserver &observer, std::stop_token stop)
{
    auto outcome = [&]() -> Result<TrainOutcome> {
        try {
            auto session = engine::TrainingSession::create(request, observer);
            if (!session)
                return session.error();
            return (*session)->run(stop);
        } catch (const engine::RankFailure &failure) {
            return failure.error();
        } catch (const std::bad_alloc &) {
            return Error{ErrorCode::OutOfMemory, {"training"}, "std::bad_alloc"};
        } catch (const c10::Error &failure) {
            return engineError(failure.what_without_backtrace());
        } catch (const std::exception &failure) {
            return engineError(failure.what());
        }
    }();
    if (!outcome && request.ranks && outcome.error().code != ErrorCode::RankLost)
        request.ranks->leave(outcome.error());
    return outcome;
}

void setEngineThreads(int threads)
{
    at::set_num_threads(threads > 0 ? threads : usableCores());
}

} // namespace tandem
