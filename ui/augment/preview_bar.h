#pragma once

#include "ui/data/dataset_summary.h"

#include <QTimer>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QSlider;
class QSpinBox;
class QToolButton;

namespace tandem {

/// What the preview shows: which samples, how many draws of each, which seed, and what to compare with.
struct PreviewChoice {
    ImageFilter filter;
    std::uint32_t pick = 0; // another number: other samples at random
    int samples = 8;
    int draws = 3;
    std::uint64_t seed = 1;
    // At most one of these; both empty: nothing.
    QString comparePreset; // word of a preset to compare with
    QString compareSaved;  // name of a saved pipeline to compare with
};

/// The controls above the preview. While the seed rolls, it moves by one every second.
class PreviewBar : public QWidget {
    Q_OBJECT
public:
    explicit PreviewBar(QWidget *parent = nullptr);

    [[nodiscard]] const PreviewChoice &choice() const { return m_choice; }
    void setClasses(const std::vector<std::string> &names);
    /// Names of saved pipelines; presets are offered always.
    void setPipelines(const QStringList &names);
    void setSeed(std::uint64_t seed);
    void setSamples(int samples);
    void setZoom(int side);
    /// How many draws are really shown: fewer than chosen are told.
    void setShownDraws(int draws);
    void setRolling(bool rolling);
    /// Stops and goes on with the page: nothing rolls that nobody sees.
    void setActive(bool active);

Q_SIGNALS:
    void samplesChanged(); // filter, pick or number of samples: other images
    void viewsChanged();   // draws, seed or comparison: other views of the same
    void zoomChanged(int side);
    void pastPairRequested();

private:
    void build();
    void connectSamples();
    void takeComparison();
    void roll();
    void updateTimer();

    PreviewChoice m_choice;
    bool m_isActive = false;
    QComboBox *m_class;
    QLineEdit *m_search;
    QToolButton *m_random;
    QSpinBox *m_samples;
    QSpinBox *m_draws;
    QSpinBox *m_seed;
    QToolButton *m_lock;
    QToolButton *m_past;
    QComboBox *m_compare;
    QSlider *m_zoom;
    QLabel *m_note;
    QTimer m_timer;
};

} // namespace tandem
