#include "ui/runs/tag_dialog.h"

#include "core/store/run_annotation.h"
#include "ui/theme.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tandem {

TagDialog::TagDialog(std::size_t runs, const std::vector<std::string> &current, const std::vector<std::string> &known,
                     QWidget *parent)
    : QDialog(parent), m_before(current), m_line(new QLineEdit(this)), m_list(new QListWidget(this))
{
    setWindowTitle(tr("Tags of %n run(s)", nullptr, static_cast<int>(runs)));
    auto *label = new QLabel(tr("&New tags, with commas between them:"), this);
    label->setBuddy(m_line);
    m_line->setPlaceholderText(tr("paper, ablation"));
    m_list->setAccessibleName(tr("Tags in use"));
    for (const std::string &tag : known) {
        auto *item = new QListWidgetItem(QString::fromStdString(tag), m_list);
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        const bool isSet = std::find(current.begin(), current.end(), tag) != current.end();
        item->setCheckState(isSet ? Qt::Checked : Qt::Unchecked);
    }
    m_list->setVisible(!known.empty());
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("Set tags"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(space::kSmall);
    column->addWidget(label);
    column->addWidget(m_line);
    column->addWidget(m_list, 1);
    column->addWidget(buttons);
    m_line->setFocus();
    setMinimumWidth(360);
}

std::vector<std::string> TagDialog::changed(std::vector<std::string> tags) const
{
    for (int row = 0; row < m_list->count(); ++row) {
        const std::string tag = m_list->item(row)->text().toStdString();
        const bool isWanted = m_list->item(row)->checkState() == Qt::Checked;
        const bool was = std::find(m_before.begin(), m_before.end(), tag) != m_before.end();
        if (isWanted && !was)
            tags = withTag(std::move(tags), tag);
        if (!isWanted && was)
            tags = withoutTag(std::move(tags), tag);
    }
    for (const std::string &tag : tagsFromText(m_line->text().toStdString()))
        tags = withTag(std::move(tags), tag);
    return tags;
}

} // namespace tandem
