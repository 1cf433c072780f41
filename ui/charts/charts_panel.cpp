#include "ui/charts/charts_panel.h"

#include "ui/charts/chart_editor.h"
#include "ui/charts/chart_export.h"
#include "ui/charts/chart_grid.h"
#include "ui/charts/chart_tools.h"
#include "ui/charts/curve_table.h"
#include "ui/charts/points_dialog.h"
#include "ui/charts/points_saving.h"
#include "ui/charts/run_legend.h"
#include "ui/charts/vector_chart.h"
#include "ui/error_text.h"
#include "ui/theme.h"
#include "ui/widgets/empty_state.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QPushButton>
#include <QRegularExpression>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

// What the panel is made of and what can be done with its charts; how it moves stands in charts_panel_view.cpp.

namespace tandem {

ChartsPanel::ChartsPanel(QWidget *parent) : QWidget(parent), m_layout(ChartLayout::standard())
{
    buildWidgets();
    connectTools();
    connect(&m_runs, &ChartedRuns::runsChanged, this, &ChartsPanel::onRunsChanged);
    m_dataTimer.setSingleShot(true);
    m_dataTimer.setInterval(0);
    connect(&m_runs, &ChartedRuns::dataChanged, &m_dataTimer, qOverload<>(&QTimer::start));
    connect(&m_dataTimer, &QTimer::timeout, this, &ChartsPanel::onDataChanged);
    m_tableTimer.setSingleShot(true);
    m_tableTimer.setInterval(100);
    connect(&m_tableTimer, &QTimer::timeout, this, &ChartsPanel::updateTable);
    rebuildCards();
    onRunsChanged();
}

ChartsPanel::~ChartsPanel()
{
    for (ChartCard *card : m_cards)
        disconnect(card, nullptr, this, nullptr); // a chart that goes must not be told of itself
}

void ChartsPanel::buildWidgets()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kTight);
    m_tools = new ChartTools(this);
    m_legend = new RunLegend(this);
    m_splitter = new QSplitter(Qt::Vertical, this);
    m_splitter->setChildrenCollapsible(false);
    m_grid = new ChartGrid(m_splitter);
    m_table = new CurveTable(m_splitter);
    m_splitter->setStretchFactor(0, 4);
    m_splitter->setStretchFactor(1, 1);
    m_empty = new EmptyState(QStringLiteral("runs"), tr("No charts"),
                             tr("Add a chart of any series that was measured, or bring the standard ones back."), this);
    connect(m_empty->addButton(tr("Add a chart…"), QStringLiteral("plus")), &QPushButton::clicked, this,
            &ChartsPanel::addWanted);
    connect(m_empty->addButton(tr("Standard charts"), QStringLiteral("refresh")), &QPushButton::clicked, m_tools,
            &ChartTools::standardWanted);
    layout->addWidget(m_tools);
    layout->addWidget(m_legend);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_splitter, 1);
}

void ChartsPanel::connectTools()
{
    connect(m_tools, &ChartTools::xChanged, this, [this](XKind kind) {
        m_layout.x = kind;
        setBrush(std::nullopt);
        setCursor(std::nullopt);
        applyLook();
        followRuns();
        m_history.reset(m_view); // places of another axis mean nothing here
        updateNavigation();
        changeLayout();
    });
    connect(m_tools, &ChartTools::logXChanged, this, [this](bool on) {
        m_layout.logX = on;
        applyLook();
        followRuns();
        changeLayout();
    });
    connect(m_tools, &ChartTools::smoothingChanged, this, [this](const Smoothing &smoothing) {
        m_layout.smoothing = smoothing;
        applyLook();
        changeLayout();
    });
    connect(m_tools, &ChartTools::bandsChanged, this, [this](bool on) {
        m_layout.bands = on;
        applyLook();
        changeLayout();
    });
    connect(m_tools, &ChartTools::tableChanged, this, [this](bool on) {
        m_layout.table = on;
        updateTable();
        changeLayout();
    });
    connect(m_tools, &ChartTools::columnsChanged, this, [this](int columns) {
        m_layout.columns = columns;
        arrangeCards();
        changeLayout();
    });
    connect(m_tools, &ChartTools::addWanted, this, &ChartsPanel::addWanted);
    connect(m_tools, &ChartTools::standardWanted, this, [this] {
        m_layout.charts = ChartLayout::standard().charts;
        rebuildCards();
        changeLayout();
    });
    connect(m_tools, &ChartTools::historyWanted, this, &ChartsPanel::travel);
    connect(m_tools, &ChartTools::resetWanted, this, [this] {
        eachSeries([](SeriesChart &chart) { chart.setYRange(std::nullopt); });
        followRuns();
        remember();
    });
    connect(m_legend, &RunLegend::highlightWanted, this, &ChartsPanel::setHighlighted);
    connect(m_table, &CurveTable::highlightWanted, this, &ChartsPanel::setHighlighted);
}

