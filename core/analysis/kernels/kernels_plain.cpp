#include "core/analysis/kernels/kernels_body.h"

namespace tandem {

const Kernels kPlainKernels = kernels("plain");

} // namespace tandem
