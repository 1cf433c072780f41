#pragma once

#include "ui/theme.h"

#include <QStyledItemDelegate>

namespace tandem {

/// Rows of the height that the tables of the window have: a line of text and air.
class RoomyDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace tandem
