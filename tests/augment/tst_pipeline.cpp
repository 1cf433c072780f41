#include "core/augment/operation_table.h"
#include "core/augment/pipeline.h"
#include "core/config/settings_table.h"

#include <QtTest>

#include <clocale>

using namespace tandem;

/// Presets, JSON, settings, and the line that describes a view.
class TestPipeline : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void presetsAreThePapers();
    void strengthIsThePapers();
    void everySettingsChoiceIsAPreset();
    void tableFitsTheKinds();
    void settingAParameterLeavesNoFault();
    void jsonRoundTrip();
    void jsonDefaults();
    void jsonErrors_data();
    void jsonErrors();
    void resolveScalesAndSizes();
    void resolveTakesOwnPipelines();
    void resolveErrors();
    void describesViews();
};

namespace {

template <class Kind> Kind kindOf(const Pipeline &pipeline)
{
    for (const Operation &operation : pipeline.operations)
        if (const auto *kind = std::get_if<Kind>(&operation.kind))
            return *kind;
    return {};
}

Pipeline everyOperation()
{
    Pipeline pipeline{"all – größer", 96, {}};
    pipeline.operations = {{RandomResizedCrop{0.1, 0.7, 0.5, 2, CropSampler::TensorFlow}, 1},
                           {HorizontalFlip{}, 0.5},
                           {ColorJitter{0.1, 0.2, 1.0 / 3, 0.4}, 0.8},
                           {Grayscale{}, 0.2, false},
                           {GaussianBlur{0.3, 1.7, 0.2}, 0.5},
                           {Solarize{100.5}, 0.1},
                           {Rotate{45, true}, 0.3},
                           {Cutout{0, 0.123456789012345}, 1},
                           {GaussianNoise{1, 2}, 1},
                           {Sobel{}, 1}};
    pipeline.operations[2].views = ViewScope::First;
    pipeline.operations[5].views = ViewScope::Second;
    return pipeline;
}

} // namespace

void TestPipeline::presetsAreThePapers()
{
    const Pipeline cifar = presetPipeline("cifar"), imagenet = presetPipeline("imagenet"),
                   weak = presetPipeline("weak");
    const auto words = [](const Pipeline &pipeline) {
        std::string text;
        for (const Operation &operation : pipeline.operations)
            text += std::string(operationWord(operation.kind)) + " " +
                    settingText(SettingValue(operation.probability)) + "; ";
        return text;
    };
    QCOMPARE(words(cifar), "random_resized_crop 1; horizontal_flip 0.5; color_jitter 0.8; grayscale 0.2; ");
    QCOMPARE(words(imagenet), words(cifar) + "gaussian_blur 0.5; ");
    QCOMPARE(words(weak), "random_resized_crop 1; horizontal_flip 0.5; ");
    QCOMPARE(cifar.size, 32);
    QCOMPARE(imagenet.size, 224);
    QCOMPARE(kindOf<ColorJitter>(cifar), (ColorJitter{0.4, 0.4, 0.4, 0.1}));
    QCOMPARE(kindOf<ColorJitter>(imagenet), (ColorJitter{0.8, 0.8, 0.8, 0.2}));
    QCOMPARE(kindOf<RandomResizedCrop>(cifar),
             (RandomResizedCrop{0.08, 1, 3.0 / 4, 4.0 / 3, CropSampler::Torchvision}));
    QCOMPARE(kindOf<RandomResizedCrop>(weak).minArea, 0.2);
    QCOMPARE(kindOf<GaussianBlur>(imagenet), (GaussianBlur{0.1, 2.0, 0.1}));
    QCOMPARE(words(presetPipeline("simclr-v2")), words(imagenet) + "solarize 0.1; sobel 0.05; ");
    const Pipeline moco = presetPipeline("moco-v2");
    QCOMPARE(words(moco), "random_resized_crop 1; color_jitter 0.8; grayscale 0.2; gaussian_blur 0.5; "
                          "horizontal_flip 0.5; ");
    QCOMPARE(kindOf<ColorJitter>(moco), (ColorJitter{0.4, 0.4, 0.4, 0.1}));
    QCOMPARE(kindOf<RandomResizedCrop>(moco).minArea, 0.2);
    QCOMPARE(moco.size, 224);
}

