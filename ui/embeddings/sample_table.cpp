#include "ui/embeddings/sample_table.h"

#include "ui/embeddings/map_export.h"
#include "ui/icons.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace tandem {

namespace {

constexpr int kPicture = 30;
constexpr int kQueryDelayMs = 150;

/// Picture and name; the other cells only lose Qt's frame around a single cell, as rows are what counts here.
class CellDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &given, const QModelIndex &index) const override
    {
        QStyleOptionViewItem option = given;
        if (index.column() == SampleTableModel::Selected) {
            QStyledItemDelegate::paint(painter, option, index);
            markCurrentRow(*painter, option, index);
            return;
        }
        initStyleOption(&option, index);
        if (index.column() != SampleTableModel::Image) {
            paintText(*painter, option);
            markCurrentRow(*painter, option, index);
            return;
        }
        const ThemeColors &c = colorsFor(option.palette);
        if (option.backgroundBrush.style() != Qt::NoBrush)
            painter->fillRect(option.rect, option.backgroundBrush);
        const bool mirrored = option.direction == Qt::RightToLeft;
        QRect rest = option.rect.adjusted(space::kTight, 0, -space::kTight, 0);
        const auto picture = index.data(SampleTableModel::PictureRole).value<QImage>();
        const int side = std::min(kPicture, rest.height() - 2);
        const QRect square(mirrored ? rest.right() - side + 1 : rest.left(), rest.center().y() - side / 2 + 1, side,
                           side);
        drawSamplePicture(*painter, square, picture, c.hover);
        rest.adjust(mirrored ? 0 : side + space::kSmall, 0, mirrored ? -side - space::kSmall : 0, 0);
        painter->setPen(c.text);
        painter->setFont(option.font);
        // The end of a path tells the image, so that is what stays.
        painter->drawText(rest, Qt::AlignVCenter | Qt::AlignLeading,
                          option.fontMetrics.elidedText(option.text, Qt::ElideLeft, rest.width()));
        paintFocus(*painter, option);
        markCurrentRow(*painter, option, index);
    }

private:
    /// Lines above and below: the image that all views are at, which need not be selected.
    static void markCurrentRow(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index)
    {
        const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
        if (!view || view->currentIndex().row() != index.row())
            return;
        const ThemeColors &c = colorsFor(option.palette);
        const QColor &color = view->hasFocus() ? c.accent : c.control;
        painter.fillRect(QRect(option.rect.left(), option.rect.top(), option.rect.width(), 1), color);
        painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), color);
    }

    /// Room on both sides: numbers end where the next column's words would begin.
    static void paintText(QPainter &painter, const QStyleOptionViewItem &option)
    {
        if (option.backgroundBrush.style() != Qt::NoBrush)
            painter.fillRect(option.rect, option.backgroundBrush);
        const QRect text = option.rect.adjusted(space::kSmall, 0, -space::kSmall, 0);
        painter.setPen(colorsFor(option.palette).text);
        painter.setFont(option.font);
        painter.drawText(text, static_cast<int>(option.displayAlignment),
                         option.fontMetrics.elidedText(option.text, Qt::ElideRight, text.width()));
        paintFocus(painter, option);
    }

    static void paintFocus(QPainter &painter, const QStyleOptionViewItem &option)
    {
        if (!option.state.testFlag(QStyle::State_HasFocus))
            return;
        QStyleOptionFocusRect frame;
        frame.QStyleOption::operator=(option);
        QApplication::style()->drawPrimitive(QStyle::PE_FrameFocusRect, &frame, &painter, option.widget);
    }
};

} // namespace

SampleTableView::SampleTableView(SampleTableModel &model, QWidget *parent) : QTableView(parent), m_model(model)
{
    setModel(&model);
    setItemDelegate(new CellDelegate(this));
    setSelectionMode(QAbstractItemView::NoSelection);
    setSortingEnabled(true);
    sortByColumn(SampleTableModel::Number, Qt::AscendingOrder);
    setWordWrap(false);
    setAlternatingRowColors(false);
    setShowGrid(false);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(std::max(kPicture + 4, fontMetrics().height() + 2 * space::kTight));
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsMovable(true);
    setAccessibleName(tr("Table of the images"));
    setTabKeyNavigation(false);
    connect(&m_model, &SampleTableModel::arranged, this, &SampleTableView::showCurrent);
}

