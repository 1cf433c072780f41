#include "core/engine/device_steps.h"

#include "core/augment/filter_kernels.h"
#include "core/engine/device_resample.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <utility>

namespace tandem::engine {

template <class T, class Get> Parcel::Handle StepMaker::list(const Operations &operations, Get &&get)
{
    std::vector<std::invoke_result_t<Get, const T &>> values;
    values.reserve(operations.size());
    for (const DrawnOperation *operation : operations)
        values.push_back(get(std::get<T>(*operation)));
    return m_parcel.add(values);
}

std::vector<BatchStep> StepMaker::plan(OperationLists lists, const std::vector<std::size_t> &kinds)
{
    std::vector<BatchStep> steps;
    const auto take = [&](std::size_t kind) {
        std::vector<std::int64_t> views;
        Operations operations;
        for (std::size_t i = 0; i < lists.size(); ++i) {
            if (lists[i].empty() || lists[i].front().index() != kind)
                continue;
            views.push_back(static_cast<std::int64_t>(i));
            operations.push_back(&lists[i].front());
            lists[i] = lists[i].subspan(1);
        }
        if (views.empty())
            return;
        const BatchStep step =
            std::visit([&](const auto &first) { return of(first, operations); }, *operations.front());
        if (views.size() == lists.size())
            return steps.push_back(step);
        const Handle some = m_parcel.add(views);
        steps.push_back([this, step, some](const torch::Tensor &images) {
            const auto index = m_parcel.wholes(some);
            return images.index_copy(0, index, step(images.index_select(0, index)));
        });
    };
    const auto isDone = [](const auto &list) { return list.empty(); };
    for (const std::size_t kind : kinds)
        take(kind);
    while (!std::all_of(lists.begin(), lists.end(), isDone)) // views that were drawn elsewhere
        take(std::find_if_not(lists.begin(), lists.end(), isDone)->front().index());
    return steps;
}

BatchStep StepMaker::of(const DrawnCrop &, const Operations &operations)
{
    const auto whole = [&](int DrawnCrop::*field) {
        return list<DrawnCrop>(operations, [field](const DrawnCrop &crop) -> std::int64_t { return crop.*field; });
    };
    const Handle x = whole(&DrawnCrop::x), y = whole(&DrawnCrop::y), width = whole(&DrawnCrop::width),
                 height = whole(&DrawnCrop::height);
    return [=, this](const torch::Tensor &images) {
        const auto columns = m_parcel.wholes(x);
        const PixelRects rects{torch::arange(images.size(0), columns.options()) * (m_side * m_side),
                               torch::full_like(columns, m_side),
                               columns,
                               m_parcel.wholes(y),
                               m_parcel.wholes(width),
                               m_parcel.wholes(height),
                               m_side,
                               m_side};
        return resizeRects(images.reshape({-1, 3}), rects, m_side);
    };
}

BatchStep StepMaker::of(const DrawnFlip &, const Operations &)
{
    return [](const torch::Tensor &images) { return images.flip(2); };
}

BatchStep StepMaker::of(const DrawnJitter &, const Operations &operations)
{
    return [this, planned = plannedParts(operations)](const torch::Tensor &images) {
        std::vector<device::JitterPart> parts;
        for (const PlannedPart &part : planned)
            parts.push_back({part.kind, part.mean, m_parcel.wholes(part.rows), m_parcel.reals(part.amounts)});
        return device::jitter(images, parts);
    };
}

/// Place by place in the drawn orders; at each, the images whose turn it is for one part. Neutral parts are no parts.
std::vector<StepMaker::PlannedPart> StepMaker::plannedParts(const Operations &operations)
{
    using Kind = device::JitterPart::Kind;
    using Mean = device::JitterPart::Mean;
    struct Chosen {
        std::vector<std::int64_t> rows;
        std::vector<double> amounts;
    };
    std::vector<PlannedPart> planned;
    std::vector<bool> touched(operations.size(), false); // by an earlier part
    for (std::size_t place = 0; place < 4; ++place) {
        std::map<std::pair<Kind, Mean>, Chosen> chosen;
        for (std::size_t i = 0; i < operations.size(); ++i) {
            const auto &drawn = std::get<DrawnJitter>(*operations[i]);
            const std::array amounts{drawn.brightness, drawn.contrast, drawn.saturation, drawn.hue};
            const auto kind = static_cast<Kind>(drawn.order[place]); // counts as `amounts`
            const double amount = amounts[drawn.order[place]];
            if (amount == (kind == Kind::Hue ? 0 : 1))
                continue;
            Chosen &mine = chosen[{kind, kind == Kind::Contrast && touched[i] ? Mean::OfFloats : Mean::OfBytes}];
            mine.rows.push_back(static_cast<std::int64_t>(i));
            mine.amounts.push_back(amount);
            touched[i] = true;
        }
        for (const auto &[what, mine] : chosen)
            planned.push_back({what.first, what.second, m_parcel.add(mine.rows), m_parcel.add(mine.amounts)});
    }
    return planned;
}

BatchStep StepMaker::of(const DrawnGrayscale &, const Operations &)
{
    return [](const torch::Tensor &images) { return device::grayscale(images); };
}

BatchStep StepMaker::of(const DrawnBlur &, const Operations &operations)
{
    std::vector<std::vector<float>> all;
    std::size_t longest = 0;
    for (const DrawnOperation *operation : operations) {
        const auto &blur = std::get<DrawnBlur>(*operation);
        all.push_back(kernels::halfGaussian(blur.sigma, blur.taps));
        longest = std::max(longest, all.back().size());
    }
    std::vector<double> weights;
    for (auto &own : all) {
        own.resize(longest);
        weights.insert(weights.end(), own.begin(), own.end());
    }
    return [this, sent = m_parcel.add(weights), longest](const torch::Tensor &images) {
        return device::blur(images, m_parcel.reals(sent).view({-1, static_cast<std::int64_t>(longest)}));
    };
}

BatchStep StepMaker::of(const DrawnSolarize &, const Operations &operations)
{
    const Handle threshold = list<DrawnSolarize>(operations, [](const DrawnSolarize &o) { return o.threshold; });
    return [=, this](const torch::Tensor &images) { return device::solarize(images, m_parcel.reals(threshold)); };
}

/// Whole quarters where pixels fall on pixels, everything else by blending; see rotate() in geometry_kernels.cpp.
BatchStep StepMaker::of(const DrawnRotation &, const Operations &operations)
{
    std::array<std::vector<std::int64_t>, 4> quarters;
    std::vector<std::int64_t> others;
    std::vector<double> cosines, sines;
    for (std::size_t i = 0; i < operations.size(); ++i) {
        const double degrees = std::get<DrawnRotation>(*operations[i]).degrees, turns = degrees / 90;
        const auto quarter = static_cast<std::size_t>(std::fmod(turns, 4) + 4) % 4;
        if (turns == std::floor(turns) && (quarter % 2 == 0 || m_width == m_height)) {
            quarters[quarter].push_back(static_cast<std::int64_t>(i));
            continue;
        }
        others.push_back(static_cast<std::int64_t>(i));
        cosines.push_back(std::cos(degrees * std::numbers::pi / 180));
        sines.push_back(std::sin(degrees * std::numbers::pi / 180));
    }
    std::array<Handle, 4> exact;
    for (std::size_t i = 1; i < exact.size(); ++i)
        exact[i] = m_parcel.add(quarters[i]);
    const Handle rows = m_parcel.add(others), cosine = m_parcel.add(cosines), sine = m_parcel.add(sines);
    return [=, this](const torch::Tensor &images) {
        auto result = images.clone();
        for (std::size_t i = 1; i < exact.size(); ++i) {
            const auto index = m_parcel.wholes(exact[i]);
            if (exact[i].count > 0)
                result.index_copy_(0, index,
                                   device::rotateQuarters(images.index_select(0, index), static_cast<int>(i)));
        }
        const auto index = m_parcel.wholes(rows);
        if (rows.count > 0)
            result.index_copy_(
                0, index, device::rotate(images.index_select(0, index), m_parcel.reals(cosine), m_parcel.reals(sine)));
        return result;
    };
}

BatchStep StepMaker::of(const DrawnCutout &, const Operations &operations)
{
    const auto whole = [&](int DrawnCutout::*field) {
        return list<DrawnCutout>(operations, [field](const DrawnCutout &hole) -> std::int64_t { return hole.*field; });
    };
    const Handle x = whole(&DrawnCutout::x), y = whole(&DrawnCutout::y), width = whole(&DrawnCutout::width),
                 height = whole(&DrawnCutout::height);
    return [=, this](const torch::Tensor &images) {
        return device::cutout(images, m_parcel.wholes(x), m_parcel.wholes(y), m_parcel.wholes(width),
                              m_parcel.wholes(height));
    };
}

BatchStep StepMaker::of(const DrawnNoise &, const Operations &operations)
{
    constexpr std::uint64_t kWord = 0xFFFFFFFF;
    const Handle sigma = list<DrawnNoise>(operations, [](const DrawnNoise &noise) { return noise.sigma; });
    const auto word = [&](unsigned shift) {
        return list<DrawnNoise>(operations, [shift](const DrawnNoise &noise) {
            return static_cast<std::int64_t>(noise.seed >> shift & kWord);
        });
    };
    const Handle low = word(0), high = word(32);
    return [=, this](const torch::Tensor &images) {
        return device::addNoise(images, m_parcel.reals(sigma), m_parcel.wholes(low), m_parcel.wholes(high));
    };
}

BatchStep StepMaker::of(const DrawnSobel &, const Operations &)
{
    return [](const torch::Tensor &images) { return device::sobel(images); };
}

} // namespace tandem::engine
