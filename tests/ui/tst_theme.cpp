#include "tests/ui/ui_testing.h"
#include "ui/icons.h"
#include "ui/style.h"
#include "ui/theme.h"
#include "ui/theme_controller.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDirIterator>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSvgRenderer>
#include <QTest>
#include <QToolButton>

using namespace tandem;

Q_DECLARE_METATYPE(const ThemeColors *)

namespace {

constexpr double kTextContrast = 4.5;     // WCAG 2.1, 1.4.3
constexpr double kGraphicsContrast = 3.0; // WCAG 2.1, 1.4.11

struct Named {
    const char *name;
    QColor color;
};

} // namespace

class ThemeTest : public QObject {
    Q_OBJECT
public:
    explicit ThemeTest(const testing::Sandbox &) {}

private Q_SLOTS:
    void contrastOfKnownPairs();
    void textHasContrast_data();
    void textHasContrast();
    void graphicsHaveContrast_data() { textHasContrast_data(); }
    void graphicsHaveContrast();
    void paletteTellsItsTheme();
    void seriesDiffer_data() { textHasContrast_data(); }
    void seriesDiffer();
    void controllerSwitchesAndRemembers();
    void iconsAreDrawnInTheThemesColor();
    void everyIconRenders();
    void focusedControlsShowARing();
};

void ThemeTest::contrastOfKnownPairs()
{
    QCOMPARE(contrastRatio(Qt::black, Qt::white), 21.0);
    QCOMPARE(contrastRatio(Qt::red, Qt::red), 1.0);
    QVERIFY(qAbs(contrastRatio(QColor(0x777777), Qt::white) - 4.48) < 0.01); // the well-known grey just below AA
}

void ThemeTest::textHasContrast_data()
{
    QTest::addColumn<const ThemeColors *>("colors");
    QTest::newRow("light") << &lightColors();
    QTest::newRow("dark") << &darkColors();
}

void ThemeTest::textHasContrast()
{
    QFETCH(const ThemeColors *, colors);
    const ThemeColors &c = *colors;
    const Named grounds[] = {{"window", c.window}, {"surface", c.surface}, {"sunken", c.sunken},
                             {"rail", c.rail},     {"hover", c.hover},     {"accentSoft", c.accentSoft}};
    const Named inks[] = {{"text", c.text}, {"mutedText", c.mutedText}, {"accentText", c.accentText},
                          {"good", c.good}, {"warning", c.warning},     {"bad", c.bad},
                          {"idle", c.idle}};
    for (const Named &ground : grounds)
        for (const Named &ink : inks)
            QVERIFY2(contrastRatio(ink.color, ground.color) >= kTextContrast,
                     qPrintable(QStringLiteral("%1 on %2").arg(QLatin1String(ink.name), QLatin1String(ground.name))));
    for (const QColor &soft : {c.warningSoft, c.badSoft, c.goodSoft})
        QVERIFY(contrastRatio(c.text, soft) >= kTextContrast);
    QVERIFY(contrastRatio(c.bad, c.badSoft) >= kTextContrast);
    QVERIFY(contrastRatio(c.warning, c.warningSoft) >= kTextContrast);
    QVERIFY(contrastRatio(c.good, c.goodSoft) >= kTextContrast);
    QVERIFY(contrastRatio(c.onAccent, c.accent) >= kTextContrast);
}

void ThemeTest::graphicsHaveContrast()
{
    QFETCH(const ThemeColors *, colors);
    const ThemeColors &c = *colors;
    for (const QColor &ground : {c.window, c.surface}) {
        QVERIFY(contrastRatio(c.control, ground) >= kGraphicsContrast);
        QVERIFY(contrastRatio(c.accent, ground) >= kGraphicsContrast); // the focus ring
        QVERIFY(contrastRatio(c.chartAxis, ground) >= kGraphicsContrast);
    }
    QVERIFY(contrastRatio(c.accent, c.sunken) >= kGraphicsContrast); // ring in the picture grid
    QVERIFY(contrastRatio(c.accent, c.rail) >= kGraphicsContrast);   // mark of the current page
    for (const QColor &series : c.series)
        QVERIFY2(contrastRatio(series, c.surface) >= kGraphicsContrast, qPrintable(series.name()));
    for (const RunState state : {RunState::Queued, RunState::Starting, RunState::Running, RunState::Stopping,
                                 RunState::Stopped, RunState::Done, RunState::Failed, RunState::Lost})
        QVERIFY(contrastRatio(stateColor(state, c), c.surface) >= kTextContrast);
}

