#pragma once

#include "ui/embeddings/point_table.h"
#include "ui/embeddings/sample_images.h"

#include <QAbstractTableModel>
#include <QPointer>

#include <limits>
#include <vector>

namespace tandem {

/// Two images that lie closer than an image and its own other view: a false negative, if they show the same thing.
struct SamplePair {
    enum class Labels { Unknown, Same, Other };

    std::uint32_t a = 0, b = 0; // points
    float cosine = 0;
    float positive = std::numeric_limits<float>::quiet_NaN(); // cosine of two views of one of them; NaN: not known
    Labels labels = Labels::Unknown;
    bool isNearDuplicate = false; // a person's mark
    bool isAlike = false;         // cosine of near-duplicates, see ClosePairsOptions
};

/// Pairs as rows. GUI thread.
class PairModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Pictures, Excess, Cosine, Positive, Labels, Mark, kColumns };
    enum Role { SortRole = Qt::UserRole, FirstPictureRole, SecondPictureRole, FirstNameRole, SecondNameRole };

    explicit PairModel(QObject *parent = nullptr);

    /// `table`: what the pairs number.
    void setPairs(const PointTablePtr &table, std::vector<SamplePair> pairs);
    void setImages(SampleImages *images);
    [[nodiscard]] const SamplePair &pairAt(int row) const { return m_pairs[static_cast<std::size_t>(row)]; }
    [[nodiscard]] const std::vector<SamplePair> &pairs() const { return m_pairs; }
    [[nodiscard]] const PointTablePtr &table() const { return m_table; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    /// A person marked a pair, or took the mark away.
    void markChanged(quint32 sampleA, quint32 sampleB, bool isNearDuplicate);

private:
    [[nodiscard]] QString nameOf(std::uint32_t point) const;
    [[nodiscard]] QString labelText(const SamplePair &pair) const;
    [[nodiscard]] QString markText(const SamplePair &pair, bool spoken) const;

    PointTablePtr m_table;
    QPointer<SampleImages> m_images;
    std::vector<SamplePair> m_pairs;
};

} // namespace tandem
