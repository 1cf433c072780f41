// The widgets of PipelineEditor and the dialogs of its menu; what they do stands in pipeline_editor.cpp.

#include "ui/augment/pipeline_editor.h"

#include "core/augment/operation_table.h"
#include "core/augment/torchvision.h"
#include "ui/augment/augment_text.h"
#include "ui/augment/marked_slider.h"
#include "ui/augment/operation_form.h"
#include "ui/augment/operation_list.h"
#include "ui/augment/undo_pass.h"
#include "ui/icons.h"
#include "ui/style.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/wheel_guard.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace tandem {

namespace {

constexpr double kStrongest = 2; // the paper tries up to 1; settings allow 2

QToolButton *toolButton(const QString &iconName, const QString &name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setIcon(icon(iconName));
    button->setAccessibleName(name);
    button->setToolTip(name);
    button->setAutoRaise(true);
    return button;
}

QToolButton *actionButton(QAction *action, const QString &iconName, QWidget *parent)
{
    action->setIcon(icon(iconName));
    auto *button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setAccessibleName(action->text());
    button->setAutoRaise(true);
    return button;
}

QLabel *sectionLabel(const QString &text)
{
    auto *label = new QLabel(text);
    label->setFont(sectionFont());
    return label;
}

} // namespace

PipelineEditor::PipelineEditor(PipelineDocument &document, QWidget *parent)
    : QWidget(parent), m_document(document), m_source(new QComboBox), m_about(new MutedLabel), m_size(new QSpinBox),
      m_strength(new MarkedSlider({0, kStrongest})), m_strengthField(new QDoubleSpinBox), m_list(new OperationList),
      m_form(new OperationForm), m_cost(new MutedLabel)
{
    auto *body = new QWidget;
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, space::kSmall, 0);
    column->setSpacing(space::kSmall);
    buildStart(*column);
    buildOperations(*column);
    column->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setWidget(body);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setAutoFillBackground(false);
    body->setAutoFillBackground(false);
    auto *start =
        new QPushButton(icon(QStringLiteral("play"), IconTone::OnAccent), tr("Start run with this pipeline…"));
    makePrimary(start);
    connect(start, &QPushButton::clicked, this, &PipelineEditor::startRequested);
    auto *study = new QPushButton(icon(QStringLiteral("sweeps")), tr("Composition study…"));
    study->setToolTip(tr("Trains a short run for each pair of operations, and shows which pairs make good features"));
    connect(study, &QPushButton::clicked, this, &PipelineEditor::studyRequested);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
    outer->setSpacing(space::kSmall);
    outer->addWidget(scroll, 1);
    auto *next = new QVBoxLayout;
    next->setContentsMargins(0, 0, space::kSmall, 0);
    next->setSpacing(space::kTight);
    next->addWidget(start);
    next->addWidget(study);
    outer->addLayout(next);
    fillSources();
    scroll->setMinimumWidth(body->minimumSizeHint().width() + style()->pixelMetric(QStyle::PM_ScrollBarExtent));
    m_form->setTabPredecessor(m_list);
    connect(&m_document, &PipelineDocument::changed, this, &PipelineEditor::refresh);
    refresh();
}

void PipelineEditor::buildStart(QVBoxLayout &column)
{
    m_source->setAccessibleName(tr("Preset or saved pipeline"));
    m_source->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_source->setMinimumContentsLength(12);
    m_about->setWordWrap(true);
    m_about->setFont(captionFont());
    auto *menu = toolButton(QStringLiteral("more"), tr("Save, rename, import, export"), this);
    menu->setPopupMode(QToolButton::InstantPopup);
    buildLibraryMenu(*menu);
    auto *undo = m_document.history().createUndoAction(this, tr("Undo"));
    undo->setShortcuts(QKeySequence::Undo);
    auto *redo = m_document.history().createRedoAction(this, tr("Redo"));
    redo->setShortcuts(QKeySequence::Redo);
    auto *top = new QHBoxLayout;
    top->setSpacing(space::kTight);
    top->addWidget(m_source, 1);
    top->addWidget(actionButton(undo, QStringLiteral("undo"), this));
    top->addWidget(actionButton(redo, QStringLiteral("redo"), this));
    top->addWidget(menu);
    column.addWidget(sectionLabel(tr("Pipeline")));
    column.addLayout(top);
    column.addWidget(m_about);
    guardFromWheel({m_source});
    connect(m_source, &QComboBox::activated, this, [this](int index) {
        const QVariant word = m_source->itemData(index);
        word.isValid() ? choosePreset(word.toString()) : chooseSaved(m_source->itemText(index));
    });
    buildNumbers(column);
}

