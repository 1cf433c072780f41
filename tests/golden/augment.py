"""Every operation against torchvision with the same parameters, on a photograph-like scene, on grain and on a palette.

Three peers. "float": torchvision on float tensors, which rounds nowhere, so that ours may differ by its one rounding and by
little more (stated with each operation, in levels of 255). "8-bit": torchvision on 8-bit tensors, which
truncates or rounds after each step. "PIL": torchvision on PIL images. Of these two the largest difference and the share of
values off by more than two levels are held.
"""

import numpy as np
import torch
from PIL import Image
from torchvision.transforms import functional as F
from torchvision.transforms.functional import InterpolationMode

from golden import Comparison, cases

BILINEAR = InterpolationMode.BILINEAR
PARTS = ("brightness", "contrast", "saturation", "hue")
ADJUST = {
    "brightness": F.adjust_brightness,
    "contrast": F.adjust_contrast,
    "saturation": F.adjust_saturation,
    "hue": F.adjust_hue,
}


def jitter(image, facts):
    for part in facts["order"]:
        name = PARTS[part]
        if facts[name] != (0 if name == "hue" else 1):
            image = ADJUST[name](image, facts[name])
    return image


def crop(image, facts):
    top, left, height, width = facts["crop"]
    image = F.crop(image, top, left, height, width)
    return F.resize(image, [facts["size"]] * 2, BILINEAR, antialias=True)


def cutout(image, facts):
    if isinstance(image, Image.Image):
        return None  # torchvision erases tensors only
    value = 127 / 255 if image.is_floating_point() else 127
    return F.erase(image, *facts["hole"], v=torch.tensor(value, dtype=image.dtype).view(1, 1, 1))


def solarize(image, facts):
    is_float = not isinstance(image, Image.Image) and image.is_floating_point()
    return F.solarize(image, facts["threshold"] / 255 if is_float else facts["threshold"])


PEERS = {
    "crop": crop,
    "flip": lambda image, facts: F.hflip(image),
    "jitter": jitter,
    "grayscale": lambda image, facts: F.rgb_to_grayscale(image, 3),
    "blur": lambda image, facts: F.gaussian_blur(image, facts["taps"], facts["sigma"]),
    "solarize": solarize,
    "rotate": lambda image, facts: F.rotate(image, facts["degrees"], BILINEAR),
    "cutout": cutout,
}


def subject_of(facts):
    """The operation, and of a jitter the part, as parts have limits of their own."""
    if facts["operation"] != "jitter":
        return facts["operation"]
    used = [part for part in PARTS if facts[part] != (0 if part == "hue" else 1)]
    return used[0] if len(used) == 1 else "jitter" if used else "no jitter"


# What is allowed: largest difference in levels for the float, the 8-bit and the PIL peer; share of values that are off by more
# than two levels for the latter two.
ROUND = 0.5  # ours rounds once
LIMITS = {
    # Interpolation in float32 (theirs) and float with one rounding (ours). PIL rounds after each of its two passes.
    "crop": (ROUND + 0.01, 1, 2, 0, 0),
    "flip": (1e-9, 0, 0, 0, 0),
    "no jitter": (1e-9, 0, 0, 0, 0),
    # The 8-bit peer truncates where ours rounds.
    "brightness": (ROUND + 0.01, 1, 1, 0, 0),
    # torchvision's float gray has weights that sum to 0.9999: 0.026 levels of white, times |1 - factor|. PIL's mean is a whole
    # level.
    "contrast": (ROUND + 0.03, 1, 1, 0, 0),
    # The 8-bit peer truncates the gray and then the blend.
    "saturation": (ROUND + 0.03, 2, 1, 0, 0),
    # PIL holds hue and saturation in 8 bits each: a step of hue is 6 levels of a pure color, and saturation adds to it.
    "hue": (ROUND + 0.01, 1, 15, 0, 0.3),
    # Four parts in a row: theirs truncate (8-bit) or round (PIL) four times, each error is amplified by the factors that
    # follow; PIL has its hue besides.
    "jitter": (ROUND + 0.03, 7, 15, 0.3, 0.3),
    "grayscale": (ROUND + 0.03, 1, 1, 0, 0),
    "blur": (ROUND + 0.01, 1, 1, 0, 0),
    "solarize": (1e-9, 0, 0, 0, 0),
    # PIL cuts hard at the border where ours and the tensors fade to black: there it is not compared. It steps through the
    # image in fixed point of 1/65536 pixel, which grain shows as up to two levels.
    "rotate": (ROUND + 0.01, 1, 2, 0, 0),
    "cutout": (1e-9, 0, None, 0, 0),
}


def from_tensor(tensor, scale):
    return scale * tensor.numpy().transpose(1, 2, 0).astype(np.float64)


def away_from_the_border(pixels, facts):
    """Where a rotated view comes from the inside of the image alone."""
    white = torch.ones(1, *pixels.shape[:2], dtype=torch.float64)
    return from_tensor(F.rotate(white, facts["degrees"], BILINEAR), 1) > 1 - 1e-9


def peers(pixels, facts):
    """What each peer makes of the image, in levels."""
    tensor = torch.from_numpy(pixels.transpose(2, 0, 1).copy())
    operation = PEERS[facts["operation"]]
    yield "float", from_tensor(operation(tensor.double() / 255, facts), 255)
    yield "8-bit", from_tensor(operation(tensor, facts), 1)
    image = operation(Image.fromarray(pixels), facts)
    if image is not None:
        yield "PIL", np.asarray(image).astype(np.float64)


def compare(comparison, case):
    facts, pixels = case.facts, case["image"]
    subject = subject_of(facts)
    largest = dict(zip(("float", "8-bit", "PIL"), LIMITS[subject]))
    share = dict(zip(("8-bit", "PIL"), LIMITS[subject][3:]))
    for peer, view in peers(pixels, facts):
        difference = np.abs(case["view"].astype(np.float64) - view)
        if peer == "PIL" and subject == "rotate":
            difference = difference * away_from_the_border(pixels, facts)
        comparison.expect(f"{subject}, {peer}", facts, float(difference.max()), largest[peer])
        if peer in share:
            comparison.expect(f"{subject}, {peer}, share", facts, float((difference > 2).mean()), share[peer])


comparison = Comparison("augment")
found = cases("augment", 12 + 3 * (29 + 20 + 8))
for case in found:
    compare(comparison, case)
silent = set(LIMITS) - {subject_of(case.facts) for case in found}
comparison.expect("operations without a case", sorted(silent), len(silent), 0)
comparison.finish()
