#include "ui/augment/preview_grid_accessible.h"

#include "ui/augment/preview_grid.h"

#include <QAccessible>
#include <QAccessibleWidget>

namespace tandem {

namespace {

class PreviewGridAccessible : public QAccessibleWidget {
public:
    explicit PreviewGridAccessible(PreviewGrid *grid) : QAccessibleWidget(grid, QAccessible::Table), m_grid(grid) {}

    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        switch (kind) {
        case QAccessible::Value:
            return m_grid->describePlace(m_grid->current());
        case QAccessible::Description:
            return PreviewGrid::tr("The arrow keys move from one view to the next.");
        default:
            return QAccessibleWidget::text(kind);
        }
    }

private:
    PreviewGrid *m_grid;
};

QAccessibleInterface *makeAccessible(const QString &, QObject *object)
{
    auto *grid = qobject_cast<PreviewGrid *>(object);
    return grid ? new PreviewGridAccessible(grid) : nullptr;
}

} // namespace

void installPreviewGridAccessible()
{
    static const bool installed = [] {
        QAccessible::installFactory(makeAccessible);
        return true;
    }();
    Q_UNUSED(installed)
}

} // namespace tandem
