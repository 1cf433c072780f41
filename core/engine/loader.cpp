#include "core/engine/loader.h"

#include "core/augment/renderer.h"

#include <algorithm>

namespace tandem::engine {

namespace {
/// Samples a thread takes at a time: enough that the lock does not matter, few enough that a batch is shared evenly.
constexpr std::int64_t kSamplesPerTicket = 8;
} // namespace

BatchLoader::BatchLoader(ImageSetPtr images, Pipeline pipeline, const LoaderOptions &options)
    : m_images(std::move(images)), m_pipeline(std::move(pipeline)), m_options(options),
      m_slots(static_cast<std::size_t>(std::max(2, options.prefetch + 1))), m_ticketStep(options.firstStep),
      m_consumed(options.firstStep), m_nextStep(options.firstStep)
{
    if (m_options.last == 0)
        m_options.last = m_options.batchSize;
    for (int i = 0; i < std::max(1, options.threads); ++i)
        m_threads.emplace_back([this](const std::stop_token &stop) { work(stop); });
}

BatchLoader::~BatchLoader()
{
    for (auto &thread : m_threads)
        thread.request_stop();
}

const Batch *BatchLoader::next(const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    m_consumed = m_nextStep; // the batch given before is given back
    m_hasRoom.notify_all();
    if (m_nextStep >= m_options.totalSteps || stop.stop_requested())
        return nullptr;
    const std::int64_t step = m_nextStep;
    Slot &slot = slotOf(step);
    if (!m_ready.wait(lock, stop, [&] { return slot.assigned == step && slot.remaining == 0; }))
        return nullptr;
    ++m_nextStep;
    return &slot.batch;
}

void BatchLoader::work(const std::stop_token &stop)
{
    ViewRenderer renderer;
    const auto side = static_cast<std::size_t>(m_pipeline.size);
    const std::size_t viewBytes = side * side * 3;
    const auto ownSize = static_cast<std::size_t>(ownSamples());
    while (const auto ticket = takeTicket(stop)) {
        Batch &batch = slotOf(ticket->step).batch;
        for (std::int64_t i = ticket->first; i < ticket->last; ++i) {
            const auto row = static_cast<std::size_t>(i);
            const std::uint32_t sample = batch.samples[row];
            const ImageView image = m_images->image(sample);
            for (std::uint32_t view = 0; view < 2; ++view) {
                const DrawnView drawn = drawTrainingView(m_pipeline, image.width, image.height, m_options.seed,
                                                         static_cast<std::uint32_t>(batch.epoch), sample, view);
                renderer.render(image, drawn,
                                std::span(batch.views).subspan((view * ownSize + row) * viewBytes, viewBytes));
            }
        }
        const std::lock_guard lock(m_mutex);
        Slot &slot = slotOf(ticket->step);
        slot.remaining -= ticket->last - ticket->first;
        if (slot.remaining == 0)
            m_ready.notify_all();
    }
}

std::optional<BatchLoader::Ticket> BatchLoader::takeTicket(const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    // The batch that the trainer holds and the slots behind it must not be overwritten.
    const auto hasRoom = [this] {
        return m_ticketStep >= m_options.totalSteps ||
               m_ticketStep - m_consumed < static_cast<std::int64_t>(m_slots.size());
    };
    if (!m_hasRoom.wait(lock, stop, hasRoom) || m_ticketStep >= m_options.totalSteps)
        return std::nullopt;
    if (m_ticketSample == 0)
        prepareSlot(m_ticketStep);
    Ticket ticket{m_ticketStep, m_ticketSample, std::min(m_ticketSample + kSamplesPerTicket, ownSamples())};
    m_ticketSample = ticket.last;
    if (m_ticketSample == ownSamples()) {
        m_ticketSample = 0;
        ++m_ticketStep;
    }
    return ticket;
}

void BatchLoader::prepareSlot(std::int64_t step)
{
    Slot &slot = slotOf(step);
    slot.assigned = step;
    slot.remaining = ownSamples();
    slot.batch.step = step;
    slot.batch.epoch = step / m_options.stepsPerEpoch + 1;
    const auto &epochSamples = order(slot.batch.epoch);
    const auto first = epochSamples.begin() + (step % m_options.stepsPerEpoch) * m_options.batchSize;
    slot.batch.samples.assign(first + m_options.first, first + m_options.last);
    const auto side = static_cast<std::size_t>(m_pipeline.size);
    slot.batch.views.resize(2 * static_cast<std::size_t>(ownSamples()) * side * side * 3);
}

const std::vector<std::uint32_t> &BatchLoader::order(std::int64_t epoch)
{
    const auto known = m_orders.find(epoch);
    if (known != m_orders.end())
        return known->second;
    while (m_orders.size() >= 2)
        m_orders.erase(m_orders.begin());
    return m_orders[epoch] = epochOrder(m_options.seed, static_cast<std::uint32_t>(epoch), m_images->size());
}

} // namespace tandem::engine