void TestPipeline::strengthIsThePapers()
{
    QCOMPARE(colorStrength(presetPipeline("cifar")), std::optional(0.5));
    QCOMPARE(colorStrength(presetPipeline("imagenet")), std::optional(1.0));
    QCOMPARE(colorStrength(presetPipeline("moco-v2")), std::optional(0.5));
    QVERIFY(!colorStrength(presetPipeline("shapes"))); // of no strength
    QVERIFY(!colorStrength(presetPipeline("weak")));   // no jitter
    Pipeline pipeline = presetPipeline("shapes");
    for (const double s : {0.0, 0.3, 1.0, 2.0, 3.0}) { // hue stops at half a turn
        setColorStrength(pipeline, s);
        QVERIFY(colorStrength(pipeline) && std::abs(*colorStrength(pipeline) - s) < 1e-12);
        QVERIFY(!findFault(OperationKind(kindOf<ColorJitter>(pipeline))));
    }
    QVERIFY(paperOperation(ColorJitter{0, 0, 0, 0}));
    QCOMPARE(paperOperation(ColorJitter{0, 0, 0, 0})->probability, 0.8);
    QVERIFY(!paperOperation(Sobel{}));
}

void TestPipeline::everySettingsChoiceIsAPreset()
{
    const auto &choices = findSetting("augment.preset")->choices;
    QCOMPARE(choices.size(), pipelinePresets().size());
    for (const PipelinePreset &preset : pipelinePresets()) {
        QVERIFY(std::find(choices.begin(), choices.end(), preset.word) != choices.end());
        QCOMPARE(presetPipeline(preset.word).name, std::string(preset.word));
        QVERIFY(std::string_view(preset.title).size() > 3 && std::string_view(preset.source).size() > 20);
    }
}

void TestPipeline::tableFitsTheKinds()
{
    const auto table = operationTable();
    QCOMPARE(table.size(), std::variant_size_v<OperationKind>);
    for (std::size_t i = 0; i < table.size(); ++i) {
        QCOMPARE(table[i].defaults.index(), i);
        QVERIFY2(!findFault(table[i].defaults), table[i].word.c_str());
        for (const OperationParameter &parameter : table[i].parameters) {
            OperationKind kind = table[i].defaults; // what is set is got, and is another parameter's business of none
            const double value = parameter.kind == ParameterKind::Number ? parameter.maximum : 1;
            parameter.set(kind, value);
            QCOMPARE(parameter.get(kind), value);
            for (const OperationParameter &other : table[i].parameters)
                QCOMPARE(other.get(kind), other.key == parameter.key ? value : other.get(table[i].defaults));
        }
    }
}

void TestPipeline::settingAParameterLeavesNoFault()
{
    // Every parameter to both ends and beyond, from the defaults and from what the setting before left.
    for (const OperationRow &row : operationTable()) {
        OperationKind kind = row.defaults;
        for (const double value : {-1e9, 1e9, 0.5, -1e9, 1e9}) {
            for (const OperationParameter &parameter : row.parameters) {
                setParameter(kind, parameter, value);
                QVERIFY2(!findFault(kind), (row.word + "." + parameter.key).c_str());
            }
        }
    }
    OperationKind blur = GaussianBlur{};
    setParameter(blur, operationRow(blur).parameters[0], 5); // the smallest above the largest takes it along
    QCOMPARE(std::get<GaussianBlur>(blur).maxSigma, 5.0);
    setParameter(blur, operationRow(blur).parameters[1], 1);
    QCOMPARE(std::get<GaussianBlur>(blur).minSigma, 1.0);
    OperationKind crop = RandomResizedCrop{.maxArea = 0.09};
    setParameter(crop, operationRow(crop).parameters[4], 1);
    QVERIFY(std::get<RandomResizedCrop>(crop).maxArea > 0.1);
}

void TestPipeline::jsonRoundTrip()
{
    for (const Pipeline &pipeline : {everyOperation(), presetPipeline("cifar"), presetPipeline("imagenet"),
                                     presetPipeline("weak"), Pipeline{"empty", 8, {}}}) {
        const std::string json = pipelineToJson(pipeline);
        const auto back = pipelineFromJson(json);
        QVERIFY2(back.has_value(), back ? "" : describe(back.error()).c_str());
        QVERIFY2(*back == pipeline, json.c_str());
        QCOMPARE(pipelineToJson(*back), json);
    }
    QVERIFY(pipelineToJson({"bad \xFF utf-8", 32, {}}).find("bad") != std::string::npos);
}

void TestPipeline::jsonDefaults()
{
    const auto pipeline = pipelineFromJson(R"({"size": 64, // a comment
        "operations": [{"op": "color_jitter", "hue": 0.1}, {"op": "rotate", "right_angles": true, "enabled": false}]})");
    QVERIFY(pipeline.has_value());
    QCOMPARE(pipeline->name, std::string());
    QCOMPARE(pipeline->size, 64);
    QVERIFY(pipeline->operations[0] == (Operation{ColorJitter{.hue = 0.1}, 1, true}));
    QVERIFY(pipeline->operations[1] == (Operation{Rotate{30, true}, 1, false}));
}

