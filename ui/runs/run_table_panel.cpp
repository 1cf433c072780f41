#include "ui/runs/run_table_panel.h"

#include "core/config/settings_table.h"
#include "ui/error_text.h"
#include "ui/icons.h"
#include "ui/project_session.h"
#include "ui/runs/column_text.h"
#include "ui/runs/columns_dialog.h"
#include "ui/runs/filter_bar.h"
#include "ui/runs/run_actions.h"
#include "ui/runs/run_controller.h"
#include "ui/runs/run_table_view.h"
#include "ui/runs/run_text.h"
#include "ui/style.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/undo_bar.h"

#include <QAction>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <set>

namespace tandem {

using Kind = RunColumn::Kind;

namespace {

constexpr auto kViewKey = "run-table";
constexpr auto kViewsKey = "run-table-views";
constexpr int kRememberMs = 400;
constexpr std::size_t kMostOffered = 12; // values or settings in a menu: a list that is longer is no help

} // namespace

RunTablePanel::RunTablePanel(RunController &controller, RunActions &actions, QWidget *parent)
    : QWidget(parent), m_controller(controller), m_actions(actions),
      m_view(new RunTableView(&controller.model(), this)), m_filter(new FilterBar(this)), m_undo(new UndoBar(this)),
      m_count(new MutedLabel(QString(), this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kSmall);
    column->addWidget(buildTools());
    column->addWidget(m_view, 1);
    column->addWidget(m_undo);
    m_view->setMinimumHeight(m_view->fontMetrics().height() * 5);
    for (QAction *action : actions.onSelection()) {
        if (action != nullptr) {
            m_view->addAction(action);
            continue;
        }
        auto *separator = new QAction(this);
        separator->setSeparator(true);
        m_view->addAction(separator);
    }
    for (QAction *action : {actions.find, actions.columns, actions.undo, actions.onlyDifferences, actions.openTrash})
        addAction(action);
    m_rememberTimer.setSingleShot(true);
    m_rememberTimer.setInterval(kRememberMs);
    connect(&m_rememberTimer, &QTimer::timeout, this, &RunTablePanel::remember);
    connect(m_filter, &FilterBar::queryChanged, this, [this](const RunQuery &query) {
        applyQuery(query);
        rememberLater();
    });
    connect(m_filter->suggestions(), &QMenu::aboutToShow, this, &RunTablePanel::fillSuggestions);
    connect(m_filter->line(), &QLineEdit::returnPressed, m_view, qOverload<>(&QWidget::setFocus));
    connect(m_view, &RunTableView::viewChanged, this, &RunTablePanel::rememberLater);
    connect(m_view, &RunTableView::columnsDialogRequested, this, &RunTablePanel::askForColumns);
    connect(m_view, &RunTableView::groupingRequested, this, [this](const RunColumn &by) {
        setGrouping(RunGrouping{false, by});
    });
    connect(&controller.model(), &RunTableModel::shownChanged, this, &RunTablePanel::showCount);
    connect(&controller, &RunController::pendingChanged, this, &RunTablePanel::setPending);
    connect(actions.find, &QAction::triggered, this, [this] {
        m_filter->line()->setFocus(Qt::ShortcutFocusReason);
        m_filter->line()->selectAll();
    });
    connect(actions.columns, &QAction::triggered, this, &RunTablePanel::askForColumns);
    connect(actions.onlyDifferences, &QAction::toggled, m_view, &RunTableView::setOnlyDifferences);
    connect(actions.undo, &QAction::triggered, m_undo, &UndoBar::undo);
    showCount();
}

QToolButton *RunTablePanel::makeButton(const QString &iconName, const QString &text, const QString &toolTip)
{
    auto *button = new QToolButton(this);
    button->setIcon(icon(iconName));
    button->setText(text);
    button->setToolTip(toolTip);
    button->setAccessibleName(text);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setMenu(new QMenu(button));
    return button;
}

QWidget *RunTablePanel::buildTools()
{
    auto *tools = new QWidget(this);
    m_create = new QPushButton(icon(QStringLiteral("plus"), IconTone::OnAccent), tr("New run…"), tools);
    m_create->setToolTip(m_actions.newRun->toolTip());
    makePrimary(m_create);
    connect(m_create, &QPushButton::clicked, m_actions.newRun, &QAction::trigger);
    m_group = makeButton(QStringLiteral("group"), tr("Group"), tr("Put runs together, with means over each group"));
    connect(m_group->menu(), &QMenu::aboutToShow, this, &RunTablePanel::fillGroupMenu);
    m_viewButton =
        makeButton(QStringLiteral("table"), tr("View"), tr("Columns, and looks of this table that you have saved"));
    connect(m_viewButton->menu(), &QMenu::aboutToShow, this, &RunTablePanel::fillViewMenu);
    auto *queue = new QToolButton(tools);
    queue->setDefaultAction(m_actions.showQueue);
    queue->setText(tr("Queue"));
    queue->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    queue->setFocusPolicy(Qt::StrongFocus);
    m_filter->setMinimumWidth(160);
    m_filter->setMaximumWidth(560);
    auto *row = new QHBoxLayout(tools);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kSmall);
    row->addWidget(m_create, 0, Qt::AlignTop);
    row->addWidget(m_filter, 3, Qt::AlignTop);
    row->addWidget(m_group, 0, Qt::AlignTop);
    row->addWidget(m_viewButton, 0, Qt::AlignTop);
    row->addWidget(queue, 0, Qt::AlignTop);
    row->addStretch(1);
    row->addWidget(m_count, 0, Qt::AlignTop);
    m_count->setFixedHeight(m_create->sizeHint().height());
    return tools;
}

