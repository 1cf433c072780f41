// The parts of a MapPanel and where they stand.

#include "ui/embeddings/map_panel.h"

#include "ui/embeddings/map_legend.h"
#include "ui/icons.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QAction>
#include <QActionGroup>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QShortcut>
#include <QSlider>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWidgetAction>

#include <cmath>

namespace tandem {

namespace {

constexpr int kNearest = 10;

QFrame *separator()
{
    auto *line = new QFrame;
    line->setFrameShape(QFrame::VLine);
    line->setFrameShadow(QFrame::Plain);
    line->setForegroundRole(QPalette::Mid);
    return line;
}

} // namespace

void MapPanel::buildLayout()
{
    auto *legendSide = new QWidget;
    auto *legendColumn = new QVBoxLayout(legendSide);
    legendColumn->setContentsMargins(space::kSmall, 0, 0, 0);
    legendColumn->setSpacing(space::kSmall);
    auto *colorRow = new QHBoxLayout;
    auto *colorLabel = new MutedLabel(tr("Color by"));
    colorLabel->setBuddy(m_colorBy);
    m_colorBy->setAccessibleName(tr("Color by"));
    m_colorBy->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_colorBy->setMinimumContentsLength(8);
    colorRow->addWidget(colorLabel);
    colorRow->addWidget(m_colorBy, 1);
    legendColumn->addLayout(colorRow);
    legendColumn->addWidget(m_legend, 1);
    legendSide->setMinimumWidth(fontMetrics().averageCharWidth() * 22);

    m_splitter->addWidget(m_map);
    m_splitter->addWidget(legendSide);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(space::kSmall);
    m_splitter->setSizes({800, fontMetrics().averageCharWidth() * 28});

    m_summary->setFont(captionFont());
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_caption->setFont(captionFont());
    auto *status = new QHBoxLayout;
    status->setSpacing(space::kLarge);
    status->addWidget(m_summary, 1);
    m_warning = new IconLabel(icon(QStringLiteral("warning"), IconTone::Warning), 14);
    m_warning->setAccessibleName(tr("Warning"));
    m_warning->hide();
    m_caption->setMuted(true);
    auto *caption = new QHBoxLayout;
    caption->setSpacing(space::kTight);
    caption->addWidget(m_warning);
    caption->addWidget(m_caption, 1);
    status->addLayout(caption, 2);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(space::kTight);
    column->addWidget(buildToolBar());
    column->addWidget(m_splitter, 1);
    column->addLayout(status);
}

QToolButton *MapPanel::addButton(QLayout &row, const QString &iconName, const QString &text, const QString &key)
{
    auto *button = new QToolButton;
    button->setIcon(icon(iconName));
    button->setAutoRaise(true);
    button->setAccessibleName(text);
    //: name of a tool and its key
    button->setToolTip(key.isEmpty() ? text : tr("%1 (%2)").arg(text, key));
    row.addWidget(button);
    return button;
}

void MapPanel::addTool(QLayout &row, EmbeddingMap::Tool tool, const QString &iconName, const QString &text,
                       const QString &key)
{
    QToolButton *button = addButton(row, iconName, text, key);
    button->setCheckable(true);
    button->setChecked(tool == m_map->tool());
    button->setAutoExclusive(true);
    connect(button, &QToolButton::clicked, this, [this, tool] { m_map->setTool(tool); });
    connect(m_map, &EmbeddingMap::toolChanged, button, [this, button, tool] {
        if (m_map->tool() == tool)
            button->setChecked(true);
    });
}

QWidget *MapPanel::buildToolBar()
{
    auto *bar = new QWidget;
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins({});
    row->setSpacing(space::kHair);
    auto *tools = new QWidget; // buttons of one parent exclude each other
    auto *toolRow = new QHBoxLayout(tools);
    toolRow->setContentsMargins({});
    toolRow->setSpacing(space::kHair);
    using Tool = EmbeddingMap::Tool;
    addTool(*toolRow, Tool::Move, QStringLiteral("move"), tr("Move the map"), QStringLiteral("V"));
    addTool(*toolRow, Tool::Lasso, QStringLiteral("lasso"), tr("Select with a lasso"), QStringLiteral("L"));
    addTool(*toolRow, Tool::Box, QStringLiteral("select-box"), tr("Select with a box"), QStringLiteral("B"));
    row->addWidget(tools);
    row->addWidget(separator());
    connect(addButton(*row, QStringLiteral("zoom-out"), tr("Zoom out"), QStringLiteral("−")), &QToolButton::clicked,
            m_map, [this] { m_map->zoomBy(1 / 1.5); });
    connect(addButton(*row, QStringLiteral("zoom-in"), tr("Zoom in"), QStringLiteral("+")), &QToolButton::clicked,
            m_map, [this] { m_map->zoomBy(1.5); });
    connect(addButton(*row, QStringLiteral("fit"), tr("Show the whole map"), tr("Home", "key")), &QToolButton::clicked,
            m_map, &EmbeddingMap::fit);
    QToolButton *pictures = addButton(*row, QStringLiteral("image"), tr("Pictures and size of the points"));
    buildPictureMenu(*pictures);
    row->addWidget(separator());
    buildHistory(*row);
    QToolButton *select = addButton(*row, QStringLiteral("check"), tr("Select"));
    select->setText(tr("Select"));
    select->setToolButtonStyle(Qt::ToolButtonTextOnly);
    buildSelectMenu(*select);
    row->addSpacing(space::kTight);
    m_query->setPlaceholderText(tr("Find and select: cat, loss>2"));
    m_query->setAccessibleName(tr("Find and select"));
    m_query->setClearButtonEnabled(true);
    m_query->setMinimumWidth(fontMetrics().averageCharWidth() * 6);
    showQueryError({});
    row->addWidget(m_query, 1);
    auto *find = new QShortcut(QKeySequence::Find, this);
    find->setContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QShortcut::activated, m_query, [this] {
        m_query->setFocus(Qt::ShortcutFocusReason);
        m_query->selectAll();
    });
    row->addSpacing(space::kTight);
    buildExportMenu(*addButton(*row, QStringLiteral("export"), tr("Export")));
    QToolButton *legend = addButton(*row, QStringLiteral("legend"), tr("Legend"));
    legend->setCheckable(true);
    legend->setChecked(true);
    connect(legend, &QToolButton::clicked, this, [this](bool shown) { m_splitter->widget(1)->setVisible(shown); });
    m_splitter->widget(1)->installEventFilter(this);
    m_legendButton = legend;
    return bar;
}

