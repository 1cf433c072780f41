"""What bench_train measures, by plain PyTorch on the same LibTorch: peer_simclr.py MODE.

A SimCLR step as PyTorch projects write it: torchvision's ResNet-18 with a CIFAR stem, both views in one forward, the
similarity matrix with its diagonal masked, cross-entropy, SGD. Channels last, two threads. Prints one number.
"""

import resource
import statistics
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn
from torchvision.models import resnet18

THREADS, ROUNDS, BATCH, TAU = 2, 7, 64, 0.5


def median(act):
    """Milliseconds; two more rounds warm up."""
    rounds = []
    for r in range(-2, ROUNDS):
        begin = time.perf_counter()
        act()
        if r >= 0:
            rounds.append((time.perf_counter() - begin) * 1e3)
    return statistics.median(rounds)


class SimCLR(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = resnet18(weights=None)
        self.encoder.conv1 = nn.Conv2d(3, 64, 3, padding=1, bias=False)
        self.encoder.maxpool = nn.Identity()
        self.encoder.fc = nn.Identity()
        self.head = nn.Sequential(
            nn.Linear(512, 512, bias=False),
            nn.BatchNorm1d(512),
            nn.ReLU(inplace=True),
            nn.Linear(512, 128, bias=False),
            nn.BatchNorm1d(128),
        )

    def forward(self, x):
        return self.head(self.encoder(x))


def nt_xent(z):
    u = F.normalize(z.float(), dim=1)
    n = u.shape[0] // 2
    logits = u @ u.t() / TAU
    logits.fill_diagonal_(float("-inf"))
    target = torch.arange(2 * n).roll(n)
    return F.cross_entropy(logits, target)


class Training:
    def __init__(self, batch, half):
        self.half = half
        self.model = SimCLR().to(memory_format=torch.channels_last).train()
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=0.01, momentum=0.9, weight_decay=1e-4)
        self.views = torch.rand(2 * batch, 3, 32, 32).to(memory_format=torch.channels_last)

    def step(self, views=None):
        self.optimizer.zero_grad(set_to_none=True)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.half):
            z = self.model(self.views if views is None else views)
        loss = nt_xent(z)
        loss.backward()
        self.optimizer.step()
        return loss.item()


def objective():
    z = torch.randn(2 * 4096, 128)

    def act():
        leaf = z.detach().requires_grad_()
        nt_xent(leaf).backward()

    return median(act)


class Views(torch.utils.data.Dataset):
    def __init__(self, count):
        from PIL import Image
        from torchvision import transforms as T

        generator = torch.Generator().manual_seed(1)
        pixels = torch.randint(0, 256, (count, 8, 8, 3), generator=generator, dtype=torch.uint8)
        self.images = [Image.fromarray(p.numpy()).resize((32, 32)) for p in pixels]
        self.view = T.Compose(
            [
                T.RandomResizedCrop(32),
                T.RandomHorizontalFlip(),
                T.RandomApply([T.ColorJitter(0.4, 0.4, 0.4, 0.1)], p=0.8),
                T.RandomGrayscale(0.2),
                T.ToTensor(),
            ]
        )

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        return self.view(self.images[i]), self.view(self.images[i])


def end_to_end():
    training = Training(BATCH, False)
    loader = torch.utils.data.DataLoader(Views(20 * BATCH), BATCH, shuffle=True, num_workers=2, drop_last=True)
    begin, images = None, 0
    for i, (a, b) in enumerate(loader):
        if i == 4:
            begin = time.perf_counter()
        training.step(torch.cat([a, b]).to(memory_format=torch.channels_last))
        images += BATCH if begin is not None else 0
    return (time.perf_counter() - begin) * 1000 / images


def peak_memory():
    training = Training(256, False)
    for _ in range(3):
        training.step()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def train_step(half):
    training = Training(BATCH, half)
    return median(training.step)


if __name__ == "__main__":
    torch.set_num_threads(THREADS)
    torch.manual_seed(1)
    modes = {
        "train-step-fp32": lambda: train_step(False),
        "train-step-bf16": lambda: train_step(True),
        "nt-xent-4096": objective,
        "end-to-end": end_to_end,
        "peak-memory": peak_memory,
    }
    print(f"{modes[sys.argv[1]]():.3f}")
