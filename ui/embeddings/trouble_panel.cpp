#include "ui/embeddings/trouble_panel.h"

#include "ui/embeddings/confusion_view.h"
#include "ui/embeddings/measures_panel.h"
#include "ui/embeddings/pair_browser.h"
#include "ui/embeddings/similarity_matrix_view.h"
#include "ui/error_text.h"
#include "ui/project_session.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <set>
#include <utility>

namespace tandem {

namespace {

using Mark = std::pair<std::uint32_t, std::uint32_t>; // images, the lower first

std::set<Mark> marksFrom(const std::optional<std::string> &text)
{
    std::set<Mark> marks;
    const QJsonArray pairs = QJsonDocument::fromJson(QByteArray::fromStdString(text.value_or("[]"))).array();
    for (const auto &pair : pairs)
        marks.emplace(static_cast<std::uint32_t>(pair.toArray().at(0).toDouble()),
                      static_cast<std::uint32_t>(pair.toArray().at(1).toDouble()));
    return marks;
}

std::string textOf(const std::set<Mark> &marks)
{
    QJsonArray pairs;
    for (const Mark &mark : marks)
        pairs.append(QJsonArray{static_cast<double>(mark.first), static_cast<double>(mark.second)});
    return QJsonDocument(pairs).toJson(QJsonDocument::Compact).toStdString();
}

} // namespace

TroublePanel::TroublePanel(QWidget *parent)
    : QWidget(parent), m_view(new QComboBox), m_sentence(new MutedLabel), m_stack(new QStackedWidget),
      m_confusion(new ConfusionView), m_pairs(new PairBrowser), m_matrix(new SimilarityMatrixView),
      m_negatives(new NegativesModel(this)),
      m_negativesPanel(new NumbersPanel(*m_negatives, tr("Effective negatives by batch size")))
{
    m_view->setAccessibleName(tr("What to look for"));
    m_view->addItem(tr("Classes that mix"));
    m_view->addItem(tr("False negatives"));
    m_view->addItem(tr("Similarity matrix"));
    m_view->addItem(tr("Effective negatives"));
    m_sentence->setWordWrap(true);
    auto *hardest = new QPushButton(tr("Hardest images"));
    hardest->setToolTip(tr("Lists the images by their loss in training, the largest first"));
    auto *row = new QHBoxLayout;
    row->setSpacing(space::kSmall);
    row->addWidget(m_view, 1);
    row->addWidget(hardest);
    for (QWidget *widget : {static_cast<QWidget *>(m_confusion), static_cast<QWidget *>(m_pairs),
                            static_cast<QWidget *>(m_matrix), static_cast<QWidget *>(m_negativesPanel)})
        m_stack->addWidget(widget);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, space::kSmall, 0, 0);
    column->setSpacing(space::kSmall);
    column->addLayout(row);
    column->addWidget(m_sentence);
    column->addWidget(m_stack, 1);
    connect(m_view, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_stack->setCurrentIndex(index);
        describe();
    });
    connect(hardest, &QPushButton::clicked, this, &TroublePanel::hardestRequested);
    connect(m_confusion, &ConfusionView::imagesRequested, this, &TroublePanel::imagesRequested);
    connect(m_pairs, &PairBrowser::markChanged, this, &TroublePanel::keepMark);
    m_matrix->setEmptyText(tr("Here will be how alike the images are, pair by pair."));
    m_pairs->setEmptyText(tr("No two images lie closer than an image and its other view."));
    describe();
}

void TroublePanel::setSession(ProjectSession *session)
{
    m_session = session;
}

void TroublePanel::setImages(SampleImages *images)
{
    m_pairs->setImages(images);
    m_matrix->setImages(images);
}

void TroublePanel::setSelection(SampleSelection *selection)
{
    m_pairs->setSelection(selection);
    m_matrix->setSelection(selection);
}

void TroublePanel::setView(View view)
{
    m_view->setCurrentIndex(view);
}

