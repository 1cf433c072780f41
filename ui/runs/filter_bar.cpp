#include "ui/runs/filter_bar.h"

#include "ui/icons.h"
#include "ui/runs/column_text.h"
#include "ui/runs/run_text.h"
#include "ui/theme.h"
#include "ui/widgets/flow_layout.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace tandem {

namespace {

constexpr int kTypingMs = 150; // a filter over thousands of runs need not follow each key

QString valueText(const RunCondition &condition, const std::string &value)
{
    if (value.empty())
        return FilterBar::tr("none");
    if (condition.column.kind == RunColumn::Kind::State)
        if (const auto state = runStateFromWord(value)) {
            RunRow row;
            row.summary.state = *state;
            return stateText(row);
        }
    if (condition.column.kind == RunColumn::Kind::Health)
        if (const auto health = healthFromWord(value))
            return healthText(*health);
    return QString::fromStdString(value);
}

/// One condition: its words to edit it, a cross to take it away.
class Chip : public QWidget {
public:
    Chip(const QString &text, const QString &source, QWidget *parent)
        : QWidget(parent), edit(new QToolButton(this)), remove(new QToolButton(this))
    {
        edit->setText(fontMetrics().elidedText(text, Qt::ElideMiddle, 260));
        edit->setToolTip(FilterBar::tr("%1\nClick to edit").arg(source));
        edit->setAccessibleName(FilterBar::tr("Edit condition: %1").arg(text));
        remove->setIcon(icon(QStringLiteral("close")));
        remove->setIconSize({12, 12});
        remove->setToolTip(FilterBar::tr("Take away"));
        remove->setAccessibleName(FilterBar::tr("Take away condition: %1").arg(text));
        auto *row = new QHBoxLayout(this);
        row->setContentsMargins(space::kTight, 1, 1, 1);
        row->setSpacing(0);
        for (QToolButton *button : {edit, remove}) {
            button->setAutoRaise(true);
            button->setFocusPolicy(Qt::StrongFocus);
            row->addWidget(button);
        }
    }

    QToolButton *edit, *remove;

protected:
    void paintEvent(QPaintEvent *) override
    {
        const ThemeColors &colors = colorsFor(palette());
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(colors.control);
        painter.setBrush(colors.accentSoft);
        const QRectF box = QRectF(rect()).adjusted(.5, .5, -.5, -.5);
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2);
    }
};

} // namespace

QString conditionLabel(const RunCondition &condition)
{
    using Test = RunCondition::Test;
    QStringList values;
    for (const std::string &value : condition.values)
        values << valueText(condition, value);
    const QString title = columnTitle(condition.column);
    const QString all = values.join(QStringLiteral(", "));
    if (condition.column.kind == RunColumn::Kind::Starred && condition.test == Test::Equal)
        return all == QLatin1String("true") ? FilterBar::tr("Starred") : FilterBar::tr("Without a star");
    switch (condition.test) {
    case Test::Equal:
        return FilterBar::tr("%1: %2", "column, values").arg(title, all);
    case Test::NotEqual:
        return FilterBar::tr("%1: not %2", "column, values").arg(title, all);
    case Test::Contains:
        return FilterBar::tr("%1 contains %2", "column, text").arg(title, all);
    case Test::Less:
        return QStringLiteral("%1 < %2").arg(title, all);
    case Test::AtMost:
        return QStringLiteral("%1 ≤ %2").arg(title, all);
    case Test::More:
        return QStringLiteral("%1 > %2").arg(title, all);
    case Test::AtLeast:
        return QStringLiteral("%1 ≥ %2").arg(title, all);
    }
    return {};
}

