#include "ui/sweeps/importance_panel.h"

#include "core/config/settings_table.h"
#include "ui/sweeps/sweep_text.h"
#include "ui/theme.h"

#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace tandem {

namespace {

constexpr int kBarHeight = 10;
constexpr double kLittleExplained = 0.2; // below, shares are told to be hardly more than chance

} // namespace

/// Shares as bars, the rank correlation beside each.
class ImportanceBars : public QWidget {
public:
    explicit ImportanceBars(QWidget *parent) : QWidget(parent)
    {
        setAccessibleName(ImportancePanel::tr("Share of each axis in the differences"));
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }

    void setReport(const std::optional<ImportanceReport> &report)
    {
        m_report = report;
        QStringList words;
        if (report)
            for (const Importance &entry : report->parameters)
                words << QStringLiteral("%1 %2").arg(QString::fromStdString(entry.name), shareText(entry));
        setAccessibleDescription(words.join(QStringLiteral(", ")));
        updateGeometry();
        update();
    }

    [[nodiscard]] QSize sizeHint() const override
    {
        return {300, rowHeight() * (m_report ? static_cast<int>(m_report->parameters.size()) : 0)};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        if (!m_report)
            return;
        const ThemeColors &c = colorsFor(palette());
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        for (std::size_t i = 0; i < m_report->parameters.size(); ++i) {
            const Importance &entry = m_report->parameters[i];
            const QRect line(0, static_cast<int>(i) * rowHeight(), width(), fontMetrics().height());
            painter.setPen(c.text);
            painter.drawText(line, Qt::AlignLeading | Qt::AlignVCenter, QString::fromStdString(entry.name));
            painter.drawText(line, Qt::AlignTrailing | Qt::AlignVCenter, shareText(entry));
            QRectF bar(0, line.bottom() + 1 + space::kHair, width(), kBarHeight);
            painter.setPen(Qt::NoPen);
            painter.setBrush(c.sunken);
            painter.drawRoundedRect(bar, kBarHeight / 2.0, kBarHeight / 2.0);
            const double filled = bar.width() * std::clamp(entry.share, 0.0, 1.0);
            if (filled < 1)
                continue;
            if (isRightToLeft())
                bar.setLeft(bar.right() - filled);
            else
                bar.setWidth(filled);
            painter.setBrush(c.accent);
            painter.drawRoundedRect(bar, kBarHeight / 2.0, kBarHeight / 2.0);
        }
    }

private:
    [[nodiscard]] int rowHeight() const { return fontMetrics().height() + kBarHeight + space::kMedium; }
    [[nodiscard]] static QString shareText(const Importance &entry)
    {
        const QLocale locale;
        const QString share = locale.toString(entry.share * 100, 'f', 0);
        if (!entry.rankCorrelation)
            return ImportancePanel::tr("%1 %", "share of an axis").arg(share);
        const QString sign = *entry.rankCorrelation < 0 ? QStringLiteral("−") : QStringLiteral("+");
        return ImportancePanel::tr("%1 %, rank correlation %2", "share of an axis, its correlation")
            .arg(share, sign + locale.toString(std::abs(*entry.rankCorrelation), 'f', 2));
    }

    std::optional<ImportanceReport> m_report;
};

ImportanceInput importanceInput(const SweepView &view, const SweepGoal &goal)
{
    ImportanceInput input;
    const auto &axes = view.spec.axes;
    for (const SweepAxis &axis : axes) {
        const SettingField *field = findSetting(axis.name);
        const bool numeric =
            field != nullptr && (field->kind == SettingKind::Integer || field->kind == SettingKind::Number);
        input.columns.push_back({axisText(axis).toStdString(), !numeric, {}});
    }
    for (const SweepCell &cell : view.cells) {
        for (const CellRepeat &repeat : cell.repeats) {
            const auto result = view.value(repeat, goal);
            if (!result)
                continue;
            input.results.push_back(*result);
            for (std::size_t i = 0; i < axes.size(); ++i) {
                const std::string &label = cell.points[i].label;
                double value = 0;
                if (input.columns[i].categorical) {
                    const auto found = std::find_if(axes[i].points.begin(), axes[i].points.end(),
                                                    [&label](const AxisPoint &point) { return point.label == label; });
                    value = static_cast<double>(found - axes[i].points.begin());
                } else {
                    std::from_chars(label.data(), label.data() + label.size(), value);
                }
                input.columns[i].values.push_back(value);
            }
        }
    }
    return input;
}

ImportancePanel::ImportancePanel(QWidget *parent)
    : QWidget(parent), m_sentence(new QLabel(this)), m_bars(new ImportanceBars(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, space::kSmall, 0, 0);
    layout->setSpacing(space::kMedium);
    m_sentence->setWordWrap(true);
    layout->addWidget(m_sentence);
    layout->addWidget(m_bars);
    layout->addStretch(1);
    setMaximumWidth(640);
}

void ImportancePanel::setView(const SweepViewPtr &view, const SweepGoal &goal)
{
    if (!view)
        return show({}, 0);
    auto input = importanceInput(*view, goal);
    const auto runs = static_cast<std::int64_t>(input.results.size());
    m_lane.submit(
        this,
        [input = std::move(input)](const std::stop_token &) {
            return parameterImportance(input.columns, input.results);
        },
        [this, runs](std::optional<ImportanceReport> report) { show(std::move(report), runs); });
}

QString ImportancePanel::sentence() const
{
    if (m_report) {
        const QString learned =
            tr("Learned from %Ln run(s); it foretells %1 % of the differences among runs that it did "
               "not see.",
               nullptr, static_cast<int>(m_report->runs))
                .arg(QLocale().toString(std::max(0.0, m_report->explained) * 100, 'f', 0));
        return m_report->explained < kLittleExplained
                   ? tr("%1 That is little: the shares below are hardly more than chance.").arg(learned)
                   : learned;
    }
    if (m_runs < kLeastRunsForImportance)
        return tr("Here you will see which setting matters. That takes %1 runs with a result; there are %Ln so far.",
                  nullptr, static_cast<int>(m_runs))
            .arg(kLeastRunsForImportance);
    return tr("All runs have the same result: nothing matters yet.");
}

void ImportancePanel::show(std::optional<ImportanceReport> report, std::int64_t runs)
{
    m_report = std::move(report);
    m_runs = runs;
    m_sentence->setText(sentence());
    m_bars->setReport(m_report);
}

} // namespace tandem