void ThemeTest::paletteTellsItsTheme()
{
    QCOMPARE(&colorsFor(paletteOf(lightColors())), &lightColors());
    QCOMPARE(&colorsFor(paletteOf(darkColors())), &darkColors());
}

void ThemeTest::seriesDiffer()
{
    QFETCH(const ThemeColors *, colors);
    for (std::size_t i = 0; i < colors->series.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            QVERIFY(colors->series[i] != colors->series[j]);
    QCOMPARE(seriesColor(9, *colors), colors->series[1]);
}

void ThemeTest::controllerSwitchesAndRemembers()
{
    ThemeController controller;
    controller.setChoice(ThemeChoice::Dark);
    QVERIFY(colorsFor(QApplication::palette()).dark);
    QCOMPARE(ThemeController::remembered(), ThemeChoice::Dark);
    controller.setChoice(ThemeChoice::Light, false); // for this start only
    QVERIFY(!colorsFor(QApplication::palette()).dark);
    QCOMPARE(ThemeController::remembered(), ThemeChoice::Dark);
    controller.setChoice(ThemeChoice::System);
    QVERIFY(!colorsFor(QApplication::palette()).dark); // the offscreen platform's palette is light
    QCOMPARE(QSettings().value(QStringLiteral("view/theme")).toString(), QStringLiteral("system"));
    QVERIFY(!themeFromWord(QStringLiteral("purple")));
}

void ThemeTest::iconsAreDrawnInTheThemesColor()
{
    ThemeController controller;
    const QIcon sign = icon(QStringLiteral("stop"));
    const auto strongest = [&sign] { // the icon's colour at its most opaque pixel
        const QImage image = sign.pixmap(64).toImage().convertToFormat(QImage::Format_ARGB32);
        QColor best(0, 0, 0, 0);
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                if (image.pixelColor(x, y).alpha() > best.alpha())
                    best = image.pixelColor(x, y);
        return best;
    };
    controller.setChoice(ThemeChoice::Light, false);
    QCOMPARE(strongest(), lightColors().text);
    controller.setChoice(ThemeChoice::Dark, false);
    QCOMPARE(strongest(), darkColors().text);
}

void ThemeTest::everyIconRenders()
{
    initialiseResources();
    int icons = 0;
    QDirIterator files(QStringLiteral(":/tandem/icons"));
    while (files.hasNext()) {
        const QSvgRenderer renderer(files.next());
        QVERIFY2(renderer.isValid(), qPrintable(files.filePath()));
        QCOMPARE(renderer.viewBox(), QRect(0, 0, 24, 24));
        QVERIFY(hasIcon(files.fileInfo().completeBaseName()));
        ++icons;
    }
    QVERIFY(icons > 30);
    QVERIFY(!hasIcon(QStringLiteral("no such icon")));
    QVERIFY(!applicationIcon().pixmap(64).isNull());
}

void ThemeTest::focusedControlsShowARing()
{
    ThemeController controller;
    controller.setChoice(ThemeChoice::Light, false);
    QWidget window;
    QLineEdit field(&window);
    QPushButton button(QStringLiteral("Button"), &window);
    QToolButton tool(&window);
    QCheckBox box(QStringLiteral("Check"), &window);
    QComboBox choice(&window);
    QList<QWidget *> widgets{&field, &button, &tool, &box, &choice};
    for (int i = 0; i < widgets.size(); ++i) {
        widgets[i]->setFocusPolicy(Qt::StrongFocus);
        widgets[i]->setGeometry(10, 10 + 40 * i, 120, 30);
    }
    window.show();
    QApplication::setActiveWindow(&window); // there is no window manager to do it
    QVERIFY(QTest::qWaitForWindowActive(&window));
    const auto accented = [](QWidget *widget) { // pixels in the colour of the ring
        const QImage image = widget->grab().toImage();
        int count = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                count += image.pixelColor(x, y) == lightColors().accent ? 1 : 0;
        return count;
    };
    for (int i = 0; i < widgets.size(); ++i) {
        widgets[(i + 1) % widgets.size()]->setFocus(Qt::TabFocusReason);
        QVERIFY2(accented(widgets[i]) == 0, widgets[i]->metaObject()->className());
        widgets[i]->setFocus(Qt::TabFocusReason);
        QVERIFY2(accented(widgets[i]) > 60, widgets[i]->metaObject()->className());
    }
}

int main(int argc, char **argv)
{
    const testing::Sandbox box;
    QApplication application(argc, argv);
    QApplication::setStyle(new TandemStyle);
    ThemeTest test(box);
    return QTest::qExec(&test, argc, argv);
}
#include "tst_theme.moc"
