#include "ui/data/dataset_loader.h"

#include <utility>

namespace tandem {

namespace {

/// None: stopped.
std::optional<Result<OpenDatasetPtr>> openOnLane(const std::filesystem::path &path, DecodeProgress progress,
                                                 const std::stop_token &stop)
{
    OpenImagesOptions options;
    options.progress = std::move(progress);
    auto images = openImages(path, options, stop);
    if (!images)
        return Result<OpenDatasetPtr>(images.error());
    if (!*images || stop.stop_requested())
        return std::nullopt;
    auto dataset = std::make_shared<OpenDataset>();
    dataset->images = *images;
    dataset->summary = summarise(**images, stop);
    return Result<OpenDatasetPtr>(OpenDatasetPtr(std::move(dataset)));
}

} // namespace

DatasetLoader::DatasetLoader(QObject *parent) : QObject(parent) {}

void DatasetLoader::open(const QString &path)
{
    const std::uint64_t request = ++m_request;
    m_path = path;
    m_dataset.reset();
    if (path.isEmpty()) {
        m_lane.cancel();
        become(State::Empty);
        return;
    }
    const auto tell = [this, request](std::uint32_t done, std::uint32_t total) {
        QMetaObject::invokeMethod(
            this,
            [this, request, done, total] {
                if (request == m_request)
                    Q_EMIT progressed(static_cast<int>(done), static_cast<int>(total));
            },
            Qt::QueuedConnection);
    };
    m_lane.submit(
        this,
        [file = std::filesystem::path(path.toStdString()), tell](const std::stop_token &stop) {
            return openOnLane(file, tell, stop);
        },
        [this](std::optional<Result<OpenDatasetPtr>> opened) { finish(std::move(opened)); });
    become(State::Loading);
}

void DatasetLoader::cancel()
{
    if (m_state == State::Loading)
        open({});
}

void DatasetLoader::finish(std::optional<Result<OpenDatasetPtr>> opened)
{
    if (!opened)
        return;
    if (*opened) {
        m_dataset = **opened;
        become(State::Ready);
    } else {
        m_error = opened->error();
        become(State::Failed);
    }
}

void DatasetLoader::become(State state)
{
    m_state = state;
    Q_EMIT changed();
}

} // namespace tandem
