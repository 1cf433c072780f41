#include "core/config/relevance.h"

// lupdate collects the texts by this macro's name; the window translates them in context "Settings".
#define QT_TRANSLATE_NOOP(context, text) text

namespace tandem {

namespace {

struct Rule {
    std::string_view key;
    bool (*counts)(const Settings &);
    const char *reason;
};

bool usesLars(const Settings &s)
{
    return s.optimizer.name.starts_with("lars");
}

bool usesMargin(const Settings &s)
{
    return s.objective.name == "margin" || s.objective.negatives == "semi-hard";
}

// clang-format off
constexpr Rule kRules[] = {
    {"data.hold_out", [](const Settings &s) { return s.data.testPath.empty(); },
     QT_TRANSLATE_NOOP("Settings", "Nothing is held out where test images are given.")},
    {"augment.preset", [](const Settings &s) { return s.augment.pipeline.empty(); },
     QT_TRANSLATE_NOOP("Settings", "An own pipeline is given, which replaces the preset.")},
    {"augment.strength", [](const Settings &s) { return s.augment.pipeline.empty(); },
     QT_TRANSLATE_NOOP("Settings", "An own pipeline is given; the strength is that of a preset.")},
    {"head.hidden", [](const Settings &s) { return s.head.layers >= 2; },
     QT_TRANSLATE_NOOP("Settings", "A head of fewer than two layers has none that is hidden.")},
    {"head.output", [](const Settings &s) { return s.head.layers >= 1; },
     QT_TRANSLATE_NOOP("Settings", "Without a head the loss is computed on h itself.")},
    {"head.batch_norm", [](const Settings &s) { return s.head.layers >= 1; },
     QT_TRANSLATE_NOOP("Settings", "Without a head the loss is computed on h itself.")},
    {"objective.temperature", [](const Settings &s) { return s.objective.name != "margin"; },
     QT_TRANSLATE_NOOP("Settings", "The margin loss compares similarities without a temperature.")},
    {"objective.margin", usesMargin,
     QT_TRANSLATE_NOOP("Settings", "Only the margin loss and semi-hard negatives have a margin.")},
    {"objective.dclw_sigma", [](const Settings &s) { return s.objective.name == "dclw"; },
     QT_TRANSLATE_NOOP("Settings", "Only the loss dclw weighs its pairs.")},
    {"optimizer.nesterov", [](const Settings &s) { return s.optimizer.name != "adamw"; },
     QT_TRANSLATE_NOOP("Settings", "AdamW has no Nesterov momentum.")},
    {"optimizer.trust_coefficient", usesLars,
     QT_TRANSLATE_NOOP("Settings", "Only LARS adapts the rate layer by layer.")},
    {"optimizer.beta2", [](const Settings &s) { return s.optimizer.name == "adamw"; },
     QT_TRANSLATE_NOOP("Settings", "Only AdamW estimates squared gradients.")},
};
// clang-format on

} // namespace

const char *whyIrrelevant(const Settings &settings, std::string_view key)
{
    for (const Rule &rule : kRules)
        if (rule.key == key)
            return rule.counts(settings) ? nullptr : rule.reason;
    return nullptr;
}

} // namespace tandem
