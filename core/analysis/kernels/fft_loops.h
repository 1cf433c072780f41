#pragma once

#include "core/analysis/kernels/vectors.h"

namespace tandem {

namespace {

static_assert(kFftLanes % kLanes == 0);
constexpr Int kFftItem = 2 * kFftLanes; // floats of one complex number in every lane

/// Complex numbers in lanes.
struct Complex {
    Floats re, im;
};

TANDEM_INLINE Complex operator+(Complex a, Complex b)
{
    return {a.re + b.re, a.im + b.im};
}
TANDEM_INLINE Complex operator-(Complex a, Complex b)
{
    return {a.re - b.re, a.im - b.im};
}
TANDEM_INLINE Complex operator*(float factor, Complex a)
{
    return {factor * a.re, factor * a.im};
}
/// a times −i.
TANDEM_INLINE Complex turned(Complex a)
{
    return {a.im, -a.re};
}
/// a times the twiddle factor that lies at w.
TANDEM_INLINE Complex twiddled(Complex a, const float *w)
{
    return {a.re * w[0] - a.im * w[1], a.re * w[1] + a.im * w[0]};
}

/// Discrete Fourier transforms of kRadix numbers in place, e^(−2πi jk/kRadix).
template <Int kRadix> TANDEM_INLINE void transform(Complex (&a)[kRadix])
{
    if constexpr (kRadix == 2) {
        const Complex sum = a[0] + a[1];
        a[1] = a[0] - a[1];
        a[0] = sum;
    } else if constexpr (kRadix == 3) {
        constexpr float kSine = 0.866025403784438647F; // of 2π/3
        const Complex sum = a[1] + a[2], middle = a[0] - 0.5F * sum, side = kSine * turned(a[1] - a[2]);
        a[0] = a[0] + sum;
        a[1] = middle + side;
        a[2] = middle - side;
    } else if constexpr (kRadix == 4) {
        const Complex even = a[0] + a[2], odd = a[0] - a[2], sum = a[1] + a[3], side = turned(a[1] - a[3]);
        a[0] = even + sum;
        a[1] = odd + side;
        a[2] = even - sum;
        a[3] = odd - side;
    } else {
        static_assert(kRadix == 5);
        constexpr float kCosine1 = 0.309016994374947424F, kCosine2 = -0.809016994374947424F; // of 2π/5, 4π/5
        constexpr float kSine1 = 0.951056516295153572F, kSine2 = 0.587785252292473129F;
        const Complex sum1 = a[1] + a[4], sum2 = a[2] + a[3];
        const Complex side1 = turned(a[1] - a[4]), side2 = turned(a[2] - a[3]);
        const Complex middle1 = a[0] + kCosine1 * sum1 + kCosine2 * sum2;
        const Complex middle2 = a[0] + kCosine2 * sum1 + kCosine1 * sum2;
        const Complex turn1 = kSine1 * side1 + kSine2 * side2, turn2 = kSine2 * side1 - kSine1 * side2;
        a[0] = a[0] + sum1 + sum2;
        a[1] = middle1 + turn1;
        a[4] = middle1 - turn1;
        a[2] = middle2 + turn2;
        a[3] = middle2 - turn2;
    }
}

/// One step of Stockham's algorithm (decimation in frequency): `length` = kRadix x rest, `inner` transforms side by
/// side. Returns the twiddles of the next step.
template <Int kRadix>
const float *fftStep(Int rest, Int inner, const float *twiddles, const float *from, float *to, Int re, Int im)
{
    for (Int p = 0; p < rest; ++p, twiddles += 2 * (kRadix - 1))
        for (Int q = 0; q < inner; ++q) {
            const float *in = from + (q + inner * p) * kFftItem;
            float *out = to + (q + inner * kRadix * p) * kFftItem;
            for (Int lane = 0; lane < kFftLanes; lane += kLanes) {
                Complex a[kRadix];
#pragma GCC unroll 5
                for (Int t = 0; t < kRadix; ++t) {
                    const float *item = in + t * inner * rest * kFftItem + lane;
                    a[t] = {load(item + re), load(item + im)};
                }
                transform<kRadix>(a);
#pragma GCC unroll 5
                for (Int t = 0; t < kRadix; ++t) {
                    const Complex value = t == 0 ? a[t] : twiddled(a[t], twiddles + 2 * (t - 1));
                    float *item = out + t * inner * kFftItem + lane;
                    store(item + re, value.re);
                    store(item + im, value.im);
                }
            }
        }
    return twiddles;
}

float *fft(const FftPlan &plan, bool inverse, float *data, float *scratch)
{
    // With real and imaginary parts exchanged, the transform is the inverse one.
    const Int re = inverse ? kFftLanes : 0, im = kFftLanes - re;
    const float *twiddles = plan.twiddles;
    Int rest = plan.length, inner = 1;
    for (Int i = 0; i < plan.steps; ++i) {
        const Int radix = plan.radices[i];
        rest /= radix;
        switch (radix) {
        case 2:
            twiddles = fftStep<2>(rest, inner, twiddles, data, scratch, re, im);
            break;
        case 3:
            twiddles = fftStep<3>(rest, inner, twiddles, data, scratch, re, im);
            break;
        case 4:
            twiddles = fftStep<4>(rest, inner, twiddles, data, scratch, re, im);
            break;
        default:
            twiddles = fftStep<5>(rest, inner, twiddles, data, scratch, re, im);
        }
        inner *= radix;
        float *result = scratch;
        scratch = data;
        data = result;
    }
    return data;
}

/// The first halves of both vectors, or the second ones, lane by lane.
template <bool kSecond> TANDEM_INLINE Floats interleaved(Floats a, Floats b)
{
    Ints lanes;
    for (std::int32_t lane = 0; lane < kLanes; ++lane)
        lanes[lane] = lane / 2 + (kSecond ? static_cast<std::int32_t>(kLanes / 2) : 0) +
                      (lane % 2 == 0 ? 0 : static_cast<std::int32_t>(kLanes));
    return __builtin_shuffle(a, b, lanes);
}

/// kLanes x kLanes floats; strides in floats.
TANDEM_INLINE void transposeSquare(const float *from, Int fromStride, float *to, Int toStride)
{
    Floats rows[2][kLanes];
#pragma GCC unroll 16
    for (Int i = 0; i < kLanes; ++i)
        rows[0][i] = load(from + i * fromStride);
    Int now = 0;
    // Each round deals the two halves of the rows together; log2(kLanes) rounds transpose.
#pragma GCC unroll 4
    for (Int width = kLanes; width > 1; width /= 2) {
#pragma GCC unroll 8
        for (Int i = 0; i < kLanes / 2; ++i) {
            rows[1 - now][2 * i] = interleaved<false>(rows[now][i], rows[now][i + kLanes / 2]);
            rows[1 - now][2 * i + 1] = interleaved<true>(rows[now][i], rows[now][i + kLanes / 2]);
        }
        now = 1 - now;
    }
#pragma GCC unroll 16
    for (Int i = 0; i < kLanes; ++i)
        store(to + i * toStride, rows[now][i]);
}

/// kFftLanes x kFftLanes floats.
void transposeLanes(const float *from, Int fromStride, float *to, Int toStride)
{
    for (Int i = 0; i < kFftLanes; i += kLanes)
        for (Int j = 0; j < kFftLanes; j += kLanes)
            transposeSquare(from + i * fromStride + j, fromStride, to + j * toStride + i, toStride);
}

void clear(float *values, Int count)
{
    for (Int i = 0; i < count; i += kLanes)
        store(values + i, Floats{});
}

/// Two rows make one complex transform, as its real and its imaginary part; what is even and odd about its spectrum
/// belongs to the one and the other.
void rowSpectra(const FftPlan &plan, const float *grid, Int stride, Int columns, float *spectra, Int blockStride,
                float *scratch)
{
    float *data = scratch;
    const Int full = (columns + kFftLanes - 1) / kFftLanes * kFftLanes;
    for (Int column = 0; column < full; column += kFftLanes)
        for (Int part = 0; part < 2; ++part)
            transposeLanes(grid + part * kFftLanes * stride + column, stride,
                           data + column * kFftItem + part * kFftLanes, kFftItem);
    clear(data + full * kFftItem, (plan.length - full) * kFftItem);
    const float *whole = fft(plan, false, data, scratch + plan.length * kFftItem);

    // A block of frequencies of both rows: [kFftLanes][re, im] each.
    alignas(64) float first[kFftLanes * kFftItem], second[kFftLanes * kFftItem];
    for (Int block = 0; block < plan.length / (2 * kFftLanes); ++block) {
        for (Int k = 0; k < kFftLanes; ++k) {
            const Int frequency = block * kFftLanes + k;
            const float *plus = whole + frequency * kFftItem;
            const float *minus = whole + (frequency == 0 ? 0 : plan.length - frequency) * kFftItem;
            for (Int lane = 0; lane < kFftLanes; lane += kLanes) {
                const Complex a{load(plus + lane), load(plus + kFftLanes + lane)};
                const Complex b{load(minus + lane), load(minus + kFftLanes + lane)};
                store(first + k * kFftItem + lane, 0.5F * (a.re + b.re));
                store(first + k * kFftItem + kFftLanes + lane, 0.5F * (a.im - b.im));
                store(second + k * kFftItem + lane, 0.5F * (a.im + b.im));
                store(second + k * kFftItem + kFftLanes + lane, 0.5F * (b.re - a.re));
            }
        }
        // Rows were in lanes; for the transforms along columns frequencies are.
        float *to = spectra + block * blockStride;
        for (Int part = 0; part < 2; ++part) {
            transposeLanes(first + part * kFftLanes, kFftItem, to + part * kFftLanes, kFftItem);
            transposeLanes(second + part * kFftLanes, kFftItem, to + kFftLanes * kFftItem + part * kFftLanes, kFftItem);
        }
    }
}

void rowFields(const FftPlan &plan, const float *plus, const float *minus, Int blockStride, Int columns, float *real,
               float *imaginary, Int stride, float *scratch)
{
    float *data = scratch;
    alignas(64) float block[kFftLanes * kFftItem];
    const Int half = plan.length / 2;
    clear(data + half * kFftItem, kFftItem);
    for (Int first = 0; first < half; first += kFftLanes) {
        for (Int part = 0; part < 2; ++part) {
            transposeLanes(plus + first / kFftLanes * blockStride + part * kFftLanes, kFftItem,
                           data + first * kFftItem + part * kFftLanes, kFftItem);
            transposeLanes(minus + first / kFftLanes * blockStride + part * kFftLanes, kFftItem,
                           block + part * kFftLanes, kFftItem);
        }
        for (Int k = first == 0 ? 1 : 0; k < kFftLanes; ++k)
            for (Int i = 0; i < kFftItem; i += kLanes)
                store(data + (plan.length - first - k) * kFftItem + i, load(block + k * kFftItem + i));
    }
    const float *whole = fft(plan, true, data, scratch + plan.length * kFftItem);
    for (Int column = 0; column < columns; column += kFftLanes) {
        transposeLanes(whole + column * kFftItem, kFftItem, real + column, stride);
        transposeLanes(whole + column * kFftItem + kFftLanes, kFftItem, imaginary + column, stride);
    }
}

/// With w the spectrum of the weights at frequencies (+kx, ky) in lanes: plus = i (gx + i gy) w, and minus the same at
/// (−kx, ky), where w is the conjugate of that at (+kx, −ky), gx has the other sign and gy the same.
double applyKernels(Int length, const float *spectrum, const float *potential, const float *kernelX,
                    const float *kernelY, float *plus, float *minus)
{
    Floats sums = {};
    for (Int ky = 0; ky < length; ++ky) {
        const float *here = spectrum + ky * kFftItem;
        const float *opposite = spectrum + (ky == 0 ? 0 : length - ky) * kFftItem;
        for (Int lane = 0; lane < kFftLanes; lane += kLanes) {
            const Int place = ky * kFftLanes + lane;
            const Floats gx = load(kernelX + place), gy = load(kernelY + place);
            const Complex w{load(here + lane), load(here + kFftLanes + lane)};
            const Complex c{load(opposite + lane), -load(opposite + kFftLanes + lane)};
            sums += (w.re * w.re + w.im * w.im) * load(potential + place);
            float *to = plus + ky * kFftItem + lane, *other = minus + ky * kFftItem + lane;
            store(to, -gx * w.im - gy * w.re);
            store(to + kFftLanes, gx * w.re - gy * w.im);
            store(other, gx * c.im - gy * c.re);
            store(other + kFftLanes, -gx * c.re - gy * c.im);
        }
    }
    return sumOf(sums);
}

} // namespace

} // namespace tandem
