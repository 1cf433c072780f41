#include "ui/runs/pairs_panel.h"
#include "ui/theme.h"

#include <QApplication>
#include <QTest>

using namespace tandem;

class TestPairsPanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void viewsKeepTheirPixels()
    {
        auto pairs = std::make_shared<PairsRecord>();
        pairs->size = 4;
        pairs->epoch = 2;
        for (std::uint32_t sample = 0; sample < 8; ++sample)
            pairs->samples.push_back(sample * 10);
        for (int i = 0; i < 16; ++i)
            for (int pixel = 0; pixel < 16; ++pixel)
                pairs->pixels.insert(pairs->pixels.end(),
                                     {static_cast<std::uint8_t>(i * 15), static_cast<std::uint8_t>(pixel * 16), 200});
        PairsPanel panel;
        panel.setPairs(pairs);
        for (const QSize size : {QSize(700, 240), QSize(220, 700)}) {
            panel.resize(size);
            const QImage shot = panel.grab().toImage();
            for (int sample = 0; sample < 8; ++sample)
                for (int view = 0; view < 2; ++view) {
                    const QRect place = panel.cell(sample, view);
                    QVERIFY2(panel.rect().contains(place), "a view lies outside");
                    QCOMPARE(place.width() % 4, 0); // whole multiples: every pixel equally large
                    const int pixel = place.width() / 4;
                    for (int y = 0; y < 4; ++y)
                        for (int x = 0; x < 4; ++x) {
                            const QColor seen = shot.pixelColor(place.topLeft() + QPoint(x * pixel, y * pixel));
                            QCOMPARE(seen, QColor((sample * 2 + view) * 15, (y * 4 + x) * 16, 200));
                        }
                }
        }
        QVERIFY(panel.accessibleDescription().contains(QStringLiteral("epoch 2")));
    }
};

QTEST_MAIN(TestPairsPanel)
#include "tst_pairs_panel.moc"
