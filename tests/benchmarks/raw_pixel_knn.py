"""raw_pixel_knn.py TRAIN TEST: what weighted kNN reaches on the pixels themselves, as a floor for encoders.

Two folders with one sub-folder of images of one size per class. The protocol of evaluate.* with its defaults: k 200, tau
0.1, cosine, all training images as the bank. Prints two percentages: of the pixels as they are, whose cosine is that of
brightness mostly, and of the pixels less the mean training image.
"""

import pathlib
import sys

import numpy as np
from PIL import Image

NEIGHBORS, TAU, ROWS_AT_ONCE = 200, 0.1, 500


def read(folder):
    """Images as rows, and their classes by number."""
    rows, labels = [], []
    for label, kind in enumerate(sorted(path for path in pathlib.Path(folder).iterdir() if path.is_dir())):
        for file in sorted(kind.iterdir()):
            rows.append(np.asarray(Image.open(file).convert("RGB"), np.float32).ravel())
            labels.append(label)
    return np.stack(rows), np.asarray(labels)


def unit_rows(rows):
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def accuracy(bank, bank_labels, queries, labels):
    """A share in [0, 1]; rows are made unit length here."""
    bank, queries = unit_rows(bank), unit_rows(queries)
    classes = np.eye(bank_labels.max() + 1)
    right = 0
    for first in range(0, len(queries), ROWS_AT_ONCE):
        similarity = queries[first : first + ROWS_AT_ONCE] @ bank.T
        nearest = np.argpartition(-similarity, NEIGHBORS, axis=1)[:, :NEIGHBORS]
        weights = np.exp(np.take_along_axis(similarity, nearest, axis=1) / TAU)
        votes = (weights[:, :, None] * classes[bank_labels[nearest]]).sum(axis=1)
        right += (votes.argmax(axis=1) == labels[first : first + ROWS_AT_ONCE]).sum()
    return right / len(queries)


def main(train, test):
    bank, bank_labels = read(train)
    queries, labels = read(test)
    mean = bank.mean(axis=0)
    print(f"{100 * accuracy(bank, bank_labels, queries, labels):.1f}")
    print(f"{100 * accuracy(bank - mean, bank_labels, queries - mean, labels):.1f}")


main(*sys.argv[1:])
