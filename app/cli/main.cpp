#include "app/cli/command_line.h"
#include "app/cli/process_environment.h"

#include <cstdio>
#include <exception>
#include <string_view>

int main(int argc, char **argv)
{
    // Only where it pays: starting again costs as long as loading LibTorch.
    const std::string_view verb = argc > 1 ? argv[1] : "";
    if (verb == "train" || verb == "rank" || verb == "selftest") {
        tandem::settleEnvironment(argv);
        tandem::keepFreedMemory();
    }
    // Nothing should throw this far; if something does, it still ends as a failure with a sentence.
    try {
        return static_cast<int>(tandem::runCommandLine(argc, argv));
    } catch (const std::exception &exception) {
        std::fprintf(stderr, "An internal error ended the program: %s. Please report it.\n", exception.what());
        return static_cast<int>(tandem::ExitStatus::Failed);
    }
}
