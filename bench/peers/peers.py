"""What peers.cpp does, by scikit-learn and scipy on one thread, with the same points.

usage: peers.py prepare IMAGES POINTS             writes 10,000 x 288 floats
       peers.py run POINTS LABELS GRAPH ROUNDS    prints a JSON object per case
"""

import json
import os
import sys
import time

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = "1"

import numpy  # noqa: E402  (after the threads have been limited)

WIDTH = 288
CLASSES = 10


def prepare(images, points):
    """Features of images as an untrained layer has them: random directions, nothing below 0, standardised."""
    pixels = numpy.fromfile(images, numpy.uint8)[16:].reshape(-1, 784).astype(numpy.float32) / 255
    directions = numpy.random.default_rng(2).standard_normal((784, WIDTH)).astype(numpy.float32)
    features = numpy.maximum(pixels @ directions, 0)
    ((features - features.mean(0)) / features.std(0)).astype(numpy.float32).tofile(points)


def time_case(name, rounds, run):
    times = []
    for _ in range(rounds):
        start = time.process_time()  # what others on the machine change little
        result = run()
        times.append(1000 * (time.process_time() - start))
    return result, lambda comes_to: print(json.dumps({"name": name, "ms": times, "comes_to": float(comes_to)}))


def clusters(points, rounds):
    from sklearn.cluster import KMeans
    from sklearn.mixture import GaussianMixture

    centres = points[:: len(points) // CLASSES][:CLASSES]
    kmeans, tell = time_case(
        "k-means",
        rounds,
        lambda: KMeans(CLASSES, init=centres, n_init=1, max_iter=20, tol=0, algorithm="lloyd").fit(points),
    )
    tell(kmeans.inertia_)
    shares = numpy.eye(CLASSES, dtype=points.dtype)[kmeans.labels_]
    sizes = shares.sum(0)
    means = shares.T @ points / sizes[:, None]
    variances = numpy.stack([points[kmeans.labels_ == c].var(0) for c in range(CLASSES)]) + 1e-3
    mixture = GaussianMixture(
        CLASSES,
        covariance_type="diag",
        tol=0,
        reg_covar=1e-3,
        max_iter=20,
        init_params="random_from_data",  # of which nothing is left but one step's time, as ours has one at its beginning
        weights_init=sizes / sizes.sum(),
        means_init=means,
        precisions_init=1 / variances,
    )
    fitted, tell = time_case("Gaussian mixture", rounds, lambda: mixture.fit(points))
    tell(fitted.lower_bound_)


def neighbours(points, rounds):
    from sklearn.neighbors import NearestNeighbors

    # For points of length 1 the library's fastest metric has the same order as the cosine.
    unit = points / numpy.linalg.norm(points, axis=1, keepdims=True)
    search = NearestNeighbors(n_neighbors=10, algorithm="brute", metric="euclidean", n_jobs=1)
    (distances, _), tell = time_case("kNN graph", rounds, lambda: search.fit(unit).kneighbors())
    tell(1 - (distances.astype(numpy.float64) ** 2).mean() / 2)


def poisson(labels, graph, rounds):
    from scipy.sparse import csr_matrix

    n = len(labels)
    words = numpy.fromfile(graph, numpy.uint32)
    first = words[: n + 1].astype(numpy.int32)
    to = words[n + 1 : n + 1 + first[-1]].astype(numpy.int32)
    weights = words[n + 1 + first[-1] :].view(numpy.float32)
    joined = csr_matrix((weights, to, first), (n, n))
    known = [int(numpy.flatnonzero(labels == c)[0]) for c in range(CLASSES)]

    def run():
        inverse = 1 / numpy.asarray(joined.sum(1), numpy.float32)
        sources = numpy.zeros((n, CLASSES), numpy.float32)
        sources[known] = numpy.eye(CLASSES, dtype=numpy.float32) - 1 / CLASSES
        u = numpy.zeros_like(sources)
        for _ in range(300):
            u = inverse * (joined @ u + sources)
        told = u.argmax(1)
        told[known] = labels[known]
        return (told == labels).mean()

    accuracy, tell = time_case("Poisson learning", rounds, run)
    tell(accuracy)


if sys.argv[1] == "prepare":
    prepare(*sys.argv[2:])
else:
    points_file, labels_file, graph_file, count = sys.argv[2:]
    points = numpy.fromfile(points_file, numpy.float32).reshape(-1, WIDTH)
    labels = numpy.fromfile(labels_file, numpy.uint8)[8:]
    clusters(points, int(count))
    neighbours(points, int(count))
    poisson(labels, graph_file, int(count))
