"""Words and names for a load: pairs of syllables of the gold's own articles, and names of load_names.yaml."""

from __future__ import annotations

import random
from array import array
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from benchmarks.processes import ROOT


def words(chance: random.Random, number: int) -> str:
    """Return about so many syllables: pairs, as often as they stand together."""
    return " ".join(pairs_of(chance, max(1, (number + 1) // 2)))


def pairs_of(chance: random.Random, number: int) -> list[str]:
    """Return so many pairs of syllables."""
    drawn = _drawn()
    return [drawn[n] for n in array("H", chance.randbytes(2 * number))]


@cache
def names() -> dict[str, Any]:
    """Return the names of people, posts and bodies, by kind."""
    found: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("load_names.yaml").read_text(encoding="utf-8"))
    return found


@cache
def _drawn() -> list[str]:
    """Return 65,536 pairs, each as often as it stands there: drawing from them needs but two random bytes."""
    counts: Counter[str] = Counter()
    for path in sorted((ROOT / "tests" / "gold" / "own").glob("*.txt")):
        for a, b in pairwise(path.read_text(encoding="utf-8").split()):
            if a.isalpha() and b.isalpha() and a.islower() and b.islower():
                counts[f"{a} {b}"] += 1
    return random.Random("words").choices(list(counts), list(counts.values()), k=1 << 16)
