"""`thidua diff`: what changed between two snapshots, and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from thidua.commands.options import CommandError, add, settings_of

if TYPE_CHECKING:
    from warehouse.snapshots.comparing import Comparison, Difference
    from warehouse.snapshots.folder import Snapshots

_MANY = {"award": "awards", "ceremony": "ceremonies", "official": "officials"}
_SHOWN = 20
_REASONS = 3
"""Reasons of one award that the text form tells."""


def diff(
    context: typer.Context,
    before: Annotated[
        int | None, typer.Argument(metavar="[A]", help="Number of the older one.", show_default=False)
    ] = None,
    after: Annotated[
        int | None,
        typer.Argument(metavar="[B]", help="Number of the newer one (the present one).", show_default=False),
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=0, help="Awards at most (20 as text, else all).", show_default=False)
    ] = None,
    json_: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
    csv_: Annotated[bool, typer.Option("--csv", help="Print the awards as CSV.")] = False,
) -> None:
    """Show what changed from one snapshot to another: awards with the reasons, totals, ceremonies and people.

    Without numbers the two newest ones are compared. Awards whose count changed most come first.
    """
    from thidua.home import open_home
    from warehouse.snapshots.comparing import compare

    if json_ and csv_:
        raise CommandError("--json and --csv: give one of them")
    snapshots = open_home(settings_of(context).home).snapshots
    with compare(snapshots, *_numbers(snapshots, before, after)) as found:
        if csv_:
            _write_csv(found, limit)
        elif json_:
            _write_json(found, limit)
        else:
            for line in _lines(found, _SHOWN if limit is None else limit):
                print(line)


def _numbers(snapshots: Snapshots, before: int | None, after: int | None) -> tuple[int, int]:
    from warehouse.snapshots.folder import SnapshotError

    if before is not None:
        if after is None and before == snapshots.current():
            raise CommandError(f"snapshot {before} is the present one; name the one to compare it with")
        return snapshots.chosen(before), snapshots.chosen(after)
    kept = snapshots.numbers()
    if len(kept) < 2:
        raise SnapshotError(f"two snapshots are needed to compare; {snapshots.home} has {len(kept)}")
    return kept[-2], kept[-1]


def _lines(found: Comparison, limit: int) -> Iterator[str]:
    counts = found.counts()
    yield f"snapshot {found.before} -> {found.after}"
    for what, changes in counts.items():
        yield f"{_MANY[what]:<12}" + ", ".join(f"{number} {change}" for change, number in changes.items())
    if reasons := found.reasons():
        yield f"{'reasons':<12}" + ", ".join(f"{reason} {number}" for reason, number in reasons.items())
    yield f"\n{'conferred':<32}{'awards':>18}{'recipients':>22}"
    for total in found.totals():
        yield f"{total.award:<32}{_pair(total.awards):>18}{_pair(total.recipients):>22}"
    for difference in found.differences(limit):
        yield f"\n{_headline(difference)}"
        for column in difference.columns:
            if difference.was and difference.now:
                yield f"  {column}: {_said(difference.was[column])} -> {_said(difference.now[column])}"
        for reason in difference.reasons[:_REASONS]:
            yield f"  {reason.reason}: {reason.detail}"
        if (more := len(difference.reasons) - _REASONS) > 0:
            yield f"  and {more} more reason{'s' * (more > 1)}"
    if (left := sum(counts["award"].values()) - limit) > 0:
        yield f"\n{left} more awards differ; --limit shows more"


def _headline(difference: Difference) -> str:
    said = difference.now or difference.was or {}
    sign = {"over": "> ", "about": "~ "}.get(said["qualifier"], "")
    count = "" if said["count"] is None else f"{sign}{said['count']} "
    rank = f"hạng {said['class']}" if said["class"] else None
    words = [
        said["award_name_vi"],
        rank,
        said["recipient"],
        said["status"],
        said["date"],
        said["province"],
        said["url"],
    ]
    told = ", ".join(str(word) for word in words if word)
    return f"{difference.change} {difference.award_id}: {count}{told}"


def _pair(pair: tuple[int, int]) -> str:
    return str(pair[0]) if pair[0] == pair[1] else f"{pair[0]} -> {pair[1]}"


def _said(value: Any) -> str:  # noqa: ANN401 - any value of the table
    return "none" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _write_csv(found: Comparison, limit: int | None) -> None:
    import csv
    import sys

    from warehouse.tables.history import QUOTED

    writer = csv.writer(sys.stdout, lineterminator="\n")
    sides = [f"{name}_{side}" for name in QUOTED for side in ("before", "after")]
    writer.writerow(["award_id", "change", "size", "columns", "reasons", *sides])
    for one in found.differences(limit):
        values = [(side or {}).get(name) for name in QUOTED for side in (one.was, one.now)]
        reasons = "; ".join(f"{reason.reason}: {reason.detail}" for reason in one.reasons)
        writer.writerow([one.award_id, one.change, one.size, " ".join(one.columns), reasons, *values])


def _write_json(found: Comparison, limit: int | None) -> None:
    import json
    from dataclasses import asdict

    from warehouse.querying.formats import plain

    head = {
        "before": found.before,
        "after": found.after,
        "counts": found.counts(),
        "reasons": found.reasons(),
        "totals": [asdict(total) for total in found.totals()],
    }
    print(json.dumps(head, ensure_ascii=False)[:-1] + ', "differences": [', end="")
    comma = ""
    for one in found.differences(limit):
        told = asdict(one) | {"columns": one.columns}
        print(comma + "\n " + json.dumps(plain(told), ensure_ascii=False), end="")
        comma = ","
    print("\n]}")


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    add(app, "diff", diff, "thidua diff", "thidua diff 11 12 --limit 50", "thidua diff 11 12 --csv")
