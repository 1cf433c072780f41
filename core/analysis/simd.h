#pragma once

// Functions marked so are compiled for AVX2 and AVX-512, too; the loader picks the version that the processor can run.
// Where the file is compiled without contraction to fused multiply-add, all versions compute the same numbers.
// Sanitizers instrument the resolver, which runs before they are set up: they get the plain version.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) &&               \
    !defined(__SANITIZE_THREAD__)
#define TANDEM_WIDE_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define TANDEM_WIDE_CLONES
#endif
