#include "ui/shell/coming_page.h"

#include "ui/widgets/empty_state.h"

#include <QVBoxLayout>

namespace tandem {

ComingPage::ComingPage(PageId id, const QString &title, const QString &iconName, const QString &sentence,
                       QWidget *parent)
    : Page(id, title, iconName, parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(new EmptyState(iconName, title, sentence));
}

} // namespace tandem
