#pragma once

#include "core/augment/pipeline.h"
#include "core/jobs/encode_client.h"
#include "core/report/records.h"
#include "ui/background.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace tandem {

class ProjectSession;

/// The encoder of a trained run, as the page looks at images with it: which runs have one, which is chosen, and the
/// process that encodes. GUI thread.
class TrainedEncoder : public QObject {
    Q_OBJECT
public:
    /// A run with a checkpoint.
    struct Candidate {
        RunId id;
        QString name;
        RunState state = RunState::Done;
        std::int64_t epoch = 0;
        std::optional<Pipeline> pipeline; // that it was trained with; none if its settings cannot be read
    };

    explicit TrainedEncoder(QObject *parent = nullptr);
    ~TrainedEncoder() override;

    /// Null: none. The run that is selected in the session is chosen, if it has a checkpoint, else the newest.
    void setSession(ProjectSession *session);
    /// Lists the runs anew, in the background; runsChanged() follows.
    void refresh();

    /// Newest first.
    [[nodiscard]] const std::vector<Candidate> &candidates() const { return m_candidates; }
    /// Null: none is chosen, as there is none.
    [[nodiscard]] const Candidate *chosen() const;
    void choose(const RunId &run);
    /// "last" or "best".
    [[nodiscard]] const QString &checkpoint() const { return m_checkpoint; }
    void setCheckpoint(const QString &checkpoint);

    /// Of the encoder at work; none before prepare() or a request had its effect.
    [[nodiscard]] const std::optional<EncoderInfo> &info() const;
    /// Has the encoder loaded, if one is chosen.
    void prepare();
    /// See EncodeClient::encode. Nothing happens if no encoder is chosen.
    void encode(const QString &topic, ImageForm form, std::vector<EncodeImage> images, QObject *context,
                EncodeClient::Done done);
    void cancel(const QString &topic);
    /// See EncodeClient::setIdleLimit. Holds for the session.
    void setIdleLimit(int milliseconds);

Q_SIGNALS:
    void runsChanged();
    /// Another encoder is chosen, or the same with newer weights: what an older one said is stale.
    void encoderChanged();
    void ready(const tandem::EncoderInfo &info);
    void failed(const QString &sentence);

private:
    void take(std::vector<Candidate> candidates);
    void apply();

    ProjectSession *m_session = nullptr;
    std::vector<Candidate> m_candidates;
    RunId m_chosen;
    QString m_checkpoint = QStringLiteral("last");
    std::int64_t m_epoch = 0; // of the chosen run when its encoder was loaded
    std::unique_ptr<EncodeClient> m_client;
    BackgroundLane m_lane;
};

} // namespace tandem
