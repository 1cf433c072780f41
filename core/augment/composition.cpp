#include "core/augment/composition.h"

#include <algorithm>
#include <cassert>
#include <iterator>

// lupdate collects the texts by this macro's name; the window translates them in context "Augment".
#define QT_TRANSLATE_NOOP(context, text) text

namespace tandem {

namespace {

struct Entry {
    StudyTransform transform;
    std::string_view word;
    const char *label;
};

constexpr Entry kEntries[] = {
    {StudyTransform::Crop, "crop", QT_TRANSLATE_NOOP("Augment", "Crop")},
    {StudyTransform::Cutout, "cutout", QT_TRANSLATE_NOOP("Augment", "Cutout")},
    {StudyTransform::Color, "color", QT_TRANSLATE_NOOP("Augment", "Color")},
    {StudyTransform::Sobel, "sobel", QT_TRANSLATE_NOOP("Augment", "Sobel")},
    {StudyTransform::Noise, "noise", QT_TRANSLATE_NOOP("Augment", "Noise")},
    {StudyTransform::Blur, "blur", QT_TRANSLATE_NOOP("Augment", "Blur")},
    {StudyTransform::Rotate, "rotate", QT_TRANSLATE_NOOP("Augment", "Rotate")},
};

const Entry &entryOf(StudyTransform transform)
{
    return *std::find_if(std::begin(kEntries), std::end(kEntries),
                         [=](const Entry &entry) { return entry.transform == transform; });
}

/// The parameters that the person has set for this kind, else the paper's, else the defaults.
template <class Kind> Kind parametersOf(const Pipeline &like, Kind defaults = {})
{
    for (const Operation &operation : like.operations)
        if (const Kind *kind = std::get_if<Kind>(&operation.kind))
            return *kind;
    if (const Operation *paper = paperOperation(Kind{}))
        return std::get<Kind>(paper->kind);
    return defaults;
}

/// The operations of one transform. Color is the paper's distortion: jitter, then sometimes no color at all (its
/// appendix A); everything else always happens.
std::vector<Operation> operationsOf(StudyTransform transform, const Pipeline &like, ViewScope views)
{
    const auto always = [views](OperationKind kind) { return Operation{std::move(kind), 1, true, views}; };
    switch (transform) {
    case StudyTransform::Crop:
        return {always(parametersOf<RandomResizedCrop>(like))};
    case StudyTransform::Cutout:
        return {always(parametersOf<Cutout>(like))};
    case StudyTransform::Color:
        return {{parametersOf<ColorJitter>(like), 0.8, true, views}, {Grayscale{}, 0.2, true, views}};
    case StudyTransform::Sobel:
        return {always(Sobel{})};
    case StudyTransform::Noise:
        return {always(parametersOf<GaussianNoise>(like))};
    case StudyTransform::Blur:
        return {always(parametersOf<GaussianBlur>(like))};
    case StudyTransform::Rotate:
        return {always(parametersOf<Rotate>(like, {.rightAngles = true}))};
    }
    return {};
}

} // namespace

std::string_view studyWord(StudyTransform transform)
{
    return entryOf(transform).word;
}

const char *studyLabel(StudyTransform transform)
{
    return entryOf(transform).label;
}

std::string compositionKey(StudyTransform first, StudyTransform second)
{
    std::string key(studyWord(first));
    return first == second ? key : key + "+" + std::string(studyWord(second));
}

std::vector<CompositionCell> compositionCells(const CompositionChoice &choice)
{
    const ViewScope views = choice.asymmetric ? ViewScope::First : ViewScope::Both;
    std::vector<CompositionCell> cells;
    for (std::size_t row = 0; row < choice.transforms.size(); ++row) {
        for (std::size_t column = 0; column < choice.transforms.size(); ++column) {
            CompositionCell cell;
            cell.row = row;
            cell.column = column;
            cell.key = compositionKey(choice.transforms[row], choice.transforms[column]);
            cell.pipeline = {cell.key, choice.like.size, {{parametersOf<RandomResizedCrop>(choice.like), 1}}};
            for (const std::size_t place : row == column ? std::vector{row} : std::vector{row, column})
                for (const Operation &operation : operationsOf(choice.transforms[place], choice.like, views))
                    cell.pipeline.operations.push_back(operation);
            cell.assignments = {"augment.pipeline=" + pipelineToJson(cell.pipeline), "augment.size=0"};
            cells.push_back(std::move(cell));
        }
    }
    return cells;
}

} // namespace tandem
