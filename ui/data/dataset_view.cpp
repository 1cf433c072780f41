#include "ui/data/dataset_view.h"

#include "ui/data/class_list.h"
#include "ui/data/image_grid.h"
#include "ui/data/image_inspector.h"
#include "ui/data/skipped_files.h"
#include "ui/icons.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QAction>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QSettings>
#include <QShortcut>
#include <QSlider>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace tandem {

DatasetView::DatasetView(QWidget *parent)
    : QWidget(parent), m_summary(new ElidedLabel({}, Qt::ElideRight)), m_shownCount(new MutedLabel),
      m_search(new QLineEdit), m_selectionBar(nullptr), m_selectedCount(new QLabel),
      m_onlySelected(new QCheckBox(tr("Show these alone"))), m_zoom(new QSlider(Qt::Horizontal)),
      m_classes(new ClassList), m_grid(new ImageGrid), m_inspector(new ImageInspector), m_skipped(new SkippedFiles),
      m_splitter(new QSplitter(Qt::Horizontal))
{
    buildLayout();
    connect(m_classes, &ClassList::filterChanged, this, &DatasetView::applyFilter);
    connect(m_search, &QLineEdit::textChanged, this, &DatasetView::applyFilter);
    connect(m_zoom, &QSlider::valueChanged, m_grid, &ImageGrid::setZoom);
    connect(m_grid, &ImageGrid::zoomChanged, m_zoom, &QSlider::setValue);
    connect(m_grid, &ImageGrid::currentImageChanged, this, [this](int index) { m_inspector->show(m_dataset, index); });
    auto *find = new QShortcut(QKeySequence::Find, this);
    connect(find, &QShortcut::activated, m_search, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
}

void DatasetView::buildLayout()
{
    m_splitter->addWidget(m_classes);
    m_splitter->addWidget(m_grid);
    m_splitter->addWidget(m_inspector);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(space::kSmall);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(space::kSmall);
    column->addWidget(buildToolBar());
    m_selectionBar = buildSelectionBar();
    column->addWidget(m_selectionBar);
    column->addWidget(m_splitter, 1);
    column->addWidget(m_skipped);
}

QWidget *DatasetView::buildToolBar()
{
    m_search->setPlaceholderText(tr("Search by file name"));
    m_search->setAccessibleName(tr("Search by file name"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(QStringLiteral("search"), IconTone::Muted), QLineEdit::LeadingPosition);
    m_search->setMinimumWidth(fontMetrics().averageCharWidth() * 30);
    m_zoom->setRange(ImageGrid::kMinimumZoom, ImageGrid::kMaximumZoom);
    m_zoom->setValue(m_grid->zoom());
    m_zoom->setSingleStep(8);
    m_zoom->setPageStep(32);
    m_zoom->setAccessibleName(tr("Size of the pictures"));
    m_zoom->setToolTip(tr("Size of the pictures (Ctrl and the wheel)"));
    m_zoom->setMinimumWidth(fontMetrics().averageCharWidth() * 14);

    auto *bar = new QWidget;
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins({});
    row->addWidget(m_summary, 1);
    row->addWidget(m_shownCount);
    row->addSpacing(space::kSmall);
    row->addWidget(m_search);
    row->addSpacing(space::kSmall);
    row->addWidget(new IconLabel(icon(QStringLiteral("zoom-out"), IconTone::Muted), 16));
    row->addWidget(m_zoom);
    row->addWidget(new IconLabel(icon(QStringLiteral("zoom-in"), IconTone::Muted), 16));
    return bar;
}

QWidget *DatasetView::buildSelectionBar()
{
    auto *clear = new QToolButton;
    clear->setText(tr("Clear the selection"));
    clear->setAutoRaise(true);
    connect(clear, &QToolButton::clicked, this, [this] { m_selection->clear(tr("Select nothing")); });
    // Those that are selected now: what is clicked among them later must not take the others away.
    connect(m_onlySelected, &QCheckBox::toggled, this, [this](bool only) {
        m_filter.only.reset();
        if (only && m_selection && m_dataset)
            m_filter.only = m_selection->selectedOf(datasetIdentity(*m_dataset->images));
        applyFilter();
    });
    buildHistory();
    auto *bar = new QWidget;
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins({});
    row->setSpacing(space::kMedium);
    row->addWidget(m_selectedCount);
    row->addWidget(m_onlySelected);
    row->addWidget(clear);
    row->addStretch(1);
    bar->hide();
    return bar;
}

void DatasetView::buildHistory()
{
    const auto add = [this](QKeySequence::StandardKey key, void (QUndoStack::*step)()) {
        auto *shortcut = new QShortcut(key, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, [this, step] {
            if (m_selection)
                (m_selection->history().*step)();
        });
    };
    add(QKeySequence::Undo, &QUndoStack::undo);
    add(QKeySequence::Redo, &QUndoStack::redo);
}

void DatasetView::setSelection(SampleSelection *selection)
{
    if (m_selection)
        disconnect(m_selection, nullptr, this, nullptr);
    m_selection = selection;
    m_grid->setSelection(selection);
    if (m_selection)
        connect(m_selection, &SampleSelection::changed, this, &DatasetView::onSelectionChanged);
    onSelectionChanged();
}

void DatasetView::onSelectionChanged()
{
    const bool hasSet = m_selection && m_dataset;
    const std::uint32_t count = hasSet ? m_selection->selectedOf(datasetIdentity(*m_dataset->images)).count() : 0;
    m_selectedCount->setText(tr("%Ln selected", "number of images", static_cast<int>(count)));
    m_selectionBar->setVisible(count > 0 || m_onlySelected->isChecked());
}

void DatasetView::setDataset(OpenDatasetPtr dataset)
{
    if (dataset == m_dataset)
        return;
    m_dataset = std::move(dataset);
    m_lane.cancel(); // a filter of the dataset before must not arrive
    {
        const QSignalBlocker blocker(m_search);
        m_search->clear();
    }
    {
        const QSignalBlocker blocker(m_onlySelected);
        m_onlySelected->setChecked(false);
        m_filter.only.reset();
    }
    m_classes->setDataset(m_dataset);
    m_grid->setImages(m_dataset, {});
    m_skipped->setFiles(m_dataset ? m_dataset->images->skipped() : std::vector<SkippedFile>());
    m_summary->setText({});
    m_shownCount->clear();
    onSelectionChanged();
    if (!m_dataset)
        return;
    const ImageSet &images = *m_dataset->images;
    QStringList facts{tr("%Ln image(s)", nullptr, static_cast<int>(images.size()))};
    if (!images.classNames().empty())
        facts.append(tr("%Ln class(es)", nullptr, static_cast<int>(images.classNames().size())));
    facts.append(sizeText(m_dataset->summary));
    if (const QString balance = balanceText(m_dataset->summary); !balance.isEmpty())
        facts.append(balance);
    facts.append(kindText(images));
    m_summary->setText(facts.join(QStringLiteral("  ·  ")));
    applyFilter();
}

void DatasetView::applyFilter()
{
    if (!m_dataset)
        return;
    m_filter.labels = m_classes->selectedLabels();
    m_filter.search = m_search->text().trimmed();
    m_lane.submit(
        this,
        [dataset = m_dataset, filter = m_filter](const std::stop_token &stop) {
            return filterImages(*dataset->images, filter, stop);
        },
        [this, dataset = m_dataset](std::vector<std::uint32_t> shown) {
            m_grid->setImages(dataset, std::move(shown));
            showCounts();
            Q_EMIT filtered();
        });
}

void DatasetView::showCounts()
{
    const QLocale locale;
    const auto shown = static_cast<qulonglong>(m_grid->shown().size());
    if (shown == m_dataset->images->size())
        m_shownCount->clear();
    else
        m_shownCount->setText(
            tr("%1 of %2 shown").arg(locale.toString(shown), locale.toString(m_dataset->images->size())));
}

void DatasetView::saveLayout(QSettings &settings) const
{
    settings.setValue(QStringLiteral("splitter"), m_splitter->saveState());
    settings.setValue(QStringLiteral("zoom"), m_grid->zoom());
}

void DatasetView::restoreLayout(QSettings &settings)
{
    m_splitter->restoreState(settings.value(QStringLiteral("splitter")).toByteArray());
    m_grid->setZoom(settings.value(QStringLiteral("zoom"), m_grid->zoom()).toInt());
}

} // namespace tandem
