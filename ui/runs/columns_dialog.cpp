#include "ui/runs/columns_dialog.h"

#include "core/config/settings_table.h"
#include "ui/icons.h"
#include "ui/runs/column_text.h"
#include "ui/settings_text.h"
#include "ui/style.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QShortcut>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace tandem {

using Kind = RunColumn::Kind;

namespace {

constexpr int kKeyRole = Qt::UserRole + 1;

QString keyOf(const RunColumn &column)
{
    return QString::fromStdString(columnKey(column));
}

} // namespace

ColumnsDialog::ColumnsDialog(Choices choices, QWidget *parent)
    : QDialog(parent), m_choices(std::move(choices)), m_search(new QLineEdit(this)), m_available(new QTreeWidget(this)),
      m_shown(new QListWidget(this))
{
    setWindowTitle(tr("Columns"));
    resize(760, 560);
    auto *sides = new QHBoxLayout;
    sides->setSpacing(space::kLarge);
    sides->addWidget(buildAvailable(), 3);
    sides->addWidget(buildShown(), 2);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("Show these columns"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->addLayout(sides, 1);
    column->addWidget(buttons);
    fillAvailable();
    setShown(m_choices.shown);
    m_search->setFocus();
}

QWidget *ColumnsDialog::buildAvailable()
{
    auto *box = new QWidget(this);
    m_search->setPlaceholderText(tr("Search columns"));
    m_search->setAccessibleName(tr("Search columns"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(QStringLiteral("search"), IconTone::Muted), QLineEdit::LeadingPosition);
    connect(m_search, &QLineEdit::textChanged, this, &ColumnsDialog::filter);
    m_available->setHeaderHidden(true);
    m_available->setAccessibleName(tr("All columns"));
    m_available->setUniformRowHeights(true);
    connect(m_available, &QTreeWidget::itemChanged, this, &ColumnsDialog::onChecked);
    auto *differing = new QPushButton(tr("Add settings that &differ"), box);
    differing->setToolTip(tr("Adds the settings in which the runs that are shown do not all agree"));
    differing->setEnabled(!m_choices.differing.empty());
    connect(differing, &QPushButton::clicked, this, &ColumnsDialog::addDiffering);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_search);
    column->addWidget(m_available, 1);
    column->addWidget(differing, 0, Qt::AlignLeft);
    return box;
}

QWidget *ColumnsDialog::buildShown()
{
    auto *box = new QWidget(this);
    auto *title = new QLabel(tr("S&hown, in this order"), box);
    title->setBuddy(m_shown);
    m_shown->setAccessibleName(tr("Columns that are shown"));
    m_shown->setDragDropMode(QAbstractItemView::InternalMove);
    m_shown->setToolTip(tr("Drag, or Alt with the arrow keys, moves a column; Del takes it away"));
    const auto key = [this](const QKeySequence &keys, const auto &work) {
        auto *shortcut = new QShortcut(keys, m_shown);
        shortcut->setContext(Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, this, work);
    };
    key(Qt::ALT | Qt::Key_Up, [this] { moveShown(-1); });
    key(Qt::ALT | Qt::Key_Down, [this] { moveShown(1); });
    key(Qt::Key_Delete, [this] {
        if (const QListWidgetItem *item = m_shown->currentItem())
            removeShown(item->data(kKeyRole).toString());
    });
    auto *up = new QPushButton(icon(QStringLiteral("arrow-up")), {}, box);
    auto *down = new QPushButton(icon(QStringLiteral("arrow-down")), {}, box);
    up->setAccessibleName(tr("Move up"));
    down->setAccessibleName(tr("Move down"));
    up->setToolTip(tr("Move up (Alt+Up)"));
    down->setToolTip(tr("Move down (Alt+Down)"));
    connect(up, &QPushButton::clicked, this, [this] { moveShown(-1); });
    connect(down, &QPushButton::clicked, this, [this] { moveShown(1); });
    auto *standard = new QPushButton(tr("&Standard columns"), box);
    connect(standard, &QPushButton::clicked, this, [this] { setShown(m_choices.standard); });
    auto *row = new QHBoxLayout;
    row->addWidget(up);
    row->addWidget(down);
    row->addStretch(1);
    row->addWidget(standard);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(title);
    column->addWidget(m_shown, 1);
    column->addLayout(row);
    return box;
}

QTreeWidgetItem *ColumnsDialog::addSection(const QString &title)
{
    auto *section = new QTreeWidgetItem(m_available, {title});
    section->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    section->setExpanded(true);
    QFont font = section->font(0);
    font.setWeight(QFont::DemiBold);
    section->setFont(0, font);
    return section;
}

void ColumnsDialog::addColumn(QTreeWidgetItem *section, const RunColumn &column, const QString &title)
{
    auto *item = new QTreeWidgetItem(section, {title});
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setCheckState(0, Qt::Unchecked);
    item->setData(0, kKeyRole, keyOf(column));
    item->setToolTip(0, columnHelp(column) + QLatin1Char('\n') + keyOf(column));
    if (column.kind == Kind::Name)
        item->setFlags(Qt::ItemIsSelectable); // always shown
    if (std::find(m_choices.differing.begin(), m_choices.differing.end(), column) != m_choices.differing.end()) {
        item->setText(0, tr("%1 (differs)").arg(title));
        item->setToolTip(0,
                         item->toolTip(0) + QLatin1Char('\n') + tr("The runs that are shown do not all agree here."));
    }
}

void ColumnsDialog::fillAvailable()
{
    m_isChecking = true;
    QTreeWidgetItem *run = addSection(tr("Run"));
    for (const RunColumn &column : plainColumns())
        addColumn(run, column, columnTitle(column));
    for (const std::string &name : m_choices.series) {
        QTreeWidgetItem *section = addSection(seriesTitle(name));
        for (const SeriesPick pick : {SeriesPick::Last, SeriesPick::Best, SeriesPick::AtBestKnn, SeriesPick::TailMean,
                                      SeriesPick::Minimum, SeriesPick::Maximum})
            if (pick != SeriesPick::Best || directionOf(name) != Direction::Neither)
                addColumn(section, {Kind::Series, name, pick},
                          tr("%1, %2", "a series, which value of it").arg(seriesTitle(name), pickTitle(pick)));
        section->setExpanded(false);
    }
    QMap<QString, QTreeWidgetItem *> sections;
    for (const SettingField &field : settingsTable()) {
        const QString title = settingSection(field);
        QTreeWidgetItem *&section = sections[title];
        if (section == nullptr) {
            section = addSection(tr("Setting: %1").arg(title));
            section->setExpanded(false);
        }
        addColumn(section, {Kind::Setting, field.key, SeriesPick::Last}, settingLabel(field));
    }
    m_isChecking = false;
}

void ColumnsDialog::filter(const QString &text)
{
    const QStringList words = text.toLower().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (int i = 0; i < m_available->topLevelItemCount(); ++i) {
        QTreeWidgetItem *section = m_available->topLevelItem(i);
        int shown = 0;
        for (int k = 0; k < section->childCount(); ++k) {
            QTreeWidgetItem *item = section->child(k);
            const QString all = (section->text(0) + QLatin1Char(' ') + item->text(0) + QLatin1Char(' ') +
                                 item->data(0, kKeyRole).toString())
                                    .toLower();
            const bool fits =
                std::all_of(words.begin(), words.end(), [&](const QString &word) { return all.contains(word); });
            item->setHidden(!fits);
            shown += fits ? 1 : 0;
        }
        section->setHidden(shown == 0);
        if (!words.isEmpty())
            section->setExpanded(true);
    }
}

void ColumnsDialog::append(const RunColumn &column)
{
    const auto shown = columns();
    if (std::find(shown.begin(), shown.end(), column) != shown.end())
        return;
    auto *item = new QListWidgetItem(columnTitle(column), m_shown);
    item->setData(kKeyRole, keyOf(column));
    item->setToolTip(keyOf(column));
}

void ColumnsDialog::setShown(const std::vector<RunColumn> &all)
{
    m_shown->clear();
    for (const RunColumn &column : all)
        append(column);
    checkShown();
}

void ColumnsDialog::removeShown(const QString &key)
{
    if (key == keyOf(RunColumn{}))
        return; // a run without its name is nobody
    for (int row = 0; row < m_shown->count(); ++row)
        if (m_shown->item(row)->data(kKeyRole).toString() == key)
            delete m_shown->takeItem(row);
    checkShown();
}

void ColumnsDialog::checkShown()
{
    m_isChecking = true;
    QStringList keys;
    for (const RunColumn &column : columns())
        keys << keyOf(column);
    for (int i = 0; i < m_available->topLevelItemCount(); ++i)
        for (int k = 0; k < m_available->topLevelItem(i)->childCount(); ++k) {
            QTreeWidgetItem *item = m_available->topLevelItem(i)->child(k);
            item->setCheckState(0, keys.contains(item->data(0, kKeyRole).toString()) ? Qt::Checked : Qt::Unchecked);
        }
    m_isChecking = false;
}

void ColumnsDialog::onChecked(QTreeWidgetItem *item)
{
    if (m_isChecking)
        return;
    const QString key = item->data(0, kKeyRole).toString();
    const auto column = columnFromKey(key.toStdString());
    if (!column)
        return;
    if (item->checkState(0) == Qt::Checked)
        append(*column);
    else
        removeShown(key);
}

void ColumnsDialog::addDiffering()
{
    for (const RunColumn &column : m_choices.differing)
        append(column);
    checkShown();
}

void ColumnsDialog::moveShown(int by)
{
    const int from = m_shown->currentRow(), to = from + by;
    if (from < 0 || to < 0 || to >= m_shown->count())
        return;
    m_shown->insertItem(to, m_shown->takeItem(from));
    m_shown->setCurrentRow(to);
}

std::vector<RunColumn> ColumnsDialog::columns() const
{
    std::vector<RunColumn> all;
    for (int row = 0; row < m_shown->count(); ++row)
        if (const auto column = columnFromKey(m_shown->item(row)->data(kKeyRole).toString().toStdString()))
            all.push_back(*column);
    return all;
}

} // namespace tandem
