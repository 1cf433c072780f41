#include "core/exchange/report.h"

#include "core/config/settings_table.h"
#include "core/exchange/png_image.h"
#include "core/exchange/svg_chart.h"
#include "core/report/health.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <ctime>

namespace tandem {

using Json = nlohmann::ordered_json;

namespace {

constexpr std::string_view kStyle = R"(<style>
:root{--ground:#fff;--text:#1b1f27;--muted:#545c6b;--border:#d9dce2;--soft:#f6f7f9;--line:#0072b2;--faint:#a9cbe0;
--grid:#e7e9ee;--warn:#8a5600;color-scheme:light dark}
@media(prefers-color-scheme:dark){:root{--ground:#1f2227;--text:#e6e9ee;--muted:#a9b1be;--border:#383d46;--soft:#262a30;
--line:#3f9fe0;--faint:#35536c;--grid:#323740;--warn:#e5b04a}}
@media print{:root{--ground:#fff;--text:#000;--muted:#444;--border:#bbb;--soft:#fff;--line:#0072b2;--faint:#a9cbe0;
--grid:#ddd;--warn:#8a5600}details{display:block}figure,table{break-inside:avoid}}
*{box-sizing:border-box}body{margin:0 auto;max-width:1000px;padding:24px;background:var(--ground);color:var(--text);
font:15px/1.5 system-ui,sans-serif}h1{font-size:1.5em;margin:0 0 4px}h2{font-size:1.15em;margin:32px 0 8px}
p{margin:4px 0}.muted{color:var(--muted)}.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));
gap:8px;margin:16px 0}.facts div{background:var(--soft);border:1px solid var(--border);border-radius:4px;padding:8px 12px}
.facts b{display:block;font-size:1.2em;font-variant-numeric:tabular-nums}.charts{display:grid;
grid-template-columns:repeat(auto-fit,minmax(min(420px,100%),1fr));gap:16px}figure{margin:0;border:1px solid var(--border);
border-radius:4px;padding:8px 12px}figcaption{font-weight:600}svg{width:100%;height:auto;display:block}
svg text{font:11px system-ui,sans-serif;fill:var(--muted)}table{border-collapse:collapse;width:100%;
font-variant-numeric:tabular-nums}th,td{text-align:left;padding:4px 8px;border-bottom:1px solid var(--border);
vertical-align:top}th{color:var(--muted);font-weight:600}td.n,th.n{text-align:right}.scroll{overflow-x:auto}
.pairs{display:flex;flex-wrap:wrap;gap:12px}.pairs figure{padding:8px}.pairs img{width:96px;height:96px;
image-rendering:pixelated;margin-right:4px}.verdict{background:var(--soft);border-left:4px solid var(--line);
padding:8px 12px;margin:12px 0}.bad{border-left-color:var(--warn)}code,td.k{font-family:ui-monospace,monospace;
font-size:.92em}summary{cursor:pointer;color:var(--muted)}
</style>)";

struct Material {
    RunSummary summary;
    RunPlan plan;
    std::vector<EvaluationRecord> evaluations;
    std::vector<OfflineEvaluationRecord> offline;
    std::vector<EventRecord> events;
    std::vector<SeriesInfo> series;
    std::optional<PairsRecord> pairs;
    HealthHistory health;
};

template <class T> Result<void> take(Result<T> from, T &to)
{
    if (!from)
        return from.error();
    to = std::move(*from);
    return {};
}

Result<Material> gather(RunReader &run)
{
    Material m;
    Result<void> done = take(run.summary(), m.summary);
    if (done)
        done = take(run.plan(), m.plan);
    if (done)
        done = take(run.evaluations(), m.evaluations);
    if (done)
        done = take(run.offlineEvaluations(), m.offline);
    if (done)
        done = take(run.events(), m.events);
    if (done)
        done = take(run.seriesInfo(), m.series);
    if (done)
        done = take(run.pairs(), m.pairs);
    if (done)
        done = take(run.healthHistory(), m.health);
    if (!done)
        return done.error();
    return m;
}

std::string timeText(std::int64_t ms)
{
    if (ms == 0)
        return "–";
    const auto seconds = static_cast<std::time_t>(ms / 1000);
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    char text[40];
    std::strftime(text, sizeof text, "%Y-%m-%d %H:%M UTC", &parts);
    return text;
}

std::string percent(double share)
{
    if (!std::isfinite(share))
        return shortNumber(share);
    char text[32];
    std::snprintf(text, sizeof text, "%.1f %%", share * 100);
    return text;
}

std::string durationText(double seconds)
{
    const auto whole = static_cast<long long>(std::llround(seconds));
    char text[40];
    if (whole >= 3600)
        std::snprintf(text, sizeof text, "%lld h %02lld min", whole / 3600, whole / 60 % 60);
    else if (whole >= 60)
        std::snprintf(text, sizeof text, "%lld min %02lld s", whole / 60, whole % 60);
    else
        std::snprintf(text, sizeof text, "%lld s", whole);
    return text;
}

std::string fact(std::string_view name, const std::string &value)
{
    return "<div><span class='muted'>" + std::string(name) + "</span><b>" + htmlText(value) + "</b></div>";
}

/// The verdict with its evidence, and the remedy of an ailment.
std::string health(const Material &m)
{
    const Diagnosis diagnosis = diagnose(m.health);
    if (diagnosis.verdict == Health::Unknown)
        return {};
    const bool ailing = isAilment(diagnosis.verdict);
    std::string html = std::string("<div class='verdict") + (ailing ? " bad" : "") + "'><b>" +
                       htmlText(healthTitle(diagnosis.verdict)) + "</b>";
    for (const Evidence &evidence : diagnosis.evidence)
        html += "<p>" + htmlText(describe(evidence)) + "</p>";
    return html + (ailing ? "<p>" + htmlText(healthRemedy(diagnosis.verdict)) + "</p>" : "") + "</div>";
}

std::string head(const Material &m, const RunAnnotation &said)
{
    const RunSummary &s = m.summary;
    std::string html = "<h1>" + htmlText(said.name.empty() ? s.name : said.name) + "</h1><p class='muted'>Run " +
                       s.id.toString() + " · " + std::string(runStateWord(s.state)) + " · begun " +
                       timeText(s.createdMs) + "</p>";
    if (s.error)
        html += "<p class='verdict bad'>" + htmlText(describe(*s.error)) + "</p>";
    html += health(m);
    if (!said.tags.empty())
        html += "<p class='muted'>" + htmlText(tagsText(said.tags)) + "</p>";
    if (!said.note.empty())
        html += "<p style='white-space:pre-line'>" + htmlText(said.note) + "</p>";
    html += "<div class='facts'>";
    if (s.knnAccuracy)
        html += fact("kNN accuracy, last", percent(*s.knnAccuracy));
    if (s.bestKnnAccuracy)
        html += fact("kNN accuracy, best", percent(*s.bestKnnAccuracy));
    if (s.loss)
        html += fact("Loss, last step", shortNumber(*s.loss));
    if (s.totalEpochs > 0)
        html += fact("Epochs", std::to_string(s.epoch) + " of " + std::to_string(s.totalEpochs));
    html += fact("Steps", std::to_string(s.step) + (s.totalSteps > 0 ? " of " + std::to_string(s.totalSteps) : ""));
    html += fact("Trained for", durationText(s.secondsTrained));
    if (s.imagesPerSecond)
        html += fact("Images per second", shortNumber(std::round(*s.imagesPerSecond)));
    if (m.plan.trainImages > 0)
        html += fact("Training images", std::to_string(m.plan.trainImages));
    if (m.plan.parameters > 0)
        html += fact("Parameters", std::to_string(m.plan.parameters));
    return html + "</div>";
}

struct Charted {
    std::string_view name, title;
    bool percent, dots;
};
constexpr Charted kCharted[] = {
    {series::kLoss, "Loss (nats)", false, false},
    {series::kKnnAccuracy, "kNN accuracy", true, true},
    {series::kOnlineLinearAccuracy, "Online linear accuracy", true, true},
    {series::kLearningRate, "Learning rate", false, false},
    {series::kContrastiveAccuracy, "Contrastive accuracy", true, false},
    {series::kEffectiveRank, "Effective rank of h", false, true},
    {series::kAlignment, "Alignment of unit z", false, true},
    {series::kUniformity, "Uniformity of unit z", false, true},
};

Result<std::string> charts(RunReader &run, const Material &m)
{
    std::string html = "<h2>Curves</h2><div class='charts'>";
    for (const Charted &charted : kCharted) {
        if (std::none_of(m.series.begin(), m.series.end(), [&](const auto &info) { return info.name == charted.name; }))
            continue;
        auto points = run.points(charted.name);
        if (!points)
            return points.error();
        SvgChart chart;
        chart.title = charted.title;
        chart.points = std::move(*points);
        chart.percent = charted.percent;
        chart.dots = charted.dots;
        chart.smooth = !charted.dots && charted.name != series::kLearningRate;
        chart.stepsPerEpoch = m.plan.stepsPerEpoch;
        if (charted.name == series::kLoss && m.plan.chanceLoss > 0) {
            chart.reference = m.plan.chanceLoss;
            chart.referenceText = "chance: " + shortNumber(m.plan.chanceLoss);
        }
        for (const EventRecord &event : m.events)
            if (event.kind == "resumed")
                chart.marks.push_back(event.step);
        html += "<figure><figcaption>" + htmlText(charted.title) + "</figcaption>" + svgOf(chart) + "</figure>";
    }
    for (const auto &[name, title] : {std::pair(vectors::kPositiveSimilarity, "Similarities of two views of an image"),
                                      std::pair(vectors::kNegativeSimilarity, "Similarities of different images")}) {
        const auto records = run.vectors(name);
        if (!records)
            return records.error();
        if (!records->empty())
            html += "<figure><figcaption>" + std::string(title) + ", last evaluation</figcaption>" +
                    svgHistogram(title, records->back().values) + "</figure>";
    }
    return html + "</div>";
}

std::string settingsOfEvaluation(const std::string &text)
{
    const Json settings = Json::parse(text, nullptr, false);
    std::string words;
    if (settings.is_object())
        for (const auto &[key, value] : settings.items())
            words += (words.empty() ? "" : ", ") + key + " = " +
                     (value.is_string() ? value.get<std::string>() : value.dump());
    return words;
}

/// While training and afterwards are different claims: two tables.
std::string evaluations(const Material &m)
{
    std::string html;
    if (!m.evaluations.empty()) {
        html += "<h2>Evaluations while training</h2><div class='scroll'><table><tr><th class='n'>Epoch</th><th "
                "class='n'>Step</th><th class='n'>kNN accuracy</th><th>With</th></tr>";
        const std::size_t stride = m.evaluations.size() / 40 + 1;
        for (std::size_t i = 0; i < m.evaluations.size(); ++i) {
            if (i % stride != 0 && i + 1 != m.evaluations.size())
                continue;
            const EvaluationRecord &e = m.evaluations[i];
            html += "<tr><td class='n'>" + std::to_string(e.epoch) + "</td><td class='n'>" + std::to_string(e.step) +
                    "</td><td class='n'>" + (e.knnAccuracy ? percent(*e.knnAccuracy) : "–") + "</td><td>k " +
                    std::to_string(e.knnNeighbors) + ", τ " + shortNumber(e.knnTemperature) + ", " +
                    htmlText(e.knnMetric) + " on " + htmlText(e.knnFeature) + ", " + htmlText(e.testSplit) +
                    " split of " + std::to_string(e.testSize) + " images, bank of " + std::to_string(e.bankSize) +
                    "</td></tr>";
        }
        html += "</table></div>";
        if (stride > 1)
            html += "<p class='muted'>Every " + std::to_string(stride) + "th of " +
                    std::to_string(m.evaluations.size()) + " evaluations, and the last.</p>";
    }
    if (m.offline.empty())
        return html;
    html += "<h2>Evaluations afterwards</h2><div class='scroll'><table><tr><th>Protocol</th><th>Checkpoint</th><th "
            "class='n'>Accuracy</th><th class='n'>Top 5</th><th class='n'>Test images</th><th>With</th></tr>";
    for (const OfflineEvaluationRecord &e : m.offline)
        html += "<tr><td>" + htmlText(e.protocol) + "</td><td>" + htmlText(e.checkpoint) +
                (e.checkpoint == "none" ? "" : ", epoch " + std::to_string(e.epoch)) + "</td><td class='n'>" +
                percent(e.accuracy) + "</td><td class='n'>" + (e.top5Accuracy ? percent(*e.top5Accuracy) : "–") +
                "</td><td class='n'>" + std::to_string(e.testImages) + "</td><td>" +
                htmlText(settingsOfEvaluation(e.settingsJson)) + "</td></tr>";
    return html + "</table></div>";
}

std::string pairs(const Material &m)
{
    if (!m.pairs || m.pairs->samples.empty())
        return {};
    const auto bytes = static_cast<std::size_t>(m.pairs->size) * static_cast<std::size_t>(m.pairs->size) * 3;
    std::string html = "<h2>Two views of each sample, as the trainer saw them</h2><p class='muted'>Epoch " +
                       std::to_string(m.pairs->epoch) + ", step " + std::to_string(m.pairs->step) +
                       "</p><div class='pairs'>";
    for (std::size_t sample = 0; sample < m.pairs->samples.size(); ++sample) {
        html += "<figure>";
        for (std::size_t view = 0; view < 2; ++view) {
            const auto pixels = std::span(m.pairs->pixels).subspan((2 * sample + view) * bytes, bytes);
            html += "<img alt='View " + std::to_string(view + 1) + " of sample " +
                    std::to_string(m.pairs->samples[sample]) + "' src='data:image/png;base64," +
                    base64(pngBytes(pixels, m.pairs->size, m.pairs->size)) + "'>";
        }
        html +=
            "<figcaption class='muted'>sample " + std::to_string(m.pairs->samples[sample]) + "</figcaption></figure>";
    }
    return html + "</div>";
}

/// What differs from the defaults first, and of its own: that is what the run is.
std::string settings(const Material &m)
{
    const Json all = Json::parse(m.summary.settingsJson, nullptr, false);
    if (!all.is_object())
        return {};
    const Json defaults = Json::parse(settingsToJson(Settings()), nullptr, false);
    const Json flatDefaults = defaults.is_object() ? defaults.flatten() : Json::object();
    std::string changed, rest;
    const Json flat = all.flatten();
    for (const auto &[pointer, value] : flat.items()) {
        std::string key = pointer.substr(1);
        std::replace(key.begin(), key.end(), '/', '.');
        const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
        const bool isDefault = flatDefaults.contains(pointer) && flatDefaults[pointer] == value;
        (isDefault ? rest : changed) +=
            "<tr><td class='k'>" + htmlText(key) + "</td><td>" + htmlText(text) + "</td></tr>";
    }
    return "<h2>Settings</h2><table><tr><th>Differs from the default</th><th>Value</th></tr>" + changed +
           "</table><details><summary>All other settings, at their defaults</summary><table>" + rest +
           "</table></details>";
}

std::string log(const Material &m)
{
    std::string html =
        "<h2>Log</h2><div class='scroll'><table><tr><th>Time</th><th class='n'>Step</th><th>What</th></tr>";
    for (const EventRecord &event : m.events)
        html += "<tr><td>" + timeText(event.wallMs) + "</td><td class='n'>" + std::to_string(event.step) + "</td><td>" +
                htmlText(event.text) + "</td></tr>";
    return html + "</table></div>";
}

std::string versions(const Material &m)
{
    std::string html = "<h2>Versions</h2><p>Trained with Tandem " + htmlText(m.summary.programVersion);
    if (!m.plan.device.empty())
        html += " on " + htmlText(m.plan.device);
    html += ".";
    if (!m.summary.weightsSha256.empty())
        html += " Weights: SHA-256 <code>" + m.summary.weightsSha256 + "</code>.";
    return html + " This page was written by Tandem " TANDEM_VERSION ".</p>";
}

} // namespace

Result<std::string> reportHtml(RunReader &run, const RunAnnotation &said)
{
    const auto material = gather(run);
    if (!material)
        return material.error();
    const auto drawn = charts(run, *material);
    if (!drawn)
        return drawn.error();
    return "<!doctype html><html lang='en'><head><meta charset='utf-8'><meta name='viewport' "
           "content='width=device-width,initial-scale=1'><title>" +
           htmlText(said.name.empty() ? material->summary.name : said.name) + "</title>" + std::string(kStyle) +
           "</head><body>" + head(*material, said) + *drawn + evaluations(*material) + pairs(*material) +
           settings(*material) + log(*material) + versions(*material) + "</body></html>\n";
}

} // namespace tandem
