#pragma once

#include "ui/augment/preview_renderer.h"
#include "ui/background.h"

#include <QPolygonF>
#include <QWidget>

class QLabel;
class QSlider;

namespace tandem {

/// One view, large: the original with the outline of what the view shows, the view before and after its color
/// operations with a wipe between, and what was drawn.
class ViewInspector : public QWidget {
    Q_OBJECT
public:
    explicit ViewInspector(QWidget *parent = nullptr);

    /// For assistive technology, where there are several.
    void setName(const QString &name);
    /// Null images: nothing. `caption` names the sample.
    void show(const ImageSetPtr &images, std::uint32_t sample, const PreviewView &view, const QString &caption);
    void clear();

    [[nodiscard]] QString text() const; // what was drawn
    /// What the view shows of the image; empty if nothing was cropped.
    [[nodiscard]] QPolygonF outline() const;

Q_SIGNALS:
    /// The pictures are there: they are made in the background.
    void shown();

private:
    class Picture;
    QPolygonF m_outline;
    Picture *m_original;
    Picture *m_view;
    QSlider *m_wipe;
    QLabel *m_caption;
    QLabel *m_lines;
    BackgroundLane m_lane; // large images take their time
};

} // namespace tandem
