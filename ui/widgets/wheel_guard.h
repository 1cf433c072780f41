#pragma once

#include <initializer_list>

class QWidget;

namespace tandem {

/// For the fields of a form that scrolls: the wheel must not change what passes under the mouse. A field without the
/// focus leaves the wheel to the form, and does not take the focus by it.
void guardFromWheel(std::initializer_list<QWidget *> fields);

} // namespace tandem
