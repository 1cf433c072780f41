#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <string>
#include <vector>

namespace tandem {

// The settings of an experiment. Each struct is an aggregate with defaults; labels, help, units, ranges and the words
// of enumerated settings stand in settings_table.cpp, from which JSON, command line, forms and manual derive.

struct DataSettings {
    std::string path;       // training images: folder, binary files of CIFAR-10/100 or STL-10
    std::string testPath;   // images for kNN evaluation; empty: a hold-out of the training images
    double holdOut = 0.1;   // share held out of training when testPath is empty, in [0, 0.5]
    std::int64_t limit = 0; // use only so many training images (stratified, by seed); 0 = all
    bool operator==(const DataSettings &) const = default;
};

struct AugmentSettings {
    std::string preset = "cifar";  // pipeline by name
    double strength = 1;           // multiplies the preset's color jitter, in [0, 2]
    std::int64_t size = 0;         // side of a view in pixels; 0 = 32 up to 48-pixel images, else the preset's size
    std::string pipeline;          // a pipeline as JSON text; replaces the preset where not empty
    std::string renderer = "auto"; // auto, cpu, device: where views are rendered; auto: the device where it is a GPU
    bool operator==(const AugmentSettings &) const = default;
};

struct EncoderSettings {
    std::string name = "resnet18"; // resnet18, resnet34, resnet50, resnet101, resnet152
    double width = 1;              // multiplies all channel counts, the stem's too, in [0.25, 4]
    std::string stem = "auto";     // auto, cifar (3x3/1, no pooling), imagenet (7x7/2 and pooling)
    bool zeroInitResidual = true;  // start each residual branch at zero (last gamma = 0)
    bool operator==(const EncoderSettings &) const = default;
};

struct HeadSettings {
    std::int64_t layers = 2;         // 0 = none, 1 = linear, 2 or 3 = non-linear
    std::int64_t hidden = 0;         // width of hidden layers; 0 = the encoder's feature dimension
    std::int64_t output = 128;       // dimension of z
    std::string batchNorm = "paper"; // paper (after every layer, the last without beta), hidden, none
    bool operator==(const HeadSettings &) const = default;
};

struct ObjectiveSettings {
    std::string name = "nt-xent";  // nt-xent, nt-logistic, margin, dcl, dclw
    double temperature = 0.5;      // tau, in [0.01, 100]
    bool normalize = true;         // l2-normalise z first
    std::string negatives = "all"; // all, semi-hard (0 < s+ - s- < margin)
    double margin = 0.8;           // of the triplet loss and of what is semi-hard, in [0, 2]
    double dclwSigma = 0.5;        // of DCLW's weights, in [0.05, 10]
    bool operator==(const ObjectiveSettings &) const = default;
};

struct OptimizerSettings {
    std::string name = "lars";      // lars (official), lars-torch, lars-clip, sgd, adamw
    double learningRate = 1;        // base rate; see scaling
    std::string scaling = "linear"; // linear: rate*B/256, sqrt: rate*sqrt(B), none: rate
    double momentum = 0.9;          // in [0, 1)
    bool nesterov = false;
    double weightDecay = 1e-4;       // not on batch-norm and biases
    double trustCoefficient = 0.001; // eta of LARS
    double beta2 = 0.999;            // of AdamW, whose beta1 is the momentum; in [0, 1)
    bool operator==(const OptimizerSettings &) const = default;
};

struct TrainSettings {
    std::int64_t epochs = 100;
    std::int64_t batchSize = 512; // N images, 2N views
    double warmupEpochs = 10;     // linear warm-up from 0; then cosine to 0
    std::int64_t seed = 1;
    std::string device = "auto";      // auto, cpu, cuda
    std::string precision = "fp32";   // fp32, bf16, fp16 (CUDA only); weights and loss are fp32 under all
    std::string recompute = "none";   // none, blocks: compute encoder blocks again in the backward pass to save memory
    std::int64_t chunkSize = 0;       // images that pass the network at a time (gradient caching); 0 = the whole batch
    std::int64_t syncGroup = 0;       // ranks that share batch-norm moments; 0 = all, 1 = none
    std::int64_t rankTimeout = 120;   // seconds without an answer after which a rank is lost, in [1, 86400]
    std::int64_t threads = 0;         // of the engine; 0 = all cores this process may use
    std::int64_t loaderThreads = 0;   // 0 = chosen from the cores
    std::int64_t checkpointEvery = 1; // epochs
    bool operator==(const TrainSettings &) const = default;
};

struct EvaluateSettings {
    std::int64_t every = 1; // epochs between evaluations; the last epoch is always evaluated; 0 = only then
    std::int64_t knnNeighbors = 200;
    double knnTemperature = 0.1;
    std::int64_t bankLimit = 0;      // at most so many training images in the bank; 0 = all
    std::int64_t probeImages = 2000; // training images whose h and z are stored with each evaluation; 0 = none
    bool onlineProbe = true;         // train a linear classifier along on detached h, where there are labels
    bool operator==(const EvaluateSettings &) const = default;
};

/// How tandem-cli evaluate trains a classifier on labels. The defaults of 0 stand for the protocol's own value (Chen et
/// al. 2020, appendix B): linear 90 epochs at 0.1, finetune 60 epochs below a share of 5 % and 30 above at 0.05,
/// supervised 100 epochs at 0.1. Rates are multiplied by batch/256.
struct ProbeSettings {
    std::int64_t epochs = 0;      // 0 = the protocol's
    std::int64_t batchSize = 256; // at most the labelled images
    double learningRate = 0;      // base rate, 0 = the protocol's
    double weightDecay = 0;       // not on batch-norm and biases
    double labelShare = 1;        // of the training images' labels, stratified, in (0, 1]
    std::int64_t seed = 1;        // of the order, the crops, the labels' choice and new weights
    bool operator==(const ProbeSettings &) const = default;
};

/// All settings of a run. A run gets a const copy, stored with it as resolved.
struct Settings {
    DataSettings data;
    AugmentSettings augment;
    EncoderSettings encoder;
    HeadSettings head;
    ObjectiveSettings objective;
    OptimizerSettings optimizer;
    TrainSettings train;
    EvaluateSettings evaluate;
    ProbeSettings probe;
    bool operator==(const Settings &) const = default;
};

/// One setting that breaks a rule; shown beside its field.
struct Violation {
    std::string key; // "train.batch_size"
    Error error;
};

/// Every violation: ranges and words of each field, then rules across fields. Empty = valid.
[[nodiscard]] std::vector<Violation> validate(const Settings &settings);

/// All violations in one error, or none: for callers without a form.
[[nodiscard]] Error violationsAsError(const std::vector<Violation> &violations);

} // namespace tandem
