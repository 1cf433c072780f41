#include "core/config/settings_table.h"

#include "core/base/edit_distance.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>

// lupdate collects the texts by this macro's name; the window translates them in context "Settings".
#define QT_TRANSLATE_NOOP(context, text) text

namespace tandem {

namespace {

/// Builds rows of one section: `section` selects the struct inside Settings, the member pointer the field in it.
template <class Section> class Rows {
public:
    Rows(std::vector<SettingField> &table, std::string prefix, const char *title, Section Settings::*section)
        : m_table(table), m_prefix(std::move(prefix)), m_title(title), m_section(section)
    {
    }

    template <class T>
    SettingField &add(SettingKind kind, const char *key, T Section::*member, const char *label, const char *help,
                      const char *unit = "")
    {
        SettingField field{m_prefix + "." + key, m_title, label, help, unit, kind};
        const auto section = m_section;
        field.get = [section, member](const Settings &s) -> SettingValue { return s.*section.*member; };
        field.set = [section, member](Settings &s, const SettingValue &v) { s.*section.*member = std::get<T>(v); };
        m_table.push_back(std::move(field));
        return m_table.back();
    }

    void number(const char *key, double Section::*member, double low, double high, bool logarithmic, const char *label,
                const char *help, const char *unit = "", bool advanced = false)
    {
        auto &row = add(SettingKind::Number, key, member, label, help, unit);
        row.minimum = low;
        row.maximum = high;
        row.logarithmic = logarithmic;
        row.advanced = advanced;
    }

    void integer(const char *key, std::int64_t Section::*member, double low, double high, const char *label,
                 const char *help, const char *unit = "", bool advanced = false)
    {
        auto &row = add(SettingKind::Integer, key, member, label, help, unit);
        row.minimum = low;
        row.maximum = high;
        row.advanced = advanced;
    }

    void choice(const char *key, std::string Section::*member, std::vector<std::string> words, const char *label,
                const char *help, bool advanced = false)
    {
        auto &row = add(SettingKind::Choice, key, member, label, help);
        row.choices = std::move(words);
        row.advanced = advanced;
    }

    void flag(const char *key, bool Section::*member, const char *label, const char *help, bool advanced = false)
    {
        add(SettingKind::Flag, key, member, label, help).advanced = advanced;
    }

private:
    std::vector<SettingField> &m_table;
    std::string m_prefix;
    const char *m_title;
    Section Settings::*m_section;
};

// clang-format off
std::vector<SettingField> makeTable()
{
    std::vector<SettingField> table;

    Rows data(table, "data", QT_TRANSLATE_NOOP("Settings", "Data"), &Settings::data);
    data.add(SettingKind::Path, "path", &DataSettings::path, QT_TRANSLATE_NOOP("Settings", "Training images"), QT_TRANSLATE_NOOP("Settings", "A folder with one sub-folder of images per class, a flat folder of images, or the binary files of CIFAR-10, CIFAR-100 or STL-10."));
    data.add(SettingKind::Path, "test_path", &DataSettings::testPath, QT_TRANSLATE_NOOP("Settings", "Test images"), QT_TRANSLATE_NOOP("Settings", "Images on which kNN accuracy is measured. If empty, a part of the training images is held out."));
    data.number("hold_out", &DataSettings::holdOut, 0, 0.5, false, QT_TRANSLATE_NOOP("Settings", "Held out"), QT_TRANSLATE_NOOP("Settings", "Share of the training images kept away from training and used as test images when none are given."));
    data.integer("limit", &DataSettings::limit, 0, 1e9, QT_TRANSLATE_NOOP("Settings", "Image limit"), QT_TRANSLATE_NOOP("Settings", "Train on this many images only, drawn evenly over the classes. 0 uses all."), QT_TRANSLATE_NOOP("Settings", "images"), true);

    Rows augment(table, "augment", QT_TRANSLATE_NOOP("Settings", "Augmentation"), &Settings::augment);
    augment.choice("preset", &AugmentSettings::preset, {"cifar", "imagenet", "simclr-v2", "moco-v2", "weak", "shapes"}, QT_TRANSLATE_NOOP("Settings", "Preset"), QT_TRANSLATE_NOOP("Settings", "How the two views of an image are made: SimCLR's recipes for CIFAR and ImageNet, its broader set, MoCo v2's, crops and flips alone, or a recipe for the sample set Shapes."));
    augment.number("strength", &AugmentSettings::strength, 0, 2, false, QT_TRANSLATE_NOOP("Settings", "Color strength"), QT_TRANSLATE_NOOP("Settings", "Multiplies the preset's color jitter: 1 is the preset as published, 0 none."));
    augment.integer("size", &AugmentSettings::size, 0, 512, QT_TRANSLATE_NOOP("Settings", "View size"), QT_TRANSLATE_NOOP("Settings", "Side of the square views that the encoder sees. 0 chooses from the images and the preset."), QT_TRANSLATE_NOOP("Settings", "pixels"));
    augment.add(SettingKind::Json, "pipeline", &AugmentSettings::pipeline, QT_TRANSLATE_NOOP("Settings", "Own pipeline"), QT_TRANSLATE_NOOP("Settings", "A pipeline as JSON. Where given, it replaces the preset.")).advanced = true;

    augment.choice("renderer", &AugmentSettings::renderer, {"auto", "cpu", "device"}, QT_TRANSLATE_NOOP("Settings", "Renderer"), QT_TRANSLATE_NOOP("Settings", "Where views are rendered: by the processor, or on the device that trains, which spares the processor and the way to a GPU. auto takes the device where it is a GPU. Both make the same views, to 2 of 255."), true);

    Rows encoder(table, "encoder", QT_TRANSLATE_NOOP("Settings", "Encoder"), &Settings::encoder);
    encoder.choice("name", &EncoderSettings::name, {"resnet18", "resnet34", "resnet50", "resnet101", "resnet152"}, QT_TRANSLATE_NOOP("Settings", "Network"), QT_TRANSLATE_NOOP("Settings", "The ResNet that maps an image to its representation h."));
    encoder.number("width", &EncoderSettings::width, 0.25, 4, true, QT_TRANSLATE_NOOP("Settings", "Width"), QT_TRANSLATE_NOOP("Settings", "Multiplies the channels of every layer. 0.25 trains in minutes on a processor; wider encoders learn better."), QT_TRANSLATE_NOOP("Settings", "×"));
    encoder.choice("stem", &EncoderSettings::stem, {"auto", "cifar", "imagenet"}, QT_TRANSLATE_NOOP("Settings", "Stem"), QT_TRANSLATE_NOOP("Settings", "First layers: cifar keeps the resolution (3×3 convolution), imagenet divides it by four. auto takes cifar up to 64 pixels."));
    encoder.flag("zero_init_residual", &EncoderSettings::zeroInitResidual, QT_TRANSLATE_NOOP("Settings", "Zero-start residual branches"), QT_TRANSLATE_NOOP("Settings", "Starts the last batch-norm scale of every residual branch at zero, as in the paper."), true);

    Rows head(table, "head", QT_TRANSLATE_NOOP("Settings", "Projection head"), &Settings::head);
    head.integer("layers", &HeadSettings::layers, 0, 3, QT_TRANSLATE_NOOP("Settings", "Layers"), QT_TRANSLATE_NOOP("Settings", "0 applies the loss to h itself, 1 is a linear head, 2 or 3 a non-linear one."));
    head.integer("hidden", &HeadSettings::hidden, 0, 16384, QT_TRANSLATE_NOOP("Settings", "Hidden units"), QT_TRANSLATE_NOOP("Settings", "Width of the head's hidden layers. 0 takes the dimension of h."), "", true);
    head.integer("output", &HeadSettings::output, 2, 4096, QT_TRANSLATE_NOOP("Settings", "Output dimension"), QT_TRANSLATE_NOOP("Settings", "Dimension of z, on which the loss is computed."));
    head.choice("batch_norm", &HeadSettings::batchNorm, {"paper", "hidden", "none"}, QT_TRANSLATE_NOOP("Settings", "Batch-norm"), QT_TRANSLATE_NOOP("Settings", "paper: after every layer, the last without offset. hidden: after hidden layers only. none: biases instead."), true);

    Rows objective(table, "objective", QT_TRANSLATE_NOOP("Settings", "Objective"), &Settings::objective);
    objective.choice("name", &ObjectiveSettings::name, {"nt-xent", "nt-logistic", "margin", "dcl", "dclw"}, QT_TRANSLATE_NOOP("Settings", "Loss"), QT_TRANSLATE_NOOP("Settings", "The contrastive loss over the 2N views of a batch: NT-Xent; NT-Logistic and the margin triplet, with which the paper compares it; decoupled contrastive losses, which suit small batches."));
    objective.number("temperature", &ObjectiveSettings::temperature, 0.01, 100, true, QT_TRANSLATE_NOOP("Settings", "Temperature τ"), QT_TRANSLATE_NOOP("Settings", "Divides the similarities. Low values make the loss look at the hardest negatives only."));
    objective.flag("normalize", &ObjectiveSettings::normalize, QT_TRANSLATE_NOOP("Settings", "Cosine similarity"), QT_TRANSLATE_NOOP("Settings", "Brings z to unit length first. Without it, the similarity is the plain dot product."), true);
    objective.choice("negatives", &ObjectiveSettings::negatives, {"all", "semi-hard"}, QT_TRANSLATE_NOOP("Settings", "Negatives"), QT_TRANSLATE_NOOP("Settings", "semi-hard keeps only those that are less similar than the positive, by less than the margin."), true);
    objective.number("margin", &ObjectiveSettings::margin, 0, 2, false, QT_TRANSLATE_NOOP("Settings", "Margin"), QT_TRANSLATE_NOOP("Settings", "For the margin loss, and for what counts as semi-hard, in units of similarity. The paper tried 0, 0.4, 0.8 and 1.6."), "", true);
    objective.number("dclw_sigma", &ObjectiveSettings::dclwSigma, 0.05, 10, true, QT_TRANSLATE_NOOP("Settings", "DCLW σ"), QT_TRANSLATE_NOOP("Settings", "For dclw only: how sharply pairs that lie far apart weigh more."), "", true);

    Rows optimizer(table, "optimizer", QT_TRANSLATE_NOOP("Settings", "Optimizer"), &Settings::optimizer);
    optimizer.choice("name", &OptimizerSettings::name, {"lars", "lars-torch", "lars-clip", "sgd", "adamw"}, QT_TRANSLATE_NOOP("Settings", "Optimizer"), QT_TRANSLATE_NOOP("Settings", "lars adapts the rate layer by layer and is made for large batches: the authors' rule, lars-torch and lars-clip as PyTorch projects have it. sgd suits batches up to a few hundred; adamw wants rates near 0.001."));
    optimizer.number("learning_rate", &OptimizerSettings::learningRate, 0, 1000, true, QT_TRANSLATE_NOOP("Settings", "Learning rate"), QT_TRANSLATE_NOOP("Settings", "Base rate; scaling turns it into the peak rate. LARS wants about ten times the rate of SGD."));
    optimizer.choice("scaling", &OptimizerSettings::scaling, {"linear", "sqrt", "none"}, QT_TRANSLATE_NOOP("Settings", "Rate scaling"), QT_TRANSLATE_NOOP("Settings", "Peak rate for batch size B: linear is rate × B/256, sqrt is rate × √B, none is the rate itself."));
    optimizer.number("momentum", &OptimizerSettings::momentum, 0, 0.9999, false, QT_TRANSLATE_NOOP("Settings", "Momentum"), QT_TRANSLATE_NOOP("Settings", "Share of the last step's direction that is kept."), "", true);
    optimizer.flag("nesterov", &OptimizerSettings::nesterov, QT_TRANSLATE_NOOP("Settings", "Nesterov momentum"), QT_TRANSLATE_NOOP("Settings", "Looks one step ahead when applying momentum."), true);
    optimizer.number("weight_decay", &OptimizerSettings::weightDecay, 0, 1, true, QT_TRANSLATE_NOOP("Settings", "Weight decay"), QT_TRANSLATE_NOOP("Settings", "Pulls weights toward zero. Batch-norm parameters and biases are left out."));
    optimizer.number("trust_coefficient", &OptimizerSettings::trustCoefficient, 1e-6, 1, true, QT_TRANSLATE_NOOP("Settings", "LARS trust coefficient η"), QT_TRANSLATE_NOOP("Settings", "Scales the layer-wise rate ‖w‖/‖g‖ of LARS; the paper's value is 0.001."), "", true);
    optimizer.number("beta2", &OptimizerSettings::beta2, 0, 0.99999, false, QT_TRANSLATE_NOOP("Settings", "AdamW β₂"), QT_TRANSLATE_NOOP("Settings", "For adamw only: how slowly its estimate of squared gradients follows. Its β₁ is the momentum."), "", true);

    Rows train(table, "train", QT_TRANSLATE_NOOP("Settings", "Training"), &Settings::train);
    train.integer("epochs", &TrainSettings::epochs, 1, 100000, QT_TRANSLATE_NOOP("Settings", "Epochs"), QT_TRANSLATE_NOOP("Settings", "Passes over the training images."), QT_TRANSLATE_NOOP("Settings", "epochs"));
    train.integer("batch_size", &TrainSettings::batchSize, 2, 1048576, QT_TRANSLATE_NOOP("Settings", "Batch size"), QT_TRANSLATE_NOOP("Settings", "Images per step, N. Each view is contrasted with 2N − 2 negatives."), QT_TRANSLATE_NOOP("Settings", "images"));
    train.number("warmup_epochs", &TrainSettings::warmupEpochs, 0, 10000, false, QT_TRANSLATE_NOOP("Settings", "Warm-up"), QT_TRANSLATE_NOOP("Settings", "The rate rises linearly from 0 for so long, then falls to 0 along a cosine."), QT_TRANSLATE_NOOP("Settings", "epochs"));
    train.integer("seed", &TrainSettings::seed, 0, 9007199254740991.0, QT_TRANSLATE_NOOP("Settings", "Seed"), QT_TRANSLATE_NOOP("Settings", "Fixes every random choice: same settings, images and seed give the same run."));
    train.choice("device", &TrainSettings::device, {"auto", "cpu", "cuda"}, QT_TRANSLATE_NOOP("Settings", "Device"), QT_TRANSLATE_NOOP("Settings", "auto takes a GPU where there is one."));
    train.choice("precision", &TrainSettings::precision, {"fp32", "bf16", "fp16"}, QT_TRANSLATE_NOOP("Settings", "Precision"), QT_TRANSLATE_NOOP("Settings", "Arithmetic of the network. bf16 and fp16 halve its memory and are faster where the device has instructions for them; fp16 needs a GPU. Weights, batch-norm statistics and the loss are fp32 under all."), true);
    train.choice("recompute", &TrainSettings::recompute, {"none", "blocks"}, QT_TRANSLATE_NOOP("Settings", "Recompute"), QT_TRANSLATE_NOOP("Settings", "blocks keeps only what enters each encoder block and computes the block again on the way back: far less memory, a third more time, the same result."), true);
    train.integer("chunk_size", &TrainSettings::chunkSize, 0, 1048576, QT_TRANSLATE_NOOP("Settings", "Chunk size"), QT_TRANSLATE_NOOP("Settings", "Images that pass the network at a time (gradient caching), for batches beyond memory. All of the batch is still contrasted, but batch-norm sees one chunk only. 0 takes the whole batch."), QT_TRANSLATE_NOOP("Settings", "images"), true);
    train.integer("sync_group", &TrainSettings::syncGroup, 0, 65535, QT_TRANSLATE_NOOP("Settings", "Batch-norm group"), QT_TRANSLATE_NOOP("Settings", "With several ranks: so many neighbors share the moments of batch-norm. 0 is all, as in the paper; 1 leaves every rank to itself, which leaks information."), QT_TRANSLATE_NOOP("Settings", "ranks"), true);
    train.integer("rank_timeout", &TrainSettings::rankTimeout, 1, 86400, QT_TRANSLATE_NOOP("Settings", "Rank time limit"), QT_TRANSLATE_NOOP("Settings", "With several ranks: one that does not answer for so long is lost, and the run ends with a message that names it."), QT_TRANSLATE_NOOP("Settings", "seconds"), true);
    train.integer("threads", &TrainSettings::threads, 0, 1024, QT_TRANSLATE_NOOP("Settings", "Engine threads"), QT_TRANSLATE_NOOP("Settings", "Threads that compute, over all ranks of a machine. 0 takes every core."), QT_TRANSLATE_NOOP("Settings", "threads"), true);
    train.integer("loader_threads", &TrainSettings::loaderThreads, 0, 256, QT_TRANSLATE_NOOP("Settings", "Loader threads"), QT_TRANSLATE_NOOP("Settings", "Threads that make views. Their number never changes the views. 0 chooses."), QT_TRANSLATE_NOOP("Settings", "threads"), true);
    train.integer("checkpoint_every", &TrainSettings::checkpointEvery, 1, 100000, QT_TRANSLATE_NOOP("Settings", "Checkpoint every"), QT_TRANSLATE_NOOP("Settings", "Epochs between checkpoints. One is written at the end, at the best kNN accuracy so far, and when a run is stopped, too."), QT_TRANSLATE_NOOP("Settings", "epochs"), true);

    Rows evaluate(table, "evaluate", QT_TRANSLATE_NOOP("Settings", "Evaluation"), &Settings::evaluate);
    evaluate.integer("every", &EvaluateSettings::every, 0, 100000, QT_TRANSLATE_NOOP("Settings", "Evaluate every"), QT_TRANSLATE_NOOP("Settings", "Epochs between kNN evaluations. The last epoch always is evaluated; 0 evaluates only then."), QT_TRANSLATE_NOOP("Settings", "epochs"));
    evaluate.integer("knn_neighbors", &EvaluateSettings::knnNeighbors, 1, 10000, QT_TRANSLATE_NOOP("Settings", "Neighbors k"), QT_TRANSLATE_NOOP("Settings", "Nearest training images, by cosine of h, that vote on a test image."), "", true);
    evaluate.number("knn_temperature", &EvaluateSettings::knnTemperature, 0.001, 10, true, QT_TRANSLATE_NOOP("Settings", "kNN temperature"), QT_TRANSLATE_NOOP("Settings", "A neighbor votes with weight exp(cosine / temperature)."), "", true);
    evaluate.integer("bank_limit", &EvaluateSettings::bankLimit, 0, 1e9, QT_TRANSLATE_NOOP("Settings", "Bank limit"), QT_TRANSLATE_NOOP("Settings", "At most this many training images serve as neighbors, drawn by seed. 0 uses all."), QT_TRANSLATE_NOOP("Settings", "images"), true);
    evaluate.integer("probe_images", &EvaluateSettings::probeImages, 0, 100000, QT_TRANSLATE_NOOP("Settings", "Stored embeddings"), QT_TRANSLATE_NOOP("Settings", "So many training images, drawn evenly over the classes, have their h and z stored before training and with each evaluation, for the map of embeddings and its replay. 0 stores none."), QT_TRANSLATE_NOOP("Settings", "images"), true);
    evaluate.flag("online_probe", &EvaluateSettings::onlineProbe, QT_TRANSLATE_NOOP("Settings", "Online probe"), QT_TRANSLATE_NOOP("Settings", "Trains a linear classifier along on the features, where there are labels. Nothing flows back: the encoder learns the same with and without it."), true);

    Rows probe(table, "probe", QT_TRANSLATE_NOOP("Settings", "Evaluation on labels"), &Settings::probe);
    probe.integer("epochs", &ProbeSettings::epochs, 0, 100000, QT_TRANSLATE_NOOP("Settings", "Probe epochs"), QT_TRANSLATE_NOOP("Settings", "Passes over the labeled images when a finished run is evaluated. 0 takes the protocol's: 90 for a linear probe, 60 or 30 for fine-tuning, 100 for the supervised baseline."), QT_TRANSLATE_NOOP("Settings", "epochs"), true);
    probe.integer("batch_size", &ProbeSettings::batchSize, 2, 1048576, QT_TRANSLATE_NOOP("Settings", "Probe batch size"), QT_TRANSLATE_NOOP("Settings", "Labeled images per step, at most as many as there are."), QT_TRANSLATE_NOOP("Settings", "images"), true);
    probe.number("learning_rate", &ProbeSettings::learningRate, 0, 100, true, QT_TRANSLATE_NOOP("Settings", "Probe learning rate"), QT_TRANSLATE_NOOP("Settings", "Multiplied by batch/256, falls to 0 along a cosine. 0 takes the protocol's: 0.1, or 0.05 for fine-tuning."), "", true);
    probe.number("weight_decay", &ProbeSettings::weightDecay, 0, 1, true, QT_TRANSLATE_NOOP("Settings", "Probe weight decay"), QT_TRANSLATE_NOOP("Settings", "Pulls weights toward 0 while a classifier is trained; the paper's protocols use none."), "", true);
    probe.number("label_share", &ProbeSettings::labelShare, 0.0001, 1, true, QT_TRANSLATE_NOOP("Settings", "Share of labels"), QT_TRANSLATE_NOOP("Settings", "Part of the training images whose labels are used, drawn evenly over the classes. The paper fine-tunes on 0.01 and 0.1."), "", true);
    probe.integer("seed", &ProbeSettings::seed, 0, 9007199254740991.0, QT_TRANSLATE_NOOP("Settings", "Probe seed"), QT_TRANSLATE_NOOP("Settings", "Fixes order, crops and choice of labels of an evaluation."), "", true);

    return table;
}
// clang-format on

/// Integers must be written without a fraction; "1e3" is welcome.
bool parseNumber(std::string_view text, double &number)
{
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    return failure == std::errc{} && end == text.data() + text.size();
}

bool parseValue(const SettingField &field, std::string_view text, SettingValue &value)
{
    switch (field.kind) {
    case SettingKind::Flag:
        if (text != "true" && text != "false")
            return false;
        value = text == "true";
        return true;
    case SettingKind::Integer: {
        double number = 0;
        if (!parseNumber(text, number) || number != std::floor(number) || std::abs(number) > 9007199254740991.0)
            return false;
        value = static_cast<std::int64_t>(number);
        return true;
    }
    case SettingKind::Number: {
        double number = 0;
        if (!parseNumber(text, number))
            return false;
        value = number;
        return true;
    }
    case SettingKind::Choice:
    case SettingKind::Text:
    case SettingKind::Path:
    case SettingKind::Json:
        value = std::string(text);
        return true;
    }
    return false;
}

Error badValue(const SettingField &field, std::string_view text)
{
    const std::string shown = text.empty() ? "empty" : std::string(text);
    return {ErrorCode::BadValue, {field.key, shown, acceptedValues(field)}, {}};
}

} // namespace

std::span<const SettingField> settingsTable()
{
    static const std::vector<SettingField> table = makeTable();
    return table;
}

const SettingField *findSetting(std::string_view key)
{
    for (const SettingField &field : settingsTable())
        if (field.key == key)
            return &field;
    return nullptr;
}

bool mayChangeOnResume(std::string_view key)
{
    static constexpr std::string_view kKeys[] = {"data.path",
                                                 "data.test_path",
                                                 "train.device",
                                                 "train.threads",
                                                 "train.recompute",
                                                 "train.loader_threads",
                                                 "train.checkpoint_every",
                                                 "train.rank_timeout",
                                                 "evaluate.every",
                                                 "evaluate.knn_neighbors",
                                                 "evaluate.knn_temperature",
                                                 "evaluate.bank_limit",
                                                 "probe.epochs",
                                                 "probe.batch_size",
                                                 "probe.learning_rate",
                                                 "probe.weight_decay",
                                                 "probe.label_share",
                                                 "probe.seed"};
    return std::find(std::begin(kKeys), std::end(kKeys), key) != std::end(kKeys);
}

std::string nearestKey(std::string_view key)
{
    // A key without its section ("epochs") should find "train.epochs", hence the comparison with both forms.
    const auto distance = [key](const SettingField &field) {
        const std::string_view whole = field.key;
        return std::min(editDistance(key, whole), editDistance(key, whole.substr(whole.find('.') + 1)) + 1);
    };
    const auto table = settingsTable();
    return std::min_element(table.begin(), table.end(),
                            [&](const auto &a, const auto &b) { return distance(a) < distance(b); })
        ->key;
}

Result<void> setSetting(Settings &settings, std::string_view key, std::string_view text)
{
    const SettingField *field = findSetting(key);
    if (field == nullptr)
        return Error{ErrorCode::UnknownKey, {std::string(key), nearestKey(key)}, {}};
    SettingValue value;
    if (!parseValue(*field, text, value))
        return badValue(*field, text);
    if (auto checked = checkValue(*field, value); !checked)
        return checked;
    field->set(settings, value);
    return {};
}

Result<void> applyAssignment(Settings &settings, std::string_view assignment)
{
    const auto equals = assignment.find('=');
    if (equals == std::string_view::npos)
        return Error{ErrorCode::BadUsage,
                     {"A setting is given as section.key=value, for example train.epochs=3; this was: " +
                      std::string(assignment)},
                     {}};
    return setSetting(settings, assignment.substr(0, equals), assignment.substr(equals + 1));
}

std::string settingText(const SettingValue &value)
{
    if (const bool *flag = std::get_if<bool>(&value))
        return *flag ? "true" : "false";
    if (const std::string *text = std::get_if<std::string>(&value))
        return *text;
    char buffer[64];
    char *end = buffer;
    if (const std::int64_t *integer = std::get_if<std::int64_t>(&value))
        end = std::to_chars(buffer, buffer + sizeof buffer, *integer).ptr;
    else
        end = std::to_chars(buffer, buffer + sizeof buffer, std::get<double>(value)).ptr;
    return {buffer, end};
}

std::string acceptedValues(const SettingField &field)
{
    switch (field.kind) {
    case SettingKind::Flag:
        return "true or false";
    case SettingKind::Integer:
        return "a whole number from " + settingText(static_cast<std::int64_t>(field.minimum)) + " to " +
               settingText(static_cast<std::int64_t>(field.maximum));
    case SettingKind::Number:
        return "a number from " + settingText(field.minimum) + " to " + settingText(field.maximum);
    case SettingKind::Choice: {
        std::string words;
        for (const std::string &word : field.choices)
            words += (words.empty() ? "" : ", ") + word;
        return field.choices.size() == 1 ? words : "one of " + words;
    }
    case SettingKind::Path:
        return "a path";
    case SettingKind::Text:
        return "text";
    case SettingKind::Json:
        return "JSON text, or nothing";
    }
    return {};
}

Result<void> checkValue(const SettingField &field, const SettingValue &value)
{
    bool fits = true;
    if (field.kind == SettingKind::Integer || field.kind == SettingKind::Number) {
        const double number = field.kind == SettingKind::Integer ? static_cast<double>(std::get<std::int64_t>(value))
                                                                 : std::get<double>(value);
        fits = number >= field.minimum && number <= field.maximum; // false for NaN
    } else if (field.kind == SettingKind::Choice) {
        fits =
            std::find(field.choices.begin(), field.choices.end(), std::get<std::string>(value)) != field.choices.end();
    } else if (field.kind == SettingKind::Json) {
        const std::string &text = std::get<std::string>(value);
        fits = text.empty() || nlohmann::json::accept(text);
    }
    if (fits)
        return {};
    return badValue(field, settingText(value));
}

std::vector<SettingDifference> settingsDifference(const Settings &left, const Settings &right)
{
    std::vector<SettingDifference> differences;
    for (const SettingField &field : settingsTable())
        if (field.get(left) != field.get(right))
            differences.push_back({field.key, settingText(field.get(left)), settingText(field.get(right))});
    return differences;
}

} // namespace tandem
