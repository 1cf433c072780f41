#include "ui/shell/message_bar.h"

#include "tests/ui/ui_testing.h"

#include <QApplication>
#include <QLabel>
#include <QTest>
#include <QToolButton>

using namespace tandem;

class MessageBarTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void newestStandsOnTop();
    void repetitionIsCounted();
    void onlyThreeStay();
    void dismissed();
    void everythingIsNamed();
};

void MessageBarTest::newestStandsOnTop()
{
    MessageBar bar;
    bar.show(MessageKind::Error, QStringLiteral("one"));
    bar.show(MessageKind::Notice, QStringLiteral("two"));
    bar.show(MessageKind::Error, QString()); // nothing to say
    QCOMPARE(bar.sentences(), (QStringList{QStringLiteral("two"), QStringLiteral("one")}));
}

void MessageBarTest::repetitionIsCounted()
{
    MessageBar bar;
    for (int i = 0; i < 3; ++i)
        bar.show(MessageKind::Error, QStringLiteral("The disk is full."));
    QCOMPARE(bar.sentences().size(), 1);
    QStringList texts;
    for (const QLabel *label : bar.findChildren<QLabel *>())
        texts.append(label->text());
    QCOMPARE(texts, QStringList{QStringLiteral("The disk is full. (3 times)")});
}

void MessageBarTest::onlyThreeStay()
{
    MessageBar bar;
    for (const char *text : {"1", "2", "3", "4"})
        bar.show(MessageKind::Error, QString::fromLatin1(text));
    QCOMPARE(bar.sentences(), (QStringList{QStringLiteral("4"), QStringLiteral("3"), QStringLiteral("2")}));
    bar.clear();
    QVERIFY(bar.sentences().isEmpty());
}

void MessageBarTest::dismissed()
{
    MessageBar bar;
    bar.show(MessageKind::Error, QStringLiteral("one"));
    bar.show(MessageKind::Error, QStringLiteral("two"));
    auto *button = bar.findChildren<QToolButton *>().first();
    QTest::keyClick(button, Qt::Key_Space);
    QCOMPARE(bar.sentences().size(), 1);
}

void MessageBarTest::everythingIsNamed()
{
    MessageBar bar;
    bar.show(MessageKind::Error, QStringLiteral("one"));
    QCOMPARE(testing::unnamedFocusable(bar), QStringList());
}

QTEST_MAIN(MessageBarTest)
#include "tst_message_bar.moc"
