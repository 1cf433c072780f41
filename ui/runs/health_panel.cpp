#include "ui/runs/health_panel.h"

#include "core/store/run_reader.h"
#include "ui/error_text.h"
#include "ui/runs/column_text.h"
#include "ui/theme.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QLocale>

#include <cmath>
#include <utility>

namespace tandem {

namespace {

constexpr int kRoomForBoth = 680; // px of width from which words and plane stand side by side
constexpr std::size_t kMostPaths = 8;

QLabel *wrapped(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

/// Where both were measured, at the same evaluation.
PlanePath pathOf(const QString &name, const HealthHistory &history)
{
    PlanePath path{name, {}, {}};
    auto alignment = history.alignment.begin();
    for (const SeriesPoint &uniformity : history.uniformity) {
        while (alignment != history.alignment.end() && alignment->step < uniformity.step)
            ++alignment;
        if (alignment == history.alignment.end() || alignment->step != uniformity.step ||
            !std::isfinite(uniformity.value) || !std::isfinite(alignment->value))
            continue;
        path.points.emplace_back(uniformity.value, alignment->value);
        path.steps.push_back(uniformity.step);
    }
    return path;
}

} // namespace

struct HealthPanel::Findings {
    std::optional<Diagnosis> diagnosis;
    std::optional<Error> error;
    std::vector<PlanePath> paths;
};

HealthPanel::HealthPanel(QWidget *parent)
    : QWidget(parent), m_icon(new QLabel(this)), m_title(new QLabel(this)), m_since(new QLabel(this)),
      m_evidence(wrapped(this)), m_remedyTitle(new QLabel(tr("What helps"), this)), m_remedy(wrapped(this)),
      m_plane(new AlignmentPlane(this)), m_words(new QWidget(this)),
      m_layout(new QBoxLayout(QBoxLayout::LeftToRight, this))
{
    m_title->setFont(sectionFont());
    m_remedyTitle->setFont(sectionFont());
    m_plane->setEmptyText(tr("With the first evaluation, the place of this run between alignment and uniformity will "
                             "stand here."));
    auto *top = new QHBoxLayout;
    top->setSpacing(space::kSmall);
    top->addWidget(m_icon);
    top->addWidget(m_title);
    top->addWidget(m_since, 1);
    auto *words = new QVBoxLayout(m_words);
    words->setContentsMargins(0, 0, 0, 0);
    words->setSpacing(space::kSmall);
    words->addLayout(top);
    words->addWidget(m_evidence);
    words->addSpacing(space::kSmall);
    words->addWidget(m_remedyTitle);
    words->addWidget(m_remedy);
    words->addStretch(1);
    m_layout->setContentsMargins(0, space::kSmall, 0, 0);
    m_layout->setSpacing(space::kLarge);
    m_layout->addWidget(m_words, 1);
    m_layout->addWidget(m_plane, 1);
    showVerdict();
}

void HealthPanel::setRuns(const ProjectLayout *project, const std::vector<NamedRun> &runs)
{
    const bool isOther = runs.empty() || m_runs.empty() || runs.front().id != m_runs.front().id;
    std::vector<NamedRun> shown = runs;
    shown.resize(std::min(shown.size(), kMostPaths));
    if (m_project.has_value() == (project != nullptr) && shown == m_runs)
        return; // what is new in a run is told by refresh()
    m_project = project != nullptr ? std::optional(*project) : std::nullopt;
    m_runs = std::move(shown);
    if (isOther) {
        m_lane.cancel();
        m_diagnosis.reset();
        m_plane->setPaths({});
        showVerdict();
    }
    refresh();
}

void HealthPanel::refresh()
{
    m_isDue = true;
    if (!isVisible() || !m_project || m_runs.empty())
        return;
    m_isDue = false;
    m_lane.submit(
        this, [project = *m_project, runs = m_runs](const std::stop_token &) { return examine(project, runs); },
        [this](Findings findings) { take(std::move(findings)); });
}

HealthPanel::Findings HealthPanel::examine(const ProjectLayout &project, const std::vector<NamedRun> &runs)
{
    Findings findings;
    for (const NamedRun &run : runs) {
        auto reader = RunReader::open(project, run.id);
        auto history = reader ? (*reader)->healthHistory() : Result<HealthHistory>(reader.error());
        const bool isFirst = &run == &runs.front();
        if (!history) {
            if (isFirst && history.error().code != ErrorCode::RunNotFound)
                findings.error = history.error();
            continue;
        }
        if (isFirst)
            findings.diagnosis = diagnose(*history);
        findings.paths.push_back(pathOf(run.name, *history));
    }
    return findings;
}

void HealthPanel::take(Findings findings)
{
    m_diagnosis = std::move(findings.diagnosis);
    m_plane->setPaths(findings.paths);
    showVerdict();
    if (findings.error)
        m_evidence->setText(errorText(*findings.error));
}

void HealthPanel::showVerdict()
{
    const Health verdict = m_diagnosis ? m_diagnosis->verdict : Health::Unknown;
    m_title->setText(healthText(verdict));
    m_since->setText(m_diagnosis && m_diagnosis->sinceStep > 0
                         ? tr("since step %1").arg(QLocale().toString(static_cast<qlonglong>(m_diagnosis->sinceStep)))
                         : QString());
    QStringList lines;
    if (m_diagnosis)
        for (const Evidence &evidence : m_diagnosis->evidence)
            lines << QStringLiteral("•  ") + evidenceText(evidence);
    m_evidence->setText(lines.join(QLatin1Char('\n')));
    m_remedyTitle->setVisible(isAilment(verdict));
    m_remedy->setText(remedyText(verdict));
    applyTheme();
}

QString HealthPanel::text() const
{
    return QStringList{m_title->text(), m_since->text(), m_evidence->text(), m_remedy->text()}.join(QLatin1Char('\n'));
}

void HealthPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isDue)
        refresh();
}

void HealthPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_layout->setDirection(width() >= kRoomForBoth ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void HealthPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyTheme();
}

void HealthPanel::applyTheme()
{
    const Health verdict = m_diagnosis ? m_diagnosis->verdict : Health::Unknown;
    const QIcon mark = healthIcon(verdict);
    m_icon->setVisible(!mark.isNull());
    m_icon->setPixmap(mark.pixmap(QSize(20, 20), devicePixelRatioF()));
    QPalette muted = m_since->palette();
    muted.setColor(QPalette::WindowText, colorsFor(palette()).mutedText);
    m_since->setPalette(muted);
}

} // namespace tandem
