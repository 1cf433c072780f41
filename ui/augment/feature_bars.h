#pragma once

#include "core/augment/shortcut_meter.h"

#include <QWidget>

#include <optional>

namespace tandem {

/// A bar for each trivial feature: how many of the pairs it finds. The colour warns, and so does the number beside it.
class FeatureBars : public QWidget {
    Q_OBJECT
public:
    explicit FeatureBars(QWidget *parent = nullptr);

    void setReport(const std::optional<ShortcutReport> &report);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int rowHeight() const;
    std::optional<ShortcutReport> m_report;
};

} // namespace tandem
