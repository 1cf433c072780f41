"""check_export.py FOLDER NAME: loads what export.sh wrote there, with stock packages alone, and computes the features
again from the images themselves. Ends with a line of figures; fails where they differ by more than 1e-5 of the largest
feature, which is what summing in another order may cost in 32 bits."""

import csv
import json
import pathlib
import struct
import sys

import numpy
import torch
import torchvision
from PIL import Image

TOLERANCE = 1e-5


def safetensors(path):
    data = path.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    assert length % 8 == 0
    header = json.loads(data[8 : 8 + length])
    metadata = header.pop("__metadata__")
    types = {"F32": numpy.float32, "I64": numpy.int64}
    tensors, end = {}, 0
    for name, entry in header.items():
        first, last = entry["data_offsets"]
        assert first == end, "tensors must lie without gaps"
        end = last
        values = numpy.frombuffer(data[8 + length + first : 8 + length + last], types[entry["dtype"]])
        tensors[name] = torch.from_numpy(values.reshape(entry["shape"]).copy())
    assert 8 + length + end == len(data), "nothing may follow the last tensor"
    return tensors, metadata


def images(folder, index):
    rows = list(csv.DictReader(index.open()))
    pixels = [numpy.asarray(Image.open(folder / row["path"]).convert("RGB"), numpy.float32) / 255 for row in rows]
    return rows, torch.from_numpy(numpy.stack(pixels).transpose(0, 3, 1, 2).copy())


def scaled(channels, width):
    return max(8, int(channels * width / 8 + 0.5) * 8)


def stock_encoder(settings):
    """torchvision's own ResNet, with the stem and the width of the run."""
    encoder = settings["encoder"]
    network = getattr(torchvision.models, encoder["name"])(weights=None)
    if encoder["stem"] == "cifar":
        network.conv1 = torch.nn.Conv2d(3, 64, 3, 1, 1, bias=False)
        network.maxpool = torch.nn.Identity()
    network.fc = torch.nn.Identity()
    if encoder["width"] != 1:
        narrow(network, encoder["width"])
    return network


def narrow(network, width):
    """Multiplies the channels of every layer, as Tandem does: all of torchvision's are multiples of 64."""

    def fit(channels):
        return scaled(channels // 4, width) * 4 if channels % 256 == 0 else scaled(channels, width)

    for name, layer in list(network.named_modules()):
        parent = network.get_submodule(name.rpartition(".")[0])
        leaf = name.rpartition(".")[2]
        if isinstance(layer, torch.nn.Conv2d):
            inputs = 3 if name == "conv1" else fit(layer.in_channels)
            new = torch.nn.Conv2d(
                inputs, fit(layer.out_channels), layer.kernel_size, layer.stride, layer.padding, bias=False
            )
            setattr(parent, leaf, new)
        elif isinstance(layer, torch.nn.BatchNorm2d):
            setattr(parent, leaf, torch.nn.BatchNorm2d(fit(layer.num_features)))


def project(h, tensors):
    """The head from its tensors alone: linear layers, batch-norm in eval mode, ReLU between layers."""
    parts = {}
    for name, tensor in tensors.items():
        if name.startswith("head.layers."):
            place, leaf = name[len("head.layers.") :].split(".")
            parts.setdefault(int(place), {})[leaf] = tensor
    linears = [place for place in sorted(parts) if parts[place]["weight"].dim() == 2]
    for place in sorted(parts):
        part = parts[place]
        if part["weight"].dim() == 2:
            if place != linears[0]:
                h = torch.relu(h)
            h = torch.nn.functional.linear(h, part["weight"], part.get("bias"))
        else:
            h = torch.nn.functional.batch_norm(
                h, part["running_mean"], part["running_var"], part["weight"], part.get("bias"), False, 0, 1e-5
            )
    return h


def differ(name, ours, theirs):
    assert ours.shape == theirs.shape, (name, ours.shape, theirs.shape)
    error = float((ours - theirs).abs().max() / theirs.abs().max())
    assert error < TOLERANCE, f"{name}: {error:.2e} of the largest value"
    return error


def main(folder, name):
    folder = pathlib.Path(folder)
    settings = json.loads((folder / f"{name}.json").read_text())
    assert settings == json.loads((folder / name / "settings.json").read_text())
    extra = {"settings.json": ""}
    script = torch.jit.load(str(folder / f"{name}.encoder.pt"), _extra_files=extra)
    assert json.loads(extra["settings.json"]) == settings
    tensors, metadata = safetensors(folder / f"{name}.encoder.safetensors")
    assert json.loads(metadata["settings"]) == settings

    # The names are torchvision's: a stock network takes them all, and none is left.
    stock = stock_encoder(settings)
    encoder = {key[len("encoder.") :]: value for key, value in tensors.items() if key.startswith("encoder.")}
    stock.load_state_dict(encoder, strict=True)
    stock.eval()
    scripted = script.state_dict()
    assert scripted.keys() == encoder.keys()
    assert all(torch.equal(scripted[key], encoder[key]) for key in encoder)
    assert not script.training

    worst = {"TorchScript": 0.0, "torchvision": 0.0, "head": 0.0}
    for split, path in (("train", settings["data"]["path"]), ("test", settings["data"]["test_path"])):
        rows, batch = images(pathlib.Path(path), folder / name / f"{split}_index.csv")
        h = torch.from_numpy(numpy.load(folder / name / f"{split}_h.npy"))
        z = torch.from_numpy(numpy.load(folder / name / f"{split}_z.npy"))
        labels = numpy.load(folder / name / f"{split}_labels.npy")
        assert h.dtype == torch.float32 and labels.dtype == numpy.int32
        assert [int(row["label"]) for row in rows] == labels.tolist()
        assert all(pathlib.Path(row["path"]).parts[0] == row["class"] for row in rows)
        assert len(h) == len(z) == len(rows) and h.std(0).max() > 0
        with torch.no_grad():
            worst["TorchScript"] = max(worst["TorchScript"], differ("TorchScript", script(batch), h))
            differ("TorchScript, one image", script(batch[:1]), h[:1])
            worst["torchvision"] = max(worst["torchvision"], differ("torchvision", stock(batch), h))
            worst["head"] = max(worst["head"], differ("head", project(h, tensors), z))
            assert script(torch.zeros(3, 3, 64, 64)).shape == (3, h.shape[1])  # no side is baked in
    print(name + ": " + ", ".join(f"{key} within {value:.1e}" for key, value in worst.items()))


main(*sys.argv[1:])
