#include "ui/charts/vector_chart.h"

#include "ui/charts/vector_canvas.h"
#include "ui/runs/run_text.h"
#include "ui/theme.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QSlider>
#include <QVBoxLayout>

#include <QAccessible>

#include <algorithm>

namespace tandem {

VectorChart::VectorChart(const ChartedRuns &runs, QWidget *parent) : ChartCard(parent), m_runs(runs)
{
    auto *body = new QWidget(this);
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(space::kTight, 0, space::kSmall, space::kTight);
    layout->setSpacing(space::kTight);
    m_canvas = new VectorCanvas(*this);
    layout->addWidget(m_canvas, 1);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::kSmall);
    m_slider = new QSlider(Qt::Horizontal, body);
    m_slider->setAccessibleName(tr("Evaluation"));
    m_slider->setToolTip(tr("Which evaluation stands beside the strip (arrow keys)"));
    m_place = new QLabel(body);
    m_place->setFont(captionFont());
    row->addWidget(m_slider, 1);
    row->addWidget(m_place);
    layout->addLayout(row);
    setBody(body);
    m_empty = new QLabel(m_canvas);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setText(tr("These come with the first evaluation."));
    auto *cover = new QVBoxLayout(m_canvas);
    cover->addWidget(m_empty);
    connect(m_slider, &QSlider::valueChanged, this, [this](int value) {
        m_follows = value == m_slider->maximum();
        showChosen();
    });
    connect(m_canvas, &VectorCanvas::picked, this, [this](std::size_t record, std::size_t element) {
        setFocus(Qt::MouseFocusReason);
        m_element = element;
        m_hasChosenElement = true;
        choose(record);
    });
    VectorChart::applyTheme();
}

void VectorChart::setSpec(const ChartSpec &spec)
{
    ChartCard::setSpec(spec);
    m_style = vectorStyle(spec.vector);
    setTitle(m_style.title);
    setCaption(m_style.unit);
    takeData();
}

void VectorChart::setRun(const RunId &run)
{
    if (run == m_run)
        return;
    m_run = run;
    m_follows = true;
    takeData();
}

void VectorChart::takeData()
{
    const ChartedRun *run = m_runs.find(m_run);
    if ((run == nullptr || !run->vectors.contains(m_spec.vector)) && !m_runs.runs().empty())
        run = m_runs.runs().front().get(); // the one whose vectors are read
    m_records.clear();
    m_stepsPerEpoch = 0;
    if (run != nullptr) {
        if (const auto known = run->vectors.find(m_spec.vector); known != run->vectors.end())
            m_records = known->second;
        m_stepsPerEpoch = run->clock.stepsPerEpoch;
    }
    std::erase_if(m_records, [](const VectorRecord &record) { return record.values.empty(); });
    if (m_style.shape == VectorStyle::Shape::Sorted)
        for (VectorRecord &record : m_records)
            std::sort(record.values.begin(), record.values.end(), std::greater<>());
    m_canvas->setRecords(m_records, m_style);
    m_empty->setVisible(m_records.empty());
    const int last = std::max(0, static_cast<int>(m_records.size()) - 1);
    const QSignalBlocker blocker(m_slider);
    m_slider->setRange(0, last);
    m_slider->setEnabled(m_records.size() > 1);
    if (m_follows)
        m_slider->setValue(last);
    showChosen();
}

std::optional<std::size_t> VectorChart::chosen() const
{
    if (m_records.empty())
        return std::nullopt;
    return std::min(static_cast<std::size_t>(m_slider->value()), m_records.size() - 1);
}

void VectorChart::choose(std::size_t record)
{
    if (static_cast<int>(record) == m_slider->value())
        showChosen();
    else
        m_slider->setValue(static_cast<int>(record));
}

QString VectorChart::recordText(std::size_t record) const
{
    const QLocale locale;
    const std::int64_t step = m_records[record].step;
    if (m_stepsPerEpoch > 0)
        return tr("epoch %1")
            .arg(locale.toString(static_cast<double>(step) / static_cast<double>(m_stepsPerEpoch), 'g', 4));
    return tr("step %1").arg(locale.toString(static_cast<qlonglong>(step)));
}

