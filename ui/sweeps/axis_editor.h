#pragma once

#include "core/config/settings.h"
#include "core/sweep/sweep_spec.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QStackedWidget;
class QToolButton;

namespace tandem {

struct SettingField;

/// One axis of a new sweep: which setting varies, and over which values: a list, or from one number to another by equal
/// steps or equal factors. An axis whose points change several settings together, as presets have them, shows its
/// points to be taken or left.
class AxisEditor : public QWidget {
    Q_OBJECT
public:
    explicit AxisEditor(QWidget *parent = nullptr);

    void setAxis(const SweepAxis &axis);
    /// What stands here; texts that are no values of the setting become points all the same, for validation to find.
    [[nodiscard]] SweepAxis axis() const;
    /// A setting to begin with, and values around the one it has.
    void suggest(const std::string &key, const Settings &base);
    /// The sentence below; empty hides it.
    void setViolation(const QString &sentence);
    [[nodiscard]] QString violation() const;
    /// Whether the planner draws from ranges, so that the number of points means nothing.
    void setDraws(bool draws);

    [[nodiscard]] QComboBox *setting() const { return m_setting; }
    [[nodiscard]] QComboBox *kind() const { return m_kind; }
    [[nodiscard]] QLineEdit *values() const { return m_values; }
    [[nodiscard]] QLineEdit *from() const { return m_from; }
    [[nodiscard]] QLineEdit *to() const { return m_to; }
    [[nodiscard]] QLineEdit *count() const { return m_count; }

Q_SIGNALS:
    void edited();
    void removeRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    enum Kind { Values, LinearRange, LogRange };
    void buildSettings();
    void chooseSetting();
    void showKind();
    void applyTheme();
    [[nodiscard]] const SettingField *field() const;

    SweepAxis m_compound; // of several settings a point; without points where this is an axis of one setting
    QComboBox *m_setting, *m_kind;
    QStackedWidget *m_stack;
    QLineEdit *m_values, *m_from, *m_to, *m_count;
    QLabel *m_countLabel, *m_violation;
    QListWidget *m_points;
    QToolButton *m_remove;
};

/// Whether a sweep may vary a setting: not where the images lie or the machine's threads.
[[nodiscard]] bool canVary(const SettingField &field);
/// "0.1, 0.5, 1" or "0,1; 0,5; 1" as points of a setting; blanks part values, too.
[[nodiscard]] std::vector<AxisPoint> parseValues(const SettingField &field, const QString &text);

} // namespace tandem