bool MapPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ShowToParent || event->type() == QEvent::HideToParent)
        m_legendButton->setChecked(!m_splitter->widget(1)->isHidden());
    return QWidget::eventFilter(watched, event);
}

void MapPanel::buildPictureMenu(QToolButton &button)
{
    auto *menu = new QMenu(&button);
    auto *modes = new QActionGroup(menu);
    using Mode = EmbeddingMap::Thumbnails;
    const std::pair<Mode, QString> choices[] = {{Mode::WhenNear, tr("Pictures where there is room for them")},
                                                {Mode::Always, tr("Pictures at any zoom")},
                                                {Mode::Never, tr("Points alone")}};
    for (const auto &[mode, text] : choices) {
        QAction *action = menu->addAction(text, m_map, [this, mode = mode] { m_map->setThumbnails(mode); });
        action->setCheckable(true);
        action->setChecked(mode == m_map->thumbnails());
        modes->addAction(action);
    }
    menu->addSeparator();
    auto *size = new QWidget;
    auto *row = new QHBoxLayout(size);
    row->setContentsMargins(space::kMedium, space::kTight, space::kMedium, space::kTight);
    auto *slider = new QSlider(Qt::Horizontal);
    slider->setRange(-10, 10);
    slider->setAccessibleName(tr("Size of the points"));
    slider->setMinimumWidth(120);
    connect(slider, &QSlider::valueChanged, m_map,
            [this](int value) { m_map->setPointScale(std::pow(2, value / 8.0)); });
    connect(menu, &QMenu::aboutToShow, slider, [this, slider] {
        const QSignalBlocker blocker(slider);
        slider->setValue(static_cast<int>(std::lround(8 * std::log2(m_map->pointScale()))));
    });
    row->addWidget(new QLabel(tr("Size of the points")));
    row->addWidget(slider);
    auto *action = new QWidgetAction(menu);
    action->setDefaultWidget(size);
    menu->addAction(action);
    button.setMenu(menu);
    button.setPopupMode(QToolButton::InstantPopup);
}

