#pragma once

#include "core/base/error.h"

#include <torch/csrc/distributed/c10d/Store.hpp>

#include <chrono>
#include <string>

namespace tandem::engine {

/// How the ranks of a run tell each other of failures: through words in the store at which they met, which outlives the
/// connections of any group. Any one thread at a time.
class RollCall {
public:
    using StorePtr = c10::intrusive_ptr<c10d::Store>;

    RollCall(StorePtr store, int rank, int size) : m_store(std::move(store)), m_rank(rank), m_size(size) {}

    [[nodiscard]] const StorePtr &store() const { return m_store; }
    /// Leaves word of why this rank ends.
    void leave(const Error &reason);
    /// True if a rank met a failure or left. Throws if the store is gone, and rank 0 with it.
    [[nodiscard]] bool hasFailure();
    /// Who is missing? Each rank that still runs meets a failure of its own, and answers the roll call. It ends when
    /// one alone stays away for a moment, or after the limit. `what`: the failure that this rank met.
    [[nodiscard]] Error diagnose(const std::string &what, std::chrono::milliseconds limit);

private:
    [[nodiscard]] std::string read(const std::string &key);
    [[nodiscard]] Error missingError(const std::vector<std::string> &missing, const std::string &what,
                                     std::chrono::milliseconds limit) const;

    StorePtr m_store;
    int m_rank, m_size; // of the world
};

} // namespace tandem::engine
