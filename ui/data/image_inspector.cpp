#include "ui/data/image_inspector.h"

#include "ui/data/thumbnails.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QFormLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace tandem {

/// Shows small images in whole multiples of their pixels, large ones reduced.
class ImageInspector::Picture : public QWidget {
public:
    explicit Picture(QWidget *parent) : QWidget(parent)
    {
        QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
        policy.setHeightForWidth(true);
        setSizePolicy(policy);
    }

    void show(OpenDatasetPtr dataset, int index)
    {
        m_dataset = std::move(dataset);
        m_image = m_dataset && index >= 0 ? borrowedImage(m_dataset->images->image(static_cast<std::uint32_t>(index)))
                                          : QImage();
        update();
    }

    [[nodiscard]] QSize sizeHint() const override { return {208, 208}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {96, 96}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override { return std::min(width, 400); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), colorsFor(palette()).sunken);
        if (m_image.isNull())
            return;
        QSize size = m_image.size().scaled(rect().size(), Qt::KeepAspectRatio);
        if (const int factor = size.width() / m_image.width(); factor >= 1)
            size = m_image.size() * factor;
        QRect target(QPoint(), size);
        target.moveCenter(rect().center());
        painter.setRenderHint(QPainter::SmoothPixmapTransform, size.width() < m_image.width());
        painter.drawImage(target, m_image);
    }

private:
    OpenDatasetPtr m_dataset; // keeps the pixels
    QImage m_image;
};

ImageInspector::ImageInspector(QWidget *parent)
    : QWidget(parent), m_picture(new Picture(this)), m_name(new QLabel), m_class(new QLabel), m_size(new QLabel)
{
    setAccessibleName(tr("Selected image"));
    m_name->setWordWrap(true);
    auto *form = new QFormLayout;
    form->setContentsMargins(0, space::kSmall, 0, 0);
    form->setHorizontalSpacing(space::kMedium);
    form->setVerticalSpacing(space::kTight);
    const std::pair<QString, QLabel *> rows[] = {{tr("File"), m_name}, {tr("Class"), m_class}, {tr("Size"), m_size}};
    for (const auto &[title, value] : rows) {
        value->setTextFormat(Qt::PlainText);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        form->addRow(new MutedLabel(title), value);
    }
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kMedium, 0, 0, 0);
    column->addWidget(m_picture);
    column->addLayout(form);
    column->addStretch(1);
}

void ImageInspector::show(OpenDatasetPtr dataset, int index)
{
    m_picture->show(dataset, index);
    if (!dataset || index < 0) {
        for (QLabel *label : {m_name, m_class, m_size})
            label->clear();
        return;
    }
    const ImageSet &images = *dataset->images;
    const auto i = static_cast<std::uint32_t>(index);
    const ImageView view = images.image(i);
    const std::int32_t label = images.label(i);
    // A line may break after each slash.
    m_name->setText(QString::fromStdString(images.name(i)).replace(QLatin1Char('/'), QStringLiteral("/\u200b")));
    m_class->setText(label == kNoLabel ? tr("none")
                                       : QString::fromStdString(images.classNames()[static_cast<std::size_t>(label)]));
    const QLocale locale;
    m_size->setText(tr("%1 × %2 pixels").arg(locale.toString(view.width), locale.toString(view.height)));
}

QString ImageInspector::name() const
{
    return m_name->text().remove(QChar(0x200b));
}

} // namespace tandem
