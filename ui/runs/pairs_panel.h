#pragma once

#include "core/report/records.h"

#include <QImage>
#include <QWidget>

#include <memory>
#include <vector>

namespace tandem {

/// The two views of a few samples as the trainer saw them: pixels as they are, side by side per sample. Lays itself out
/// as two rows where it is wide and as two columns where it is tall.
class PairsPanel : public QWidget {
    Q_OBJECT
public:
    explicit PairsPanel(QWidget *parent = nullptr);

    /// Null: nothing to show yet.
    void setPairs(const std::shared_ptr<const PairsRecord> &pairs);
    void setEmptyText(const QString &text);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    /// Where view 0 or 1 of the i-th sample is drawn.
    [[nodiscard]] QRect cell(int sample, int view) const;
    [[nodiscard]] int sampleCount() const { return static_cast<int>(m_views.size() / 2); }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Layout {
        bool tall = false;
        int side = 0; // of a cell
        QPoint origin;
    };
    [[nodiscard]] Layout layoutFor(const QSize &size) const;
    void drawHeader(QPainter &painter) const;
    [[nodiscard]] QString caption() const;
    [[nodiscard]] QString describe(int sample, int view) const;

    std::shared_ptr<const PairsRecord> m_pairs;
    std::vector<QImage> m_views; // [sample * 2 + view]
    QString m_emptyText;
};

} // namespace tandem