void ChartsPanel::setArrangement(const ChartLayout &layout)
{
    if (layout == m_layout)
        return;
    m_layout = layout;
    rebuildCards();
}

RunInterest ChartsPanel::interest() const
{
    RunInterest interest;
    interest.series.insert(std::string(series::kLoss)); // tells when steps happened, and that a run goes on
    for (const ChartSpec &spec : m_layout.charts) {
        interest.series.insert(spec.series.begin(), spec.series.end());
        if (!spec.vector.empty())
            interest.vectors.insert(spec.vector);
    }
    interest.pairs = true;
    return interest;
}

SeriesChart *ChartsPanel::chartOf(std::string_view name) const
{
    for (ChartCard *card : m_cards)
        if (std::find(card->spec().series.begin(), card->spec().series.end(), name) != card->spec().series.end())
            return qobject_cast<SeriesChart *>(card);
    return nullptr;
}

int ChartsPanel::indexOf(const ChartCard &card) const
{
    return static_cast<int>(std::find(m_cards.begin(), m_cards.end(), &card) - m_cards.begin());
}

ChartCard *ChartsPanel::makeCard(const ChartSpec &spec)
{
    ChartCard *card = nullptr;
    if (spec.vector.empty()) {
        auto *chart = new SeriesChart(m_runs, m_grid->canvas());
        connectSeries(*chart);
        card = chart;
    } else {
        card = new VectorChart(m_runs, m_grid->canvas());
    }
    connectCard(*card);
    card->setSpec(spec);
    card->show();
    return card;
}

