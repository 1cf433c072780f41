#include "ui/data/dataset_summary.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <climits>
#include <numeric>

namespace tandem {

namespace {

constexpr std::uint32_t kStopCheck = 1024; // images between two looks at the stop token

struct Text {
    Q_DECLARE_TR_FUNCTIONS(DatasetSummary)
};

QString range(int low, int high)
{
    const QLocale locale;
    return low == high ? locale.toString(low)
                       : QStringLiteral("%1–%2").arg(locale.toString(low), locale.toString(high));
}

} // namespace

DatasetSummary summarise(const ImageSet &images, const std::stop_token &stop)
{
    DatasetSummary summary;
    summary.countPerClass.assign(images.classNames().size(), 0);
    summary.minimumWidth = summary.minimumHeight = images.size() > 0 ? INT_MAX : 0;
    for (std::uint32_t i = 0; i < images.size(); ++i) {
        if (i % kStopCheck == 0 && stop.stop_requested())
            break;
        const std::int32_t label = images.label(i);
        if (label == kNoLabel)
            ++summary.unlabelled;
        else
            ++summary.countPerClass[static_cast<std::size_t>(label)];
        const ImageView image = images.image(i);
        summary.minimumWidth = std::min(summary.minimumWidth, image.width);
        summary.maximumWidth = std::max(summary.maximumWidth, image.width);
        summary.minimumHeight = std::min(summary.minimumHeight, image.height);
        summary.maximumHeight = std::max(summary.maximumHeight, image.height);
    }
    return summary;
}

std::vector<std::uint32_t> filterImages(const ImageSet &images, const ImageFilter &filter, const std::stop_token &stop)
{
    std::vector<std::uint32_t> shown;
    if (filter.labels.empty() && filter.search.isEmpty() && !filter.only) {
        shown.resize(images.size());
        std::iota(shown.begin(), shown.end(), 0U);
        return shown;
    }
    for (std::uint32_t i = 0; i < images.size(); ++i) {
        if (i % kStopCheck == 0 && stop.stop_requested())
            break;
        if (!filter.labels.empty() && !filter.labels.contains(images.label(i)))
            continue;
        if (filter.only && !filter.only->contains(images.sourceIndex(i)))
            continue;
        if (filter.search.isEmpty() ||
            QString::fromStdString(images.name(i)).contains(filter.search, Qt::CaseInsensitive))
            shown.push_back(i);
    }
    return shown;
}

QString kindText(const ImageSet &images)
{
    // Proper names stay as they are; only this one is a word.
    return images.kind() == "image folder" ? Text::tr("image folder") : QString::fromStdString(images.kind());
}

QString sizeText(const DatasetSummary &s)
{
    //: width and height of images; each may be a range such as 48–640
    return Text::tr("%1 × %2 pixels")
        .arg(range(s.minimumWidth, s.maximumWidth), range(s.minimumHeight, s.maximumHeight));
}

QString balanceText(const DatasetSummary &summary)
{
    if (summary.countPerClass.empty())
        return {};
    const auto [low, high] = std::minmax_element(summary.countPerClass.begin(), summary.countPerClass.end());
    const QLocale locale;
    if (*low == *high)
        return Text::tr("%1 in each class").arg(locale.toString(*low));
    return Text::tr("%1 to %2 in a class").arg(locale.toString(*low), locale.toString(*high));
}

} // namespace tandem
