#pragma once

#include "core/base/error.h"
#include "ui/background.h"
#include "ui/data/dataset_summary.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <optional>

namespace tandem {

/// Opens one dataset at a time on a thread of its own; the newest path wins. GUI thread.
class DatasetLoader : public QObject {
    Q_OBJECT
public:
    enum class State { Empty, Loading, Ready, Failed };

    explicit DatasetLoader(QObject *parent = nullptr);

    /// Begins to open a path; an empty one means none. Then changed() tells each new state.
    void open(const QString &path);
    /// Gives up opening: back to Empty, nothing is kept.
    void cancel();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] const OpenDatasetPtr &dataset() const { return m_dataset; } // null unless Ready
    [[nodiscard]] const Error &error() const { return m_error; }              // of Failed

Q_SIGNALS:
    void changed();
    /// Images decoded and images in all, some 20 times a second while a dataset is decoded for the first time.
    void progressed(int done, int total);

private:
    void finish(std::optional<Result<OpenDatasetPtr>> opened);
    void become(State state);

    State m_state = State::Empty;
    QString m_path;
    OpenDatasetPtr m_dataset;
    Error m_error;
    std::uint64_t m_request = 0; // tells late progress of an older request apart
    BackgroundLane m_lane;       // last: joined before the rest goes, as its work refers to this
};

} // namespace tandem
