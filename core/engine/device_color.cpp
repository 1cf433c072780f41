#include "core/engine/device_operations.h"

#include "core/augment/color_kernels.h"
#include "core/base/random.h"

namespace tandem::engine::device {

namespace {

using kernels::kBlueShare;
using kernels::kGraySumLanes;
using kernels::kGreenShare;
using kernels::kPixelBlock;
using kernels::kRedShare;

torch::Tensor rounded(const torch::Tensor &values)
{
    return (values + 0.5).floor();
}

/// planes [3, n, P] to [n, P].
torch::Tensor grayOf(const torch::Tensor &planes)
{
    return planes[0] * kRedShare + planes[1] * kGreenShare + planes[2] * kBlueShare;
}

torch::Tensor asFloat(const torch::Tensor &reals) // [n] to [n, 1]
{
    return reals.to(torch::kFloat32).unsqueeze(1);
}

/// Exact: the mean of the gray image is the gray of the mean color. [n], double.
torch::Tensor meanOfBytes(const torch::Tensor &planes)
{
    const auto sums = planes.sum(2, /*keepdim=*/false, torch::kDouble);
    const auto gray = sums[0] * static_cast<double>(kRedShare) + sums[1] * static_cast<double>(kGreenShare) +
                      sums[2] * static_cast<double>(kBlueShare);
    return gray / static_cast<double>(planes.size(2));
}

/// As graySum(): blocks of pixels in interleaved partial sums of floats, the rest of the last block one by one.
torch::Tensor meanOfFloats(const torch::Tensor &planes)
{
    const auto gray = grayOf(planes); // [n, P]
    const std::int64_t count = gray.size(1);
    const std::int64_t inLanes = count - count % kPixelBlock + count % kPixelBlock / kGraySumLanes * kGraySumLanes;
    const std::int64_t blocks = (count + kPixelBlock - 1) / kPixelBlock;
    const auto padded = torch::constant_pad_nd(gray.slice(1, 0, inLanes), {0, blocks * kPixelBlock - inLanes});
    const auto rows = padded.view({gray.size(0), blocks, kPixelBlock / kGraySumLanes, kGraySumLanes});
    auto lanes = rows.select(2, 0);
    for (std::int64_t i = 1; i < rows.size(2); ++i)
        lanes = lanes + rows.select(2, i);
    const auto rest = gray.slice(1, inLanes).sum(1, false, torch::kDouble);
    const auto sum = lanes.to(torch::kDouble).sum({1, 2}) + rest;
    return sum / static_cast<double>(count);
}

torch::Tensor blended(const torch::Tensor &planes, const torch::Tensor &factor, const torch::Tensor &other)
{
    return (planes * factor + other * (1 - factor)).clamp(0, 255);
}

/// A channel of a hue from its distance to the channel's pure color.
torch::Tensor channelShare(const torch::Tensor &distance)
{
    return (2 - distance).clamp(0, 1);
}

/// turns [m]; see rotateHue() in color_kernels.cpp.
torch::Tensor hueRotated(const torch::Tensor &planes, const torch::Tensor &turns)
{
    const auto sixths = ((turns - turns.round()) * 6).to(torch::kFloat32).unsqueeze(1);
    const auto &red = planes[0], &green = planes[1], &blue = planes[2];
    const auto high = torch::maximum(torch::maximum(red, green), blue);
    const auto low = torch::minimum(torch::minimum(red, green), blue);
    const auto chroma = high - low;
    const auto inverse = torch::reciprocal(torch::where(chroma > 0, chroma, torch::ones_like(chroma)));
    const auto nearRed = (green - blue) * inverse;
    const auto nearGreen = (blue - red) * inverse + 2;
    const auto nearBlue = (red - green) * inverse + 4;
    auto hue = torch::where(high == red, nearRed, torch::where(high == green, nearGreen, nearBlue)) + sixths;
    hue = torch::where(hue < 0, hue + 6, hue);
    hue = torch::where(hue >= 6, hue - 6, hue);
    return torch::stack({low + chroma * channelShare(3 - (hue - 3).abs()), low + chroma * channelShare((hue - 2).abs()),
                         low + chroma * channelShare((hue - 4).abs())});
}

torch::Tensor applied(const JitterPart &part, const torch::Tensor &planes)
{
    switch (part.kind) {
    case JitterPart::Kind::Brightness:
        return (planes * asFloat(part.amounts)).clamp(0, 255);
    case JitterPart::Kind::Contrast: {
        const auto mean = part.mean == JitterPart::Mean::OfBytes ? meanOfBytes(planes) : meanOfFloats(planes);
        return blended(planes, asFloat(part.amounts), asFloat(mean));
    }
    case JitterPart::Kind::Saturation:
        return blended(planes, asFloat(part.amounts), grayOf(planes));
    case JitterPart::Kind::Hue:
        break;
    }
    return hueRotated(planes, part.amounts);
}

constexpr std::int64_t kWord = 0xFFFFFFFF;

torch::Tensor high(const torch::Tensor &product)
{
    return product.bitwise_right_shift(32).bitwise_and(kWord); // the shift drags the sign along
}

/// philox4x32() on counters {block, 0, 0, c3}: block [B], key [n] each, to words [n, B, 4] of type long.
torch::Tensor philoxWords(const torch::Tensor &block, std::int64_t lastCounter, const torch::Tensor &keyLow,
                          const torch::Tensor &keyHigh)
{
    constexpr std::int64_t kMultiplier0 = 0xD2511F53, kMultiplier1 = 0xCD9E8D57, kWeyl0 = 0x9E3779B9,
                           kWeyl1 = 0xBB67AE85;
    constexpr int kRounds = 10;
    auto key0 = keyLow.unsqueeze(1), key1 = keyHigh.unsqueeze(1);
    const std::vector<std::int64_t> shape{keyLow.size(0), block.size(0)};
    auto c0 = block.unsqueeze(0).expand(shape);
    auto c1 = torch::zeros(shape, block.options()), c2 = torch::zeros(shape, block.options());
    auto c3 = torch::full(shape, lastCounter, block.options());
    for (int round = 0; round < kRounds; ++round) {
        const auto p0 = c0 * kMultiplier0, p1 = c2 * kMultiplier1; // 64 bits, whatever the sign
        const auto n0 = high(p1).bitwise_xor(c1).bitwise_xor(key0);
        const auto n2 = high(p0).bitwise_xor(c3).bitwise_xor(key1);
        c1 = p1.bitwise_and(kWord);
        c3 = p0.bitwise_and(kWord);
        c0 = n0;
        c2 = n2;
        key0 = (key0 + kWeyl0).bitwise_and(kWord);
        key1 = (key1 + kWeyl1).bitwise_and(kWord);
    }
    return torch::stack({c0, c1, c2, c3}, 2);
}

} // namespace

torch::Tensor grayscale(const torch::Tensor &images)
{
    const auto gray = rounded(grayOf(images.permute({3, 0, 1, 2})));
    return gray.unsqueeze(3).expand(images.sizes());
}

torch::Tensor solarize(const torch::Tensor &images, const torch::Tensor &threshold)
{
    const auto lowest = threshold.clamp(0, 256).ceil().to(torch::kFloat32).view({-1, 1, 1, 1});
    return torch::where(images >= lowest, 255 - images, images);
}

torch::Tensor jitter(const torch::Tensor &images, const std::vector<JitterPart> &parts)
{
    auto planes = images.permute({3, 0, 1, 2}).reshape({3, images.size(0), -1}).clone();
    for (const JitterPart &part : parts)
        planes.index_copy_(1, part.rows, applied(part, planes.index_select(1, part.rows)));
    const auto result = rounded(planes).view({3, images.size(0), images.size(1), images.size(2)});
    return result.permute({1, 2, 3, 0}).contiguous();
}

torch::Tensor addNoise(const torch::Tensor &images, const torch::Tensor &sigma, const torch::Tensor &seedLow,
                       const torch::Tensor &seedHigh)
{
    const auto table = kernels::noiseTable();
    const auto quantiles =
        torch::from_blob(const_cast<float *>(table.data()), {static_cast<std::int64_t>(table.size())}, torch::kFloat32)
            .to(images.device());
    const std::int64_t values = images[0].numel();
    constexpr std::int64_t kValuesPerBlock = 8; // four words, two values a word
    const auto block = torch::arange((values + kValuesPerBlock - 1) / kValuesPerBlock, seedLow.options());
    constexpr auto kStream = static_cast<std::int64_t>(RandomStream::Augmentation) << 16;
    const auto words = philoxWords(block, kStream, seedLow, seedHigh);
    constexpr std::int64_t kMask = (1 << kernels::kNoiseBits) - 1;
    const auto entries = torch::stack({words.bitwise_and(kMask), words.bitwise_right_shift(16).bitwise_and(kMask)}, 3)
                             .view({images.size(0), -1})
                             .slice(1, 0, values);
    const auto noise = quantiles.index_select(0, entries.flatten()).view_as(images);
    return rounded((images + noise * asFloat(sigma).view({-1, 1, 1, 1})).clamp(0, 255));
}

} // namespace tandem::engine::device
