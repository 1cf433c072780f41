#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace tandem {

/// What this machine offers and lacks for training.
struct DoctorReport {
    struct Fact {
        std::string key, label, value;
    };
    std::vector<Fact> facts;
    std::vector<std::string> warnings; // one sentence each: what is wrong and what to do
};

[[nodiscard]] DoctorReport diagnose();

/// "tandem-cli 0.1.0 (SQLite 3.40.1, OpenCV 4.6.0)".
[[nodiscard]] std::string versionText();

} // namespace tandem
