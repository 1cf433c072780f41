#pragma once

#include "ui/embeddings/export_writer.h"
#include "ui/embeddings/map_layout.h"
#include "ui/embeddings/sample_table_model.h"

#include <QPointer>
#include <QTableView>

class QCheckBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace tandem {

/// Rows of images whose selection is the shared one: a click selects a row, Ctrl turns one over, Shift takes all from
/// the last one; Space and Ctrl+A do so from the keyboard. The current row is the shared current image.
class SampleTableView : public QTableView {
    Q_OBJECT
public:
    explicit SampleTableView(SampleTableModel &model, QWidget *parent = nullptr);
    void setSelection(SampleSelection *selection);
    /// As wide as the values need; the names of the images take what is left.
    void fitColumns();

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void resizeEvent(QResizeEvent *event) override;

Q_SIGNALS:
    /// Double click or Enter on a row.
    void rowActivated(qint64 point);

private:
    void selectRows(int from, int to, SelectMode mode, const QString &what);
    void copySelected() const;
    void fillWidth();
    void showCurrent();

    SampleTableModel &m_model;
    QPointer<SampleSelection> m_selection;
    int m_anchor = -1; // where Shift reaches from
};

/// The images that a map shows, as a table: with a filter, sorting, the shared selection, and export. It is also what
/// the map says to those who cannot see it. GUI thread.
class SampleTable : public QWidget {
    Q_OBJECT
public:
    explicit SampleTable(QWidget *parent = nullptr);

    void setPoints(const PointTablePtr &table, const MapLayoutPtr &layout); // the layout is for the export; may be null
    void setImages(SampleImages *images);
    void setSelection(SampleSelection *selection);

    /// Shows some images alone, with a sentence that says which; the person can go back to all.
    void showOnly(std::vector<std::uint32_t> points, const QString &sentence);
    void sortBy(const QString &key, Qt::SortOrder order);

    [[nodiscard]] SampleTableModel &model() { return m_model; }
    [[nodiscard]] SampleTableView &view() { return *m_view; }
    void writeCsv(const QString &path) { m_writer.write(path, csv()); }

Q_SIGNALS:
    void failed(const QString &sentence);
    void noticed(const QString &sentence);
    void rowActivated(qint64 point);

private:
    void buildLayout();
    void showCounts();
    [[nodiscard]] ExportWriter::Make csv() const;

    SampleTableModel m_model;
    SampleTableView *m_view;
    QLineEdit *m_query;
    QCheckBox *m_onlySelected;
    QLabel *m_counts, *m_only;
    QToolButton *m_showAll, *m_export;
    QWidget *m_onlyBar;
    QPointer<SampleSelection> m_selection;
    MapLayoutPtr m_layout;
    ExportWriter m_writer;
    bool m_columnsFit = false;
};

} // namespace tandem
