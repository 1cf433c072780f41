#pragma once

#include "ui/embeddings/map_analysis.h"

#include <QAbstractTableModel>
#include <QWidget>

#include <vector>

class QLabel;
class QTableView;

namespace tandem {

/// Measures of a space and of its map as rows: name, number, and the settings that it depends on.
class MeasuresModel : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    void setAnalysis(const SpaceAnalysisPtr &space, const MapAnalysisPtr &map); // each may be null

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        QString name, value, settings, meaning;
    };
    void addSpace(const SpaceAnalysis &space);
    void addMap(const MapAnalysis &map);
    void add(const QString &name, double value, int decimals, const QString &settings, const QString &meaning);

    std::vector<Row> m_rows;
};

/// How many negatives do the work, by batch size.
class NegativesModel : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    void setNegatives(std::vector<EffectiveNegatives> negatives);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<EffectiveNegatives> m_negatives;
};

/// A table of numbers with a sentence above it.
class NumbersPanel : public QWidget {
    Q_OBJECT
public:
    explicit NumbersPanel(QAbstractItemModel &model, const QString &name, QWidget *parent = nullptr);
    void setSentence(const QString &sentence);

private:
    QLabel *m_sentence;
    QTableView *m_view;
};

} // namespace tandem
