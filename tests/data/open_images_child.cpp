// A process of its own that opens the numbered images of a test: open_images_child FOLDER CACHE [LARGEST_FILE]
// Prints the word of the error, "wrong" if other images came out, "right" if not.

#include "tests/data/fixtures.h"

#include <sys/resource.h>

#include <csignal>
#include <cstdio>
#include <string>

int main(int argc, char **argv)
{
    if (argc < 3)
        return 2;
    if (argc > 3) {
        // Beyond the limit writing fails as on a full disk.
        const auto bytes = static_cast<rlim_t>(std::stoul(argv[3]));
        const rlimit limit{bytes, bytes};
        std::signal(SIGXFSZ, SIG_IGN);
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    tandem::OpenImagesOptions options;
    options.cacheFolder = argv[2];
    const auto images = tandem::openImages(argv[1], options);
    if (!images)
        std::puts(std::string(tandem::errorWord(images.error().code)).c_str());
    else
        std::puts(tandem::fixtures::isNumbered(**images) ? "right" : "wrong");
    return 0;
}
