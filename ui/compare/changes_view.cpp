#include "ui/compare/changes_view.h"

#include "core/config/settings_table.h"
#include "ui/settings_text.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/roomy_delegate.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QHeaderView>
#include <QLocale>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <set>

namespace tandem {

namespace {

constexpr int kEffectRole = Qt::UserRole + 1;
constexpr int kLabelWidth = 230, kColumnWidth = 170; // px

bool differ(const QStringList &values)
{
    return std::any_of(values.begin(), values.end(), [&](const QString &value) { return value != values.front(); });
}

QString effectText(const char *text)
{
    return QCoreApplication::translate("Compare", text);
}

QString shown(const QString &value)
{
    return value.isEmpty() ? QStringLiteral("–") : value;
}

/// An own pipeline is a page of JSON; its operations stand in rows of their own.
QString pipelineText(const ComparedRun &run, const std::string &value)
{
    if (value.empty())
        return {};
    return run.pipeline && !run.pipeline->name.empty() ? QString::fromStdString(run.pipeline->name)
                                                       : ChangesView::tr("own pipeline");
}

} // namespace

ChangesView::ChangesView(QWidget *parent)
    : QWidget(parent), m_tree(new QTreeWidget(this)), m_only(new QCheckBox(tr("Only &differences"), this))
{
    m_only->setChecked(true);
    m_tree->setAccessibleName(tr("What sets the runs apart"));
    m_tree->setRootIsDecorated(false);
    m_tree->setIndentation(space::kMedium);
    m_tree->setUniformRowHeights(true);
    m_tree->header()->setStretchLastSection(false);
    m_tree->setItemDelegate(new RoomyDelegate(m_tree));
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_tree->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    auto *top = new QHBoxLayout;
    top->addWidget(new MutedLabel(tr("Most likely cause first; the reason stands with each group."), this), 1);
    top->addWidget(m_only);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, space::kSmall, 0, 0);
    column->setSpacing(space::kSmall);
    column->addLayout(top);
    column->addWidget(m_tree, 1);
    connect(m_only, &QCheckBox::toggled, this, &ChangesView::rebuild);
}

void ChangesView::setComparison(const ComparisonDataPtr &comparison)
{
    m_data = comparison;
    rebuild();
}

void ChangesView::setOnlyDifferences(bool only)
{
    m_only->setChecked(only);
}

void ChangesView::rebuild()
{
    m_tree->clear();
    if (!m_data)
        return;
    QStringList titles{tr("What")};
    for (const ComparedRun &run : m_data->runs)
        titles << run.name;
    m_tree->setColumnCount(static_cast<int>(titles.size()));
    m_tree->setHeaderLabels(titles);
    for (int column = 1; column < titles.size(); ++column)
        m_tree->headerItem()->setToolTip(column, titles[column]);
    addSettings();
    addIdentity();
    if (m_tree->topLevelItemCount() == 0)
        new QTreeWidgetItem(m_tree, {tr("The runs have the same settings, images and program.")});
    fitColumns();
}

/// The runs share the room evenly, as long as each has enough.
void ChangesView::fitColumns()
{
    const int runs = m_tree->columnCount() - 1;
    if (runs < 1)
        return;
    m_tree->header()->resizeSection(0, kLabelWidth);
    const int each = std::max(kColumnWidth, (m_tree->viewport()->width() - kLabelWidth) / runs);
    for (int column = 1; column <= runs; ++column)
        m_tree->header()->resizeSection(column, each);
}

void ChangesView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitColumns();
}

/// Sections stand in the order of their effect, made when the first row needs one.
QTreeWidgetItem *ChangesView::sectionOf(SettingEffect effect)
{
    int place = 0;
    for (; place < m_tree->topLevelItemCount(); ++place) {
        QTreeWidgetItem *section = m_tree->topLevelItem(place);
        const int known = section->data(0, kEffectRole).toInt();
        if (known == static_cast<int>(effect))
            return section;
        if (known > static_cast<int>(effect))
            break;
    }
    auto *section = new QTreeWidgetItem;
    //: %1: a group of settings, %2: why it stands where it does
    section->setText(0, tr("%1: %2").arg(effectText(effectTitle(effect)), effectText(effectReason(effect))));
    section->setToolTip(0, effectText(effectReason(effect)));
    section->setData(0, kEffectRole, static_cast<int>(effect));
    section->setForeground(0, colorsFor(palette()).mutedText);
    QFont font = section->font(0);
    font.setItalic(true);
    section->setFont(0, font);
    m_tree->insertTopLevelItem(place, section);
    section->setFirstColumnSpanned(true);
    section->setExpanded(true);
    return section;
}

