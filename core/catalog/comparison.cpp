#include "core/catalog/comparison.h"

#include "core/config/settings_table.h"

#include <algorithm>

// lupdate collects the texts by this macro's name; the window translates them in context "Compare".
#define QT_TRANSLATE_NOOP(context, text) text

namespace tandem {

namespace {

struct Entry {
    SettingEffect effect;
    const char *title;
    const char *reason;
};

// clang-format off
constexpr Entry kEntries[] = {
    {SettingEffect::Data, QT_TRANSLATE_NOOP("Compare", "Data"), QT_TRANSLATE_NOOP("Compare", "Other images or another share of them: numbers measured on different images cannot be compared.")},
    {SettingEffect::Objective, QT_TRANSLATE_NOOP("Compare", "Objective"), QT_TRANSLATE_NOOP("Compare", "Loss and temperature decide which negatives count. Losses of different temperatures have different scales: compare accuracies.")},
    {SettingEffect::Augmentation, QT_TRANSLATE_NOOP("Compare", "Augmentation"), QT_TRANSLATE_NOOP("Compare", "What the two views share is what the encoder learns; in the paper, the composition of crop and color is worth more than any other choice.")},
    {SettingEffect::BatchAndRate, QT_TRANSLATE_NOOP("Compare", "Batch and rate"), QT_TRANSLATE_NOOP("Compare", "Batch size, optimizer and learning rate act together: more negatives per step, and steps of another length. The loss of chance moves with the batch size.")},
    {SettingEffect::Length, QT_TRANSLATE_NOOP("Compare", "Length"), QT_TRANSLATE_NOOP("Compare", "Longer training helps contrastive learning more than supervised learning; it makes up for a smaller batch.")},
    {SettingEffect::Encoder, QT_TRANSLATE_NOOP("Compare", "Encoder"), QT_TRANSLATE_NOOP("Compare", "Deeper and wider encoders gain steadily; the stem decides the resolution that small images keep.")},
    {SettingEffect::Head, QT_TRANSLATE_NOOP("Compare", "Projection head"), QT_TRANSLATE_NOOP("Compare", "A non-linear head is worth several points over a linear one; its output dimension matters little.")},
    {SettingEffect::Numerics, QT_TRANSLATE_NOOP("Compare", "Arithmetic"), QT_TRANSLATE_NOOP("Compare", "Precision and the images that batch-norm sees at a time: most often small, unless training becomes unstable.")},
    {SettingEffect::Evaluation, QT_TRANSLATE_NOOP("Compare", "Evaluation"), QT_TRANSLATE_NOOP("Compare", "Changes what is measured, not what was learned.")},
    {SettingEffect::Chance, QT_TRANSLATE_NOOP("Compare", "Seed"), QT_TRANSLATE_NOOP("Compare", "Runs that differ in their seed alone tell how far numbers scatter by chance.")},
    {SettingEffect::Carrying, QT_TRANSLATE_NOOP("Compare", "Execution"), QT_TRANSLATE_NOOP("Compare", "How the run is carried out; never what it learns.")},
};
// clang-format on

constexpr std::pair<std::string_view, SettingEffect> kByKey[] = {
    {"train.epochs", SettingEffect::Length},           {"train.warmup_epochs", SettingEffect::Length},
    {"train.batch_size", SettingEffect::BatchAndRate}, {"train.seed", SettingEffect::Chance},
    {"train.precision", SettingEffect::Numerics},      {"train.chunk_size", SettingEffect::Numerics},
    {"train.sync_group", SettingEffect::Numerics},     {"train.device", SettingEffect::Numerics},
};

constexpr std::pair<std::string_view, SettingEffect> kBySection[] = {
    {"data", SettingEffect::Data},           {"augment", SettingEffect::Augmentation},
    {"encoder", SettingEffect::Encoder},     {"head", SettingEffect::Head},
    {"objective", SettingEffect::Objective}, {"optimizer", SettingEffect::BatchAndRate},
    {"train", SettingEffect::Carrying},      {"evaluate", SettingEffect::Evaluation},
    {"probe", SettingEffect::Evaluation},
};

const Entry &entry(SettingEffect effect)
{
    return *std::find_if(std::begin(kEntries), std::end(kEntries),
                         [effect](const Entry &e) { return e.effect == effect; });
}

} // namespace

SettingEffect effectOf(std::string_view key)
{
    for (const auto &[known, effect] : kByKey)
        if (known == key)
            return effect;
    for (const auto &[section, effect] : kBySection)
        if (key.substr(0, key.find('.')) == section)
            return effect;
    return SettingEffect::Carrying;
}

const char *effectTitle(SettingEffect effect)
{
    return entry(effect).title;
}

const char *effectReason(SettingEffect effect)
{
    return entry(effect).reason;
}

std::vector<SettingComparison> compareSettings(std::span<const RunFacts> runs)
{
    std::vector<SettingComparison> rows;
    const auto table = settingsTable();
    for (std::size_t field = 0; field < table.size(); ++field) {
        SettingComparison &row = rows.emplace_back();
        row.key = table[field].key;
        row.effect = effectOf(row.key);
        const std::string *first = nullptr;
        for (const RunFacts &run : runs) {
            row.values.emplace_back();
            if (run.digest.settings.empty())
                continue;
            row.values.back() = run.digest.settings[field]->text;
            row.differs = row.differs || (first != nullptr && *first != run.digest.settings[field]->text);
            first = &run.digest.settings[field]->text;
        }
    }
    std::stable_sort(rows.begin(), rows.end(), [](const SettingComparison &a, const SettingComparison &b) {
        if (a.differs != b.differs)
            return a.differs;
        return a.differs && a.effect < b.effect;
    });
    return rows;
}

} // namespace tandem
