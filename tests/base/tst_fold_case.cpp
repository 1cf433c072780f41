#include "core/base/fold_case.h"

#include <QTest>

using namespace tandem;

class TestFoldCase : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Qt knows Unicode; for the letters that are promised, both agree.
    void agreesWithQtOnLetters()
    {
        for (char32_t letter = 1; letter < 0x460; ++letter) {
            const bool isPromised = letter < 0x100 || (letter >= 0x391 && letter <= 0x3A9) || letter >= 0x400;
            const QString text = QString::fromUcs4(&letter, 1);
            if (isPromised)
                QCOMPARE(QString::fromStdString(foldCase(text.toStdString())), text.toLower());
        }
    }

    void leavesTheRestAlone()
    {
        for (const std::string &text : {std::string("×10, 100 %, 日本"), std::string("\xC3"), std::string("\xFF\xC3(")})
            QCOMPARE(foldCase(text), text);
        QCOMPARE(foldCase("ResNet18 ÄÖÜ Τ=0.1"), std::string("resnet18 äöü τ=0.1"));
    }
};

QTEST_GUILESS_MAIN(TestFoldCase)
#include "tst_fold_case.moc"
