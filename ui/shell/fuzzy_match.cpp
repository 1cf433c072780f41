#include "ui/shell/fuzzy_match.h"

#include <QStringList>

#include <algorithm>

namespace tandem {

namespace {

constexpr int kLetter = 1, kSideBySide = 8, kWordBegins = 6, kNameBegins = 3, kWholeWord = 12;

bool isWordStart(const QString &name, qsizetype place)
{
    return place == 0 || !name[place - 1].isLetterOrNumber();
}

/// A word as it stands is worth more than its letters strewn about.
std::optional<int> scoreOfWhole(const QString &word, const QString &name)
{
    std::optional<int> best;
    for (qsizetype place = name.indexOf(word); place >= 0; place = name.indexOf(word, place + 1)) {
        int score = static_cast<int>(word.size()) * (kLetter + kSideBySide);
        if (isWordStart(name, place)) {
            score += kWordBegins + (place == 0 ? kNameBegins : 0);
            const qsizetype end = place + word.size();
            if (end == name.size() || !name[end].isLetterOrNumber())
                score += kWholeWord;
        }
        best = std::max(best.value_or(score), score);
    }
    return best;
}

/// Letters at the beginnings of words are taken first, so that "sae" finds "Stop after this epoch".
std::optional<int> scoreOfLetters(const QString &word, const QString &name)
{
    int score = 0;
    qsizetype from = 0;
    for (const QChar letter : word) {
        qsizetype place = name.indexOf(letter, from);
        if (place < 0)
            return std::nullopt;
        if (place != from || from == 0)
            for (qsizetype later = place; later >= 0; later = name.indexOf(letter, later + 1))
                if (isWordStart(name, later)) {
                    place = later;
                    break;
                }
        score += kLetter + (isWordStart(name, place) ? kWordBegins : 0) + (place == from && from > 0 ? kSideBySide : 0);
        from = place + 1;
    }
    return score;
}

/// The same without looking for beginnings: what that skips over may be needed.
std::optional<int> scoreOfPlainLetters(const QString &word, const QString &name)
{
    qsizetype from = 0;
    for (const QChar letter : word) {
        const qsizetype place = name.indexOf(letter, from);
        if (place < 0)
            return std::nullopt;
        from = place + 1;
    }
    return static_cast<int>(word.size()) * kLetter;
}

} // namespace

std::optional<int> fuzzyMatch(const QString &foldedPattern, const QString &foldedName)
{
    int total = 0;
    for (const QString &word : foldedPattern.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        auto score = scoreOfWhole(word, foldedName);
        if (!score)
            score = scoreOfLetters(word, foldedName);
        if (!score)
            score = scoreOfPlainLetters(word, foldedName);
        if (!score)
            return std::nullopt;
        total += *score;
    }
    return total * 16 - static_cast<int>(std::min<qsizetype>(foldedName.size(), 150));
}

QString foldedForMatch(const QString &text)
{
    QString folded = text.normalized(QString::NormalizationForm_KD).toCaseFolded();
    folded.removeIf([](QChar c) { return c.isMark(); });
    return folded;
}

} // namespace tandem
