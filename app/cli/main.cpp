#include "app/cli/command_line.h"

#include <cstdio>
#include <exception>

int main(int argc, char **argv)
{
    // Nothing should throw this far; if something does, it still ends as a failure with a sentence.
    try {
        return static_cast<int>(tandem::runCommandLine(argc, argv));
    } catch (const std::exception &exception) {
        std::fprintf(stderr, "An internal error ended the program: %s. Please report it.\n", exception.what());
        return static_cast<int>(tandem::ExitStatus::Failed);
    }
}
