#include "ui/sweeps/add_values_dialog.h"

#include "core/config/settings_table.h"
#include "core/sweep/sweep_cells.h"
#include "ui/error_text.h"
#include "ui/settings_text.h"
#include "ui/sweeps/axis_editor.h"
#include "ui/sweeps/sweep_text.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

namespace tandem {

bool takesValues(const SweepAxis &axis)
{
    return findSetting(axis.name) != nullptr && !axis.points.empty() &&
           std::all_of(axis.points.begin(), axis.points.end(),
                       [&axis](const AxisPoint &point) { return point == pointOf(axis.name, point.label); });
}

AddValuesDialog::AddValuesDialog(SweepSpec spec, QWidget *parent) : QDialog(parent), m_spec(std::move(spec))
{
    setWindowTitle(tr("Add values"));
    auto *layout = new QFormLayout(this);
    layout->setContentsMargins(space::kLarge, space::kLarge, space::kLarge, space::kLarge);
    layout->setSpacing(space::kSmall);
    m_axes = new QComboBox(this);
    for (const SweepAxis &axis : m_spec.axes)
        if (takesValues(axis))
            m_axes->addItem(axisText(axis), QString::fromStdString(axis.name));
    m_known = new MutedLabel({}, this);
    m_known->setWordWrap(true);
    m_values = new QLineEdit(this);
    m_values->setPlaceholderText(tr("Values, separated by commas"));
    m_sentence = new QLabel(this);
    m_sentence->setWordWrap(true);
    m_buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto *add = m_buttons->addButton(tr("Add"), QDialogButtonBox::AcceptRole);
    add->setDefault(true);
    layout->addRow(tr("&Axis"), m_axes);
    layout->addRow(tr("It has"), m_known);
    layout->addRow(tr("&More values"), m_values);
    layout->addRow(m_sentence);
    layout->addRow(m_buttons);
    connect(m_axes, &QComboBox::activated, this, &AddValuesDialog::refresh);
    connect(m_values, &QLineEdit::textChanged, this, &AddValuesDialog::refresh);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    setMinimumWidth(420);
    refresh();
    m_values->setFocus();
}

std::string AddValuesDialog::axis() const
{
    return m_axes->currentData().toString().toStdString();
}

std::vector<AxisPoint> AddValuesDialog::points() const
{
    const SettingField *field = findSetting(axis());
    const auto entry = std::find_if(m_spec.axes.begin(), m_spec.axes.end(),
                                    [this](const SweepAxis &candidate) { return candidate.name == axis(); });
    if (field == nullptr || entry == m_spec.axes.end())
        return {};
    std::vector<AxisPoint> fresh = parseValues(*field, m_values->text());
    std::erase_if(fresh, [&entry](const AxisPoint &point) {
        return std::any_of(entry->points.begin(), entry->points.end(),
                           [&point](const AxisPoint &known) { return known.label == point.label; });
    });
    return fresh;
}

QString AddValuesDialog::sentence() const
{
    return m_sentence->text();
}

void AddValuesDialog::refresh()
{
    SweepSpec wanted = m_spec;
    QStringList known;
    const std::vector<AxisPoint> fresh = points();
    for (SweepAxis &candidate : wanted.axes)
        if (candidate.name == axis()) {
            for (const AxisPoint &point : candidate.points)
                known << QString::fromStdString(point.label);
            candidate.points.insert(candidate.points.end(), fresh.begin(), fresh.end());
        }
    m_known->setText(known.join(QStringLiteral(", ")));
    const auto violations = validateSweep(wanted);
    const bool fits = violations.empty() && !fresh.empty();
    if (fresh.empty())
        m_sentence->setText(m_values->text().trimmed().isEmpty() ? QString() : tr("All of these are there already."));
    else if (!violations.empty())
        m_sentence->setText(errorText(violations.front().error));
    else if (m_spec.planning.planner == Planner::Grid)
        m_sentence->setText(tr("%Ln more run(s).", nullptr,
                               static_cast<int>((sweepCells(wanted).size() - sweepCells(m_spec).size()) *
                                                static_cast<std::size_t>(std::max<std::int64_t>(1, m_spec.seeds)))));
    else
        m_sentence->setText(tr("Trials that are drawn from now on may take them."));
    for (QAbstractButton *button : m_buttons->buttons())
        if (m_buttons->buttonRole(button) == QDialogButtonBox::AcceptRole)
            button->setEnabled(fits);
}

} // namespace tandem
