#pragma once

#include "core/report/records.h"

#include <QString>
#include <QWidget>

class QTreeWidget;
class QLabel;

namespace tandem {

/// The resolved settings of a run, by section, those changed from the default in bold with the default beside them.
/// Text can be copied as section.key=value.
class RunSettingsPanel : public QWidget {
    Q_OBJECT
public:
    explicit RunSettingsPanel(QWidget *parent = nullptr);

    /// Shows the settings stored with a run; does nothing if they are the ones shown.
    void setSettings(const std::string &json);
    /// As --set takes them, one a line; the selected ones, or all.
    [[nodiscard]] QString text(bool selectedOnly) const;

private:
    void fill(const std::string &json);

    std::string m_json;
    QTreeWidget *m_tree;
    QLabel *m_problem;
};

} // namespace tandem
