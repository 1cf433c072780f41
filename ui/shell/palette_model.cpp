#include "ui/shell/palette_model.h"

#include "ui/shell/fuzzy_match.h"

#include <algorithm>
#include <optional>
#include <tuple>

namespace tandem {

namespace {

constexpr int kInTitle = 200;   // a fit in the title comes before a like one in the other words
constexpr int kIsOff = -400;    // what cannot be used now comes after a like fit that can
constexpr int kWasRecent = 100; // about a letter at the beginning of a word

} // namespace

PaletteModel::PaletteModel(QObject *parent) : QAbstractListModel(parent) {}

void PaletteModel::setEntries(PaletteEntries entries, const QStringList &recent)
{
    m_entries = std::move(entries);
    m_searched.clear();
    m_searched.reserve(m_entries.size());
    for (const PaletteEntry &entry : m_entries) {
        const QString title = foldedForMatch(entry.title);
        m_searched.push_back({title,
                              title + QLatin1Char(' ') + foldedForMatch(entry.place + QLatin1Char(' ') + entry.words),
                              static_cast<int>(recent.indexOf(entry.key))});
    }
    show();
}

void PaletteModel::setPattern(const QString &text)
{
    m_pattern = foldedForMatch(text.simplified());
    show();
}

void PaletteModel::show()
{
    struct Hit {
        int score;
        std::size_t entry;
    };
    std::vector<Hit> hits;
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const Searched &searched = m_searched[i];
        const int off = m_entries[i].isEnabled ? 0 : kIsOff;
        if (m_pattern.isEmpty()) {
            if (searched.recency >= 0)
                hits.push_back({off + kInTitle - searched.recency, i});
            else if (m_entries[i].kind == PaletteEntry::Kind::Action)
                hits.push_back({off, i});
            continue;
        }
        std::optional<int> score = fuzzyMatch(m_pattern, searched.all);
        if (const auto inTitle = fuzzyMatch(m_pattern, searched.title))
            score = std::max(score.value_or(*inTitle), *inTitle + kInTitle);
        if (score)
            hits.push_back({off + *score + (searched.recency >= 0 ? kWasRecent : 0), i});
    }
    const auto shown = hits.begin() + static_cast<std::ptrdiff_t>(std::min(kMost, hits.size()));
    std::partial_sort(hits.begin(), shown, hits.end(), [](const Hit &a, const Hit &b) {
        return std::tuple(-a.score, a.entry) < std::tuple(-b.score, b.entry);
    });
    beginResetModel();
    m_shown.clear();
    for (auto hit = hits.begin(); hit != shown; ++hit)
        m_shown.push_back(hit->entry);
    endResetModel();
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const PaletteEntry &entry = entryAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return entry.title;
    case Qt::DecorationRole:
        return entry.icon;
    case Qt::ToolTipRole:
        return entry.words;
    case Qt::AccessibleTextRole: {
        QStringList parts{entry.title, entry.place, entry.keys};
        if (!entry.isEnabled)
            parts << tr("not available now");
        parts.removeAll(QString());
        return parts.join(QStringLiteral(", "));
    }
    case PlaceRole:
        return entry.place;
    case KeysRole:
        return entry.keys;
    case EnabledRole:
        return entry.isEnabled;
    default:
        return {};
    }
}

/// What cannot be used can still be looked at: with the arrows, and by a reader of the screen.
Qt::ItemFlags PaletteModel::flags(const QModelIndex &index) const
{
    return index.isValid() ? Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemNeverHasChildren : Qt::NoItemFlags;
}

} // namespace tandem
