#pragma once

#include <QHash>
#include <QWidget>

class QAbstractButton;
class QButtonGroup;
class QVBoxLayout;

namespace tandem {

class Page;
enum class PageId;

/// The rail at the left edge: one button a page, with icon and word. Arrow keys walk along it.
class ModeBar : public QWidget {
    Q_OBJECT
public:
    explicit ModeBar(QWidget *parent = nullptr);

    void addPage(const Page &page, const QString &shortcut);
    void setCurrent(PageId id);

Q_SIGNALS:
    void pageChosen(tandem::PageId id);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QVBoxLayout *m_layout;
    QButtonGroup *m_group;
};

} // namespace tandem
