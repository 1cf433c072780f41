#pragma once

#include "core/augment/pipeline.h"

#include <QObject>
#include <QString>
#include <QUndoStack>

#include <functional>

namespace tandem {

/// The pipeline that is being designed, with its history: every change is one entry that can be undone. GUI thread.
class PipelineDocument : public QObject {
    Q_OBJECT
public:
    explicit PipelineDocument(QObject *parent = nullptr);

    [[nodiscard]] const Pipeline &pipeline() const { return m_pipeline; }
    /// Another pipeline without a history.
    void reset(const Pipeline &pipeline);
    /// Changes it; `text` names the entry in the history. Changes in a row with the same key, other than 0, become one
    /// entry (the steps of a slider) until endChange() or an undo. Nothing happens if `next` is what is there.
    void change(const Pipeline &next, const QString &text, int mergeKey = 0);
    void endChange() { ++m_series; }
    /// What an entry changes elsewhere, as among the saved pipelines: carried out before the pipeline changes, `redo`
    /// also when the entry is made. Where one tells false, it has failed: the pipeline stays and the entry goes.
    struct Beside {
        std::function<bool()> undo, redo;
    };
    /// Always an entry of its own, even if `next` is what is there.
    void changeWith(const Pipeline &next, const QString &text, Beside beside);

    [[nodiscard]] QUndoStack &history() { return m_history; }

Q_SIGNALS:
    void changed();

private:
    class Change;
    void become(const Pipeline &pipeline);

    Pipeline m_pipeline;
    QUndoStack m_history;
    int m_series = 0;
};

} // namespace tandem
