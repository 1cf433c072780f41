#pragma once

#include "core/catalog/columns.h"

#include <QDialog>

#include <vector>

class QLineEdit;
class QListWidget;
class QTreeWidget;
class QTreeWidgetItem;

namespace tandem {

/// Chooses the columns of the run table: all there are on the left, with search; those shown, in their order, on the
/// right.
class ColumnsDialog : public QDialog {
    Q_OBJECT
public:
    struct Choices {
        std::vector<RunColumn> shown;
        std::vector<std::string> series;  // that some run has measured
        std::vector<RunColumn> differing; // settings in which the runs shown do not agree
        std::vector<RunColumn> standard;
    };
    explicit ColumnsDialog(Choices choices, QWidget *parent = nullptr);

    [[nodiscard]] std::vector<RunColumn> columns() const;

    [[nodiscard]] QLineEdit *search() const { return m_search; }
    [[nodiscard]] QTreeWidget *available() const { return m_available; }
    [[nodiscard]] QListWidget *shown() const { return m_shown; }
    void addDiffering();

private:
    QWidget *buildAvailable();
    QWidget *buildShown();
    void fillAvailable();
    QTreeWidgetItem *addSection(const QString &title);
    void addColumn(QTreeWidgetItem *section, const RunColumn &column, const QString &title);
    void setShown(const std::vector<RunColumn> &columns);
    void append(const RunColumn &column);
    void removeShown(const QString &key);
    void onChecked(QTreeWidgetItem *item);
    void checkShown();
    void filter(const QString &text);
    void moveShown(int by);

    Choices m_choices;
    QLineEdit *m_search;
    QTreeWidget *m_available;
    QListWidget *m_shown;
    bool m_isChecking = false;
};

} // namespace tandem
