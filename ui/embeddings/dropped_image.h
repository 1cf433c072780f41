#pragma once

#include "core/jobs/encode_client.h"
#include "ui/background.h"
#include "ui/embeddings/embedding_moment.h"
#include "ui/embeddings/layout_director.h"

#include <QImage>
#include <QObject>
#include <QPointF>

#include <memory>
#include <optional>

namespace tandem {

class ProjectSession;

/// An image file that is no image of the dataset, as the encoder of a run sees it. GUI thread.
class DroppedImage : public QObject {
    Q_OBJECT
public:
    explicit DroppedImage(QObject *parent = nullptr) : QObject(parent) {}
    ~DroppedImage() override;

    void setSession(ProjectSession *session);
    /// Reads a file and has the encoder of a run look at it; encoded() or failed() follows. The newest file counts. An
    /// encoder from before `epoch`, that the run has reached, is loaded anew.
    void encode(const RunId &run, std::int64_t epoch, const QString &file);
    /// Drops what is under way, and the image.
    void forget();
    /// Finds its place on a map of a moment, from its neighbors there; placed() follows. The newest map counts; without
    /// a moment or a layout, none does.
    void place(const EmbeddingMomentPtr &moment, EmbeddingSpace space, const PlacedMomentPtr &layout,
               double perplexity);

Q_SIGNALS:
    /// `epoch`: of the weights that looked at it.
    void encoded(const QString &name, const QImage &picture, const std::vector<float> &features,
                 const std::vector<float> &projections, qint64 epoch);
    void placed(const QPointF &own); // in the layout's coordinates
    void failed(const QString &sentence);
    void busyChanged(const QString &activity); // empty: done

private:
    void send(const RunId &run, std::int64_t epoch, const QString &name, const QImage &picture);

    ProjectSession *m_session = nullptr;
    std::unique_ptr<EncodeClient> m_client;
    std::vector<float> m_features, m_projections;
    BackgroundLane m_readLane, m_placeLane{BackgroundLane::kGivesWay}; // last: joined first
};

} // namespace tandem
