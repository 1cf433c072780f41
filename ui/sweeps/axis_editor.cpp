#include "ui/sweeps/axis_editor.h"

#include "core/config/settings_table.h"
#include "ui/icons.h"
#include "ui/settings_text.h"
#include "ui/sweeps/sweep_text.h"
#include "ui/theme.h"
#include "ui/widgets/wheel_guard.h"

#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QRegularExpression>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>

namespace tandem {

namespace {

bool isNumeric(const SettingField &field)
{
    return field.kind == SettingKind::Integer || field.kind == SettingKind::Number;
}

/// A few values around one: half and double of numbers that move by factors, all words of a choice.
QString suggestion(const SettingField &field, const Settings &base)
{
    QStringList values;
    switch (field.kind) {
    case SettingKind::Choice:
        for (const std::string &choice : field.choices)
            values << QString::fromStdString(choice);
        break;
    case SettingKind::Flag:
        values << QStringLiteral("true") << QStringLiteral("false");
        break;
    default: {
        const bool whole = field.kind == SettingKind::Integer;
        const SettingValue now = field.get(base);
        const double center = whole ? static_cast<double>(std::get<std::int64_t>(now)) : std::get<double>(now);
        for (const double factor : {0.5, 1.0, 2.0}) {
            const double value = std::clamp(center * factor, field.minimum, field.maximum);
            const QString text = QString::fromStdString(
                settingText(whole ? SettingValue(static_cast<std::int64_t>(value)) : SettingValue(value)));
            if (!values.contains(text))
                values << text;
        }
    }
    }
    return values.join(QStringLiteral(", "));
}

QLineEdit *makeEdit(QWidget *parent, const QString &name, int characters)
{
    auto *edit = new QLineEdit(parent);
    edit->setAccessibleName(name);
    if (characters > 0)
        edit->setFixedWidth(edit->fontMetrics().horizontalAdvance(QString(characters, QLatin1Char('0'))) + 16);
    return edit;
}

} // namespace

bool canVary(const SettingField &field)
{
    if (field.kind == SettingKind::Path || field.kind == SettingKind::Text || field.kind == SettingKind::Json)
        return false;
    constexpr std::string_view kOfTheMachine[] = {"train.device",     "train.threads",      "train.loader_threads",
                                                  "train.sync_group", "train.rank_timeout", "train.checkpoint_every"};
    return !field.key.starts_with("probe.") &&
           std::find(std::begin(kOfTheMachine), std::end(kOfTheMachine), field.key) == std::end(kOfTheMachine);
}

std::vector<AxisPoint> parseValues(const SettingField &field, const QString &text)
{
    std::vector<AxisPoint> points;
    // Where semicolons part the values, a comma is a decimal one.
    const bool hasSemicolons = text.contains(QLatin1Char(';'));
    static const QRegularExpression wide(QStringLiteral("[,;\\s]+")), narrow(QStringLiteral("[;\\s]+"));
    for (QString &word : text.split(hasSemicolons ? narrow : wide, Qt::SkipEmptyParts)) {
        if (word.count(QLatin1Char(',')) == word.size())
            continue; // nothing between two commas
        if (isNumeric(field))
            word.replace(QLatin1Char(','), QLatin1Char('.'));
        std::string value = word.toStdString();
        Settings scratch;
        if (setSetting(scratch, field.key, value)) // 0.50 is 0.5
            value = settingText(field.get(scratch));
        points.push_back(pointOf(field.key, value));
    }
    return points;
}

AxisEditor::AxisEditor(QWidget *parent)
    : QWidget(parent), m_setting(new QComboBox(this)), m_kind(new QComboBox(this)), m_stack(new QStackedWidget(this)),
      m_values(makeEdit(this, tr("Values, with commas between them"), 0)), m_from(makeEdit(this, tr("From"), 9)),
      m_to(makeEdit(this, tr("To"), 9)), m_count(makeEdit(this, tr("Number of points"), 4)),
      m_countLabel(new QLabel(tr("points", "after a number"), this)), m_violation(new QLabel(this)),
      m_points(new QListWidget(this)), m_remove(new QToolButton(this))
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::kSmall);
    grid->setVerticalSpacing(space::kHair);
    m_setting->setAccessibleName(tr("Setting that varies"));
    m_setting->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_setting->setMinimumContentsLength(20);
    m_kind->setAccessibleName(tr("How its values are given"));
    m_kind->addItem(tr("values"), Values);
    m_kind->addItem(tr("from–to, equal steps"), LinearRange);
    m_kind->addItem(tr("from–to, equal factors"), LogRange);
    guardFromWheel({m_setting, m_kind});
    m_values->setPlaceholderText(tr("for example 0.1, 0.5, 1"));
    m_points->setAccessibleName(tr("Points of the axis"));
    m_points->setMaximumHeight(m_points->fontMetrics().height() * 7);
    m_remove->setIcon(icon(QStringLiteral("trash"), IconTone::Muted));
    m_remove->setAutoRaise(true);
    m_remove->setAccessibleName(tr("Take this axis away"));
    m_remove->setToolTip(m_remove->accessibleName());
    auto *range = new QWidget(this);
    auto *rangeLayout = new QHBoxLayout(range);
    rangeLayout->setContentsMargins(0, 0, 0, 0);
    rangeLayout->setSpacing(space::kSmall);
    rangeLayout->addWidget(m_from);
    rangeLayout->addWidget(new QLabel(QStringLiteral("–"), range));
    rangeLayout->addWidget(m_to);
    rangeLayout->addWidget(m_count);
    rangeLayout->addWidget(m_countLabel);
    rangeLayout->addStretch(1);
    m_stack->addWidget(m_values);
    m_stack->addWidget(range);
    m_stack->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_violation->setWordWrap(true);
    m_violation->setFont(captionFont());
    m_violation->hide();
    grid->addWidget(m_setting, 0, 0);
    grid->addWidget(m_kind, 0, 1);
    grid->addWidget(m_stack, 0, 2);
    grid->addWidget(m_remove, 0, 3, Qt::AlignTop);
    grid->addWidget(m_points, 1, 0, 1, 3);
    grid->addWidget(m_violation, 2, 0, 1, 4);
    grid->setColumnStretch(2, 1);
    m_points->hide();
    buildSettings();
    applyTheme();
    connect(m_setting, &QComboBox::activated, this, &AxisEditor::chooseSetting);
    connect(m_kind, &QComboBox::activated, this, [this] {
        showKind();
        Q_EMIT edited();
    });
    for (QLineEdit *edit : {m_values, m_from, m_to, m_count})
        connect(edit, &QLineEdit::textEdited, this, &AxisEditor::edited);
    connect(m_points, &QListWidget::itemChanged, this, &AxisEditor::edited);
    connect(m_remove, &QToolButton::clicked, this, &AxisEditor::removeRequested);
    m_count->setText(QStringLiteral("5"));
    showKind();
}

