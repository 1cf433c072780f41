#pragma once

#include "ui/embeddings/pair_model.h"
#include "ui/sample_selection.h"

#include <QPointer>
#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QTableView;

namespace tandem {

/// Pairs of images that lie closer than an image and its other view, most alike first: which of them are of one class,
/// which of two, which are near-duplicates by their cosine or by a person's word. Enter selects both, M marks. GUI
/// thread.
class PairBrowser : public QWidget {
    Q_OBJECT
public:
    enum class Shown { All, SameClass, OtherClass, NearDuplicates };

    explicit PairBrowser(QWidget *parent = nullptr);

    void setPairs(const PointTablePtr &table, std::vector<SamplePair> pairs);
    void setImages(SampleImages *images);
    void setSelection(SampleSelection *selection);
    void setShown(Shown shown);
    /// A sentence about where the pairs come from, and what stands in their place while there are none.
    void setCaption(const QString &sentence);
    void setEmptyText(const QString &text);

    [[nodiscard]] PairModel &model() { return m_model; }
    [[nodiscard]] QTableView &view() { return *m_view; }

protected:
    void resizeEvent(QResizeEvent *event) override;

Q_SIGNALS:
    void markChanged(quint32 sampleA, quint32 sampleB, bool isNearDuplicate);

private:
    class Filter;
    void buildLayout();
    void refresh();
    void fitPictures();
    void selectCurrent();
    void markCurrent();
    [[nodiscard]] int currentRow() const; // of the model; -1: none

    PairModel m_model;
    Filter *m_filter;
    QTableView *m_view;
    QComboBox *m_shown;
    QLabel *m_caption, *m_empty;
    QPushButton *m_select;
    QPointer<SampleSelection> m_selection;
};

} // namespace tandem
