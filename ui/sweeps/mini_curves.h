#pragma once

#include "core/sweep/run_measures.h"

#include <QFrame>

#include <vector>

namespace tandem {

/// The kNN curves of a few runs, small: what hovering over a field of a heat map shows.
class MiniCurves : public QFrame {
    Q_OBJECT
public:
    /// As a tooltip window, or as a part of a panel.
    enum class Place { Popup, Panel };
    explicit MiniCurves(Place place, QWidget *parent = nullptr);

    struct Curve {
        QString name;
        EpochCurve points;
    };
    void setCurves(const QString &title, std::vector<Curve> curves);
    [[nodiscard]] const std::vector<Curve> &curves() const { return m_curves; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_title;
    std::vector<Curve> m_curves;
};

} // namespace tandem
