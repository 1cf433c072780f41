#pragma once

#include "core/data/image_set.h"

#include <QWidget>

class QTableWidget;
class QToolButton;

namespace tandem {

/// The files that a dataset had to leave out, with the reason of each: one line that unfolds. Hidden if there are none.
class SkippedFiles : public QWidget {
    Q_OBJECT
public:
    explicit SkippedFiles(QWidget *parent = nullptr);

    void setFiles(const std::vector<SkippedFile> &files);

private:
    QToolButton *m_header;
    QTableWidget *m_table;
};

} // namespace tandem
