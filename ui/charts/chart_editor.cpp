#include "ui/charts/chart_editor.h"

#include "ui/charts/series_catalog.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace tandem {

ChartEditor::ChartEditor(const ChartSpec &spec, const std::vector<std::string> &series,
                         const std::vector<std::string> &vectors, QWidget *parent)
    : QDialog(parent), m_spec(spec)
{
    setWindowTitle(tr("What the chart shows"));
    auto *layout = new QVBoxLayout(this);
    auto *hint = new QLabel(tr("Tick one series or several, or one kind of vector."), this);
    hint->setWordWrap(true);
    m_filter = new QLineEdit(this);
    m_filter->setPlaceholderText(tr("Search"));
    m_filter->setAccessibleName(tr("Search"));
    m_filter->setClearButtonEnabled(true);
    m_tree = new QTreeWidget(this);
    m_tree->setColumnCount(2);
    m_tree->setHeaderLabels({tr("What"), tr("Unit")});
    m_tree->setAccessibleName(tr("Series and vectors"));
    m_tree->setRootIsDecorated(false);
    m_buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_buttons->button(QDialogButtonBox::Ok)->setText(tr("Show"));
    layout->addWidget(hint);
    layout->addWidget(m_filter);
    layout->addWidget(m_tree, 1);
    layout->addWidget(m_buttons);
    fill(series, vectors);
    connect(m_filter, &QLineEdit::textChanged, this, &ChartEditor::filter);
    connect(m_tree, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem *item) { onChecked(item); });
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    resize(460, 520);
    m_tree->setColumnWidth(0, 270);
    m_filter->setFocus();
    onChecked(nullptr);
}

void ChartEditor::fill(const std::vector<std::string> &series, const std::vector<std::string> &vectors)
{
    m_curves = new QTreeWidgetItem(m_tree, {tr("Curves")});
    m_vectors = new QTreeWidgetItem(m_tree, {tr("Vectors of the evaluations")});
    for (QTreeWidgetItem *group : {m_curves, m_vectors}) {
        QFont bold = font();
        bold.setBold(true);
        group->setFont(0, bold);
        group->setFlags(Qt::ItemIsEnabled);
    }
    const auto add = [](QTreeWidgetItem *group, const std::string &name, const QString &title, const QString &unit,
                        bool checked) {
        auto *row = new QTreeWidgetItem(group, {title, unit});
        row->setData(0, Qt::UserRole, QString::fromStdString(name));
        row->setCheckState(0, checked ? Qt::Checked : Qt::Unchecked);
    };
    std::vector<std::string> names;
    for (const SeriesStyle &style : knownSeries())
        names.push_back(style.name);
    for (const auto &list : {series, m_spec.series})
        for (const std::string &name : list)
            if (std::find(names.begin(), names.end(), name) == names.end())
                names.push_back(name);
    for (const std::string &name : names) {
        const SeriesStyle style = seriesStyle(name);
        const bool on = std::find(m_spec.series.begin(), m_spec.series.end(), name) != m_spec.series.end();
        add(m_curves, name, style.title, style.unit, on);
    }
    std::vector<std::string> kinds;
    for (const VectorStyle &style : knownVectors())
        kinds.push_back(style.name);
    for (const std::string &name : vectors)
        if (isCharted(name) && std::find(kinds.begin(), kinds.end(), name) == kinds.end())
            kinds.push_back(name);
    for (const std::string &name : kinds)
        add(m_vectors, name, vectorStyle(name).title, vectorStyle(name).unit, name == m_spec.vector);
    m_tree->expandAll();
}

/// A vector stands alone; ticking it takes the ticks of all others away, and the other way round.
void ChartEditor::onChecked(QTreeWidgetItem *item)
{
    const QSignalBlocker blocker(m_tree);
    if (item != nullptr && item->checkState(0) == Qt::Checked)
        for (QTreeWidgetItem *group : {m_curves, m_vectors})
            for (int i = 0; i < group->childCount(); ++i)
                if (group->child(i) != item && (group == m_vectors || item->parent() == m_vectors))
                    group->child(i)->setCheckState(0, Qt::Unchecked);
    const ChartSpec chosen = spec();
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(!chosen.series.empty() || !chosen.vector.empty());
}

ChartSpec ChartEditor::spec() const
{
    ChartSpec spec = m_spec;
    spec.series.clear();
    spec.vector.clear();
    for (int i = 0; i < m_curves->childCount(); ++i)
        if (m_curves->child(i)->checkState(0) == Qt::Checked)
            spec.series.push_back(m_curves->child(i)->data(0, Qt::UserRole).toString().toStdString());
    for (int i = 0; i < m_vectors->childCount(); ++i)
        if (m_vectors->child(i)->checkState(0) == Qt::Checked)
            spec.vector = m_vectors->child(i)->data(0, Qt::UserRole).toString().toStdString();
    return spec;
}

void ChartEditor::filter(const QString &text)
{
    for (QTreeWidgetItem *group : {m_curves, m_vectors})
        for (int i = 0; i < group->childCount(); ++i) {
            QTreeWidgetItem *row = group->child(i);
            const bool fits = row->text(0).contains(text, Qt::CaseInsensitive) ||
                              row->data(0, Qt::UserRole).toString().contains(text, Qt::CaseInsensitive);
            row->setHidden(!fits);
        }
}

} // namespace tandem
