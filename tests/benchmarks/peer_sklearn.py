"""scikit-learn beside our layouts and neighbors.

peer_sklearn.py data SIZE FOLDER               writes features.npy and start.npy
peer_sklearn.py tsne FOLDER ITERATIONS OUT     prints the seconds of the whole, and of it those before the first iteration
peer_sklearn.py knn FOLDER K OUT               prints seconds
peer_sklearn.py judge FOLDER LAYOUT...         prints the KL divergence of each layout (raw float32)

SIZE 1797 is load_digits as it is; else so many rows of 128 dimensions: per block of 5000 rows, 20 centers N(0, 1), for each
class a factor of rank 10 times 0.45, noise 0.3, rows of unit length. The start is the first two principal components at a
standard deviation of 1e-4. Two threads; perplexity 30; 250 iterations exaggerated by 12; no early stop.
"""

import os
import sys
import time

os.environ.setdefault("OMP_NUM_THREADS", "2")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "2")

import numpy as np  # noqa: E402
from sklearn.datasets import load_digits  # noqa: E402
from sklearn.decomposition import PCA  # noqa: E402
from sklearn.manifold import TSNE, _t_sne  # noqa: E402
from sklearn.neighbors import NearestNeighbors  # noqa: E402

PERPLEXITY = 30


def features_of(size):
    if size == 1797:
        return load_digits().data.astype(np.float32)
    rng = np.random.default_rng(0)
    centers = rng.normal(size=(20, 128))
    factors = rng.normal(size=(20, 10, 128)) * 0.45
    blocks = []
    for begin in range(0, size, 5000):
        count = min(5000, size - begin)
        labels = rng.integers(0, 20, count)
        inner = np.einsum("nk,nkd->nd", rng.normal(size=(count, 10)), factors[labels])
        rows = centers[labels] + inner + 0.3 * rng.normal(size=(count, 128))
        blocks.append(rows / np.linalg.norm(rows, axis=1, keepdims=True))
    return np.concatenate(blocks).astype(np.float32)


def data(size, folder):
    features = features_of(int(size))
    start = PCA(2, svd_solver="full").fit_transform(features.astype(np.float64))
    np.save(f"{folder}/features.npy", features)
    np.save(f"{folder}/start.npy", (start / start[:, 0].std() * 1e-4).astype(np.float32))


def joint_probabilities(features):
    neighbors = NearestNeighbors(n_neighbors=min(len(features) - 1, 3 * PERPLEXITY + 1), n_jobs=2)
    distances = neighbors.fit(features).kneighbors_graph(mode="distance")
    distances.data **= 2
    return _t_sne._joint_probabilities_nn(distances, PERPLEXITY, 0)


def tsne(folder, iterations, out):
    features, start = np.load(f"{folder}/features.npy"), np.load(f"{folder}/start.npy")
    model = TSNE(
        2,
        perplexity=PERPLEXITY,
        init=start,
        n_iter=int(iterations),
        n_jobs=2,
        random_state=0,
        learning_rate="auto",
        n_iter_without_progress=10**9,
        min_grad_norm=0,
    )
    begin = time.perf_counter()
    layout = model.fit_transform(features)
    whole = time.perf_counter() - begin
    begin = time.perf_counter()
    joint_probabilities(features)
    before = time.perf_counter() - begin
    layout.astype(np.float32).tofile(out)
    print(f"{whole:.4f} {before:.4f}")


def knn(folder, k, out):
    features = np.load(f"{folder}/features.npy")
    begin = time.perf_counter()
    model = NearestNeighbors(n_neighbors=int(k), algorithm="brute", n_jobs=2).fit(features)
    indices = model.kneighbors(return_distance=True)[1]
    print(f"{time.perf_counter() - begin:.4f}")
    indices.astype(np.int32).tofile(out)


def judge(folder, *layouts):
    """Exact neighbors, exact normalizer, in NumPy: the same for whoever made the layout."""
    p = joint_probabilities(np.load(f"{folder}/features.npy")).tocoo()
    for path in layouts:
        y = np.fromfile(path, np.float32).reshape(-1, 2).astype(np.float64)
        z = 0.0
        for begin in range(0, len(y), 500):
            d = y[begin : begin + 500, None] - y[None]
            z += (1 / (1 + (d * d).sum(2))).sum()
        z -= len(y)
        d = y[p.row] - y[p.col]
        q = 1 / (1 + (d * d).sum(1)) / z
        kept = p.data > 0
        print(f"{(p.data[kept] * np.log(p.data[kept] / q[kept])).sum():.4f}")


if __name__ == "__main__":
    {"data": data, "tsne": tsne, "knn": knn, "judge": judge}[sys.argv[1]](*sys.argv[2:])
