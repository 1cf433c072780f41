#include "ui/embeddings/measures_panel.h"

#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QHeaderView>
#include <QLocale>
#include <QTableView>
#include <QVBoxLayout>

#include <cmath>
#include <utility>

namespace tandem {

namespace {

QString number(qlonglong value)
{
    return QLocale().toString(value);
}

/// A tenth of a negative is worth telling of few alone.
QString negativesText(double value)
{
    return QLocale().toString(value, 'f', value < 100 ? 1 : 0);
}

} // namespace

void MeasuresModel::setAnalysis(const SpaceAnalysisPtr &space, const MapAnalysisPtr &map)
{
    beginResetModel();
    m_rows.clear();
    if (space)
        addSpace(*space);
    if (space && map)
        addMap(*map);
    endResetModel();
}

void MeasuresModel::add(const QString &name, double value, int decimals, const QString &settings,
                        const QString &meaning)
{
    m_rows.push_back({name, std::isfinite(value) ? QLocale().toString(value, 'f', decimals) : QStringLiteral("–"),
                      settings, meaning});
}

void MeasuresModel::addSpace(const SpaceAnalysis &space)
{
    const QString letter = space.space == EmbeddingSpace::Features ? QStringLiteral("h") : QStringLiteral("z");
    const QString rows = tr("%1, %2 images").arg(letter, number(space.rows));
    if (space.vote.accuracy)
        add(tr("kNN accuracy"), 100 * *space.vote.accuracy, 1,
            tr("%, k = %1, τ = %2, leave-one-out on %3")
                .arg(number(space.vote.k), QLocale().toString(space.vote.temperature, 'f', 2), rows),
            tr("How often a weighted vote of the nearest images finds the class."));
    if (space.purity.k > 0)
        add(tr("Purity of neighbors"), space.purity.mean, 3, tr("k = %1, %2").arg(number(space.purity.k), rows),
            tr("Share of the nearest images that have the same class."));
    if (space.silhouette)
        add(tr("Silhouette"), space.silhouette->mean, 3,
            tr("cosine, %1, %2 judged").arg(letter, number(space.silhouette->rows)),
            tr("From -1 to 1: how much nearer one's own class is than the next one."));
    add(tr("Uniformity"), space.uniformity.value, 3,
        tr("t = 2, %1, %2 images").arg(letter, number(space.uniformity.rows)),
        tr("0 where all images are alike; about -4 where directions are spread evenly."));
    if (space.positives > 0)
        add(tr("Alignment"), 2 - 2 * space.positiveCosine, 3,
            tr("α = 2, z of two views, %1 images").arg(number(space.positives)),
            tr("0 where the two views of an image agree; 2 where they have nothing in common."));
    add(tr("RankMe"), space.rankMe, 1,
        tr("of at most %1, uncentered, %2").arg(number(std::min(space.rows, space.dimension)), rows),
        tr("How many directions the features use. Compare runs of one method only."));
    add(tr("Effective rank"), space.effectiveRank, 1,
        tr("of at most %1, centered, %2").arg(number(std::min(space.rows, space.dimension)), rows),
        tr("The same of the features less their mean."));
    add(tr("Spread of the features"), space.spread.relative, 3, tr("std × √D of unit rows, %1").arg(rows),
        tr("1 where directions are spread evenly; below 0.1 the encoder has collapsed."));
}

void MeasuresModel::addMap(const MapAnalysis &map)
{
    const QString compared = tr("k = %1, %2 images compared").arg(number(map.quality.k), number(map.quality.rows));
    add(tr("Trustworthiness of the map"), map.quality.trustworthiness, 3, compared,
        tr("1 where all that is near on the map is near in the space. Below 0.9 clusters may be false."));
    add(tr("Continuity of the map"), map.quality.continuity, 3, compared,
        tr("1 where all that is near in the space is near on the map. Below 0.9 clusters may be torn."));
    add(tr("Neighbors kept"), map.overlap.mean, 3, tr("k = %1").arg(number(map.overlap.k)),
        tr("Share of the nearest images that are the nearest on the map, too."));
    if (map.purity.k > 0)
        add(tr("Purity on the map"), map.purity.mean, 3, tr("k = %1, on the plane").arg(number(map.purity.k)),
            tr("What it has less than the purity of neighbors is the map's fault, not the encoder's."));
}

int MeasuresModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int MeasuresModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 3;
}

QVariant MeasuresModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == Qt::DisplayRole)
        return index.column() == 0 ? row.name : index.column() == 1 ? row.value : row.settings;
    if (role == Qt::ToolTipRole)
        return row.meaning;
    if (role == Qt::TextAlignmentRole && index.column() == 1)
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::FontRole && index.column() == 1)
        return numberFont();
    return {};
}

QVariant MeasuresModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == 0 ? tr("Measure") : section == 1 ? tr("Value") : tr("Settings");
}

void NegativesModel::setNegatives(std::vector<EffectiveNegatives> negatives)
{
    beginResetModel();
    m_negatives = std::move(negatives);
    endResetModel();
}

int NegativesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_negatives.size());
}

int NegativesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 5;
}

QVariant NegativesModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const EffectiveNegatives &row = m_negatives[static_cast<std::size_t>(index.row())];
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::FontRole)
        return numberFont();
    if (role == Qt::ToolTipRole && row.isBankTooSmall)
        return tr("An estimate: these images are too few for such a batch, so that they were drawn again and again.");
    if (role != Qt::DisplayRole)
        return {};
    const QLocale locale;
    const QString about = row.isBankTooSmall ? QStringLiteral("≈ ") : QString();
    switch (index.column()) {
    case 0:
        return number(row.batchSize);
    case 1:
        return number(row.negatives);
    case 2:
        return about + negativesText(row.mean);
    case 3:
        return tr("%1 to %2").arg(negativesText(row.low), negativesText(row.high));
    default:
        return row.negatives > 0
                   ? tr("%1 %").arg(locale.toString(100 * row.mean / static_cast<double>(row.negatives), 'f', 0))
                   : QString();
    }
}

QVariant NegativesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && section == 3 && role == Qt::ToolTipRole)
        return tr("A tenth of the anchors has fewer, a tenth has more");
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case 0:
        return tr("Batch");
    case 1:
        return tr("Negatives");
    case 2:
        return tr("Effective");
    case 3:
        return tr("10 % to 90 %");
    default:
        return tr("Share");
    }
}

NumbersPanel::NumbersPanel(QAbstractItemModel &model, const QString &name, QWidget *parent)
    : QWidget(parent), m_sentence(new MutedLabel), m_view(new QTableView)
{
    m_sentence->setWordWrap(true);
    m_view->setModel(&model);
    m_view->setAccessibleName(name);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->verticalHeader()->hide();
    m_view->setShowGrid(false);
    m_view->setTabKeyNavigation(false);
    m_view->setAlternatingRowColors(false);
    m_view->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_view->horizontalHeader()->setStretchLastSection(true);
    m_view->horizontalHeader()->setHighlightSections(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(space::kSmall);
    column->addWidget(m_sentence);
    column->addWidget(m_view, 1);
}

void NumbersPanel::setSentence(const QString &sentence)
{
    m_sentence->setText(sentence);
}

} // namespace tandem
