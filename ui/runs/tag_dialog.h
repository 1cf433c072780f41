#pragma once

#include <QDialog>

#include <string>
#include <vector>

class QLineEdit;
class QListWidget;

namespace tandem {

/// Adds tags to some runs, or takes them away: a list of all tags that are in use, and a line for new ones.
class TagDialog : public QDialog {
    Q_OBJECT
public:
    /// `current`: of the run whose tags are shown checked; what is not touched stays as it is with each run.
    TagDialog(std::size_t runs, const std::vector<std::string> &current, const std::vector<std::string> &known,
              QWidget *parent = nullptr);

    /// What becomes of a run's tags.
    [[nodiscard]] std::vector<std::string> changed(std::vector<std::string> tags) const;

    [[nodiscard]] QLineEdit *line() const { return m_line; }
    [[nodiscard]] QListWidget *list() const { return m_list; }

private:
    std::vector<std::string> m_before;
    QLineEdit *m_line;
    QListWidget *m_list;
};

} // namespace tandem
