#pragma once

#include <ATen/record_function.h>

#include <atomic>
#include <memory>
#include <string_view>

namespace tandem::test {

/// Counts operators whose result the host must know before it can go on: on a GPU each waits for all that was queued.
/// They are dispatched the same on a CPU, so that they can be counted without one. One object at a time.
class HostReads {
public:
    HostReads()
    {
        s_count = 0;
        m_handle =
            at::addGlobalCallback(at::RecordFunctionCallback(&HostReads::look).scopes({at::RecordScope::FUNCTION}));
    }
    ~HostReads() { at::removeCallback(m_handle); }
    HostReads(const HostReads &) = delete;
    HostReads &operator=(const HostReads &) = delete;

    [[nodiscard]] int count() const { return s_count; }

private:
    static std::unique_ptr<at::ObserverContext> look(const at::RecordFunction &function)
    {
        // item() of any type ends in the first; boolean indexing needs the second to know its size.
        for (const std::string_view name : {"aten::_local_scalar_dense", "aten::nonzero", "aten::masked_select",
                                            "aten::equal", "aten::unique_dim", "aten::_unique2"})
            if (name == function.name())
                ++s_count;
        return nullptr;
    }

    static inline std::atomic<int> s_count = 0;
    at::CallbackHandle m_handle;
};

} // namespace tandem::test
