#pragma once

#include "ui/embeddings/map_analysis.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QStackedWidget;

namespace tandem {

class ConfusionView;
class NegativesModel;
class NumbersPanel;
class PairBrowser;
class ProjectSession;
class SampleImages;
class SampleSelection;
class SimilarityMatrixView;

/// Where training has trouble: classes that are taken for others, pairs that lie closer than the positive, images that
/// are alike, negatives that do no work, and images that are hard. Each view says in a sentence what it shows. Marks of
/// near-duplicates are kept in the project. GUI thread.
class TroublePanel : public QWidget {
    Q_OBJECT
public:
    enum View { Confusion, FalseNegatives, Similarity, Negatives };

    explicit TroublePanel(QWidget *parent = nullptr);

    void setSession(ProjectSession *session); // keeps the marks; null: nowhere
    void setImages(SampleImages *images);
    void setSelection(SampleSelection *selection);
    /// What the space's vote says; null: nothing.
    void setSpace(const SpaceAnalysisPtr &space, const PointTablePtr &table);
    void setTrouble(const TroubleAnalysisPtr &trouble);
    void setView(View view);

    [[nodiscard]] ConfusionView &confusion() { return *m_confusion; }
    [[nodiscard]] PairBrowser &pairs() { return *m_pairs; }
    [[nodiscard]] SimilarityMatrixView &matrix() { return *m_matrix; }
    [[nodiscard]] NegativesModel &negatives() { return *m_negatives; }
    [[nodiscard]] QComboBox &chooser() { return *m_view; }

Q_SIGNALS:
    /// Wants some points seen, with a sentence that says which.
    void imagesRequested(const std::vector<std::uint32_t> &points, const QString &sentence);
    void hardestRequested(); // the images that the loss is largest for
    void failed(const QString &sentence);

private:
    void keepMark(std::uint32_t sampleA, std::uint32_t sampleB, bool isNearDuplicate);
    [[nodiscard]] std::string marksKey() const;
    void describe();

    ProjectSession *m_session = nullptr;
    TroubleAnalysisPtr m_found;
    PointTablePtr m_table;
    QComboBox *m_view;
    QLabel *m_sentence;
    QStackedWidget *m_stack;
    ConfusionView *m_confusion;
    PairBrowser *m_pairs;
    SimilarityMatrixView *m_matrix;
    NegativesModel *m_negatives;
    NumbersPanel *m_negativesPanel;
};

} // namespace tandem
