#include "ui/charts/chart_tools.h"

#include "ui/icons.h"
#include "ui/theme.h"

#include <QActionGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QSlider>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace tandem {

namespace {

// The slider's 0 to 100 as weight or window: fine where it matters, near 1 and for small windows.
double weightOf(int place)
{
    return 1 - std::pow(10, -3 * place / 100.0);
}

int placeOfWeight(double weight)
{
    return static_cast<int>(std::lround(-100 * std::log10(std::max(1 - weight, 1e-3)) / 3));
}

int windowOf(int place)
{
    return static_cast<int>(std::lround(3 * std::pow(333.0, place / 100.0))) | 1;
}

int placeOfWindow(int window)
{
    return static_cast<int>(std::lround(100 * std::log(window / 3.0) / std::log(333.0)));
}

} // namespace

ChartTools::ChartTools(QWidget *parent) : QWidget(parent)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kTight);
    buildAxis();
    buildSmoothing();
    row->addStretch(1);
    buildButtons();
}

QToolButton *ChartTools::button(const QString &iconName, const QString &text, const QString &toolTip)
{
    auto *made = new QToolButton(this);
    if (!iconName.isEmpty())
        made->setIcon(icon(iconName));
    else
        made->setText(text);
    made->setProperty("outlined", iconName.isEmpty());
    made->setAccessibleName(text);
    made->setToolTip(toolTip);
    made->setFocusPolicy(Qt::StrongFocus);
    QWidget::layout()->addWidget(made);
    return made;
}

void ChartTools::buildAxis()
{
    m_x = new QComboBox(this);
    for (const auto &[kind, text] :
         {std::pair(XKind::Step, tr("Steps")), std::pair(XKind::Epoch, tr("Epochs")),
          std::pair(XKind::Samples, tr("Images seen")), std::pair(XKind::Relative, tr("Time of training")),
          std::pair(XKind::Wall, tr("Time of day"))})
        m_x->addItem(text, static_cast<int>(kind));
    m_x->setAccessibleName(tr("What the horizontal axis counts"));
    m_x->setToolTip(tr("What the horizontal axis counts. Images seen compares batch sizes fairly; time of training "
                       "leaves out pauses."));
    connect(m_x, &QComboBox::activated, this,
            [this] { Q_EMIT xChanged(static_cast<XKind>(m_x->currentData().toInt())); });
    QWidget::layout()->addWidget(m_x);
    m_logX = button({}, tr("log", "button: logarithmic horizontal axis"), tr("Logarithmic horizontal axis"));
    m_logX->setAccessibleName(tr("Logarithmic horizontal axis"));
    m_logX->setCheckable(true);
    connect(m_logX, &QToolButton::toggled, this, &ChartTools::logXChanged);
}

void ChartTools::buildSmoothing()
{
    m_kind = new QComboBox(this);
    m_kind->addItem(tr("Not smoothed"));
    m_kind->addItem(tr("Moving average"));
    m_kind->addItem(tr("Centred mean"));
    m_kind->addItem(tr("Centred median"));
    m_kind->setAccessibleName(tr("Smoothing"));
    m_kind->setToolTip(tr("Smooths the curves of single steps; the measured values stay visible behind. The moving "
                          "average is TensorBoard's, with its weights."));
    m_strength = new QSlider(Qt::Horizontal, this);
    m_strength->setRange(0, 100);
    m_strength->setFixedWidth(84);
    m_strength->setAccessibleName(tr("Strength of smoothing"));
    m_strengthText = new QLabel(this);
    m_strengthText->setFont(numberFont());
    m_strengthText->setMinimumWidth(m_strengthText->fontMetrics().horizontalAdvance(QStringLiteral("0.888")) + 2);
    connect(m_kind, &QComboBox::activated, this, [this](int index) {
        m_smoothing.kind = static_cast<SmoothingKind>(index);
        showSmoothing();
        Q_EMIT smoothingChanged(m_smoothing);
    });
    connect(m_strength, &QSlider::valueChanged, this, &ChartTools::tellSmoothing);
    for (QWidget *widget :
         {static_cast<QWidget *>(m_kind), static_cast<QWidget *>(m_strength), static_cast<QWidget *>(m_strengthText)})
        QWidget::layout()->addWidget(widget);
}

