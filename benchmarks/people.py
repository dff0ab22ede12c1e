"""How well people are told: generated careers with noise, pairwise; `python -m benchmarks.people` prints the table.

The weights were set on the seeds TUNING alone; the seeds ASIDE were looked at for the figures. `--load N` measures
time and memory on N mentions instead.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Callable, Hashable, Sequence

from benchmarks.careers import careers
from benchmarks.pairs import Score, score
from benchmarks.people_mentions import mentions_of
from warehouse.people.mentions import Mention, name_key
from warehouse.people.officials import identify

TUNING = (1, 2, 3)
ASIDE = (101, 102, 103, 104)
_PEOPLE, _MENTIONS = 6_000, 40_000


def by_identify(mentions: Sequence[Mention]) -> list[Hashable]:
    """Label each mention with its person."""
    labels: list[Hashable] = [None] * len(mentions)
    for person, numbers in enumerate(identify(mentions)):
        for n in numbers:
            labels[n] = person
    return labels


METHODS: dict[str, Callable[[Sequence[Mention]], Sequence[Hashable]]] = {
    "identify": by_identify,
    "name alone": lambda mentions: [name_key(mention.name) for mention in mentions],
    "name and province": lambda mentions: [(name_key(mention.name), mention.scope) for mention in mentions],
}


def measure(seed: int, people: int = _PEOPLE, number: int = _MENTIONS) -> dict[str, Score]:
    """Return the score of each method on what a seed makes."""
    chance = random.Random(seed)
    mentions, truth = mentions_of(careers(people, chance), number, chance)
    return {name: score(method(mentions), truth) for name, method in METHODS.items()}


def load(number: int) -> str:
    """Return time and memory of `identify` on so many mentions."""
    chance = random.Random(0)
    mentions, _ = mentions_of(careers(number // 8, chance), number, chance)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    persons = identify(mentions)
    seconds = time.process_time() - began
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return (
        f"{len(mentions)} mentions, {len(persons)} persons: {seconds:.1f} s of one core, "
        f"at most {after / 1e6:.2f} GB, of which {before / 1e6:.2f} GB before"
    )


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--load", type=int, metavar="N")
    parser.add_argument("--tuning", action="store_true", help="only the seeds for tuning")
    given = parser.parse_args()
    if given.load:
        print(load(given.load))
        return
    for name, seeds in (("tuning", TUNING), ("aside", ())) if given.tuning else (("tuning", TUNING), ("aside", ASIDE)):
        for seed in seeds:
            print(f"{name}, seed {seed}: {_MENTIONS} mentions of {_PEOPLE} people")
            for method, s in measure(seed).items():
                print(
                    f"  {method:<18} precision {s.precision:.4f}  recall {s.recall:.4f}  F1 {s.f1:.4f}  pairs {s.true}"
                )


if __name__ == "__main__":
    main()
