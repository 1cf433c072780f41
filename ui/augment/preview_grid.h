#pragma once

#include "ui/augment/preview_scheduler.h"
#include "ui/data/thumbnails.h"

#include <QAbstractScrollArea>

namespace tandem {

/// The previewed views: a row a sample (and pipeline), the original at its head, then the pairs of each draw, the two
/// views of a pair side by side. One view is chosen, by a click or the arrow keys; it is the current one, which is
/// shown elsewhere, except while the mouse is over another. Ctrl with the wheel or + and - zooms.
class PreviewGrid : public QAbstractScrollArea {
    Q_OBJECT
public:
    static constexpr int kMinimumZoom = 32;
    static constexpr int kMaximumZoom = 320;

    explicit PreviewGrid(QWidget *parent = nullptr);

    /// The images that results will be of, for the originals; null: none.
    void setDataset(const OpenDatasetPtr &dataset);
    /// Null: nothing. The current place stays where it is.
    void setResult(const PreviewResultPtr &result);
    [[nodiscard]] const PreviewResultPtr &result() const { return m_result; }
    void setEmptyText(const QString &text);

    void setZoom(int side);
    [[nodiscard]] int zoom() const { return m_zoom; }

    /// Place of the current view in the result; -1: none.
    [[nodiscard]] int current() const { return m_current; }
    /// Place of the chosen view; -1: none.
    [[nodiscard]] int chosen() const { return m_chosen; }
    /// Chooses a view.
    void setCurrent(int place);
    /// Place under a point of the viewport; -1: none.
    [[nodiscard]] int placeAt(const QPoint &point) const;
    [[nodiscard]] QRect placeRect(int place) const; // in the viewport
    /// What marks the rows of the n-th pipeline where there are several: A, B …
    [[nodiscard]] static QString pipelineLetter(int pipeline);
    /// One line on a view: pipeline where there are several, sample, class, draw, view, what was drawn.
    [[nodiscard]] QString describePlace(int place) const;
    /// Which pipelines the letters stand for; empty where there is one.
    [[nodiscard]] QString legend() const;

Q_SIGNALS:
    void currentChanged(int place);
    void chosenChanged(int place); // its place, or the view there
    void zoomChanged(int side);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    [[nodiscard]] bool isComparing() const;
    [[nodiscard]] int columns() const; // views in a row
    [[nodiscard]] int rows() const;
    [[nodiscard]] int headerHeight() const;
    [[nodiscard]] QRect cellRect(int row, int column) const; // column -1: the original
    [[nodiscard]] int bounded(int place) const;
    void look(int place);
    void updateRange();
    void reveal(int place);
    void drawHeader(QPainter &painter) const;
    void drawRow(QPainter &painter, int row);
    void drawLetter(QPainter &painter, int row) const;
    void drawOriginal(QPainter &painter, const QRect &cell, std::uint32_t sample);
    void wantThumbnails();

    PreviewResultPtr m_result;
    OpenDatasetPtr m_dataset;
    Thumbnails m_thumbnails;
    QString m_emptyText;
    int m_zoom = 72;
    int m_current = -1;
    int m_chosen = -1;
};

} // namespace tandem
