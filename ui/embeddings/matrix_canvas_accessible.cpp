#include "ui/embeddings/matrix_canvas.h"

#include <QAccessible>
#include <QAccessibleWidget>

namespace tandem {

namespace {

class MatrixCanvasAccessible : public QAccessibleWidget {
public:
    explicit MatrixCanvasAccessible(MatrixCanvas *canvas)
        : QAccessibleWidget(canvas, QAccessible::Graphic), m_canvas(canvas)
    {
    }

    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        if (kind == QAccessible::Value) // the pair under the cursor, as whoever owns the canvas words it
            return m_canvas->accessibleDescription();
        if (kind == QAccessible::Description)
            return MatrixCanvas::tr(
                "The arrow keys move from pair to pair, Enter selects both images, plus and minus zoom.");
        return QAccessibleWidget::text(kind);
    }

private:
    MatrixCanvas *m_canvas;
};

QAccessibleInterface *makeAccessible(const QString &, QObject *object)
{
    auto *canvas = qobject_cast<MatrixCanvas *>(object);
    return canvas ? new MatrixCanvasAccessible(canvas) : nullptr;
}

} // namespace

void installMatrixCanvasAccessible()
{
    static const bool installed = [] {
        QAccessible::installFactory(makeAccessible);
        return true;
    }();
    Q_UNUSED(installed)
}

} // namespace tandem
