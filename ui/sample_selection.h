#pragma once

#include "ui/sample_set.h"

#include <QObject>
#include <QString>
#include <QUndoStack>

#include <cstdint>
#include <string>

namespace tandem {

class ImageSet;

/// Says which images the indices of a selection count: those of one dataset as it was opened, before any split.
struct DatasetIdentity {
    std::string identity; // ImageSet::identity(): of the content, so copies are the same dataset
    std::uint32_t size = 0;
    bool operator==(const DatasetIdentity &) const = default;
};

/// Of a dataset or a part of it: a part has the identity of the whole (see ImageSet::sourceIndex).
[[nodiscard]] DatasetIdentity datasetIdentity(const ImageSet &images);

/// What a gesture does with what was selected before.
enum class SelectMode { Replace, Add, Subtract, Intersect };

/// `before` and the images that a gesture caught, put together. Both of one size.
[[nodiscard]] SampleSet combined(const SampleSet &before, const SampleSet &caught, SelectMode mode);

/// The images that are selected, shared by all pages, and the one image that is current. A selection belongs to one
/// dataset; selecting in another one starts a new selection there, and who shows a dataset that the selection does not
/// belong to shows nothing selected. One gesture is one select(), one signal and one step to undo. GUI thread.
class SampleSelection : public QObject {
    Q_OBJECT
public:
    explicit SampleSelection(QObject *parent = nullptr);

    [[nodiscard]] const DatasetIdentity &dataset() const { return m_state.dataset; }
    /// What is selected of a dataset; of another one than dataset(): nothing. Valid until the next call or change.
    [[nodiscard]] const SampleSet &selectedOf(const DatasetIdentity &dataset) const;

    /// `samples`: of the dataset's size. `what` names the step to undo ("Lasso"). Nothing happens where nothing
    /// changes.
    void select(const DatasetIdentity &dataset, SampleSet samples, const QString &what);
    /// select() of what combined() makes.
    void combine(const DatasetIdentity &dataset, const SampleSet &caught, SelectMode mode, const QString &what);
    void clear(const QString &what);

    /// The image that the cursors of all views stand on; -1: none, or one of another dataset. No step of the history.
    [[nodiscard]] std::int64_t currentOf(const DatasetIdentity &dataset) const;
    void setCurrent(const DatasetIdentity &dataset, std::int64_t sample);

    [[nodiscard]] QUndoStack &history() { return m_history; }

Q_SIGNALS:
    void changed();
    void currentChanged();

private:
    class Step;
    struct State {
        DatasetIdentity dataset;
        SampleSet samples;
    };
    void become(const State &state);

    State m_state;
    DatasetIdentity m_currentDataset;
    std::int64_t m_current = -1;
    mutable SampleSet m_none; // what selectedOf() answers of other datasets
    QUndoStack m_history;
};

} // namespace tandem
