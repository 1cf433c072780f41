#pragma once

#include <string>
#include <vector>

namespace tandem {

// Class names in the order of the labels, for copies of the datasets that came without their files of names.
[[nodiscard]] const std::vector<std::string> &cifar10ClassNames();
[[nodiscard]] const std::vector<std::string> &cifar100ClassNames(); // the fine labels
[[nodiscard]] const std::vector<std::string> &stl10ClassNames();

} // namespace tandem
