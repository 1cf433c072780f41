#pragma once

#include "ui/background.h"
#include "ui/charts/series_chart.h"
#include "ui/charts/vector_chart.h"

#include <QAbstractTableModel>
#include <QDialog>

class QPushButton;

namespace tandem {

/// The points of a chart as numbers: a row a step, a column a curve. Rows are made when they are asked for.
class PointsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    explicit PointsModel(std::vector<ChartCurve> curves, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<ChartCurve> m_curves;
    std::vector<std::int64_t> m_steps; // of all curves, ascending
};

/// The vectors of a chart: a row an evaluation, a column a place.
class VectorsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    explicit VectorsModel(const VectorChart &chart, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<VectorRecord> m_records;
    QStringList m_columns, m_rows;
};

/// "Show as table": the data twin of a chart, for reading and copying. Shows what was there when it opened.
class PointsDialog : public QDialog {
    Q_OBJECT
public:
    explicit PointsDialog(const ChartCard &chart, QWidget *parent = nullptr);
    [[nodiscard]] QAbstractItemModel *model() const { return m_model; }
    [[nodiscard]] QPushButton *copyButton() const { return m_copy; }

private:
    void copyAll();

    QAbstractItemModel *m_model = nullptr; // never changes, so that the lane may read it
    QPushButton *m_copy = nullptr;
    BackgroundLane m_lane; // last: joined before the model goes
};

} // namespace tandem
