#include "ui/shell/pages.h"

#include "ui/augment/augment_page.h"
#include "ui/data/data_page.h"
#include "ui/embeddings/embeddings_page.h"
#include "ui/runs/runs_page.h"
#include "ui/sweeps/sweeps_page.h"

namespace tandem {

QList<Page *> makePages()
{
    auto *augment = new AugmentPage;
    auto *sweeps = new SweepsPage;
    QObject::connect(augment, &AugmentPage::sweepRequested, sweeps,
                     [sweeps](const SweepSpec &spec) { sweeps->askForNewSweep(spec); });
    return {new DataPage, augment, new RunsPage, sweeps, new EmbeddingsPage};
}

} // namespace tandem
