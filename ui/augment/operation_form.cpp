#include "ui/augment/operation_form.h"

#include "ui/augment/augment_text.h"
#include "ui/augment/marked_slider.h"
#include "ui/augment/undo_pass.h"
#include "ui/theme.h"
#include "ui/widgets/wheel_guard.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace tandem {

namespace {

/// How far a slider reaches: to what is sensible. The field beside it takes all that is allowed.
double sliderReach(const OperationParameter &parameter)
{
    if (parameter.key == "brightness" || parameter.key == "contrast" || parameter.key == "saturation")
        return 2;
    if (parameter.unit == std::string("px"))
        return 10;
    if (parameter.key == "min_ratio" || parameter.key == "max_ratio")
        return 4;
    return parameter.maximum;
}

} // namespace

OperationForm::OperationForm(QWidget *parent) : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    setAccessibleName(tr("Parameters of the operation"));
}

void OperationForm::setOperation(const Operation *operation)
{
    const bool rebuild = !operation || !m_isShown || operation->kind.index() != m_operation.kind.index();
    m_isShown = operation != nullptr;
    if (operation)
        m_operation = *operation;
    if (rebuild) {
        build();
        chainFields();
    }
    m_isFilling = true;
    for (const Row &row : m_rows)
        row.fill(m_operation);
    m_isFilling = false;
}

void OperationForm::build()
{
    delete m_body;
    m_rows.clear();
    m_body = new QWidget;
    layout()->addWidget(m_body);
    auto *grid = new QGridLayout(m_body);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(space::kSmall);
    grid->setVerticalSpacing(space::kTight);
    grid->setColumnStretch(0, 1);
    if (!m_isShown)
        return;
    addNumber(probability(), 0);
    addScope();
    const OperationRow &row = operationRow(m_operation.kind);
    for (std::size_t i = 0; i < row.parameters.size(); ++i) {
        const OperationParameter &parameter = row.parameters[i];
        const int index = static_cast<int>(i) + 1;
        if (parameter.kind == ParameterKind::Flag)
            addFlag(parameter, index);
        else if (parameter.kind == ParameterKind::Choice)
            addChoice(parameter, index);
        else
            addNumber(number(parameter), index);
    }
}

void OperationForm::setTabPredecessor(QWidget *widget)
{
    m_tabPredecessor = widget;
    chainFields();
}

/// By itself, what is made later comes last in the tab order of the window.
void OperationForm::chainFields()
{
    QWidget *last = m_tabPredecessor;
    if (!last || !m_body)
        return;
    for (QWidget *field : m_body->findChildren<QWidget *>(Qt::FindDirectChildrenOnly)) {
        if (field->focusPolicy() & Qt::TabFocus) {
            setTabOrder(last, field);
            last = field;
        }
    }
}

OperationForm::Number OperationForm::probability() const
{
    const Operation *paper = paperOperation(m_operation.kind);
    return {.label = tr("Probability"),
            .prefix = {},
            .suffix = QStringLiteral(" %"),
            .minimum = 0,
            .maximum = 100,
            .reach = 100,
            .paper = paper ? std::optional(100 * paper->probability) : std::nullopt,
            .get = [](const Operation &o) { return 100 * o.probability; },
            .set = [](Operation &o, double shown) { o.probability = std::clamp(shown / 100, 0.0, 1.0); }};
}

OperationForm::Number OperationForm::number(const OperationParameter &parameter) const
{
    const Operation *paper = paperOperation(m_operation.kind);
    const double factor = parameter.shownFactor;
    return {
        .label = parameterLabel(parameter),
        .prefix = parameterPrefix(parameter),
        .suffix = parameterSuffix(parameter),
        .minimum = factor * parameter.minimum,
        .maximum = factor * parameter.maximum,
        .reach = factor * sliderReach(parameter),
        .paper = paper ? std::optional(factor * parameter.get(paper->kind)) : std::nullopt,
        .get = [&parameter, factor](const Operation &o) { return factor * parameter.get(o.kind); },
        .set = [&parameter, factor](Operation &o, double shown) { setParameter(o.kind, parameter, shown / factor); }};
}

