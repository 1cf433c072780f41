#include "ui/augment/pipeline_editor.h"

#include "core/base/files.h"
#include "ui/augment/augment_text.h"
#include "ui/augment/marked_slider.h"
#include "ui/augment/operation_form.h"
#include "ui/augment/operation_list.h"
#include "ui/error_text.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QListWidget>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>

#include <algorithm>
#include <span>

namespace tandem {

namespace {
constexpr int kSavedRole = Qt::UserRole + 1; // name of a saved pipeline; presets have their word as Qt::UserRole
} // namespace

void PipelineEditor::setLibrary(PipelineLibrary *library)
{
    m_library = library;
    m_document.history().clear();
    fillSources();
    refresh();
}

void PipelineEditor::setCosts(const std::vector<double> &microseconds)
{
    m_list->setCosts(microseconds);
}

void PipelineEditor::setCostSentence(const QString &sentence)
{
    m_cost->setText(sentence);
}

void PipelineEditor::fillSources()
{
    const QSignalBlocker blocker(m_source);
    m_source->clear();
    for (const PipelinePreset &preset : pipelinePresets()) {
        m_source->addItem(presetTitle(preset), QString::fromLatin1(preset.word));
        m_source->setItemData(m_source->count() - 1, presetSource(preset), Qt::ToolTipRole);
    }
    if (m_library && !m_library->pipelines().empty()) {
        m_source->insertSeparator(m_source->count());
        for (const Pipeline &pipeline : m_library->pipelines()) {
            const QString name = QString::fromStdString(pipeline.name);
            m_source->addItem(name);
            m_source->setItemData(m_source->count() - 1, name, kSavedRole);
        }
    }
    m_source->setCurrentIndex(-1);
}

/// Everything from the document into the widgets.
void PipelineEditor::refresh()
{
    m_isFilling = true;
    const Pipeline &pipeline = m_document.pipeline();
    const QString name = QString::fromStdString(pipeline.name);
    const auto presets = pipelinePresets();
    const auto preset =
        std::find_if(presets.begin(), presets.end(), [&](const PipelinePreset &p) { return pipeline.name == p.word; });
    const Pipeline *saved = m_library ? m_library->find(pipeline.name) : nullptr;
    Pipeline original = preset != presets.end() && !saved ? presetPipeline(preset->word) : Pipeline();
    original.size = pipeline.size;
    const bool isChanged = saved ? !(*saved == pipeline) : !(original == pipeline);
    {
        const QSignalBlocker blocker(m_source);
        m_source->setCurrentIndex(saved ? m_source->findData(name, kSavedRole) : m_source->findData(name));
    }
    const QString title = pipelineTitle(pipeline);
    m_source->setPlaceholderText(title.isEmpty() ? tr("Own pipeline") : title);
    const QString about = preset != presets.end() && !saved ? presetSource(*preset)
                          : saved                           ? tr("Saved in this project.")
                                                            : tr("Not saved in this project.");
    m_about->setText(isChanged && (saved || preset != presets.end()) ? tr("Changed from: %1").arg(about) : about);
    m_size->setValue(pipeline.size);
    const auto strength = colorStrength(pipeline);
    const bool hasJitter = std::any_of(pipeline.operations.begin(), pipeline.operations.end(),
                                       [](const Operation &o) { return std::holds_alternative<ColorJitter>(o.kind); });
    m_strength->setEnabled(hasJitter);
    m_strengthField->setEnabled(hasJitter);
    if (strength) {
        if (!m_strength->isSliderDown())
            m_strength->setNumber(*strength);
        m_strengthField->setValue(*strength);
    }
    m_strengthField->setPrefix(hasJitter && !strength ? tr("own; ") : QString());
    m_list->setPipeline(pipeline);
    m_isFilling = false;
    if (m_rename) {
        m_rename->setEnabled(saved != nullptr);
        m_delete->setEnabled(saved != nullptr);
    }
    showParameters();
}

void PipelineEditor::showParameters()
{
    const auto &operations = m_document.pipeline().operations;
    const int row = m_list->currentRow();
    const bool valid = row >= 0 && row < static_cast<int>(operations.size());
    m_form->setOperation(valid ? &operations[static_cast<std::size_t>(row)] : nullptr);
    m_up->setEnabled(valid && row > 0);
    m_down->setEnabled(valid && row + 1 < static_cast<int>(operations.size()));
    m_remove->setEnabled(valid);
}

void PipelineEditor::choosePreset(const QString &word)
{
    Pipeline next = presetPipeline(word.toStdString());
    AugmentSettings settings;
    settings.preset = next.name;
    if (const auto resolved = resolvePipeline(settings, m_largestSide))
        next.size = resolved->size;
    m_document.change(next, tr("Preset %1").arg(word));
}

void PipelineEditor::chooseSaved(const QString &name)
{
    if (const Pipeline *saved = m_library ? m_library->find(name.toStdString()) : nullptr)
        m_document.change(*saved, tr("Pipeline %1").arg(name));
}

void PipelineEditor::move(int from, int to)
{
    Pipeline next = m_document.pipeline();
    auto &operations = next.operations;
    const int count = static_cast<int>(operations.size());
    if (from < 0 || to < 0 || from >= count || to >= count || from == to)
        return;
    Operation moved = operations[static_cast<std::size_t>(from)];
    operations.erase(operations.begin() + from);
    operations.insert(operations.begin() + to, moved);
    m_document.change(next, tr("Move %1").arg(operationLabel(moved.kind)));
    m_list->setCurrentRow(to);
}

void PipelineEditor::remove(int row)
{
    Pipeline next = m_document.pipeline();
    if (row < 0 || row >= static_cast<int>(next.operations.size()))
        return;
    const QString label = operationLabel(next.operations[static_cast<std::size_t>(row)].kind);
    next.operations.erase(next.operations.begin() + row);
    m_document.change(next, tr("Remove %1").arg(label));
}

void PipelineEditor::add(const OperationKind &kind)
{
    Pipeline next = m_document.pipeline();
    const Operation *paper = paperOperation(kind);
    next.operations.push_back(paper ? *paper : Operation{kind, 0.5});
    m_document.change(next, tr("Add %1").arg(operationLabel(kind)));
    m_list->setCurrentRow(m_list->count() - 1);
}

void PipelineEditor::changeOperation(const Operation &operation, int parameter, const QString &text)
{
    Pipeline next = m_document.pipeline();
    const int row = m_list->currentRow();
    if (row < 0 || row >= static_cast<int>(next.operations.size()))
        return;
    next.operations[static_cast<std::size_t>(row)] = operation;
    constexpr int kParameters = 100; // more than any operation has
    m_document.change(next, text, 1 + row * kParameters + parameter);
}

void PipelineEditor::importFrom(const QString &path)
{
    const auto text = readFile(path.toStdString());
    if (!text)
        return Q_EMIT failed(errorText(text.error()));
    auto pipeline = pipelineFromJson(*text, path.toStdString());
    if (!pipeline)
        return Q_EMIT failed(errorText(pipeline.error()));
    if (const Pipeline *saved = m_library ? m_library->find(pipeline->name) : nullptr; saved && !(*saved == *pipeline))
        pipeline->name = m_library->freeName(pipeline->name);
    m_document.change(*pipeline, tr("Import %1").arg(QString::fromStdString(pipeline->name)));
}

void PipelineEditor::exportTo(const QString &path)
{
    const std::string text = pipelineToJson(m_document.pipeline()) + "\n";
    tell(writeFileAtomically(path.toStdString(), std::as_bytes(std::span(text))), tr("Written to %1.").arg(path));
}

void PipelineEditor::save(const QString &name)
{
    if (!m_library || name.trimmed().isEmpty())
        return;
    Pipeline named = m_document.pipeline();
    named.name = name.trimmed().toStdString();
    const bool isOtherReplaced = named.name != m_document.pipeline().name && m_library->find(named.name);
    const std::vector<Pipeline> before = m_library->pipelines();
    const auto saved = m_library->save(named);
    const QString text = tr("Save as %1").arg(name.trimmed());
    if (saved && isOtherReplaced) {
        recordSaved(before, named, text);
    } else if (saved) {
        showLibrary();
        m_document.change(named, text);
    }
    tell(saved, tr("%1 is kept in this project.").arg(name.trimmed()));
}

void PipelineEditor::rename(const QString &name)
{
    if (!m_library || name.trimmed().isEmpty())
        return;
    Pipeline next = m_document.pipeline();
    next.name = name.trimmed().toStdString();
    const std::vector<Pipeline> before = m_library->pipelines();
    const auto renamed = m_library->rename(m_document.pipeline().name, next.name);
    if (renamed)
        recordSaved(before, next, tr("Rename to %1").arg(name.trimmed()));
    tell(renamed, tr("Renamed to %1.").arg(name.trimmed()));
}

void PipelineEditor::removeSaved()
{
    const Pipeline pipeline = m_document.pipeline();
    if (!m_library || !m_library->find(pipeline.name))
        return;
    const std::vector<Pipeline> before = m_library->pipelines();
    const auto removed = m_library->remove(pipeline.name);
    if (removed)
        recordSaved(before, pipeline, tr("Delete %1").arg(QString::fromStdString(pipeline.name)));
    tell(removed, tr("Deleted from the project. Undo brings it back."));
}

/// Makes one entry of what the library has become, which was `before`, and of what the document becomes.
void PipelineEditor::recordSaved(const std::vector<Pipeline> &before, const Pipeline &next, const QString &text)
{
    const std::vector<Pipeline> after = m_library->pipelines();
    if (before == after)
        return m_document.change(next, text);
    m_document.changeWith(next, text,
                          {[this, before, after] { return repeatSaved(after, before); },
                           [this, before, after] { return repeatSaved(before, after); }});
}

bool PipelineEditor::repeatSaved(const std::vector<Pipeline> &before, const std::vector<Pipeline> &after)
{
    const auto repeated = m_library->repeat(before, after);
    if (repeated)
        showLibrary();
    else
        Q_EMIT failed(errorText(repeated.error()));
    return repeated.has_value();
}

/// What the library has become.
void PipelineEditor::showLibrary()
{
    fillSources();
    refresh();
    Q_EMIT libraryChanged();
}

void PipelineEditor::tell(const Result<void> &result, const QString &success)
{
    if (result)
        Q_EMIT noticed(success);
    else
        Q_EMIT failed(errorText(result.error()));
}

} // namespace tandem
