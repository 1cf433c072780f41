#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace tandem {

// Features and labels that were made elsewhere. They lie in this box, and not beside the datasets, because they are the
// arrays that it works on: the command line and the window both read them here, and neither OpenCV nor a run is needed.

/// Feature vectors of a file.
struct FeatureTable {
    std::vector<float> values; // [rows, dimension], finite
    std::int64_t rows = 0;
    std::int64_t dimension = 0;
};

/// Reads a NumPy file (.npy: two dimensions, floating point of 16, 32 or 64 bits or integers, C or Fortran order), or a
/// text table (any other ending: numbers between commas, semicolons, tabs or spaces; a heading line is passed over).
/// Errors: FileNotFound, FileUnreadable, UnusableArray (says what and where).
[[nodiscard]] Result<FeatureTable> readFeatures(const std::filesystem::path &path);

/// Labels of a file, one a row.
struct LabelTable {
    std::vector<std::int32_t> labels;    // −1 = none
    std::vector<std::string> classNames; // by label; empty where the file has the numbers 0, 1, 2 … without a gap
};

/// Reads a NumPy file (.npy: integers, one dimension or a single column), or a text file with one label a line: whole
/// numbers, or words, which are numbered in alphabetical order. Negative numbers and empty lines mean "none". Numbers
/// with gaps between them are numbered anew in their order, and are the names then: who counts by label needs no more
/// room than there are classes.
/// Errors: as readFeatures.
[[nodiscard]] Result<LabelTable> readLabels(const std::filesystem::path &path);

} // namespace tandem