void TestPipeline::jsonErrors_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *name, QByteArray json, ErrorCode code, const char *sentence) {
        QTest::newRow(name) << std::move(json) << code << QString::fromUtf8(sentence);
    };
    const auto operation = [](const char *inner) {
        return QByteArray(R"({"size": 32, "operations": [{"op": "sobel"}, )") + inner + "]}";
    };
    row("empty", "", ErrorCode::BadJson, "pipeline is not valid: syntax error at line 1, column 1.");
    row("syntax", "{\"size\": 32,\n \"operations\": [}", ErrorCode::BadJson,
        "pipeline is not valid: syntax error at line 2, column 17.");
    row("not an object", "[]", ErrorCode::BadJson,
        "pipeline is not valid: expected a JSON object with \"size\" and \"operations\".");
    row("no size", R"({"operations": []})", ErrorCode::BadJson,
        "pipeline is not valid: \"size\" is missing, the side of a view in pixels.");
    row("no operations", R"({"size": 32})", ErrorCode::BadJson,
        "pipeline is not valid: \"operations\" is missing, the list of operations.");
    row("huge number", R"({"size": 1e999, "operations": []})", ErrorCode::BadJson,
        "pipeline is not valid: a value is out of range.");
    row("unknown key", R"({"size": 32, "operation": []})", ErrorCode::UnknownKey,
        "There is no setting named operation. Did you mean operations?");
    row("size too small", R"({"size": 7, "operations": []})", ErrorCode::BadValue,
        "size cannot be 7: it takes a whole number from 8 to 512.");
    row("size of parts", R"({"size": 32.5, "operations": []})", ErrorCode::BadValue,
        "size cannot be 32.5: it takes a whole number from 8 to 512.");
    row("size as text", R"({"size": "32", "operations": []})", ErrorCode::BadValue,
        "size cannot be \"32\": it takes a whole number from 8 to 512.");
    row("name", R"({"name": 5, "size": 32, "operations": []})", ErrorCode::BadValue,
        "name cannot be 5: it takes a text.");
    row("operations", R"({"size": 32, "operations": {}})", ErrorCode::BadValue,
        "operations cannot be {}: it takes a list of operations.");
    row("no op", operation(R"({"hue": 0.1})"), ErrorCode::BadValue,
        R"(operations[1] cannot be {"hue":0.1}: it takes an object with "op", such as {"op": "horizontal_flip"}.)");
    row("unknown op", operation(R"({"op": "colour_jitter"})"), ErrorCode::UnknownKey,
        "There is no setting named operations[1].op: colour_jitter. Did you mean color_jitter?");
    row("unknown parameter", operation(R"({"op": "color_jitter", "brightnes": 0.1})"), ErrorCode::UnknownKey,
        "There is no setting named operations[1].brightnes. Did you mean brightness?");
    row("unknown common key", operation(R"({"op": "grayscale", "probabilty": 0.1})"), ErrorCode::UnknownKey,
        "There is no setting named operations[1].probabilty. Did you mean probability?");
    row("hue too large", operation(R"({"op": "color_jitter", "hue": 0.6})"), ErrorCode::BadValue,
        "operations[1].hue cannot be 0.6: it takes a number from 0 to 0.5.");
    row("probability", operation(R"({"op": "grayscale", "probability": 1.5})"), ErrorCode::BadValue,
        "operations[1].probability cannot be 1.5: it takes a number from 0 to 1.");
    row("flag", operation(R"({"op": "rotate", "right_angles": 1})"), ErrorCode::BadValue,
        "operations[1].right_angles cannot be 1: it takes true or false.");
    row("enabled", operation(R"({"op": "rotate", "enabled": "yes"})"), ErrorCode::BadValue,
        "operations[1].enabled cannot be \"yes\": it takes true or false.");
    row("views", operation(R"({"op": "rotate", "views": "third"})"), ErrorCode::BadValue,
        "operations[1].views cannot be \"third\": it takes one of both, first, second.");
    row("choice", operation(R"({"op": "random_resized_crop", "sampler": "pil"})"), ErrorCode::BadValue,
        "operations[1].sampler cannot be \"pil\": it takes one of torchvision, tensorflow.");
    row("number as text", operation(R"({"op": "gaussian_blur", "max_sigma": "2"})"), ErrorCode::BadValue,
        "operations[1].max_sigma cannot be \"2\": it takes a number from 0.01 to 50.");
    row("crossed", operation(R"({"op": "random_resized_crop", "min_area": 0.9, "max_area": 0.5})"), ErrorCode::BadValue,
        "operations[1].min_area cannot be 0.9: it takes at most max_area (0.5).");
    row("crossed by a default", operation(R"({"op": "gaussian_noise", "min_sigma": 30})"), ErrorCode::BadValue,
        "operations[1].min_sigma cannot be 30: it takes at most max_sigma (25).");
    row("sampler that never succeeds",
        operation(R"({"op": "random_resized_crop", "max_area": 0.1, "sampler": "tensorflow"})"), ErrorCode::BadValue,
        "operations[1].max_area cannot be 0.1: it takes more than 0.1 with the tensorflow sampler, which rejects crops "
        "below "
        "a tenth.");
}

