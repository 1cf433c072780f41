#include "ui/embeddings/embedding_map_accessible.h"

#include "ui/embeddings/embedding_map.h"

#include <QAccessible>
#include <QAccessibleWidget>

namespace tandem {

namespace {

class EmbeddingMapAccessible : public QAccessibleWidget {
public:
    explicit EmbeddingMapAccessible(EmbeddingMap *map) : QAccessibleWidget(map, QAccessible::Chart), m_map(map) {}

    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        switch (kind) {
        case QAccessible::Value:
            return m_map->describePoint(m_map->currentPoint());
        case QAccessible::Description:
            return m_map->summary();
        case QAccessible::Help:
            return EmbeddingMap::tr(
                "The arrow keys walk from point to point, Space selects, Ctrl and the arrow keys move "
                "the map, plus and minus zoom.");
        default:
            return QAccessibleWidget::text(kind);
        }
    }

private:
    EmbeddingMap *m_map;
};

QAccessibleInterface *makeAccessible(const QString &, QObject *object)
{
    auto *map = qobject_cast<EmbeddingMap *>(object);
    return map ? new EmbeddingMapAccessible(map) : nullptr;
}

} // namespace

void installEmbeddingMapAccessible()
{
    static const bool installed = [] {
        QAccessible::installFactory(makeAccessible);
        return true;
    }();
    Q_UNUSED(installed)
}

} // namespace tandem
