"""Every objective against two recomputations: in NumPy as the equations stand, and in PyTorch for the gradient.

NT-Xent in PyTorch is a cross-entropy over the similarities with the diagonal filled, as the ports have it; the others follow
their equations. All in double: 1e-9 leaves room for the order of summation at a temperature of 0.05 (logits up to 20), and
for nothing else.
"""

import numpy as np
import torch

from golden import Comparison, cases

LIMIT = 1e-9


def similarities(z, facts):
    if facts["normalize"]:
        z = z / np.sqrt((z * z).sum(axis=1, keepdims=True))
    return z @ z.T


def negatives_of(i, s, n, facts):
    """Candidates that anchor i is pushed away from."""
    positive = (i + n) % (2 * n)
    opposite = facts["objective"] in ("nt-logistic", "margin")
    chosen = []
    for k in range(2 * n):
        if k in (i, positive) or (opposite and (k < n) == (i < n)):
            continue
        gap = s[i, positive] - s[i, k]
        if not facts["semi_hard"] or 0 < gap < facts["margin"]:
            chosen.append(k)
    return chosen


def numpy_loss(z, facts):
    """The equations, anchor by anchor."""
    n, tau, kind = len(z) // 2, facts["temperature"], facts["objective"]
    s = similarities(z, facts)
    pair_weights = [np.exp(s[i, i + n] / facts["sigma"]) for i in range(n)]
    total = 0.0
    for i in range(2 * n):
        chosen = negatives_of(i, s, n, facts)
        if facts["semi_hard"] and not chosen:
            continue
        positive, negative = s[i, (i + n) % (2 * n)], s[i, chosen]
        if kind == "nt-xent":
            total -= np.log(np.exp(positive / tau) / (np.exp(positive / tau) + np.exp(negative / tau).sum()))
        elif kind in ("dcl", "dclw"):
            weight = 1.0
            if kind == "dclw":
                weight = 2 - np.exp(positive / facts["sigma"]) / np.mean(pair_weights)
            total += -weight * positive / tau + np.log(np.exp(negative / tau).sum())
        elif kind == "nt-logistic":
            total += np.log1p(np.exp(-positive / tau)) + np.mean(np.log1p(np.exp(negative / tau)))
        else:
            total += np.mean(np.maximum(0, negative - positive + facts["margin"]))
    return total / (2 * n)


def torch_loss(z, facts):
    n, tau, kind = len(z) // 2, facts["temperature"], facts["objective"]
    if facts["normalize"]:
        z = torch.nn.functional.normalize(z, dim=1)
    s = z @ z.T
    rows = torch.arange(2 * n)
    target = (rows + n) % (2 * n)
    positive = s[rows, target]
    chosen = torch.zeros(2 * n, 2 * n, dtype=torch.bool)
    for i in range(2 * n):
        chosen[i, negatives_of(i, s.detach().numpy(), n, facts)] = True
    counted = chosen.any(dim=1) if facts["semi_hard"] else torch.ones(2 * n, dtype=torch.bool)
    if not counted.any():
        return (0 * z).sum()
    s, chosen, positive, target = s[counted], chosen[counted], positive[counted], target[counted]
    if kind == "nt-xent":
        chosen[torch.arange(len(s)), target] = True
        loss = torch.nn.functional.cross_entropy((s / tau).masked_fill(~chosen, -torch.inf), target, reduction="sum")
    elif kind in ("dcl", "dclw"):
        weight = torch.ones(())
        if kind == "dclw":
            pairs = torch.exp((z[:n] * z[n:]).sum(dim=1) / facts["sigma"])
            weight = 2 - torch.exp(positive / facts["sigma"]) / pairs.mean()
        loss = (-weight * positive / tau + torch.logsumexp((s / tau).masked_fill(~chosen, -torch.inf), dim=1)).sum()
    elif kind == "nt-logistic":
        apart = (torch.nn.functional.softplus(s / tau) * chosen).sum(dim=1) / chosen.sum(dim=1)
        loss = (torch.nn.functional.softplus(-positive / tau) + apart).sum()
    else:
        hinge = torch.relu(s - positive[:, None] + facts["margin"])
        loss = ((hinge * chosen).sum(dim=1) / chosen.sum(dim=1)).sum()
    return loss / (2 * n)


def statistics(z, facts):
    """accuracy over 2N-1, accuracy over N, entropy over the opposite view, mean positive and negative similarity."""
    n = len(z) // 2
    s = similarities(z, facts)
    hits = hits_n = entropy = positives = negatives = 0.0
    for i in range(2 * n):
        target = (i + n) % (2 * n)
        others = [k for k in range(2 * n) if k not in (i, target)]
        opposite = np.arange(n) + (n if i < n else 0)
        hits += all(s[i, target] > s[i, k] for k in others)
        hits_n += all(s[i, target] > s[i, k] for k in opposite if k != target)
        logits = s[i, opposite] / facts["temperature"]
        p = np.exp(logits - logits.max())
        p /= p.sum()
        entropy -= (p * np.log(np.maximum(p, 1e-300))).sum()
        positives += s[i, target]
        negatives += s[i, others].mean()
    return np.array([hits, hits_n, entropy, positives, negatives]) / (2 * n)


comparison = Comparison("loss")
for case in cases("loss", 5 * 4 * 4 * 2 * 2):
    facts, z = case.facts, case["z"]
    place = f"{facts['objective']}, N={len(z) // 2}, {facts}"
    name = facts["objective"]
    comparison.close(f"{name} against NumPy", place, case["loss"], numpy_loss(z, facts), LIMIT, floor=1e-3)
    leaf = torch.from_numpy(z).requires_grad_()
    loss = torch_loss(leaf, facts)
    loss.backward()
    comparison.close(f"{name} against PyTorch", place, case["loss"], loss.detach().numpy(), LIMIT, floor=1e-3)
    gradient = leaf.grad.numpy()
    comparison.close(f"{name}, gradient", place, case["gradient"], gradient, LIMIT, floor=1e-3)
    comparison.close(f"{name}, tiled", place, case["tiled_loss"], loss.detach().numpy(), LIMIT, floor=1e-3)
    comparison.close(f"{name}, tiled gradient", place, case["tiled_gradient"], gradient, LIMIT, floor=1e-3)
    comparison.close("statistics", place, case["statistics"], statistics(z, facts), LIMIT)
comparison.finish()
