"""What the comparisons share: running the helper, reading its cases, and counting what was compared.

Ends like a test program of GoogleTest, so that the count of a test run includes each comparison.
"""

import json
import pathlib
import subprocess
import sys

import numpy as np


class Case:
    """One folder of the helper: case["name"] is an array, case.facts the rest."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.facts = json.loads((self.folder / "case.json").read_text()) or {}

    def __getitem__(self, name):
        return np.load(self.folder / f"{name}.npy")

    def group(self, name):
        """All arrays below a folder, by name."""
        return {f.stem: np.load(f) for f in sorted((self.folder / name).glob("*.npy"))}


class Comparison:
    """Counts comparisons, keeps the largest deviation of each kind, and says where something differs."""

    def __init__(self, title):
        self.title = title
        self.count = 0
        self.failures = 0
        self.largest = {}

    def expect(self, kind, place, deviation, limit):
        """One comparison. A deviation that is no number fails."""
        self.count += 1
        old, allowed = self.largest.get(kind, (0.0, limit))
        self.largest[kind] = (max(old, deviation), max(allowed, limit))
        if not deviation <= limit:
            self.failures += 1
            print(f"DIFFERS {self.title}, {place}: {kind} by {deviation:.3g}, allowed {limit:.3g}")

    def close(self, kind, place, ours, theirs, limit, floor=0.0):
        """Largest absolute difference relative to the largest value of theirs, which counts as `floor` at least."""
        ours, theirs = np.asarray(ours), np.asarray(theirs)
        if ours.shape != theirs.shape:
            self.expect(f"{kind} (shape {ours.shape} against {theirs.shape})", place, float("inf"), limit)
            return
        scale = max(np.abs(theirs).max(initial=0.0), floor)
        worst = np.abs(ours - theirs).max(initial=0.0)
        self.expect(kind, place, float(worst / scale) if scale > 0 else float(worst), limit)

    def finish(self):
        for kind, (deviation, limit) in sorted(self.largest.items()):
            print(f"  {kind}: at most {deviation:.3g} (allowed {limit:.3g})")
        print(f"[  PASSED  ] {self.count - self.failures} tests.")
        if self.failures:
            print(f"[  FAILED  ] {self.failures} tests.")
        sys.exit(1 if self.failures or not self.count else 0)


def run_helper(*arguments):
    helper, work = sys.argv[1:3]
    subprocess.run([helper, arguments[0], work, *arguments[1:]], check=True)
    return pathlib.Path(work)


def cases(subject, at_least):
    """All cases of a subject that comes in one go; fewer than `at_least` is an error of the helper."""
    work = run_helper(subject)
    found = [Case(f.parent) for f in sorted(work.glob("*/case.json"))]
    if len(found) < at_least:
        sys.exit(f"the helper wrote {len(found)} cases of {subject}, expected {at_least}")
    return found
