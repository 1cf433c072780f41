#include "ui/runs/run_detail.h"

#include "ui/charts/charts_panel.h"
#include "ui/compare/compare_panel.h"
#include "ui/runs/health_panel.h"
#include "ui/runs/log_panel.h"
#include "ui/runs/notes_panel.h"
#include "ui/runs/pairs_panel.h"
#include "ui/runs/run_actions.h"
#include "ui/runs/run_settings_panel.h"
#include "ui/runs/run_text.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QResizeEvent>
#include <QScrollArea>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace tandem {

namespace {

/// In a small window, what is higher than its tab can be scrolled, and asks for no more room.
QWidget *scrolled(QWidget *content)
{
    auto *area = new QScrollArea;
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    return area;
}

constexpr int kRoomForPairs = 1120; // px of width from which the views stand beside the charts

} // namespace

RunDetail::RunDetail(const RunActions &actions, QWidget *parent) : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kSmall);
    layout->addWidget(buildHeader(actions));
    m_sentence = new QLabel(this);
    m_sentence->setWordWrap(true);
    m_sentence->setAutoFillBackground(true);
    m_sentence->setMargin(space::kSmall);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_sentence->hide();
    layout->addWidget(m_sentence);
    buildTabs();
    layout->addWidget(m_tabs, 1);
    applyTheme();
    setRow(nullptr);
}

QWidget *RunDetail::buildHeader(const RunActions &actions)
{
    auto *header = new QWidget(this);
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kSmall);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    auto *top = new QHBoxLayout;
    top->setSpacing(space::kSmall);
    m_name = new ElidedLabel({}, Qt::ElideRight, header);
    m_name->setFont(sectionFont());
    m_icon = new QLabel(header);
    m_state = new QLabel(header);
    top->addWidget(m_icon);
    top->addWidget(m_state);
    top->addWidget(m_name, 1);
    m_facts = new ElidedLabel({}, Qt::ElideRight, header);
    m_facts->setMuted(true);
    words->addLayout(top);
    words->addWidget(m_facts);
    row->addLayout(words, 1);
    for (QAction *action : actions.onRun()) {
        auto *button = new QToolButton(header);
        button->setDefaultAction(action);
        button->setFocusPolicy(Qt::StrongFocus);
        const bool wordy = action == actions.stop || action == actions.resume;
        button->setToolButtonStyle(wordy ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
        row->addWidget(button, 0, Qt::AlignVCenter);
    }
    return header;
}

void RunDetail::buildTabs()
{
    m_tabs = new QTabWidget(this);
    m_tabs->setDocumentMode(true);
    m_curves = new QWidget(m_tabs);
    auto *curves = new QHBoxLayout(m_curves);
    curves->setContentsMargins(0, space::kSmall, 0, 0);
    curves->setSpacing(space::kSmall);
    m_charts = new ChartsPanel(m_curves);
    curves->addWidget(m_charts, 1);
    m_pairs = new PairsPanel(m_tabs);
    m_log = new LogPanel(m_tabs);
    m_settings = new RunSettingsPanel(m_tabs);
    m_tabs->addTab(m_curves, tr("Curves"));
    m_tabs->addTab(m_pairs, tr("Views"));
    m_health = new HealthPanel(m_tabs);
    m_compare = new ComparePanel(m_tabs);
    m_notes = new NotesPanel(m_tabs);
    m_tabs->addTab(scrolled(m_health), tr("Health"));
    m_tabs->addTab(m_compare, tr("Compare"));
    m_tabs->addTab(m_notes, tr("Notes"));
    m_tabs->addTab(m_log, tr("Log"));
    m_tabs->addTab(m_settings, tr("Settings"));
}

void RunDetail::showTab(QWidget *page)
{
    for (int i = 0; i < m_tabs->count(); ++i)
        if (m_tabs->widget(i)->isAncestorOf(page) || m_tabs->widget(i) == page)
            m_tabs->setCurrentIndex(i);
}

void RunDetail::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placePairs();
}

