#pragma once

#include "ui/runs/run_follower.h"
#include "ui/runs/run_row.h"

#include <QWidget>

class QLabel;
class QTabWidget;
class QHBoxLayout;

namespace tandem {

class ChartsPanel;
struct ChartedRun;
class ComparePanel;
class ElidedLabel;
class HealthPanel;
class LogPanel;
class NotesPanel;
class PairsPanel;
class RunActions;
class RunSettingsPanel;

/// Everything about one run: what it is doing, its live charts, the views it was fed, its log and its settings. The
/// views stand beside the charts where there is room, else on a tab of their own.
class RunDetail : public QWidget {
    Q_OBJECT
public:
    explicit RunDetail(const RunActions &actions, QWidget *parent = nullptr);

    /// The header's numbers, and the name that the run goes by; null while no run is selected.
    void setRow(const RunRow *row, const QString &name = {});
    /// Forgets the run that was shown, but for its curves.
    void clear();
    /// Shows what the charts know already of a run that they have shown beside another.
    void showKnown(const ChartedRun &run);
    void apply(const RunChange &change);

    [[nodiscard]] ChartsPanel *charts() const { return m_charts; }
    [[nodiscard]] PairsPanel *pairs() const { return m_pairs; }
    [[nodiscard]] LogPanel *log() const { return m_log; }
    [[nodiscard]] RunSettingsPanel *settings() const { return m_settings; }
    [[nodiscard]] HealthPanel *health() const { return m_health; }
    [[nodiscard]] ComparePanel *compare() const { return m_compare; }
    [[nodiscard]] NotesPanel *notes() const { return m_notes; }
    [[nodiscard]] QTabWidget *tabs() const { return m_tabs; }
    /// Brings a tab's widget to the front.
    void showTab(QWidget *page);
    [[nodiscard]] QString facts() const;
    [[nodiscard]] QString sentence() const;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *buildHeader(const RunActions &actions);
    void buildTabs();
    void placePairs();
    void showState();
    void applyTheme();

    std::optional<RunRow> m_row;
    QString m_title;
    QLabel *m_icon = nullptr, *m_state = nullptr, *m_sentence = nullptr;
    ElidedLabel *m_name = nullptr, *m_facts = nullptr;
    QTabWidget *m_tabs = nullptr;
    QWidget *m_curves = nullptr;
    ChartsPanel *m_charts = nullptr;
    PairsPanel *m_pairs = nullptr;
    HealthPanel *m_health = nullptr;
    ComparePanel *m_compare = nullptr;
    NotesPanel *m_notes = nullptr;
    LogPanel *m_log = nullptr;
    RunSettingsPanel *m_settings = nullptr;
    bool m_pairsBeside = false;
};

} // namespace tandem
