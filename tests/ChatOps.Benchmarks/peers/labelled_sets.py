"""Makes more labelled sets for AnomalyQuality, so that a method is not chosen by a handful of public ones.

labelled_sets.py PUBLIC OUT   reads annthyroid, breastw, pima and shuttle (CSV, a column `label`) and writes OUT/*.csv

abl-*  public sets with fewer odd rows, half of the columns, or fewer rows
inj-*  ordinary rows of real sets with odd rows made as ADBench does (Han et al., NeurIPS 2022): global, local, cluster, dependency
dig-*  handwritten digits (bundled with scikit-learn): one digit among the others, or the others among one
syn-*  made rows: clusters, relations, heavy tails, irrelevant columns, odd rows in a cluster, counts, yes/no, rings, parcels
"""
import os
import sys

import numpy as np
from sklearn.datasets import load_digits
from sklearn.mixture import GaussianMixture

PUBLIC = ["annthyroid", "breastw", "pima", "shuttle"]


def load(folder, name):
    with open(os.path.join(folder, name + ".csv"), encoding="utf-8") as file:
        label = file.readline().strip().split(",").index("label")
        data = np.loadtxt(file, delimiter=",")
    return np.delete(data, label, axis=1), data[:, label].astype(int)


def mixed(usual, odd, random):
    rows = np.vstack([usual, odd])
    labels = np.r_[np.zeros(len(usual), int), np.ones(len(odd), int)]
    order = random.permutation(len(labels))
    return rows[order], labels[order]


def injected(usual, kind, rate, random):
    usual = usual + 0.0
    count = max(8, int(len(usual) * rate))
    if kind == "global":
        low, high = usual.min(0), usual.max(0)
        margin = .05 * (high - low)
        return mixed(usual, random.uniform(low - margin, high + margin, (count, usual.shape[1])), random)
    if kind == "dependency":
        return mixed(usual, shuffled(usual, count, random), random)
    deviation = usual.std(0)
    deviation[deviation == 0] = 1
    scaled = usual / deviation
    sample = scaled[random.choice(len(scaled), min(3000, len(scaled)), replace=False)]
    mixture = GaussianMixture(4, random_state=0, reg_covar=1e-3).fit(sample)
    if kind == "local":
        mixture.covariances_ = mixture.covariances_ * 5
        return mixed(usual, mixture.sample(count)[0] * deviation, random)
    centres = mixture.means_ * 1.0
    centres = centres + random.choice([-1, 1], centres.shape) * 2.0 * (random.random(centres.shape) < .5)
    odd = centres[random.integers(2)] + .3 * random.normal(size=(count, scaled.shape[1]))
    return mixed(usual, odd * deviation, random)


def shuffled(rows, count, random):
    return np.column_stack([random.choice(rows[:, c], count) for c in range(rows.shape[1])])


def ablated(public, random):
    for name, (rows, labels) in public.items():
        odd, usual = np.where(labels == 1)[0], np.where(labels == 0)[0]
        for rate in ([.02, .1] if name != "shuttle" else [.005]):
            count = max(10, int(len(usual) * rate))
            if count < len(odd):
                kept = np.r_[usual, random.choice(odd, count, replace=False)]
                random.shuffle(kept)
                yield f"abl-{name}-rate{rate}", (rows[kept], labels[kept])
        columns, half = random.permutation(rows.shape[1]), rows.shape[1] // 2
        yield f"abl-{name}-colsA", (rows[:, columns[:half]], labels)
        yield f"abl-{name}-colsB", (rows[:, columns[half:]], labels)
    for name, count in [("shuttle", 4000), ("annthyroid", 1500)]:
        rows, labels = public[name]
        kept = random.choice(len(labels), count, replace=False)
        yield f"abl-{name}-{count}", (rows[kept], labels[kept])


def with_injections(public, digits, random):
    usual = {name: rows[labels == 0] for name, (rows, labels) in public.items()}
    usual["shuttle"] = usual["shuttle"][random.choice(len(usual["shuttle"]), 8000, replace=False)]
    usual["digits"] = digits.data
    for name, rows in usual.items():
        for kind in ["global", "local", "cluster", "dependency"]:
            yield f"inj-{name}-{kind}", injected(rows, kind, .03, random)


def of_digits(digits, random):
    for digit in [0, 1, 4, 8]:
        odd = digits.data[digits.target == digit]
        odd = odd[random.choice(len(odd), 45, replace=False)]
        yield f"dig-odd{digit}", mixed(digits.data[digits.target != digit], odd, random)
    for digit in [2, 5, 7]:
        odd = digits.data[digits.target != digit]
        odd = odd[random.choice(len(odd), 20, replace=False)]
        yield f"dig-normal{digit}", mixed(digits.data[digits.target == digit], odd, random)


def clusters(count, columns, groups, distance, odd, random):
    centres, widths = random.uniform(-10, 10, (groups, columns)), random.uniform(.3, 1.5, groups)
    group = random.integers(0, groups, count)
    usual = centres[group] + widths[group, None] * random.normal(size=(count, columns))
    group = random.integers(0, groups, odd)
    direction = random.normal(size=(odd, columns))
    direction /= np.linalg.norm(direction, axis=1)[:, None]
    return mixed(usual, centres[group] + direction * widths[group, None] * (np.sqrt(columns) + distance), random)