void RunDetail::placePairs()
{
    const bool beside = width() >= kRoomForPairs;
    if (beside == m_pairsBeside)
        return;
    m_pairsBeside = beside;
    if (beside) {
        m_tabs->removeTab(m_tabs->indexOf(m_pairs));
        m_curves->layout()->addWidget(m_pairs);
        m_pairs->setFixedWidth(236);
        m_pairs->show(); // a removed tab is hidden
    } else {
        m_curves->layout()->removeWidget(m_pairs);
        m_pairs->setMinimumWidth(0);
        m_pairs->setMaximumWidth(QWIDGETSIZE_MAX);
        m_tabs->insertTab(1, m_pairs, tr("Views")); // shown or hidden with its tab
    }
}

QString RunDetail::facts() const
{
    if (!m_row)
        return {};
    const RunSummary &summary = m_row->summary;
    const QLocale locale;
    QStringList parts;
    if (const QString progress = progressText(summary); !progress.isEmpty())
        parts << progress;
    if (summary.totalSteps > 0)
        parts << tr("step %1 of %2")
                     .arg(locale.toString(static_cast<qlonglong>(summary.step)),
                          locale.toString(static_cast<qlonglong>(summary.totalSteps)));
    if (const QString left = timeLeftText(m_row->secondsLeft); !left.isEmpty())
        parts << left;
    if (summary.secondsTrained > 0)
        parts << tr("trained for %1").arg(durationText(summary.secondsTrained));
    if (summary.imagesPerSecond)
        parts << tr("%1 images/s").arg(speedText(summary.imagesPerSecond));
    if (summary.dataWaitShare && *summary.dataWaitShare >= 0.05)
        parts << tr("%1 waiting for data").arg(percentText(summary.dataWaitShare));
    if (summary.peakMemoryBytes > 0)
        parts << tr("%1 of memory").arg(bytesText(summary.peakMemoryBytes));
    return parts.join(QStringLiteral("  ·  "));
}

QString RunDetail::sentence() const
{
    return m_sentence->isHidden() ? QString() : m_sentence->text();
}

void RunDetail::setRow(const RunRow *row, const QString &name)
{
    m_row = row != nullptr ? std::optional(*row) : std::nullopt;
    m_title = row != nullptr && name.isEmpty() ? runTitle(row->summary) : name;
    showState();
}

void RunDetail::showState()
{
    setEnabled(m_row.has_value());
    m_name->setText(m_row ? m_title : QString());
    m_facts->setText(facts());
    const QString text = m_row ? stateSentence(*m_row) : QString();
    m_sentence->setText(text);
    m_sentence->setVisible(!text.isEmpty());
    m_state->setText(m_row ? stateText(*m_row) : QString());
    m_icon->setVisible(m_row.has_value());
    const bool live = m_row && isActive(m_row->summary.state);
    m_pairs->setEmptyText(live ? tr("The views come with the first step.") : tr("No views were kept."));
    m_settings->setSettings(m_row ? m_row->summary.settingsJson : std::string());
    applyTheme();
}

void RunDetail::clear()
{
    m_pairs->setPairs(nullptr);
    m_log->setEvents({});
}

void RunDetail::showKnown(const ChartedRun &run)
{
    m_log->setEvents(run.events);
}

void RunDetail::apply(const RunChange &change)
{
    if (change.restart && !change.pairs)
        m_pairs->setPairs(nullptr);
    if (change.pairs)
        m_pairs->setPairs(change.pairs);
    if (change.events)
        m_log->setEvents(*change.events);
    if (change.evaluations || change.restart || change.plan)
        m_health->refresh();
}

void RunDetail::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyTheme();
}

void RunDetail::applyTheme()
{
    const ThemeColors &colors = colorsFor(palette());
    const RunState state = m_row ? m_row->summary.state : RunState::Done;
    if (m_row)
        m_icon->setPixmap(stateIcon(state, palette()).pixmap(QSize(16, 16), devicePixelRatioF()));
    QPalette word = m_state->palette();
    word.setColor(QPalette::WindowText, stateColor(state, colors));
    m_state->setPalette(word);
    QPalette strip = m_sentence->palette();
    const bool bad = state == RunState::Failed;
    strip.setColor(QPalette::Window, bad                       ? colors.badSoft
                                     : state == RunState::Lost ? colors.warningSoft
                                                               : colors.sunken);
    strip.setColor(QPalette::WindowText, colors.text);
    m_sentence->setPalette(strip);
}

} // namespace tandem
