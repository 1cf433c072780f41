"""Update rules and schedules.

LARS against a transcription of google-research/simclr's lars_optimizer.py and of the two ports (classic momentum), SGD and
AdamW against torch.optim, schedules against a transcription of model_util.py. All in double; 1e-12 after 24 steps is rounding.
"""

import math

import numpy as np
import torch

from golden import Comparison, cases

LIMIT = 1e-12


def norm(x):
    return math.sqrt(float((x * x).sum()))


def lars(facts, weights, gradients, rates, adapt):
    """Weights after each step, the first ones included."""
    m, eta = facts["momentum"], facts["eta"]
    decay = facts["weight_decay"] if adapt else 0.0
    w, v = weights.copy(), np.zeros_like(weights)
    trace = [w.copy()]
    for raw, rate in zip(gradients, rates):
        g = raw + decay * w
        trust = 1.0
        if adapt:
            if facts["rule"] == "lars":
                if norm(w) > 0 and norm(g) > 0:
                    trust = eta * norm(w) / norm(g)
            elif norm(w) > 0 and norm(raw) > 0:
                trust = eta * norm(w) / (norm(raw) + decay * norm(w) + 1e-8)
                if facts["rule"] == "lars-clip":
                    trust = min(trust / rate, 1.0) if rate > 0 else 1.0
        if facts["rule"] == "lars":  # the rate stands inside the velocity
            scaled = rate * trust * g
            v = m * v + scaled
            w = w - (m * v + scaled if facts["nesterov"] else v)
        else:
            scaled = trust * g
            v = m * v + scaled
            w = w - rate * (m * v + scaled if facts["nesterov"] else v)
        trace.append(w.copy())
    return np.stack(trace)


def torch_rule(facts, weights, gradients, rates, adapt):
    w = torch.from_numpy(weights.copy()).requires_grad_()
    decay = facts["weight_decay"] if adapt else 0.0
    if facts["rule"] == "sgd":
        rule = torch.optim.SGD([w], lr=1, momentum=facts["momentum"], weight_decay=decay, nesterov=facts["nesterov"])
    else:
        rule = torch.optim.AdamW([w], lr=1, betas=(facts["momentum"], facts["beta2"]), eps=1e-8, weight_decay=decay)
    trace = [weights]
    for gradient, rate in zip(gradients, rates):
        rule.param_groups[0]["lr"] = rate
        w.grad = torch.from_numpy(gradient.copy())
        rule.step()
        trace.append(w.detach().numpy().copy())
    return np.stack(trace)


def compare_rule(comparison, case):
    facts = case.facts
    peer = lars if facts["rule"].startswith("lars") else torch_rule
    rates = case["rates"]
    if len(set(rates)) < 20:
        raise SystemExit("the rate should change from step to step")
    for name in facts["adapted"] + facts["excluded"]:
        ours, gradients = case[f"weights/{name}"], case[f"gradients/{name}"]
        theirs = peer(facts, ours[0], gradients, rates, name in facts["adapted"])
        comparison.close(facts["rule"], f"{case.folder.name}, {name}", ours, theirs, LIMIT)


def schedule(facts):
    """model_util.py get_learning_rate, for each step of whole batches (the official code counts one step more)."""
    batch = facts["batch_size"]
    peak = {"linear": facts["rate"] * batch / 256, "sqrt": facts["rate"] * math.sqrt(batch), "none": facts["rate"]}
    peak = peak[facts["scaling"]]
    epoch = facts["images"] // batch
    total = epoch * facts["epochs"]
    warmup = min(round(facts["warmup_epochs"] * epoch), total - 1)
    rates = []
    for step in range(total):
        if step < warmup:
            rates.append(step / warmup * peak)
        else:
            rates.append(peak * 0.5 * (1 + math.cos(math.pi * (step - warmup) / (total - warmup))))
    return np.array(rates)


comparison = Comparison("optimizer")
for case in cases("optimizer", 27 + 6):
    if case.facts["kind"] == "rule":
        compare_rule(comparison, case)
    else:
        comparison.close("schedule", case.folder.name, case["rates"], schedule(case.facts), LIMIT)
comparison.finish()
