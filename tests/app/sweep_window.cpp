// Drives the window's Sweeps page as a person would, in a process of its own that may be killed:
//   sweep_window start PROJECT DATA TEST-DATA    fills in the form of a new sweep, starts it, and stays
//   sweep_window fill PROJECT PICTURE            waits until nothing is on its way, fills the holes with one click,
//                                                waits for the end and prints the heat map

#include "core/config/settings_table.h"
#include "ui/project_session.h"
#include "ui/runs/setting_row.h"
#include "ui/runs/settings_form.h"
#include "ui/shell/main_window.h"
#include "ui/shell/translations.h"
#include "ui/style.h"
#include "ui/sweeps/axis_editor.h"
#include "ui/sweeps/heat_map.h"
#include "ui/sweeps/new_sweep_dialog.h"
#include "ui/sweeps/sweep_detail.h"
#include "ui/sweeps/sweeps_page.h"
#include "ui/theme_controller.h"

#include <QApplication>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

#include <cstdio>

using namespace tandem;

namespace {

constexpr int kPatienceMs = 600'000; // a busy machine

[[noreturn]] void giveUp(const char *why)
{
    std::fprintf(stderr, "sweep_window: %s\n", why);
    std::_Exit(1);
}

void say(const QJsonObject &object)
{
    std::printf("%s\n", QJsonDocument(object).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
}

void waitFor(const char *what, const std::function<bool()> &happened)
{
    if (!QTest::qWaitFor(happened, kPatienceMs))
        giveUp(what);
}

QPushButton *buttonWith(QWidget &root, const QString &text)
{
    for (QPushButton *button : root.findChildren<QPushButton *>())
        if (button->isVisible() && button->text() == text)
            return button;
    giveUp(qPrintable(QStringLiteral("there is no button “%1”").arg(text)));
}

void click(QWidget *widget)
{
    QTest::mouseClick(widget, Qt::LeftButton);
}

void retype(QLineEdit *line, const QString &text)
{
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, text);
}

void setRow(SettingsForm &form, const char *key, const char *value)
{
    SettingRow *row = form.row(key);
    if (auto *choice = qobject_cast<QComboBox *>(row->editor())) {
        choice->setCurrentText(QString::fromUtf8(value));
        return;
    }
    auto *line = row->editor()->findChild<QLineEdit *>();
    retype(line != nullptr ? line : qobject_cast<QLineEdit *>(row->editor()), QString::fromUtf8(value));
}

SweepsPage &sweepsPage(MainWindow &window)
{
    QTest::keyClick(&window, Qt::Key_4, Qt::ControlModifier);
    auto *page = qobject_cast<SweepsPage *>(window.currentPage());
    if (page == nullptr)
        giveUp("Ctrl+4 does not show the Sweeps page");
    return *page;
}

int start(MainWindow &window, const QString &data, const QString &testData)
{
    // The images are the Data page's choice.
    Settings draft = window.session()->draft();
    draft.data.path = data.toStdString();
    draft.data.testPath = testData.toStdString();
    window.session()->setDraft(draft);
    SweepsPage &page = sweepsPage(window);
    click(buttonWith(page, QStringLiteral("New sweep…")));
    auto *dialog = page.findChild<NewSweepDialog *>();
    waitFor("the form of a new sweep does not come", [&dialog] { return dialog != nullptr && dialog->isVisible(); });
    // A narrow encoder and a few steps.
    click(buttonWith(*dialog, QStringLiteral("&Base settings…")));
    auto *form = dialog->findChild<SettingsForm *>();
    constexpr const char *kBase[][2] = {{"encoder.width", "0.25"},          {"train.epochs", "2"},
                                        {"train.warmup_epochs", "0"},       {"optimizer.name", "sgd"},
                                        {"optimizer.learning_rate", "0.1"}, {"train.threads", "1"},
                                        {"evaluate.knn_neighbors", "5"}};
    for (const auto &[key, value] : kBase)
        setRow(*form, key, value);
    auto *base = qobject_cast<QDialog *>(form->window());
    click(base->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok));
    waitFor("the base settings do not close", [base] { return base->isHidden(); });

