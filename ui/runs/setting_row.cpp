#include "ui/runs/setting_row.h"

#include "core/config/settings_table.h"
#include "ui/icons.h"
#include "ui/runs/number_edit.h"
#include "ui/settings_text.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/wheel_guard.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace tandem {

namespace {

constexpr int kLabelWidth = 190;

} // namespace

SettingRow::SettingRow(const SettingField &field, QWidget *parent) : QWidget(parent), m_field(field)
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, space::kTight, 0, space::kTight);
    grid->setHorizontalSpacing(space::kSmall);
    grid->setVerticalSpacing(space::kHair);
    m_label = new QLabel(settingLabel(field), this);
    m_label->setFixedWidth(kLabelWidth);
    m_label->setWordWrap(true);
    m_label->setToolTip(QString::fromStdString(field.key));
    QWidget *shown = makeEditor();
    m_label->setBuddy(m_editor);
    m_editor->setAccessibleName(settingLabel(field));
    m_editor->setAccessibleDescription(settingHelp(field));
    m_reset = new QToolButton(this);
    m_reset->setIcon(icon(QStringLiteral("refresh"), IconTone::Muted));
    m_reset->setAutoRaise(true);
    m_was = new MutedLabel({}, this);
    m_was->setFont(captionFont());
    m_was->hide();
    setReference(QString::fromStdString(settingText(field.get(Settings{}))), {});
    QSizePolicy keepsRoom = m_reset->sizePolicy();
    keepsRoom.setRetainSizeWhenHidden(true);
    m_reset->setSizePolicy(keepsRoom);
    m_reset->hide();
    connect(m_reset, &QToolButton::clicked, this, &SettingRow::resetRequested);
    m_help = new MutedLabel(settingHelp(field), this);
    m_help->setFont(captionFont());
    m_help->setWordWrap(true);
    m_violation = new QLabel(this);
    m_violation->setWordWrap(true);
    m_violation->hide();

    auto *line = new QHBoxLayout;
    line->setSpacing(space::kSmall);
    line->addWidget(
        shown,
        field.kind == SettingKind::Path || field.kind == SettingKind::Json || field.kind == SettingKind::Text ? 1 : 0);
    if (const QString unit = settingUnit(field); !unit.isEmpty())
        line->addWidget(new MutedLabel(unit, this));
    line->addWidget(m_reset);
    line->addWidget(m_was);
    if (field.kind != SettingKind::Path && field.kind != SettingKind::Json && field.kind != SettingKind::Text)
        line->addStretch(1);
    grid->addWidget(m_label, 0, 0, Qt::AlignTop);
    grid->addLayout(line, 0, 1);
    grid->addWidget(m_violation, 1, 1);
    grid->addWidget(m_help, 2, 1);
    grid->setColumnStretch(1, 1);
    m_label->setMinimumHeight(shown->sizeHint().height());
    applyTheme();
}

QWidget *SettingRow::makeEditor()
{
    switch (m_field.kind) {
    case SettingKind::Flag:
        return makeFlag();
    case SettingKind::Choice:
        return makeChoice();
    case SettingKind::Integer:
    case SettingKind::Number:
        return makeNumber();
    case SettingKind::Path:
        return makePath();
    case SettingKind::Json:
        return makeJson();
    case SettingKind::Text:
        return makeText();
    }
    return makeText();
}

QWidget *SettingRow::makeFlag()
{
    auto *box = new QCheckBox(this);
    m_read = [box] { return box->isChecked() ? QStringLiteral("true") : QStringLiteral("false"); };
    m_write = [box](const QString &text) { box->setChecked(text == QStringLiteral("true")); };
    connect(box, &QCheckBox::toggled, this, [this] {
        if (!m_isSetting)
            Q_EMIT edited(text());
    });
    return m_editor = box;
}

QWidget *SettingRow::makeChoice()
{
    auto *box = new QComboBox(this);
    for (const std::string &word : m_field.choices)
        box->addItem(QString::fromStdString(word));
    box->setMinimumWidth(150);
    guardFromWheel({box});
    m_read = [box] { return box->currentText(); };
    m_write = [box](const QString &text) { box->setCurrentIndex(box->findText(text)); };
    connect(box, &QComboBox::currentTextChanged, this, [this](const QString &now) {
        if (!m_isSetting)
            Q_EMIT edited(now);
    });
    return m_editor = box;
}

QWidget *SettingRow::makeNumber()
{
    auto *number = new NumberEdit(m_field, this);
    number->setFixedWidth(150);
    number->setToolTip(settingRange(m_field));
    m_read = [number] { return number->text(); };
    m_write = [number](const QString &text) { number->setText(text); };
    connect(number, &NumberEdit::textEdited, this, [this](const QString &now) {
        if (!m_isSetting)
            Q_EMIT edited(now);
    });
    return m_editor = number;
}

