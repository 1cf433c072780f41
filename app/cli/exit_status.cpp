#include "app/cli/exit_status.h"

namespace tandem {

ExitStatus exitStatusFor(const Error &error)
{
    switch (error.code) {
    case ErrorCode::BadJson:
    case ErrorCode::UnknownKey:
    case ErrorCode::BadValue:
    case ErrorCode::InvalidSettings:
    case ErrorCode::SweepInvalid:
    case ErrorCode::BadUsage:
        return ExitStatus::WrongUse;
    default:
        return ExitStatus::Failed;
    }
}

} // namespace tandem
