#pragma once

#include "ui/runs/run_follower.h"
#include "ui/runs/run_row.h"

#include <QWidget>

class QLabel;
class QTabWidget;
class QHBoxLayout;

namespace tandem {

class ChartsPanel;
class ElidedLabel;
class LogPanel;
class PairsPanel;
class RunActions;
class RunSettingsPanel;

/// Everything about one run: what it is doing, its live charts, the views it was fed, its log and its settings. The
/// views stand beside the charts where there is room, else on a tab of their own.
class RunDetail : public QWidget {
    Q_OBJECT
public:
    explicit RunDetail(const RunActions &actions, QWidget *parent = nullptr);

    /// The header's numbers; null while no run is selected.
    void setRow(const RunRow *row);
    /// Forgets the run that was shown.
    void clear();
    void apply(const RunChange &change);

    [[nodiscard]] ChartsPanel *charts() const { return m_charts; }
    [[nodiscard]] PairsPanel *pairs() const { return m_pairs; }
    [[nodiscard]] LogPanel *log() const { return m_log; }
    [[nodiscard]] RunSettingsPanel *settings() const { return m_settings; }
    [[nodiscard]] QTabWidget *tabs() const { return m_tabs; }
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
    QLabel *m_icon = nullptr, *m_state = nullptr, *m_sentence = nullptr;
    ElidedLabel *m_name = nullptr, *m_facts = nullptr;
    QTabWidget *m_tabs = nullptr;
    QWidget *m_curves = nullptr;
    ChartsPanel *m_charts = nullptr;
    PairsPanel *m_pairs = nullptr;
    LogPanel *m_log = nullptr;
    RunSettingsPanel *m_settings = nullptr;
    bool m_pairsBeside = false;
};

} // namespace tandem
