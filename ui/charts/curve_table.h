#pragma once

#include "ui/charts/series_chart.h"

#include <QAbstractTableModel>
#include <QTableView>

#include <optional>
#include <utility>
#include <vector>

namespace tandem {

/// The curves of all charts with their values: at the cursor (or the latest), or at both edges of the brush with
/// difference and mean. GUI thread.
class CurveTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    void setCurves(std::vector<ChartCurve> curves);
    void setCursor(XKind kind, std::optional<double> x);
    void setBrush(const std::optional<std::pair<double, double>> &brush);
    [[nodiscard]] const ChartCurve &curve(int row) const { return m_curves[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] QString valueText(const ChartCurve &curve, int column) const;
    void valuesChanged();

    std::vector<ChartCurve> m_curves;
    XKind m_kind = XKind::Step;
    std::optional<double> m_cursor;
    std::optional<std::pair<double, double>> m_brush;
};

/// The table below the charts; the row that is chosen stands out in them.
class CurveTable : public QTableView {
    Q_OBJECT
public:
    explicit CurveTable(QWidget *parent = nullptr);
    [[nodiscard]] CurveTableModel &curves() { return m_model; }
    /// All rows and the header.
    [[nodiscard]] int wholeHeight() const;

Q_SIGNALS:
    void highlightWanted(const tandem::RunId &run);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    CurveTableModel m_model;
};

} // namespace tandem
