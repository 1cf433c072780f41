"""Every depth and stem of the encoder against torchvision's ResNet with the same weights.

In double: h in evaluation and training mode, running statistics after one training pass, and the gradient of every
parameter agree to 1e-10, which leaves room for another order of summation and for nothing else (one wrong padding, epsilon or
biased variance is above 1e-6). In fp32 h and statistics agree to 1e-5, or to twice what torchvision's own fp32 differs from its
double where that is more: moments of few values, through 50 layers, amplify rounding. Gradients are compared in double alone: in
fp32 a ReLU whose input is zero to rounding may go either way.
"""

import copy
import itertools
import shutil

import numpy as np
import torch
import torchvision

from golden import Case, Comparison, run_helper

torch.set_num_threads(2)
BLOCKS = {
    18: (torchvision.models.resnet.BasicBlock, [2, 2, 2, 2]),
    34: (torchvision.models.resnet.BasicBlock, [3, 4, 6, 3]),
    50: (torchvision.models.resnet.Bottleneck, [3, 4, 6, 3]),
    101: (torchvision.models.resnet.Bottleneck, [3, 4, 23, 3]),
    152: (torchvision.models.resnet.Bottleneck, [3, 8, 36, 3]),
}


def scaled_resnet(depth, width):
    """torchvision's ResNet with every channel count, the stem's too, multiplied."""

    class Scaled(torchvision.models.ResNet):
        def _make_layer(self, block, planes, blocks, stride=1, dilate=False):
            if planes == 64:
                self.inplanes = int(64 * width)
            return super()._make_layer(block, int(planes * width), blocks, stride, dilate)

    block, blocks = BLOCKS[depth]
    model = Scaled(block, blocks)
    stem = int(64 * width)
    model.conv1 = torch.nn.Conv2d(3, stem, 7, 2, 3, bias=False)
    model.bn1 = torch.nn.BatchNorm2d(stem)
    return model


def peer(depth, width, stem):
    if width == 1:
        model = getattr(torchvision.models, f"resnet{depth}")(weights=None)
    else:
        model = scaled_resnet(depth, width)
    if stem == "cifar":  # section B.9 of the SimCLR paper
        model.conv1 = torch.nn.Conv2d(3, int(64 * width), 3, 1, 1, bias=False)
        model.maxpool = torch.nn.Identity()
    model.fc = torch.nn.Identity()
    return model


def own_rounding(model, views, h):
    """How far a network in fp32 is from itself in double, relative to the largest value."""
    with torch.no_grad():
        exact = copy.deepcopy(model).double()(views.double()).numpy()
    return float(np.abs(exact - h).max() / np.abs(exact).max())


def compare(comparison, depth, width, stem, kind):
    double = kind == "double"
    place = f"resnet{depth} x{width:g}, {stem} stem, {kind}"
    folder = run_helper("encoder", str(depth), str(width), stem, kind)
    case = Case(folder)
    model = peer(depth, width, stem).to(torch.float64 if double else torch.float32)
    model.load_state_dict({k: torch.from_numpy(v) for k, v in case.group("state").items()}, strict=True)
    views = torch.from_numpy(case["views"])
    limit = 1e-10 if double else 1e-5

    model.eval()
    with torch.no_grad():
        comparison.close(f"h in evaluation ({kind})", place, case["evaluated"], model(views).numpy(), limit)
    model.train()
    untouched = copy.deepcopy(model)
    h = model(views)
    reached = h.detach().numpy()
    allowed = limit if double else max(limit, 2 * own_rounding(untouched, views, reached))
    comparison.close(f"h in training ({kind})", place, case["trained"], reached, allowed)
    after = case.group("after")
    buffers = dict(model.named_buffers())
    comparison.expect(f"names of buffers ({kind})", place, len(set(after) ^ set(buffers)), 0)
    for name, theirs in buffers.items():
        comparison.close(f"running statistics ({kind})", f"{place}, {name}", after[name], theirs.numpy(), limit)
    if double:
        (h * torch.from_numpy(case["direction"])).sum().backward()
        gradients = case.group("gradient")
        parameters = dict(model.named_parameters())
        comparison.expect("names of gradients", place, len(set(gradients) ^ set(parameters)), 0)
        for name, parameter in parameters.items():
            comparison.close("gradients", f"{place}, {name}", gradients[name], parameter.grad.numpy(), limit)
    shutil.rmtree(folder)


comparison = Comparison("encoder")
for depth, (stem, width) in itertools.product(BLOCKS, (("cifar", 1), ("imagenet", 0.25))):
    compare(comparison, depth, width, stem, "double")
for depth, stem, width in ((18, "cifar", 2), (18, "cifar", 0.25), (50, "imagenet", 1)):
    compare(comparison, depth, width, stem, "double")
for depth, stem in itertools.product((18, 50), ("cifar", "imagenet")):
    compare(comparison, depth, 1, stem, "float")
comparison.finish()
