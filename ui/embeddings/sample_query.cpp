#include "ui/embeddings/sample_query.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace tandem {

namespace {

struct Sentences {
    Q_DECLARE_TR_FUNCTIONS(SampleQuery)
};

/// One word at the front of a text: -? (key sign)? value, with quotes around either.
const QRegularExpression &wordPattern()
{
    static const QRegularExpression pattern(QStringLiteral(
        R"re(\G\s*(?<minus>-)?(?:(?:"(?<qkey>[^"]*)"|(?<key>[^\s"<>=!:]+))\s*(?<sign><=|>=|!=|=|<|>|:)\s*)?(?:"(?<qvalue>[^"]*)"|(?<value>[^\s"<>=]+)))re"));
    return pattern;
}

int columnOf(const PointTable &table, const QString &key)
{
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        if (key.compare(table.columns[i].key, Qt::CaseInsensitive) == 0 ||
            key.compare(table.columns[i].title, Qt::CaseInsensitive) == 0)
            return static_cast<int>(i);
    return -1;
}

std::optional<double> numberOf(QString text)
{
    bool isNumber = false;
    const double number = text.replace(QLatin1Char(','), QLatin1Char('.')).toDouble(&isNumber);
    return isNumber && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

} // namespace

std::optional<QString> SampleQuery::readTerm(const QString &key, const QString &sign, const QString &value,
                                             const PointTable &table, Term &term)
{
    term.text = value;
    if (sign.isEmpty())
        return std::nullopt;
    const bool isName = key.compare(QLatin1String("name"), Qt::CaseInsensitive) == 0 ||
                        key.compare(Sentences::tr("name"), Qt::CaseInsensitive) == 0;
    term.column = columnOf(table, key);
    if (term.column < 0 && !isName) {
        QStringList known{QStringLiteral("name")};
        for (const SampleColumn &column : table.columns)
            known.append(column.key);
        return Sentences::tr("Nothing is known as “%1”. Known: %2.").arg(key, known.join(QStringLiteral(", ")));
    }
    if (sign == QLatin1String("!="))
        term.isTurned = !term.isTurned;
    const bool isNumber =
        term.column >= 0 && table.columns[static_cast<std::size_t>(term.column)].kind == SampleColumn::Kind::Number;
    if (!isNumber) {
        if (sign.contains(QLatin1Char('<')) || sign.contains(QLatin1Char('>')))
            return Sentences::tr("“%1” is a word, not a number: ask with = or : instead of %2.").arg(key, sign);
        term.test = sign == QLatin1String(":") ? Test::Contains : Test::Equals;
        return std::nullopt;
    }
    const std::optional<double> number = numberOf(value);
    if (!number)
        return Sentences::tr("“%1” is no number. Write for instance %2>0.5.").arg(value, key);
    term.number = *number;
    term.test = sign == QLatin1String("<")    ? Test::Less
                : sign == QLatin1String("<=") ? Test::LessOrEqual
                : sign == QLatin1String(">")  ? Test::Greater
                : sign == QLatin1String(">=") ? Test::GreaterOrEqual
                                              : Test::Equals;
    return std::nullopt;
}

SampleQuery::Parsed SampleQuery::parse(const QString &text, const PointTable &table)
{
    Parsed parsed;
    const QString trimmed = text.trimmed();
    qsizetype at = 0;
    while (at < trimmed.size()) {
        const auto word = wordPattern().match(trimmed, at);
        if (!word.hasMatch()) {
            parsed.error =
                Sentences::tr("“%1” cannot be read. Close the quotes, and put a word or number after each sign.")
                    .arg(trimmed);
            return parsed;
        }
        at = word.capturedEnd();
        Term term;
        term.isTurned = word.capturedLength(QStringLiteral("minus")) > 0;
        const auto either = [&word](const char *quoted, const char *plain) {
            const QString inQuotes = word.captured(QLatin1String(quoted));
            return inQuotes.isEmpty() ? word.captured(QLatin1String(plain)) : inQuotes;
        };
        if (const auto error = readTerm(either("qkey", "key"), word.captured(QStringLiteral("sign")),
                                        either("qvalue", "value"), table, term)) {
            parsed.error = *error;
            return parsed;
        }
        parsed.query.m_terms.push_back(term);
    }
    return parsed;
}

bool SampleQuery::needsName(const Term &term)
{
    return term.column < 0;
}

/// Which categories of a column fit; the last one: not known.
std::vector<std::uint8_t> SampleQuery::fitsByCategory(const Term &term, const SampleColumn &column)
{
    std::vector<std::uint8_t> fits(static_cast<std::size_t>(column.names.size()) + 1, 0);
    for (qsizetype i = 0; i < column.names.size(); ++i)
        fits[static_cast<std::size_t>(i)] = term.test == Test::Equals
                                                ? column.names[i].compare(term.text, Qt::CaseInsensitive) == 0
                                                : column.names[i].contains(term.text, Qt::CaseInsensitive);
    return fits;
}

std::vector<std::uint32_t> SampleQuery::match(const PointTable &table, const SampleImages::Names &names,
                                              const std::stop_token &stop) const
{
    std::vector<std::uint8_t> fits(table.size(), 1);
    for (const Term &term : m_terms) {
        std::vector<std::uint8_t> now(table.size(), 0);
        const auto addCategories = [&](const SampleColumn &column) {
            const std::vector<std::uint8_t> good = fitsByCategory(term, column);
            for (std::size_t point = 0; point < now.size(); ++point) {
                const std::int32_t category = column.categories[point];
                now[point] |= good[category < 0 ? good.size() - 1 : static_cast<std::size_t>(category)];
            }
        };
        const auto addNumbers = [&](const SampleColumn &column) {
            for (std::size_t point = 0; point < now.size(); ++point) {
                const auto value = static_cast<double>(column.numbers[point]); // NaN fits nothing
                now[point] = term.test == Test::Less          ? value < term.number
                             : term.test == Test::LessOrEqual ? value <= term.number
                             : term.test == Test::Greater     ? value > term.number
                             : term.test == Test::GreaterOrEqual
                                 ? value >= term.number
                                 : column.numbers[point] == static_cast<float>(term.number);
            }
        };
        if (term.column >= 0) {
            const SampleColumn &column = table.columns[static_cast<std::size_t>(term.column)];
            column.kind == SampleColumn::Kind::Category ? addCategories(column) : addNumbers(column);
        } else if (term.test == Test::Anywhere) {
            for (const SampleColumn &column : table.columns)
                if (column.kind == SampleColumn::Kind::Category)
                    addCategories(column);
        }
        if (needsName(term) && names)
            for (std::size_t point = 0; point < now.size(); ++point) {
                if (point % 4096 == 0 && stop.stop_requested())
                    return {};
                if (now[point] == 0 && fits[point] != 0) {
                    const QString name = names(table.samples[point]);
                    now[point] = term.test == Test::Equals ? name.compare(term.text, Qt::CaseInsensitive) == 0
                                                           : name.contains(term.text, Qt::CaseInsensitive);
                }
            }
        for (std::size_t point = 0; point < now.size(); ++point)
            fits[point] &= static_cast<std::uint8_t>((now[point] != 0) != term.isTurned);
    }
    std::vector<std::uint32_t> points;
    for (std::size_t point = 0; point < fits.size(); ++point)
        if (fits[point] != 0)
            points.push_back(static_cast<std::uint32_t>(point));
    return points;
}

} // namespace tandem
