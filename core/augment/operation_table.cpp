#include "core/augment/operation_table.h"

#include "core/config/settings_table.h"

#include <algorithm>

// lupdate collects the texts by this macro's name; the window translates them in context "Augment".
#define QT_TRANSLATE_NOOP(context, text) text

namespace tandem {

namespace {

/// Builds one row; member pointers select the parameters.
template <class Kind> class RowBuilder {
public:
    RowBuilder(const char *word, const char *label) : m_row{word, label, Kind{}} {}

    RowBuilder &number(const char *key, const char *label, double Kind::*member, double minimum, double maximum,
                       const char *unit = "", const char *atMost = "")
    {
        add(key, label, unit, ParameterKind::Number, member);
        m_row.parameters.back().minimum = minimum;
        m_row.parameters.back().maximum = maximum;
        m_row.parameters.back().atMost = atMost;
        return *this;
    }
    /// Of the number before.
    RowBuilder &shownTimes(double factor)
    {
        m_row.parameters.back().shownFactor = factor;
        return *this;
    }
    RowBuilder &spread()
    {
        m_row.parameters.back().isSpread = true;
        return *this;
    }
    RowBuilder &flag(const char *key, const char *label, bool Kind::*member)
    {
        add(key, label, "", ParameterKind::Flag, member);
        return *this;
    }
    template <class Choice>
    RowBuilder &choice(const char *key, const char *label, Choice Kind::*member, std::vector<std::string> choices)
    {
        add(key, label, "", ParameterKind::Choice, member);
        m_row.parameters.back().choices = std::move(choices);
        return *this;
    }
    operator OperationRow() const { return m_row; }

private:
    template <class Value>
    void add(const char *key, const char *label, const char *unit, ParameterKind kind, Value Kind::*member)
    {
        OperationParameter parameter{key, label, unit, kind};
        parameter.get = [member](const OperationKind &operation) {
            return static_cast<double>(std::get<Kind>(operation).*member);
        };
        parameter.set = [member](OperationKind &operation, double value) {
            if constexpr (std::is_enum_v<Value>)
                std::get<Kind>(operation).*member = static_cast<Value>(static_cast<int>(value));
            else
                std::get<Kind>(operation).*member = static_cast<Value>(value);
        };
        m_row.parameters.push_back(std::move(parameter));
    }

    OperationRow m_row;
};

// One line a parameter, so that the table reads as one.
// clang-format off
std::vector<OperationRow> makeTable()
{
    const auto pixels = QT_TRANSLATE_NOOP("Augment", "px"), percent = QT_TRANSLATE_NOOP("Augment", "%"), degrees = QT_TRANSLATE_NOOP("Augment", "°"), levels = QT_TRANSLATE_NOOP("Augment", "of 255");
    std::vector<OperationRow> table;
    table.push_back(RowBuilder<RandomResizedCrop>("random_resized_crop", QT_TRANSLATE_NOOP("Augment", "Random resized crop"))
        .number("min_area", QT_TRANSLATE_NOOP("Augment", "Smallest area"), &RandomResizedCrop::minArea, 0.001, 1, percent, "max_area").shownTimes(100)
        .number("max_area", QT_TRANSLATE_NOOP("Augment", "Largest area"), &RandomResizedCrop::maxArea, 0.001, 1, percent).shownTimes(100)
        .number("min_ratio", QT_TRANSLATE_NOOP("Augment", "Narrowest width to height"), &RandomResizedCrop::minRatio, 0.1, 10, "", "max_ratio")
        .number("max_ratio", QT_TRANSLATE_NOOP("Augment", "Widest width to height"), &RandomResizedCrop::maxRatio, 0.1, 10)
        .choice("sampler", QT_TRANSLATE_NOOP("Augment", "Sampler"), &RandomResizedCrop::sampler, {"torchvision", "tensorflow"}));
    table.push_back(RowBuilder<HorizontalFlip>("horizontal_flip", QT_TRANSLATE_NOOP("Augment", "Horizontal flip")));
    table.push_back(RowBuilder<ColorJitter>("color_jitter", QT_TRANSLATE_NOOP("Augment", "Color jitter"))
        .number("brightness", QT_TRANSLATE_NOOP("Augment", "Brightness"), &ColorJitter::brightness, 0, 10, percent).shownTimes(100).spread()
        .number("contrast", QT_TRANSLATE_NOOP("Augment", "Contrast"), &ColorJitter::contrast, 0, 10, percent).shownTimes(100).spread()
        .number("saturation", QT_TRANSLATE_NOOP("Augment", "Saturation"), &ColorJitter::saturation, 0, 10, percent).shownTimes(100).spread()
        .number("hue", QT_TRANSLATE_NOOP("Augment", "Hue"), &ColorJitter::hue, 0, 0.5, degrees).shownTimes(360).spread());
    table.push_back(RowBuilder<Grayscale>("grayscale", QT_TRANSLATE_NOOP("Augment", "Grayscale")));
    table.push_back(RowBuilder<GaussianBlur>("gaussian_blur", QT_TRANSLATE_NOOP("Augment", "Gaussian blur"))
        .number("min_sigma", QT_TRANSLATE_NOOP("Augment", "Smallest sigma"), &GaussianBlur::minSigma, 0.01, 50, pixels, "max_sigma")
        .number("max_sigma", QT_TRANSLATE_NOOP("Augment", "Largest sigma"), &GaussianBlur::maxSigma, 0.01, 50, pixels)
        .number("kernel_share", QT_TRANSLATE_NOOP("Augment", "Kernel, share of the height"), &GaussianBlur::kernelShare, 0, 1, percent).shownTimes(100));
    table.push_back(RowBuilder<Solarize>("solarize", QT_TRANSLATE_NOOP("Augment", "Solarize"))
        .number("threshold", QT_TRANSLATE_NOOP("Augment", "Threshold"), &Solarize::threshold, 0, 256, levels));
    table.push_back(RowBuilder<Rotate>("rotate", QT_TRANSLATE_NOOP("Augment", "Rotate"))
        .number("degrees", QT_TRANSLATE_NOOP("Augment", "Largest angle"), &Rotate::degrees, 0, 180, degrees)
        .flag("right_angles", QT_TRANSLATE_NOOP("Augment", "Right angles only"), &Rotate::rightAngles));
    table.push_back(RowBuilder<Cutout>("cutout", QT_TRANSLATE_NOOP("Augment", "Cutout"))
        .number("min_area", QT_TRANSLATE_NOOP("Augment", "Smallest area"), &Cutout::minArea, 0, 1, percent, "max_area").shownTimes(100)
        .number("max_area", QT_TRANSLATE_NOOP("Augment", "Largest area"), &Cutout::maxArea, 0, 1, percent).shownTimes(100));
    table.push_back(RowBuilder<GaussianNoise>("gaussian_noise", QT_TRANSLATE_NOOP("Augment", "Gaussian noise"))
        .number("min_sigma", QT_TRANSLATE_NOOP("Augment", "Smallest sigma"), &GaussianNoise::minSigma, 0, 255, levels, "max_sigma")
        .number("max_sigma", QT_TRANSLATE_NOOP("Augment", "Largest sigma"), &GaussianNoise::maxSigma, 0, 255, levels));
    table.push_back(RowBuilder<Sobel>("sobel", QT_TRANSLATE_NOOP("Augment", "Sobel edges")));
    return table;
}
// clang-format on

std::string valueText(const OperationParameter &parameter, double value)
{
    if (parameter.kind == ParameterKind::Flag)
        return value != 0 ? "true" : "false";
    if (parameter.kind == ParameterKind::Choice)
        return parameter.choices[static_cast<std::size_t>(value)];
    return settingText(SettingValue(value));
}

} // namespace

std::span<const OperationRow> operationTable()
{
    static const std::vector<OperationRow> table = makeTable();
    return table;
}

const OperationRow &operationRow(const OperationKind &kind)
{
    return operationTable()[kind.index()];
}

std::string_view operationWord(const OperationKind &kind)
{
    return operationRow(kind).word;
}

std::string acceptedValues(const OperationParameter &parameter)
{
    if (parameter.kind == ParameterKind::Flag)
        return "true or false";
    if (parameter.kind == ParameterKind::Choice) {
        std::string text = "one of ";
        for (std::size_t i = 0; i < parameter.choices.size(); ++i)
            text += (i > 0 ? ", " : "") + parameter.choices[i];
        return text;
    }
    return "a number from " + settingText(SettingValue(parameter.minimum)) + " to " +
           settingText(SettingValue(parameter.maximum));
}

void setParameter(OperationKind &kind, const OperationParameter &parameter, double value)
{
    const OperationRow &row = operationRow(kind);
    const double last = parameter.kind == ParameterKind::Choice ? static_cast<double>(parameter.choices.size()) - 1
                        : parameter.kind == ParameterKind::Flag ? 1
                                                                : parameter.maximum;
    parameter.set(kind, std::clamp(value, parameter.kind == ParameterKind::Number ? parameter.minimum : 0, last));
    constexpr double kLeastLargestArea = kTensorFlowMinCovered + 0.01;
    if (auto *crop = std::get_if<RandomResizedCrop>(&kind); crop && crop->sampler == CropSampler::TensorFlow)
        crop->maxArea = std::max(crop->maxArea, kLeastLargestArea);
    const double now = parameter.get(kind);
    for (const OperationParameter &other : row.parameters) {
        if (other.key == parameter.atMost && now > other.get(kind))
            other.set(kind, now);
        if (other.atMost == parameter.key && other.get(kind) > now)
            other.set(kind, now);
    }
}

std::optional<ParameterFault> findFault(const OperationKind &kind)
{
    const OperationRow &row = operationRow(kind);
    for (const OperationParameter &parameter : row.parameters) {
        const double value = parameter.get(kind);
        const bool inRange = value >= parameter.minimum && value <= parameter.maximum; // false for NaN
        if (parameter.kind == ParameterKind::Number && !inRange)
            return ParameterFault{parameter.key, settingText(SettingValue(value)), acceptedValues(parameter)};
    }
    for (const OperationParameter &parameter : row.parameters) {
        if (parameter.atMost.empty())
            continue;
        const auto other = std::find_if(row.parameters.begin(), row.parameters.end(),
                                        [&](const auto &candidate) { return candidate.key == parameter.atMost; });
        if (parameter.get(kind) > other->get(kind))
            return ParameterFault{parameter.key, valueText(parameter, parameter.get(kind)),
                                  "at most " + other->key + " (" + valueText(*other, other->get(kind)) + ")"};
    }
    if (const auto *crop = std::get_if<RandomResizedCrop>(&kind))
        if (crop->sampler == CropSampler::TensorFlow && crop->maxArea <= kTensorFlowMinCovered)
            return ParameterFault{"max_area", settingText(SettingValue(crop->maxArea)),
                                  "more than 0.1 with the tensorflow sampler, which rejects crops below a tenth"};
    return std::nullopt;
}

} // namespace tandem
