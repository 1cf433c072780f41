#include "core/engine/engine_error.h"

#include "core/engine/ranks.h"

#include <c10/util/Exception.h>

#include <new>
#include <string>
#include <string_view>

namespace tandem::engine {

namespace {

bool mentions(const std::string &text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

/// LibTorch has no type of its own for a failed host allocation.
Error fromText(const std::string &what, const char *doing)
{
    const bool memory = mentions(what, "out of memory") || mentions(what, "can't allocate memory") ||
                        mentions(what, "could not create a memory");
    if (memory)
        return {ErrorCode::OutOfMemory, {doing}, what};
    return {ErrorCode::EngineFailed, {what.substr(0, what.find('\n'))}, what};
}

} // namespace

Error currentEngineError(const char *doing)
{
    try {
        throw;
    } catch (const RankFailure &failure) {
        return failure.error();
    } catch (const std::bad_alloc &) {
        return {ErrorCode::OutOfMemory, {doing}, "std::bad_alloc"};
    } catch (const c10::Error &failure) {
        return fromText(failure.what_without_backtrace(), doing);
    } catch (const std::exception &failure) {
        return fromText(failure.what(), doing);
    }
}

} // namespace tandem::engine
