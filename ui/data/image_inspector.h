#pragma once

#include "ui/data/dataset_summary.h"

#include <QWidget>

class QLabel;

namespace tandem {

/// One image, large, with what is known of it.
class ImageInspector : public QWidget {
    Q_OBJECT
public:
    explicit ImageInspector(QWidget *parent = nullptr);

    void show(OpenDatasetPtr dataset, int index); // index -1: nothing
    [[nodiscard]] QString name() const;

private:
    class Picture;
    Picture *m_picture;
    QLabel *m_name;
    QLabel *m_class;
    QLabel *m_size;
};

} // namespace tandem
