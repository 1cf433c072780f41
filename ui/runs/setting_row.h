#pragma once

#include <QString>
#include <QWidget>

#include <functional>

class QCheckBox;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QToolButton;

namespace tandem {

class NumberEdit;
struct SettingField;

/// One setting in a form: label, an editor that fits its kind, unit, help, a way back to the default, and what is
/// wrong with the value, if anything.
class SettingRow : public QWidget {
    Q_OBJECT
public:
    /// `field` outlives this.
    explicit SettingRow(const SettingField &field, QWidget *parent = nullptr);

    [[nodiscard]] const SettingField &field() const { return m_field; }
    /// The value as settings files write it, right or wrong.
    [[nodiscard]] QString text() const { return m_read(); }
    /// Shows a value without emitting edited.
    void setText(const QString &text);
    /// What the value is compared with: `name` says whose it is ("preset"), empty for the default.
    void setReference(const QString &value, const QString &name);
    [[nodiscard]] const QString &reference() const { return m_reference; }
    /// Marks the value as other than the reference; the reset button then shows, and what the value was.
    void setChanged(bool changed);
    /// Greys the label and says in the place of the help why the setting does not count as the others stand; it can be
    /// set all the same. An empty reason takes that back.
    void setIrrelevant(const QString &reason);
    [[nodiscard]] bool isRelevant() const { return m_reason.isEmpty(); }
    [[nodiscard]] bool isChanged() const { return m_isChanged; }
    /// The sentence under the editor; empty hides it.
    void setViolation(const QString &sentence);
    [[nodiscard]] QString violation() const;
    /// The widget that takes the keys.
    [[nodiscard]] QWidget *editor() const { return m_editor; }
    /// True if all words stand in label, key, help or section.
    [[nodiscard]] bool matches(const QStringList &words) const;

Q_SIGNALS:
    void edited(const QString &text);
    void resetRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeEditor();
    QWidget *makeFlag();
    QWidget *makeChoice();
    QWidget *makeText();
    QWidget *makePath();
    QWidget *makeNumber();
    QWidget *makeJson();
    void choosePath(QLineEdit *line);
    void applyTheme();

    const SettingField &m_field;
    QWidget *m_editor = nullptr;
    QLabel *m_label = nullptr, *m_help = nullptr, *m_violation = nullptr;
    QLabel *m_was = nullptr;
    QToolButton *m_reset = nullptr;
    QString m_reference, m_referenceName, m_reason;
    std::function<QString()> m_read;
    std::function<void(const QString &)> m_write;
    bool m_isChanged = false;
    bool m_isSetting = false;
};

} // namespace tandem
