#include "core/report/health.h"

#include <cstdio>

// lupdate collects the texts by this macro's name; the window translates them in context "Health".
#define QT_TRANSLATE_NOOP(context, text) text

namespace tandem {

namespace {

struct Entry {
    Health verdict;
    std::string_view word;
    const char *title;
    const char *remedy;
};

// clang-format off
constexpr Entry kEntries[] = {
    {Health::Unknown, "unknown", QT_TRANSLATE_NOOP("Health", "Not known yet"), QT_TRANSLATE_NOOP("Health", "Too little was measured for a verdict. It comes with the first evaluation after the warm-up.")},
    {Health::Healthy, "healthy", QT_TRANSLATE_NOOP("Health", "Healthy"), QT_TRANSLATE_NOOP("Health", "The loss has left chance and the embeddings use their space. Nothing needs to be done.")},
    {Health::Diverged, "diverged", QT_TRANSLATE_NOOP("Health", "Diverged"), QT_TRANSLATE_NOOP("Health", "The loss is no number any more, and nothing that follows can be used. Lower the learning rate or lengthen the warm-up; with fp16 or bf16, try fp32; raise a temperature below 0.05. Resume from a checkpoint before that step, or start anew.")},
    {Health::RateTooHigh, "learning-rate-too-high", QT_TRANSLATE_NOOP("Health", "Learning rate too high"), QT_TRANSLATE_NOOP("Health", "The loss went up again, or lies above that of an encoder that tells nothing apart: steps are too long. Divide the learning rate by 3 to 10, or lengthen the warm-up. LARS wants rates near 1, SGD near 0.1 and AdamW near 0.001, each for a batch of 256.")},
    {Health::FullCollapse, "full-collapse", QT_TRANSLATE_NOOP("Health", "Full collapse"), QT_TRANSLATE_NOOP("Health", "All images get nearly the same embedding. Look first whether the two views of an image are made from the same image and the negatives from others; then lower the learning rate, keep batch-norm in the head, and keep cosine similarity on.")},
    {Health::DimensionalCollapse, "dimensional-collapse", QT_TRANSLATE_NOOP("Health", "Dimensional collapse"), QT_TRANSLATE_NOOP("Health", "The embeddings live in a few of their dimensions, and fewer and fewer. Make the augmentation weaker or the head deeper, use a larger batch or a lower temperature, and see whether h is affected as well: its rank counts for what comes after.")},
    {Health::AtChance, "loss-at-chance", QT_TRANSLATE_NOOP("Health", "Loss at chance"), QT_TRANSLATE_NOOP("Health", "After the warm-up the loss is still that of an encoder that tells no image from another. Raise the learning rate if it is very low, lower it if it is high; check that the crops still show the object; lower the temperature.")},
    {Health::NotLearning, "not-learning", QT_TRANSLATE_NOOP("Health", "Not learning"), QT_TRANSLATE_NOOP("Health", "The loss has not fallen since the first steps. Raise the learning rate, by factors of three; check that it is not zero by schedule or scaling, and that the two views are not too different to be told to belong together.")},
    {Health::Shortcut, "shortcut", QT_TRANSLATE_NOOP("Health", "Shortcut"), QT_TRANSLATE_NOOP("Health", "The loss falls, but the features tell classes apart no better: the encoder has found an easy cue that both views share, most often color. Make the augmentation stronger, above all color jitter and crops; the Augment page measures what cues are left.")},
    {Health::DataStarved, "data-starved", QT_TRANSLATE_NOOP("Health", "Waits for data"), QT_TRANSLATE_NOOP("Health", "The engine waits for views much of the time. Raise train.loader_threads, lower train.threads where both share the cores, or drop costly operations such as blur: the Augment page tells what each costs. The result is not affected, only the time.")},
};

struct Sentence {
    EvidenceCode code;
    EvidenceUnit unit;
    const char *text;
};
constexpr Sentence kSentences[] = {
    {EvidenceCode::LossNotFinite, EvidenceUnit::Number, QT_TRANSLATE_NOOP("Health", "The loss was no number at step %3.")},
    {EvidenceCode::LossAboveChance, EvidenceUnit::Number, QT_TRANSLATE_NOOP("Health", "The loss is %1, above that of a collapsed encoder (%2).")},
    {EvidenceCode::LossAtChance, EvidenceUnit::Number, QT_TRANSLATE_NOOP("Health", "The loss is %1; an encoder that tells nothing apart has %2.")},
    {EvidenceCode::LossBelowChance, EvidenceUnit::Number, QT_TRANSLATE_NOOP("Health", "The loss is %1, below chance (%2).")},
    {EvidenceCode::LossRose, EvidenceUnit::Number, QT_TRANSLATE_NOOP("Health", "The loss rose to %1; it had been %2 around step %3.")},
    {EvidenceCode::LossFell, EvidenceUnit::Number, QT_TRANSLATE_NOOP("Health", "The loss fell from %2 to %1 since step %3.")},
    {EvidenceCode::LossStands, EvidenceUnit::Number, QT_TRANSLATE_NOOP("Health", "The loss is %1; over the first steps it was %2.")},
    {EvidenceCode::WeightsGrew, EvidenceUnit::Number, QT_TRANSLATE_NOOP("Health", "The weights of a layer have grown to a norm of %1, above %2; no layer begins with more than 128.")},
    {EvidenceCode::StdSmall, EvidenceUnit::Number, QT_TRANSLATE_NOOP("Health", "Spread of z: std·√D is %1, less than %2; 1 points everywhere.")},
    {EvidenceCode::StdFine, EvidenceUnit::Number, QT_TRANSLATE_NOOP("Health", "Spread of z: std·√D is %1; below %2 it would have collapsed.")},
    {EvidenceCode::UniformityLost, EvidenceUnit::Number, QT_TRANSLATE_NOOP("Health", "Uniformity of z is %1, above %2; 0 is one single point.")},
    {EvidenceCode::RankSmall, EvidenceUnit::Number, QT_TRANSLATE_NOOP("Health", "Effective rank of z is %1, less than %2, a tenth of what is possible.")},
    {EvidenceCode::RankFalls, EvidenceUnit::Number, QT_TRANSLATE_NOOP("Health", "It falls: it was %2 at step %3.")},
    {EvidenceCode::RankFine, EvidenceUnit::Number, QT_TRANSLATE_NOOP("Health", "Effective rank of z is %1; below %2 it would be small.")},
    {EvidenceCode::KnnFlat, EvidenceUnit::Share, QT_TRANSLATE_NOOP("Health", "kNN accuracy is %1 at best since step %3; it had been %2 before.")},
    {EvidenceCode::KnnGained, EvidenceUnit::Share, QT_TRANSLATE_NOOP("Health", "kNN accuracy rose from %2 to %1.")},
    {EvidenceCode::DataWait, EvidenceUnit::Share, QT_TRANSLATE_NOOP("Health", "%1 of the latest steps' time was spent waiting for views; from %2 on that counts as starved.")},
    {EvidenceCode::TooFewSteps, EvidenceUnit::Count, QT_TRANSLATE_NOOP("Health", "Steps done: %1; a verdict wants %2.")},
    {EvidenceCode::NotEvaluated, EvidenceUnit::Count, QT_TRANSLATE_NOOP("Health", "There was no evaluation yet.")},
    {EvidenceCode::InWarmup, EvidenceUnit::Count, QT_TRANSLATE_NOOP("Health", "The warm-up lasts until step %2; this is step %1.")},
};
// clang-format on

const Entry &entry(Health verdict)
{
    for (const Entry &candidate : kEntries)
        if (candidate.verdict == verdict)
            return candidate;
    return kEntries[0];
}

const Sentence &sentence(EvidenceCode code)
{
    for (const Sentence &candidate : kSentences)
        if (candidate.code == code)
            return candidate;
    return kSentences[0];
}

std::string numberText(double value, EvidenceUnit unit)
{
    char text[64];
    if (unit == EvidenceUnit::Share)
        std::snprintf(text, sizeof text, "%.1f %%", 100 * value);
    else if (unit == EvidenceUnit::Count)
        std::snprintf(text, sizeof text, "%.0f", value);
    else
        std::snprintf(text, sizeof text, "%.3g", value);
    return text;
}

} // namespace

std::string_view healthWord(Health verdict)
{
    return entry(verdict).word;
}

std::optional<Health> healthFromWord(std::string_view word)
{
    for (const Entry &candidate : kEntries)
        if (candidate.word == word)
            return candidate.verdict;
    return std::nullopt;
}

bool isAilment(Health verdict)
{
    return verdict != Health::Unknown && verdict != Health::Healthy;
}

const char *healthTitle(Health verdict)
{
    return entry(verdict).title;
}

const char *healthRemedy(Health verdict)
{
    return entry(verdict).remedy;
}

const char *evidenceTemplate(EvidenceCode code)
{
    return sentence(code).text;
}

EvidenceUnit evidenceUnit(EvidenceCode code)
{
    return sentence(code).unit;
}

std::string describe(const Evidence &evidence)
{
    const EvidenceUnit unit = evidenceUnit(evidence.code);
    return fillTemplate(
        evidenceTemplate(evidence.code),
        {numberText(evidence.value, unit), numberText(evidence.bound, unit), std::to_string(evidence.step)});
}

} // namespace tandem
