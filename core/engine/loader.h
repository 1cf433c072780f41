#pragma once

#include "core/augment/pipeline.h"
#include "core/augment/renderer.h"
#include "core/data/image_set.h"
#include "core/engine/device_renderer.h"

#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

namespace tandem::engine {

/// What a batch holds of its views.
enum class LoaderOutput {
    Rendered, // their pixels
    Drawn,    // what was drawn of each, for images that lie on the device
    Staged,   // the same, and the pixels of the images that it needs
};

struct LoaderOptions {
    std::uint64_t seed = 1;
    std::int64_t batchSize = 0;
    std::int64_t first = 0; // this process makes the batch's samples first … last-1; last 0 = all
    std::int64_t last = 0;
    std::int64_t stepsPerEpoch = 0;
    std::int64_t firstStep = 0; // steps done before
    std::int64_t totalSteps = 0;
    int threads = 1;
    int prefetch = 3; // batches made ahead, at most
    LoaderOutput output = LoaderOutput::Rendered;
    std::shared_ptr<const std::vector<std::int64_t>> firstPixels = nullptr; // of Drawn: by image, see DevicePixels
};

/// The own N images of a batch as 2N views. Valid until the loader's next call of next().
struct Batch {
    std::int64_t step = 0;                         // updates before this batch, from 0
    std::int64_t epoch = 1;                        // from 1
    std::vector<std::uint32_t> samples;            // [N] indices into the image set
    std::vector<std::uint8_t> views;               // Rendered: [2N, S, S, 3]: the first views, then the second ones
    std::vector<ViewJob> jobs;                     // Drawn and Staged: [2N], likewise
    std::vector<std::vector<std::uint8_t>> staged; // Staged: pixels, which the jobs count through all pieces
};

/// Makes the batches of a run, in order, on threads of its own. A batch is a pure function of (images, pipeline, seed,
/// step): the number of threads decides only when it is ready. Owned and called by one thread; the destructor joins.
class BatchLoader {
public:
    BatchLoader(ImageSetPtr images, Pipeline pipeline, const LoaderOptions &options);
    ~BatchLoader();
    BatchLoader(const BatchLoader &) = delete;
    BatchLoader &operator=(const BatchLoader &) = delete;

    /// The next batch, or null when `stop` was requested or all steps are done. Blocks until it is ready.
    const Batch *next(const std::stop_token &stop);

private:
    struct Slot {
        Batch batch;
        std::int64_t assigned = -1; // step that it holds or is being filled with
        std::int64_t remaining = 0; // samples not rendered yet
    };
    struct Ticket {
        std::int64_t step = 0;
        std::int64_t first = 0, last = 0; // samples of the batch, half open
    };

    void work(const std::stop_token &stop);
    std::optional<Ticket> takeTicket(const std::stop_token &stop);
    void fill(Batch &batch, const Ticket &ticket, ViewRenderer &renderer) const;
    void complete(Batch &batch) const;
    void prepareSlot(std::int64_t step); // precondition: m_mutex held, slot free
    const std::vector<std::uint32_t> &order(std::int64_t epoch);
    [[nodiscard]] std::int64_t ownSamples() const { return m_options.last - m_options.first; }
    Slot &slotOf(std::int64_t step) { return m_slots[static_cast<std::size_t>(step) % m_slots.size()]; }

    ImageSetPtr m_images;
    Pipeline m_pipeline;
    LoaderOptions m_options;

    std::mutex m_mutex;                    // guards all below
    std::condition_variable_any m_ready;   // a batch is complete
    std::condition_variable_any m_hasRoom; // a slot came free
    std::vector<Slot> m_slots;
    std::int64_t m_ticketStep;
    std::int64_t m_ticketSample = 0;
    std::int64_t m_consumed;                                     // steps before this one have been given back
    std::int64_t m_nextStep;                                     // that next() will give
    std::map<std::int64_t, std::vector<std::uint32_t>> m_orders; // by epoch; the last two
    std::vector<std::jthread> m_threads;
};

} // namespace tandem::engine
