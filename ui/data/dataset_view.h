#pragma once

#include "ui/background.h"
#include "ui/data/dataset_summary.h"
#include "ui/sample_selection.h"

#include <QPointer>
#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QSettings;
class QSlider;
class QSplitter;
class QToolButton;

namespace tandem {

class ClassList;
class ElidedLabel;
class ImageGrid;
class ImageInspector;
class SkippedFiles;

/// An open dataset: its numbers, classes, pictures, the current picture, and what was left out.
class DatasetView : public QWidget {
    Q_OBJECT
public:
    explicit DatasetView(QWidget *parent = nullptr);

    void setDataset(OpenDatasetPtr dataset); // null: nothing
    [[nodiscard]] const OpenDatasetPtr &dataset() const { return m_dataset; }
    void setSelection(SampleSelection *selection); // null: nothing can be selected; not owned

    void saveLayout(QSettings &settings) const;
    void restoreLayout(QSettings &settings);

    [[nodiscard]] ImageGrid &grid() { return *m_grid; }

Q_SIGNALS:
    /// The grid shows the images that the filter asks for.
    void filtered();

private:
    void buildLayout();
    QWidget *buildToolBar();
    QWidget *buildSelectionBar();
    void buildHistory();
    void onSelectionChanged();
    void applyFilter();
    void showCounts();

    OpenDatasetPtr m_dataset;
    ImageFilter m_filter;
    ElidedLabel *m_summary;
    QLabel *m_shownCount;
    QLineEdit *m_search;
    QWidget *m_selectionBar;
    QLabel *m_selectedCount;
    QCheckBox *m_onlySelected;
    QPointer<SampleSelection> m_selection;
    QSlider *m_zoom;
    ClassList *m_classes;
    ImageGrid *m_grid;
    ImageInspector *m_inspector;
    SkippedFiles *m_skipped;
    QSplitter *m_splitter;
    BackgroundLane m_lane; // filters
};

} // namespace tandem