/// Of the whole pipeline: the size of its views and the strength of its colors.
void PipelineEditor::buildNumbers(QVBoxLayout &column)
{
    m_size->setRange(kMinViewSize, kMaxViewSize);
    m_size->setSuffix(tr(" px"));
    m_size->setAccessibleName(tr("Side of a view"));
    m_size->setKeyboardTracking(false);
    m_strength->setMark(1.0);
    m_strength->setAccessibleName(tr("Color strength s"));
    const QString tip =
        tr("Sets every color jitter to s times ± 80 % of brightness, contrast and saturation and ± 72° of hue, which "
           "are 0.8s and 0.2s in the paper. It takes s = 1 for ImageNet and 0.5 for CIFAR-10.");
    m_strength->setToolTip(tip);
    m_strengthField->setToolTip(tip);
    m_strengthField->setAccessibleName(tr("Color strength s"));
    m_strengthField->setRange(0, kStrongest);
    m_strengthField->setSingleStep(0.05);
    m_strengthField->setKeyboardTracking(false);
    m_strengthField->setMinimumWidth(fontMetrics().averageCharWidth() * 12);
    guardFromWheel({m_size, m_strengthField});
    passUndo(*m_size);
    passUndo(*m_strengthField);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(space::kSmall);
    grid->setVerticalSpacing(space::kTight);
    grid->setColumnStretch(0, 1);
    auto *sizeLabel = new QLabel(tr("Side of a view"));
    sizeLabel->setBuddy(m_size);
    auto *strengthLabel = new QLabel(tr("Color strength s"));
    strengthLabel->setBuddy(m_strengthField);
    grid->addWidget(sizeLabel, 0, 0);
    grid->addWidget(m_size, 0, 1);
    grid->addWidget(strengthLabel, 1, 0, 1, 2);
    grid->addWidget(m_strength, 2, 0);
    grid->addWidget(m_strengthField, 2, 1);
    column.addLayout(grid);

    connect(m_size, &QSpinBox::valueChanged, this, [this](int side) {
        if (m_isFilling)
            return;
        Pipeline next = m_document.pipeline();
        next.size = side;
        m_document.change(next, tr("Side of a view"), -2);
    });
    connect(m_size, &QSpinBox::editingFinished, this, [this] { m_document.endChange(); });
    connectStrength();
}

void PipelineEditor::connectStrength()
{
    const auto strengthen = [this](double s) {
        if (m_isFilling)
            return;
        Pipeline next = m_document.pipeline();
        setColorStrength(next, s);
        m_document.change(next, tr("Color strength"), -1);
    };
    connect(m_strength, &MarkedSlider::moved, this, strengthen);
    connect(m_strength, &MarkedSlider::settled, this, [this] { m_document.endChange(); });
    connect(m_strengthField, &QDoubleSpinBox::valueChanged, this, strengthen);
    // Where a jitter is its own, the field shows a strength that is not set: to enter that very number is a change of
    // the pipeline, but none of the field. To pass by is none, and a popup that opens only seems to take the focus.
    const auto enter = [this, strengthen] {
        if (!colorStrength(m_document.pipeline()))
            strengthen(m_strengthField->value());
        m_document.endChange();
    };
    auto *line = m_strengthField->findChild<QLineEdit *>();
    connect(line, &QLineEdit::textEdited, this, [this, line] { m_isStrengthTyped = line->isModified(); });
    connect(line, &QLineEdit::returnPressed, this, enter);
    connect(m_strengthField, &QDoubleSpinBox::editingFinished, this,
            [this, enter] { std::exchange(m_isStrengthTyped, false) ? enter() : m_document.endChange(); });
}