void TroublePanel::setSpace(const SpaceAnalysisPtr &space, const PointTablePtr &table)
{
    QString source;
    if (space)
        source = tr("kNN on %1, k %2, τ %3, leave-one-out")
                     .arg(space->space == EmbeddingSpace::Features ? QStringLiteral("h") : QStringLiteral("z"),
                          QLocale().toString(static_cast<qlonglong>(space->vote.k)),
                          QLocale().toString(space->vote.temperature, 'f', 2));
    m_table = table;
    m_confusion->setPoints(table, QStringLiteral("class"), QStringLiteral("voted"), source);
    describe();
}

void TroublePanel::setTrouble(const TroubleAnalysisPtr &trouble)
{
    m_found = trouble;
    std::vector<SamplePair> pairs = trouble ? trouble->pairs : std::vector<SamplePair>();
    const PointTablePtr table = trouble ? trouble->moment->table : nullptr;
    if (table && m_session) {
        const std::set<Mark> marks = marksFrom(m_session->text(marksKey()));
        for (SamplePair &pair : pairs)
            pair.isNearDuplicate = marks.contains({table->samples[pair.a], table->samples[pair.b]});
    }
    m_pairs->setPairs(table, std::move(pairs));
    m_matrix->setMatrix(trouble ? trouble->matrix : nullptr);
    m_negatives->setNegatives(trouble ? trouble->negatives : std::vector<EffectiveNegatives>());
    describe();
}

std::string TroublePanel::marksKey() const
{
    return "near-duplicates/" + m_found->moment->table->dataset.identity;
}

void TroublePanel::keepMark(std::uint32_t sampleA, std::uint32_t sampleB, bool isNearDuplicate)
{
    if (!m_session || !m_found)
        return;
    std::set<Mark> marks = marksFrom(m_session->text(marksKey()));
    const Mark mark(std::min(sampleA, sampleB), std::max(sampleA, sampleB));
    if (isNearDuplicate)
        marks.insert(mark);
    else
        marks.erase(mark);
    if (const auto kept = m_session->setText(marksKey(), textOf(marks)); !kept)
        Q_EMIT failed(errorText(kept.error()));
}

void TroublePanel::describe()
{
    const QLocale locale;
    QString sentence;
    const bool isZ = !m_found || m_found->space == EmbeddingSpace::Projections;
    const QString letter = isZ ? QStringLiteral("z") : QStringLiteral("h");
    switch (m_view->currentIndex()) {
    case Confusion:
        sentence = m_table && !m_table->column(QStringLiteral("class"))
                       ? tr("These images have no classes, so that none can be taken for another.")
                       : tr("Which class the nearest images of the map stand for. A click on a cell lists its images.");
        break;
    case FalseNegatives:
        if (m_found && m_found->isThreshold)
            sentence = tr("Pairs whose cosine in %1 is above %2, as no positives were measured: %3 of them.")
                           .arg(letter, locale.toString(TroubleAnalysis::kThreshold, 'f', 2),
                                locale.toString(static_cast<qlonglong>(m_found->violations)));
        else if (m_found)
            sentence = tr("The loss pushes these pairs apart although they lie closer in z than an image and its other "
                          "view: %1 negatives in all, those furthest above it first.")
                           .arg(locale.toString(static_cast<qlonglong>(m_found->violations)));
        break;
    case Similarity:
        sentence = tr("Cosines in %1 between up to %2 of the images. Blocks on the diagonal are classes that hold "
                      "together.")
                       .arg(letter)
                       .arg(TroubleAnalysis::kMatrixRows);
        break;
    default:
        sentence = tr("How many negatives the softmax of the loss (τ = %1) spreads over, by batches drawn from these "
                      "images: exp of its entropy in %2. Where it stops growing, larger batches add little. ≈: an "
                      "estimate, for batches larger than these images make up.")
                       .arg(locale.toString(m_found ? m_found->temperature : 0.5), letter);
    }
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
}

} // namespace tandem
