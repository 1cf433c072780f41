#pragma once

#include "ui/embeddings/confusion_model.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QTableView;

namespace tandem {

/// Which classes a vote of neighbors takes for which, as a heat map with numbers. A click, or Enter, on a cell asks to
/// see its images. GUI thread.
class ConfusionView : public QWidget {
    Q_OBJECT
public:
    explicit ConfusionView(QWidget *parent = nullptr);

    /// See ConfusionModel. `source` tells where the prediction comes from ("kNN on h, k 200, τ 0.1"), for the caption.
    void setPoints(const PointTablePtr &table, const QString &truthKey, const QString &predictedKey,
                   const QString &source = {});

    [[nodiscard]] ConfusionModel &model() { return m_model; }
    [[nodiscard]] QTableView &table() { return *m_view; }

Q_SIGNALS:
    /// `sentence` says which images they are.
    void imagesRequested(const std::vector<std::uint32_t> &points, const QString &sentence);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitCells();
    void showCaption();
    void request(const QModelIndex &index);

    ConfusionModel m_model;
    QTableView *m_view;
    QCheckBox *m_shares;
    QLabel *m_caption;
    QString m_source;
    std::uint32_t m_most = 0; // images in a cell
};

} // namespace tandem
