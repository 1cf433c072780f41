#include "ui/runs/notes_panel.h"

#include "ui/icons.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QTextBrowser>
#include <QToolButton>
#include <QVBoxLayout>

namespace tandem {

namespace {

constexpr int kTypingMs = 800;

} // namespace

NotesPanel::NotesPanel(QWidget *parent)
    : QWidget(parent), m_tags(new QLineEdit(this)), m_read(new QToolButton(this)), m_stack(new QStackedWidget(this)),
      m_editor(new QPlainTextEdit(this)), m_reader(new QTextBrowser(this))
{
    auto *label = new QLabel(tr("Ta&gs:"), this);
    label->setBuddy(m_tags);
    m_tags->setPlaceholderText(tr("paper, ablation"));
    m_tags->setAccessibleName(tr("Tags, with commas between them"));
    m_read->setIcon(icon(QStringLiteral("search")));
    m_read->setText(tr("Read"));
    m_read->setToolTip(tr("Show the note as it reads, with its Markdown carried out"));
    m_read->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_read->setCheckable(true);
    m_read->setFocusPolicy(Qt::StrongFocus);
    m_editor->setPlaceholderText(tr("What should be remembered of this run? Markdown is understood."));
    m_editor->setAccessibleName(tr("Note on the run"));
    m_editor->setTabChangesFocus(true);
    m_reader->setOpenExternalLinks(true);
    m_reader->setAccessibleName(tr("Note on the run, to read"));
    m_stack->addWidget(m_editor);
    m_stack->addWidget(m_reader);
    auto *top = new QHBoxLayout;
    top->setSpacing(space::kSmall);
    top->addWidget(label);
    top->addWidget(m_tags, 1);
    top->addWidget(m_read);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, space::kSmall, 0, 0);
    column->setSpacing(space::kSmall);
    column->addLayout(top);
    column->addWidget(m_stack, 1);
    m_timer.setSingleShot(true);
    m_timer.setInterval(kTypingMs);
    connect(&m_timer, &QTimer::timeout, this, &NotesPanel::store);
    connect(m_editor, &QPlainTextEdit::textChanged, this, [this] { m_timer.start(); });
    connect(m_tags, &QLineEdit::editingFinished, this, &NotesPanel::store);
    connect(m_read, &QToolButton::toggled, this, &NotesPanel::setReading);
    setEnabled(false);
}

NotesPanel::~NotesPanel() = default;

void NotesPanel::setRun(const RunId &id, const RunAnnotation &said)
{
    const bool isOther = id != m_id;
    if (isOther)
        store();
    m_id = id;
    setEnabled(id.isValid());
    if (isOther || (said.note != m_said.note && !m_editor->hasFocus())) {
        const QSignalBlocker quiet(m_editor);
        m_editor->setPlainText(QString::fromStdString(said.note));
    }
    if (isOther || (said.tags != m_said.tags && !m_tags->hasFocus()))
        m_tags->setText(QString::fromStdString(tagsText(said.tags)));
    m_said = said;
    if (isOther)
        m_timer.stop();
    m_reader->setMarkdown(m_editor->toPlainText());
}

void NotesPanel::setReading(bool reading)
{
    store();
    m_read->setChecked(reading);
    m_reader->setMarkdown(m_editor->toPlainText());
    m_stack->setCurrentIndex(reading ? 1 : 0);
}

void NotesPanel::store()
{
    m_timer.stop();
    if (!m_id.isValid())
        return;
    const QString note = m_editor->toPlainText();
    const QString tags = m_tags->text();
    const RunId id = m_id; // listeners call setRun()
    const bool isNewNote = note.toStdString() != m_said.note;
    const bool areNewTags = tagsFromText(tags.toStdString()) != m_said.tags;
    m_said.note = note.toStdString();
    m_said.tags = tagsFromText(tags.toStdString());
    if (isNewNote)
        Q_EMIT noteChanged(id, note);
    if (areNewTags)
        Q_EMIT tagsChanged(id, tags);
}

} // namespace tandem
