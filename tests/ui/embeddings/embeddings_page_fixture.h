#pragma once

#include "core/config/settings_table.h"
#include "core/store/embedding_files.h"
#include "core/store/run_writer.h"
#include "tests/ui/ui_testing.h"
#include "ui/embeddings/embeddings_page.h"
#include "ui/embeddings/map_panel.h"
#include "ui/project_session.h"
#include "ui/widgets/labels.h"

#include <QObject>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

namespace tandem::test {

inline constexpr std::uint32_t kClasses = 4, kPerClass = 30, kImages = kClasses * kPerClass;
inline constexpr int kPatienceMs = 60'000;

template <class T> T take(Result<T> result)
{
    if (!result)
        qFatal("%s", describe(result.error()).c_str());
    return std::move(*result);
}

/// Embeddings of a run over images in four folders: noise at first, four classes later.
inline EmbeddingRecord embeddingAt(std::int64_t epoch)
{
    EmbeddingRecord record;
    record.epoch = record.ordinal = epoch;
    record.step = epoch * 10;
    record.wallMs = 1'700'000'000'000 + epoch;
    record.featureDimension = 12;
    record.projectionDimension = 6;
    for (std::uint32_t i = 0; i < kImages; ++i) {
        record.samples.push_back(i);
        record.labels.push_back(static_cast<std::int32_t>(i / kPerClass));
        record.predicted.push_back(static_cast<std::int32_t>(i / kPerClass));
        record.positives.push_back(0.8F);
        for (std::uint32_t k = 0; k < 18; ++k) {
            const double noise = std::sin(12.9898 * (i + 1) + 78.233 * (k + 1) + 0.3 * static_cast<double>(epoch));
            const double centre = k % kClasses == i / kPerClass ? static_cast<double>(epoch) : 0.0;
            (k < 12 ? record.h : record.z).push_back(static_cast<float>(centre + noise));
        }
    }
    return record;
}

/// The page on a project that has images in four folders and, as a test adds them, runs with embeddings of those.
class EmbeddingsPageFixture : public QObject {
protected:
    [[nodiscard]] ProjectLayout layout() const { return ProjectLayout(m_project.toStdString()); }

    void openSession()
    {
        m_session = take(ProjectSession::open(m_project, QStringLiteral(TANDEM_CLI)));
        m_page->setSession(m_session.get());
    }

    void reopen()
    {
        m_page->setSession(nullptr);
        m_session.reset();
        m_page = std::make_unique<EmbeddingsPage>();
        m_page->resize(1200, 760);
        openSession();
        m_page->show();
    }

    /// A run on the images of the test's folder.
    std::unique_ptr<RunWriter> begin(const std::string &name, RunId &id, const QString &images)
    {
        Settings settings;
        settings.data.path = settings.data.testPath = images.toStdString();
        id = RunId::make();
        auto writer = take(RunWriter::create(layout(), {id, name, settingsToJson(settings)}));
        RunPlan plan;
        plan.settingsJson = settingsToJson(settings);
        plan.totalEpochs = 9;
        if (!writer->setPlan(plan))
            qFatal("no plan");
        return writer;
    }

    RunId addRun(const std::string &name, std::int64_t last, const QString &images)
    {
        RunId id;
        auto writer = begin(name, id, images);
        for (std::int64_t epoch = 0; epoch <= last; ++epoch)
            if (!writer->saveEmbedding(embeddingAt(epoch)))
                qFatal("no embedding");
        if (!writer->finish({RunState::Done, "sum", {}, 1}))
            qFatal("no end");
        return id;
    }

    [[nodiscard]] bool hasSettled() const
    {
        return m_page->director().count() > 0 && m_page->director().computed() == m_page->director().count() &&
               !m_page->director().isSettling() && m_page->analyst().map() && m_page->mapPanel().map().table() &&
               m_page->mapPanel().map().table()->column(QStringLiteral("trust"));
    }

    [[nodiscard]] std::int64_t measuredEpoch() const
    {
        const SpaceAnalysisPtr &space = m_page->analyst().space();
        return space ? space->moment->record.epoch : -1;
    }

    [[nodiscard]] QString caption() const
    {
        for (const ElidedLabel *label : m_page->mapPanel().findChildren<ElidedLabel *>())
            if (label->text().contains(QStringLiteral("t-SNE")) || label->text().contains(QStringLiteral("PCA of")))
                return label->text();
        return {};
    }

    void makeProject()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_project = m_folder->filePath(QStringLiteral("p.tandem"));
        m_images = m_folder->filePath(QStringLiteral("images"));
        for (const char *name : {"ant", "bee", "cat", "dog"})
            testing::writeImages(m_images, QString::fromLatin1(name), kPerClass);
        QVERIFY(createProject(m_project.toStdString()));
        m_page = std::make_unique<EmbeddingsPage>();
        m_page->resize(1200, 760);
        openSession();
    }

    void closeProject()
    {
        m_page->setSession(nullptr);
        m_session.reset();
        m_page.reset();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_project, m_images;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<EmbeddingsPage> m_page;
};

} // namespace tandem::test
