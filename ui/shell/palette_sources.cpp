#include "ui/shell/palette_sources.h"

#include "ui/icons.h"
#include "ui/page.h"
#include "ui/shell/help_window.h"
#include "ui/shell/main_window.h"

#include <QAbstractButton>
#include <QAction>
#include <QCoreApplication>
#include <QFile>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPointer>
#include <QPushButton>
#include <QTextEdit>
#include <QToolButton>

#include <set>

namespace tandem {

namespace {

struct PaletteText {
    Q_DECLARE_TR_FUNCTIONS(CommandPalette)
};

/// "&Stop…\tCtrl+." reads "Stop…".
QString plainText(const QString &text)
{
    QString plain = text.section(QLatin1Char('\t'), 0, 0);
    plain.replace(QLatin1String("&&"), QLatin1String("\x01"));
    plain.remove(QLatin1Char('&'));
    return plain.replace(QLatin1Char('\x01'), QLatin1Char('&'));
}

QString keysOf(const QAction &action)
{
    if (!action.shortcut().isEmpty())
        return action.shortcut().toString(QKeySequence::NativeText);
    return action.text().section(QLatin1Char('\t'), 1, 1);
}

class Collector {
public:
    explicit Collector(MainWindow &window) : m_window(window) {}

    PaletteEntries collect()
    {
        // Pages come before the menus, where the same actions stand without the page that they belong to.
        for (Page *page : m_window.pages())
            for (QAction *action : page->menuActions())
                if (action != nullptr)
                    addAction(*action, page, page->title());
        PaletteEntries ofPages = std::exchange(m_entries, {});
        for (const QAction *action : m_window.menuBar()->actions())
            if (action->menu() != nullptr)
                addMenu(*action->menu(), plainText(action->text()));
        m_entries.insert(m_entries.end(), std::make_move_iterator(ofPages.begin()),
                         std::make_move_iterator(ofPages.end()));
        if (m_window.session() != nullptr)
            for (Page *page : m_window.pages())
                addPage(*page);
        addHelp();
        return std::move(m_entries);
    }

private:
    void addMenu(QMenu &menu, const QString &place)
    {
        Q_EMIT menu.aboutToShow(); // some are filled only then
        for (QAction *action : menu.actions()) {
            if (action->menu() != nullptr)
                addMenu(*action->menu(),
                        PaletteText::tr("%1 › %2", "a menu, a menu in it").arg(place, plainText(action->text())));
            else
                addAction(*action, nullptr, place);
        }
    }

    void addAction(QAction &action, Page *page, const QString &place)
    {
        const QString title = plainText(action.text());
        if (action.isSeparator() || action.menu() != nullptr || title.isEmpty() || !action.isVisible() ||
            !m_seen.insert(&action).second)
            return;
        PaletteEntry entry;
        entry.key = QStringLiteral("action/%1/%2").arg(place, title);
        entry.title = title;
        entry.place = place;
        entry.words = action.statusTip();
        entry.keys = keysOf(action);
        entry.icon = action.icon();
        entry.isEnabled = action.isEnabled();
        entry.action = &action;
        entry.go = [window = &m_window, page, pointer = QPointer<QAction>(&action)] {
            if (page != nullptr)
                window->showPage(page->id()); // what it does is seen there
            if (pointer)
                pointer->trigger();
        };
        m_entries.push_back(std::move(entry));
    }

    /// What stands in a page but not in its menu: context menus, and buttons that open a menu.
    void addPage(Page &page)
    {
        for (QMenu *menu : page.findChildren<QMenu *>())
            Q_EMIT menu->aboutToShow(); // some are filled only then
        for (QAction *action : page.findChildren<QAction *>()) {
            const auto *owner = qobject_cast<QWidget *>(action->parent());
            if (qobject_cast<const QLineEdit *>(owner) != nullptr || qobject_cast<const QTextEdit *>(owner) != nullptr)
                continue; // a field's own
            addAction(*action, &page, placeOf(page, owner));
        }
        for (QAbstractButton *button : page.findChildren<QAbstractButton *>()) {
            const auto *tool = qobject_cast<QToolButton *>(button);
            const auto *push = qobject_cast<QPushButton *>(button);
            if ((tool != nullptr && tool->menu() != nullptr) || (push != nullptr && push->menu() != nullptr))
                addMenuButton(*button, page);
        }
        for (PageDestination &destination : page.destinations()) {
            PaletteEntry entry;
            const bool isRun = destination.kind == PageDestination::Kind::Run;
            entry.kind = isRun ? PaletteEntry::Kind::Run : PaletteEntry::Kind::Setting;
            entry.key =
                QStringLiteral("%1/%2").arg(isRun ? QStringLiteral("run") : QStringLiteral("setting"), destination.key);
            entry.title = destination.title;
            entry.place = isRun ? PaletteText::tr("Run") : PaletteText::tr("Setting");
            entry.words = destination.words;
            entry.icon = icon(isRun ? QStringLiteral("runs") : QStringLiteral("settings"));
            entry.go = [window = &m_window, id = page.id(), go = std::move(destination.go)] {
                window->showPage(id);
                go();
            };
            m_entries.push_back(std::move(entry));
        }
    }

    void addMenuButton(QAbstractButton &button, Page &page)
    {
        const QString title = plainText(button.accessibleName().isEmpty() ? button.text() : button.accessibleName());
        if (title.isEmpty())
            return;
        PaletteEntry entry;
        const QString place = placeOf(page, button.parentWidget());
        entry.key = QStringLiteral("menu/%1/%2").arg(place, title);
        entry.title = title.endsWith(QChar(0x2026)) ? title : title + QChar(0x2026);
        entry.place = place;
        entry.words = button.toolTip();
        entry.icon = button.icon();
        entry.isEnabled = button.isEnabled();
        entry.action = &button;
        entry.go = [window = &m_window, id = page.id(), pointer = QPointer<QAbstractButton>(&button)] {
            window->showPage(id);
            if (pointer && pointer->isVisible())
                pointer->click(); // a menu by its own will
        };
        m_entries.push_back(std::move(entry));
    }

    /// "Runs › Loss": the page, and the nearest part of it that has a name.
    static QString placeOf(const Page &page, const QWidget *part)
    {
        for (; part != nullptr && part != &page; part = part->parentWidget())
            if (!part->accessibleName().isEmpty())
                return PaletteText::tr("%1 › %2", "a menu, a menu in it").arg(page.title(), part->accessibleName());
        return page.title();
    }

    void addHelp()
    {
        for (const QString &topic : helpTopics()) {
            PaletteEntry entry;
            entry.kind = PaletteEntry::Kind::Help;
            entry.key = QStringLiteral("help/") + topic;
            entry.title = helpTitle(topic);
            entry.place = PaletteText::tr("Help");
            entry.words = topic;
            entry.icon = icon(QStringLiteral("help"));
            entry.go = [window = &m_window, topic] { HelpWindow::open(window, topic); };
            m_entries.push_back(std::move(entry));
        }
    }

    MainWindow &m_window;
    PaletteEntries m_entries;
    std::set<const QAction *> m_seen;
};

} // namespace

PaletteEntries collectPaletteEntries(MainWindow &window)
{
    return Collector(window).collect();
}

} // namespace tandem
