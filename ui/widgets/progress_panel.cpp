#include "ui/widgets/progress_panel.h"

#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <cmath>

namespace tandem {

namespace {

constexpr qint64 kFirstGuessMs = 1500;
constexpr int kBarCharacters = 48;

} // namespace

ProgressPanel::ProgressPanel(QWidget *parent)
    : QWidget(parent), m_title(new QLabel), m_bar(new QProgressBar), m_sentence(new MutedLabel)
{
    m_title->setFont(sectionFont());
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(space::kSmall);
    m_bar->setAccessibleName(tr("Progress"));
    auto *cancel = new QPushButton(tr("Cancel"));
    connect(cancel, &QPushButton::clicked, this, &ProgressPanel::cancelled);

    auto *column = new QVBoxLayout;
    column->setSpacing(space::kSmall);
    column->addStretch(2);
    column->addWidget(m_title);
    column->addWidget(m_bar);
    column->addWidget(m_sentence);
    column->addSpacing(space::kSmall);
    column->addWidget(cancel, 0, Qt::AlignLeft);
    column->addStretch(3);
    m_bar->setMinimumWidth(fontMetrics().averageCharWidth() * kBarCharacters);
    auto *row = new QHBoxLayout(this);
    row->addStretch(1);
    row->addLayout(column, 2);
    row->addStretch(1);
}

void ProgressPanel::start(const QString &title)
{
    m_title->setText(title);
    m_sentence->setText(QString());
    m_bar->setRange(0, 0);
    m_clock.start();
}

void ProgressPanel::setProgress(int done, int total, const QString &sentence)
{
    m_bar->setRange(0, total);
    m_bar->setValue(done);
    const QString left = timeLeftText(m_clock.elapsed(), done, total);
    m_sentence->setText(left.isEmpty() ? sentence : QStringLiteral("%1 · %2").arg(sentence, left));
}

QString timeLeftText(qint64 elapsedMs, int done, int total)
{
    if (elapsedMs < kFirstGuessMs || done <= 0 || done >= total)
        return {};
    const double seconds = static_cast<double>(elapsedMs) / 1000.0 * (total - done) / done;
    if (seconds < 60)
        return ProgressPanel::tr("about %n second(s) left", nullptr, static_cast<int>(std::ceil(seconds)));
    return ProgressPanel::tr("about %n minute(s) left", nullptr, static_cast<int>(std::ceil(seconds / 60)));
}

} // namespace tandem
