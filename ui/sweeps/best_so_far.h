#pragma once

#include "ui/sweeps/sweep_view.h"

#include <QWidget>

#include <set>
#include <vector>

namespace tandem {

/// The results of a sweep in the order in which its runs ended, and the best of them so far: whether it still finds
/// better ones. GUI thread.
class BestSoFar : public QWidget {
    Q_OBJECT
public:
    explicit BestSoFar(QWidget *parent = nullptr);

    struct Step {
        RunId run;
        QString name;
        double value = 0, best = 0;
    };
    void setSteps(std::vector<Step> steps, const SweepGoal &goal);
    [[nodiscard]] const std::vector<Step> &steps() const { return m_steps; }
    void setMarked(const std::set<RunId> &runs);
    [[nodiscard]] QSize sizeHint() const override { return {480, 260}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {220, 160}; }
    [[nodiscard]] QString summary() const;

Q_SIGNALS:
    void picked(const std::set<tandem::RunId> &runs);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] QRectF plotRect() const;
    [[nodiscard]] QPointF pointOf(std::size_t step, double value) const;
    [[nodiscard]] int stepAt(const QPointF &point) const;
    void pick(int step);

    std::vector<Step> m_steps;
    SweepGoal m_goal;
    std::set<RunId> m_marked;
    double m_low = 0, m_high = 1;
    int m_current = -1;
};

/// The runs that have ended and have the goal's number, in order of their ends.
[[nodiscard]] std::vector<BestSoFar::Step> bestSoFar(const SweepView &view, const SweepGoal &goal);

} // namespace tandem