void RunTablePanel::setSession(ProjectSession *session)
{
    if (m_rememberTimer.isActive())
        remember();
    m_undo->dismiss();
    m_session = session;
    m_viewName.clear();
    m_pending = 0;
    m_views = session != nullptr ? runViewsFromJson(QByteArray::fromStdString(session->text(kViewsKey).value_or("")))
                                 : RunViews();
    const auto stored = session != nullptr ? session->text(kViewKey) : std::nullopt;
    showView(stored ? runViewFromJson(QByteArray::fromStdString(*stored)) : RunView::standard());
    m_rememberTimer.stop();
}

RunView RunTablePanel::currentView() const
{
    RunView view;
    m_view->describeView(view);
    view.query = m_filter->query();
    return view;
}

void RunTablePanel::showView(const RunView &view)
{
    m_filter->setQuery(view.query);
    applyQuery(view.query);
    m_view->showView(view);
    m_actions.onlyDifferences->setChecked(view.onlyDifferences);
    m_group->setText(view.grouping ? tr("Grouped") : tr("Group"));
    rememberLater();
}

void RunTablePanel::applyQuery(const RunQuery &query)
{
    m_controller.model().setQuery(query);
    m_view->setEmptyText(query.isEmpty() ? QString() : tr("No run matches the filter."));
    showCount();
}

void RunTablePanel::clearFilter()
{
    m_filter->clear();
}

void RunTablePanel::setGrouping(const std::optional<RunGrouping> &grouping)
{
    m_controller.model().setGrouping(grouping);
    m_group->setText(grouping ? tr("Grouped") : tr("Group"));
    m_view->expandAll();
    rememberLater();
}

// ---- menus ------------------------------------------------------------------------------------------------------

void RunTablePanel::addValues(QMenu *menu, const RunColumn &column,
                              const std::vector<std::pair<QString, std::string>> &values)
{
    for (const auto &[label, value] : values)
        menu->addAction(label, this, [this, column, value = value] {
            m_filter->addCondition({column, RunCondition::Test::Equal, {value}});
        });
    menu->setEnabled(!menu->isEmpty());
}

void RunTablePanel::fillSuggestions()
{
    QMenu *menu = m_filter->suggestions();
    menu->clear();
    RunTableModel &model = m_controller.model();
    std::set<RunState> states;
    std::set<Health> verdicts;
    std::set<std::string> tags;
    for (const RunRowPtr &row : model.rows()) {
        states.insert(row->summary.state);
        verdicts.insert(row->digest->health);
        for (const std::string &tag : model.annotation(row->summary.id).tags)
            tags.insert(tag);
    }
    std::vector<std::pair<QString, std::string>> values;
    for (const RunState state : states) {
        RunRow row;
        row.summary.state = state;
        values.emplace_back(stateText(row), runStateWord(state));
    }
    addValues(menu->addMenu(tr("State")), {Kind::State, {}, SeriesPick::Last}, values);
    values.clear();
    for (const Health verdict : verdicts)
        if (verdict != Health::Unknown)
            values.emplace_back(healthText(verdict), healthWord(verdict));
    addValues(menu->addMenu(tr("Health")), {Kind::Health, {}, SeriesPick::Last}, values);
    values.clear();
    for (const std::string &tag : tags)
        values.emplace_back(QString::fromStdString(tag), tag);
    addValues(menu->addMenu(tr("Tag")), {Kind::Tags, {}, SeriesPick::Last}, values);
    menu->addAction(icon(QStringLiteral("star")), tr("Starred"), this, [this] {
        RunCondition starred;
        starred.column.kind = Kind::Starred;
        starred.values.emplace_back("true");
        m_filter->addCondition(starred);
    });
    menu->addSeparator();
    std::size_t offered = 0;
    for (const RunColumn &column : model.differingSettings()) {
        std::set<std::string> texts;
        const ColumnReader read(column);
        for (const RunId &id : model.shownRuns())
            if (const RunRow *row = model.find(id)) {
                const CellValue value = read(model.facts(*row));
                if (const auto *text = std::get_if<std::string>(&value))
                    texts.insert(*text);
                else if (const auto number = numberOf(value))
                    texts.insert(settingText(*number));
            }
        if (texts.size() > kMostOffered || ++offered > kMostOffered)
            continue;
        values.clear();
        for (const std::string &text : texts)
            values.emplace_back(QString::fromStdString(text), text);
        addValues(menu->addMenu(columnTitle(column)), column, values);
    }
}

