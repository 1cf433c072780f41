#pragma once

namespace tandem {

/// Teaches assistive technology what an EmbeddingMap is: a chart that says how many images it shows, and whose cursor
/// is told as it moves. Idempotent.
void installEmbeddingMapAccessible();

} // namespace tandem
