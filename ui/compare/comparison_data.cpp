#include "ui/compare/comparison_data.h"

#include "core/config/settings_table.h"
#include "core/store/run_reader.h"
#include "ui/augment/augment_text.h"
#include "ui/runs/column_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <map>

namespace tandem {

namespace {

struct CompareText {
    Q_DECLARE_TR_FUNCTIONS(CompareText)
};

QString protocolTitle(const std::string &protocol)
{
    if (protocol == "knn")
        return CompareText::tr("kNN", "protocol of an evaluation");
    if (protocol == "linear")
        return CompareText::tr("Linear probe", "protocol of an evaluation");
    if (protocol == "lbfgs")
        return CompareText::tr("Logistic regression", "protocol of an evaluation");
    if (protocol == "finetune")
        return CompareText::tr("Fine-tuning", "protocol of an evaluation");
    if (protocol == "supervised")
        return CompareText::tr("Supervised", "protocol of an evaluation");
    return QString::fromStdString(protocol);
}

QString checkpointTitle(const std::string &checkpoint)
{
    if (checkpoint == "last")
        return CompareText::tr("last checkpoint");
    if (checkpoint == "best")
        return CompareText::tr("best checkpoint");
    return CompareText::tr("no checkpoint");
}

std::string experimentOf(const ComparedRun &run)
{
    static const GroupReader read(RunGrouping{true, {}});
    const std::string key = read(run.facts());
    return key.empty() ? run.row->summary.id.toString() : key; // unreadable settings are like no others
}

void readRun(const ProjectLayout &project, ComparedRun &run)
{
    if (auto settings = settingsFromJson(run.row->summary.settingsJson))
        run.settings = std::move(*settings);
    if (auto reader = RunReader::open(project, run.row->summary.id)) {
        if (auto plan = (*reader)->plan())
            run.plan = std::move(*plan);
        if (auto offline = (*reader)->offlineEvaluations())
            run.offline = std::move(*offline);
    }
    if (!run.settings)
        return;
    AugmentSettings augment = run.settings->augment;
    if (run.plan.viewSize > 0)
        augment.size = run.plan.viewSize;
    if (auto pipeline = resolvePipeline(augment, 32))
        run.pipeline = std::move(*pipeline);
}

NumberColumn onlineColumn(const ComparisonData &data, const char *key)
{
    const RunColumn column = *columnFromKey(key);
    NumberColumn made;
    made.title = CompareText::tr("%1 (online)", "title of a number").arg(columnTitle(column));
    made.help = columnHelp(column);
    for (const ComparedRun &run : data.runs)
        made.values.push_back(numberOf(cellValue(column, run.facts())));
    return made;
}

QString numberIn(double value)
{
    return QLocale().toString(value, 'g', QLocale::FloatingPointShortest);
}

} // namespace

ComparisonDataPtr readComparison(const ComparisonRequest &request, const std::stop_token &stop)
{
    auto data = std::make_shared<ComparisonData>();
    for (std::size_t i = 0; i < std::min(request.rows.size(), kMostCompared); ++i) {
        if (stop.stop_requested())
            return nullptr;
        ComparedRun run;
        run.row = request.rows[i];
        run.name = request.names[i];
        run.said = request.said[i];
        readRun(request.project, run);
        run.experiment = experimentOf(run);
        data->runs.push_back(std::move(run));
    }
    return data;
}

std::vector<NumberColumn> numberColumns(const ComparisonData &data)
{
    std::vector<NumberColumn> columns;
    for (const char *key : {"knn_accuracy:last", "knn_accuracy:best", "online_linear_accuracy:last"}) {
        NumberColumn column = onlineColumn(data, key);
        if (std::any_of(column.values.begin(), column.values.end(),
                        [](const auto &value) { return value.has_value(); }))
            columns.push_back(std::move(column));
    }
    // By everything that the number depends on but the weights; of several of one kind, the newest counts.
    std::map<std::tuple<std::string, std::string, std::string>, NumberColumn> offline;
    std::map<std::pair<std::string, std::string>, int> variants;
    for (std::size_t i = 0; i < data.runs.size(); ++i)
        for (const OfflineEvaluationRecord &record : data.runs[i].offline) {
            auto [entry, isNew] = offline.try_emplace({record.protocol, record.checkpoint, record.settingsJson});
            NumberColumn &column = entry->second;
            if (isNew) {
                const int variant = ++variants[{record.protocol, record.checkpoint}];
                column.isOffline = true;
                column.title = CompareText::tr("%1, %2", "protocol, checkpoint")
                                   .arg(protocolTitle(record.protocol), checkpointTitle(record.checkpoint));
                if (variant > 1)
                    column.title += QStringLiteral(" (%1)").arg(variant);
                column.help = CompareText::tr("Measured after training on the weights of a checkpoint, with %1")
                                  .arg(QString::fromStdString(record.settingsJson).simplified());
                column.values.resize(data.runs.size());
            }
            column.values[i] = record.accuracy;
        }
    for (auto &[key, column] : offline)
        columns.push_back(std::move(column));
    return columns;
}

std::vector<ExperimentGroup> experimentsOf(const ComparisonData &data)
{
    std::vector<ExperimentGroup> groups;
    for (std::size_t i = 0; i < data.runs.size(); ++i) {
        const auto known = std::find_if(groups.begin(), groups.end(), [&](const ExperimentGroup &group) {
            return data.runs[group.runs.front()].experiment == data.runs[i].experiment;
        });
        if (known != groups.end())
            known->runs.push_back(i);
        else
            groups.push_back({{i}});
    }
    return groups;
}

std::vector<OperationLine> operationLines(const Pipeline &pipeline)
{
    std::vector<OperationLine> lines;
    for (const Operation &operation : pipeline.operations) {
        if (!operation.enabled)
            continue;
        QStringList parts;
        if (operation.probability < 1)
            parts << CompareText::tr("p %1", "probability").arg(numberIn(operation.probability));
        for (const OperationParameter &parameter : operationRow(operation.kind).parameters) {
            const double value = parameter.get(operation.kind);
            QString text = parameterText(parameter, value);
            if (parameter.kind == ParameterKind::Flag)
                text = value != 0 ? CompareText::tr("on") : CompareText::tr("off");
            else if (parameter.kind == ParameterKind::Choice)
                text = QString::fromStdString(parameter.choices[static_cast<std::size_t>(value)]);
            parts << QStringLiteral("%1 %2").arg(parameterLabel(parameter), text);
        }
        lines.push_back({operationLabel(operation.kind),
                         parts.isEmpty() ? CompareText::tr("always") : parts.join(QStringLiteral(", "))});
    }
    return lines;
}

} // namespace tandem
