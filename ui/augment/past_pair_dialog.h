#pragma once

#include "core/report/records.h"
#include "ui/augment/past_pair.h"
#include "ui/background.h"

#include <QDialog>

#include <memory>
#include <optional>
#include <string>
#include <vector>

class QComboBox;
class QLabel;
class QSpinBox;

namespace tandem {

class ElidedLabel;
class ViewInspector;

/// Shows the exact two views that the trainer of a past run got of a sample in an epoch.
class PastPairDialog : public QDialog {
    Q_OBJECT
public:
    /// Begins with the first run and, if it was trained on it, the image of that name (ImageSet::name).
    PastPairDialog(const ProjectLayout &project, const std::vector<RunSummary> &runs, std::string image = {},
                   QWidget *parent = nullptr);

    void choose(const RunId &run, int epoch, int sample);
    /// What is known of the pair: whether it is what the trainer got.
    [[nodiscard]] QString state() const;
    /// Number, file and class of the image.
    [[nodiscard]] const QString &imageText() const;
    /// The pair that is shown; empty images until that of a newly chosen run is made.
    [[nodiscard]] const std::array<PreviewView, 2> &pair() const { return m_pair; }

Q_SIGNALS:
    void shown();

private:
    void build(const std::vector<RunSummary> &runs);
    void openRun();
    void takeRun(PastRun run, std::optional<std::uint32_t> sample);
    void setFieldsEnabled(bool enabled);
    void refresh();
    void clear();

    ProjectLayout m_project;
    std::string m_wanted; // the image that a run shall begin with
    std::shared_ptr<const PastRun> m_run;
    std::array<PreviewView, 2> m_pair;
    QComboBox *m_runs;
    QSpinBox *m_epoch;
    QSpinBox *m_sample;
    QLabel *m_state;
    ElidedLabel *m_image;
    ViewInspector *m_views[2];
    BackgroundLane m_runLane;
    BackgroundLane m_pairLane; // large images take their time
};

} // namespace tandem
