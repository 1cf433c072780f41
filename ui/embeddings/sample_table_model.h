#pragma once

#include "ui/background.h"
#include "ui/embeddings/point_table.h"
#include "ui/embeddings/sample_images.h"
#include "ui/sample_selection.h"

#include <QAbstractTableModel>
#include <QPointer>

#include <vector>

namespace tandem {

/// The images of a point table as rows: whether each is selected (a check box), picture and name, number, and every
/// column of the table. Sorts and filters by itself, on a thread of its own, as a selection proxy over 100,000 rows
/// would hold up the window. GUI thread.
class SampleTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Selected, Image, Number, FirstValue };
    enum Role { PointRole = Qt::UserRole, PictureRole };

    explicit SampleTableModel(QObject *parent = nullptr);

    void setTable(PointTablePtr table); // null: empty
    void setImages(SampleImages *images);
    void setSelection(SampleSelection *selection);
    [[nodiscard]] const PointTablePtr &table() const { return m_table; }
    [[nodiscard]] const SampleImages::Names &names() const { return m_names; }

    /// Shows the points that a question picks, see SampleQuery; returns why it is none, or nothing.
    QString setQuery(const QString &text);
    void setOnlySelected(bool only);
    /// Shows these points alone, whatever the filters say later; empty: no such limit.
    void setOnly(std::vector<std::uint32_t> points);
    [[nodiscard]] bool isLimited() const { return !m_only.empty(); }

    [[nodiscard]] std::uint32_t pointAt(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    [[nodiscard]] int rowOf(std::int64_t point) const; // -1: it is not shown
    [[nodiscard]] const std::vector<std::uint32_t> &rows() const { return m_rows; }
    [[nodiscard]] bool isSelected(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    void sort(int column, Qt::SortOrder order) override;

Q_SIGNALS:
    /// The rows are those that filter and order ask for.
    void arranged();

private:
    void arrange();
    void takeRows(std::vector<std::uint32_t> rows);
    [[nodiscard]] const SampleColumn *valueColumn(int column) const;

    PointTablePtr m_table;
    QPointer<SampleImages> m_images;
    SampleImages::Names m_names;
    QPointer<SampleSelection> m_selection;
    std::vector<std::uint32_t> m_rows; // the point of each row
    std::vector<std::int32_t> m_rowOf; // of each point; -1: not shown
    QString m_query;
    bool m_onlySelected = false;
    std::vector<std::uint32_t> m_only;
    int m_sortColumn = Number;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    BackgroundLane m_lane; // last: joined first
};

} // namespace tandem
