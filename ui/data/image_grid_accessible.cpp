#include "ui/data/image_grid_accessible.h"

#include "ui/data/image_grid.h"

#include <QAccessible>
#include <QAccessibleWidget>

namespace tandem {

namespace {

class ImageGridAccessible : public QAccessibleWidget {
public:
    explicit ImageGridAccessible(ImageGrid *grid) : QAccessibleWidget(grid, QAccessible::List), m_grid(grid) {}

    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        switch (kind) {
        case QAccessible::Value:
            return m_grid->describePlace(m_grid->currentPlace());
        case QAccessible::Description:
            return ImageGrid::tr("%Ln image(s); the arrow keys move from one to the next", nullptr,
                                 static_cast<int>(m_grid->shown().size()));
        default:
            return QAccessibleWidget::text(kind);
        }
    }

private:
    ImageGrid *m_grid;
};

QAccessibleInterface *makeAccessible(const QString &, QObject *object)
{
    auto *grid = qobject_cast<ImageGrid *>(object);
    return grid ? new ImageGridAccessible(grid) : nullptr;
}

} // namespace

void installImageGridAccessible()
{
    static const bool installed = [] {
        QAccessible::installFactory(makeAccessible);
        return true;
    }();
    Q_UNUSED(installed)
}

} // namespace tandem