FilterBar::FilterBar(QWidget *parent)
    : QWidget(parent), m_line(new QLineEdit(this)), m_add(new QToolButton(this)), m_suggestions(new QMenu(this)),
      m_row(new QWidget(this)), m_flow(new FlowLayout(m_row))
{
    m_line->setPlaceholderText(tr("Filter: words, or loss<3, state=done, tag=…"));
    m_line->setToolTip(tr("Words are looked for in names, states, tags, notes and settings. Conditions name a column: "
                          "objective.temperature<0.2, knn>=45%, tag=paper. Enter makes them chips."));
    m_line->setAccessibleName(tr("Filter runs"));
    m_line->setClearButtonEnabled(true);
    m_line->addAction(icon(QStringLiteral("filter"), IconTone::Muted), QLineEdit::LeadingPosition);
    m_line->installEventFilter(this);
    m_add->setIcon(icon(QStringLiteral("plus")));
    m_add->setToolTip(tr("Add a condition"));
    m_add->setAccessibleName(tr("Add a condition"));
    m_add->setPopupMode(QToolButton::InstantPopup);
    m_add->setFocusPolicy(Qt::StrongFocus);
    m_add->setMenu(m_suggestions);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(0, 0, 0, 0);
    top->setSpacing(space::kTight);
    top->addWidget(m_line, 1);
    top->addWidget(m_add);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kTight);
    column->addLayout(top);
    column->addWidget(m_row);
    m_row->hide();
    m_timer.setSingleShot(true);
    m_timer.setInterval(kTypingMs);
    connect(&m_timer, &QTimer::timeout, this, &FilterBar::tell);
    connect(m_line, &QLineEdit::textEdited, this, [this] { m_timer.start(); });
    connect(m_line, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (text.isEmpty()) // by the clear button as well
            tell();
    });
    connect(m_line, &QLineEdit::returnPressed, this, &FilterBar::takeConditions);
}

RunQuery FilterBar::query() const
{
    RunQuery query = parseQuery(m_line->text().toStdString()).value_or(RunQuery());
    query.conditions.insert(query.conditions.begin(), m_chips.begin(), m_chips.end());
    return query;
}

void FilterBar::setQuery(const RunQuery &query)
{
    m_timer.stop();
    m_chips = query.conditions;
    m_told = query;
    m_line->setText(QString::fromStdString(queryText({{}, query.words})));
    rebuildChips();
}

void FilterBar::addCondition(const RunCondition &condition)
{
    m_chips.push_back(condition);
    rebuildChips();
    tell();
}

void FilterBar::clear()
{
    m_chips.clear();
    m_line->clear();
    rebuildChips();
    tell();
}

void FilterBar::takeConditions()
{
    const RunQuery typed = parseQuery(m_line->text().toStdString()).value_or(RunQuery());
    m_chips.insert(m_chips.end(), typed.conditions.begin(), typed.conditions.end());
    m_line->setText(QString::fromStdString(queryText({{}, typed.words})));
    rebuildChips();
    tell();
}

void FilterBar::editChip(std::size_t place)
{
    const QString text = QString::fromStdString(conditionText(m_chips[place]));
    m_chips.erase(m_chips.begin() + static_cast<std::ptrdiff_t>(place));
    const QString rest = m_line->text().trimmed();
    m_line->setText(rest.isEmpty() ? text : rest + QLatin1Char(' ') + text);
    m_line->setFocus();
    rebuildChips(); // the filter stays the same
}

void FilterBar::removeChip(std::size_t place)
{
    m_chips.erase(m_chips.begin() + static_cast<std::ptrdiff_t>(place));
    rebuildChips();
    m_line->setFocus();
    tell();
}

void FilterBar::rebuildChips()
{
    while (QLayoutItem *item = m_flow->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // it may be the one that was clicked
        delete item;
    }
    for (std::size_t i = 0; i < m_chips.size(); ++i) {
        auto *chip = new Chip(conditionLabel(m_chips[i]), QString::fromStdString(conditionText(m_chips[i])), m_row);
        connect(chip->edit, &QToolButton::clicked, this, [this, i] { editChip(i); });
        connect(chip->remove, &QToolButton::clicked, this, [this, i] { removeChip(i); });
        m_flow->addWidget(chip);
        chip->show();
    }
    m_row->setVisible(!m_chips.empty());
    m_row->updateGeometry();
}

void FilterBar::tell()
{
    m_timer.stop();
    const RunQuery now = query();
    if (now == m_told)
        return;
    m_told = now;
    Q_EMIT queryChanged(now);
}

bool FilterBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_line && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Backspace && m_line->text().isEmpty() && !m_chips.empty()) {
            editChip(m_chips.size() - 1);
            return true;
        }
        if (key->key() == Qt::Key_Escape && !m_line->text().isEmpty()) {
            m_line->clear();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace tandem
