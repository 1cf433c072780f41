// Milliseconds from a change of the pipeline to the painted grid of 32 views on the Augment page, while a hand drags a
// slider: bench_preview 32|224. Prints the median and the 95th percentile of sixty changes.

#include "ui/augment/augment_page.h"
#include "ui/augment/preview_bar.h"
#include "ui/augment/preview_grid.h"
#include "ui/project_session.h"
#include "ui/style.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QImage>
#include <QSpinBox>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <string_view>
#include <vector>

using namespace tandem;

namespace {

constexpr int kChanges = 60;
constexpr int kPatienceMs = 20'000;

void writeImages(const QString &folder, int width, int height)
{
    QDir().mkpath(folder);
    for (int i = 0; i < 16; ++i) {
        QImage image(width, height, QImage::Format_RGB888);
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x)
                image.setPixel(x, y, qRgb((x * 3 + i * 40) % 256, (y * 2 + i * 7) % 256, (x + y) % 256));
        image.save(QStringLiteral("%1/%2.png").arg(folder).arg(i));
    }
}

/// Notes each time that the grid was painted.
class PaintWatch : public QObject {
public:
    explicit PaintWatch(PreviewGrid &grid) : m_grid(grid) { grid.viewport()->installEventFilter(this); }
    /// The pipeline that was on the screen last.
    [[nodiscard]] const Pipeline &painted() const { return m_painted; }
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && m_grid.result())
            m_painted = m_grid.result()->request.pipelines[0];
        return false;
    }

private:
    PreviewGrid &m_grid;
    Pipeline m_painted;
};

template <class Condition> bool waitFor(Condition condition)
{
    QElapsedTimer clock;
    clock.start();
    while (!condition()) {
        if (clock.elapsed() > kPatienceMs)
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
    }
    return true;
}

} // namespace

int main(int argc, char **argv)
{
    const bool large = argc == 2 && std::string_view(argv[1]) == "224";
    if (argc != 2 || (!large && std::string_view(argv[1]) != "32")) {
        std::fprintf(stderr, "usage: bench_preview 32|224\n");
        return 2;
    }
    QTemporaryDir folder;
    for (const char *name : {"XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"})
        qputenv(name, folder.path().toUtf8());
    QApplication application(argc, argv);
    QApplication::setStyle(new TandemStyle);
    writeImages(folder.filePath(QStringLiteral("images")), large ? 500 : 32, large ? 375 : 32);
    const QString project = folder.filePath(QStringLiteral("p.tandem"));
    if (!createProject(project.toStdString()))
        return 1;
    auto session = ProjectSession::open(project, QStringLiteral("tandem-cli"));
    if (!session)
        return 1;
    AugmentPage page;
    page.setSession(session->get());
    page.resize(1180, 740);
    page.show();
    page.bar().setSamples(8);
    for (auto *field : page.bar().findChildren<QSpinBox *>())
        if (field->accessibleName() == QStringLiteral("How many epochs"))
            field->setValue(2); // 8 samples x 2 epochs x 2 views
    PaintWatch watch(page.grid());
    Settings draft = (*session)->draft();
    draft.data.path = folder.filePath(QStringLiteral("images")).toStdString();
    (*session)->setDraft(draft);
    if (!waitFor([&] { return page.grid().result() && page.grid().result()->views.size() == 32; }))
        return 1;
    Pipeline pipeline = presetPipeline(large ? "imagenet" : "cifar");
    std::vector<double> times;
    for (int i = 0; i < kChanges; ++i) {
        setColorStrength(pipeline, 0.5 + 0.01 * i);
        QElapsedTimer clock;
        clock.start();
        page.document().change(pipeline, QStringLiteral("strength"), 1);
        if (!waitFor([&] { return watch.painted() == pipeline; }))
            return 1;
        times.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
    }
    std::sort(times.begin(), times.end());
    std::printf("%.3f %.3f\n", times[kChanges / 2], times[kChanges * 95 / 100]);
    page.setSession(nullptr);
    return 0;
}
