#pragma once

#include "core/config/settings.h"

#include <QWidget>

#include <vector>

namespace tandem {

/// The learning rate over the epochs of a run that has not begun: warm-up and cosine, as the trainer will apply them.
class LearningRateCurve : public QWidget {
    Q_OBJECT
public:
    explicit LearningRateCurve(QWidget *parent = nullptr);

    /// `trainImages`: how many images training will see; 0 where that is not known, which hardly changes the shape.
    void setSettings(const Settings &settings, std::int64_t trainImages);

    struct Point {
        double epoch = 0, rate = 0;
    };
    [[nodiscard]] const std::vector<Point> &points() const { return m_points; }
    [[nodiscard]] double peak() const { return m_peak; }
    [[nodiscard]] QString sentence() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<Point> m_points;
    double m_peak = 0, m_warmup = 0, m_epochs = 0;
};

} // namespace tandem
