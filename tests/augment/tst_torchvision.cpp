#include "core/augment/torchvision.h"

#include <QtTest>

using namespace tandem;

class TestTorchvision : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void simclrReadsAsThePaper()
    {
        QCOMPARE(QString::fromStdString(torchvisionSnippet(presetPipeline("imagenet"))),
                 QStringLiteral("import torch\n"
                                "from torchvision import transforms as T\n"
                                "\n"
                                "# imagenet: call it twice on one PIL image for the two views.\n"
                                "view = T.Compose([\n"
                                "    T.RandomResizedCrop(224, scale=(0.08, 1), ratio=(0.75, 1.3333333333333333)),\n"
                                "    T.RandomApply([T.RandomHorizontalFlip(1.0)], p=0.5),\n"
                                "    T.RandomApply([T.ColorJitter(0.8, 0.8, 0.8, 0.2)], p=0.8),\n"
                                "    T.RandomApply([T.Grayscale(3)], p=0.2),\n"
                                "    T.RandomApply([T.GaussianBlur(23, sigma=(0.1, 2))], p=0.5),\n"
                                "    T.PILToTensor(),\n"
                                "])\n"));
    }

    void whatIsOffIsLeftOut()
    {
        Pipeline pipeline = presetPipeline("cifar");
        for (Operation &operation : pipeline.operations)
            operation.enabled = false;
        const QString text = QString::fromStdString(torchvisionSnippet(pipeline));
        QVERIFY(text.contains(QStringLiteral("T.Resize((32, 32))"))); // a view without a crop
        QVERIFY(!text.contains(QStringLiteral("Random")));
    }

    void whatTorchvisionLacksIsSaid()
    {
        Pipeline pipeline{"odd", 64, {}};
        pipeline.operations = {{RandomResizedCrop{.sampler = CropSampler::TensorFlow}, 1}, {Sobel{}, 0.5}};
        const QString text = QString::fromStdString(torchvisionSnippet(pipeline));
        QVERIFY(text.contains(QStringLiteral("),  # torchvision has no sampler like TensorFlow's\n")));
        QVERIFY(text.contains(QStringLiteral("def sobel(x):")));
        QVERIFY(text.contains(QStringLiteral("T.RandomApply([T.Lambda(sobel)], p=0.5)")));
    }

    void viewsThatDifferAreTwoTransforms()
    {
        Pipeline pipeline{"asymmetric", 32, {{RandomResizedCrop{}, 1}, {Solarize{}, 1}, {Sobel{}, 0.5}}};
        pipeline.operations[1].views = ViewScope::Second;
        pipeline.operations[2].views = ViewScope::First;
        const QString text = QString::fromStdString(torchvisionSnippet(pipeline));
        const QString first = text.section(QStringLiteral("view_1 = "), 1).section(QStringLiteral("view_2 = "), 0, 0);
        const QString second = text.section(QStringLiteral("view_2 = "), 1);
        QVERIFY(text.contains(QStringLiteral("def sobel(x):")));
        QVERIFY(first.contains(QStringLiteral("RandomResizedCrop")) &&
                second.contains(QStringLiteral("RandomResized")));
        QVERIFY(first.contains(QStringLiteral("sobel")) && !first.contains(QStringLiteral("Solarize")));
        QVERIFY(second.contains(QStringLiteral("Solarize")) && !second.contains(QStringLiteral("sobel")));
        pipeline.operations[1].enabled = pipeline.operations[2].enabled = false;
        QVERIFY(!QString::fromStdString(torchvisionSnippet(pipeline)).contains(QStringLiteral("view_2")));
    }

    void everyOperationHasALine()
    {
        for (const OperationKind &kind : kinds()) {
            const Pipeline pipeline{"one", 32, {{kind, 1}}};
            const QString text = QString::fromStdString(torchvisionSnippet(pipeline));
            QVERIFY2(text.contains(QStringLiteral("    T.")), qPrintable(text));
            QCOMPARE(text.count(QLatin1Char('(')), text.count(QLatin1Char(')')));
            QCOMPARE(text.count(QLatin1Char('[')), text.count(QLatin1Char(']')));
        }
    }

private:
    static std::vector<OperationKind> kinds()
    {
        return {
            RandomResizedCrop{}, HorizontalFlip{}, ColorJitter{},   Grayscale{}, GaussianBlur{}, Solarize{}, Rotate{},
            Rotate{30, true},    Cutout{},         GaussianNoise{}, Sobel{}};
    }
};

QTEST_APPLESS_MAIN(TestTorchvision)
#include "tst_torchvision.moc"
