#include "core/engine/script_encoder.h"

#include <torch/csrc/jit/frontend/tracer.h>
#include <torch/script.h>

#include <sstream>

namespace tandem::engine {

namespace {

using Units = std::shared_ptr<torch::jit::CompilationUnit>;

/// The same tree of modules, sharing the tensors: the tracer then knows each of them as an attribute. A type of its own
/// for each module, as types of one name would have to be alike.
torch::jit::Module scripted(const torch::nn::Module &module, const std::string &typeName, const Units &units)
{
    torch::jit::Module script(c10::QualifiedName(typeName), units, /*shouldMangle=*/true);
    script.register_attribute("training", c10::BoolType::get(), false);
    for (const auto &entry : module.named_parameters(/*recurse=*/false))
        script.register_parameter(entry.key(), entry.value(), /*is_buffer=*/false);
    for (const auto &entry : module.named_buffers(/*recurse=*/false))
        script.register_buffer(entry.key(), entry.value());
    for (const auto &child : module.named_children())
        script.register_module(child.key(), scripted(*child.value(), typeName + "_" + child.key(), units));
    return script;
}

} // namespace

std::string scriptEncoder(Model &model, std::int64_t viewSize, const std::string &settingsJson)
{
    const torch::NoGradGuard guard;
    auto &encoder = model->encoder;
    const auto units = std::make_shared<torch::jit::CompilationUnit>();
    torch::jit::Module script = scripted(*encoder, "__torch__.TandemEncoder", units);
    // Two images, as LibTorch treats dimensions of 1 specially in places.
    const auto images = torch::zeros({2, 3, viewSize, viewSize});
    const auto traced = torch::jit::tracer::trace(
        {images}, [&](torch::jit::Stack inputs) { return torch::jit::Stack{encoder->forward(inputs[0].toTensor())}; },
        [](const torch::autograd::Variable &) { return std::string(); }, /*strict=*/true, /*force_outplace=*/false,
        &script, {"images"});
    script.type()->addMethod(
        units->create_function(c10::QualifiedName(*script.type()->name(), "forward"), traced.first->graph));
    std::ostringstream stream;
    script.save(stream, {{"settings.json", settingsJson}});
    return std::move(stream).str();
}

} // namespace tandem::engine
