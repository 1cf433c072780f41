#include "ui/widgets/wheel_guard.h"

#include <QEvent>
#include <QWidget>

namespace tandem {

namespace {

class WheelGuard : public QObject {
public:
    explicit WheelGuard(QWidget *field) : QObject(field), m_field(field) { field->installEventFilter(this); }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() != QEvent::Wheel || m_field->hasFocus())
            return QObject::eventFilter(watched, event);
        event->ignore(); // it goes on to the parent
        return true;
    }

private:
    QWidget *m_field;
};

} // namespace

void guardFromWheel(std::initializer_list<QWidget *> fields)
{
    for (QWidget *field : fields) {
        field->setFocusPolicy(Qt::StrongFocus);
        new WheelGuard(field); // goes with it
    }
}

} // namespace tandem
