#pragma once

#include <QProxyStyle>

class QPushButton;

namespace tandem {

/// Fusion with flat surfaces: outlined buttons and fields with 4 px corners, a filled primary button (the dialog's
/// default button, or any with the property "primary"), two-pixel focus rings in the accent colour, slim scroll bars
/// and progress bars. Metrics stay those of Fusion, so fonts and scale factors of the desktop keep working.
class TandemStyle : public QProxyStyle {
    Q_OBJECT
public:
    TandemStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;
    [[nodiscard]] int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                                QStyleHintReturn *returnData) const override;
    [[nodiscard]] QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                         const QWidget *widget) const override;
    void polish(QWidget *widget) override;
    using QProxyStyle::polish;
};

/// Marks a button as the one thing to do next on a page.
void makePrimary(QPushButton *button);

} // namespace tandem
