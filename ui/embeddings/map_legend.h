#pragma once

#include "ui/embeddings/map_coloring.h"
#include "ui/embeddings/map_legend_model.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QListView;
class QPushButton;
class QSortFilterProxyModel;
class QStackedWidget;
class QToolButton;

namespace tandem {

class ElidedLabel;
class RangeBar;

/// What the colors of a map mean, and a filter at once. Categories: check which are shown, double click (or Enter) for
/// one alone, find one by name; their numbers follow the selection. Numbers: a ramp with two handles.
class MapLegend : public QWidget {
    Q_OBJECT
public:
    explicit MapLegend(MapColoring &coloring, QWidget *parent = nullptr);
    void setSelection(SampleSelection *selection);

    [[nodiscard]] MapLegendModel &model() { return m_model; }
    [[nodiscard]] QListView &list() { return *m_list; }

Q_SIGNALS:
    /// The person wants the images of a category selected.
    void selectRequested(const std::vector<std::uint32_t> &points, const QString &what);

private:
    QWidget *buildCategories();
    QWidget *buildNumbers();
    void refresh();
    void refreshNumbers();
    void takeRange();
    void showMenu(const QPoint &place);
    [[nodiscard]] int currentCategory() const; // -1: none
    void selectCurrent();

    MapColoring &m_coloring;
    MapLegendModel m_model;
    QSortFilterProxyModel *m_found;
    QStackedWidget *m_stack;
    ElidedLabel *m_title;
    QToolButton *m_showAll;
    QLineEdit *m_search;
    QListView *m_list;
    QPushButton *m_select;
    RangeBar *m_bar;
    QDoubleSpinBox *m_low, *m_high;
    QCheckBox *m_hideOutside, *m_reverse;
    QComboBox *m_ramp;
    QLabel *m_missing;
};

} // namespace tandem
