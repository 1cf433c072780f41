#pragma once

#include "ui/background.h"
#include "ui/embeddings/embedding_reader.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QToolButton;

namespace tandem {

class ElidedLabel;

/// A run that has embeddings, for choosing.
struct EmbeddedRun {
    RunId id;
    QString name;
    bool operator==(const EmbeddedRun &) const = default;
};

/// The runs of a project that stored embeddings, newest first. Any thread.
[[nodiscard]] std::vector<EmbeddedRun> embeddedRuns(const ProjectLayout &project, const std::stop_token &stop = {});

/// Chooses whose embeddings are shown: a run's, or those of a file, to which labels and images may be given. GUI
/// thread.
class SourceBar : public QWidget {
    Q_OBJECT
public:
    explicit SourceBar(QWidget *parent = nullptr);

    void setProject(const std::optional<ProjectLayout> &project);
    /// Lists the runs anew, in the background; runsChanged() follows.
    void refresh();
    [[nodiscard]] const std::vector<EmbeddedRun> &runs() const { return m_runs; }
    /// Shows a place as the chosen one, without telling.
    void setPlace(const EmbeddingPlace &place, const QString &name = {});
    [[nodiscard]] const EmbeddingPlace &place() const { return m_place; }
    [[nodiscard]] QComboBox &box() { return *m_box; }

    void askForFeatures();
    void askForLabels();
    void askForImages();

Q_SIGNALS:
    void runsChanged();
    void chosen(const tandem::EmbeddingPlace &place);

private:
    void fill();
    void choose(const EmbeddingPlace &place);

    std::optional<ProjectLayout> m_project;
    std::vector<EmbeddedRun> m_runs;
    EmbeddingPlace m_place;
    QString m_placeName;
    QComboBox *m_box;
    QToolButton *m_labels, *m_images;
    BackgroundLane m_lane; // last: joined first
};

} // namespace tandem
