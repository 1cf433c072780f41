#include "ui/embeddings/embedding_source.h"

#include "ui/embeddings/sample_images.h"

#include <algorithm>
#include <utility>

namespace tandem {

EmbeddingSource::EmbeddingSource(QObject *parent) : QObject(parent)
{
    m_timer.setInterval(kLookEveryMs);
    connect(&m_timer, &QTimer::timeout, this, &EmbeddingSource::lookNow);
}

EmbeddingSource::~EmbeddingSource() = default;

void EmbeddingSource::show(const ProjectLayout &project, const EmbeddingPlace &place)
{
    if (place == m_place && m_state != State::Failed)
        return;
    clear();
    if (place.isEmpty())
        return;
    m_place = place;
    m_reader.emplace(project, place);
    become(State::Loading);
    readImages();
    lookNow();
    setAttentive(m_isAttentive);
}

void EmbeddingSource::clear()
{
    m_timer.stop();
    m_listLane.cancel();
    m_imageLane.cancel();
    m_momentLane.cancel();
    m_place = {};
    m_reader.reset();
    m_listed.clear();
    m_unreadable.clear();
    m_moments.clear();
    m_kept.clear();
    m_context.reset();
    const std::unique_ptr<DatasetImages> before = std::move(m_images); // goes after all have let go of it
    Q_EMIT imagesChanged();
    become(State::Empty);
}

void EmbeddingSource::become(State state)
{
    m_state = state;
    Q_EMIT changed();
}

void EmbeddingSource::setAttentive(bool attentive)
{
    m_isAttentive = attentive;
    if (attentive && m_place.run.isValid()) {
        m_timer.start();
        lookNow();
    } else {
        m_timer.stop();
    }
}

void EmbeddingSource::lookNow()
{
    if (!m_reader || m_listLane.isBusy())
        return;
    m_listLane.submit(
        this, [reader = *m_reader](const std::stop_token &) { return reader.list(); },
        [this](Result<std::vector<EmbeddingInfo>> list) { takeList(std::move(list)); });
}

void EmbeddingSource::takeList(Result<std::vector<EmbeddingInfo>> list)
{
    if (!list) {
        m_error = list.error();
        if (m_state != State::Failed)
            become(State::Failed);
        return;
    }
    m_listed = std::move(*list);
    std::vector<EmbeddingInfo> readable, unreadable;
    for (const EmbeddingInfo &info : m_listed)
        (std::ranges::find(m_unreadable, info) == m_unreadable.end() ? readable : unreadable).push_back(info);
    const State state = !readable.empty() ? State::Ready : m_listed.empty() ? State::None : State::Failed;
    if (readable == m_moments && unreadable == m_unreadable && state == m_state)
        return;
    m_unreadable = std::move(unreadable);
    const bool hasNew = !m_moments.empty() && !readable.empty() && readable.back() != m_moments.back() &&
                        readable.back().step >= m_moments.back().step;
    m_moments = std::move(readable);
    // A resumed run makes steps anew: what is kept counts while it is in the list.
    std::erase_if(m_kept, [this](const auto &kept) {
        return std::none_of(m_moments.begin(), m_moments.end(),
                            [&](const EmbeddingInfo &info) {
                                return info.step == kept.first && info.wallMs == kept.second->record.wallMs;
                            }) &&
               m_place.run.isValid();
    });
    if (state != m_state)
        become(state);
    Q_EMIT momentsChanged();
    if (hasNew && m_context && !m_imageLane.isBusy())
        readImages(); // losses of samples are those of the latest evaluation
}

bool EmbeddingSource::leaveOut(std::int64_t step, const Error &error)
{
    const auto found = std::ranges::find(m_moments, step, &EmbeddingInfo::step);
    if (found == m_moments.end())
        return false;
    m_error = error;
    m_unreadable.push_back(*found);
    takeList(m_listed);
    return true;
}

void EmbeddingSource::tryAgain()
{
    if (m_unreadable.empty())
        return;
    m_unreadable.clear();
    takeList(m_listed);
}

void EmbeddingSource::readImages()
{
    m_imageLane.submit(
        this, [reader = *m_reader](const std::stop_token &stop) { return reader.images(stop); },
        [this](ImageContextPtr context) {
            if (!context)
                return;
            // The same pictures stay, with what was read of them.
            const bool isSame = m_context && m_images && context->whole && context->whole->images &&
                                m_images->dataset()->images->identity() == context->whole->images->identity();
            m_context = std::move(context);
            m_kept.clear();
            std::unique_ptr<DatasetImages> before;
            if (!isSame) {
                before = std::move(m_images);
                if (m_context->whole)
                    m_images = std::make_unique<DatasetImages>(m_context->whole);
            }
            Q_EMIT imagesChanged();
        });
}

void EmbeddingSource::request(std::int64_t step)
{
    const auto found = std::find_if(m_kept.begin(), m_kept.end(), [&](const auto &kept) { return kept.first == step; });
    if (found != m_kept.end()) {
        m_momentLane.cancel();
        std::rotate(m_kept.begin(), found, found + 1);
        Q_EMIT momentReady(m_kept.front().second);
        return;
    }
    if (!m_reader || !m_context)
        return; // imagesChanged() makes everybody ask again
    m_momentLane.submit(
        this,
        [reader = *m_reader, context = m_context, step](const std::stop_token &) -> Result<EmbeddingMomentPtr> {
            auto record = reader.record(step);
            if (!record)
                return record.error();
            return momentOf(std::move(*record), *context);
        },
        [this, step](Result<EmbeddingMomentPtr> moment) {
            if (!moment) {
                Q_EMIT momentFailed(step, moment.error());
                return;
            }
            m_kept.emplace_front(step, *moment);
            if (m_kept.size() > kKept)
                m_kept.pop_back();
            Q_EMIT momentReady(*moment);
        });
}

} // namespace tandem
