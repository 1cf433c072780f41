#include "ui/augment/pipeline_document.h"

#include <QSignalSpy>
#include <QTest>

using namespace tandem;

namespace {

Pipeline withHue(double hue)
{
    Pipeline pipeline = presetPipeline("cifar");
    std::get<ColorJitter>(pipeline.operations[2].kind).hue = hue;
    return pipeline;
}

} // namespace

class PipelineDocumentTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void changesAreUndoneAndRedone()
    {
        PipelineDocument document;
        document.reset(presetPipeline("cifar"));
        QVERIFY(!document.history().canUndo());
        QSignalSpy changed(&document, &PipelineDocument::changed);
        document.change(presetPipeline("weak"), QStringLiteral("first"));
        document.change(withHue(0.3), QStringLiteral("second"));
        QCOMPARE(changed.size(), 2);
        QCOMPARE(document.history().undoText(), QStringLiteral("second"));
        document.history().undo();
        QVERIFY(document.pipeline() == presetPipeline("weak"));
        document.history().undo();
        QVERIFY(document.pipeline() == presetPipeline("cifar"));
        QVERIFY(!document.history().canUndo());
        document.history().redo();
        document.history().redo();
        QVERIFY(document.pipeline() == withHue(0.3));
        document.change(withHue(0.3), QStringLiteral("nothing"));
        QCOMPARE(document.history().count(), 2);
    }

    void stepsOfASliderAreOneEntry()
    {
        PipelineDocument document;
        document.reset(withHue(0.1));
        for (const double hue : {0.12, 0.14, 0.2})
            document.change(withHue(hue), QStringLiteral("hue"), 3);
        QCOMPARE(document.history().count(), 1);
        document.endChange(); // let go and taken again
        document.change(withHue(0.3), QStringLiteral("hue"), 3);
        QCOMPARE(document.history().count(), 2);
        document.change(withHue(0.4), QStringLiteral("another"), 4);
        QCOMPARE(document.history().count(), 3);
        document.history().undo();
        document.history().undo();
        QVERIFY(document.pipeline() == withHue(0.2));
        document.history().undo();
        QVERIFY(document.pipeline() == withHue(0.1));
        // Taken back and done again, an entry is what it was: further steps are one of their own.
        document.history().redo();
        document.change(withHue(0.25), QStringLiteral("hue"), 3);
        document.history().undo();
        QVERIFY(document.pipeline() == withHue(0.2));
    }

    void backAgainLeavesNoEntry()
    {
        PipelineDocument document;
        document.reset(withHue(0.1));
        document.change(withHue(0.2), QStringLiteral("hue"), 3);
        document.change(withHue(0.1), QStringLiteral("hue"), 3);
        QVERIFY(document.pipeline() == withHue(0.1));
        QVERIFY(!document.history().canUndo());
    }

    void whatFailsElsewhereLeavesThePipeline()
    {
        PipelineDocument document;
        document.reset(withHue(0.1));
        bool works = false;
        const auto beside = [&works] { return works; };
        document.changeWith(withHue(0.2), QStringLiteral("never made"), {beside, beside});
        QVERIFY(document.pipeline() == withHue(0.1));
        QVERIFY(!document.history().canUndo());

        document.change(withHue(0.3), QStringLiteral("before"));
        works = true;
        document.changeWith(withHue(0.4), QStringLiteral("not undone"), {beside, beside});
        QVERIFY(document.pipeline() == withHue(0.4));
        works = false;
        document.history().undo();
        QVERIFY(document.pipeline() == withHue(0.4));
        QVERIFY(!document.history().canRedo());
        QCOMPARE(document.history().undoText(), QStringLiteral("before"));
        document.history().undo();
        QVERIFY(document.pipeline() == withHue(0.1));
    }
};

QTEST_MAIN(PipelineDocumentTest)
#include "tst_pipeline_document.moc"
