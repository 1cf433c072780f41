#include "ui/embeddings/similarity_matrix_view.h"

#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace tandem {

namespace {

constexpr int kThumb = 48;

} // namespace

/// The pictures of the pair that is shown.
class SimilarityMatrixView::Pair : public QWidget {
public:
    explicit Pair(SimilarityMatrixView &view) : m_view(view) { setFixedSize(2 * kThumb + space::kTight, kThumb); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const MatrixCanvas::Cell cell = m_view.shownCell();
        if (!cell.isValid() || !m_view.m_images)
            return;
        QPainter painter(this);
        const SimilarityMatrix &matrix = *m_view.m_canvas->matrix();
        const std::uint32_t rows[] = {m_view.m_canvas->rowAt(cell.row), m_view.m_canvas->rowAt(cell.column)};
        for (int i = 0; i < 2; ++i)
            drawSamplePicture(
                painter, QRect(i * (kThumb + space::kTight), 0, kThumb, kThumb),
                m_view.m_images->picture(matrix.rows[rows[i]].sample, static_cast<int>(kThumb * devicePixelRatioF())),
                colorsFor(palette()).hover);
    }

private:
    SimilarityMatrixView &m_view;
};

/// What the colors mean.
class SimilarityMatrixView::Scale : public QWidget {
public:
    Scale()
    {
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        setAccessibleName(tr("Colors: cosine from −1 to 1"));
    }
    [[nodiscard]] QSize sizeHint() const override { return {150, QFontMetrics(captionFont()).height() + 10}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const ThemeColors &c = colorsFor(palette());
        QPainter painter(this);
        const ColorRamp ramp = colorRamp(RampKind::Diverging, c);
        for (int x = 0; x < width(); ++x)
            painter.fillRect(x, 0, 1, 8,
                             QColor::fromRgb(ramp[static_cast<std::size_t>(x * 255 / std::max(1, width() - 1))]));
        painter.setFont(captionFont());
        painter.setPen(c.mutedText);
        const QRect text(0, 9, width(), height() - 9);
        painter.drawText(text, Qt::AlignLeft, QStringLiteral("−1"));
        painter.drawText(text, Qt::AlignHCenter, QStringLiteral("0"));
        painter.drawText(text, Qt::AlignRight, QStringLiteral("1"));
    }
};

SimilarityMatrixView::SimilarityMatrixView(QWidget *parent)
    : QWidget(parent), m_canvas(new MatrixCanvas), m_sorted(new QCheckBox(tr("Sorted by class"))),
      m_positives(new QCheckBox(tr("Mark the positives"))), m_pair(new Pair(*this)), m_text(new QLabel)
{
    m_sorted->setChecked(true);
    m_positives->setChecked(true);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    auto *bar = new QHBoxLayout;
    bar->setSpacing(space::kMedium);
    bar->addWidget(m_sorted);
    bar->addWidget(m_positives);
    bar->addStretch(1);
    bar->addWidget(new Scale);
    auto *strip = new QHBoxLayout;
    strip->setSpacing(space::kMedium);
    strip->addWidget(m_pair);
    strip->addWidget(m_text, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(space::kSmall);
    column->addLayout(bar);
    column->addWidget(m_canvas, 1);
    column->addLayout(strip);
    connect(m_sorted, &QCheckBox::toggled, m_canvas, &MatrixCanvas::setSortedByClass);
    connect(m_positives, &QCheckBox::toggled, m_canvas, &MatrixCanvas::setMarksPositives);
    connect(m_canvas, &MatrixCanvas::shownCellChanged, this, &SimilarityMatrixView::showCell);
    connect(m_canvas, &MatrixCanvas::cellActivated, this, &SimilarityMatrixView::selectPair);
    m_canvas->setEmptyText(tr("Here will be how alike the images are, once a run has features to show."));
    showCell();
}

void SimilarityMatrixView::setMatrix(const SimilarityMatrixPtr &matrix)
{
    m_canvas->setMatrix(matrix);
    m_sorted->setEnabled(matrix && !matrix->classNames.isEmpty());
    m_positives->setVisible(matrix &&
                            std::ranges::any_of(matrix->rows, [](const auto &row) { return row.partner >= 0; }));
}

void SimilarityMatrixView::setImages(SampleImages *images)
{
    if (m_images)
        disconnect(m_images, nullptr, m_pair, nullptr);
    m_images = images;
    m_pair->setVisible(images != nullptr);
    if (m_images)
        connect(m_images, &SampleImages::arrived, m_pair, qOverload<>(&QWidget::update));
    showCell();
}

void SimilarityMatrixView::setSelection(SampleSelection *selection)
{
    m_selection = selection;
}

MatrixCanvas::Cell SimilarityMatrixView::shownCell() const
{
    return m_canvas->hovered().isValid() ? m_canvas->hovered() : m_canvas->current();
}

QString SimilarityMatrixView::nameOf(const SimilarityMatrix::Row &row) const
{
    QString name = m_images ? m_images->name(row.sample) : QString();
    if (name.isEmpty())
        name = tr("Image %1").arg(QLocale().toString(row.sample));
    return row.view < 0 ? name : tr("%1, view %2").arg(name).arg(row.view + 1);
}

QString SimilarityMatrixView::shownText() const
{
    const MatrixCanvas::Cell cell = shownCell();
    if (!cell.isValid())
        return {};
    const SimilarityMatrix &matrix = *m_canvas->matrix();
    const std::uint32_t a = m_canvas->rowAt(cell.row), b = m_canvas->rowAt(cell.column);
    const SimilarityMatrix::Row &rowA = matrix.rows[a], &rowB = matrix.rows[b];
    QStringList facts{tr("cosine %1").arg(QLocale().toString(static_cast<double>(matrix.cosine(a, b)), 'f', 3))};
    if (a == b)
        facts.append(tr("the same view"));
    else if (m_canvas->isPositive(cell))
        facts.append(tr("the positive"));
    else if (rowA.label >= 0 && rowB.label >= 0)
        facts.append(rowA.label == rowB.label
                         ? tr("same class, %1").arg(matrix.classNames.value(rowA.label))
                         : tr("other class, %1 and %2")
                               .arg(matrix.classNames.value(rowA.label), matrix.classNames.value(rowB.label)));
    return tr("%1 – %2: %3", "two images and what is known of the pair")
        .arg(nameOf(rowA), nameOf(rowB), facts.join(QStringLiteral(", ")));
}

void SimilarityMatrixView::showCell()
{
    const QString text = shownText();
    m_text->setText(text.isEmpty() && m_canvas->matrix()
                        ? tr("Point at a cell to see its pair. A double click selects both.")
                        : text);
    m_pair->update();
    m_canvas->setAccessibleDescription(text);
}

void SimilarityMatrixView::selectPair()
{
    const MatrixCanvas::Cell cell = shownCell();
    if (!cell.isValid() || !m_selection)
        return;
    const SimilarityMatrix &matrix = *m_canvas->matrix();
    SampleSet both(matrix.dataset.size);
    both.insert(matrix.rows[m_canvas->rowAt(cell.row)].sample);
    both.insert(matrix.rows[m_canvas->rowAt(cell.column)].sample);
    m_selection->select(matrix.dataset, both, tr("Pair"));
    m_selection->setCurrent(matrix.dataset, matrix.rows[m_canvas->rowAt(cell.row)].sample);
}

} // namespace tandem
