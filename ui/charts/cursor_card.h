#pragma once

#include <QColor>
#include <QString>
#include <QWidget>

#include <vector>

namespace tandem {

struct CursorRow {
    QColor color;
    int dash = 0;
    QString name, value;
    bool strong = false;
};

/// The little table beside the cursor: the curves nearest to the mouse, at most eight, by their whole names. Lets the
/// mouse through.
class CursorCard : public QWidget {
    Q_OBJECT
public:
    explicit CursorCard(QWidget *parent);

    static constexpr std::size_t kMostRows = 8;
    void setRows(const QString &place, std::vector<CursorRow> rows, int left);
    [[nodiscard]] const std::vector<CursorRow> &rows() const { return m_rows; }
    /// Stands right or left of x, within the parent.
    void placeBeside(int x, const QRect &area);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_place;
    std::vector<CursorRow> m_rows;
    int m_left = 0; // curves that found no room
    int m_nameWidth = 0;
};

/// A short line in the colour and dash of a curve: for legends.
void paintSwatch(QPainter &painter, const QRectF &place, const QColor &color, int dash);

} // namespace tandem
