"""How far off a figure may be that was measured on a sample of articles: its 95 % interval."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

RESAMPLES = 1000
FEW = 5
"""Articles with an error (or with a hit) below which resampling would show too little of what may vary."""
_SEED = 20240101
_Z = 1.959964


def interval(parts: Sequence[int], wholes: Sequence[int], *, resamples: int = RESAMPLES) -> tuple[float, float]:
    """Return the 95 % interval of `sum(parts) / sum(wholes)`, to which each article gives a part and a whole.

    Articles are resampled, since the rows of one article go wrong together (Efron 1979, percentiles; seeded, so that
    it is the same each time). Where only few articles have an error, or only few a hit, it is Wilson's interval (1927)
    with the articles as trials: a sample without errors would give 1.000 to 1.000, however small it is. No article
    gives 0 to 1.
    """
    pairs = np.array([(part, whole) for part, whole in zip(parts, wholes, strict=True) if whole], dtype=np.int64)
    if not len(pairs):
        return 0.0, 1.0
    if min(np.sum(pairs[:, 0] < pairs[:, 1]), np.sum(pairs[:, 0] > 0)) < FEW:
        part, whole = pairs.sum(axis=0)
        return wilson(float(part / whole), len(pairs))
    chance = np.random.default_rng(_SEED)
    sums = np.array([pairs[chance.integers(len(pairs), size=len(pairs))].sum(axis=0) for _ in range(resamples)])
    low, high = np.quantile(sums[:, 0] / sums[:, 1], (0.025, 0.975))
    return round(float(low), 4), round(float(high), 4)


def wilson(share: float, trials: int) -> tuple[float, float]:
    """Return Wilson's 95 % interval of a share seen in `trials` independent trials, at least one."""
    spread = _Z**2 / trials
    centre = share + spread / 2
    half = _Z * (share * (1 - share) / trials + spread / (4 * trials)) ** 0.5
    return round(max(0.0, (centre - half) / (1 + spread)), 4), round(min(1.0, (centre + half) / (1 + spread)), 4)
