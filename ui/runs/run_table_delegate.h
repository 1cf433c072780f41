#pragma once

#include <QStyledItemDelegate>

namespace tandem {

/// Draws the cells of the run table: progress as a bar with its words beside it, and differences to the baseline with
/// sign, arrow and colour behind their number.
class RunTableDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;

private:
    void paintProgress(QPainter *painter, const QStyleOptionViewItem &item, const QString &text,
                       const QModelIndex &index) const;
    void paintDelta(QPainter *painter, const QStyleOptionViewItem &item, const QString &text,
                    const QModelIndex &index) const;
};

} // namespace tandem
