#pragma once

class QAbstractSpinBox;

namespace tandem {

/// Leaves the keys of undo and redo to the history of the window while nothing is being typed into the field: a number
/// field keeps them by itself, even where it has nothing to undo.
void passUndo(QAbstractSpinBox &field);

} // namespace tandem
