#pragma once

#include "ui/embeddings/matrix_canvas.h"
#include "ui/embeddings/sample_images.h"

#include <QPointer>
#include <QWidget>

class QCheckBox;
class QLabel;

namespace tandem {

/// How alike the views of a batch are, pair by pair: the matrix, and below it the pair under the mouse or the cursor
/// with its pictures. GUI thread.
class SimilarityMatrixView : public QWidget {
    Q_OBJECT
public:
    explicit SimilarityMatrixView(QWidget *parent = nullptr);

    void setMatrix(const SimilarityMatrixPtr &matrix);
    void setImages(SampleImages *images);
    void setSelection(SampleSelection *selection); // that a double click or Enter on a cell puts both images into
    void setEmptyText(const QString &text) { m_canvas->setEmptyText(text); }

    [[nodiscard]] MatrixCanvas &canvas() { return *m_canvas; }
    /// "cat/1.png, view 1 – dog/7.png, view 2: cosine 0.83, other class"
    [[nodiscard]] QString shownText() const;

private:
    class Pair;
    class Scale;
    void showCell();
    void selectPair();
    [[nodiscard]] MatrixCanvas::Cell shownCell() const;
    [[nodiscard]] QString nameOf(const SimilarityMatrix::Row &row) const;

    MatrixCanvas *m_canvas;
    QCheckBox *m_sorted, *m_positives;
    Pair *m_pair;
    QLabel *m_text;
    QPointer<SampleImages> m_images;
    QPointer<SampleSelection> m_selection;
};

} // namespace tandem
