#include "core/store/run_digest.h"

#include "core/base/fold_case.h"
#include "core/config/settings_table.h"

#include <algorithm>
#include <limits>

namespace tandem {

namespace {

double numberOf(const SettingField &field, std::string_view text)
{
    Settings settings;
    if (field.kind == SettingKind::Flag)
        return text == "true" ? 1 : 0;
    if (field.kind != SettingKind::Integer && field.kind != SettingKind::Number)
        return std::numeric_limits<double>::quiet_NaN();
    if (!setSetting(settings, field.key, text))
        return std::numeric_limits<double>::quiet_NaN();
    const SettingValue value = field.get(settings);
    return field.kind == SettingKind::Integer ? static_cast<double>(std::get<std::int64_t>(value))
                                              : std::get<double>(value);
}

} // namespace

const SettingWord *DigestPool::word(std::size_t field, std::string_view text)
{
    if (m_byField.size() <= field)
        m_byField.resize(field + 1);
    auto &known = m_byField[field];
    if (const auto found = known.find(text); found != known.end())
        return found->second;
    const SettingField &row = settingsTable()[field];
    SettingWord &made = m_words.emplace_back();
    made.field = field;
    made.number = static_cast<std::uint32_t>(m_words.size() - 1);
    made.text = text;
    made.folded = foldCase(row.key + "=" + made.text);
    made.value = numberOf(row, text);
    known.emplace(made.text, &made);
    return &made;
}

std::string_view DigestPool::name(std::string_view name)
{
    if (const auto found = m_byName.find(name); found != m_byName.end())
        return found->second;
    const std::string_view made = m_names.emplace_back(name);
    m_byName.emplace(made, made);
    return made;
}

const SeriesDigest *RunDigest::find(std::string_view name) const
{
    const auto found = std::lower_bound(series.begin(), series.end(), name,
                                        [](const SeriesDigest &s, std::string_view wanted) { return s.name < wanted; });
    return found != series.end() && found->name == name ? &*found : nullptr;
}

std::vector<const SettingWord *> settingWords(std::string_view settingsJson, DigestPool &pool)
{
    const auto settings = settingsFromJson(settingsJson);
    if (!settings)
        return {};
    const auto table = settingsTable();
    std::vector<const SettingWord *> words(table.size());
    for (std::size_t i = 0; i < table.size(); ++i)
        words[i] = pool.word(i, settingText(table[i].get(*settings)));
    return words;
}

} // namespace tandem
