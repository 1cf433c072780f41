#include "tests/analysis/made_features.h"

#include "core/base/random.h"

namespace tandem::test {

MadeFeatures madeFeatures(const MadeOptions &options)
{
    MadeFeatures made;
    made.rows = options.rows;
    made.dimension = options.dimension;
    CounterRng centreRng(options.seed, RandomStream::Test, 1);
    std::vector<double> centres(static_cast<std::size_t>(options.classes * options.dimension));
    for (double &value : centres)
        value = options.separation * centreRng.normal();
    for (std::int64_t i = 0; i < options.rows; ++i) {
        const std::int64_t label = i % options.classes;
        CounterRng rng(options.seed, RandomStream::Test, 2, static_cast<std::uint32_t>(i));
        for (std::int64_t j = 0; j < options.dimension; ++j)
            made.values.push_back(static_cast<float>(centres[static_cast<std::size_t>(label * options.dimension + j)] +
                                                     options.noise * rng.normal()));
        made.labels.push_back(static_cast<std::int32_t>(label));
    }
    return made;
}

std::vector<const Kernels *> runnableKernels()
{
    std::vector<const Kernels *> runnable;
    for (const InstructionSet set : {InstructionSet::Plain, InstructionSet::Avx2, InstructionSet::Avx512})
        if (const Kernels *kernels = kernelsFor(set))
            runnable.push_back(kernels);
    return runnable;
}

} // namespace tandem::test
