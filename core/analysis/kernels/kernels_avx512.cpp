#include "core/analysis/kernels/kernels_body.h"

namespace tandem {

const Kernels kAvx512Kernels = kernels("avx512");

} // namespace tandem
