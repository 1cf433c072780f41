#include "ui/augment/composition_dialog.h"

#include "ui/style.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QGroupBox>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <utility>

namespace tandem {

CompositionDialog::CompositionDialog(Pipeline like, Settings base, QWidget *parent)
    : QDialog(parent), m_like(std::move(like)), m_base(std::move(base)),
      m_one(new QRadioButton(tr("&One view is changed, the other only cropped, as in the paper"))),
      m_both(new QRadioButton(tr("&Both views are changed"))), m_count(new QLabel),
      m_buttons(new QDialogButtonBox(QDialogButtonBox::Cancel))
{
    setWindowTitle(tr("Composition study"));
    auto *about = new MutedLabel(tr("Which pairs of operations make good features? Each pair is a run whose views are "
                                    "cropped, and then changed by the operation of the row and that of the column "
                                    "(Chen et al. 2020, Figure 5). Strengths are those of the pipeline."));
    about->setWordWrap(true);
    auto *operations = new QGroupBox(tr("Rows and columns"));
    auto *grid = new QGridLayout(operations);
    for (const StudyTransform transform : kStudyTransforms) {
        auto *box = new QCheckBox(QCoreApplication::translate("Augment", studyLabel(transform)));
        box->setChecked(true);
        connect(box, &QCheckBox::toggled, this, &CompositionDialog::refresh);
        const int place = static_cast<int>(m_boxes.size());
        grid->addWidget(box, place / 4, place % 4);
        m_boxes.push_back(box);
    }
    auto *views = new QGroupBox(tr("Views"));
    auto *choices = new QVBoxLayout(views);
    choices->addWidget(m_one);
    choices->addWidget(m_both);
    m_one->setChecked(true);
    QPushButton *go = m_buttons->addButton(tr("&Continue…"), QDialogButtonBox::AcceptRole);
    go->setToolTip(tr("Shows the sweep before it starts: seeds, length of training, estimated time"));
    makePrimary(go);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kLarge, space::kLarge, space::kLarge, space::kLarge);
    column->setSpacing(space::kMedium);
    column->addWidget(about);
    column->addWidget(operations);
    column->addWidget(views);
    column->addWidget(m_count);
    column->addStretch(1);
    column->addWidget(m_buttons);
    refresh();
}

CompositionChoice CompositionDialog::choice() const
{
    CompositionChoice chosen;
    chosen.transforms.clear();
    for (std::size_t i = 0; i < m_boxes.size(); ++i)
        if (m_boxes[i]->isChecked())
            chosen.transforms.push_back(kStudyTransforms[i]);
    chosen.asymmetric = m_one->isChecked();
    chosen.like = m_like;
    return chosen;
}

SweepSpec CompositionDialog::spec() const
{
    const CompositionChoice chosen = choice();
    SweepSpec made;
    made.name = chosen.asymmetric ? "composition of augmentations" : "composition of augmentations, both views";
    made.base = m_base;
    SweepAxis axis{"augmentations", {}, {}};
    for (const CompositionCell &cell : compositionCells(chosen))
        axis.points.push_back({cell.key, cell.assignments});
    made.axes = {std::move(axis)};
    return made;
}

QString CompositionDialog::sentence() const
{
    return m_count->text();
}

void CompositionDialog::refresh()
{
    const auto count = static_cast<int>(choice().transforms.size());
    m_count->setText(count < 2 ? tr("Choose at least two operations.")
                               : tr("%1 × %1 pairs: %Ln run(s) for each seed.", nullptr, count * count).arg(count));
    for (QAbstractButton *button : m_buttons->buttons())
        if (m_buttons->buttonRole(button) == QDialogButtonBox::AcceptRole)
            button->setEnabled(count >= 2);
}

} // namespace tandem
