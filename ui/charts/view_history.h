#pragma once

#include <cstddef>
#include <vector>

namespace tandem {

/// The views that the person had, with a place among them. What follows quickly after (`joins`) replaces the last one:
/// a drag is one step back, not fifty.
template <class View> class ViewHistory {
public:
    explicit ViewHistory(View first) : m_views{std::move(first)} {}

    void push(View view, bool joins)
    {
        if (view == m_views[m_at])
            return;
        m_views.resize(m_at + 1);
        if (joins && m_at > 0)
            m_views[m_at] = std::move(view);
        else
            m_views.push_back(std::move(view));
        if (m_views.size() > kMost)
            m_views.erase(m_views.begin());
        m_at = m_views.size() - 1;
    }
    [[nodiscard]] bool canGo(int steps) const
    {
        const auto to = static_cast<std::ptrdiff_t>(m_at) + steps;
        return to >= 0 && to < static_cast<std::ptrdiff_t>(m_views.size());
    }
    /// Precondition: canGo(steps).
    const View &go(int steps)
    {
        return m_views[m_at = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(m_at) + steps)];
    }
    void reset(View first)
    {
        m_views = {std::move(first)};
        m_at = 0;
    }

private:
    static constexpr std::size_t kMost = 100;
    std::vector<View> m_views;
    std::size_t m_at = 0;
};

} // namespace tandem