QString VectorChart::elementText(std::size_t element) const
{
    const auto record = chosen();
    if (!record || element >= m_records[*record].values.size())
        return {};
    const VectorRecord &shown = m_records[*record];
    const QLocale locale;
    if (element < shown.labels.size())
        return QString::fromStdString(shown.labels[element]);
    if (m_style.shape == VectorStyle::Shape::Histogram) {
        const double width = 2.0 / static_cast<double>(shown.values.size());
        const double low = -1 + width * static_cast<double>(element);
        return tr("cosine %1 to %2").arg(locale.toString(low, 'f', 2), locale.toString(low + width, 'f', 2));
    }
    return tr("rank %1 of %2")
        .arg(locale.toString(static_cast<qulonglong>(element + 1)),
             locale.toString(static_cast<qulonglong>(shown.values.size())));
}

QString VectorChart::readout() const
{
    const auto record = chosen();
    if (!record || m_element >= m_records[*record].values.size())
        return {};
    const double value = m_records[*record].values[m_element];
    const bool share = m_style.shape == VectorStyle::Shape::Histogram;
    return tr("%1, %2: %3", "evaluation, place in the vector: value")
        .arg(recordText(*record), elementText(m_element), share ? percentText(value) : numberText(value));
}

QString VectorChart::summary() const
{
    const auto record = chosen();
    if (!record)
        return m_empty->text();
    const auto &values = m_records[*record].values;
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    QString text = tr("%1: %n evaluation(s)", nullptr, static_cast<int>(m_records.size())).arg(m_style.title);
    text += tr("; %1 has %2 values from %3 to %4")
                .arg(recordText(*record), QLocale().toString(static_cast<qulonglong>(values.size())), numberText(*low),
                     numberText(*high));
    text += tr("; the greatest at %1").arg(elementText(static_cast<std::size_t>(high - values.begin())));
    return text + QLatin1Char('.');
}

void VectorChart::showChosen()
{
    const auto record = chosen();
    m_place->setText(record ? recordText(*record) : QString());
    if (record) {
        const auto &values = m_records[*record].values;
        if (!m_hasChosenElement)
            m_element = static_cast<std::size_t>(std::max_element(values.begin(), values.end()) - values.begin());
        m_element = std::min(m_element, values.size() - 1);
    }
    setValue(readout());
    captionLabel()->setVisible(!record);
    m_canvas->update();
}

void VectorChart::moveElement(int by)
{
    const auto record = chosen();
    if (!record)
        return;
    const auto last = static_cast<int>(m_records[*record].values.size()) - 1;
    m_hasChosenElement = true;
    m_element = static_cast<std::size_t>(std::clamp(static_cast<int>(m_element) + by, 0, last));
    showChosen();
}

void VectorChart::keyPressEvent(QKeyEvent *event)
{
    if (event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier) {
        const int key = event->key();
        // Large values stand above in a histogram, first layers above in a list of layers.
        const int up = m_style.shape == VectorStyle::Shape::Histogram ? 1 : -1;
        bool known = true;
        if (key == Qt::Key_Left || key == Qt::Key_Right)
            m_slider->setValue(m_slider->value() + (key == Qt::Key_Left ? -1 : 1));
        else if (key == Qt::Key_Home || key == Qt::Key_End)
            m_slider->setValue(key == Qt::Key_Home ? 0 : m_slider->maximum());
        else if (key == Qt::Key_Up || key == Qt::Key_Down)
            moveElement(key == Qt::Key_Up ? up : -up);
        else
            known = false;
        if (known) {
            QAccessibleValueChangeEvent told(this, readout());
            QAccessible::updateAccessibility(&told);
            return;
        }
    }
    ChartCard::keyPressEvent(event);
}

void VectorChart::applyTheme()
{
    ChartCard::applyTheme();
    if (m_empty == nullptr)
        return;
    for (QLabel *label : {m_empty, m_place}) {
        QPalette own = label->palette();
        own.setColor(QPalette::WindowText, colorsFor(palette()).mutedText);
        label->setPalette(own);
    }
}

} // namespace tandem
