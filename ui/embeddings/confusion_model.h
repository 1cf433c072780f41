#pragma once

#include "ui/embeddings/point_table.h"

#include <QAbstractTableModel>

#include <vector>

namespace tandem {

/// Which class was taken for which: a row for each true class, a column for each predicted one, and at the end of each
/// row how many were right. Points of which one of both is not known are left out. GUI thread.
class ConfusionModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role { CountRole = Qt::UserRole, ShareRole, IsRightRole };
    static constexpr int kMostClasses = 2000; // whose matrix has some 16 megabytes

    explicit ConfusionModel(QObject *parent = nullptr);

    /// From two columns of categories with the same names; where the table has not both, or they have too many
    /// classes, the model is empty.
    void setPoints(const PointTablePtr &table, const QString &truthKey, const QString &predictedKey);
    /// Shows shares of the row in place of counts.
    void setShowsShares(bool shares);
    [[nodiscard]] bool showsShares() const { return m_showsShares; }

    [[nodiscard]] bool hasTooManyClasses() const { return m_hasTooManyClasses; }
    [[nodiscard]] int classCount() const { return static_cast<int>(m_names.size()); }
    [[nodiscard]] std::uint32_t count(int truth, int predicted) const;
    [[nodiscard]] std::uint32_t rowTotal(int truth) const;
    /// Share of all points that were right; NaN of none.
    [[nodiscard]] double accuracy() const;
    [[nodiscard]] std::uint32_t total() const;
    /// The points of a cell, ascending; of the last column: those of the row that were right.
    [[nodiscard]] std::vector<std::uint32_t> pointsOf(int truth, int predicted) const;
    [[nodiscard]] const QStringList &names() const { return m_names; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    PointTablePtr m_table;
    const SampleColumn *m_truth = nullptr, *m_predicted = nullptr; // in m_table
    QStringList m_names;
    std::vector<std::uint32_t> m_counts; // row by row
    bool m_showsShares = false, m_hasTooManyClasses = false;
};

} // namespace tandem
