#include "ui/embeddings/layout_preparation.h"

#include "core/analysis/workers.h"
#include "core/base/digest.h"
#include "core/store/layout_files.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

namespace tandem {

namespace {

std::string_view bytesOf(const auto &values)
{
    return {reinterpret_cast<const char *>(values.data()), values.size() * sizeof(*values.data())};
}

/// Of what a layout is made from: content, settings, and the layout that it starts from, if it is a stored one.
std::string keyOf(const LayoutContext &context, const EmbeddingMoment &moment, const std::vector<float> &previous)
{
    Sha256 digest;
    digest.add("tandem layout 1");
    for (const TsneSettingField &field : tsneSettingsTable())
        digest.add(std::string(field.key) + "=" + tsneSettingText(context.settings, field) + ";");
    digest.add(bytesOf(moment.record.samples));
    digest.add(bytesOf(moment.rowsOf(context.space).values));
    digest.add(bytesOf(previous));
    return digest.finish();
}

Result<EmbeddingMoment> momentAt(const LayoutContext &context, std::int64_t step)
{
    auto record = context.reader.record(step);
    if (!record)
        return record.error();
    return EmbeddingMoment{std::move(*record), {}, {}};
}

LayoutRequest requestFor(const LayoutContext &context, const EmbeddingMoment &moment, const PlacedMomentPtr &previous)
{
    const FeatureView rows = moment.rowsOf(context.space);
    LayoutRequest request;
    request.features = std::make_shared<const std::vector<float>>(rows.values.begin(), rows.values.end());
    request.rows = rows.rows;
    request.dimension = rows.dimension;
    request.settings = context.settings;
    request.ids = moment.record.samples;
    if (previous)
        request.previous = std::make_shared<const PlacedPoints>(previous->points);
    return request;
}

PlacedMomentPtr placedBy(const LayoutContext &context, const EmbeddingMoment &moment, std::int64_t step,
                         StoredLayout layout)
{
    const std::int64_t rows = moment.rowsOf(context.space).rows;
    return std::make_shared<const PlacedMoment>(PlacedMoment{step,
                                                             {moment.record.samples, std::move(layout.positions)},
                                                             layout.divergence,
                                                             usablePerplexity(context.settings.perplexity, rows)});
}

/// Null where nothing usable is kept.
PlacedMomentPtr keptLayout(const LayoutContext &context, const EmbeddingMoment &moment, std::int64_t step,
                           const std::string &key)
{
    auto kept = readLayout(context.project, key);
    return kept && kept->positions.size() == 2 * moment.record.samples.size()
               ? placedBy(context, moment, step, std::move(*kept))
               : nullptr;
}

/// Places on the two components, which become those of these rows where there are none yet; none once stopped. Of rows
/// at unit length, as the loss and the neighbors see them: networks that have not learned give features of a far larger
/// size, beside which nothing else would be seen.
std::optional<std::vector<float>> onComponents(std::shared_ptr<const PcaBasis> &basis, const FeatureView &rows,
                                               Workers &workers, const std::stop_token &stop)
{
    const auto unit = unitRows(rows, workers, stop);
    if (!unit)
        return std::nullopt;
    const FeatureView view{*unit, rows.rows, rows.dimension};
    if (!basis) {
        auto fitted = fitPca(view, 2, workers, stop);
        if (!fitted)
            return std::nullopt;
        basis = std::make_shared<const PcaBasis>(std::move(*fitted));
    }
    return projectPcaToPlane(*basis, view, workers, stop);
}

PreparedLayout prepareComponents(const LayoutContext &context, const EmbeddingMoment &moment, std::int64_t step,
                                 const std::stop_token &stop)
{
    Workers workers(threadsBeside(context.project));
    PreparedLayout prepared;
    prepared.basis = context.basis;
    prepared.basisEpoch = moment.record.epoch;
    auto positions = onComponents(prepared.basis, moment.rowsOf(context.space), workers, stop);
    if (positions)
        prepared.placed = std::make_shared<const PlacedMoment>(
            PlacedMoment{step, {moment.record.samples, std::move(*positions)}, 0, 0});
    return prepared;
}

/// Reads a moment and places it on the components, or has `byTsne` go on with it, whichever the method is.
template <class ByTsne>
Result<PreparedLayout> prepare(const LayoutContext &context, std::int64_t step, const std::stop_token &stop,
                               ByTsne byTsne)
{
    const auto moment = momentAt(context, step);
    if (!moment)
        return moment.error();
    return context.method == LayoutMethod::Pca ? prepareComponents(context, *moment, step, stop) : byTsne(*moment);
}

} // namespace

int threadsBeside(const ProjectLayout &project)
{
    const int cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    return isAnyRunActive(project) ? 1 : cores;
}

Result<PreparedLayout> prepareNewest(const LayoutContext &context, std::int64_t step, const PlacedMomentPtr &from,
                                     const std::stop_token &stop)
{
    return prepare(context, step, stop, [&](const EmbeddingMoment &moment) {
        PreparedLayout prepared;
        prepared.placed = from ? nullptr : keptLayout(context, moment, step, keyOf(context, moment, {}));
        if (!prepared.placed)
            prepared.request = requestFor(context, moment, from);
        prepared.threads = threadsBeside(context.project);
        return prepared;
    });
}

Result<PreparedLayout> prepareBefore(const LayoutContext &context, std::int64_t step, const PlacedMomentPtr &after,
                                     const std::stop_token &stop)
{
    return prepare(context, step, stop, [&](const EmbeddingMoment &moment) {
        PreparedLayout prepared;
        const std::string key = keyOf(context, moment, after->points.positions);
        prepared.placed = keptLayout(context, moment, step, key);
        if (prepared.placed)
            return prepared;
        // The calling thread gives way, and so do those that it starts.
        LayoutJob job(requestFor(context, moment, after), {threadsBeside(context.project), 0});
        const std::stop_callback ends(stop, [&job] { job.stop(); });
        job.wait();
        prepared.failure = job.error();
        const auto frame = job.frame();
        if (stop.stop_requested() || prepared.failure || !frame || !frame->isFinal)
            return prepared;
        const StoredLayout layout{frame->divergence, frame->positions};
        (void)writeLayout(context.project, key, layout); // a cache
        prepared.placed = placedBy(context, moment, step, layout);
        return prepared;
    });
}

Result<PreparedLayout> prepareToGoOn(const LayoutContext &context, const PlacedMomentPtr &placed, bool fresh)
{
    const auto moment = momentAt(context, placed->step);
    if (!moment)
        return moment.error();
    PreparedLayout prepared;
    prepared.threads = threadsBeside(context.project);
    prepared.request = requestFor(context, *moment, fresh ? placed : nullptr);
    if (!fresh) {
        prepared.request->start = placed->points.positions;
        prepared.request->isSettled = true;
    }
    return prepared;
}

Result<void> keepNewest(const LayoutContext &context, const PlacedMoment &placed)
{
    const auto moment = momentAt(context, placed.step);
    if (!moment)
        return moment.error();
    return writeLayout(context.project, keyOf(context, *moment, {}), {placed.divergence, placed.points.positions});
}

} // namespace tandem
