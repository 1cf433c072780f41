#pragma once

#include <QSlider>

#include <optional>

namespace tandem {

/// A slider over real numbers with a mark under the value that a paper used. Linear, or by factors.
class MarkedSlider : public QSlider {
    Q_OBJECT
public:
    struct Range {
        double minimum = 0, maximum = 1;
        bool logarithmic = false; // then minimum > 0
    };
    explicit MarkedSlider(const Range &range, QWidget *parent = nullptr);

    /// Beyond the range: the slider stands at its end, number() is the end's.
    void setNumber(double number);
    [[nodiscard]] double number() const;
    void setMark(std::optional<double> mark);
    [[nodiscard]] std::optional<double> mark() const { return m_mark; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// By the person alone.
    void moved(double number);
    /// The next movement is another change: it was let go, wherever it was pressed, or has no longer the focus.
    void settled();

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    [[nodiscard]] double shareOf(double number) const;

    Range m_range;
    std::optional<double> m_mark;
    bool m_isSetting = false;
};

} // namespace tandem
