"""`thidua reported`: what readers say is wrong, and what the operator decides on it.

Everything in a report was written by strangers: it is shown as plain text, and no sign of it reaches the terminal as
an order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from thidua.commands.options import CommandError, settings_of
from thidua.commands.snapshots import who

if TYPE_CHECKING:
    from thidua.home import Home
    from warehouse.corrections.error_report import ErrorReport

Id = Annotated[str, typer.Argument(metavar="ID", help="The report's id, as the list shows it.")]
By = Annotated[str, typer.Option(metavar="NAME", help="Who decides; published with what is corrected.")]
_COLUMNS = ("id", "received", "times", "what", "shown", "right", "comment")
_CUT = 80
"""Signs of a comment that the list shows; `show` prints all."""
_EXAMPLES = (
    "thidua reported --json",
    "thidua reported show 5f0c2a91d4",
    'thidua reported accept 5f0c2a91d4 --by "Lý Thị Mai" --count 17',
    'thidua reported refuse 5f0c2a91d4 --by "Lý Thị Mai" --why "the article says 17"',
)


def reported(
    context: typer.Context,
    all_: Annotated[bool, typer.Option("--all", help="List those too that are decided.")] = False,
    json_: Annotated[bool, typer.Option("--json", help="Print them as JSON, all of each.")] = False,
) -> None:
    """List what readers reported as wrong on the search pages; accept or refuse it.

    What is accepted becomes an entry of corrections.yaml in the home folder; the next publish applies it.
    """
    if context.invoked_subcommand:
        return
    import json

    from thidua.home import open_home
    from warehouse.corrections.reported import load_reports

    found = load_reports(open_home(settings_of(context).home).reported, decided=all_)
    if json_:
        print(json.dumps([one.as_json() for one in found], ensure_ascii=False, indent=1))
    elif found:
        _list(found, with_state=all_)
    else:
        print("nothing is reported" if all_ else "nothing waits to be decided")


def show(context: typer.Context, report_id: Id) -> None:
    """Show all of a report: what the row says, its sentence, the article's address, what the reader writes."""
    from rich.text import Text

    from thidua.console import result
    from thidua.home import open_home
    from thidua.result_tables import escaped
    from warehouse.corrections.reported import find_report

    home = open_home(settings_of(context).home)
    report = find_report(home.reported, report_id)
    console = result()
    for label, words in _facts(home, report):
        for line, text in enumerate(escaped(words, keep="\n").split("\n")):
            console.print(Text(f"{'' if line else label:<10} {text}"))


def accept(
    context: typer.Context,
    report_id: Id,
    by: By,
    why: Annotated[
        str | None, typer.Option(help="The reason, published with the row (that a reader reported it).")
    ] = None,
    count: Annotated[int | None, typer.Option(help="The right number, whatever the reader says.", min=1)] = None,
    stated: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="A right value, named as in corrections.yaml."),
    ] = None,
) -> None:
    """Accept a report: append its entry to corrections.yaml, for the next publish to apply.

    What is right is what the reader proposes, or all that --count and --set state in its place.
    """
    from thidua.flow import writing
    from warehouse.corrections.accepting import WHY, accept_report, stated_values
    from warehouse.corrections.appending import entry_text
    from warehouse.corrections.reported import find_report

    if why is not None and not why.strip():
        raise CommandError("--why: say why it is right")
    with writing(settings_of(context).home, "reported accept", demo=None, shown="thidua reported accept") as run:
        home = run.home
        subject = find_report(home.reported, report_id).subject
        right = stated_values(subject, [*(stated or ()), *([f"count={count}"] if count else ())])
        entry, appended = accept_report(
            home.reported, home.corrections, report_id, by=who(by), why=(why or WHY).strip(), right=right or None
        )
        run.steps["reported"] = {"accepted": report_id}
    where = f"{'appended to' if appended else 'it stands already in'} {home.corrections}"
    print(f"accepted: {where}; the next publish applies it")
    print(entry_text(entry), end="")


