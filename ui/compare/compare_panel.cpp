#include "ui/compare/compare_panel.h"

#include "ui/compare/changes_view.h"
#include "ui/compare/numbers_view.h"
#include "ui/compare/pipelines_view.h"
#include "ui/widgets/empty_state.h"

#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <tuple>

namespace tandem {

namespace {

/// True if a comparison of both says the same: what a live run counts up between two evaluations does not matter.
bool saysTheSame(const RunRow &a, const RunRow &b)
{
    const auto parts = [](const RunSummary &s) {
        return std::tie(s.id, s.state, s.settingsJson, s.programVersion, s.knnAccuracy, s.bestKnnAccuracy);
    };
    return parts(a.summary) == parts(b.summary);
}

bool saysTheSame(const std::optional<ComparisonRequest> &a, const std::optional<ComparisonRequest> &b)
{
    if (!a || !b)
        return a.has_value() == b.has_value();
    return a->names == b->names && a->said == b->said && a->project.root() == b->project.root() &&
           std::equal(a->rows.begin(), a->rows.end(), b->rows.begin(), b->rows.end(),
                      [](const RunRowPtr &x, const RunRowPtr &y) { return saysTheSame(*x, *y); });
}

} // namespace

ComparePanel::ComparePanel(QWidget *parent)
    : QWidget(parent), m_stack(new QStackedWidget(this)),
      m_empty(new EmptyState(QStringLiteral("compare"), tr("Nothing to compare yet"),
                             tr("Select two to eight runs in the table, with Ctrl or Shift, to see what was changed "
                                "between them and what came of it."))),
      m_tabs(new QTabWidget(this)), m_changes(new ChangesView), m_numbers(new NumbersView),
      m_pipelines(new PipelinesView)
{
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_changes, tr("What changed"));
    m_tabs->addTab(m_numbers, tr("Numbers"));
    m_tabs->addTab(m_pipelines, tr("Views on equal draws"));
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_tabs);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
}

void ComparePanel::setRuns(const std::optional<ComparisonRequest> &request)
{
    std::optional<ComparisonRequest> wanted = request && request->rows.size() >= 2 ? request : std::nullopt;
    if (saysTheSame(wanted, m_request))
        return;
    m_request = std::move(wanted);
    m_stack->setCurrentIndex(m_request ? 1 : 0);
    m_isDue = true;
    if (!m_request) {
        m_lane.cancel();
        m_data.reset();
    }
    if (isVisible())
        read();
}

void ComparePanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isDue)
        read();
}

void ComparePanel::read()
{
    m_isDue = false;
    if (!m_request)
        return;
    m_lane.submit(
        this, [request = *m_request](const std::stop_token &stop) { return readComparison(request, stop); },
        [this](const ComparisonDataPtr &read) {
            if (!read)
                return;
            m_data = read;
            m_changes->setComparison(read);
            m_numbers->setComparison(read);
            m_pipelines->setComparison(read);
            Q_EMIT ready();
        });
}

} // namespace tandem
