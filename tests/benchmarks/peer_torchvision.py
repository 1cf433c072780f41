"""Microseconds of one view by torchvision on PIL images, on one core: peer_torchvision.py 32|224.

The same recipes and sizes as bench_augment, up to the PIL image (the conversion to a tensor is not counted). Prints one
number: the median of seven rounds.
"""

import math
import statistics
import sys
import time

import torch
from PIL import Image
from torchvision import transforms as T

torch.set_num_threads(1)
large = sys.argv[1] == "224"
width, height = (500, 375) if large else (32, 32)
s = 1.0 if large else 0.5
steps = [
    T.RandomResizedCrop(224 if large else 32),
    T.RandomHorizontalFlip(),
    T.RandomApply([T.ColorJitter(0.8 * s, 0.8 * s, 0.8 * s, 0.2 * s)], p=0.8),
    T.RandomGrayscale(0.2),
]
if large:
    steps.append(T.RandomApply([T.GaussianBlur(23, sigma=(0.1, 2.0))], p=0.5))
view = T.Compose(steps)


def waves(phase):
    values = bytes(
        int(127 + 120 * math.sin(0.05 * x + 0.07 * y * (c + 1) + phase))
        for y in range(height)
        for x in range(width)
        for c in range(3)
    )
    return Image.frombytes("RGB", (width, height), values)


images = [waves(i) for i in range(8)]
views = 60 if large else 800
rounds = []
for r in range(8):  # the first one warms up
    torch.manual_seed(r)
    begin = time.perf_counter()
    for i in range(views):
        view(images[i % 8])
    if r > 0:
        rounds.append((time.perf_counter() - begin) / views * 1e6)
print(f"{statistics.median(rounds):.3f}")
