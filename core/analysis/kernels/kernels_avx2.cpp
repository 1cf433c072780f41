#include "core/analysis/kernels/kernels_body.h"

namespace tandem {

const Kernels kAvx2Kernels = kernels("avx2");

} // namespace tandem
