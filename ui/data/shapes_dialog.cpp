#include "ui/data/shapes_dialog.h"

#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace tandem {

ShapesDialog::ShapesDialog(QWidget *parent)
    : QDialog(parent), m_size(new QComboBox), m_perClass(new QSpinBox), m_seed(new QSpinBox), m_totals(new MutedLabel)
{
    setWindowTitle(tr("Make the sample set Shapes"));
    auto *teaching = new MutedLabel(tr("Ten classes of textured objects in random color, pose and light, made such "
                                       "that color alone cannot tell the classes apart. The same seed makes the same "
                                       "images."));
    teaching->setWordWrap(true);
    for (const int side : {32, 48, 64, 96, 128})
        m_size->addItem(tr("%1 × %1 pixels").arg(side), side);
    m_perClass->setRange(20, 5000);
    m_perClass->setSingleStep(50);
    m_perClass->setValue(ShapesOptions().imagesPerClass);
    m_perClass->setGroupSeparatorShown(true);
    m_seed->setRange(0, 1'000'000);
    m_seed->setValue(static_cast<int>(ShapesOptions().seed));

    auto *form = new QFormLayout;
    form->addRow(tr("Image &size"), m_size);
    form->addRow(tr("Training images per &class"), m_perClass);
    form->addRow(tr("S&eed"), m_seed);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    buttons->addButton(tr("Make images"), QDialogButtonBox::AcceptRole)->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_perClass, &QSpinBox::valueChanged, this, &ShapesDialog::showTotals);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kHuge, space::kLarge, space::kHuge, space::kLarge);
    column->setSpacing(space::kLarge);
    column->addWidget(teaching);
    column->addLayout(form);
    column->addWidget(m_totals);
    column->addWidget(buttons);
    showTotals();
}

ShapesOptions ShapesDialog::options() const
{
    ShapesOptions options;
    options.size = m_size->currentData().toInt();
    options.imagesPerClass = m_perClass->value();
    options.seed = static_cast<std::uint64_t>(m_seed->value());
    return options;
}

void ShapesDialog::showTotals()
{
    const QLocale locale;
    const int classes = static_cast<int>(shapesClassNames().size());
    const int train = m_perClass->value() * classes;
    m_totals->setText(tr("%1 training images and %2 test images, in the project's folder.")
                          .arg(locale.toString(train), locale.toString(train / 5)));
}

} // namespace tandem
