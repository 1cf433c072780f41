#pragma once

#include "core/config/settings_table.h"
#include "ui/runs/run_table_model.h"

#include <QStringList>
#include <QtGlobal>

#include <algorithm>
#include <memory>
#include <string>

// Rows that no file stands behind, for tests of the table.

namespace tandem::test {

/// Ids in a known order: the n-th is older than the (n+1)-th.
inline RunId runId(int n)
{
    return RunId::fromString("01HZZZZZZZ000000000000" + std::to_string(1000 + n));
}

/// Makes rows that share one pool, as a RunIndex does.
class RowMaker {
public:
    /// `assignments`: "train.seed=2 objective.temperature=0.1".
    RunRow row(int n, const std::string &name, RunState state = RunState::Done, const std::string &assignments = {})
    {
        RunRow made;
        made.summary.id = runId(n);
        made.summary.name = name;
        made.summary.state = state;
        made.summary.createdMs = made.summary.startedMs = 1'700'000'000'000 + n * 1000;
        Settings settings;
        for (const QString &assignment :
             QString::fromStdString(assignments).split(QLatin1Char(' '), Qt::SkipEmptyParts))
            if (!applyAssignment(settings, assignment.toStdString()))
                qFatal("no setting: %s", qPrintable(assignment));
        made.summary.settingsJson = settingsToJson(settings);
        auto digest = std::make_shared<RunDigest>();
        digest->pool = m_pool;
        digest->settings = settingWords(made.summary.settingsJson, *m_pool);
        made.digest = digest;
        return made;
    }

    RunRow trained(int n, const std::string &name, double loss, double knn, const std::string &assignments = {})
    {
        RunRow made = row(n, name, RunState::Done, assignments);
        made.summary.totalEpochs = 10;
        made.summary.totalSteps = 500;
        made.summary.epoch = 2;
        made.summary.step = 125;
        made.summary.loss = loss;
        made.summary.knnAccuracy = knn;
        made.summary.bestKnnAccuracy = knn + 0.01;
        made.summary.imagesPerSecond = 295.4;
        return made;
    }

    static RunRowPtr shared(RunRow row) { return std::make_shared<const RunRow>(std::move(row)); }
    /// Newest first, as the table wants them.
    static RunRows rows(std::vector<RunRow> all)
    {
        std::sort(all.begin(), all.end(), [](const RunRow &a, const RunRow &b) { return b.summary.id < a.summary.id; });
        RunRows made;
        for (RunRow &row : all)
            made.push_back(shared(std::move(row)));
        return made;
    }

private:
    std::shared_ptr<DigestPool> m_pool = std::make_shared<DigestPool>();
};

inline std::vector<RunColumn> columnsOf(const std::vector<const char *> &keys)
{
    std::vector<RunColumn> columns;
    for (const char *key : keys) {
        const auto column = columnFromKey(key);
        if (!column)
            qFatal("no column: %s", key);
        columns.push_back(*column);
    }
    return columns;
}

/// The tree as text: cells with bars between them, runs of a group indented.
inline QString render(const QAbstractItemModel &model, const QModelIndex &parent = {})
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(parent); ++column)
            cells << model.index(row, column, parent).data().toString();
        lines << (parent.isValid() ? QStringLiteral("  ") : QString()) + cells.join(QStringLiteral(" | "));
        if (const QString below = render(model, model.index(row, 0, parent)); !below.isEmpty())
            lines << below;
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace tandem::test
