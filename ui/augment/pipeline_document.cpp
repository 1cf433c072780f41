#include "ui/augment/pipeline_document.h"

#include <QUndoCommand>

#include <utility>

namespace tandem {

/// Pipelines are small: an entry keeps both whole.
class PipelineDocument::Change : public QUndoCommand {
public:
    Change(PipelineDocument &document, Pipeline before, Pipeline after, int mergeKey, int series, Beside beside = {})
        : m_document(document), m_before(std::move(before)), m_after(std::move(after)), m_mergeKey(mergeKey),
          m_series(series), m_beside(std::move(beside))
    {
    }

    void undo() override
    {
        m_document.endChange(); // a step that follows is none of the entry, also when that is done again
        become(m_before, m_beside.undo);
    }
    void redo() override { become(m_after, m_beside.redo); }
    [[nodiscard]] int id() const override { return m_mergeKey == 0 ? -1 : 1; }
    bool mergeWith(const QUndoCommand *other) override
    {
        const auto *next = static_cast<const Change *>(other);
        if (next->m_mergeKey != m_mergeKey || next->m_series != m_series)
            return false;
        m_after = next->m_after;
        setObsolete(m_before == m_after); // back where the slider was taken
        return true;
    }

private:
    void become(const Pipeline &pipeline, const std::function<bool()> &beside)
    {
        if (!beside || beside())
            m_document.become(pipeline);
        else
            setObsolete(true); // what it belongs to elsewhere is not as it says
    }

    PipelineDocument &m_document;
    Pipeline m_before, m_after;
    int m_mergeKey, m_series;
    Beside m_beside;
};

PipelineDocument::PipelineDocument(QObject *parent) : QObject(parent)
{
    m_history.setUndoLimit(200);
}

void PipelineDocument::reset(const Pipeline &pipeline)
{
    m_history.clear();
    become(pipeline);
}

void PipelineDocument::change(const Pipeline &next, const QString &text, int mergeKey)
{
    if (next == m_pipeline)
        return;
    auto *entry = new Change(*this, m_pipeline, next, mergeKey, m_series);
    entry->setText(text);
    m_history.push(entry); // carries it out
}

void PipelineDocument::changeWith(const Pipeline &next, const QString &text, Beside beside)
{
    auto *entry = new Change(*this, m_pipeline, next, 0, m_series, std::move(beside));
    entry->setText(text);
    m_history.push(entry);
}

void PipelineDocument::become(const Pipeline &pipeline)
{
    m_pipeline = pipeline;
    Q_EMIT changed();
}

} // namespace tandem