void SampleTableView::setSelection(SampleSelection *selection)
{
    if (m_selection)
        disconnect(m_selection, nullptr, this, nullptr);
    m_selection = selection;
    m_model.setSelection(selection);
    if (m_selection)
        connect(m_selection, &SampleSelection::currentChanged, this, &SampleTableView::showCurrent);
    showCurrent();
}

void SampleTableView::showCurrent()
{
    const PointTablePtr &table = m_model.table();
    if (!m_selection || !table)
        return;
    const int row = m_model.rowOf(table->pointOf(m_selection->currentOf(table->dataset)));
    if (row < 0 || row == currentIndex().row())
        return;
    const int column = std::max(0, currentIndex().column());
    setCurrentIndex(m_model.index(row, column));
    scrollTo(currentIndex(), hasFocus() ? EnsureVisible : PositionAtCenter);
}

void SampleTableView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    viewport()->update(); // whole rows are marked
    if (current.isValid() && m_selection)
        m_selection->setCurrent(m_model.table()->dataset, m_model.table()->samples[m_model.pointAt(current.row())]);
}

void SampleTableView::selectRows(int from, int to, SelectMode mode, const QString &what)
{
    if (!m_selection)
        return;
    std::vector<std::uint32_t> points;
    for (int row = std::min(from, to); row <= std::max(from, to); ++row)
        points.push_back(m_model.pointAt(row));
    m_selection->combine(m_model.table()->dataset, m_model.table()->samplesOf(points), mode, what);
}

void SampleTableView::mousePressEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() != Qt::LeftButton || !index.isValid() || index.column() == SampleTableModel::Selected) {
        QTableView::mousePressEvent(event); // check boxes answer for themselves
        return;
    }
    const int row = index.row(), anchor = m_anchor >= 0 && m_anchor < m_model.rowCount() ? m_anchor : row;
    const bool isControl = event->modifiers().testFlag(Qt::ControlModifier);
    if (event->modifiers().testFlag(Qt::ShiftModifier)) {
        selectRows(anchor, row, isControl ? SelectMode::Add : SelectMode::Replace, tr("Rows"));
    } else {
        m_anchor = row;
        selectRows(row, row,
                   !isControl                ? SelectMode::Replace
                   : m_model.isSelected(row) ? SelectMode::Subtract
                                             : SelectMode::Add,
                   tr("Click"));
    }
    setCurrentIndex(index);
}

void SampleTableView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (index.isValid() && index.column() != SampleTableModel::Selected)
        Q_EMIT rowActivated(m_model.pointAt(index.row()));
    else
        QTableView::mouseDoubleClickEvent(event);
}

void SampleTableView::keyPressEvent(QKeyEvent *event)
{
    const int row = currentIndex().row();
    if (event->matches(QKeySequence::SelectAll)) {
        if (m_model.rowCount() > 0)
            selectRows(0, m_model.rowCount() - 1, SelectMode::Replace, tr("Select all"));
        return;
    }
    if (event->matches(QKeySequence::Copy)) {
        copySelected();
        return;
    }
    if (row >= 0 && event->key() == Qt::Key_Space) {
        const bool wasSelected = m_model.isSelected(row);
        selectRows(row, row, wasSelected ? SelectMode::Subtract : SelectMode::Add,
                   wasSelected ? tr("Take one away") : tr("Add one"));
        m_anchor = row;
        return;
    }
    if (row >= 0 && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        Q_EMIT rowActivated(m_model.pointAt(row));
        return;
    }
    const bool isStep = event->key() == Qt::Key_Up || event->key() == Qt::Key_Down;
    if (row >= 0 && isStep && event->modifiers().testFlag(Qt::ShiftModifier)) {
        if (m_anchor < 0 || m_anchor >= m_model.rowCount())
            m_anchor = row;
        const int to = std::clamp(row + (event->key() == Qt::Key_Up ? -1 : 1), 0, m_model.rowCount() - 1);
        setCurrentIndex(m_model.index(to, currentIndex().column()));
        selectRows(m_anchor, to, SelectMode::Replace, tr("Rows"));
        return;
    }
    if (isStep)
        m_anchor = -1;
    QTableView::keyPressEvent(event);
}