    retype(dialog->name(), QStringLiteral("temperature × batch size"));
    retype(dialog->axes()[0]->values(), QStringLiteral("0.1, 0.5, 1"));
    retype(dialog->axes()[1]->values(), QStringLiteral("16, 32, 64"));
    dialog->seeds()->setValue(2);
    if (!dialog->canStart())
        giveUp(qPrintable(dialog->violationText()));
    const QString work = dialog->workText();
    click(buttonWith(*dialog, QStringLiteral("&Start sweep")));
    waitFor("the sweep does not come", [&page] { return page.controller().view() != nullptr; });
    say({{QStringLiteral("event"), QStringLiteral("started")}, {QStringLiteral("work"), work}});
    return QApplication::exec(); // until it is killed
}

int fill(MainWindow &window, const QString &picture)
{
    SweepsPage &page = sweepsPage(window);
    const auto state = [&page] {
        const SweepView *view = page.controller().view().get();
        return view != nullptr ? view->state : SweepState::Running;
    };
    waitFor("the rest of the sweep does not end", [&state] { return state() != SweepState::Running; });
    QPushButton *button = page.detail()->fillButton();
    say({{QStringLiteral("event"), QStringLiteral("holes")},
         {QStringLiteral("holes"), static_cast<qint64>(page.controller().view()->progress.holes)},
         {QStringLiteral("done"), static_cast<qint64>(page.controller().view()->progress.done)},
         {QStringLiteral("button"), button->isVisible() ? button->text() : QString()}});
    if (!button->isVisible())
        giveUp("nothing offers to fill the holes");
    click(button);
    waitFor("the holes are not filled", [&state] { return state() == SweepState::Finished; });
    const HeatMapData &map = page.detail()->heatMap()->data();
    QJsonArray fields;
    for (int row = 0; row < static_cast<int>(map.rows.size()); ++row)
        for (int column = 0; column < static_cast<int>(map.columns.size()); ++column) {
            const HeatField &field = *map.at(row, column);
            fields.append(QJsonObject{{QStringLiteral("row"), map.rows[static_cast<std::size_t>(row)]},
                                      {QStringLiteral("column"), map.columns[static_cast<std::size_t>(column)]},
                                      {QStringLiteral("done"), field.state == CellState::Done},
                                      {QStringLiteral("count"), field.value ? static_cast<int>(field.value->count) : 0},
                                      {QStringLiteral("mean"), field.value ? field.value->mean : -1},
                                      {QStringLiteral("words"), page.detail()->heatMap()->describe(row, column)}});
        }
    if (!picture.isEmpty())
        window.grab().save(picture);
    say({{QStringLiteral("event"), QStringLiteral("finished")}, {QStringLiteral("fields"), fields}});
    return 0;
}

} // namespace

int main(int count, char **words)
{
    QApplication application(count, words);
    QCoreApplication::setOrganizationName(QStringLiteral("Tandem"));
    QCoreApplication::setApplicationName(QStringLiteral("tandem"));
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    installTranslations(application, QLocale());
    QApplication::setStyle(new TandemStyle);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 4)
        giveUp("what is to be done?");
    ThemeController theme;
    MainWindow window(QStringLiteral(TANDEM_CLI), theme);
    window.resize(1200, 800);
    window.show();
    window.activateWindow();
    static_cast<void>(QTest::qWaitForWindowActive(&window)); // else it takes no shortcuts
    if (!window.openProject(arguments[2]))
        giveUp("the project cannot be opened");
    if (arguments[1] == QStringLiteral("start"))
        return start(window, arguments[3], arguments[4]);
    return fill(window, arguments[3]);
}
