#include "ui/runs/settings_form.h"

#include "core/augment/pipeline.h"
#include "core/config/relevance.h"
#include "ui/error_text.h"
#include "ui/icons.h"
#include "ui/runs/setting_row.h"
#include "ui/settings_text.h"
#include "ui/theme.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tandem {

struct SettingsForm::Section {
    QString name;
    QWidget *box = nullptr;
    QVBoxLayout *layout = nullptr;
    QToolButton *unfold = nullptr; // null: no advanced settings
    std::vector<SettingRow *> rows;
    bool isUnfolded = false;
    bool isShown = true;
};

namespace {

/// Short, as it stands right below the field it speaks of.
QString violationText(const Error &error)
{
    if (error.code == ErrorCode::BadValue && error.arguments.size() == 3)
        return SettingsForm::tr("This takes %1.").arg(QString::fromStdString(error.arguments[2]));
    return errorText(error);
}

/// What only this machine can tell: folders that are not there, a pipeline that does not read.
std::vector<Violation> violationsHere(const Settings &settings)
{
    std::vector<Violation> found;
    for (const SettingField &field : settingsTable()) {
        if (field.kind != SettingKind::Path)
            continue;
        const auto path = std::get<std::string>(field.get(settings));
        if (!path.empty() && !QFileInfo::exists(QString::fromStdString(path)))
            found.push_back({field.key, {ErrorCode::FileNotFound, {path}, {}}});
    }
    // Whether a pipeline is sound does not depend on the images, so any size will do here.
    if (const auto pipeline = resolvePipeline(settings.augment, 1); !pipeline && !settings.augment.pipeline.empty())
        found.push_back({"augment.pipeline", pipeline.error()});
    return found;
}

} // namespace

SettingsForm::SettingsForm(QWidget *parent)
    : QWidget(parent), m_index(new QListWidget(this)), m_scroll(new QScrollArea(this))
{
    m_scroll->setFocusPolicy(Qt::NoFocus); // its fields take the focus and scroll into view
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kMedium);
    layout->addWidget(m_index);
    layout->addWidget(m_scroll, 1);
    m_index->setFixedWidth(150);
    m_index->setAccessibleName(tr("Sections"));
    m_index->setFrameShape(QFrame::NoFrame);
    m_index->setSpacing(space::kSmall / 2);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFrameShape(QFrame::NoFrame);
    build();
    m_index->setCurrentRow(0);
    setSettings(Settings{});
    connect(m_index, &QListWidget::currentRowChanged, this, &SettingsForm::showSection);
}

SettingsForm::~SettingsForm() = default;

void SettingsForm::build()
{
    auto *page = new QWidget(m_scroll);
    m_column = new QVBoxLayout(page);
    m_column->setContentsMargins(space::kLarge, space::kSmall, space::kLarge, space::kLarge);
    m_column->setSpacing(space::kLarge);
    for (const SettingField &field : settingsTable()) {
        Section &section = sectionOf(field);
        auto *row = new SettingRow(field, section.box);
        section.rows.push_back(row);
        m_rows.emplace(field.key, row);
        connect(row, &SettingRow::edited, this, [this, row](const QString &text) { take(row, text); });
        connect(row, &SettingRow::resetRequested, this, [this, row] {
            const QString before = row->reference();
            row->setText(before);
            take(row, before);
            row->editor()->setFocus();
        });
    }
    for (const auto &section : m_sections) {
        // Ordinary settings first, then the advanced ones below the button that unfolds them.
        std::stable_partition(section->rows.begin(), section->rows.end(),
                              [](const SettingRow *row) { return !row->field().advanced; });
        for (SettingRow *row : section->rows) {
            if (row->field().advanced && section->unfold == nullptr) {
                section->unfold = new QToolButton(section->box);
                section->unfold->setAutoRaise(true);
                section->unfold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
                section->layout->addWidget(section->unfold, 0, Qt::AlignLeft);
                connect(section->unfold, &QToolButton::clicked, this, [this, raw = section.get()] {
                    raw->isUnfolded = !raw->isUnfolded;
                    refreshVisibility();
                });
            }
            section->layout->addWidget(row);
        }
    }
    m_nothing = new QLabel(tr("No setting matches the search."), page);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_column->addWidget(m_nothing);
    m_column->addStretch(1);
    m_scroll->setWidget(page);
}

SettingsForm::Section &SettingsForm::sectionOf(const SettingField &field)
{
    const QString name = settingSection(field);
    for (const auto &section : m_sections)
        if (section->name == name)
            return *section;
    auto section = std::make_unique<Section>();
    section->name = name;
    section->box = new QWidget(this);
    section->layout = new QVBoxLayout(section->box);
    section->layout->setContentsMargins(0, 0, 0, 0);
    section->layout->setSpacing(0);
    auto *title = new QLabel(name, section->box);
    title->setFont(sectionFont());
    section->layout->addWidget(title);
    m_column->addWidget(section->box);
    m_index->addItem(name);
    m_sections.push_back(std::move(section));
    return *m_sections.back();
}

void SettingsForm::setSettings(const Settings &settings)
{
    m_settings = settings;
    m_untaken.clear();
    for (const auto &[key, row] : m_rows)
        row->setText(QString::fromStdString(settingText(row->field().get(m_settings))));
    refreshMarks();
}

