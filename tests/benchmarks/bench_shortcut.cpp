// How often a color histogram finds the positive among 256 images, in percent: with crops and flips alone, and with
// SimCLR's recipe for CIFAR. bench_shortcut IMAGES, as train --data takes them.

#include "core/augment/shortcut_meter.h"
#include "core/data/image_set.h"

#include <cstdio>

using namespace tandem;

int main(int argc, char **argv)
{
    if (argc != 2) {
        std::fprintf(stderr, "usage: bench_shortcut IMAGES\n");
        return 2;
    }
    const auto images = openImages(argv[1]);
    if (!images) {
        std::fprintf(stderr, "%s\n", describe(images.error()).c_str());
        return 1;
    }
    const auto samples = limitIndices(**images, 256, 1);
    const auto found = [&](const Pipeline &pipeline) {
        const auto image = [&](std::uint32_t sample) { return (*images)->image(sample); };
        const auto report = measureShortcuts(*collectFeatures(pipeline, samples, image, 1, 1));
        return 100 * report.found[static_cast<std::size_t>(TrivialFeature::ColorHistogram)];
    };
    const Pipeline crops{"crops", 32, {{RandomResizedCrop{}, 1}, {HorizontalFlip{}, 0.5}}};
    std::printf("%.2f %.2f\n", found(crops), found(presetPipeline("cifar")));
    return 0;
}
