#include "core/analysis/tsne_settings.h"

#include "core/base/edit_distance.h"

#include <algorithm>
#include <charconv>
#include <cmath>

// lupdate collects the texts by this macro's name; the window translates them in context "Settings".
#define QT_TRANSLATE_NOOP(context, text) text

namespace tandem {

namespace {

constexpr double kMany = 1e6;

// clang-format off
constexpr TsneSettingField kFields[] = {
    {.key = "tsne.perplexity", .label = QT_TRANSLATE_NOOP("Settings", "Perplexity"), .help = QT_TRANSLATE_NOOP("Settings", "How many neighbors a point holds on to, roughly. Small values show fine structure, large ones the whole. At most a third of the other points."), .minimum = 2, .maximum = 1000, .number = &TsneSettings::perplexity},
    {.key = "tsne.exaggeration", .label = QT_TRANSLATE_NOOP("Settings", "Exaggeration"), .help = QT_TRANSLATE_NOOP("Settings", "Factor of the attraction at first, while clusters find each other."), .minimum = 1, .maximum = 100, .number = &TsneSettings::exaggeration},
    {.key = "tsne.exaggeration_iterations", .label = QT_TRANSLATE_NOOP("Settings", "Exaggerated iterations"), .help = QT_TRANSLATE_NOOP("Settings", "How long the attraction is exaggerated."), .minimum = 0, .maximum = kMany, .integer = &TsneSettings::exaggerationIterations},
    {.key = "tsne.exaggeration_momentum", .label = QT_TRANSLATE_NOOP("Settings", "Momentum at first"), .help = QT_TRANSLATE_NOOP("Settings", "Momentum of the exaggerated iterations."), .minimum = 0, .maximum = 0.99, .number = &TsneSettings::exaggerationMomentum},
    {.key = "tsne.iterations", .label = QT_TRANSLATE_NOOP("Settings", "Iterations"), .help = QT_TRANSLATE_NOOP("Settings", "Steps in all, the exaggerated ones included."), .minimum = 0, .maximum = kMany, .integer = &TsneSettings::iterations},
    {.key = "tsne.momentum", .label = QT_TRANSLATE_NOOP("Settings", "Momentum"), .help = QT_TRANSLATE_NOOP("Settings", "Momentum of the other iterations."), .minimum = 0, .maximum = 0.99, .number = &TsneSettings::momentum},
    {.key = "tsne.learning_rate", .label = QT_TRANSLATE_NOOP("Settings", "Learning rate"), .help = QT_TRANSLATE_NOOP("Settings", "Step size. 0 stands for a twelfth of the number of points, but at least 200."), .minimum = 0, .maximum = kMany, .number = &TsneSettings::learningRate},
    {.key = "tsne.seed", .label = QT_TRANSLATE_NOOP("Settings", "Seed"), .help = QT_TRANSLATE_NOOP("Settings", "Of the slight disorder that the start from principal components gets. The same seed gives the same layout to the last bit, with any number of threads."), .minimum = 0, .maximum = 9007199254740992, .integer = &TsneSettings::seed},
    {.key = "tsne.repulsion", .label = QT_TRANSLATE_NOOP("Settings", "Repulsion"), .help = QT_TRANSLATE_NOOP("Settings", "exact takes every pair, grid approximates by Fourier transforms, auto takes what is quicker for the number of points."), .minimum = 0, .maximum = 0},
};
// clang-format on

struct MethodWord {
    RepulsionMethod method;
    std::string_view word;
};
constexpr MethodWord kMethodWords[] = {
    {RepulsionMethod::Auto, "auto"}, {RepulsionMethod::Exact, "exact"}, {RepulsionMethod::Grid, "grid"}};

std::string numberText(double value)
{
    char buffer[32];
    return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed).ptr};
}

std::string nearestField(std::string_view key)
{
    const auto *nearest = std::min_element(std::begin(kFields), std::end(kFields),
                                           [key](const TsneSettingField &a, const TsneSettingField &b) {
                                               return editDistance(key, a.key) < editDistance(key, b.key);
                                           });
    return nearest->key;
}

/// The whole text as a number within the field's range.
template <class Number> bool parse(std::string_view text, const TsneSettingField &field, Number &value)
{
    Number parsed{};
    const auto result = std::from_chars(text.data(), text.data() + text.size(), parsed);
    if (result.ec != std::errc() || result.ptr != text.data() + text.size())
        return false;
    const auto number = static_cast<double>(parsed);
    if (!(number >= field.minimum && number <= field.maximum))
        return false;
    value = parsed;
    return true;
}

} // namespace

double resolvedLearningRate(const TsneSettings &settings, std::int64_t rows)
{
    return settings.learningRate > 0 ? settings.learningRate : std::max(200.0, static_cast<double>(rows) / 12);
}

std::string_view repulsionWord(RepulsionMethod method)
{
    return std::find_if(std::begin(kMethodWords), std::end(kMethodWords),
                        [method](const MethodWord &entry) { return entry.method == method; })
        ->word;
}

std::span<const TsneSettingField> tsneSettingsTable()
{
    return kFields;
}

std::string tsneSettingText(const TsneSettings &settings, const TsneSettingField &field)
{
    if (field.number != nullptr)
        return numberText(settings.*field.number);
    if (field.integer != nullptr)
        return std::to_string(settings.*field.integer);
    return std::string(repulsionWord(settings.repulsion));
}

std::string tsneSettingAccepts(const TsneSettingField &field)
{
    const std::string range = " from " + numberText(field.minimum) + " to " + numberText(field.maximum);
    if (field.number != nullptr)
        return "a number" + range;
    return field.integer != nullptr ? "a whole number" + range : "one of auto, exact, grid";
}

Result<void> setTsneSetting(TsneSettings &settings, std::string_view key, std::string_view text)
{
    const auto *field = std::find_if(std::begin(kFields), std::end(kFields),
                                     [key](const TsneSettingField &candidate) { return key == candidate.key; });
    if (field == std::end(kFields))
        return Error{ErrorCode::UnknownKey, {std::string(key), nearestField(key)}, {}};
    bool good = false;
    if (field->number != nullptr) {
        good = parse(text, *field, settings.*(field->number));
    } else if (field->integer != nullptr) {
        good = parse(text, *field, settings.*(field->integer));
    } else {
        for (const auto &[method, word] : kMethodWords)
            if (text == word) {
                settings.repulsion = method;
                good = true;
            }
    }
    if (!good)
        return Error{ErrorCode::BadValue, {std::string(key), std::string(text), tsneSettingAccepts(*field)}, {}};
    return {};
}

} // namespace tandem
