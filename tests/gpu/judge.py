"""Judges what run.sh has seen the program print. A program that dies may leave half a line: such lines are passed over.

judge.py training FOLDER PRECISION RENDERER RANKS DEVICE [FP32_LOSS]
A training run, by what lies in FOLDER: run.jsonl (train --json), show.jsonl (runs show --json) and, where a dry run was
made, dry.jsonl. Prints the mean loss of its last epoch, "passed" or what is wrong, and a row of a table, a line each.

judge.py selftest FILE
The checks of selftest --json, a line each: passed, FAILED or skipped, a tab, and what was seen.

judge.py resumed FILE
A run that was killed, by what train --resume --json printed: one such line.

A run has learned if the mean loss of its last epoch lies 0.2 below that of collapsed embeddings, ln(2N-1): what is not
learned lies there within some hundredths. It has learned as fp32 does if that loss is within 3 % of FP32_LOSS: precisions
round differently, and fp16 begins with steps that are no updates; a wrong gradient is further off.
"""
import json
import math
import sys

BELOW_CHANCE = 0.2
NEAR_FP32 = 0.03
MOST_SKIPPED = 0.5  # of the steps: fp16 begins with a scale that is too large, and halves it with each
MIB = 1 << 20


def parsed(line):
    """The object in a line, or None."""
    try:
        value = json.loads(line)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def objects(path):
    try:
        with open(path, encoding="utf-8", errors="replace") as lines:
            return [value for value in map(parsed, lines) if value is not None]
    except FileNotFoundError:
        return []


def shown(number):
    return "-" if number is None else f"{number:.4g}" if isinstance(number, float) else str(number)


def where_images_lay(texts, renderer, device, images):
    """None, or how the run's own words differ from what is wanted."""
    told = [text for text in texts if text.startswith("Views are rendered on the device")]
    if renderer == "cpu":
        return "views were rendered on the device" if told else None
    if device == "cpu":
        wanted = "from pixels that are sent with each batch"  # they lie in the same memory
    else:
        wanted = f"from images that are held there ({math.ceil(images * 32 * 32 * 3 / MIB)} MiB)"  # a byte a value
    return None if any(wanted in text for text in told) else f"no word of views {wanted}"


def faults(run, renderer, device, fp32_loss):
    """What is wrong with a run that went through."""
    loss, chance, skipped, steps = run["loss"], run["chance"], run["skipped"], run["steps"]
    if loss is None or not math.isfinite(loss):
        return ["no loss"]
    found = []
    if loss > chance - BELOW_CHANCE:
        found.append(f"the loss is not {BELOW_CHANCE} below chance, {chance:.4g}")
    if fp32_loss is not None and abs(loss - fp32_loss) > NEAR_FP32 * fp32_loss:
        found.append(f"the loss is not within {NEAR_FP32:.0%} of fp32's, {fp32_loss:.4g}")
    if skipped > MOST_SKIPPED * steps:
        found.append(f"{skipped} of {steps} steps were skipped")
    misplaced = where_images_lay(run["texts"], renderer, device, run["images"])
    return found + ([misplaced] if misplaced else [])


def read_run(folder):
    events = objects(f"{folder}/run.jsonl")
    last = {kind: event for event in events for kind in [event.get("event")]}
    plan, epoch, done = (last.get(kind, {}) for kind in ("plan", "epoch", "done"))
    record = (objects(f"{folder}/show.jsonl") or [{}])[-1]
    texts = [event.get("text", "") for event in record.get("events", [])]
    return {
        "state": done.get("state"),
        "exit": sum(event.get("exit", 0) for event in events),  # run.sh writes down a status other than 0
        "steps": done.get("step", 0),
        "loss": epoch.get("loss"),
        "chance": plan.get("chance_loss", 0.0),
        "images": plan.get("train_images", 0),
        "speed": done.get("images_per_second"),
        "wait": done.get("data_wait_share"),
        "knn": done.get("knn"),
        "texts": texts,
        "skipped": sum(text.startswith("No update at step") for text in texts),
        "memory": (objects(f"{folder}/dry.jsonl") or [{}])[-1].get("memory_bytes"),
    }


def outcome(run, renderer, ranks, device, fp32_loss):
    """What is wrong, or "passed"."""
    found = faults(run, renderer, device, fp32_loss) if run["state"] == "done" else ["it ended before it was done"]
    if run["exit"]:
        found.append(f"exit status {run['exit']}")
    if ranks == "1" and run["memory"] is None:
        found.append("no dry run")
    return "; ".join(found) or "passed"


def training(folder, precision, renderer, ranks, device, fp32_loss=None):
    run = read_run(folder)
    said = outcome(run, renderer, ranks, device, float(fp32_loss) if fp32_loss else None)
    cells = [run[key] for key in ("speed", "wait", "memory", "loss", "chance", "knn", "skipped")]
    return [
        shown(run["loss"]),
        said,
        "| " + " | ".join([precision, renderer, ranks, *map(shown, cells), said]) + " |",
    ]


def selftest(path):
    seen = objects(path)
    words = {"passed": "passed", "skipped": "skipped"}
    lines = [
        f"{words.get(check.get('outcome'), 'FAILED')}\t{check['check']}: {check.get('claim')} {check.get('seen')}"
        for check in seen
        if "check" in check
    ]
    if not seen or seen[-1].get("event") != "done":
        lines.append("FAILED\tselftest: it ended before its checks were done")
    return lines


def resumed(path):
    events = objects(path)
    first = next((event.get("first_step", 0) for event in events if event.get("event") == "plan"), 0)
    last = events[-1] if events else {}
    state, step = last.get("state"), last.get("step", 0)
    if not first:
        return ["FAILED\tit did not go on from a checkpoint"]
    if last.get("event") != "done" or state not in ("done", "stopped") or step <= first:
        return [f"FAILED\tresumed at step {first}, it did not go on well: {state or 'no end'} at step {step}"]
    return [f"passed\tkilled with -9, resumed at step {first}, {state} at step {step}"]


if __name__ == "__main__":
    judges = {"training": training, "selftest": selftest, "resumed": resumed}
    print("\n".join(judges[sys.argv[1]](*sys.argv[2:])))