void ChangesView::addRow(QTreeWidgetItem *section, const QString &label, const QStringList &values,
                         const QString &toolTip)
{
    const bool isDifferent = differ(values);
    if (!isDifferent && m_only->isChecked())
        return;
    auto *row = new QTreeWidgetItem(section, {label});
    row->setToolTip(0, toolTip);
    for (int i = 0; i < values.size(); ++i) {
        row->setText(i + 1, shown(values[i]));
        row->setToolTip(i + 1, shown(values[i]));
        QFont font = row->font(i + 1);
        font.setBold(isDifferent && values[i] != values.front());
        row->setFont(i + 1, font);
        if (isDifferent && values[i] != values.front())
            row->setData(i + 1, Qt::AccessibleTextRole,
                         tr("%1, differs from %2").arg(shown(values[i]), shown(values.front())));
    }
}

void ChangesView::addSettings()
{
    std::vector<RunFacts> facts;
    for (const ComparedRun &run : m_data->runs)
        facts.push_back(run.facts());
    std::vector<SettingComparison> rows = compareSettings(facts);
    const auto isWanted = [this](const SettingComparison &row) { return row.differs || !m_only->isChecked(); };
    for (const SettingComparison &row : rows) {
        if (!isWanted(row))
            continue;
        const SettingField *field = findSetting(row.key);
        QStringList values;
        for (std::size_t i = 0; i < row.values.size(); ++i)
            values << (row.key == "augment.pipeline" ? pipelineText(m_data->runs[i], row.values[i])
                                                     : QString::fromStdString(row.values[i]));
        if (!row.differs || differ(values))
            addRow(sectionOf(row.effect), settingLabel(*field), values,
                   settingHelp(*field) + QLatin1Char('\n') + QString::fromStdString(row.key));
    }
    const bool pipelinesDiffer = std::any_of(m_data->runs.begin(), m_data->runs.end(), [this](const ComparedRun &run) {
        return run.pipeline && m_data->runs.front().pipeline &&
               run.pipeline->operations != m_data->runs.front().pipeline->operations;
    });
    if (pipelinesDiffer || !m_only->isChecked())
        addOperations(sectionOf(SettingEffect::Augmentation));
}

/// What the pipelines do, operation by operation, whether they came from a preset or from JSON.
void ChangesView::addOperations(QTreeWidgetItem *section)
{
    QStringList labels;
    std::vector<std::vector<OperationLine>> all;
    for (const ComparedRun &run : m_data->runs) {
        all.push_back(run.pipeline ? operationLines(*run.pipeline) : std::vector<OperationLine>());
        QMap<QString, int> seen;
        for (OperationLine &line : all.back()) {
            if (const int count = ++seen[line.label]; count > 1)
                line.label += QStringLiteral(" (%1)").arg(count);
            if (!labels.contains(line.label))
                labels << line.label;
        }
    }
    for (const QString &label : labels) {
        QStringList values;
        for (const auto &lines : all) {
            const auto line =
                std::find_if(lines.begin(), lines.end(), [&](const OperationLine &l) { return l.label == label; });
            values << (line != lines.end() ? line->text : QString());
        }
        addRow(section, label, values, tr("An operation of the pipeline"));
    }
}

void ChangesView::addIdentity()
{
    const QLocale locale;
    QStringList train, test, version;
    for (const ComparedRun &run : m_data->runs) {
        const auto images = [&](std::int64_t count, const std::string &identity) {
            if (count <= 0)
                return QString();
            const QString number = locale.toString(static_cast<qlonglong>(count));
            return identity.empty() ? number
                                    : tr("%1, content %2").arg(number, QString::fromStdString(identity.substr(0, 10)));
        };
        train << images(run.plan.trainImages, run.plan.trainIdentity);
        test << images(run.plan.testImages, run.plan.testIdentity);
        version << QString::fromStdString(run.row->summary.programVersion);
    }
    const auto add = [&](SettingEffect effect, const QString &label, const QStringList &values, const QString &help) {
        if (differ(values) || !m_only->isChecked())
            addRow(sectionOf(effect), label, values, help);
    };
    add(SettingEffect::Data, tr("Images trained on"), train, tr("How many there were, and a mark of their content."));
    add(SettingEffect::Data, tr("Images tested on"), test, tr("How many there were, and a mark of their content."));
    add(SettingEffect::Numerics, tr("Program"), version, tr("Version of the program that trained."));
}

void ChangesView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_data)
        rebuild();
}

} // namespace tandem
