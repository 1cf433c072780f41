#include "ui/augment/undo_pass.h"

#include <QAbstractSpinBox>
#include <QKeyEvent>
#include <QLineEdit>

namespace tandem {

namespace {

class UndoPass : public QObject {
public:
    explicit UndoPass(QAbstractSpinBox &field) : QObject(&field), m_edit(field.findChild<QLineEdit *>())
    {
        field.installEventFilter(this);
        // A text that is entered as it stands is not written anew.
        connect(&field, &QAbstractSpinBox::editingFinished, this, [this] { m_edit->setModified(false); });
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() != QEvent::ShortcutOverride || m_edit->isModified())
            return QObject::eventFilter(watched, event);
        const auto *key = static_cast<QKeyEvent *>(event);
        if (!key->matches(QKeySequence::Undo) && !key->matches(QKeySequence::Redo))
            return QObject::eventFilter(watched, event);
        event->ignore(); // it becomes the shortcut
        return true;
    }

private:
    QLineEdit *m_edit;
};

} // namespace

void passUndo(QAbstractSpinBox &field)
{
    new UndoPass(field); // goes with it
}

} // namespace tandem
