#pragma once

#include "ui/augment/pipeline_document.h"
#include "ui/augment/pipeline_library.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QDoubleSpinBox;
class QAction;
class QLabel;
class QMenu;
class QSpinBox;
class QToolButton;
class QVBoxLayout;

namespace tandem {

class MarkedSlider;
class OperationForm;
class OperationList;

/// Designs the pipeline of a document: what it starts from, its size and color strength, the operations in order and
/// the parameters of the current one. Saved pipelines come from a library.
class PipelineEditor : public QWidget {
    Q_OBJECT
public:
    explicit PipelineEditor(PipelineDocument &document, QWidget *parent = nullptr);

    /// The project's pipelines; null: no project. Must outlive its use here. Clears the document's history, whose
    /// entries may change the former ones.
    void setLibrary(PipelineLibrary *library);
    /// Side of the largest image, for the size that presets get.
    void setLargestSide(int side) { m_largestSide = side; }
    void setCosts(const std::vector<double> &microseconds);
    void setCostSentence(const QString &sentence);

    [[nodiscard]] OperationList &operations() { return *m_list; }

    void choosePreset(const QString &word);
    void chooseSaved(const QString &name);
    void move(int from, int to);
    void remove(int row);
    void add(const OperationKind &kind);
    /// Reads a file into the document, as one change; beside a saved pipeline of its name under another one. Failures
    /// are told by failed().
    void importFrom(const QString &path);
    void exportTo(const QString &path);
    /// Replaces a saved pipeline of this name. Undo takes the document's name back; what is saved stays, but for
    /// another pipeline that was replaced.
    void save(const QString &name);
    /// The saved pipeline of the document's name, and the document. As the next, an entry of the history, which knows
    /// what was saved.
    void rename(const QString &name);
    /// The saved pipeline of the document's name; the document stays.
    void removeSaved();

Q_SIGNALS:
    void failed(const QString &sentence);
    void noticed(const QString &sentence);
    /// The library has other pipelines than before.
    void libraryChanged();
    void startRequested();
    void studyRequested();

private:
    void buildStart(QVBoxLayout &column);
    void buildNumbers(QVBoxLayout &column);
    void connectStrength();
    void buildOperations(QVBoxLayout &column);
    void buildLibraryMenu(QToolButton &button);
    void fillAddMenu(QMenu &menu);
    void fillSources();
    void refresh();
    void showParameters();
    void changeOperation(const Operation &operation, int parameter, const QString &text);
    void askForName();
    [[nodiscard]] QString suggestedName() const;
    [[nodiscard]] bool mayReplace(const QString &name);
    void askForRename();
    void recordSaved(const std::vector<Pipeline> &before, const Pipeline &next, const QString &text);
    [[nodiscard]] bool repeatSaved(const std::vector<Pipeline> &before, const std::vector<Pipeline> &after);
    void showLibrary();
    void tell(const Result<void> &result, const QString &success);

    PipelineDocument &m_document;
    PipelineLibrary *m_library = nullptr;
    int m_largestSide = 32;
    bool m_isFilling = false;
    bool m_isStrengthTyped = false; // and not entered yet
    QComboBox *m_source;
    QLabel *m_about;
    QSpinBox *m_size;
    MarkedSlider *m_strength;
    QDoubleSpinBox *m_strengthField;
    OperationList *m_list;
    OperationForm *m_form;
    QToolButton *m_up = nullptr, *m_down = nullptr, *m_remove = nullptr;
    QLabel *m_cost;
    QAction *m_rename = nullptr, *m_delete = nullptr;
};

} // namespace tandem
