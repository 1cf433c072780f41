#pragma once

#include <QStringList>
#include <QWidget>

class QTextBrowser;

namespace tandem {

enum class PageId;

/// The help pages (resources/help/LANGUAGE/TOPIC.md) in a window of their own, beside the work.
class HelpWindow : public QWidget {
    Q_OBJECT
public:
    /// Shows a topic in the one help window of `parent`.
    static void open(QWidget *parent, const QString &topic);

    void showTopic(const QString &topic);
    [[nodiscard]] QString text() const;

private:
    explicit HelpWindow(QWidget *parent);
    QTextBrowser *m_browser;
};

/// The topic that explains a page.
[[nodiscard]] QString helpTopic(PageId id);
/// All topics, the table of contents first.
[[nodiscard]] QStringList helpTopics();
/// The heading of a topic's page.
[[nodiscard]] QString helpTitle(const QString &topic);
/// The resource of a topic in the user's language, else in English.
[[nodiscard]] QString helpFile(const QString &topic);

} // namespace tandem
