#include "ui/widgets/roomy_delegate.h"

namespace tandem {

QSize RoomyDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(std::max(size.height(), option.fontMetrics.height() + space::kSmall));
    return size;
}

} // namespace tandem