void AxisEditor::buildSettings()
{
    for (const SettingField &entry : settingsTable())
        if (canVary(entry))
            m_setting->addItem(
                tr("%1: %2", "section of settings, a setting").arg(settingSection(entry), settingLabel(entry)),
                QString::fromStdString(entry.key));
}

const SettingField *AxisEditor::field() const
{
    return findSetting(m_setting->currentData().toString().toStdString());
}

void AxisEditor::suggest(const std::string &key, const Settings &base)
{
    m_setting->setCurrentIndex(m_setting->findData(QString::fromStdString(key)));
    const SettingField *chosen = field();
    if (chosen == nullptr)
        return;
    m_kind->setCurrentIndex(Values);
    m_values->setText(suggestion(*chosen, base));
    showKind();
}

void AxisEditor::chooseSetting()
{
    suggest(m_setting->currentData().toString().toStdString(), Settings{});
    Q_EMIT edited();
}

void AxisEditor::setAxis(const SweepAxis &axis)
{
    const SettingField *known = findSetting(axis.name);
    const bool isPlain =
        known != nullptr && std::all_of(axis.points.begin(), axis.points.end(),
                                        [&axis](const AxisPoint &p) { return p == pointOf(axis.name, p.label); });
    m_compound = isPlain ? SweepAxis() : axis;
    m_points->clear();
    if (!isPlain) {
        m_setting->clear();
        m_setting->addItem(QString::fromStdString(axis.name));
        for (const AxisPoint &point : axis.points) {
            auto *item = new QListWidgetItem(QString::fromStdString(point.label), m_points);
            item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
            item->setCheckState(Qt::Checked);
            QString sets;
            for (const std::string &assignment : point.assignments)
                sets += (sets.isEmpty() ? QString() : QStringLiteral("\n")) + QString::fromStdString(assignment);
            item->setToolTip(sets);
        }
    } else {
        m_setting->setCurrentIndex(m_setting->findData(QString::fromStdString(axis.name)));
        QStringList labels;
        for (const AxisPoint &point : axis.points)
            labels << QString::fromStdString(point.label);
        m_values->setText(labels.join(QStringLiteral(", ")));
        m_kind->setCurrentIndex(Values);
        if (axis.range) {
            m_kind->setCurrentIndex(axis.range->logarithmic ? LogRange : LinearRange);
            m_from->setText(QString::fromStdString(settingText(axis.range->from)));
            m_to->setText(QString::fromStdString(settingText(axis.range->to)));
            m_count->setText(QString::number(axis.range->count));
        }
    }
    showKind();
}

