#include "tests/ui/ui_testing.h"

#include "core/config/settings_table.h"
#include "core/store/project_index.h"
#include "core/store/run_writer.h"
#include "ui/project_session.h"

#include <QCoreApplication>
#include <QDir>
#include <QSignalSpy>
#include <QTest>

using namespace tandem;

class ProjectSessionTest : public QObject {
    Q_OBJECT
public:
    explicit ProjectSessionTest(const testing::Sandbox &box) : m_box(box) {}

private Q_SLOTS:
    void init();
    void opensWhatIsThere();
    void errorsOfOpening();
    void oneSessionAProject();
    void draftOutlivesTheSession();
    void draftIsToldOnlyWhenItChanges();
    void aDraftOfAnotherVersionIsLeftAside();
    void withoutADraftTheImagesAreThoseOfTheNewestRun();
    void selectedRunOutlivesTheSession();
    void severalRunsAreSelected();

private:
    [[nodiscard]] std::unique_ptr<ProjectSession> open() const
    {
        auto session = ProjectSession::open(m_folder, QStringLiteral("tandem-cli"));
        return session ? std::move(*session) : nullptr;
    }

    const testing::Sandbox &m_box;
    QString m_folder;
    int m_count = 0;
};

void ProjectSessionTest::init()
{
    m_folder = m_box.path(QStringLiteral("my birds %1.tandem").arg(++m_count));
    QVERIFY(createProject(m_folder.toStdString()));
}

void ProjectSessionTest::opensWhatIsThere()
{
    const auto session = open();
    QVERIFY(session);
    QCOMPARE(session->name(), QStringLiteral("my birds 1"));
    QCOMPARE(session->layout().root(), std::filesystem::path(m_folder.toStdString()));
    QVERIFY(session->draft() == Settings());
    QVERIFY(!session->selectedRun().isValid());
}

void ProjectSessionTest::errorsOfOpening()
{
    const auto gone = ProjectSession::open(m_box.path(QStringLiteral("gone")), {});
    QVERIFY(!gone);
    QCOMPARE(gone.error().code, ErrorCode::FileNotFound);
    QDir().mkpath(m_box.path(QStringLiteral("plain")));
    const auto plain = ProjectSession::open(m_box.path(QStringLiteral("plain")), {});
    QVERIFY(!plain);
    QCOMPARE(plain.error().code, ErrorCode::NotAProject);
}

void ProjectSessionTest::oneSessionAProject()
{
    auto first = open();
    const auto second = ProjectSession::open(m_folder, {});
    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::ProjectLocked);
    first.reset();
    QVERIFY(open());
}

void ProjectSessionTest::draftOutlivesTheSession()
{
    Settings draft;
    draft.data.path = "/Bilder/Vögel";
    draft.train.epochs = 7;
    open()->setDraft(draft); // the session goes at once, before its timer fires
    QVERIFY(open()->draft() == draft);
}

void ProjectSessionTest::draftIsToldOnlyWhenItChanges()
{
    const auto session = open();
    QSignalSpy changed(session.get(), &ProjectSession::draftChanged);
    Settings draft = session->draft();
    session->setDraft(draft);
    QCOMPARE(changed.size(), 0);
    draft.train.epochs = 3;
    session->setDraft(draft);
    session->setDraft(draft);
    QCOMPARE(changed.size(), 1);
}

void ProjectSessionTest::aDraftOfAnotherVersionIsLeftAside()
{
    {
        const auto index = ProjectIndex::open(ProjectLayout(m_folder.toStdString()));
        QVERIFY(index);
        QVERIFY((*index)->setText("draft", R"({"train": {"warp_factor": 9}})"));
    }
    const auto session = open();
    QVERIFY(session); // it opens all the same
    QVERIFY(session->draft() == Settings());
}

void ProjectSessionTest::withoutADraftTheImagesAreThoseOfTheNewestRun()
{
    for (const char *images : {"/images/older", "/images/newer"}) {
        Settings settings;
        settings.data.path = images;
        settings.train.epochs = 7;
        RunWriter::NewRun run;
        run.name = images;
        run.settingsJson = settingsToJson(settings);
        QVERIFY(RunWriter::create(ProjectLayout(m_folder.toStdString()), run));
    }
    const auto session = open();
    QVERIFY(session);
    QCOMPARE(session->draft().data.path, std::string("/images/newer"));
    QVERIFY(session->draft().train == TrainSettings()); // the rest starts from the defaults
}

void ProjectSessionTest::severalRunsAreSelected()
{
    const RunId a = RunId::make(), b = RunId::make(), c = RunId::make();
    const auto session = open();
    QSignalSpy current(session.get(), &ProjectSession::selectedRunChanged);
    QSignalSpy all(session.get(), &ProjectSession::selectedRunsChanged);
    session->setSelectedRuns({a, b, c});
    session->setSelectedRuns({a, b, c});
    QCOMPARE(all.size(), 1);
    QCOMPARE(session->selectedRun(), a);
    session->setSelectedRun(c); // one of them becomes the current one
    QCOMPARE(session->selectedRuns(), (std::vector<RunId>{c, a, b}));
    QCOMPARE(current.size(), 2);
    session->setSelectedRuns({c, b}); // the current one stays
    QCOMPARE(current.size(), 2);
    QCOMPARE(all.size(), 3);
    session->setSelectedRun(a); // none of them: it stands alone
    QCOMPARE(session->selectedRuns(), std::vector<RunId>{a});
    session->setSelectedRuns({});
    QVERIFY(!session->selectedRun().isValid());
}

void ProjectSessionTest::selectedRunOutlivesTheSession()
{
    const RunId run = RunId::make();
    auto session = open();
    QSignalSpy changed(session.get(), &ProjectSession::selectedRunChanged);
    session->setSelectedRun(run);
    session->setSelectedRun(run);
    QCOMPARE(changed.size(), 1);
    session.reset();
    QVERIFY(open()->selectedRun() == run);
}

int main(int argc, char **argv)
{
    const testing::Sandbox box;
    QCoreApplication application(argc, argv);
    ProjectSessionTest test(box);
    return QTest::qExec(&test, argc, argv);
}
#include "tst_project_session.moc"