/// The selected rows that are shown, or the current one, as lines of fields: what spreadsheets take.
void SampleTableView::copySelected() const
{
    QStringList lines;
    const auto add = [&](int row) {
        QStringList fields;
        for (int column = SampleTableModel::Image; column < m_model.columnCount(); ++column)
            fields.append(m_model.index(row, column).data().toString());
        lines.append(fields.join(QLatin1Char('\t')));
    };
    for (int row = 0; row < m_model.rowCount(); ++row)
        if (m_model.isSelected(row))
            add(row);
    if (lines.isEmpty() && currentIndex().isValid())
        add(currentIndex().row());
    QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

void SampleTableView::fitColumns()
{
    const PointTablePtr &table = m_model.table();
    if (!table)
        return;
    const int letter = fontMetrics().averageCharWidth();
    QHeaderView &header = *horizontalHeader();
    header.resizeSection(SampleTableModel::Selected, 34);
    header.resizeSection(SampleTableModel::Number, 13 * letter); // six digits, grouped
    for (std::size_t i = 0; i < table->columns.size(); ++i) {
        const SampleColumn &column = table->columns[i];
        int width = fontMetrics().horizontalAdvance(column.title) + 4 * letter;
        if (column.kind == SampleColumn::Kind::Category)
            for (const QString &name : column.names.mid(0, 200))
                width = std::max(width, std::min(fontMetrics().horizontalAdvance(name) + 2 * letter, 24 * letter));
        header.resizeSection(SampleTableModel::FirstValue + static_cast<int>(i), std::max(width, 9 * letter));
    }
    fillWidth();
}

void SampleTableView::fillWidth()
{
    QHeaderView &header = *horizontalHeader();
    const int others = header.length() - header.sectionSize(SampleTableModel::Image);
    const int least = kPicture + 20 * fontMetrics().averageCharWidth();
    header.resizeSection(SampleTableModel::Image, std::max(least, viewport()->width() - others));
}

void SampleTableView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fillWidth();
}

SampleTable::SampleTable(QWidget *parent)
    : QWidget(parent), m_view(new SampleTableView(m_model)), m_query(new QLineEdit),
      m_onlySelected(new QCheckBox(tr("Only selected"))), m_counts(new MutedLabel), m_only(new QLabel),
      m_showAll(new QToolButton), m_export(new QToolButton), m_onlyBar(new QWidget)
{
    buildLayout();
    auto *delay = new QTimer(this);
    delay->setSingleShot(true);
    delay->setInterval(kQueryDelayMs);
    connect(m_query, &QLineEdit::textChanged, delay, qOverload<>(&QTimer::start));
    connect(delay, &QTimer::timeout, this, [this] {
        const QString error = m_model.setQuery(m_query->text());
        QPalette colors = palette();
        if (!error.isEmpty())
            colors.setColor(QPalette::Text, colorsFor(colors).bad);
        m_query->setPalette(colors);
        m_query->setToolTip(error);
        if (!error.isEmpty())
            m_counts->setText(error);
    });
    connect(m_onlySelected, &QCheckBox::toggled, &m_model, &SampleTableModel::setOnlySelected);
    connect(m_showAll, &QToolButton::clicked, this, [this] { showOnly({}, {}); });
    connect(m_export, &QToolButton::clicked, this, [this] {
        m_writer.ask(this, tr("Export the table"), tr("CSV tables (*.csv)"), QStringLiteral("images.csv"), csv());
    });
    connect(&m_writer, &ExportWriter::failed, this, &SampleTable::failed);
    connect(&m_writer, &ExportWriter::noticed, this, &SampleTable::noticed);
    connect(m_view, &SampleTableView::rowActivated, this, &SampleTable::rowActivated);
    connect(&m_model, &SampleTableModel::arranged, this, [this] {
        showCounts();
        if (!std::exchange(m_columnsFit, true)) // once for a table: measuring columns costs more than filling them
            m_view->fitColumns();
    });
}

