#include "core/engine/loaded_model.h"

#include "core/augment/pipeline.h"
#include "core/engine/checkpoint.h"

namespace tandem::engine {

Result<LoadedModel> loadModel(const Settings &settings, std::span<const std::byte> checkpoint)
{
    const auto pipeline = resolvePipeline(settings.augment, 1); // the run has settled the size
    if (!pipeline)
        return pipeline.error();
    Model model = makeModel(settings, pipeline->size);
    if (auto loaded = loadWeights(checkpoint, *model); !loaded)
        return loaded.error();
    model->eval();
    return LoadedModel{std::move(model), pipeline->size};
}

} // namespace tandem::engine
