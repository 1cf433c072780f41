#include "ui/tables/table_export.h"

#include "core/exchange/csv.h"

#include <QStringList>

#include <algorithm>
#include <numeric>

namespace tandem {

namespace {

struct Grid {
    QStringList headers;
    QList<QStringList> rows;
    QList<bool> right; // alignment
};

Grid gridOf(const QAbstractItemModel &model, QList<int> columns, const std::stop_token &stop)
{
    Grid grid;
    if (columns.isEmpty()) {
        columns.resize(model.columnCount());
        std::iota(columns.begin(), columns.end(), 0);
    }
    const auto rowName = [&model](int row) {
        const QVariant name = model.headerData(row, Qt::Vertical);
        return name.userType() == QMetaType::QString ? name.toString() : QString(); // row numbers are no words
    };
    const bool named = model.rowCount() > 0 && !rowName(0).isEmpty();
    if (named) {
        grid.headers << QString();
        grid.right << false;
    }
    for (const int column : columns) {
        grid.headers << model.headerData(column, Qt::Horizontal).toString();
        const int alignment = model.rowCount() > 0 ? model.index(0, column).data(Qt::TextAlignmentRole).toInt() : 0;
        grid.right << ((alignment & Qt::AlignRight) != 0);
    }
    for (int row = 0; row < model.rowCount() && !stop.stop_requested(); ++row) {
        QStringList cells;
        if (named)
            cells << rowName(row);
        for (const int column : columns)
            cells << model.index(row, column).data().toString();
        grid.rows << cells;
    }
    return grid;
}

QString csv(const Grid &grid)
{
    std::string text;
    const auto add = [&text](const QStringList &cells) {
        for (qsizetype i = 0; i < cells.size(); ++i)
            text += (i > 0 ? "," : "") + csvField(cells[i].toStdString());
        text += "\r\n"; // as RFC 4180 has it
    };
    add(grid.headers);
    for (const QStringList &row : grid.rows)
        add(row);
    return QString::fromStdString(text);
}

QString markdownCell(QString text)
{
    for (const char *special : {"\\", "|", "*", "_", "`", "<", "[", "]"})
        text.replace(QLatin1String(special), QLatin1Char('\\') + QLatin1String(special));
    return text.replace(QLatin1Char('\n'), QStringLiteral("<br>"));
}

QString markdown(const Grid &grid)
{
    QString text;
    const auto add = [&text](const QStringList &cells) {
        text += QStringLiteral("| ") + cells.join(QStringLiteral(" | ")) + QStringLiteral(" |\n");
    };
    const auto escaped = [](QStringList cells) {
        std::transform(cells.begin(), cells.end(), cells.begin(), markdownCell);
        return cells;
    };
    add(escaped(grid.headers));
    QStringList rule;
    for (const bool right : grid.right)
        rule << (right ? QStringLiteral("---:") : QStringLiteral("---"));
    add(rule);
    for (const QStringList &row : grid.rows)
        add(escaped(row));
    return text;
}

QString latexCell(const QString &text)
{
    static const QHash<QChar, QString> kEscapes{
        {QLatin1Char('\\'), QStringLiteral("\\textbackslash{}")},
        {QLatin1Char('&'), QStringLiteral("\\&")},
        {QLatin1Char('%'), QStringLiteral("\\%")},
        {QLatin1Char('$'), QStringLiteral("\\$")},
        {QLatin1Char('#'), QStringLiteral("\\#")},
        {QLatin1Char('_'), QStringLiteral("\\_")},
        {QLatin1Char('{'), QStringLiteral("\\{")},
        {QLatin1Char('}'), QStringLiteral("\\}")},
        {QLatin1Char('~'), QStringLiteral("\\textasciitilde{}")},
        {QLatin1Char('^'), QStringLiteral("\\textasciicircum{}")},
        {QLatin1Char('<'), QStringLiteral("\\textless{}")},
        {QLatin1Char('>'), QStringLiteral("\\textgreater{}")},
        {QLatin1Char('\n'), QStringLiteral(" ")},
        {QChar(0x2212), QStringLiteral("$-$")},
        {QChar(0x00B1), QStringLiteral("$\\pm$")},
        {QChar(0x00D7), QStringLiteral("$\\times$")},
        {QChar(0x03C4), QStringLiteral("$\\tau$")},
        {QChar(0x0394), QStringLiteral("$\\Delta$")},
        {QChar(0x2013), QStringLiteral("--")},
        {QChar(0x00A0), QStringLiteral("~")},
        {QChar(0x202F), QStringLiteral("\\,")},
    };
    QString escaped;
    for (const QChar c : text) {
        const auto known = kEscapes.find(c);
        escaped += known == kEscapes.end() ? QString(c) : *known;
    }
    return escaped;
}

QString latex(const Grid &grid)
{
    QString columns;
    for (const bool right : grid.right)
        columns += right ? QLatin1Char('r') : QLatin1Char('l');
    QString text = QStringLiteral("% needs \\usepackage{booktabs}\n\\begin{tabular}{%1}\n\\toprule\n").arg(columns);
    const auto add = [&text](QStringList cells) {
        std::transform(cells.begin(), cells.end(), cells.begin(), latexCell);
        text += cells.join(QStringLiteral(" & ")) + QStringLiteral(" \\\\\n");
    };
    add(grid.headers);
    text += QStringLiteral("\\midrule\n");
    for (const QStringList &row : grid.rows)
        add(row);
    return text + QStringLiteral("\\bottomrule\n\\end{tabular}\n");
}

} // namespace

QString tableAsText(const QAbstractItemModel &model, TableFormat format, const QList<int> &columns,
                    const std::stop_token &stop)
{
    const Grid grid = gridOf(model, columns, stop);
    if (stop.stop_requested())
        return {};
    switch (format) {
    case TableFormat::Markdown:
        return markdown(grid);
    case TableFormat::Latex:
        return latex(grid);
    case TableFormat::Csv:
        break;
    }
    return csv(grid);
}

TableFormat tableFormatFor(const QString &path)
{
    if (path.endsWith(QStringLiteral(".md"), Qt::CaseInsensitive))
        return TableFormat::Markdown;
    if (path.endsWith(QStringLiteral(".tex"), Qt::CaseInsensitive))
        return TableFormat::Latex;
    return TableFormat::Csv;
}

} // namespace tandem
