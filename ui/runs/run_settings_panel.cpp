#include "ui/runs/run_settings_panel.h"

#include "core/config/settings_table.h"
#include "ui/error_text.h"
#include "ui/icons.h"
#include "ui/settings_text.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <map>

namespace tandem {

namespace {

constexpr int kAssignmentRole = Qt::UserRole + 1;

QTreeWidgetItem *makeRow(const SettingField &field, const Settings &settings)
{
    const QString value = QString::fromStdString(settingText(field.get(settings)));
    const QString standard = QString::fromStdString(settingText(field.get(Settings{})));
    const bool changed = value != standard;
    const QString unit = settingUnit(field);
    const auto shown = [&unit](const QString &text) {
        if (text.isEmpty())
            return QStringLiteral("–");
        return unit.isEmpty() ? text : text + QLatin1Char(' ') + unit;
    };
    auto *row = new QTreeWidgetItem(
        {settingLabel(field), shown(value), changed ? shown(standard) : QString(), QString::fromStdString(field.key)});
    row->setData(0, kAssignmentRole, QString::fromStdString(field.key) + QLatin1Char('=') + value);
    for (int column = 0; column < 2; ++column) {
        QFont font = row->font(column);
        font.setBold(changed);
        row->setFont(column, font);
        row->setToolTip(column, settingHelp(field));
    }
    if (changed)
        row->setData(1, Qt::AccessibleTextRole,
                     RunSettingsPanel::tr("%1, changed from %2").arg(value, shown(standard)));
    return row;
}

} // namespace

RunSettingsPanel::RunSettingsPanel(QWidget *parent)
    : QWidget(parent), m_tree(new QTreeWidget(this)), m_problem(new QLabel(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_problem);
    layout->addWidget(m_tree);
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_tree->setAccessibleName(tr("Settings of the run"));
    m_tree->setHeaderLabels({tr("Setting"), tr("Value"), tr("Default"), tr("Key")});
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_tree->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_tree->header()->resizeSection(0, 260);
    m_tree->header()->resizeSection(1, 240);
    m_tree->header()->resizeSection(2, 140);
    auto *copySelected = new QAction(icon(QStringLiteral("copy")), tr("&Copy"), m_tree);
    copySelected->setShortcut(QKeySequence::Copy);
    copySelected->setShortcutContext(Qt::WidgetShortcut);
    connect(copySelected, &QAction::triggered, this, [this] { QGuiApplication::clipboard()->setText(text(true)); });
    auto *copyAll = new QAction(tr("Copy &all"), m_tree);
    connect(copyAll, &QAction::triggered, this, [this] { QGuiApplication::clipboard()->setText(text(false)); });
    m_tree->addActions({copySelected, copyAll});
}

void RunSettingsPanel::setSettings(const std::string &json)
{
    if (json == m_json)
        return;
    m_json = json;
    m_tree->clear();
    m_problem->hide();
    if (!json.empty())
        fill(json);
}

void RunSettingsPanel::fill(const std::string &json)
{
    const auto settings = settingsFromJson(json, {}, tr("The settings of this run").toStdString());
    if (!settings) {
        m_problem->setText(errorText(settings.error()));
        m_problem->show();
        return;
    }
    std::map<QString, QTreeWidgetItem *> sections;
    for (const SettingField &field : settingsTable()) {
        const QString name = settingSection(field);
        QTreeWidgetItem *&section = sections[name];
        if (section == nullptr) {
            section = new QTreeWidgetItem(m_tree, {name});
            section->setExpanded(true);
            section->setFirstColumnSpanned(true);
        }
        section->addChild(makeRow(field, *settings));
    }
}

QString RunSettingsPanel::text(bool selectedOnly) const
{
    QStringList lines;
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        const QTreeWidgetItem *section = m_tree->topLevelItem(i);
        for (int k = 0; k < section->childCount(); ++k)
            if (!selectedOnly || section->child(k)->isSelected())
                lines << section->child(k)->data(0, kAssignmentRole).toString();
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace tandem