void TestPipeline::jsonErrors()
{
    QFETCH(QByteArray, json);
    QFETCH(ErrorCode, code);
    QFETCH(QString, sentence);
    const auto pipeline = pipelineFromJson(json.toStdString());
    QVERIFY(!pipeline.has_value());
    QCOMPARE(QString::fromStdString(describe(pipeline.error())), sentence);
    QCOMPARE(pipeline.error().code, code);
}

void TestPipeline::resolveScalesAndSizes()
{
    AugmentSettings settings;
    const auto size = [&](int largestSide) { return resolvePipeline(settings, largestSide)->size; };
    QCOMPARE(size(28), 32);
    QCOMPARE(size(48), 32);
    QCOMPARE(size(49), 64);
    QCOMPARE(size(96), 64);
    QCOMPARE(size(500), 64);
    settings.preset = "imagenet";
    QCOMPARE(size(32), 32);
    QCOMPARE(size(96), 64);
    QCOMPARE(size(97), 224);
    settings.size = 100;
    QCOMPARE(size(32), 100);
    settings.strength = 0.5;
    QCOMPARE(kindOf<ColorJitter>(*resolvePipeline(settings, 500)), (ColorJitter{0.4, 0.4, 0.4, 0.1}));
    settings.strength = 0;
    QCOMPARE(kindOf<ColorJitter>(*resolvePipeline(settings, 500)), (ColorJitter{0, 0, 0, 0}));
    settings.strength = 2;
    QCOMPARE(kindOf<ColorJitter>(*resolvePipeline(settings, 500)), (ColorJitter{1.6, 1.6, 1.6, 0.4}));
    // Whatever the settings allow is a pipeline that JSON accepts.
    QVERIFY(pipelineFromJson(pipelineToJson(*resolvePipeline(settings, 500))).has_value());
}

void TestPipeline::resolveTakesOwnPipelines()
{
    AugmentSettings settings;
    settings.strength = 0.5; // of presets alone
    settings.pipeline = pipelineToJson(everyOperation());
    QVERIFY(*resolvePipeline(settings, 32) == everyOperation());
    settings.size = 48;
    QCOMPARE(resolvePipeline(settings, 32)->size, 48);
}

void TestPipeline::resolveErrors()
{
    const auto sentence = [](const std::string &preset, std::int64_t size, const std::string &pipeline) {
        const auto resolved = resolvePipeline({preset, 1, size, pipeline}, 32);
        return resolved ? std::string("resolved") : describe(resolved.error());
    };
    QCOMPARE(sentence("cifer", 0, ""),
             "augment.preset cannot be cifer: it takes one of cifar, imagenet, simclr-v2, moco-v2, weak, shapes.");
    QCOMPARE(sentence("cifar", 0, "{"), "augment.pipeline is not valid: syntax error at line 1, column 2.");
    QCOMPARE(sentence("cifar", 5, ""), "augment.size cannot be 5: it takes 0 or a number from 8 to 512.");
    QCOMPARE(sentence("cifar", 8, ""), "resolved");
}

void TestPipeline::describesViews()
{
    QCOMPARE(describeView({32, {}}), "whole image");
    QCOMPARE(describeView({32, {DrawnGrayscale{}}}), "whole image, grayscale");
    const DrawnView view{32,
                         {DrawnCrop{3, 5, 17, 21}, DrawnFlip{}, DrawnJitter{1.214, 0.8, 1, -0.0512, {3, 0, 2, 1}},
                          DrawnBlur{1.5, 23}, DrawnSolarize{128}, DrawnRotation{-7.25}, DrawnCutout{1, 2, 8, 8},
                          DrawnNoise{12.34, 5}, DrawnSobel{}}};
    const std::string expected =
        "crop 17×21 at (3, 5), flip, hue -0.051, brightness 1.21, saturation 1.00, contrast 0.80, "
        "blur σ 1.50 over 23 px, solarize from 128, rotate -7.2°, cutout 8×8 at (1, 2), noise σ "
        "12.3, Sobel";
    QCOMPARE(describeView(view), expected);
    // No decimal commas: QCoreApplication takes over the locale of the user.
    for (const char *locale : {"de_DE.UTF-8", "C.UTF-8"})
        if (std::setlocale(LC_NUMERIC, locale) != nullptr)
            QCOMPARE(describeView(view), expected);
    std::setlocale(LC_NUMERIC, "C");
}

QTEST_GUILESS_MAIN(TestPipeline)
#include "tst_pipeline.moc"
