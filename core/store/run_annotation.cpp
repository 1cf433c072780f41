#include "core/store/run_annotation.h"

#include "core/store/annotation_rows.h"
#include "core/store/rows.h"
#include "core/store/schema.h"

#include <algorithm>

namespace tandem {

using namespace store;

namespace {

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view kBlank = " \t\r\n";
    const auto first = text.find_first_not_of(kBlank);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

} // namespace

namespace store {

RunAnnotations readAnnotationRows(SQLite::Database &db)
{
    RunAnnotations all;
    if (!db.tableExists("annotation"))
        return all;
    Row row(db, "SELECT run, name, note, tags, starred FROM annotation");
    while (row.next()) {
        std::string run, tags;
        std::int64_t starred = 0;
        RunAnnotation annotation;
        row >> run >> annotation.name >> annotation.note >> tags >> starred;
        annotation.tags = unpackTexts(tags);
        annotation.isStarred = starred != 0;
        if (const RunId id = RunId::fromString(run); id.isValid())
            all.emplace(id, std::move(annotation));
    }
    return all;
}

void writeAnnotationRow(SQLite::Database &db, const RunId &run, const RunAnnotation &annotation)
{
    if (annotation.isEmpty()) {
        (Binder(db, "DELETE FROM annotation WHERE run = ?") << run.toString()).exec();
        return;
    }
    (Binder(db, "INSERT OR REPLACE INTO annotation VALUES (?, ?, ?, ?, ?)")
     << run.toString() << annotation.name << annotation.note << packTexts(annotation.tags)
     << std::int64_t{annotation.isStarred})
        .exec();
}

} // namespace store

bool RunAnnotation::hasTag(std::string_view tag) const
{
    return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

std::vector<std::string> tagsFromText(std::string_view text)
{
    std::vector<std::string> tags;
    while (!text.empty()) {
        const auto comma = text.find_first_of(",\n");
        if (const auto tag = trimmed(text.substr(0, comma)); !tag.empty())
            tags.emplace_back(tag);
        text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
    }
    std::sort(tags.begin(), tags.end());
    tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
    return tags;
}

std::string tagsText(const std::vector<std::string> &tags)
{
    std::string text;
    for (const std::string &tag : tags)
        text += (text.empty() ? "" : ", ") + tag;
    return text;
}

std::vector<std::string> withTag(std::vector<std::string> tags, std::string_view tag)
{
    return tagsFromText(tagsText(tags) + "," + std::string(tag));
}

std::vector<std::string> withoutTag(std::vector<std::string> tags, std::string_view tag)
{
    std::erase(tags, tag);
    return tags;
}

Result<RunAnnotations> readAnnotations(const ProjectLayout &project)
{
    const auto version = checkFile(project.database(), projectFileKind());
    if (!version && version.error().code == ErrorCode::FileNotFound)
        return RunAnnotations();
    if (!version)
        return version.error();
    return guarded(project.database(), Purpose::Read,
                   [&] { return readAnnotationRows(*openForReading(project.database())); });
}

} // namespace tandem
