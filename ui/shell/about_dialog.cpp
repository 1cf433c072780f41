#include "ui/shell/about_dialog.h"

#include "ui/icons.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QSysInfo>
#include <QVBoxLayout>

namespace tandem {

namespace {

constexpr int kLogoSize = 64;

struct About {
    Q_DECLARE_TR_FUNCTIONS(About)
};

QString versions()
{
    return About::tr("Tandem %1\nQt %2\n%3, %4")
        .arg(QApplication::applicationVersion(), QString::fromLatin1(qVersion()), QSysInfo::prettyProductName(),
             QSysInfo::currentCpuArchitecture());
}

} // namespace

void showAbout(QWidget *parent)
{
    auto *dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(About::tr("About Tandem"));

    auto *name = new QLabel(QStringLiteral("Tandem"));
    name->setFont(pageTitleFont());
    auto *purpose = new QLabel(About::tr("A workbench for contrastive representation learning (SimCLR)."));
    auto *facts = new MutedLabel(versions());
    facts->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    facts->setAccessibleName(About::tr("Versions"));
    auto *licence = new MutedLabel(About::tr("Free software under the GNU General Public License, version 3 or later.\n"
                                             "What the training engine runs on: tandem-cli doctor."));

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    auto *copy = buttons->addButton(About::tr("Copy versions"), QDialogButtonBox::ActionRole);
    copy->setIcon(icon(QStringLiteral("copy")));
    QObject::connect(copy, &QPushButton::clicked, dialog, [] { QApplication::clipboard()->setText(versions()); });
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::close);

    auto *words = new QVBoxLayout;
    for (QLabel *label : {name, purpose, static_cast<QLabel *>(facts), static_cast<QLabel *>(licence)})
        words->addWidget(label);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::kLarge);
    row->addWidget(new IconLabel(applicationIcon(), kLogoSize), 0, Qt::AlignTop);
    row->addLayout(words);
    auto *column = new QVBoxLayout(dialog);
    column->setContentsMargins(space::kHuge, space::kHuge, space::kHuge, space::kLarge);
    column->setSpacing(space::kLarge);
    column->addLayout(row);
    column->addWidget(buttons);
    column->setSizeConstraint(QLayout::SetFixedSize);
    dialog->open();
}

} // namespace tandem
