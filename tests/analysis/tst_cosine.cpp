#include "core/analysis/cosine.h"

#include <QTest>

#include <cmath>

using namespace tandem;

class TestCosine : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void closedForms()
    {
        const std::vector<float> x{1, 0}, y{0, 3}, diagonal{2, 2}, zero{0, 0};
        QCOMPARE(cosine(x, x), 1.0);
        QCOMPARE(cosine(x, y), 0.0);
        QCOMPARE(cosine(x, std::vector<float>{-5, 0}), -1.0);
        QVERIFY(std::abs(cosine(x, diagonal) - std::sqrt(0.5)) < 1e-12);
        QCOMPARE(cosine(x, zero), 0.0);
        QCOMPARE(cosine(zero, zero), 0.0);
    }
    void rowsAgainstOne()
    {
        const std::vector<float> reference{1, 1}, rows{1, 1, -1, -1, 1, -1};
        const auto cosines = cosinesTo(reference, rows);
        QCOMPARE(cosines.size(), std::size_t{3});
        QVERIFY(std::abs(cosines[0] - 1) < 1e-12 && std::abs(cosines[1] + 1) < 1e-12);
        QCOMPARE(cosines[2], 0.0);
        QVERIFY(cosinesTo({}, rows).empty());
    }
    void pairs()
    {
        const std::vector<float> rows{1, 0, 0, 1, -1, 0}; // 0, -1, 0
        QVERIFY(std::abs(meanPairCosine(rows, 2) + 1.0 / 3) < 1e-12);
        QCOMPARE(meanPairCosine(std::vector<float>{1, 2}, 2), 0.0);
        QCOMPARE(meanPairCosine({}, 0), 0.0);
    }
};

QTEST_GUILESS_MAIN(TestCosine)
#include "tst_cosine.moc"
