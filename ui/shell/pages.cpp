#include "ui/shell/pages.h"

#include "ui/augment/augment_page.h"
#include "ui/data/data_page.h"
#include "ui/runs/runs_page.h"
#include "ui/shell/coming_page.h"

#include <QCoreApplication>

namespace tandem {

namespace {

struct Pages {
    Q_DECLARE_TR_FUNCTIONS(Pages)
};

} // namespace

QList<Page *> makePages()
{
    auto *sweeps = new ComingPage(PageId::Sweeps, Pages::tr("Sweeps"), QStringLiteral("sweeps"),
                                  Pages::tr("Here you will train one experiment at many temperatures and batch sizes, "
                                            "and see which setting matters."));
    auto *embeddings = new ComingPage(PageId::Embeddings, Pages::tr("Embeddings"), QStringLiteral("embeddings"),
                                      Pages::tr("Here you will see the images as the encoder arranges them: a map, "
                                                "the neighbors of each image, and the classes that mix."));
    return {new DataPage, new AugmentPage, new RunsPage, sweeps, embeddings};
}

} // namespace tandem
