#include "app/cli/command_line.h"
#include "app/cli/process_environment.h"
#include "core/engine/rank_environment.h"

#include <cstdio>
#include <exception>
#include <string_view>

#include <unistd.h>

int main(int argc, char **argv)
{
    // Only where it pays: starting again costs as long as loading LibTorch.
    const std::string_view verb = argc > 1 ? argv[1] : "";
    if (verb == "train" || verb == "rank" || verb == "selftest" || verb == "evaluate" || verb == "export" ||
        verb == "encode") {
        tandem::settleEnvironment(argv);
        tandem::keepFreedMemory();
    }
    // Nothing should throw this far; if something does, it still ends as a failure with a sentence.
    try {
        const int status = static_cast<int>(tandem::runCommandLine(argc, argv));
        if (!tandem::mustEndAtOnce())
            return status;
        std::fflush(nullptr);
        ::_exit(status); // an orderly end would wait for the device, or take from a lone thread what it uses
    } catch (const std::exception &exception) {
        std::fprintf(stderr, "An internal error ended the program: %s. Please report it.\n", exception.what());
        return static_cast<int>(tandem::ExitStatus::Failed);
    }
}