void ChartsPanel::connectCard(ChartCard &card)
{
    ChartCard *const it = &card;
    connect(it, &ChartCard::specChanged, this, [this, it] {
        m_layout.charts[static_cast<std::size_t>(indexOf(*it))] = it->spec();
        changeLayout();
    });
    connect(it, &ChartCard::editRequested, this, [this, it] { editChart(*it); });
    connect(it, &ChartCard::removeRequested, this, [this, it] { removeChart(*it); });
    connect(it, &ChartCard::moveRequested, this, [this, it](int places) { moveChart(*it, indexOf(*it) + places); });
    connect(it, &ChartCard::dropRequested, this, [this, it](ChartCard *dragged) { moveChart(*dragged, indexOf(*it)); });
    connect(it, &ChartCard::sizeRequested, this,
            [this, it](int width, int height) { resizeChart(*it, width, height); });
    connect(it, &ChartCard::exportRequested, this, [this, it](ChartExport what) { exportChart(*it, what); });
    connect(it, &ChartCard::tableRequested, this, [this, it] {
        auto *dialog = new PointsDialog(*it, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
}

void ChartsPanel::connectSeries(SeriesChart &chart)
{
    connect(&chart, &SeriesChart::rangeWanted, this, &ChartsPanel::zoomTo);
    connect(&chart, &SeriesChart::rangeReset, this, [this] {
        followRuns();
        remember();
    });
    connect(&chart, &SeriesChart::yRangeChanged, this, &ChartsPanel::remember);
    connect(&chart, &SeriesChart::cursorWanted, this, &ChartsPanel::setCursor);
    connect(&chart, &SeriesChart::brushWanted, this, &ChartsPanel::setBrush);
    connect(&chart, &SeriesChart::historyWanted, this, &ChartsPanel::travel);
    connect(&chart, &SeriesChart::highlightWanted, this, &ChartsPanel::setHighlighted);
}

/// Makes all charts anew from the layout.
void ChartsPanel::rebuildCards()
{
    for (ChartCard *card : m_cards) {
        disconnect(card, nullptr, this, nullptr);
        card->hide();
        card->deleteLater(); // one of them may be the sender
    }
    m_cards.clear();
    for (const ChartSpec &spec : m_layout.charts)
        m_cards.push_back(makeCard(spec));
    m_tools->setLayout(m_layout);
    arrangeCards();
    applyLook();
    followRuns();
    m_history.reset(m_view);
    updateNavigation();
    updateTable();
    Q_EMIT interestChanged();
}

void ChartsPanel::arrangeCards()
{
    m_grid->arrange(m_cards, m_layout.columns);
    m_splitter->setVisible(!m_cards.empty());
    m_empty->setVisible(m_cards.empty());
}

void ChartsPanel::changeLayout()
{
    Q_EMIT arrangementChanged();
}

void ChartsPanel::addChart(const ChartSpec &spec)
{
    m_layout.charts.push_back(spec);
    m_cards.push_back(makeCard(spec));
    arrangeCards();
    applyLook();
    showView();
    updateTable();
    m_cards.back()->setFocus(Qt::OtherFocusReason);
    QTimer::singleShot(0, m_cards.back(), [this, card = m_cards.back()] { m_grid->ensureWidgetVisible(card); });
    changeLayout();
    Q_EMIT interestChanged();
}

void ChartsPanel::addWanted()
{
    auto *dialog = new ChartEditor({}, m_runs.seriesNames(), m_runs.vectorNames(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { addChart(dialog->spec()); });
    dialog->open();
}

void ChartsPanel::editChart(ChartCard &card)
{
    auto *dialog = new ChartEditor(card.spec(), m_runs.seriesNames(), m_runs.vectorNames(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, &card, [this, dialog, it = &card] {
        const auto place = static_cast<std::size_t>(indexOf(*it));
        m_layout.charts[place] = dialog->spec();
        if (dialog->spec().vector.empty() == it->spec().vector.empty()) {
            it->setSpec(dialog->spec());
            updateTable();
            Q_EMIT interestChanged();
        } else {
            rebuildCards(); // another kind of chart
            m_cards[place]->setFocus(Qt::OtherFocusReason);
        }
        changeLayout();
    });
    dialog->open();
}

void ChartsPanel::removeChart(ChartCard &card)
{
    const int place = indexOf(card);
    disconnect(&card, nullptr, this, nullptr);
    m_cards.erase(m_cards.begin() + place);
    m_layout.charts.erase(m_layout.charts.begin() + place);
    card.hide();
    card.deleteLater();
    arrangeCards();
    m_history.reset(m_view);
    updateNavigation();
    updateTable();
    if (!m_cards.empty())
        m_cards[static_cast<std::size_t>(std::min<int>(place, static_cast<int>(m_cards.size()) - 1))]->setFocus();
    changeLayout();
    Q_EMIT interestChanged();
}

void ChartsPanel::moveChart(ChartCard &card, int to)
{
    const int from = indexOf(card);
    to = std::clamp(to, 0, static_cast<int>(m_cards.size()) - 1);
    const auto shift = [from, to](auto &list) {
        auto moved = std::move(list[static_cast<std::size_t>(from)]);
        list.erase(list.begin() + from);
        list.insert(list.begin() + to, std::move(moved));
    };
    shift(m_cards);
    shift(m_layout.charts);
    m_history.reset(m_view); // its vertical ranges stand in the old order
    updateNavigation();
    arrangeCards();
    changeLayout();
}

void ChartsPanel::resizeChart(ChartCard &card, int width, int height)
{
    ChartSpec &spec = m_layout.charts[static_cast<std::size_t>(indexOf(card))];
    spec.width = std::clamp(spec.width + width, 1, std::max(1, m_grid->columnCount()));
    spec.height = std::clamp(spec.height + height, 1, 3);
    card.setSpec(spec);
    arrangeCards();
    changeLayout();
}

void ChartsPanel::exportChart(ChartCard &card, ChartExport what)
{
    if (what == ChartExport::CopyPicture) {
        QGuiApplication::clipboard()->setImage(chartImage(card, 2));
        return Q_EMIT noticed(tr("The picture of the chart is on the clipboard."));
    }
    const bool picture = what == ChartExport::Picture;
    auto *dialog = new QFileDialog(this, picture ? tr("Save picture") : tr("Save points"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters(picture ? QStringList{tr("Picture (*.png)"), tr("Drawing (*.svg)"), tr("Document (*.pdf)")}
                                   : QStringList{tr("Comma-separated values (*.csv)")});
    dialog->setDefaultSuffix(picture ? QStringLiteral("png") : QStringLiteral("csv"));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        dialog->setDefaultSuffix(filter.section(QLatin1Char('.'), -1).chopped(1));
    });
    QString name = card.title().toLower();
    name.replace(QRegularExpression(QStringLiteral("[^\\w]+")), QStringLiteral("-"));
    dialog->selectFile(name);
    connect(dialog, &QFileDialog::fileSelected, &card, [this, it = &card, what](const QString &path) {
        if (what != ChartExport::Picture)
            return savePoints(*it, path, what == ChartExport::VisiblePoints);
        if (const auto written = saveChartPicture(*it, path); !written)
            Q_EMIT failed(errorText(written.error()));
        else
            Q_EMIT noticed(tr("Saved as %1.").arg(path));
    });
    dialog->open();
}

void ChartsPanel::savePoints(const ChartCard &card, const QString &path, bool visibleOnly)
{
    auto *saving = new PointsSaving(ChartCsv(card, m_runs, visibleOnly), path, this);
    connect(saving, &PointsSaving::failed, this, &ChartsPanel::failed);
    connect(saving, &PointsSaving::noticed, this, &ChartsPanel::noticed);
}

} // namespace tandem
