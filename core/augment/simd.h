#pragma once

// Functions marked so are compiled for AVX2 too; the loader picks the version that the processor can run. All versions
// compute the same numbers: the box is compiled without contraction to fused multiply-add. Sanitizers instrument the
// resolver, which runs before they are set up: they get the plain version.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) &&               \
    !defined(__SANITIZE_THREAD__)
#define TANDEM_SIMD_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define TANDEM_SIMD_CLONES
#endif

// Helpers of such functions must be inlined to be compiled for the same processor.
#define TANDEM_SIMD_INLINE [[gnu::always_inline]] inline