void PipelineEditor::buildOperations(QVBoxLayout &column)
{
    auto *addButton = toolButton(QStringLiteral("plus"), tr("Add an operation"), this);
    addButton->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(addButton);
    fillAddMenu(*menu);
    addButton->setMenu(menu);
    m_up = toolButton(QStringLiteral("arrow-up"), tr("Move up (Alt+Up)"), this);
    m_down = toolButton(QStringLiteral("arrow-down"), tr("Move down (Alt+Down)"), this);
    m_remove = toolButton(QStringLiteral("trash"), tr("Remove (Delete)"), this);
    auto *head = new QHBoxLayout;
    head->setSpacing(space::kTight);
    head->addWidget(sectionLabel(tr("Operations")), 1);
    for (QToolButton *button : {addButton, m_up, m_down, m_remove})
        head->addWidget(button);
    m_cost->setFont(captionFont());
    m_cost->setWordWrap(true);
    m_cost->setText(tr("Measuring the cost…"));
    m_list->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    column.addLayout(head);
    column.addWidget(m_list);
    column.addWidget(m_cost);
    column.addWidget(m_form);

    connect(m_list, &QListWidget::currentRowChanged, this, [this] {
        if (!m_isFilling)
            showParameters();
    });
    connect(m_list, &OperationList::moveRequested, this, &PipelineEditor::move);
    connect(m_list, &OperationList::removeRequested, this, &PipelineEditor::remove);
    connect(m_list, &OperationList::enableRequested, this, [this](int row, bool enabled) {
        Pipeline next = m_document.pipeline();
        Operation &operation = next.operations[static_cast<std::size_t>(row)];
        operation.enabled = enabled;
        m_document.change(next,
                          (enabled ? tr("Switch on %1") : tr("Switch off %1")).arg(operationLabel(operation.kind)));
    });
    connect(m_form, &OperationForm::edited, this, &PipelineEditor::changeOperation);
    connect(m_form, &OperationForm::editFinished, this, [this] { m_document.endChange(); });
    connect(m_up, &QToolButton::clicked, this, [this] { move(m_list->currentRow(), m_list->currentRow() - 1); });
    connect(m_down, &QToolButton::clicked, this, [this] { move(m_list->currentRow(), m_list->currentRow() + 1); });
    connect(m_remove, &QToolButton::clicked, this, [this] { remove(m_list->currentRow()); });
}

void PipelineEditor::fillAddMenu(QMenu &menu)
{
    for (const OperationRow &row : operationTable())
        menu.addAction(operationLabel(row.defaults), this, [this, &row] { add(row.defaults); });
}

void PipelineEditor::buildLibraryMenu(QToolButton &button)
{
    auto *menu = new QMenu(&button);
    const QString filter = tr("Pipelines (*.json)");
    QAction *saveAs = menu->addAction(tr("&Save in the project…"), this, &PipelineEditor::askForName);
    saveAs->setShortcut(QKeySequence::Save);
    saveAs->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(saveAs);
    m_rename = menu->addAction(tr("&Rename…"), this, &PipelineEditor::askForRename);
    m_delete = menu->addAction(tr("&Delete from the project"), this, &PipelineEditor::removeSaved);
    menu->addSeparator();
    menu->addAction(tr("&Import…"), this, [this, filter] {
        const QString path = QFileDialog::getOpenFileName(this, tr("Import a pipeline"), QDir::homePath(), filter);
        if (!path.isEmpty())
            importFrom(path);
    });
    menu->addAction(tr("&Export…"), this, [this, filter] {
        const QString start =
            QDir::home().filePath(QString::fromStdString(m_document.pipeline().name) + QStringLiteral(".json"));
        const QString path = QFileDialog::getSaveFileName(this, tr("Export the pipeline"), start, filter);
        if (!path.isEmpty())
            exportTo(path);
    });
    menu->addAction(icon(QStringLiteral("copy")), tr("Copy as &torchvision code"), this, [this] {
        QGuiApplication::clipboard()->setText(QString::fromStdString(torchvisionSnippet(m_document.pipeline())));
        Q_EMIT noticed(tr("The pipeline lies in the clipboard as Python code for torchvision."));
    });
    button.setMenu(menu);
}

void PipelineEditor::askForName()
{
    bool accepted = false;
    const QString name = QInputDialog::getText(this, tr("Save in the project"), tr("Name of the pipeline:"),
                                               QLineEdit::Normal, suggestedName(), &accepted)
                             .trimmed();
    if (accepted && mayReplace(name))
        save(name);
}

/// Its own name; beside a preset another one.
QString PipelineEditor::suggestedName() const
{
    const std::string &name = m_document.pipeline().name;
    return QString::fromStdString(m_library && PipelineLibrary::isPreset(name) ? m_library->freeName(name) : name);
}

/// Asks where another pipeline than the one at hand would be lost.
bool PipelineEditor::mayReplace(const QString &name)
{
    if (name.toStdString() == m_document.pipeline().name || !m_library || !m_library->find(name.toStdString()))
        return true;
    QMessageBox box(QMessageBox::Question, tr("Save in the project"),
                    tr("The project has another pipeline named %1. Replace it?").arg(name), QMessageBox::NoButton,
                    this);
    QPushButton *replace = box.addButton(tr("Replace"), QMessageBox::DestructiveRole);
    box.setDefaultButton(box.addButton(QMessageBox::Cancel));
    box.exec();
    return box.clickedButton() == replace;
}

void PipelineEditor::askForRename()
{
    bool accepted = false;
    const QString name = QInputDialog::getText(this, tr("Rename the pipeline"), tr("New name:"), QLineEdit::Normal,
                                               QString::fromStdString(m_document.pipeline().name), &accepted);
    if (accepted)
        rename(name);
}

} // namespace tandem
