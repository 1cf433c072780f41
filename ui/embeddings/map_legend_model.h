#pragma once

#include "ui/embeddings/map_coloring.h"
#include "ui/sample_selection.h"

#include <QAbstractListModel>
#include <QPointer>

#include <vector>

namespace tandem {

/// The categories of a coloring as rows that can be checked: which are shown, how many images each has, and how many of
/// them are selected. A category that is not shown keeps its numbers. GUI thread.
class MapLegendModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { CategoryRole = Qt::UserRole, TotalRole, SelectedRole, CountTextRole, StyleRole, ColorRole };

    explicit MapLegendModel(MapColoring &coloring, QObject *parent = nullptr);
    void setSelection(SampleSelection *selection); // null: nothing is selected

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

    [[nodiscard]] int categoryAt(int row) const { return m_categories[static_cast<std::size_t>(row)]; }
    /// The images of a category, as points.
    [[nodiscard]] std::vector<std::uint32_t> pointsOf(int category) const;
    [[nodiscard]] QString nameOf(int category) const;

private:
    void readCategories();
    void countSelected();
    void tellChanged();
    [[nodiscard]] QString countText(int category) const;

    MapColoring &m_coloring;
    QPointer<SampleSelection> m_selection;
    std::vector<int> m_categories; // of each row: those that have images, or could have
    std::vector<std::uint32_t> m_selected;
    bool m_hasSelection = false;
};

} // namespace tandem
