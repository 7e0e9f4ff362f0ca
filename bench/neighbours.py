"""The ten nearest neighbours of each of 10,000 points by scikit-learn's brute force, on one thread: milliseconds a round.

usage: neighbours.py ROUNDS
"""

import os
import sys
import time

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = "1"

import numpy  # noqa: E402  (after the threads have been limited)
from sklearn.neighbors import NearestNeighbors  # noqa: E402

points = numpy.random.default_rng(2).uniform(-1, 1, (10_000, 256)).astype(numpy.float32)
points /= numpy.linalg.norm(points, axis=1, keepdims=True)
for metric in ("euclidean", "cosine"):  # the same order for points of length 1; the library has a faster way for the first
    times = []
    for _ in range(int(sys.argv[1])):
        start = time.perf_counter()
        NearestNeighbors(n_neighbors=10, algorithm="brute", metric=metric, n_jobs=1).fit(points).kneighbors()
        times.append(1000 * (time.perf_counter() - start))
    print(metric, " ".join(f"{ms:.0f}" for ms in times))