SweepAxis AxisEditor::axis() const
{
    if (!m_compound.points.empty()) {
        SweepAxis taken = m_compound;
        taken.points.clear();
        for (int row = 0; row < m_points->count(); ++row)
            if (m_points->item(row)->checkState() == Qt::Checked)
                taken.points.push_back(m_compound.points[static_cast<std::size_t>(row)]);
        return taken;
    }
    SweepAxis made;
    const SettingField *chosen = field();
    if (chosen == nullptr)
        return made;
    made.name = chosen->key;
    if (m_kind->currentIndex() == Values || !isNumeric(*chosen)) {
        made.points = parseValues(*chosen, m_values->text());
        return made;
    }
    bool ok = true;
    const auto number = [&ok](const QLineEdit *edit) {
        bool isNumber = false;
        // Both ways of writing a fraction are welcome.
        const double value = QString(edit->text()).replace(QLatin1Char(','), QLatin1Char('.')).toDouble(&isNumber);
        ok = ok && isNumber;
        return value;
    };
    AxisRange range{number(m_from), number(m_to), m_kind->currentIndex() == LogRange, m_count->text().toLongLong()};
    if (!ok) // a range that validation refuses
        range.to = range.from - 1;
    made.range = range;
    return made;
}

void AxisEditor::showKind()
{
    const bool isCompound = !m_compound.points.empty();
    m_points->setVisible(isCompound);
    m_setting->setEnabled(!isCompound);
    m_kind->setVisible(!isCompound);
    m_stack->setVisible(!isCompound);
    const SettingField *chosen = field();
    const bool numeric = chosen != nullptr && isNumeric(*chosen);
    m_kind->setEnabled(numeric);
    if (!numeric)
        m_kind->setCurrentIndex(Values);
    m_stack->setCurrentIndex(m_kind->currentIndex() == Values ? 0 : 1);
    if (chosen != nullptr)
        m_values->setToolTip(QString::fromStdString(acceptedValues(*chosen)));
}

void AxisEditor::setDraws(bool draws)
{
    m_count->setVisible(!draws);
    m_countLabel->setVisible(!draws);
}

void AxisEditor::setViolation(const QString &sentence)
{
    m_violation->setText(sentence);
    m_violation->setVisible(!sentence.isEmpty());
}

QString AxisEditor::violation() const
{
    return m_violation->text();
}

void AxisEditor::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyTheme();
}

void AxisEditor::applyTheme()
{
    QPalette own = m_violation->palette();
    if (own.color(QPalette::WindowText) == colorsFor(palette()).bad)
        return;
    own.setColor(QPalette::WindowText, colorsFor(palette()).bad);
    m_violation->setPalette(own);
}

} // namespace tandem