void SettingsForm::setReference(const Settings &reference, const QString &name)
{
    m_reference = reference;
    for (const auto &[key, row] : m_rows)
        row->setReference(QString::fromStdString(settingText(row->field().get(reference))), name);
    refreshMarks();
}

int SettingsForm::changedCount() const
{
    return static_cast<int>(
        std::count_if(m_rows.begin(), m_rows.end(), [](const auto &entry) { return entry.second->isChanged(); }));
}

void SettingsForm::setOnlyChanged(bool only)
{
    m_onlyChanged = only;
    refreshVisibility();
}

void SettingsForm::take(SettingRow *row, const QString &text)
{
    const std::string &key = row->field().key;
    const auto taken = setSetting(m_settings, key, text.trimmed().toStdString());
    if (taken)
        m_untaken.erase(key);
    else
        m_untaken.insert_or_assign(key, taken.error());
    refreshMarks();
    Q_EMIT edited();
}

void SettingsForm::refreshMarks()
{
    std::map<std::string, QString, std::less<>> sentences;
    for (const Violation &violation : validate(m_settings))
        sentences.emplace(violation.key, violationText(violation.error));
    for (const Violation &violation : violationsHere(m_settings))
        sentences.emplace(violation.key, violationText(violation.error));
    for (const auto &[key, error] : m_untaken)
        sentences.insert_or_assign(key, violationText(error));
    m_violations = static_cast<int>(sentences.size());
    for (const auto &[key, row] : m_rows) {
        const auto sentence = sentences.find(key);
        row->setChanged(m_untaken.contains(key) || row->field().get(m_settings) != row->field().get(m_reference));
        // What does not fit must stay within reach, whether it counts or not.
        const char *reason = sentence == sentences.end() ? whyIrrelevant(m_settings, key) : nullptr;
        row->setIrrelevant(reason == nullptr ? QString() : QCoreApplication::translate("Settings", reason));
        row->setViolation(sentence == sentences.end() ? QString() : sentence->second);
    }
    for (std::size_t i = 0; i < m_sections.size(); ++i) {
        const auto &rows = m_sections[i]->rows;
        const bool wrong =
            std::any_of(rows.begin(), rows.end(), [](const SettingRow *row) { return !row->violation().isEmpty(); });
        m_index->item(static_cast<int>(i))->setIcon(wrong ? icon(QStringLiteral("error"), IconTone::Bad) : QIcon());
        m_index->item(static_cast<int>(i))->setToolTip(wrong ? tr("Something here does not fit yet") : QString());
    }
    refreshVisibility();
}

bool SettingsForm::shows(const SettingRow &row, const Section &section) const
{
    if (!m_search.isEmpty() && !row.matches(m_search))
        return false;
    if (m_onlyChanged)
        return row.isChanged() || !row.violation().isEmpty();
    if (!m_search.isEmpty())
        return true;
    // What is unusual or wrong must not hide behind a fold.
    return !row.field().advanced || section.isUnfolded || row.isChanged() || !row.violation().isEmpty();
}

void SettingsForm::refreshVisibility()
{
    bool any = false;
    for (std::size_t i = 0; i < m_sections.size(); ++i) {
        Section &section = *m_sections[i];
        int hidden = 0;
        section.isShown = false;
        for (SettingRow *row : section.rows) {
            const bool visible = shows(*row, section);
            row->setVisible(visible);
            section.isShown = section.isShown || visible;
            hidden += visible ? 0 : 1;
        }
        section.box->setVisible(section.isShown);
        m_index->item(static_cast<int>(i))->setHidden(!section.isShown);
        any = any || section.isShown;
        if (section.unfold == nullptr)
            continue;
        section.unfold->setVisible(m_search.isEmpty() && !m_onlyChanged && (hidden > 0 || section.isUnfolded));
        section.unfold->setText(section.isUnfolded ? tr("Fewer settings") : tr("%n more setting(s)", nullptr, hidden));
        section.unfold->setIcon(
            icon(section.isUnfolded ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right")));
    }
    m_nothing->setText(m_onlyChanged && m_search.isEmpty() ? tr("Nothing differs yet.")
                                                           : tr("No setting matches the search."));
    m_nothing->setVisible(!any);
}

void SettingsForm::setSearch(const QString &text)
{
    m_search = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    refreshVisibility();
    m_scroll->verticalScrollBar()->setValue(0);
}

void SettingsForm::showSection(int index)
{
    if (index < 0 || index >= static_cast<int>(m_sections.size()))
        return;
    m_scroll->widget()->layout()->activate();
    m_scroll->verticalScrollBar()->setValue(m_sections[static_cast<std::size_t>(index)]->box->y());
}

void SettingsForm::focusFirstViolation()
{
    for (const SettingField &field : settingsTable()) {
        SettingRow *found = row(field.key);
        if (found->violation().isEmpty())
            continue;
        m_scroll->widget()->layout()->activate();
        m_scroll->ensureWidgetVisible(found);
        found->editor()->setFocus(Qt::OtherFocusReason);
        return;
    }
}

SettingRow *SettingsForm::row(std::string_view key) const
{
    const auto found = m_rows.find(key);
    return found == m_rows.end() ? nullptr : found->second;
}

bool SettingsForm::isRowShown(std::string_view key) const
{
    const SettingRow *found = row(key);
    return found != nullptr && !found->isHidden() && !found->parentWidget()->isHidden();
}

} // namespace tandem
