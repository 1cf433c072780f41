#pragma once

#include "core/base/ids.h"

#include <QObject>

#include <set>

namespace tandem {

/// The runs of a sweep that the person has picked, in whichever view: all views mark them. GUI thread.
class SweepSelection : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] const std::set<RunId> &runs() const { return m_runs; }
    [[nodiscard]] bool contains(const RunId &run) const { return m_runs.count(run) > 0; }
    [[nodiscard]] bool isEmpty() const { return m_runs.empty(); }
    void set(std::set<RunId> runs)
    {
        if (runs == m_runs)
            return;
        m_runs = std::move(runs);
        Q_EMIT changed();
    }
    void clear() { set({}); }

Q_SIGNALS:
    void changed();

private:
    std::set<RunId> m_runs;
};

} // namespace tandem
