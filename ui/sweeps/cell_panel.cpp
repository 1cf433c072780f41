#include "ui/sweeps/cell_panel.h"

#include "ui/error_text.h"
#include "ui/icons.h"
#include "ui/runs/run_text.h"
#include "ui/sweeps/mini_curves.h"
#include "ui/sweeps/sweep_text.h"
#include "ui/theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace tandem {

CellPanel::CellPanel(QWidget *parent)
    : QWidget(parent), m_title(new QLabel(this)), m_sentence(new QLabel(this)),
      m_curves(new MiniCurves(MiniCurves::Place::Panel, this)), m_runs(new QTreeWidget(this)),
      m_open(new QPushButton(icon(QStringLiteral("runs")), tr("&Open the runs"), this))
{
    setAccessibleName(tr("The chosen cell"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kSmall, 0, 0, 0);
    layout->setSpacing(space::kSmall);
    m_title->setWordWrap(true);
    m_title->setFont(sectionFont());
    m_sentence->setWordWrap(true);
    m_runs->setRootIsDecorated(false);
    m_runs->setColumnCount(3);
    m_runs->setHeaderLabels({tr("Seed"), tr("State"), tr("Result")});
    m_runs->setAccessibleName(tr("Runs of the cell"));
    m_runs->setAllColumnsShowFocus(true);
    m_runs->header()->setStretchLastSection(true);
    m_open->setAutoDefault(false);
    layout->addWidget(m_title);
    layout->addWidget(m_sentence);
    layout->addWidget(m_curves);
    layout->addWidget(m_runs, 1);
    layout->addWidget(m_open, 0, Qt::AlignLeft);
    connect(m_open, &QPushButton::clicked, this, [this] { Q_EMIT openRequested(m_ids); });
    connect(m_runs, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem *item) {
        const RunId run = RunId::fromString(item->data(0, Qt::UserRole).toString().toStdString());
        if (run.isValid())
            Q_EMIT openRequested({run});
    });
    connect(m_runs, &QTreeWidget::itemSelectionChanged, this, [this] {
        std::vector<RunId> runs;
        for (const QTreeWidgetItem *item : m_runs->selectedItems())
            if (RunId run = RunId::fromString(item->data(0, Qt::UserRole).toString().toStdString()); run.isValid())
                runs.push_back(std::move(run));
        if (m_runs->hasFocus())
            Q_EMIT picked(runs);
    });
}

QString CellPanel::sentence() const
{
    return m_sentence->text();
}

void CellPanel::show(const SweepViewPtr &view, const SweepGoal &goal, const QString &title,
                     const std::vector<std::string> &cells)
{
    m_title->setText(title);
    m_ids.clear();
    std::vector<MiniCurves::Curve> curves;
    std::vector<double> values;
    QList<QTreeWidgetItem *> items;
    QString why;
    for (const std::string &key : cells) {
        const SweepCell *cell = view ? view->cell(key) : nullptr;
        if (cell == nullptr)
            continue;
        for (const CellRepeat &repeat : cell->repeats) {
            const RunSummary *run = view->run(repeat.run);
            const auto value = view->valueNow(repeat.run, goal);
            if (value && isResult(repeat.state))
                values.push_back(*value);
            auto *item = new QTreeWidgetItem({QString::number(view->spec.base.train.seed + repeat.repeat - 1),
                                              cellStateText(repeat.state), valueText(goal, value)});
            item->setIcon(1, cellStateIcon(repeat.state, palette()));
            if (run != nullptr) {
                m_ids.push_back(run->id);
                item->setData(0, Qt::UserRole, QString::fromStdString(run->id.toString()));
                item->setToolTip(0, runTitle(*run));
                if (run->error)
                    why = errorText(*run->error);
                const auto measured = view->measures.find(run->id);
                if (measured != view->measures.end() && measured->second)
                    curves.push_back({runTitle(*run), measured->second->knn});
            }
            items << item;
        }
    }
    const auto mean = summarize(values);
    QString words = mean ? tr("%1: %2", "what is measured, its value").arg(goalText(goal), meanText(goal, mean))
                         : tr("No result yet.");
    if (!why.isEmpty())
        words += QLatin1Char('\n') + why;
    m_sentence->setText(cells.empty() ? QString() : words);
    m_curves->setVisible(!cells.empty());
    m_curves->setCurves({}, std::move(curves));
    m_runs->clear();
    m_runs->addTopLevelItems(items);
    m_runs->setVisible(!items.isEmpty());
    for (int column = 0; column < 2; ++column)
        m_runs->resizeColumnToContents(column);
    m_open->setVisible(!m_ids.empty());
}

} // namespace tandem
