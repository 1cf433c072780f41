// Writes what the engine computes as .npy files, for the scripts of this folder: golden_helper SUBJECT OUT
// [ARGUMENT]...
#include "tests/golden/subjects.h"

#include <cstdio>
#include <exception>
#include <string>
#include <vector>

using namespace tandem::golden;

int main(int argc, char **argv)
{
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.size() < 2) {
        std::fputs("golden_helper encoder|loss|optimizer|augment OUT [ARGUMENT]...\n", stderr);
        return 2;
    }
    try {
        if (words[0] == "encoder")
            encoderCase(words[1], std::span(words).subspan(2));
        else if (words[0] == "loss")
            lossCases(words[1]);
        else if (words[0] == "optimizer")
            optimizerCases(words[1]);
        else if (words[0] == "augment")
            augmentCases(words[1]);
        else
            return 2;
    } catch (const std::exception &error) {
        std::fprintf(stderr, "golden_helper: %s\n", error.what());
        return 1;
    }
    return 0;
}
