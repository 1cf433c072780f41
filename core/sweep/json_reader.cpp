#include "core/sweep/json_reader.h"

#include "core/base/edit_distance.h"

#include <algorithm>
#include <cmath>

namespace tandem {

using Json = nlohmann::ordered_json;

JsonReader::JsonReader(const Json &object, std::string where) : m_object(object), m_where(std::move(where))
{
    if (!m_object.is_object())
        fail({ErrorCode::BadJson, {m_where.empty() ? "the sweep" : m_where, "it must be an object"}, {}});
}

std::string JsonReader::path(const std::string &key) const
{
    return m_where.empty() ? key : m_where + "." + key;
}

const Json *JsonReader::member(const char *key)
{
    if (std::find(m_known.begin(), m_known.end(), key) == m_known.end())
        m_known.emplace_back(key);
    if (!m_object.is_object())
        return nullptr;
    const auto found = m_object.find(key);
    return found == m_object.end() ? nullptr : &*found;
}

void JsonReader::fail(Error error)
{
    if (!m_error)
        m_error = std::move(error);
}

void JsonReader::refuse(const char *key, const std::string &value, const char *accepted)
{
    fail({ErrorCode::BadValue, {path(key), value.empty() ? "empty" : value, accepted}, {}});
}

void JsonReader::read(const char *key, std::string &value)
{
    const Json *found = member(key);
    if (found == nullptr)
        return;
    if (found->is_string())
        value = found->get<std::string>();
    else
        refuse(key, found->dump(), "text");
}

void JsonReader::read(const char *key, bool &value)
{
    const Json *found = member(key);
    if (found == nullptr)
        return;
    if (found->is_boolean())
        value = found->get<bool>();
    else
        refuse(key, found->dump(), "true or false");
}

void JsonReader::read(const char *key, std::int64_t &value)
{
    const Json *found = member(key);
    if (found == nullptr)
        return;
    constexpr double kLargest = 9007199254740991.0;
    const double number = found->is_number() ? found->get<double>() : std::nan("");
    if (std::floor(number) == number && std::abs(number) <= kLargest)
        value = static_cast<std::int64_t>(number);
    else
        refuse(key, found->dump(), "a whole number");
}

void JsonReader::read(const char *key, double &value)
{
    const Json *found = member(key);
    if (found == nullptr)
        return;
    if (found->is_number())
        value = found->get<double>();
    else
        refuse(key, found->dump(), "a number");
}

void JsonReader::read(const char *key, std::vector<std::string> &value)
{
    const Json *found = member(key);
    if (found == nullptr)
        return;
    value.clear();
    if (!found->is_array())
        return refuse(key, found->dump(), "a list of texts");
    for (const Json &entry : *found) {
        if (!entry.is_string())
            return refuse(key, found->dump(), "a list of texts");
        value.push_back(entry.get<std::string>());
    }
}

std::optional<Error> JsonReader::finish()
{
    if (m_error || !m_object.is_object())
        return m_error;
    for (const auto &[key, value] : m_object.items()) {
        if (std::find(m_known.begin(), m_known.end(), key) != m_known.end())
            continue;
        const auto nearest =
            std::min_element(m_known.begin(), m_known.end(), [&key = key](const auto &a, const auto &b) {
                return editDistance(a, key) < editDistance(b, key);
            });
        return Error{ErrorCode::UnknownKey, {path(key), nearest == m_known.end() ? "" : path(*nearest)}, {}};
    }
    return std::nullopt;
}

} // namespace tandem
