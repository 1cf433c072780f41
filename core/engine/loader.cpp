#include "core/engine/loader.h"

#include <algorithm>

namespace tandem::engine {

namespace {
/// Samples a thread takes at a time: enough that the lock does not matter, few enough that a batch is shared evenly.
constexpr std::int64_t kSamplesPerTicket = 8;

/// Which piece of staged pixels a sample belongs to: those of one ticket are written by one thread.
std::size_t pieceOf(std::size_t row)
{
    return row / static_cast<std::size_t>(kSamplesPerTicket);
}
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
    while (const auto ticket = takeTicket(stop)) {
        fill(slotOf(ticket->step).batch, *ticket, renderer);
        const std::lock_guard lock(m_mutex);
        Slot &slot = slotOf(ticket->step);
        slot.remaining -= ticket->last - ticket->first;
        if (slot.remaining > 0)
            continue;
        complete(slot.batch);
        m_ready.notify_all();
    }
}

void BatchLoader::fill(Batch &batch, const Ticket &ticket, ViewRenderer &renderer) const
{
    const auto side = static_cast<std::size_t>(m_pipeline.size);
    const std::size_t viewBytes = side * side * 3;
    const auto ownSize = static_cast<std::size_t>(ownSamples());
    for (std::int64_t i = ticket.first; i < ticket.last; ++i) {
        const auto row = static_cast<std::size_t>(i);
        const std::uint32_t sample = batch.samples[row];
        const ImageView image = m_images->image(sample);
        for (std::uint32_t view = 0; view < 2; ++view) {
            DrawnView drawn = drawTrainingView(m_pipeline, image.width, image.height, m_options.seed,
                                               static_cast<std::uint32_t>(batch.epoch), sample, view);
            const std::size_t place = view * ownSize + row;
            if (m_options.output == LoaderOutput::Rendered)
                renderer.render(image, drawn, std::span(batch.views).subspan(place * viewBytes, viewBytes));
            else if (m_options.output == LoaderOutput::Drawn)
                batch.jobs[place] = {std::move(drawn), (*m_options.firstPixels)[sample], image.width, image.height};
            else
                batch.jobs[place] = stagedJob(image, std::move(drawn), batch.staged[pieceOf(row)]);
        }
    }
}

/// Lets the jobs count pixels from the first piece on: until now, each counts within its own.
void BatchLoader::complete(Batch &batch) const
{
    if (m_options.output != LoaderOutput::Staged)
        return;
    std::vector<std::int64_t> firsts;
    std::int64_t pixels = 0;
    for (const auto &piece : batch.staged) {
        firsts.push_back(pixels);
        pixels += static_cast<std::int64_t>(piece.size()) / 3;
    }
    const std::size_t count = batch.samples.size();
    for (std::size_t i = 0; i < batch.jobs.size(); ++i)
        batch.jobs[i].first += firsts[pieceOf(i % count)];
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
    const auto count = static_cast<std::size_t>(ownSamples());
    if (m_options.output == LoaderOutput::Rendered) {
        const auto side = static_cast<std::size_t>(m_pipeline.size);
        slot.batch.views.resize(2 * count * side * side * 3);
        return;
    }
    slot.batch.jobs.resize(2 * count);
    if (m_options.output != LoaderOutput::Staged)
        return;
    slot.batch.staged.resize(pieceOf(count - 1) + 1);
    for (auto &piece : slot.batch.staged)
        piece.clear();
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
