#pragma once

#include "ui/charts/chart_layout.h"

#include <QPoint>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QMenu;
class QToolButton;

namespace tandem {

enum class ChartExport { Picture, CopyPicture, VisiblePoints, AllPoints };

/// The frame of a chart in the grid: title, what it depends on, a value, and the menu of what can be done with it.
/// Dragging the title moves the chart. GUI thread.
class ChartCard : public QWidget {
    Q_OBJECT
public:
    explicit ChartCard(QWidget *parent = nullptr);

    virtual void setSpec(const ChartSpec &spec);
    [[nodiscard]] const ChartSpec &spec() const { return m_spec; }
    /// One or a few sentences for those who cannot see the chart.
    [[nodiscard]] virtual QString summary() const = 0;
    /// What stands at the cursor.
    [[nodiscard]] virtual QString readout() const = 0;
    [[nodiscard]] QString title() const;
    /// The unit and what the values depend on.
    [[nodiscard]] QString caption() const;
    [[nodiscard]] QMenu *menu() const { return m_menu; }

Q_SIGNALS:
    void specChanged(); // the person changed the scale
    void editRequested();
    void removeRequested();
    void moveRequested(int places);                 // earlier (negative) or later
    void dropRequested(tandem::ChartCard *dragged); // to this one's place
    void sizeRequested(int width, int height);      // by so much
    void tableRequested();
    void exportRequested(tandem::ChartExport what);

protected:
    void setTitle(const QString &title);
    void setCaption(const QString &caption);
    void setValue(const QString &value);
    void setBody(QWidget *body);
    [[nodiscard]] QLabel *captionLabel() const { return m_caption; }
    /// Lets a subclass put its own entries first.
    virtual void fillMenu(QMenu &menu);
    void changeSpec(const ChartSpec &spec);

    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    virtual void applyTheme();

    ChartSpec m_spec;

private:
    void buildHeader();
    void buildMenu();
    void openMenu();

    QHBoxLayout *m_header = nullptr;
    QLabel *m_title = nullptr, *m_caption = nullptr, *m_value = nullptr;
    QToolButton *m_more = nullptr;
    QMenu *m_menu = nullptr;
    QPoint m_dragStart;
};

} // namespace tandem
