#pragma once

#include "ui/data/dataset_summary.h"
#include "ui/data/thumbnails.h"
#include "ui/sample_selection.h"

#include <QAbstractScrollArea>
#include <QPointer>

namespace tandem {

/// The pictures of a dataset in rows, drawn from the mapped file: only what is on the screen is touched, so the number
/// of images does not matter. One image is current; arrows, Page Up and Down, Home and End move it, Ctrl with the wheel
/// or + and - zooms. Small images grow in whole pixels, without smoothing: what the encoder gets is what one sees.
/// Selecting is the shared selection: a click selects one, Ctrl (or Space) turns one over, Shift reaches from the last
/// one, Ctrl+A takes all that are shown.
class ImageGrid : public QAbstractScrollArea {
    Q_OBJECT
public:
    static constexpr int kMinimumZoom = 32;
    static constexpr int kMaximumZoom = 256;

    explicit ImageGrid(QWidget *parent = nullptr);

    /// Shows these images of a dataset, in this order; null shows none. The current image stays if it is among them.
    void setImages(OpenDatasetPtr dataset, std::vector<std::uint32_t> shown);
    [[nodiscard]] const std::vector<std::uint32_t> &shown() const { return m_shown; }
    void setSelection(SampleSelection *selection); // null: nothing can be selected; not owned

    /// Side of a picture in device-independent pixels; the first image in sight stays in sight.
    void setZoom(int side);
    [[nodiscard]] int zoom() const { return m_zoom; }

    /// Place of the current image in shown(); -1: none.
    [[nodiscard]] int currentPlace() const { return m_current; }
    void setCurrentPlace(int place);
    /// The place under a point of the viewport; -1: none.
    [[nodiscard]] int placeAt(const QPoint &point) const;
    [[nodiscard]] bool isSelected(int place) const;
    [[nodiscard]] QRect placeRect(int place) const; // in the viewport
    /// One line on an image: name, class, place.
    [[nodiscard]] QString describePlace(int place) const;

Q_SIGNALS:
    /// Index into the dataset; -1: none.
    void currentImageChanged(int index);
    void zoomChanged(int side);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] int count() const { return static_cast<int>(m_shown.size()); }
    [[nodiscard]] int pitch() const;
    [[nodiscard]] int columns() const;
    [[nodiscard]] int rowsInSight() const;
    void updateRange();
    void reveal(int place);
    void wantThumbnails();
    void drawPlace(QPainter &painter, int place, const QRect &rect);
    [[nodiscard]] int moved(int key) const;
    void walk(int place);
    void selectPlaces(int from, int to, SelectMode mode, const QString &what);
    void toggle(int place);
    bool selectByKey(const QKeyEvent &event);
    void followCurrent();

    OpenDatasetPtr m_dataset;
    std::vector<std::uint32_t> m_shown;
    int m_zoom = 64;
    int m_current = -1;
    int m_anchor = -1; // where Shift reaches from
    QPointer<SampleSelection> m_selection;
    DatasetIdentity m_identity;
    Thumbnails m_thumbnails;
};

} // namespace tandem
