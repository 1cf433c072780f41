#pragma once

namespace tandem {

/// Teaches assistive technology what an ImageGrid is: a list with a current entry that is told as it moves.
/// Idempotent.
void installImageGridAccessible();

} // namespace tandem
