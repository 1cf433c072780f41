#pragma once

#include "core/config/settings_table.h"

#include <QWidget>

#include <map>
#include <memory>
#include <string>
#include <vector>

class QLabel;
class QListWidget;
class QScrollArea;
class QToolButton;
class QVBoxLayout;

namespace tandem {

class SettingRow;

/// A form over the settings table: sections, advanced settings folded away, search, marks on what differs from the
/// default, and every violation beside its field as one types. GUI thread.
class SettingsForm : public QWidget {
    Q_OBJECT
public:
    explicit SettingsForm(QWidget *parent = nullptr);
    ~SettingsForm() override;

    void setSettings(const Settings &settings);
    /// The settings as they stand. Fields whose text cannot be taken keep their last good value: see violationCount.
    [[nodiscard]] const Settings &settings() const { return m_settings; }
    [[nodiscard]] int violationCount() const { return m_violations; }
    /// What the marks compare with: settings of `name` ("the preset", a run), or the defaults where it is empty.
    void setReference(const Settings &reference, const QString &name);
    /// Settings that differ from the reference.
    [[nodiscard]] int changedCount() const;
    /// Shows those alone.
    void setOnlyChanged(bool only);
    /// Shows only settings that hold every word, advanced ones too; an empty text shows all.
    void setSearch(const QString &text);
    /// Brings the first field with a violation into view and gives it the focus.
    void focusFirstViolation();

    [[nodiscard]] SettingRow *row(std::string_view key) const;
    [[nodiscard]] bool isRowShown(std::string_view key) const;

Q_SIGNALS:
    /// A value or the number of violations changed by the person's hand.
    void edited();

private:
    struct Section;
    void build();
    Section &sectionOf(const SettingField &field);
    void take(SettingRow *row, const QString &text);
    void refreshMarks();
    void refreshVisibility();
    void showSection(int index);
    [[nodiscard]] bool shows(const SettingRow &row, const Section &section) const;

    Settings m_settings;
    std::map<std::string, Error, std::less<>> m_untaken; // by key: texts that could not be taken
    std::vector<std::unique_ptr<Section>> m_sections;
    std::map<std::string, SettingRow *, std::less<>> m_rows;
    Settings m_reference;
    QStringList m_search;
    bool m_onlyChanged = false;
    int m_violations = 0;

    QListWidget *m_index;
    QScrollArea *m_scroll;
    QVBoxLayout *m_column = nullptr;
    QLabel *m_nothing = nullptr;
};

} // namespace tandem
