#pragma once

#include "ui/embeddings/point_table.h"
#include "ui/embeddings/sample_images.h"

#include <QString>

#include <optional>
#include <stop_token>
#include <vector>

namespace tandem {

/// A question that picks points, as a person types it: words that all must fit, each of
///   cat            in the file's name, or in the name of a category, whatever the case
///   class=cat      a category by its whole name; != for all others
///   loss>2.5       a number; also >=, <, <=, = and !=
///   name:train/    a part of the file's name, or of a category's (class:cat)
///   "two words"    a blank inside a word;   -cat   turns a word around
/// Columns go by their key or title. Numbers have a decimal point or comma.
class SampleQuery {
public:
    /// The question, or why it is none (translated).
    struct Parsed;
    [[nodiscard]] static Parsed parse(const QString &text, const PointTable &table);

    /// The points that fit, ascending; all, if there are no words. `names` may be empty; then no name fits. Any thread.
    [[nodiscard]] std::vector<std::uint32_t> match(const PointTable &table, const SampleImages::Names &names,
                                                   const std::stop_token &stop = {}) const;
    [[nodiscard]] bool isEmpty() const { return m_terms.empty(); }

private:
    enum class Test { Anywhere, Contains, Equals, Less, LessOrEqual, Greater, GreaterOrEqual };
    struct Term {
        Test test = Test::Anywhere;
        bool isTurned = false;
        int column = -1; // of the table; -1: the file's name (Contains), or all (Anywhere)
        QString text;
        double number = 0;
    };
    static std::optional<QString> readTerm(const QString &key, const QString &sign, const QString &value,
                                           const PointTable &table, Term &term);
    [[nodiscard]] static bool needsName(const Term &term);
    [[nodiscard]] static std::vector<std::uint8_t> fitsByCategory(const Term &term, const SampleColumn &column);

    std::vector<Term> m_terms;
};

struct SampleQuery::Parsed {
    SampleQuery query;
    QString error; // empty: none
};

} // namespace tandem
