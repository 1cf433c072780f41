#pragma once

#include "ui/embeddings/neighbors.h"
#include "ui/embeddings/point_table.h"
#include "ui/embeddings/sample_images.h"
#include "ui/sample_selection.h"

#include <QAbstractListModel>
#include <QPointer>

#include <vector>

namespace tandem {

/// The nearest images of a question, nearest first. GUI thread.
class NeighborModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { PointRole = Qt::UserRole, CosineRole, ClassRole, OtherClassRole, PictureRole, SelectedRole };

    explicit NeighborModel(QObject *parent = nullptr);

    void setTable(PointTablePtr table); // other points: forgets the neighbors
    void setImages(SampleImages *images);
    void setSelection(SampleSelection *selection);
    /// `ownClass`: category of what was asked about, in the column "class"; kNoCategory: it has none.
    void setNeighbors(std::vector<Neighbor> neighbors, std::int32_t ownClass);
    [[nodiscard]] const std::vector<Neighbor> &neighbors() const { return m_neighbors; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] QString nameOf(std::uint32_t point) const;
    [[nodiscard]] const SampleColumn *classes() const;
    void tellChanged();

    PointTablePtr m_table;
    QPointer<SampleImages> m_images;
    QPointer<SampleSelection> m_selection;
    std::vector<Neighbor> m_neighbors;
    std::int32_t m_ownClass = kNoCategory;
};

} // namespace tandem
