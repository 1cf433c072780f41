#include "ui/runs/run_view.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace tandem {

namespace {

constexpr const char *kStandard[] = {"starred",
                                     "name",
                                     "state",
                                     "health",
                                     "progress",
                                     "knn_accuracy:last",
                                     "knn_accuracy:best",
                                     "loss:last",
                                     "time_left",
                                     "images_per_second:last",
                                     "started",
                                     "tags"};

constexpr int kLeastWidth = 24;
constexpr int kMostWidth = 2000;

QString textOf(const std::string &text)
{
    return QString::fromStdString(text);
}

QJsonObject objectOf(const RunView &view)
{
    QJsonArray columns;
    for (const RunColumn &column : view.columns)
        columns.append(textOf(columnKey(column)));
    QJsonObject widths;
    for (auto width = view.widths.begin(); width != view.widths.end(); ++width)
        widths.insert(width.key(), width.value());
    return {{QStringLiteral("columns"), columns},
            {QStringLiteral("widths"), widths},
            {QStringLiteral("sort"), textOf(columnKey(view.sortColumn))},
            {QStringLiteral("descending"), view.descending},
            {QStringLiteral("query"), textOf(queryText(view.query))},
            {QStringLiteral("grouping"), view.grouping ? textOf(groupingKey(*view.grouping)) : QString()},
            {QStringLiteral("only_differences"), view.onlyDifferences}};
}

RunView viewOf(const QJsonObject &object)
{
    RunView view = RunView::standard();
    std::vector<RunColumn> columns;
    for (const auto &key : object.value(QStringLiteral("columns")).toArray())
        if (const auto column = columnFromKey(key.toString().toStdString());
            column && std::find(columns.begin(), columns.end(), *column) == columns.end())
            columns.push_back(*column);
    // A table without names cannot be used.
    const auto isName = [](const RunColumn &column) { return column.kind == RunColumn::Kind::Name; };
    if (!columns.empty() && std::none_of(columns.begin(), columns.end(), isName))
        columns.insert(columns.begin(), RunColumn{});
    if (!columns.empty())
        view.columns = std::move(columns);
    const QJsonObject widths = object.value(QStringLiteral("widths")).toObject();
    for (auto width = widths.begin(); width != widths.end(); ++width)
        if (const int px = width.value().toInt(); px >= kLeastWidth && px <= kMostWidth)
            view.widths.insert(width.key(), px);
    if (const auto sort = columnFromKey(object.value(QStringLiteral("sort")).toString().toStdString())) {
        view.sortColumn = *sort;
        view.descending = object.value(QStringLiteral("descending")).toBool();
    }
    if (const auto query = parseQuery(object.value(QStringLiteral("query")).toString().toStdString()))
        view.query = *query;
    view.grouping = groupingFromKey(object.value(QStringLiteral("grouping")).toString().toStdString());
    view.onlyDifferences = object.value(QStringLiteral("only_differences")).toBool();
    return view;
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

RunView RunView::standard()
{
    RunView view;
    for (const char *key : kStandard)
        view.columns.push_back(*columnFromKey(key));
    return view;
}

QByteArray toJson(const RunView &view)
{
    return compact(objectOf(view));
}

RunView runViewFromJson(const QByteArray &json)
{
    return viewOf(QJsonDocument::fromJson(json).object());
}

QByteArray toJson(const RunViews &views)
{
    QJsonObject all;
    for (auto view = views.begin(); view != views.end(); ++view)
        all.insert(view.key(), objectOf(view.value()));
    return compact(all);
}

RunViews runViewsFromJson(const QByteArray &json)
{
    RunViews views;
    const QJsonObject all = QJsonDocument::fromJson(json).object();
    for (auto view = all.begin(); view != all.end(); ++view)
        if (view.value().isObject() && !view.key().trimmed().isEmpty())
            views.insert(view.key(), viewOf(view.value().toObject()));
    return views;
}

} // namespace tandem
