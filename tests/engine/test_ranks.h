#pragma once

#include "core/engine/ranks.h"

#include <ATen/Parallel.h>
#include <gtest/gtest.h>
#include <torch/csrc/distributed/c10d/HashStore.hpp>

#include <chrono>
#include <thread>
#include <vector>

namespace tandem::test {

inline constexpr auto kRankLimit = std::chrono::seconds(60);

/// Runs `act` on `size` ranks at once, each what `make(rank)` gives; an exception of any of them fails the test.
template <class Make, class Act> void onRanksMadeBy(Make &&make, int size, Act &&act)
{
    const int threadsBefore = at::get_num_threads();
    at::set_num_threads(1); // the ranks are the threads
    {
        std::vector<std::jthread> threads;
        for (int rank = 0; rank < size; ++rank) {
            threads.emplace_back([&, rank] {
                try {
                    act(make(rank));
                } catch (const std::exception &failure) {
                    ADD_FAILURE() << "rank " << rank << ": " << failure.what();
                }
            });
        }
    }
    at::set_num_threads(threadsBefore);
}

/// The same with the ranks of a real run.
template <class Act> void onRanks(int size, Act &&act)
{
    const auto store = c10::make_intrusive<c10d::HashStore>();
    onRanksMadeBy([&](int rank) { return engine::makeRanks(store, rank, size, kRankLimit); }, size, act);
}

} // namespace tandem::test
