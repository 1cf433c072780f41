#include "ui/charts/chart_csv.h"

#include "core/exchange/csv.h"
#include "ui/charts/series_chart.h"
#include "ui/charts/vector_chart.h"

#include <algorithm>

namespace tandem {

namespace {

constexpr std::size_t kPiece = 64 * 1024; // bytes

/// Gathers lines into pieces and hands them over.
class Pieces {
public:
    Pieces(const ChartCsv::Take &take, std::size_t total) : m_take(take), m_total(std::max<std::size_t>(1, total)) {}

    [[nodiscard]] std::string &text() { return m_text; }
    /// One more of the total was looked at; false once nobody wants more.
    [[nodiscard]] bool next()
    {
        ++m_done;
        return m_text.size() < kPiece || flush();
    }
    bool flush()
    {
        const bool goesOn = m_take(m_text, static_cast<double>(m_done) / static_cast<double>(m_total));
        m_text.clear();
        return goesOn;
    }

private:
    const ChartCsv::Take &m_take;
    std::string m_text;
    std::size_t m_done = 0, m_total;
};

} // namespace

ChartCsv::ChartCsv(const ChartCard &chart, const ChartedRuns &runs, bool visibleOnly)
{
    if (const auto *vectors = qobject_cast<const VectorChart *>(&chart)) {
        m_isOfVectors = true;
        m_vectors = vectors->records();
        if (visibleOnly && vectors->chosen())
            m_vectors = {m_vectors[*vectors->chosen()]};
        return;
    }
    const auto &series = static_cast<const SeriesChart &>(chart);
    if (const QCPRange range = series.plot()->xAxis->range(); visibleOnly)
        m_range = {range.lower, range.upper};
    for (const ChartCurve &curve : series.curves()) {
        const ChartedRun *run = runs.find(curve.run);
        m_curves.push_back({curve.run, curve.runName.toStdString(), curve.style.name,
                            run != nullptr ? run->clock.stepsPerEpoch : 0, curve.points, curve.mapping});
    }
}

void ChartCsv::write(const Take &take) const
{
    if (m_isOfVectors)
        writeVectors(take);
    else
        writeCurves(take);
}

void ChartCsv::writeCurves(const Take &take) const
{
    std::size_t total = 0;
    for (const Curve &curve : m_curves)
        total += curve.points.size();
    Pieces pieces(take, total);
    pieces.text() = pointsCsvHeader();
    for (const Curve &curve : m_curves)
        for (const SeriesPoint &point : curve.points) {
            const double x = m_range ? curve.mapping.at(point) : 0;
            if (!m_range || (x >= m_range->first && x <= m_range->second))
                appendPointLine(pieces.text(), curve.run, curve.runName, curve.series, curve.stepsPerEpoch, point);
            if (!pieces.next())
                return;
        }
    pieces.flush();
}

void ChartCsv::writeVectors(const Take &take) const
{
    std::size_t total = 0;
    for (const VectorRecord &record : m_vectors)
        total += record.values.size();
    Pieces pieces(take, total);
    pieces.text() = "vector,step,wall_ms,index,label,value\n";
    for (const VectorRecord &record : m_vectors)
        for (std::size_t i = 0; i < record.values.size(); ++i) {
            pieces.text() += record.name + ',' + std::to_string(record.step) + ',' + std::to_string(record.wallMs) +
                             ',' + std::to_string(i) + ',' +
                             csvField(i < record.labels.size() ? record.labels[i] : "") + ',' +
                             numberField(record.values[i]) + '\n';
            if (!pieces.next())
                return;
        }
    pieces.flush();
}

} // namespace tandem
