#pragma once

#include "ui/background.h"
#include "ui/embeddings/neighbor_model.h"

#include <QImage>
#include <QPointer>
#include <QWidget>

class QComboBox;
class QLabel;
class QListView;
class QSpinBox;
class QStackedWidget;

namespace tandem {

class ElidedLabel;

/// The nearest images in the space of the encoder: of the current image, of the mean of what is selected, or of an
/// image that is not in the dataset. A click selects one of them and makes it current, without asking anew; a double
/// click or Enter asks about it. GUI thread.
class NeighborPanel : public QWidget {
    Q_OBJECT
public:
    enum class Subject { Current, Selection, Foreign };

    explicit NeighborPanel(QWidget *parent = nullptr);

    /// `source`: answers in points of `table`; null: nowhere to ask. Asks again.
    void setPoints(const PointTablePtr &table, NeighborSourcePtr source);
    void setImages(SampleImages *images);
    void setSelection(SampleSelection *selection);

    void setSubject(Subject subject);
    [[nodiscard]] Subject subject() const { return m_subject; }
    /// Asks about an image of no dataset, by its features and projections (each may be empty).
    void askAbout(const QString &name, const QImage &picture, std::vector<float> features,
                  std::vector<float> projections);
    /// Whether the features of that image are of the encoder that the points are of; else it has no neighbors there.
    void setForeignFits(bool fits);
    void setSpace(EmbeddingSpace space);
    [[nodiscard]] EmbeddingSpace space() const { return m_space; }
    void setCount(int count);

    [[nodiscard]] NeighborModel &model() { return m_model; }
    [[nodiscard]] QListView &list() { return *m_list; }
    /// The sentence that stands in place of neighbors; empty if there are some.
    [[nodiscard]] QString emptyText() const;

Q_SIGNALS:
    void spaceChanged(tandem::EmbeddingSpace space);
    /// An image file was dropped: whoever can encode it answers with askAbout().
    void imageDropped(const QString &file);
    void answered();

private:
    void buildLayout();
    void ask();
    void showSubject();
    void refreshSpaces();
    void pick(const QModelIndex &index, bool toggles);
    void pursue(const QModelIndex &index);
    [[nodiscard]] std::vector<std::uint32_t> askedPoints() const;
    [[nodiscard]] std::int32_t ownClass() const;

    class Picture;
    NeighborModel m_model;
    PointTablePtr m_table;
    QPointer<SampleImages> m_images;
    QPointer<SampleSelection> m_selection;
    NeighborSourcePtr m_source;
    Subject m_subject = Subject::Current;
    EmbeddingSpace m_space = EmbeddingSpace::Features;
    std::int64_t m_point = -1; // that was current when it was asked about
    QString m_foreignName;
    QImage m_foreignPicture;
    std::vector<float> m_foreignFeatures, m_foreignProjections;
    bool m_foreignFits = true;
    bool m_isPicking = false; // own clicks are no new questions

    QComboBox *m_subjectBox, *m_spaceBox;
    QSpinBox *m_count;
    Picture *m_picture;
    ElidedLabel *m_name;
    QLabel *m_detail, *m_empty;
    QStackedWidget *m_stack;
    QListView *m_list;
    BackgroundLane m_lane; // last: joined first
};

} // namespace tandem
