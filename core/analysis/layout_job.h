#pragma once

#include "core/analysis/layout_run.h"
#include "core/base/error.h"

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace tandem {

/// A layout that settles on threads of its own while somebody watches. The newest frame lies in one place: who draws
/// takes it when it is time to draw, and those that nobody took are dropped. Frames appear at the start, after an
/// iteration that ends kFrameIntervalMs or more after the frame before, and at the end; recorded ones are kept besides,
/// so that a replay does not depend on the machine.
///
/// All functions may be called from any thread and return at once; the destructor stops the work within some 20 ms.
class LayoutJob {
public:
    struct Threads {
        int count = 0;     // 0 = as many as cores
        int niceness = 10; // the trainer's threads, if there is one, come first
    };

    explicit LayoutJob(LayoutRequest request, Threads threads = {0, 10});
    ~LayoutJob();
    LayoutJob(const LayoutJob &) = delete;
    LayoutJob &operator=(const LayoutJob &) = delete;

    /// Null before the first one.
    [[nodiscard]] std::shared_ptr<const LayoutFrame> frame() const;
    /// Recorded at fixed iterations, oldest first.
    [[nodiscard]] std::vector<std::shared_ptr<const LayoutFrame>> recorded() const;
    [[nodiscard]] LayoutStatus status() const;
    /// The neighbours that the layout is made from; null before they are known.
    [[nodiscard]] std::shared_ptr<const Neighbors> neighbors() const;
    /// Why it ended, if it failed (OutOfMemory).
    [[nodiscard]] std::optional<Error> error() const;

    // Requests. Of several perplexities the newest counts.
    void setPaused(bool paused);
    void setPerplexity(double perplexity);
    void perturb();
    /// Lays out anew from the beginning, in the orientation of the present layout.
    void restart();
    /// Stops without waiting; the last frame stays.
    void stop();
    /// No iteration is due and no request waits: the newest frame is the last one until something is asked for.
    [[nodiscard]] bool isIdle() const;
    /// Waits until no iteration is due, the job was stopped or has failed. For tests and programs without a window.
    void wait() const;

    static constexpr int kFrameIntervalMs = 33;

private:
    struct Wishes {
        bool isPaused = false;
        bool perturbs = false;
        bool restarts = false;
        std::optional<double> perplexity;
    };

    void work(const std::stop_token &stop, Threads threads);
    void optimize(LayoutRun &run, const std::stop_token &stop);
    [[nodiscard]] bool fulfil(LayoutRun &run, const Wishes &wishes, const std::stop_token &stop);
    /// Waits while paused or done and nothing is wished; takes the wishes.
    [[nodiscard]] Wishes takeWishes(bool isDone, const std::stop_token &stop);
    void publish(LayoutRun &run, bool record);
    void setStatus(const LayoutStatus &status);

    LayoutRequest m_request; // of the worker
    mutable std::mutex m_mutex;
    mutable std::condition_variable_any m_changed;
    // Guarded:
    std::shared_ptr<const LayoutFrame> m_frame;
    std::vector<std::shared_ptr<const LayoutFrame>> m_recorded;
    std::shared_ptr<const Neighbors> m_neighbors;
    LayoutStatus m_status;
    std::optional<Error> m_error;
    Wishes m_wishes;
    bool m_isIdle = false; // no iteration is due
    bool m_hasEnded = false;

    std::jthread m_thread;
};

} // namespace tandem
