// Pictures of the Augment page on somebody's images, in both themes: augment_picture IMAGES OUTPUT-FOLDER [PRESET
// [PROJECT]]; with a project, the dialog that shows a pair of its newest run as well.

#include "ui/augment/augment_page.h"
#include "ui/augment/insight_panel.h"
#include "ui/augment/operation_list.h"
#include "ui/augment/past_pair_dialog.h"
#include "ui/augment/pipeline_editor.h"
#include "ui/augment/preview_bar.h"
#include "ui/augment/preview_grid.h"
#include "ui/augment/temperature_panel.h"
#include "ui/project_session.h"
#include "ui/style.h"
#include "ui/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QSignalSpy>
#include <QSlider>
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
    if (words.size() < 3)
        return 2;
    const QDir pictures(words[2]);
    const QString project = folder.filePath(QStringLiteral("p.tandem"));
    if (!createProject(project.toStdString()))
        return 1;
    auto session = ProjectSession::open(project, QStringLiteral("tandem-cli"));
    if (!session)
        return 1;
    AugmentPage page;
    page.setAutoFillBackground(true);
    Settings draft = (*session)->draft();
    draft.data.path = words[1].toStdString();
    (*session)->setDraft(draft);
    page.setSession(session->get());
    for (const ThemeColors *colors : {&lightColors(), &darkColors()}) {
        QApplication::setPalette(paletteOf(*colors));
        const QString theme = colors->dark ? QStringLiteral("dark") : QStringLiteral("light");
        const auto save = [&](const QString &name) {
            page.grab().save(pictures.filePath(QStringLiteral("augment-%1-%2.png").arg(name, theme)));
        };
        page.resize(1190, 760);
        page.show();
        if (!QTest::qWaitFor([&] { return page.grid().result() != nullptr; }, 60'000))
            return 1;
        page.editor().choosePreset(words.value(3, QStringLiteral("cifar")));
        page.editor().operations().setCurrentRow(2);
        page.grid().setFocus();
        QTest::qWait(2500);
        save(QStringLiteral("page"));
        page.insight().setCurrentIndex(1);
        for (auto *box : page.bar().findChildren<QComboBox *>())
            if (const int weak = box->findData(QStringLiteral("weak")); weak >= 0)
                box->setCurrentIndex(weak);
        for (auto *slider : page.findChildren<QSlider *>())
            if (slider->accessibleName() == QStringLiteral("Wipe between before and after"))
                slider->setValue(50);
        QTest::qWait(1500);
        save(QStringLiteral("compare"));
        for (auto *box : page.bar().findChildren<QComboBox *>())
            if (box->findData(QStringLiteral("weak")) >= 0)
                box->setCurrentIndex(0);
        page.insight().setCurrentIndex(0);
        if (const QString past = words.value(4); !past.isEmpty()) {
            const ProjectLayout layout(past.toStdString());
            const auto runs = listRuns(layout);
            if (!runs || runs->empty())
                return 1;
            PastPairDialog dialog(layout, *runs);
            QSignalSpy shown(&dialog, &PastPairDialog::shown);
            dialog.show();
            if (!shown.wait(60'000))
                return 1;
            dialog.choose(runs->front().id, 3, 17);
            if (!shown.wait(60'000))
                return 1;
            QTest::qWait(500); // the pixels come after the parameters
            dialog.grab().save(pictures.filePath(QStringLiteral("augment-past-%1.png").arg(theme)));
        }
        page.resize(708, 500);
        QTest::qWait(300);
        save(QStringLiteral("small"));
    }
    page.setSession(nullptr);
    return 0;
}
