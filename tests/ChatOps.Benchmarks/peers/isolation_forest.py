"""The peer of AnomalyQuality and AnomalySpeed: scikit-learn's Isolation Forest on the same files, on one thread.

isolation_forest.py quality SET.csv...            one JSON line per set and seed: roc_auc and average_precision
isolation_forest.py speed ROWS.bin ROWS COLUMNS   one JSON line: processor seconds of fit + score (raw little-endian doubles)
"""
import json
import sys
import time

import numpy
from sklearn.ensemble import IsolationForest
from sklearn.metrics import average_precision_score, roc_auc_score


def quality(paths):
    for path in paths:
        with open(path, encoding="utf-8") as file:
            label = file.readline().strip().split(",").index("label")
        data = numpy.loadtxt(path, delimiter=",", skiprows=1)
        odd, rows = data[:, label], numpy.delete(data, label, axis=1)
        for seed in range(5):
            forest = IsolationForest(n_estimators=100, max_samples=min(256, len(rows)), random_state=seed)
            scores = -forest.fit(rows).score_samples(rows)
            print(json.dumps({"set": path, "seed": seed, "auc": roc_auc_score(odd, scores),
                              "ap": average_precision_score(odd, scores)}), flush=True)


def speed(path, rows, columns):
    data = numpy.fromfile(path, dtype="<f8").reshape(rows, columns)
    start = time.process_time()
    IsolationForest(n_estimators=100, max_samples=256, random_state=1, n_jobs=1).fit(data).score_samples(data)
    print(json.dumps({"seconds": time.process_time() - start}))


if __name__ == "__main__":
    if sys.argv[1] == "quality":
        quality(sys.argv[2:])
    else:
        speed(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