def refuse(
    context: typer.Context,
    report_id: Id,
    why: Annotated[str, typer.Option(help="Why nothing is corrected.", show_default=False)],
    by: By,
) -> None:
    """Refuse a report: nothing is corrected, and it leaves the list."""
    from thidua.home import open_home
    from warehouse.corrections.reported import refuse_report

    if not why.strip():
        raise CommandError("--why: say why nothing is corrected")
    refuse_report(open_home(settings_of(context).home).reported, report_id, by=who(by), why=why)
    print(f"refused: {report_id}")


def _list(found: list[ErrorReport], *, with_state: bool) -> None:
    from rich.table import Table
    from rich.text import Text

    from thidua.console import result
    from thidua.result_tables import escaped

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in (*_COLUMNS, *(("decided",) if with_state else ())):
        side = "right" if column == "times" else "left"
        table.add_column(column, justify=side, overflow="fold", no_wrap=column in _COLUMNS[:3])  # type: ignore[arg-type]
    for one in found:
        comment = " ".join(one.comment.split())
        cells = [
            one.id,
            f"{one.received:%Y-%m-%d}",
            str(one.times),
            f"{one.subject}: {one.problem}",
            _in_words({name: value for name, value in one.shown.items() if name in _named(one)}),
            _in_words(one.right or {}),
            comment if len(comment) <= _CUT else f"{comment[:_CUT]}…",
        ]
        decided = "" if one.state == "open" else f"{one.state} by {one.decided_by} on {one.decided_on}"
        table.add_row(*(Text(escaped(cell)) for cell in (*cells, *([decided] if with_state else ()))))
    result().print(table)


def _named(report: ErrorReport) -> set[str]:
    """Return the values that a line of the list shows of a row: its name, and what is said to be wrong."""
    return {"award", "name", "count", *(report.right or ())} - {"evidence"}


def _facts(home: Home, report: ErrorReport) -> list[tuple[str, str]]:
    evidence = str(report.shown.get("evidence", ""))
    decided = f"{report.state} by {report.decided_by} on {report.decided_on}: {report.reason}"
    times = f", {report.times} times" if report.times > 1 else ""
    facts = [
        ("report", f"{report.id}  {'open' if report.state == 'open' else decided}"),
        ("received", f"{report.received:%Y-%m-%d %H:%M} UTC{times}, of snapshot {report.snapshot}"),
        ("article", _address(home, report.article)),
        ("row", report.row or ""),
        ("wrong", f"{report.subject}: {report.problem}"),
        ("shown", _in_words({name: value for name, value in report.shown.items() if name != "evidence"})),
        ("evidence", evidence),
        ("right", _in_words(report.right or {})),
        ("comment", report.comment),
        ("contact", report.contact or ""),
    ]
    return [(label, words) for label, words in facts if words]


def _address(home: Home, article: str) -> str:
    """Return the address of an article that is named by its id, where the present snapshot has it."""
    import duckdb

    import thidua
    from warehouse.snapshots.folder import SnapshotError

    if "://" in article:
        return article
    try:
        with thidua.open(home.root) as snapshot:
            found = snapshot.rows("SELECT url FROM article WHERE article_id = ? AND url IS NOT NULL", [article])
    except (SnapshotError, duckdb.Error):  # there is none, or it cannot be read now: the id has to do
        found = []
    return f"{found[0][0]}  ({article})" if found else article


def _in_words(values: dict[str, Any]) -> str:
    """Return values as they are stated with --set."""
    return ", ".join(f"{name}={'null' if value is None else value}" for name, value in values.items())


def add_to(app: typer.Typer) -> None:
    """Add the command and those below it to the command line."""
    group = typer.Typer(
        invoke_without_command=True, epilog="\n\n".join(["Examples:", *_EXAMPLES]), help=reported.__doc__
    )
    group.callback()(reported)
    for command, example in ((show, _EXAMPLES[1]), (accept, _EXAMPLES[2]), (refuse, _EXAMPLES[3])):
        group.command(command.__name__, epilog=f"Example:\n\n{example}")(command)
    app.add_typer(group, name="reported")
