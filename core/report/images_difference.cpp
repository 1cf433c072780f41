#include "core/report/images_difference.h"

namespace tandem {

ImagesDifference imagesDifference(const RunPlan &plan, const ImagesFound &found)
{
    if (plan.trainImages != found.trainImages)
        return ImagesDifference::Number;
    if (!plan.trainIdentity.empty() && plan.trainIdentity != found.trainIdentity)
        return ImagesDifference::TrainContent;
    if (!plan.testIdentity.empty() && found.testIdentity && plan.testIdentity != *found.testIdentity)
        return ImagesDifference::TestContent;
    return ImagesDifference::None;
}

} // namespace tandem
