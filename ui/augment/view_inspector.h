#pragma once

#include "ui/augment/preview_renderer.h"
#include "ui/background.h"

#include <QWidget>

class QLabel;
class QSlider;

namespace tandem {

/// One view, large: the original with the rectangle of the crop, the view before and after its color operations with a
/// wipe between, and what was drawn.
class ViewInspector : public QWidget {
    Q_OBJECT
public:
    explicit ViewInspector(QWidget *parent = nullptr);

    /// Null images: nothing. `caption` names the sample.
    void show(const ImageSetPtr &images, std::uint32_t sample, const PreviewView &view, const QString &caption);
    void clear();

    [[nodiscard]] QString text() const; // what was drawn
    /// The crop in the image; empty if there is none.
    [[nodiscard]] QRect cropRect() const;

Q_SIGNALS:
    /// The pictures are there: they are made in the background.
    void shown();

private:
    class Picture;
    QRect m_crop;
    Picture *m_original;
    Picture *m_view;
    QSlider *m_wipe;
    QLabel *m_caption;
    QLabel *m_lines;
    BackgroundLane m_lane; // large images take their time
};

} // namespace tandem
