#include "core/config/settings.h"

#include "core/config/settings_table.h"

namespace tandem {

namespace {

void require(std::vector<Violation> &violations, bool holds, const char *key, std::string value, std::string accepted)
{
    if (!holds)
        violations.push_back({key, Error{ErrorCode::BadValue, {key, std::move(value), std::move(accepted)}, {}}});
}

} // namespace

std::vector<Violation> validate(const Settings &settings)
{
    std::vector<Violation> violations;
    for (const SettingField &field : settingsTable())
        if (auto checked = checkValue(field, field.get(settings)); !checked)
            violations.push_back({field.key, std::move(checked.error())});

    require(violations, !settings.data.path.empty(), "data.path", "empty", "the path of a dataset");
    const auto epochs = static_cast<double>(settings.train.epochs);
    require(violations, settings.train.warmupEpochs <= epochs, "train.warmup_epochs",
            settingText(settings.train.warmupEpochs), "at most train.epochs, which is " + settingText(epochs));
    require(violations, !settings.optimizer.nesterov || settings.optimizer.momentum > 0, "optimizer.nesterov", "true",
            "true only with optimizer.momentum above 0");
    require(violations, settings.objective.normalize || settings.objective.temperature >= 1, "objective.temperature",
            settingText(settings.objective.temperature),
            "at least 1 without objective.normalize, as dot products are large");
    return violations;
}

Error violationsAsError(const std::vector<Violation> &violations)
{
    if (violations.size() == 1)
        return violations.front().error;
    std::string all;
    for (const Violation &violation : violations) {
        if (!all.empty())
            all += ' ';
        all += describe(violation.error);
    }
    return {ErrorCode::InvalidSettings, {all}, {}};
}

} // namespace tandem
