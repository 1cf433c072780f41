#pragma once

#include "core/base/error.h"
#include "ui/background.h"
#include "ui/embeddings/embedding_reader.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace tandem {

class DatasetImages;

/// The embeddings of one place as the page looks at them: which moments there are, also those that a trainer stores
/// meanwhile, each moment's points, and the pictures of the images. Reads on threads of its own. GUI thread.
class EmbeddingSource : public QObject {
    Q_OBJECT
public:
    enum class State { Empty, Loading, None, Ready, Failed }; // None: the run stored no embeddings
    static constexpr int kLookEveryMs = 400;

    explicit EmbeddingSource(QObject *parent = nullptr);
    ~EmbeddingSource() override;

    /// Looks at another place of a project; an empty one: at nothing. changed() follows at once and whenever something
    /// becomes known.
    void show(const ProjectLayout &project, const EmbeddingPlace &place);
    void clear();
    [[nodiscard]] const EmbeddingPlace &place() const { return m_place; }
    [[nodiscard]] const std::optional<EmbeddingReader> &reader() const { return m_reader; }

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const Error &error() const { return m_error; } // of Failed
    /// Those that can be read, as far as is known.
    [[nodiscard]] const std::vector<EmbeddingInfo> &moments() const { return m_moments; }
    /// Those that are left out.
    [[nodiscard]] const std::vector<EmbeddingInfo> &unreadable() const { return m_unreadable; }
    /// A moment that somebody could not read is left out until its header or size is another; where it was the last
    /// one, the place cannot be seen. False: it was left out already, or is not there any more.
    bool leaveOut(std::int64_t step, const Error &error);
    /// What was left out counts again, until somebody cannot read it once more.
    void tryAgain();
    /// Null until they are known, and where they cannot be seen.
    [[nodiscard]] DatasetImages *images() const { return m_images.get(); }
    [[nodiscard]] const ImageContextPtr &imageContext() const { return m_context; } // null: not known yet
    /// Why no images are shown; empty: they are, or none were expected.
    [[nodiscard]] QString imageTrouble() const { return m_context ? m_context->trouble : QString(); }

    /// Asks for the points of a moment; momentReady() follows, also at once where it is kept. The newest request
    /// counts.
    void request(std::int64_t step);
    /// While somebody looks, new moments are looked for.
    void setAttentive(bool attentive);
    void lookNow();

Q_SIGNALS:
    void changed();        // state() or place()
    void momentsChanged(); // there are more, or fewer
    void imagesChanged();  // images(), imageContext(): moments that were handed out are stale
    void momentReady(const tandem::EmbeddingMomentPtr &moment);
    void momentFailed(qint64 step, const tandem::Error &error);

private:
    static constexpr std::size_t kKept = 6; // moments, some megabytes each

    void become(State state);
    void takeList(Result<std::vector<EmbeddingInfo>> list);
    void readImages();

    EmbeddingPlace m_place;
    std::optional<EmbeddingReader> m_reader;
    State m_state = State::Empty;
    Error m_error;
    std::vector<EmbeddingInfo> m_listed, m_unreadable, m_moments; // all; the two parts of them
    std::unique_ptr<DatasetImages> m_images;
    ImageContextPtr m_context;
    std::deque<std::pair<std::int64_t, EmbeddingMomentPtr>> m_kept; // by step, the newest first
    QTimer m_timer;
    bool m_isAttentive = false;
    BackgroundLane m_listLane, m_imageLane, m_momentLane; // last: joined first
};

} // namespace tandem
