#pragma once

namespace tandem {

/// Teaches assistive technology what a PreviewGrid is: a table with a current view that is told as it moves.
/// Idempotent.
void installPreviewGridAccessible();

} // namespace tandem