void ChartTools::tellSmoothing()
{
    if (m_smoothing.kind == SmoothingKind::Average)
        m_smoothing.weight = weightOf(m_strength->value());
    else
        m_smoothing.window = windowOf(m_strength->value());
    showSmoothing();
    Q_EMIT smoothingChanged(m_smoothing);
}

void ChartTools::showSmoothing()
{
    const bool average = m_smoothing.kind == SmoothingKind::Average;
    const QSignalBlocker blocker(m_strength);
    m_kind->setCurrentIndex(static_cast<int>(m_smoothing.kind));
    m_strength->setVisible(m_smoothing.isOn());
    m_strengthText->setVisible(m_smoothing.isOn());
    m_strength->setValue(average ? placeOfWeight(m_smoothing.weight) : placeOfWindow(m_smoothing.window));
    const QLocale locale;
    m_strengthText->setText(average ? locale.toString(m_smoothing.weight, 'f', m_smoothing.weight > 0.99 ? 3 : 2)
                                    : locale.toString(m_smoothing.window));
    m_strength->setToolTip(average ? tr("Weight of what came before, from 0 to 0.999")
                                   : tr("Points that are taken together, from 3 to 999"));
}

void ChartTools::buildButtons()
{
    m_bands = button({}, tr("± seeds"), tr("Mean and standard deviation over runs that differ in their seed alone"));
    m_bands->setCheckable(true);
    connect(m_bands, &QToolButton::toggled, this, &ChartTools::bandsChanged);
    m_back = button(QStringLiteral("arrow-left"), tr("Zoom back"),
                    tr("Back to the view before (Alt+Left, Ctrl+Z in a chart)"));
    m_forward = button(QStringLiteral("arrow-right"), tr("Zoom forward"), tr("Forward again (Alt+Right in a chart)"));
    m_reset =
        button({}, tr("Whole run"), tr("Shows whole runs again and follows them (double-click in a chart, or 0)"));
    m_table = button(
        {}, tr("Values"),
        tr("Table of the values at the cursor, or at both edges of a range (Shift+drag in a chart, or A and B)"));
    m_table->setCheckable(true);
    connect(m_back, &QToolButton::clicked, this, [this] { Q_EMIT historyWanted(-1); });
    connect(m_forward, &QToolButton::clicked, this, [this] { Q_EMIT historyWanted(1); });
    connect(m_reset, &QToolButton::clicked, this, &ChartTools::resetWanted);
    connect(m_table, &QToolButton::toggled, this, &ChartTools::tableChanged);
    QToolButton *add =
        button(QStringLiteral("plus"), tr("Add a chart"), tr("Add a chart of any series or vector that was measured"));
    connect(add, &QToolButton::clicked, this, &ChartTools::addWanted);
    m_more = button(QStringLiteral("more"), tr("Arrangement of the charts"), tr("Arrangement of the charts"));
    buildMenu();
}

void ChartTools::buildMenu()
{
    auto *menu = new QMenu(this);
    auto *columns = menu->addMenu(tr("&Columns"));
    auto *group = new QActionGroup(this);
    for (int n = 0; n <= 4; ++n) {
        QAction *action = columns->addAction(n == 0 ? tr("As many as fit") : QLocale().toString(n));
        action->setCheckable(true);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, n] {
            m_columns = n;
            Q_EMIT columnsChanged(n);
        });
        connect(columns, &QMenu::aboutToShow, action, [this, action, n] { action->setChecked(n == m_columns); });
    }
    menu->addAction(tr("&Standard charts"), this, &ChartTools::standardWanted);
    connect(m_more, &QToolButton::clicked, this,
            [this, menu] { menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height()))); });
}

void ChartTools::setLayout(const ChartLayout &layout)
{
    const QSignalBlocker own(this);
    m_smoothing = layout.smoothing;
    m_columns = layout.columns;
    m_x->setCurrentIndex(m_x->findData(static_cast<int>(layout.x)));
    m_logX->setChecked(layout.logX);
    m_bands->setChecked(layout.bands);
    m_table->setChecked(layout.table);
    showSmoothing();
}

void ChartTools::setNavigation(bool canGoBack, bool canGoForward, bool isZoomed)
{
    m_back->setEnabled(canGoBack);
    m_forward->setEnabled(canGoForward);
    m_reset->setEnabled(isZoomed);
}

void ChartTools::setBandsOffered(bool offered)
{
    m_bands->setVisible(offered);
}

} // namespace tandem
