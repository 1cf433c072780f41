#include "core/sweep/sweep_presets.h"

#include "core/config/settings_table.h"
#include "core/sweep/importance.h"
#include "core/sweep/sweep_cells.h"

#include <algorithm>
#include <cassert>

// lupdate collects the texts by this macro's name; the window translates them in context "SweepPresets".
#define QT_TRANSLATE_NOOP(context, text) text

namespace tandem {

namespace {

constexpr std::string_view kTemperatureBatch = "temperature-batch";
constexpr std::string_view kPaperTemperature = "paper-temperature";
constexpr std::string_view kPaperBatchEpochs = "paper-batch-epochs";

// clang-format off
constexpr SweepPreset kPresets[] = {
    {kTemperatureBatch, QT_TRANSLATE_NOOP("SweepPresets", "Temperature × batch size"),
     QT_TRANSLATE_NOOP("SweepPresets", "Three temperatures by three batch sizes, the first thing to look at on a new set of images: a larger batch gives more negatives, a lower temperature looks at the hardest of them.")},
    {kPaperTemperature, QT_TRANSLATE_NOOP("SweepPresets", "Temperature, as in the paper (Table 5)"),
     QT_TRANSLATE_NOOP("SweepPresets", "Cosine similarity at four temperatures and the plain dot product at two, beside the paper's numbers.")},
    {kPaperBatchEpochs, QT_TRANSLATE_NOOP("SweepPresets", "Batch size × epochs, as in the paper (Table B.1, Figure 9)"),
     QT_TRANSLATE_NOOP("SweepPresets", "Six batch sizes by four lengths of training, beside the paper's numbers. Whole it is work for many GPUs: take away what does not fit.")},
};
// clang-format on

SweepAxis listAxis(const char *key, std::initializer_list<const char *> values)
{
    SweepAxis axis{key, {}, {}};
    for (const char *value : values)
        axis.points.push_back(pointOf(key, value));
    return axis;
}

struct Temperature {
    bool normalize;
    const char *temperature;
    double entropy, contrastive, top1; // percent but the entropy
};
// Chen et al. 2020, Table 5.
constexpr Temperature kTemperatures[] = {{true, "0.05", 1.0, 90.5, 59.7}, {true, "0.1", 4.5, 87.8, 64.4},
                                         {true, "0.5", 8.2, 68.2, 60.7},  {true, "1", 8.3, 59.1, 58.0},
                                         {false, "10", 0.5, 91.7, 57.2},  {false, "100", 0.5, 92.1, 57.0}};

std::string temperatureLabel(const Temperature &row)
{
    return std::string(row.normalize ? "cosine, τ " : "dot product, τ ") + row.temperature;
}

constexpr const char *kBatches[] = {"256", "512", "1024", "2048", "4096", "8192"};
constexpr const char *kEpochs[] = {"100", "200", "400", "800"};
struct TwoRates {
    double linear, sqrt;
};
// Chen et al. 2020, Table B.1 (drawn in Figure 9): linear and square-root scaling of the learning rate, percent.
constexpr TwoRates kBatchEpochs[6][4] = {
    {{57.5, 62.8}, {61.9, 64.3}, {64.7, 65.7}, {66.6, 66.5}}, {{60.7, 63.8}, {64.0, 65.6}, {66.2, 66.7}, {67.8, 67.4}},
    {{62.8, 64.3}, {65.3, 66.1}, {67.2, 67.2}, {68.5, 68.3}}, {{64.0, 64.7}, {66.1, 66.8}, {68.1, 67.9}, {68.9, 68.8}},
    {{64.6, 64.5}, {66.5, 66.8}, {68.2, 68.0}, {68.9, 69.1}}, {{64.8, 64.8}, {66.6, 67.0}, {67.8, 68.3}, {69.0, 69.1}}};

} // namespace

std::span<const SweepPreset> sweepPresets()
{
    return kPresets;
}

SweepSpec sweepFromPreset(std::string_view id, const Settings &base)
{
    SweepSpec spec;
    spec.preset = id;
    spec.base = base;
    if (id == kTemperatureBatch) {
        spec.name = "temperature × batch size";
        spec.axes = {listAxis("objective.temperature", {"0.1", "0.5", "1"}),
                     listAxis("train.batch_size", {"64", "128", "256"})};
    } else if (id == kPaperTemperature) {
        spec.name = "temperature (Table 5)";
        SweepAxis axis{"similarity", {}, {}};
        for (const Temperature &row : kTemperatures)
            axis.points.push_back({temperatureLabel(row),
                                   {std::string("objective.normalize=") + (row.normalize ? "true" : "false"),
                                    std::string("objective.temperature=") + row.temperature}});
        spec.axes = {std::move(axis)};
    } else {
        assert(id == kPaperBatchEpochs);
        spec.name = "batch size × epochs (Table B.1)";
        spec.axes = {listAxis("train.batch_size", {"256", "512", "1024", "2048", "4096", "8192"}),
                     listAxis("train.epochs", {"100", "200", "400", "800"})};
    }
    return spec;
}

const PaperNumber *PaperTable::find(std::span<const AxisPoint> points) const
{
    const auto found = std::find_if(numbers.begin(), numbers.end(), [points](const PaperNumber &number) {
        return number.labels.size() == points.size() &&
               std::equal(points.begin(), points.end(), number.labels.begin(),
                          [](const AxisPoint &point, const std::string &label) { return point.label == label; });
    });
    return found == numbers.end() ? nullptr : &*found;
}

std::optional<PaperTable> paperTable(const SweepSpec &spec)
{
    if (spec.preset == kPaperTemperature) {
        PaperTable table{
            "Chen et al. 2020, Table 5",
            QT_TRANSLATE_NOOP("SweepPresets",
                              "ImageNet, ResNet-50, batch 4096, 100 epochs; top-1 of a linear classifier."),
            {}};
        for (const Temperature &row : kTemperatures)
            table.numbers.push_back({{temperatureLabel(row)}, row.top1 / 100, row.entropy, row.contrastive / 100});
        return table;
    }
    if (spec.preset != kPaperBatchEpochs)
        return std::nullopt;
    PaperTable table{
        "Chen et al. 2020, Table B.1 (Figure 9)",
        QT_TRANSLATE_NOOP("SweepPresets", "ImageNet, ResNet-50; top-1 of a linear classifier, one run each."),
        {}};
    for (std::size_t b = 0; b < std::size(kBatches); ++b)
        for (std::size_t e = 0; e < std::size(kEpochs); ++e) {
            const TwoRates &rates = kBatchEpochs[b][e];
            table.numbers.push_back({{kBatches[b], kEpochs[e]},
                                     (spec.base.optimizer.scaling == "sqrt" ? rates.sqrt : rates.linear) / 100,
                                     {},
                                     {}});
        }
    return table;
}

std::optional<PaperAgreement> paperAgreement(std::span<const double> ours, std::span<const double> papers,
                                             bool maximize)
{
    if (ours.size() < 3)
        return std::nullopt;
    const double correlation = rankCorrelation(ours, papers);
    return PaperAgreement{maximize ? correlation : 0 - correlation, // not -0
                          static_cast<std::int64_t>(ours.size())};
}

SweepWorkload workloadOf(const SweepSpec &spec)
{
    SweepWorkload work;
    if (spec.planning.planner == Planner::Grid) {
        SweepSpec grid = spec;
        expandRanges(grid);
        if (cellCount(grid) > 100'000)
            return {cellCount(grid) * spec.seeds, cellCount(grid) * spec.seeds * spec.base.train.epochs};
        for (const SweepCell &cell : sweepCells(grid)) {
            if (cell.state == CellState::Removed)
                continue;
            const auto settings = cellSettings(grid, cell.points, 1);
            work.runs += spec.seeds;
            work.epochs += spec.seeds * (settings ? settings->train.epochs : spec.base.train.epochs);
        }
    } else {
        work.runs = spec.planning.trials * spec.seeds;
        double epochs = static_cast<double>(spec.base.train.epochs);
        for (const SweepAxis &axis : spec.axes) {
            if (axis.name != "train.epochs")
                continue;
            if (axis.range)
                epochs = (axis.range->from + axis.range->to) / 2;
            double sum = 0;
            for (const AxisPoint &point : axis.points)
                if (const auto settings = cellSettings(spec, {&point, 1}, 1))
                    sum += static_cast<double>(settings->train.epochs);
            if (!axis.range && !axis.points.empty())
                epochs = sum / static_cast<double>(axis.points.size());
        }
        work.epochs = static_cast<std::int64_t>(epochs * static_cast<double>(work.runs));
    }
    if (spec.budget.runs > 0 && work.runs > spec.budget.runs) {
        work.epochs = work.epochs * spec.budget.runs / work.runs;
        work.runs = spec.budget.runs;
    }
    return work;
}

} // namespace tandem