void SampleTable::buildLayout()
{
    m_query->setPlaceholderText(tr("Filter: cat, loss>2"));
    m_query->setAccessibleName(tr("Filter the table"));
    m_query->setClearButtonEnabled(true);
    m_query->addAction(icon(QStringLiteral("filter"), IconTone::Muted), QLineEdit::LeadingPosition);
    m_export->setIcon(icon(QStringLiteral("export")));
    m_export->setAutoRaise(true);
    m_export->setAccessibleName(tr("Export the table"));
    m_export->setToolTip(tr("Export the rows that are shown (CSV)"));
    m_counts->setMinimumWidth(1);
    auto *bar = new QHBoxLayout;
    bar->setSpacing(space::kSmall);
    bar->addWidget(m_query, 2);
    bar->addWidget(m_onlySelected);
    bar->addWidget(m_counts, 1);
    bar->addWidget(m_export);
    m_showAll->setText(tr("Show all"));
    auto *onlyRow = new QHBoxLayout(m_onlyBar);
    onlyRow->setContentsMargins({});
    onlyRow->addWidget(m_only, 1);
    onlyRow->addWidget(m_showAll);
    m_onlyBar->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(space::kTight);
    column->addLayout(bar);
    column->addWidget(m_onlyBar);
    column->addWidget(m_view, 1);
}

void SampleTable::setPoints(const PointTablePtr &table, const MapLayoutPtr &layout)
{
    m_layout = layout;
    if (!table || !m_model.table() || table->columns.size() != m_model.table()->columns.size())
        m_columnsFit = false;
    m_model.setTable(table);
    m_onlyBar->setVisible(m_model.isLimited()); // rows of another table are gone
}

void SampleTable::setImages(SampleImages *images)
{
    m_model.setImages(images);
}

void SampleTable::setSelection(SampleSelection *selection)
{
    m_selection = selection;
    m_view->setSelection(selection);
}

void SampleTable::showOnly(std::vector<std::uint32_t> points, const QString &sentence)
{
    m_onlyBar->setVisible(!points.empty());
    m_only->setText(sentence);
    m_model.setOnly(std::move(points));
}

void SampleTable::sortBy(const QString &key, Qt::SortOrder order)
{
    const PointTablePtr &table = m_model.table();
    const SampleColumn *column = table ? table->column(key) : nullptr;
    if (column)
        m_view->sortByColumn(SampleTableModel::FirstValue + static_cast<int>(column - table->columns.data()), order);
}

void SampleTable::showCounts()
{
    const QLocale locale;
    const auto all = m_model.table() ? static_cast<qulonglong>(m_model.table()->size()) : 0;
    const auto shown = static_cast<qulonglong>(m_model.rowCount());
    m_counts->setText(shown == all ? tr("%Ln image(s)", nullptr, static_cast<int>(all))
                                   : tr("%1 of %2").arg(locale.toString(shown), locale.toString(all)));
}

ExportWriter::Make SampleTable::csv() const
{
    const PointTablePtr table = m_model.table();
    if (!table)
        return [] { return QByteArray(); };
    SampleSet selected(table->dataset.size);
    if (m_selection)
        selected = m_selection->selectedOf(table->dataset);
    const bool showsNothing = m_model.rows().empty();
    return [table, layout = m_layout, selected, names = m_model.names(), rows = m_model.rows(), showsNothing] {
        if (showsNothing) { // the head alone; no rows would mean all
            PointTable none = *table;
            none.samples.clear();
            return pointsAsCsv(none, layout.get(), selected, names);
        }
        return pointsAsCsv(*table, layout.get(), selected, names, rows);
    };
}

} // namespace tandem
