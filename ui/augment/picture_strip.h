#pragma once

#include <QImage>
#include <QListWidget>

#include <cstdint>
#include <vector>

namespace tandem {

/// A row of small pictures with a caption each, of which one is current: by mouse, or with the arrow keys. Pale
/// ones are out of date.
class PictureStrip : public QListWidget {
    Q_OBJECT
public:
    struct Picture {
        QImage image;
        QString caption;       // below it, may be empty
        QString name;          // for assistive technology, and the tool tip
        bool isMarked = false; // set off by a frame and by its caption
    };

    /// `side`: of a picture, in device-independent pixels.
    explicit PictureStrip(int side, QWidget *parent = nullptr);

    void setPictures(const std::vector<Picture> &pictures);
    [[nodiscard]] QImage picture(int place) const;
    void setPale(bool pale);
    [[nodiscard]] bool isPale() const { return m_isPale; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

private:
    int m_side;
    bool m_isPale = false;
    bool m_hasCaptions = false;
};

} // namespace tandem