QWidget *SettingRow::makeText()
{
    auto *line = new QLineEdit(this);
    m_read = [line] { return line->text(); };
    m_write = [line](const QString &text) {
        if (text != line->text())
            line->setText(text);
    };
    connect(line, &QLineEdit::textChanged, this, [this](const QString &now) {
        if (!m_isSetting)
            Q_EMIT edited(now);
    });
    m_editor = line;
    return line;
}

QWidget *SettingRow::makePath()
{
    auto *box = new QWidget(this);
    auto *layout = new QHBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kSmall);
    auto *line = static_cast<QLineEdit *>(makeText());
    line->setClearButtonEnabled(true);
    layout->addWidget(line, 1);
    auto *browse = new QPushButton(tr("Browse…"), box);
    browse->setAutoDefault(false);
    browse->setAccessibleName(tr("Choose %1").arg(settingLabel(m_field)));
    layout->addWidget(browse);
    connect(browse, &QPushButton::clicked, this, [this, line] { choosePath(line); });
    return box;
}

void SettingRow::choosePath(QLineEdit *line)
{
    const QString start = QFileInfo(line->text()).absoluteFilePath();
    const QString folder = QFileDialog::getExistingDirectory(this, settingLabel(m_field), start);
    if (!folder.isEmpty())
        line->setText(folder);
}

QWidget *SettingRow::makeJson()
{
    auto *box = new QPlainTextEdit(this);
    box->setTabChangesFocus(true);
    box->setFont(numberFont());
    box->setFixedHeight(4 * box->fontMetrics().lineSpacing() + 12);
    m_read = [box] { return box->toPlainText(); };
    m_write = [box](const QString &text) {
        if (text != box->toPlainText())
            box->setPlainText(text);
    };
    connect(box, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_isSetting)
            Q_EMIT edited(text());
    });
    return m_editor = box;
}

void SettingRow::setText(const QString &text)
{
    m_isSetting = true;
    m_write(text);
    m_isSetting = false;
}

void SettingRow::setReference(const QString &value, const QString &name)
{
    m_reference = value;
    m_referenceName = name;
    constexpr qsizetype kLongest = 24; // paths and pipelines stand in the tooltip alone
    const QString shown = value.isEmpty() ? tr("empty") : value;
    const QString brief = shown.size() > kLongest ? shown.left(kLongest - 1) + QChar(0x2026) : shown;
    m_was->setText(tr("%1: %2", "whose value (a preset, a run), the value").arg(name, brief));
    if (name.isEmpty()) {
        m_reset->setAccessibleName(tr("Reset %1 to its default").arg(settingLabel(m_field)));
        m_reset->setToolTip(tr("Back to the default: %1").arg(shown));
    } else {
        m_reset->setAccessibleName(tr("Reset %1 to %2", "a setting, whose value").arg(settingLabel(m_field), name));
        m_reset->setToolTip(tr("Back to %1: %2", "whose value, the value").arg(name, shown));
    }
    m_was->setVisible(m_isChanged && !m_referenceName.isEmpty());
}

void SettingRow::setIrrelevant(const QString &reason)
{
    if (m_reason == reason)
        return;
    m_reason = reason;
    m_help->setText(reason.isEmpty() ? settingHelp(m_field) : reason);
    m_editor->setAccessibleDescription(m_help->text());
    m_label->setEnabled(reason.isEmpty());
}

void SettingRow::setChanged(bool changed)
{
    m_isChanged = changed;
    m_was->setVisible(changed && !m_referenceName.isEmpty());
    QFont font = m_label->font();
    font.setBold(changed);
    m_label->setFont(font);
    m_reset->setVisible(changed);
}

void SettingRow::setViolation(const QString &sentence)
{
    m_violation->setText(sentence);
    m_violation->setVisible(!sentence.isEmpty());
    m_editor->setAccessibleDescription(sentence.isEmpty() ? settingHelp(m_field) : sentence);
}

QString SettingRow::violation() const
{
    return m_violation->text();
}

bool SettingRow::matches(const QStringList &words) const
{
    const QString all = settingLabel(m_field) + QLatin1Char(' ') + QString::fromStdString(m_field.key) +
                        QLatin1Char(' ') + settingHelp(m_field) + QLatin1Char(' ') + settingSection(m_field);
    return std::all_of(words.begin(), words.end(),
                       [&all](const QString &word) { return all.contains(word, Qt::CaseInsensitive); });
}

void SettingRow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyTheme();
}

void SettingRow::applyTheme()
{
    QPalette own = m_violation->palette();
    own.setColor(QPalette::WindowText, colorsFor(palette()).bad);
    m_violation->setPalette(own);
}

} // namespace tandem
