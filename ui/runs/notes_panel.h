#pragma once

#include "core/base/ids.h"
#include "core/store/run_annotation.h"

#include <QTimer>
#include <QWidget>

class QLineEdit;
class QPlainTextEdit;
class QStackedWidget;
class QTextBrowser;
class QToolButton;

namespace tandem {

/// What a person says of a run: tags and a note in Markdown, to write or to read. Kept by itself a moment after the
/// last key, and when another run is shown.
class NotesPanel : public QWidget {
    Q_OBJECT
public:
    explicit NotesPanel(QWidget *parent = nullptr);
    ~NotesPanel() override;

    /// Does not touch what is being typed, unless another run is shown.
    void setRun(const RunId &id, const RunAnnotation &said);
    [[nodiscard]] QPlainTextEdit *editor() const { return m_editor; }
    [[nodiscard]] QLineEdit *tags() const { return m_tags; }
    void setReading(bool reading);

Q_SIGNALS:
    void noteChanged(const tandem::RunId &id, const QString &note);
    void tagsChanged(const tandem::RunId &id, const QString &commaSeparated);

private:
    void store();

    RunId m_id;
    RunAnnotation m_said; // as it is kept
    QLineEdit *m_tags;
    QToolButton *m_read;
    QStackedWidget *m_stack;
    QPlainTextEdit *m_editor;
    QTextBrowser *m_reader;
    QTimer m_timer;
};

} // namespace tandem