void OperationForm::addNumber(const Number &number, int index)
{
    auto *grid = static_cast<QGridLayout *>(m_body->layout());
    const int line = grid->rowCount();
    auto *name = new QLabel(number.label, m_body);
    const bool isWide = number.minimum > 0 && number.reach / number.minimum > 50;
    auto *slider = new MarkedSlider({number.minimum, number.reach, isWide}, m_body);
    auto *field = new QDoubleSpinBox(m_body);
    guardFromWheel({field});
    passUndo(*field);
    field->setRange(number.minimum, number.maximum);
    field->setDecimals(number.maximum > 50 ? 1 : 3);
    field->setSingleStep(number.reach > 50 ? 1 : number.reach / 20);
    field->setKeyboardTracking(false);
    field->setPrefix(number.prefix);
    field->setSuffix(number.suffix);
    field->setMinimumWidth(field->fontMetrics().averageCharWidth() * 12);
    field->setAccessibleName(number.label);
    slider->setAccessibleName(number.label);
    name->setBuddy(field);
    markPaper(*slider, number);
    grid->addWidget(name, line, 0, 1, 2);
    grid->addWidget(slider, line + 1, 0);
    grid->addWidget(field, line + 1, 1);
    const auto take = [=, this](double shown) { apply(index, number.label, number.set, shown); };
    connect(slider, &MarkedSlider::moved, this, take);
    connect(slider, &MarkedSlider::settled, this, &OperationForm::editFinished);
    connect(field, &QDoubleSpinBox::valueChanged, this, take);
    connect(field, &QDoubleSpinBox::editingFinished, this, &OperationForm::editFinished);
    m_rows.push_back({[=](const Operation &operation) {
        const QSignalBlocker blocker(field);
        field->setValue(number.get(operation));
        if (!slider->isSliderDown()) // the hand that holds it knows better
            slider->setNumber(number.get(operation));
    }});
}

void OperationForm::markPaper(MarkedSlider &slider, const Number &number)
{
    if (!number.paper)
        return;
    slider.setMark(number.paper);
    const QString value = numberText(number.prefix, *number.paper, number.suffix);
    const QString tip = tr("SimCLR's value for ImageNet: %1", "number with its unit").arg(value);
    slider.setToolTip(tip);
    slider.setAccessibleDescription(tip);
}

void OperationForm::addScope()
{
    constexpr int kIndex = 99; // after all parameters
    auto *grid = static_cast<QGridLayout *>(m_body->layout());
    const QString label = tr("Acts on");
    auto *name = new QLabel(label, m_body);
    auto *box = new QComboBox(m_body);
    guardFromWheel({box});
    box->addItems({tr("Both views"), tr("First view only"), tr("Second view only")}); // in order of ViewScope
    box->setAccessibleName(label);
    name->setBuddy(box);
    const int line = grid->rowCount();
    grid->addWidget(name, line, 0);
    grid->addWidget(box, line, 1);
    connect(box, &QComboBox::activated, this, [=, this](int chosen) {
        apply(
            kIndex, label,
            [](Operation &o, double value) { o.views = static_cast<ViewScope>(static_cast<int>(value)); }, chosen);
        Q_EMIT editFinished();
    });
    m_rows.push_back({[=](const Operation &o) { box->setCurrentIndex(static_cast<int>(o.views)); }});
}

void OperationForm::addFlag(const OperationParameter &parameter, int index)
{
    auto *grid = static_cast<QGridLayout *>(m_body->layout());
    auto *box = new QCheckBox(parameterLabel(parameter), m_body);
    grid->addWidget(box, grid->rowCount(), 0, 1, 2);
    connect(box, &QCheckBox::clicked, this, [=, this, &parameter](bool on) {
        apply(
            index, parameterLabel(parameter),
            [&parameter](Operation &o, double value) { setParameter(o.kind, parameter, value); }, on ? 1 : 0);
        Q_EMIT editFinished();
    });
    m_rows.push_back({[=, &parameter](const Operation &o) { box->setChecked(parameter.get(o.kind) != 0); }});
}

void OperationForm::addChoice(const OperationParameter &parameter, int index)
{
    auto *grid = static_cast<QGridLayout *>(m_body->layout());
    auto *name = new QLabel(parameterLabel(parameter), m_body);
    auto *box = new QComboBox(m_body);
    guardFromWheel({box});
    box->setAccessibleName(parameterLabel(parameter));
    name->setBuddy(box);
    for (const std::string &choice : parameter.choices)
        box->addItem(choice == "torchvision"  ? tr("torchvision: area uniform")
                     : choice == "tensorflow" ? tr("TensorFlow (the paper's code): side uniform")
                                              : QString::fromStdString(choice));
    const int line = grid->rowCount();
    grid->addWidget(name, line, 0, 1, 2);
    grid->addWidget(box, line + 1, 0, 1, 2);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(10);
    connect(box, &QComboBox::activated, this, [=, this, &parameter](int chosen) {
        apply(
            index, parameterLabel(parameter),
            [&parameter](Operation &o, double value) { setParameter(o.kind, parameter, value); }, chosen);
        Q_EMIT editFinished();
    });
    m_rows.push_back(
        {[=, &parameter](const Operation &o) { box->setCurrentIndex(static_cast<int>(parameter.get(o.kind))); }});
}

void OperationForm::apply(int index, const QString &label, const std::function<void(Operation &, double)> &set,
                          double value)
{
    if (m_isFilling)
        return;
    Operation next = m_operation;
    set(next, value);
    if (next == m_operation)
        return;
    m_operation = next;
    //: entry of the undo history: operation, parameter
    Q_EMIT edited(next, index, tr("%1: %2").arg(operationLabel(next.kind), label));
}

} // namespace tandem
