"""How well reports are put to their events, on generated events with truth, and what it costs.

`python -m benchmarks.grouping` prints pairwise precision, recall and F1 on the seeds that weights were tuned on and on
others, beside what naive rules reach on the same reports; `--growth` seconds and memory by the number of reports. Pairs
of one text (found copies) are left out of the scores, for they are joined before reports are compared. What is
generated, and at which rates, is in `benchmarks.happenings` and `benchmarks.accounts`.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Hashable, Sequence

from benchmarks.accounts import Account, accounts_of
from benchmarks.happenings import happenings
from benchmarks.pairs import Score, score
from warehouse.ceremonies.events import Facts
from warehouse.ceremonies.grouping import group_events

TUNED, ASIDE = (1, 2, 3), (101, 102, 103)
"""Seeds that weights were tuned on, and others."""
EVENTS = 8000
PER_EVENT = 2.21
"""Reports an event, by the shares in `accounts`."""
GROWTH = (25_000, 50_000, 100_000, 200_000)


def group(accounts: Sequence[Account], facts: Sequence[Facts]) -> list[int]:
    """Return the group of each account as the warehouse finds it."""
    original = {n: account.copy_of for n, account in enumerate(accounts) if account.copy_of is not None}
    found = [0] * len(accounts)
    for number, gathering in enumerate(group_events(facts, range(len(accounts)), original).gatherings):
        for member in gathering.members:
            found[member] = number
    return found


def naive(facts: Sequence[Facts], *, kind: bool = False) -> list[Hashable]:
    """Return the groups of the rule: reports of one first day and province (and kind) are on one event."""
    return [(min(f.days), f.province, f.kind if kind else "") if f.days else ("alone", n) for n, f in enumerate(facts)]


def measure(seed: int, events: int = EVENTS) -> dict[str, tuple[int, Score]]:
    """Return the number of reports scored and the score of each way to group, for one seed."""
    accounts = accounts_of(happenings(events, seed), seed)
    facts = [account.facts for account in accounts]
    kept = [n for n, account in enumerate(accounts) if account.copy_of is None]
    ways: dict[str, Sequence[Hashable]] = {
        "warehouse": group(accounts, facts),
        "one day and province": naive(facts),
        "one day, province and kind": naive(facts, kind=True),
    }
    truth = [accounts[n].event for n in kept]
    return {way: (len(kept), score([found[n] for n in kept], truth)) for way, found in ways.items()}


def seconds(reports: int, seed: int = 1) -> tuple[int, float, float]:
    """Return the number of reports, and the processor seconds of making facts and of grouping."""
    accounts = accounts_of(happenings(round(reports / PER_EVENT), seed), seed)
    start = time.process_time()
    facts = [account.facts for account in accounts]
    made = time.process_time()
    group(accounts, facts)
    return len(accounts), made - start, time.process_time() - made


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--growth", action="store_true", help="measure seconds by the number of reports")
    options = parser.parse_args(arguments)
    if options.growth:
        for reports in GROWTH:
            n, facts, grouping = seconds(reports)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{n:>7} reports: facts {facts:.1f} s, grouping {grouping:.1f} s, peak so far {peak:.0f} MB")
        return
    for name, seeds in (("tuned on", TUNED), ("aside", ASIDE)):
        for seed in seeds:
            for way, (n, found) in measure(seed).items():
                pairs = found.right + found.missed
                print(
                    f"{name:<9} seed {seed:<4} {way:<27} precision {found.precision:.4f}, recall {found.recall:.4f}, "
                    f"F1 {found.f1:.4f} (n = {n} reports, {pairs} pairs)"
                )


if __name__ == "__main__":
    main()
