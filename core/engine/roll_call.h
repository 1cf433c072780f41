#pragma once

#include "core/base/error.h"

#include <torch/csrc/distributed/c10d/Store.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace tandem::engine {

/// How the ranks of a run tell each other of failures: through words in the store at which they met, which outlives the
/// connections of any group. Any one thread at a time. The store usually lives in rank 0, which may hang like any other
/// rank: no answer is waited for longer than a limit, and after one that did not come the store is never asked again.
class RollCall {
public:
    using StorePtr = c10::intrusive_ptr<c10d::Store>;

    RollCall(StorePtr store, int rank, int size) : m_store(std::move(store)), m_rank(rank), m_size(size) {}

    [[nodiscard]] const StorePtr &store() const { return m_store; }
    /// Leaves word of why this rank ends.
    void leave(const Error &reason);
    /// True if a rank met a failure or left. Throws if the store is gone, and rank 0 with it, or is silent so long.
    [[nodiscard]] bool hasFailure(std::chrono::milliseconds limit);
    /// Who is missing? Each rank that still runs meets a failure of its own, and answers the roll call. It ends when
    /// one alone stays away for a moment, or after the limit. `what`: the failure that this rank met.
    [[nodiscard]] Error diagnose(const std::string &what, std::chrono::milliseconds limit);

private:
    /// One look at who is missing. The error: a rank has left word.
    struct Roll {
        std::vector<std::string> missing;
        std::optional<Error> left;
    };

    /// What `question` makes of the store. Throws if it is silent.
    template <class Question> auto ask(std::chrono::milliseconds limit, Question question);
    [[nodiscard]] Roll call(std::chrono::milliseconds limit, const std::string &what);
    [[nodiscard]] Error missingError(const std::vector<std::string> &missing, const std::string &what,
                                     std::chrono::milliseconds limit) const;

    StorePtr m_store;
    int m_rank, m_size; // of the world
    bool m_isSilent = false;
};

} // namespace tandem::engine
