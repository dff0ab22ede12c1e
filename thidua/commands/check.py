"""`thidua check`: whether a published snapshot holds what it should."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from thidua.commands.options import add, settings_of

if TYPE_CHECKING:
    from warehouse.checks.examining import Examination


def check(
    context: typer.Context,
    snapshot: Annotated[
        int | None, typer.Option(help="Number of the snapshot (the present one).", show_default=False)
    ] = None,
    all_texts: Annotated[
        bool, typer.Option("--all-texts", help="Compare evidence with the texts of all articles, not of 1,000.")
    ] = False,
    json_: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Run all checks on a snapshot, read its file and index to their end, and compare evidence with the texts.

    Ends with 1 where something is found with which it would not have been published; warnings are no reason.
    """
    import json

    from thidua.home import open_home
    from thidua.stages import present_parts
    from warehouse.checks.examining import SAMPLE, examine

    home = open_home(settings_of(context).home)
    articles, _ = present_parts(home)
    found = examine(home.snapshots, home.snapshots.chosen(snapshot), articles, None if all_texts else SAMPLE)
    if json_:
        print(json.dumps(_plain(found), ensure_ascii=False, indent=1))
    else:
        for line in _lines(found):
            print(line)
    if found.blocking:
        raise typer.Exit(1)


def _lines(found: Examination) -> list[str]:
    from warehouse.checks.running import in_words

    lines = []
    for finding in found.findings:
        rows = "1 row" if finding.rows == 1 else f"{finding.rows} rows"
        lines.append(f"{finding.check.level}: {finding.check.name}: {finding.check.meaning} ({rows})")
        lines += [f"  {in_words(row)}" for row in finding.first]
    lines += [f"not run: {name}: {reason}" for name, reason in found.unfit.items()]
    blocking = sum(finding.check.level == "blocking" for finding in found.findings)
    told = f"{blocking} blocking, {len(found.findings) - blocking} warnings" if found.findings else "nothing found"
    texts = f"the texts of {found.looked_at} of {found.articles} articles with awards looked at"
    return [*lines, f"snapshot {found.snapshot}: {len(found.run)} checks, {told}; {texts}"]


def _plain(found: Examination) -> dict[str, Any]:
    from warehouse.querying.formats import plain

    return {
        "snapshot": found.snapshot,
        "blocking": found.blocking,
        "findings": [
            {
                "check": finding.check.name,
                "level": finding.check.level,
                "meaning": finding.check.meaning,
                "rows": finding.rows,
                "first": [plain(row) for row in finding.first],
            }
            for finding in found.findings
        ],
        "run": found.run,
        "not_run": found.unfit,
        "articles_with_awards": found.articles,
        "texts_looked_at": found.looked_at,
    }


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    add(app, "check", check, "thidua check", "thidua check --snapshot 11 --all-texts --json")