void RunTablePanel::fillGroupMenu()
{
    QMenu *menu = m_group->menu();
    menu->clear();
    const auto &now = m_controller.model().grouping();
    const auto add = [&](const QString &label, const std::optional<RunGrouping> &grouping) {
        QAction *action = menu->addAction(label, this, [this, grouping] { setGrouping(grouping); });
        action->setCheckable(true);
        action->setChecked(grouping == now);
    };
    add(tr("Not grouped"), std::nullopt);
    add(tr("By experiment: runs that differ in their seed alone"), RunGrouping{true, {}});
    menu->addSeparator();
    for (const Kind kind : {Kind::Tags, Kind::State, Kind::Health})
        add(tr("By %1").arg(columnTitle({kind, {}, SeriesPick::Last})),
            RunGrouping{false, {kind, {}, SeriesPick::Last}});
    menu->addSeparator();
    std::size_t offered = 0;
    for (const RunColumn &column : m_controller.model().differingSettings())
        if (++offered <= kMostOffered)
            add(tr("By %1").arg(columnTitle(column)), RunGrouping{false, column});
    if (offered == 0)
        menu->addAction(tr("The runs agree in all settings"))->setEnabled(false);
}

void RunTablePanel::fillViewMenu()
{
    QMenu *menu = m_viewButton->menu();
    menu->clear();
    menu->addAction(m_actions.columns);
    menu->addAction(m_actions.onlyDifferences);
    menu->addSeparator();
    menu->addAction(tr("Standard view"), this, [this] {
        m_viewName.clear();
        showView(RunView::standard());
    });
    for (auto saved = m_views.begin(); saved != m_views.end(); ++saved)
        menu->addAction(saved.key(), this, [this, name = saved.key()] {
            m_viewName = name;
            showView(m_views.value(name));
        });
    menu->addSeparator();
    menu->addAction(tr("Save view as…"), this, &RunTablePanel::askForViewName);
    if (m_views.contains(m_viewName))
        menu->addAction(tr("Save changes to %1").arg(m_viewName), this, [this] { saveViewAs(m_viewName); });
    if (!m_views.isEmpty()) {
        QMenu *remove = menu->addMenu(tr("Remove view"));
        for (auto saved = m_views.begin(); saved != m_views.end(); ++saved)
            remove->addAction(saved.key(), this, [this, name = saved.key()] { removeView(name); });
    }
}

void RunTablePanel::askForViewName()
{
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save view"));
    dialog->setLabelText(tr("Name of this view, with its columns, order, filter and grouping:"));
    dialog->setTextValue(m_viewName);
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString &name) {
        if (!name.trimmed().isEmpty())
            saveViewAs(name.trimmed());
    });
    dialog->open();
}

void RunTablePanel::saveViewAs(const QString &name)
{
    m_views.insert(name, currentView());
    m_viewName = name;
    storeViews();
}

void RunTablePanel::removeView(const QString &name)
{
    m_views.remove(name);
    storeViews();
}

void RunTablePanel::askForColumns()
{
    const RunTableModel &model = m_controller.model();
    std::set<std::string> series;
    for (const RunRowPtr &row : model.rows())
        for (const SeriesDigest &digest : row->digest->series)
            series.emplace(digest.name);
    auto *dialog = new ColumnsDialog(
        {currentView().columns, {series.begin(), series.end()}, model.differingSettings(), RunView::standard().columns},
        this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { m_view->setColumns(dialog->columns()); });
    dialog->open();
}

// ---- keeping ----------------------------------------------------------------------------------------------------

void RunTablePanel::rememberLater()
{
    m_rememberTimer.start();
}

void RunTablePanel::remember()
{
    m_rememberTimer.stop();
    if (m_session != nullptr)
        if (auto stored = m_session->setText(kViewKey, toJson(currentView()).toStdString()); !stored)
            Q_EMIT m_controller.failed(errorText(stored.error()));
}

void RunTablePanel::storeViews()
{
    if (m_session != nullptr)
        if (auto stored = m_session->setText(kViewsKey, toJson(m_views).toStdString()); !stored)
            Q_EMIT m_controller.failed(errorText(stored.error()));
}

void RunTablePanel::onTrashed(const std::vector<RunId> &ids)
{
    m_undo->offer(tr("%n run(s) moved to the trash.", nullptr, static_cast<int>(ids.size())),
                  [this, ids] { m_controller.restore(ids); });
}

void RunTablePanel::setPending(int runs)
{
    m_pending = runs;
    showCount();
}

QString RunTablePanel::countText() const
{
    const RunTableModel &model = m_controller.model();
    const QLocale locale;
    if (m_pending > 0)
        return tr("Reading %n more run(s)…", nullptr, m_pending);
    const auto all = static_cast<int>(model.rows().size());
    if (model.query().isEmpty())
        return all < 20 ? QString() : tr("%n run(s)", nullptr, all);
    return tr("%1 of %n run(s)", nullptr, all).arg(locale.toString(model.shownCount()));
}

void RunTablePanel::showCount()
{
    m_count->setText(countText());
}

} // namespace tandem