def related(count, columns, odd, noise, random):
    mixing = random.normal(size=(columns, max(1, columns // 3)))
    usual = random.normal(size=(count, mixing.shape[1])) @ mixing.T + noise * random.normal(size=(count, columns))
    return mixed(usual, shuffled(usual, odd, random), random)


def heavy_tails(count, random):
    usual = np.exp(1.2 * random.normal(size=(count, 6)))
    odd = np.exp(1.2 * random.normal(size=(80, 6)))
    column = random.integers(0, 6, 80)
    odd[np.arange(80), column] = np.exp(1.2 * random.uniform(2.6, 4, 80))
    yield "syn-heavy-one", mixed(usual, odd, random)
    usual = random.standard_t(3, size=(count, 8))
    yield "syn-heavy-all", mixed(usual, random.standard_t(3, size=(80, 8)) + 2.2 * random.choice([-1, 1], (80, 8)), random)


def irrelevant_columns(count, random):
    usual, odd = random.normal(size=(count, 40)), random.normal(size=(80, 40))
    odd[:, :4] += 3 * random.choice([-1, 1], (80, 4))
    yield "syn-irrelevant40", mixed(usual, odd, random)
    usual = np.c_[clusters(count, 5, 4, 0, 1, random)[0], random.uniform(size=(count + 1, 25))][:count]
    odd = usual[random.choice(count, 80)]
    odd[:, :5] = random.uniform(-12, 12, (80, 5))
    yield "syn-irrelevant30", mixed(usual, odd, random)


def discrete(count, random):
    usual = np.column_stack([random.poisson(2, count), random.integers(0, 2, count), random.geometric(.4, count),
                             random.integers(1, 6, count), random.binomial(10, .1, count)])
    odd = np.column_stack([random.poisson(5, 80), random.integers(0, 2, 80), random.geometric(.2, 80),
                           random.integers(1, 6, 80), random.binomial(10, .4, 80)])
    yield "syn-discrete", mixed(usual + 0., odd + 0., random)
    usual = np.c_[random.binomial(1, [.02, .05, .5, .3, .9, .01], (count, 6)) + 0., random.normal(size=(count, 2))]
    odd = np.c_[random.binomial(1, [.3, .3, .5, .5, .6, .3], (80, 6)), random.normal(size=(80, 2))]
    yield "syn-binary", mixed(usual, odd, random)


def rings(count, random):
    angle = random.uniform(0, 2 * np.pi, count)
    usual = np.c_[np.cos(angle), np.sin(angle)] + .06 * random.normal(size=(count, 2))
    odd = random.normal(size=(60, 2)) * .15
    yield "syn-ring2", mixed(usual, odd, random)
    yield "syn-ring5", mixed(np.c_[usual, .3 * random.normal(size=(count, 3))], np.c_[odd, .3 * random.normal(size=(60, 3))], random)


def parcels(count, random):
    weight, distance = 500 + random.integers(0, 9500, count), 20 + random.integers(0, 980, count)
    cost = ((300 + .08 * weight + .9 * distance) * (.95 + .1 * random.random(count))).astype(int)
    i = np.arange(40)
    odd = np.where((i % 2 == 0)[:, None], np.c_[9700 - 20 * i, 975 - 3 * i, 420 + 3 * i], np.c_[530 + 10 * i, 25 + i, 1930 - 4 * i])
    yield "syn-shipments", mixed(np.c_[weight, distance, cost], odd, random)


def synthetic(random, count=4000):
    yield "syn-clusters-local3d", clusters(count, 3, 5, 3.5, 80, random)
    yield "syn-clusters-local10d", clusters(count, 10, 6, 3., 80, random)
    yield "syn-clusters-small", clusters(500, 5, 3, 3., 20, random)
    yield "syn-corr6", related(count, 6, 80, .3, random)
    yield "syn-corr12", related(count, 12, 80, .5, random)
    yield "syn-corr3", related(1000, 3, 30, .2, random)
    yield from heavy_tails(count, random)
    yield from irrelevant_columns(count, random)
    usual = random.normal(size=(count, 6)) * [1, 5, 2, 1, .1, 9]
    yield "syn-clustered", mixed(usual, usual.std(0) * np.array([3, 2.5, -2.5, 3, 2.5, 0]) + .2 * usual[:120], random)
    yield from discrete(count, random)
    yield from rings(count, random)
    yield from parcels(count, random)


def main(source, target):
    random = np.random.default_rng(7)
    public = {name: load(source, name) for name in PUBLIC}
    digits = load_digits()
    os.makedirs(target, exist_ok=True)
    for made in (ablated(public, random), with_injections(public, digits, random), of_digits(digits, random), synthetic(random)):
        for name, (rows, labels) in made:
            header = ",".join([f"f{c}" for c in range(rows.shape[1])] + ["label"])
            np.savetxt(os.path.join(target, name + ".csv"), np.c_[rows, labels], delimiter=",", fmt="%.9g", header=header, comments="")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
