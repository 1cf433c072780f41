#include "ui/tables/table_export.h"

#include <QStandardItemModel>
#include <QTest>

using namespace tandem;

class TestTableExport : public QObject {
    Q_OBJECT

private:
    QStandardItemModel m_model;

private Q_SLOTS:
    void initTestCase()
    {
        m_model.setHorizontalHeaderLabels({QStringLiteral("Run"), QStringLiteral("kNN, last")});
        const auto add = [this](const QString &name, const QString &value) {
            auto *number = new QStandardItem(value);
            number->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            m_model.appendRow({new QStandardItem(name), number});
        };
        add(QStringLiteral("τ=0.1, \"wide\""), QStringLiteral("45.3 %"));
        add(QStringLiteral("a|b_c & $5\n#1"), QStringLiteral("−1.5 ± 0.2"));
    }

    void csvIsQuotedWhereItMustBe()
    {
        QCOMPARE(
            tableAsText(m_model, TableFormat::Csv),
            QStringLiteral("Run,\"kNN, last\"\r\n\"τ=0.1, \"\"wide\"\"\",45.3 %\r\n\"a|b_c & $5\n#1\",−1.5 ± 0.2\r\n"));
    }

    void markdownKeepsItsColumns()
    {
        QCOMPARE(tableAsText(m_model, TableFormat::Markdown),
                 QStringLiteral("| Run | kNN, last |\n| --- | ---: |\n| τ=0.1, \"wide\" | 45.3 % |\n"
                                "| a\\|b\\_c & $5<br>#1 | −1.5 ± 0.2 |\n"));
    }

    void latexEscapesWhatIsItsOwn()
    {
        QCOMPARE(tableAsText(m_model, TableFormat::Latex),
                 QStringLiteral("% needs \\usepackage{booktabs}\n\\begin{tabular}{lr}\n\\toprule\n"
                                "Run & kNN, last \\\\\n\\midrule\n"
                                "$\\tau$=0.1, \"wide\" & 45.3 \\% \\\\\n"
                                "a|b\\_c \\& \\$5 \\#1 & $-$1.5 $\\pm$ 0.2 \\\\\n"
                                "\\bottomrule\n\\end{tabular}\n"));
    }

    void columnsAreChosenAndOrdered()
    {
        QCOMPARE(tableAsText(m_model, TableFormat::Csv, {1}),
                 QStringLiteral("\"kNN, last\"\r\n45.3 %\r\n−1.5 ± 0.2\r\n"));
        const QString swapped = tableAsText(m_model, TableFormat::Latex, {1, 0});
        QVERIFY(swapped.contains(QStringLiteral("{rl}")));
        QVERIFY(swapped.contains(QStringLiteral("kNN, last & Run")));
    }

    void rowsWithNamesAreNamed()
    {
        QStandardItemModel model;
        model.setHorizontalHeaderLabels({QStringLiteral("1")});
        model.appendRow(new QStandardItem(QStringLiteral("x")));
        model.setVerticalHeaderLabels({QStringLiteral("conv1")});
        QCOMPARE(tableAsText(model, TableFormat::Csv), QStringLiteral(",1\r\nconv1,x\r\n"));
    }

    void anEmptyModelHasItsHeaders()
    {
        QStandardItemModel model;
        model.setHorizontalHeaderLabels({QStringLiteral("Run")});
        QCOMPARE(tableAsText(model, TableFormat::Csv), QStringLiteral("Run\r\n"));
        QCOMPARE(tableAsText(model, TableFormat::Markdown), QStringLiteral("| Run |\n| --- |\n"));
    }

    void theEndingNamesTheFormat()
    {
        QCOMPARE(tableFormatFor(QStringLiteral("/a/b.MD")), TableFormat::Markdown);
        QCOMPARE(tableFormatFor(QStringLiteral("b.tex")), TableFormat::Latex);
        QCOMPARE(tableFormatFor(QStringLiteral("b")), TableFormat::Csv);
    }
};

QTEST_MAIN(TestTableExport)
#include "tst_table_export.moc"
