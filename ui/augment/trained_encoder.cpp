#include "ui/augment/trained_encoder.h"

#include "core/config/settings_table.h"
#include "core/store/project.h"
#include "ui/error_text.h"
#include "ui/project_session.h"

#include <algorithm>
#include <utility>

namespace tandem {

namespace {

bool hasCheckpoint(const ProjectLayout &project, const RunId &id)
{
    std::error_code ignored;
    const std::filesystem::directory_iterator entries(project.checkpoints(id), ignored);
    return std::any_of(begin(entries), end(entries),
                       [](const auto &entry) { return entry.path().extension() == ".ckpt"; });
}

std::vector<TrainedEncoder::Candidate> candidatesOf(const ProjectLayout &project, const std::stop_token &stop)
{
    std::vector<TrainedEncoder::Candidate> candidates;
    const auto runs = listRuns(project);
    if (!runs)
        return candidates;
    for (const RunSummary &run : *runs) {
        if (stop.stop_requested())
            break;
        if (!hasCheckpoint(project, run.id))
            continue;
        TrainedEncoder::Candidate candidate{run.id, QString::fromStdString(run.name), run.state, run.epoch, {}};
        if (const auto settings = settingsFromJson(run.settingsJson, {}, run.name))
            if (auto pipeline = resolvePipeline(settings->augment, 1)) // the run has settled the size
                candidate.pipeline = std::move(*pipeline);
        candidates.push_back(std::move(candidate));
    }
    return candidates;
}

} // namespace

TrainedEncoder::TrainedEncoder(QObject *parent) : QObject(parent) {}

TrainedEncoder::~TrainedEncoder() = default;

void TrainedEncoder::setSession(ProjectSession *session)
{
    m_lane.cancel();
    m_session = session;
    m_client.reset();
    m_candidates.clear();
    m_chosen = {};
    if (m_session) {
        m_client = std::make_unique<EncodeClient>(m_session->layout(), m_session->cliProgram());
        connect(m_client.get(), &EncodeClient::ready, this, &TrainedEncoder::ready);
        connect(m_client.get(), &EncodeClient::failed, this,
                [this](const Error &error) { Q_EMIT failed(errorText(error)); });
    }
    Q_EMIT runsChanged();
    Q_EMIT encoderChanged();
}

void TrainedEncoder::refresh()
{
    if (!m_session)
        return;
    m_lane.submit(
        this, [project = m_session->layout()](const std::stop_token &stop) { return candidatesOf(project, stop); },
        [this](std::vector<Candidate> candidates) { take(std::move(candidates)); });
}

void TrainedEncoder::take(std::vector<Candidate> candidates)
{
    m_candidates = std::move(candidates);
    const auto find = [this](const RunId &id) {
        return std::find_if(m_candidates.begin(), m_candidates.end(), [&](const Candidate &c) { return c.id == id; });
    };
    auto chosen = find(m_chosen);
    if (chosen == m_candidates.end())
        chosen = find(m_session->selectedRun());
    if (chosen == m_candidates.end())
        chosen = m_candidates.begin();
    const RunId id = chosen == m_candidates.end() ? RunId() : chosen->id;
    const std::int64_t epoch = chosen == m_candidates.end() ? 0 : chosen->epoch;
    const bool isSame = id == m_chosen;
    m_chosen = id;
    Q_EMIT runsChanged();
    if (!isSame) {
        apply();
    } else if (epoch > m_epoch && info() && info()->epoch < epoch) { // it was trained on meanwhile
        m_epoch = epoch;
        m_client->reload();
        Q_EMIT encoderChanged();
    }
}

const TrainedEncoder::Candidate *TrainedEncoder::chosen() const
{
    const auto found =
        std::find_if(m_candidates.begin(), m_candidates.end(), [this](const Candidate &c) { return c.id == m_chosen; });
    return found == m_candidates.end() ? nullptr : &*found;
}

void TrainedEncoder::choose(const RunId &run)
{
    if (run == m_chosen)
        return;
    m_chosen = run;
    Q_EMIT runsChanged();
    apply();
}

void TrainedEncoder::setCheckpoint(const QString &checkpoint)
{
    if (checkpoint == m_checkpoint)
        return;
    m_checkpoint = checkpoint;
    apply();
}

void TrainedEncoder::apply()
{
    if (!m_client)
        return;
    const Candidate *candidate = chosen();
    m_epoch = candidate ? candidate->epoch : 0;
    m_client->setEncoder(candidate ? candidate->id : RunId(), m_checkpoint);
    Q_EMIT encoderChanged();
}

const std::optional<EncoderInfo> &TrainedEncoder::info() const
{
    static const std::optional<EncoderInfo> none;
    return m_client ? m_client->info() : none;
}

void TrainedEncoder::prepare()
{
    if (m_client)
        m_client->prepare();
}

void TrainedEncoder::encode(const QString &topic, ImageForm form, std::vector<EncodeImage> images, QObject *context,
                            EncodeClient::Done done)
{
    if (m_client && m_client->run().isValid())
        m_client->encode(topic, form, std::move(images), context, std::move(done));
}

void TrainedEncoder::cancel(const QString &topic)
{
    if (m_client)
        m_client->cancel(topic);
}

void TrainedEncoder::setIdleLimit(int milliseconds)
{
    if (m_client)
        m_client->setIdleLimit(milliseconds);
}

} // namespace tandem
