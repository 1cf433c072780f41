#include "ui/charts/points_dialog.h"

#include "ui/charts/chart_text.h"
#include "ui/tables/table_export.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLocale>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace tandem {

PointsModel::PointsModel(std::vector<ChartCurve> curves, QObject *parent)
    : QAbstractTableModel(parent), m_curves(std::move(curves))
{
    for (const ChartCurve &curve : m_curves) {
        std::vector<std::int64_t> steps, both;
        steps.reserve(curve.points.size());
        for (const SeriesPoint &point : curve.points)
            steps.push_back(point.step);
        std::set_union(m_steps.begin(), m_steps.end(), steps.begin(), steps.end(), std::back_inserter(both));
        m_steps = std::move(both);
    }
}

int PointsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_steps.size());
}

int PointsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_curves.size()) + 1;
}

QVariant PointsModel::data(const QModelIndex &index, int role) const
{
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole || !index.isValid())
        return {};
    const std::int64_t step = m_steps[static_cast<std::size_t>(index.row())];
    if (index.column() == 0)
        return QLocale().toString(static_cast<qlonglong>(step));
    const ChartCurve &curve = m_curves[static_cast<std::size_t>(index.column() - 1)];
    const std::size_t at = curve.points.lowerBound(step);
    if (at == curve.points.size())
        return {};
    const SeriesPoint point = curve.points[at];
    return point.step == step ? QVariant(seriesValueText(curve.style, point.value)) : QVariant();
}

QVariant PointsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal)
        return {};
    if (section == 0)
        return tr("Step");
    const ChartCurve &curve = m_curves[static_cast<std::size_t>(section - 1)];
    return m_curves.size() == 1 ? curve.style.title : curveText(curve, true);
}

VectorsModel::VectorsModel(const VectorChart &chart, QObject *parent)
    : QAbstractTableModel(parent), m_records(chart.records())
{
    std::size_t most = 0;
    for (std::size_t r = 0; r < m_records.size(); ++r) {
        m_rows << chart.recordText(r);
        most = std::max(most, m_records[r].values.size());
    }
    for (std::size_t i = 0; i < most; ++i)
        m_columns << chart.elementText(i);
}

int VectorsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

int VectorsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant VectorsModel::data(const QModelIndex &index, int role) const
{
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole || !index.isValid())
        return {};
    const auto &values = m_records[static_cast<std::size_t>(index.column())].values;
    const auto place = static_cast<std::size_t>(index.row());
    return place < values.size() ? QVariant(QLocale().toString(static_cast<double>(values[place]), 'g', 6))
                                 : QVariant();
}

QVariant VectorsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole)
        return {};
    return orientation == Qt::Horizontal ? m_rows.value(section) : m_columns.value(section);
}

PointsDialog::PointsDialog(const ChartCard &chart, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(chart.title());
    auto *table = new QTableView(this);
    const auto *vectors = qobject_cast<const VectorChart *>(&chart);
    if (vectors != nullptr)
        m_model = new VectorsModel(*vectors, this);
    else
        m_model = new PointsModel(static_cast<const SeriesChart &>(chart).curves(), this);
    table->setModel(m_model);
    table->setAccessibleName(tr("Points of the chart %1").arg(chart.title()));
    table->verticalHeader()->setVisible(vectors != nullptr);
    table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    table->horizontalHeader()->setDefaultSectionSize(130);
    table->setTabKeyNavigation(false);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_copy = buttons->addButton(tr("Copy all"), QDialogButtonBox::ActionRole);
    connect(m_copy, &QPushButton::clicked, this, &PointsDialog::copyAll);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(table);
    layout->addWidget(buttons);
    resize(560, 480);
}

/// A million rows take seconds.
void PointsDialog::copyAll()
{
    m_copy->setEnabled(false);
    m_lane.submit(
        this,
        [model = m_model](const std::stop_token &stop) { return tableAsText(*model, TableFormat::Csv, {}, stop); },
        [this](const QString &text) {
            QGuiApplication::clipboard()->setText(text);
            m_copy->setEnabled(true);
        });
}

} // namespace tandem
