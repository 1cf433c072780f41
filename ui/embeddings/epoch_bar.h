#pragma once

#include "core/store/embedding_files.h"

#include <QTimer>
#include <QWidget>

#include <cstdint>
#include <vector>

class QAction;
class QLabel;
class QSlider;
class QToolButton;

namespace tandem {

/// Moves through the moments of a training: a slider that also stands between two of them, and a button that plays
/// from the first to the last. At the end it follows: a newer moment takes its place. GUI thread.
class EpochBar : public QWidget {
    Q_OBJECT
public:
    static constexpr int kPerMoment = 100; // places of the slider from one moment to the next
    static constexpr int kMomentMs = 700;  // that playing takes from one moment to the next

    explicit EpochBar(QWidget *parent = nullptr);

    /// `ready`: how many of the last moments can be shown already. A place stays at its step, or next to it where that
    /// was thinned out; the end stays the end.
    void setMoments(const std::vector<EmbeddingInfo> &moments, std::size_t ready);
    /// Place among the moments: 2.5 is half-way from the third to the fourth.
    [[nodiscard]] double place() const;
    void setPlace(double place);
    /// The moment next to the place; -1: there is none.
    [[nodiscard]] int nearest() const;
    /// Of that moment; -1: there is none.
    [[nodiscard]] std::int64_t step() const;
    [[nodiscard]] bool isAtEnd() const;
    [[nodiscard]] bool isPlaying() const { return m_timer.isActive(); }
    void setPlaying(bool plays);
    [[nodiscard]] QSlider &slider() { return *m_slider; }
    /// A button for it at the end of the bar.
    void addTool(QAction *action);

Q_SIGNALS:
    void placeChanged(double place);
    void playingChanged(bool plays); // the place is that of a moment again when it ends

private:
    [[nodiscard]] double placeAmong(const std::vector<EmbeddingInfo> &moments) const;
    void advance();
    void describe();

    std::vector<EmbeddingInfo> m_moments;
    std::size_t m_ready = 0;
    QToolButton *m_play;
    QSlider *m_slider;
    QLabel *m_text;
    QTimer m_timer;
};

} // namespace tandem
