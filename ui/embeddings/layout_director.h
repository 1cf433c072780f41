#pragma once

#include "ui/background.h"
#include "ui/embeddings/layout_preparation.h"

#include <QObject>
#include <QTimer>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace tandem {

/// Lays out the moments of a training so that they follow one another. The newest moment settles in sight, starting
/// from the one before where that is known; the others are then laid out backwards from it, each from its successor, so
/// that the final clusters stay where they are. What was computed is kept in the project, by content. Of PCA, the axes
/// are those of one moment. Works on threads of its own, that give way to a trainer's. GUI thread.
class LayoutDirector : public QObject {
    Q_OBJECT
public:
    explicit LayoutDirector(QObject *parent = nullptr);
    ~LayoutDirector() override;

    /// Forgets everything.
    void clear();
    /// Begins with the moments of a place, or goes on with more of them. `project`: for what is kept.
    void setMoments(const ProjectLayout &project, const EmbeddingReader &reader,
                    const std::vector<EmbeddingInfo> &moments);
    void setSpace(EmbeddingSpace space);
    [[nodiscard]] EmbeddingSpace space() const { return m_space; }
    void setMethod(LayoutMethod method);
    [[nodiscard]] LayoutMethod method() const { return m_method; }
    /// The layout of the newest moment goes on from where it is; the others follow when it has settled.
    void setPerplexity(double perplexity);
    [[nodiscard]] double perplexity() const { return m_settings.perplexity; }

    // Of the newest moment's layout.
    void setPaused(bool paused);
    [[nodiscard]] bool isPaused() const { return m_isPaused; }
    void perturb();
    /// Lays out anew from the beginning; of PCA: takes the newest moment's axes.
    void settle();
    [[nodiscard]] bool isSettling() const { return m_isSettling; } // iterations are due
    [[nodiscard]] std::optional<LayoutStatus> status() const;
    /// The moment whose axes PCA shows; -1: none yet.
    [[nodiscard]] std::int64_t basisStep() const { return m_basisStep; }
    [[nodiscard]] std::int64_t basisEpoch() const { return m_basisEpoch; } // its epoch
    /// Shares of the variance along both axes of PCA.
    [[nodiscard]] std::pair<double, double> shares() const { return m_shares; }

    /// Null: not computed yet. Of the newest: the newest frame.
    [[nodiscard]] PlacedMomentPtr layoutOf(std::int64_t step) const;
    [[nodiscard]] PlacedMomentPtr layoutOfMoment(int moment) const; // by its place among them; null: not there yet
    /// A newer moment came before this one had settled: its layout is to be made anew.
    [[nodiscard]] bool isHalfSettled(std::int64_t step) const { return m_halfSettled.contains(step); }
    /// Where `samples` lie at a place among the moments, on their way between two of them: 2.5 is half-way from the
    /// third to the fourth. A newest moment that is not laid out yet lies as the one before. Null: nothing fits yet.
    [[nodiscard]] MapLayoutPtr layoutAt(double place, const std::vector<std::uint32_t> &samples,
                                        const std::optional<MapFrame> &frame) const;
    /// How many moments have a layout that is not to be redone, and how many there are.
    [[nodiscard]] std::size_t computed() const { return m_layouts.size() - m_halfSettled.size(); }
    [[nodiscard]] std::size_t count() const { return m_moments.size(); }

Q_SIGNALS:
    /// A moment has a layout, or a newer one. `isFinal`: it has settled.
    void layoutChanged(qint64 step, bool isFinal);
    void statusChanged();
    /// A moment's record could not be read; nothing before it is laid out while it is among the moments.
    void unreadable(qint64 step, const tandem::Error &error);
    void failed(const tandem::Error &error);

private:
    void begin();
    void stop();
    [[nodiscard]] bool contains(std::int64_t step) const;
    void startNewest(const PlacedMomentPtr &from);
    void startJob(LayoutRequest request, int threads, std::int64_t step);
    void takeFrame();
    void finishNewest();
    void computeNext();
    void take(std::int64_t step, Result<PreparedLayout> prepared);
    void resume(std::function<void(LayoutJob &)> wish, bool fresh);
    void dropOthers();
    [[nodiscard]] LayoutContext context() const;
    [[nodiscard]] std::int64_t newestStep() const { return m_moments.empty() ? -1 : m_moments.back().step; }

    std::optional<ProjectLayout> m_project;
    std::optional<EmbeddingReader> m_reader;
    std::vector<EmbeddingInfo> m_moments;
    EmbeddingSpace m_space = EmbeddingSpace::Features;
    LayoutMethod m_method = LayoutMethod::Tsne;
    TsneSettings m_settings;
    std::map<std::int64_t, PlacedMomentPtr> m_layouts; // by step
    std::set<std::int64_t> m_halfSettled; // of those, what a newer moment interrupted: shown until it is laid out anew
    std::shared_ptr<const PcaBasis> m_basis;
    std::int64_t m_basisStep = -1, m_basisEpoch = 0;
    std::pair<double, double> m_shares{};

    std::unique_ptr<LayoutJob> m_job; // of the newest moment, or of m_jobStep
    std::int64_t m_jobStep = -1;
    std::shared_ptr<const LayoutFrame> m_frame; // taken last
    std::vector<std::uint32_t> m_jobIds;
    bool m_isPaused = false, m_isSettling = false;
    QTimer m_timer;
    BackgroundLane m_lane{BackgroundLane::kGivesWay}, m_storeLane; // last: joined first
};

} // namespace tandem
