#include "core/augment/strength.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <functional>
#include <vector>

// lupdate collects the texts by this macro's name; the window translates them in context "Augment".
#define QT_TRANSLATE_NOOP(context, text) text

namespace tandem {

namespace {

struct Entry {
    StrengthAxis axis;
    /// The drawn operation for a number that is not the neutral one.
    std::function<DrawnOperation(double number, int side, CounterRng &rng)> make;
    /// The numbers that one operation of a pipeline draws; none if it is of another kind or cannot move the axis.
    std::function<std::optional<std::pair<double, double>>(const OperationKind &)> drawn;
};

using Range = std::optional<std::pair<double, double>>;

/// The range that an operation of one kind gives.
template <class Kind, class Get> std::function<Range(const OperationKind &)> of(Get get)
{
    return [get](const OperationKind &kind) -> Range {
        const Kind *operation = std::get_if<Kind>(&kind);
        return operation != nullptr ? get(*operation) : Range();
    };
}

template <class Kind> std::function<Range(const OperationKind &)> switchedBy()
{
    return of<Kind>([](const Kind &) { return Range({1, 1}); });
}

/// A factor of the jitter, as drawView draws it; none if it is always 1.
std::function<Range(const OperationKind &)> factorOf(double ColorJitter::*spread)
{
    return of<ColorJitter>([spread](const ColorJitter &jitter) {
        const double v = jitter.*spread;
        return v > 0 ? Range({std::max(0.0, 1 - v), 1 + v}) : Range();
    });
}

std::function<DrawnOperation(double, int, CounterRng &)> jitterAt(double DrawnJitter::*part)
{
    return [part](double number, int, CounterRng &) {
        DrawnJitter drawn;
        drawn.*part = number;
        return DrawnOperation(drawn);
    };
}

template <class Drawn> std::function<DrawnOperation(double, int, CounterRng &)> just()
{
    return [](double, int, CounterRng &) { return DrawnOperation(Drawn{}); };
}

/// A square of this share of the area, somewhere inside.
struct Square {
    int x, y, side;
};

Square squareOf(double area, int side, CounterRng &rng)
{
    const int inner = std::clamp(static_cast<int>(std::lround(side * std::sqrt(area))), 1, side);
    const double across = rng.uniform(), down = rng.uniform(); // as shares of the room: the path of a sweep is smooth
    const auto place = [&](double share) { return static_cast<int>(std::lround(share * (side - inner))); };
    return {place(across), place(down), inner};
}

DrawnOperation cropTo(double area, int side, CounterRng &rng)
{
    const Square square = squareOf(area, side, rng);
    return DrawnCrop{square.x, square.y, square.side, square.side};
}

DrawnOperation holeOf(double area, int side, CounterRng &rng)
{
    const Square square = squareOf(area, side, rng);
    return DrawnCutout{square.x, square.y, square.side, square.side};
}

/// A kernel that holds three sigmas, as far as the image is large enough: one of SimCLR's taps (at least 3) would cut
/// wide ones off.
DrawnOperation blurOf(double sigma, int side, CounterRng &)
{
    const int wanted = std::max(1, static_cast<int>(std::ceil(3 * sigma)));
    return DrawnBlur{sigma, 2 * std::min(wanted, std::max(1, (side - 1) / 2)) + 1};
}

DrawnOperation noiseOf(double sigma, int, CounterRng &rng)
{
    const std::uint64_t high = rng.next();
    return DrawnNoise{sigma, high << 32 | rng.next()};
}

// One line an axis, so that the table reads as one.
// clang-format off
std::vector<Entry> makeTable()
{
    const auto pixels = QT_TRANSLATE_NOOP("Augment", "px"), times = QT_TRANSLATE_NOOP("Augment", "×"), degrees = QT_TRANSLATE_NOOP("Augment", "°"), percent = QT_TRANSLATE_NOOP("Augment", "%");
    return {
        {{"crop", QT_TRANSLATE_NOOP("Augment", "Crop, area that stays"), percent, 0.05, 1, 1, false, 100}, cropTo, of<RandomResizedCrop>([](const RandomResizedCrop &o) { return Range({o.minArea, o.maxArea}); })},
        {{"flip", QT_TRANSLATE_NOOP("Augment", "Horizontal flip"), "", 0, 1, 0, true}, just<DrawnFlip>(), switchedBy<HorizontalFlip>()},
        {{"brightness", QT_TRANSLATE_NOOP("Augment", "Brightness"), times, 0.2, 1.8, 1}, jitterAt(&DrawnJitter::brightness), factorOf(&ColorJitter::brightness)},
        {{"contrast", QT_TRANSLATE_NOOP("Augment", "Contrast"), times, 0.2, 1.8, 1}, jitterAt(&DrawnJitter::contrast), factorOf(&ColorJitter::contrast)},
        {{"saturation", QT_TRANSLATE_NOOP("Augment", "Saturation"), times, 0, 2, 1}, jitterAt(&DrawnJitter::saturation), factorOf(&ColorJitter::saturation)},
        {{"hue", QT_TRANSLATE_NOOP("Augment", "Hue"), degrees, -0.5, 0.5, 0, false, 360}, jitterAt(&DrawnJitter::hue), of<ColorJitter>([](const ColorJitter &o) { return o.hue > 0 ? Range({-o.hue, o.hue}) : Range(); })},
        {{"grayscale", QT_TRANSLATE_NOOP("Augment", "Grayscale"), "", 0, 1, 0, true}, just<DrawnGrayscale>(), switchedBy<Grayscale>()},
        {{"blur", QT_TRANSLATE_NOOP("Augment", "Gaussian blur, sigma"), pixels, 0, 3, 0}, blurOf, of<GaussianBlur>([](const GaussianBlur &o) { return Range({o.minSigma, o.maxSigma}); })},
        {{"solarize", QT_TRANSLATE_NOOP("Augment", "Solarize, threshold"), QT_TRANSLATE_NOOP("Augment", "of 255"), 0, 256, 256}, [](double number, int, CounterRng &) { return DrawnOperation(DrawnSolarize{number}); }, of<Solarize>([](const Solarize &o) { return Range({o.threshold, o.threshold}); })},
        {{"rotation", QT_TRANSLATE_NOOP("Augment", "Rotation"), degrees, -180, 180, 0}, [](double number, int, CounterRng &) { return DrawnOperation(DrawnRotation{number}); }, of<Rotate>([](const Rotate &o) { return o.rightAngles ? Range({-180, 180}) : o.degrees > 0 ? Range({-o.degrees, o.degrees}) : Range(); })},
        {{"cutout", QT_TRANSLATE_NOOP("Augment", "Cutout, area that goes"), percent, 0, 0.6, 0, false, 100}, holeOf, of<Cutout>([](const Cutout &o) { return Range({o.minArea, o.maxArea}); })},
        {{"noise", QT_TRANSLATE_NOOP("Augment", "Gaussian noise, sigma"), QT_TRANSLATE_NOOP("Augment", "of 255"), 0, 60, 0}, noiseOf, of<GaussianNoise>([](const GaussianNoise &o) { return Range({o.minSigma, o.maxSigma}); })},
        {{"sobel", QT_TRANSLATE_NOOP("Augment", "Sobel edges"), "", 0, 1, 0, true}, just<DrawnSobel>(), switchedBy<Sobel>()},
    };
}
// clang-format on

const std::vector<Entry> &table()
{
    static const std::vector<Entry> entries = makeTable();
    return entries;
}

const Entry &entryOf(const StrengthAxis &axis)
{
    const auto found =
        std::find_if(table().begin(), table().end(), [&](const Entry &e) { return e.axis.word == axis.word; });
    assert(found != table().end());
    return *found;
}

} // namespace

std::span<const StrengthAxis> strengthAxes()
{
    static const std::vector<StrengthAxis> axes = [] {
        std::vector<StrengthAxis> all;
        for (const Entry &entry : table())
            all.push_back(entry.axis);
        return all;
    }();
    return axes;
}

const StrengthAxis *findStrengthAxis(std::string_view word)
{
    for (const StrengthAxis &axis : strengthAxes())
        if (axis.word == word)
            return &axis;
    return nullptr;
}

DrawnView viewAtStrength(const StrengthAxis &axis, double number, int side, std::uint64_t seed)
{
    assert(number >= axis.minimum && number <= axis.maximum && side >= 1);
    DrawnView view{side, {}};
    const bool off = axis.isSwitch ? number < 0.5 : number == axis.neutral;
    if (off)
        return view;
    CounterRng rng(seed, RandomStream::Augmentation);
    view.operations.push_back(entryOf(axis).make(number, side, rng));
    return view;
}

std::optional<TrainedStrength> trainedStrength(const StrengthAxis &axis, const Pipeline &pipeline)
{
    std::optional<TrainedStrength> trained;
    double untouched = 1; // the chance that no operation happens
    for (const Operation &operation : pipeline.operations) {
        const Range range = entryOf(axis).drawn(operation.kind);
        if (!operation.enabled || operation.probability <= 0 || !range)
            continue;
        untouched *= 1 - operation.probability;
        if (!trained)
            trained = TrainedStrength{range->first, range->second, 0};
        trained->low = std::min(trained->low, range->first);
        trained->high = std::max(trained->high, range->second);
    }
    if (trained)
        trained->probability = 1 - untouched;
    return trained;
}

} // namespace tandem
