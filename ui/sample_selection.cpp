#include "ui/sample_selection.h"

#include "core/data/image_set.h"

#include <QUndoCommand>

#include <cassert>
#include <utility>

namespace tandem {

namespace {

constexpr int kSteps = 100; // of a million images: 12 MB

} // namespace

DatasetIdentity datasetIdentity(const ImageSet &images)
{
    return {images.identity(), images.sourceSize()};
}

SampleSet combined(const SampleSet &before, const SampleSet &caught, SelectMode mode)
{
    SampleSet result = before;
    switch (mode) {
    case SelectMode::Replace:
        return caught;
    case SelectMode::Add:
        return result |= caught;
    case SelectMode::Subtract:
        return result -= caught;
    case SelectMode::Intersect:
        return result &= caught;
    }
    return result;
}

class SampleSelection::Step : public QUndoCommand {
public:
    Step(SampleSelection &selection, State before, State after, const QString &text)
        : QUndoCommand(text), m_selection(selection), m_before(std::move(before)), m_after(std::move(after))
    {
    }
    void undo() override { m_selection.become(m_before); }
    void redo() override { m_selection.become(m_after); }

private:
    SampleSelection &m_selection;
    State m_before, m_after;
};

SampleSelection::SampleSelection(QObject *parent) : QObject(parent)
{
    m_history.setUndoLimit(kSteps);
}

const SampleSet &SampleSelection::selectedOf(const DatasetIdentity &dataset) const
{
    if (dataset == m_state.dataset)
        return m_state.samples;
    if (m_none.size() != dataset.size)
        m_none = SampleSet(dataset.size);
    return m_none;
}

void SampleSelection::select(const DatasetIdentity &dataset, SampleSet samples, const QString &what)
{
    assert(samples.size() == dataset.size);
    const bool nothingNew =
        dataset == m_state.dataset ? samples == m_state.samples : samples.isEmpty(); // not even of the other dataset
    if (!nothingNew)
        m_history.push(new Step(*this, m_state, {dataset, std::move(samples)}, what)); // carries it out
}

void SampleSelection::combine(const DatasetIdentity &dataset, const SampleSet &caught, SelectMode mode,
                              const QString &what)
{
    select(dataset, combined(selectedOf(dataset), caught, mode), what);
}

void SampleSelection::clear(const QString &what)
{
    select(m_state.dataset, SampleSet(m_state.dataset.size), what);
}

void SampleSelection::become(const State &state)
{
    m_state = state;
    Q_EMIT changed();
}

std::int64_t SampleSelection::currentOf(const DatasetIdentity &dataset) const
{
    return dataset == m_currentDataset ? m_current : -1;
}

void SampleSelection::setCurrent(const DatasetIdentity &dataset, std::int64_t sample)
{
    if (sample >= static_cast<std::int64_t>(dataset.size))
        sample = -1;
    if (dataset == m_currentDataset && sample == m_current)
        return;
    m_currentDataset = dataset;
    m_current = sample;
    Q_EMIT currentChanged();
}

} // namespace tandem