void MapPanel::buildHistory(QLayout &row)
{
    const auto add = [&](const QString &iconName, const QString &text, QKeySequence::StandardKey key) {
        auto *action = new QAction(icon(iconName), text, this);
        action->setShortcuts(key);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
        auto *button = new QToolButton;
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        button->setAccessibleName(text);
        row.addWidget(button);
        return action;
    };
    m_undo = add(QStringLiteral("undo"), tr("Undo a selection"), QKeySequence::Undo);
    m_redo = add(QStringLiteral("redo"), tr("Redo a selection"), QKeySequence::Redo);
    connect(m_undo, &QAction::triggered, this, [this] { m_selection->history().undo(); });
    connect(m_redo, &QAction::triggered, this, [this] { m_selection->history().redo(); });
}

void MapPanel::buildSelectMenu(QToolButton &button)
{
    auto *menu = new QMenu(&button);
    const auto add = [&](const QString &text, const QKeySequence &key, auto call) {
        QAction *action = menu->addAction(text, m_map, call);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
        return action;
    };
    add(tr("&All that are shown"), QKeySequence::SelectAll, [this] { m_map->selectAll(); });
    add(tr("&Nothing"), Qt::CTRL | Qt::SHIFT | Qt::Key_A, [this] { m_map->selectNothing(); });
    add(tr("&Invert"), Qt::CTRL | Qt::Key_I, [this] { m_map->invert(); });
    menu->addSeparator();
    m_nearest = menu->addAction(tr("Add the %Ln nearest to the selection", nullptr, kNearest), this,
                                [this] { selectNeighbors(kNearest); });
    m_nearest->setToolTip(tr("By cosine to the mean of the selected images, in the space of the encoder"));
    menu->addAction(tr("&Zoom to the selection") + QStringLiteral("\tS"), m_map, &EmbeddingMap::showSelected);
    menu->addSection(tr("What is found or picked in the legend"));
    const std::pair<SelectMode, QString> modes[] = {
        {SelectMode::Replace, tr("Replaces the selection")},
        {SelectMode::Add, tr("Is added to it")},
        {SelectMode::Subtract, tr("Is taken away from it")},
        {SelectMode::Intersect, tr("Is all that stays of it")},
    };
    for (const auto &[mode, text] : modes) {
        QAction *action = menu->addAction(text, this, [this, mode = mode] { setSelectMode(mode); });
        action->setCheckable(true);
        action->setChecked(mode == m_mode);
        action->setData(static_cast<int>(mode));
        m_modes->addAction(action);
    }
    menu->setToolTipsVisible(true);
    button.setMenu(menu);
    button.setPopupMode(QToolButton::InstantPopup);
}

void MapPanel::buildExportMenu(QToolButton &button)
{
    auto *menu = new QMenu(&button);
    for (const int scale : {1, 2, 4})
        menu->addAction(tr("Picture (PNG) at %1×…").arg(scale), &m_exporter,
                        [this, scale] { m_exporter.exportPng(scale); });
    menu->addAction(tr("Drawing (SVG)…"), &m_exporter, &MapExporter::exportSvg);
    menu->addAction(tr("Table of the points (CSV)…"), &m_exporter, &MapExporter::exportCsv);
    menu->addSeparator();
    menu->addAction(icon(QStringLiteral("copy")), tr("Copy the picture"), &m_exporter, &MapExporter::copyPicture);
    button.setMenu(menu);
    button.setPopupMode(QToolButton::InstantPopup);
}

} // namespace tandem
