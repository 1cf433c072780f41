#pragma once

#include "core/base/error.h"
#include "core/data/shapes.h"
#include "ui/background.h"

#include <QObject>
#include <QString>

#include <cstdint>

namespace tandem {

/// Makes the sample set Shapes in a folder of its own, on a thread of its own. What a cancelled or failed making left
/// behind is deleted. GUI thread.
class ShapesMaker : public QObject {
    Q_OBJECT
public:
    explicit ShapesMaker(QObject *parent = nullptr);

    /// `folder`: does not exist yet; see freshFolder().
    void start(const QString &folder, const ShapesOptions &options);
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_isRunning; }

    /// `base`, or base-2, base-3, …: the first that does not exist, so that no made set is ever written over.
    [[nodiscard]] static QString freshFolder(const QString &base);

Q_SIGNALS:
    void progressed(int done, int total);
    void finished(const QString &trainFolder, const QString &testFolder);
    void failed(const QString &sentence);
    void cancelled();

private:
    bool m_isRunning = false;
    std::uint64_t m_request = 0;
    BackgroundLane m_lane; // last: joined first
};

} // namespace tandem
