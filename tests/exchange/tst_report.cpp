#include "core/exchange/png_image.h"
#include "core/exchange/report.h"
#include "core/exchange/svg_chart.h"
#include "tests/exchange/exchange_fixture.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace tandem;
using namespace tandem::test;

class TestReport : public QObject {
    Q_OBJECT

private:
    static QString reportOf(const RunAnnotation &said = {}, std::int64_t lostAt = 30)
    {
        QTemporaryDir folder;
        const ProjectLayout project = take(createProject(folder.filePath(QStringLiteral("p")).toStdString()));
        auto reader = take(RunReader::open(project, smallRun(project, "a <run> & \"more\"", true, lostAt)));
        return QString::fromStdString(take(reportHtml(*reader, said)));
    }

private Q_SLOTS:
    void everythingIsThere()
    {
        const QString html = reportOf({"", "My <note>", {"first", "<tag>"}, false});
        for (const char *words :
             {"a &lt;run&gt; &amp; &quot;more&quot;", "40.0 %", "kNN accuracy, last", "first, &lt;tag&gt;",
              "My &lt;note&gt;", "Evaluations while training",
              "k 20, τ 0.1, cosine on h, test split of 160 images, bank of 640", "Evaluations afterwards", "55.0 %",
              "probe.epochs = 90", "objective.temperature", "0.3", "Training began on &lt;b&gt;640&lt;/b&gt; images.",
              "sample 14", "Trained with Tandem", "chance: 4.844", "Similarities of two views of an image",
              "prefers-color-scheme:dark", "@media print"})
            QVERIFY2(html.contains(QString::fromUtf8(words)), words);
        QCOMPARE(html.count(QStringLiteral("<img ")), 4);
        QVERIFY(html.count(QStringLiteral("<svg ")) >= 5);
        QVERIFY(html.contains(QStringLiteral("var(--warn)' stroke-width='2'"))); // the NaN of step 30
    }

    /// A step that was lost and made up for is no ailment; a loss that ends as no number is one, with its remedy.
    void theVerdictStandsThere()
    {
        QVERIFY(!reportOf().contains(QStringLiteral("Diverged")));
        const QString lost = reportOf({}, 100);
        QVERIFY(lost.contains(QStringLiteral("<div class='verdict bad'><b>Diverged</b>")));
        QVERIFY(lost.contains(QStringLiteral("Lower the learning rate")));
    }

    /// One file: nothing is loaded from elsewhere, and nothing of the run's texts becomes markup.
    void itStandsAlone()
    {
        const QString html = reportOf();
        for (const char *foreign : {"<script", "src='http", "src=\"http", "href=", "@import", "url("})
            QVERIFY2(!html.contains(QString::fromLatin1(foreign)), foreign);
        QVERIFY(!html.contains(QStringLiteral("/<x>")));
        QVERIFY(html.contains(QStringLiteral("/&lt;x&gt;&amp;&#39;")));
    }

    void tagsAreBalanced()
    {
        const QString html = reportOf({"another name", "n", {}, true});
        static const QRegularExpression tag(QStringLiteral("<(/?)([a-z0-9]+)((?:[^>'\"]|'[^']*'|\"[^\"]*\")*?)(/?)>"));
        QStringList open;
        auto matches = tag.globalMatch(html);
        while (matches.hasNext()) {
            const auto match = matches.next();
            const QString name = match.captured(2);
            if (name == QLatin1String("meta") || name == QLatin1String("img") || !match.captured(4).isEmpty())
                continue;
            if (match.captured(1).isEmpty()) {
                open << name;
            } else {
                QVERIFY2(!open.isEmpty(), qPrintable(name));
                QCOMPARE(open.takeLast(), name);
            }
        }
        QCOMPARE(open, QStringList());
    }

    void picturesAreWhatTheTrainerSaw()
    {
        std::vector<std::uint8_t> pixels;
        for (int i = 0; i < 3 * 5 * 3; ++i)
            pixels.push_back(static_cast<std::uint8_t>(i * 5));
        const std::string png = pngBytes(pixels, 3, 5);
        QCOMPARE(QByteArray::fromStdString(png).left(8), QByteArray("\x89PNG\r\n\x1a\n"));
        QCOMPARE(QByteArray::fromStdString(base64(png)), QByteArray::fromStdString(png).toBase64());
        for (const std::string text : {"", "a", "ab", "abc", "abcd"})
            QCOMPARE(QByteArray::fromStdString(base64(text)), QByteArray::fromStdString(text).toBase64());
    }

    /// A million points become a path of the picture's size that still has the one spike.
    void longCurvesAreThinned()
    {
        SvgChart chart;
        chart.title = "long";
        for (std::int64_t step = 1; step <= 1'000'000; ++step)
            chart.points.push_back({step, step, step == 654'321 ? 100.0 : 1 + 0.001 * static_cast<double>(step % 7)});
        const std::string svg = svgOf(chart);
        QVERIFY2(svg.size() < 60'000, qPrintable(QString::number(svg.size())));
        static const QRegularExpression place(QStringLiteral("L([0-9.]+) ([0-9.]+)"));
        double highest = 1e9, at = 0;
        auto matches = place.globalMatch(QString::fromStdString(svg));
        while (matches.hasNext()) {
            const auto match = matches.next();
            if (match.captured(2).toDouble() < highest) {
                highest = match.captured(2).toDouble();
                at = match.captured(1).toDouble();
            }
        }
        QVERIFY(std::abs(at - (54 + 0.654321 * 396)) < 2);
        QVERIFY(highest < 40);
    }

    void emptyCurvesSaySo()
    {
        SvgChart chart;
        chart.title = "x";
        QVERIFY(svgOf(chart).find("Nothing was measured.") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestReport)
#include "tst_report.moc"
