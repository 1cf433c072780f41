// Pictures of what the Augment page makes of a trained run, in both themes: lab_picture PROJECT CLI OUTPUT-FOLDER
// [WIDTH HEIGHT]. The images are those that the project's newest run was trained on.

#include "ui/augment/augment_page.h"
#include "ui/augment/insight_panel.h"
#include "ui/augment/invariance_lab.h"
#include "ui/augment/preview_grid.h"
#include "ui/augment/temperature_panel.h"
#include "ui/project_session.h"
#include "ui/style.h"
#include "ui/theme.h"

#include <QApplication>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace tandem;

int main(int argc, char **argv)
{
    QTemporaryDir folder;
    qputenv("XDG_CONFIG_HOME", folder.path().toUtf8());
    QApplication application(argc, argv);
    QApplication::setStyle(new TandemStyle);
    const QStringList words = QCoreApplication::arguments();
    if (words.size() < 4)
        return 2;
    auto session = ProjectSession::open(words[1], words[2]);
    if (!session)
        return 1;
    const QDir pictures(words[3]);
    AugmentPage page;
    page.setAutoFillBackground(true);
    page.setSession(session->get());
    page.resize(words.value(4, QStringLiteral("1190")).toInt(), words.value(5, QStringLiteral("760")).toInt());
    page.show();
    if (!QTest::qWaitFor([&] { return page.grid().result() != nullptr; }, 120'000))
        return 1;
    for (const ThemeColors *colors : {&lightColors(), &darkColors()}) {
        QApplication::setPalette(paletteOf(*colors));
        const QString theme = colors->dark ? QStringLiteral("dark") : QStringLiteral("light");
        page.setTab(AugmentPage::Tab::Invariance);
        page.lab().chooseAxis(*findStrengthAxis("hue"));
        if (!QTest::qWaitFor([&] { return page.lab().curve() && page.lab().curve()->axis->word == "hue"; }, 120'000))
            return 1;
        page.lab().chooseNumber(-0.3);
        page.lab().meter().rank();
        if (!QTest::qWaitFor([&] { return !page.lab().meter().isRanking(); }, 300'000))
            return 1;
        page.insight().setCurrentIndex(1);
        page.insight().temperature().setWantsRun(true);
        if (!QTest::qWaitFor([&] { return !page.insight().isBusy(); }, 120'000))
            return 1;
        QTest::qWait(1500);
        page.grab().save(pictures.filePath(QStringLiteral("lab-%1.png").arg(theme)));
    }
    page.setSession(nullptr);
    return 0;
}
