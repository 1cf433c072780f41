#pragma once

#include "ui/embeddings/map_camera.h"
#include "ui/embeddings/map_scene.h"

#include <QColor>
#include <QImage>

#include <vector>

namespace tandem {

class BandPool;

constexpr double kSelectedGrowth = 1.25; // diameter of selected points, where others are not

/// A picture of points to be made. Any thread.
struct MapRasterJob {
    MapScene scene;
    MapCamera camera;
    double ratio = 1;    // device pixels of a pixel
    double diameter = 5; // of a point, in device-independent pixels
    std::vector<QRgb> palette;
    QRgb surface = 0xffffffff, text = 0xff000000;
    bool shadesDensity = true; // false: contours alone, where a shade would be read as a value
};

/// Draws the points of a scene: not selected ones first, dimmed if anything is selected, the selected ones over them
/// and a little larger. Where many overlap, contours say how deep they lie: 4, 16, 64, 256 points over one another. The
/// picture does not depend on the number of threads.
[[nodiscard]] QImage rasterise(const MapRasterJob &job, BandPool &pool);

/// Points that grow as one comes nearer, and are smaller the more there are and the smaller the view is.
/// Device-independent pixels.
[[nodiscard]] double pointDiameter(std::size_t count, const MapCamera &camera, double preferred = 1);

/// A color when something else is selected.
[[nodiscard]] QRgb dimmed(QRgb color, QRgb surface);

} // namespace tandem
