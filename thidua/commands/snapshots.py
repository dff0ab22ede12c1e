"""`thidua snapshots`: what was published and is kept; `pin` and `unpin` tell what is to be kept for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from thidua.commands.options import CommandError, settings_of

if TYPE_CHECKING:
    from warehouse.snapshots.listing import Listed
    from warehouse.snapshots.notes import Note

By = Annotated[str | None, typer.Option(help="Who says so (the user of this machine).", show_default=False)]
Number = Annotated[int, typer.Argument(metavar="NUMBER", help="The snapshot's number.", min=1)]
_COLUMNS = ("snapshot", "built", "articles", "ceremonies", "awards", "size", "")


def snapshots(
    context: typer.Context,
    json_: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """List the snapshots that are kept: the last ten, the present one, and those that are pinned."""
    if context.invoked_subcommand:
        return
    import json

    from thidua.home import open_home
    from warehouse.snapshots.listing import list_snapshots

    found = list_snapshots(open_home(settings_of(context).home).snapshots)
    if json_:
        print(json.dumps([_plain(one) for one in found], ensure_ascii=False, indent=1))
    else:
        _show(found)


def pin(
    context: typer.Context,
    number: Number,
    why: Annotated[str, typer.Option(help="What it is kept for, such as where it was quoted.", show_default=False)],
    by: By = None,
) -> None:
    """Keep a snapshot for good, until it is unpinned."""
    from thidua.flow import writing
    from warehouse.snapshots.rollback import pin as pin_snapshot

    if not why.strip():
        raise CommandError("--why: say what it is kept for")
    with writing(settings_of(context).home, "snapshots pin", demo=None) as run:
        pin_snapshot(run.home.snapshots, number, by=who(by), why=why.strip())
    print(f"snapshot {number} is kept until it is unpinned")


def unpin(context: typer.Context, number: Number) -> None:
    """Let a pinned snapshot go when it is old enough."""
    from thidua.flow import writing
    from warehouse.snapshots.rollback import unpin as unpin_snapshot

    with writing(settings_of(context).home, "snapshots unpin", demo=None) as run:
        unpin_snapshot(run.home.snapshots, number)
    print(f"snapshot {number} is no longer pinned")


def who(given: str | None) -> str:
    """Return the name given, else that of the user of this machine."""
    import getpass
    import os

    if given is not None:
        if not given.strip():
            raise CommandError("--by: the name is empty")
        return given.strip()
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name
        return f"user {os.getuid()}"


def _show(found: list[Listed]) -> None:
    from rich.table import Table
    from rich.text import Text

    from thidua.console import result

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in _COLUMNS:
        table.add_column(column, justify="left" if column in ("built", "") else "right", overflow="fold")
    for one in found:
        built = f"{one.built:%Y-%m-%d %H:%M}" if one.built else ""
        figures = ["" if number is None else str(number) for number in (one.articles, one.ceremonies, one.awards)]
        size = f"{one.bytes / 1e6:.1f} MB" if one.bytes else ""
        table.add_row(str(one.snapshot), built, *figures, size, Text("; ".join(_remarks(one))))
    result().print(table)


def _remarks(one: Listed) -> list[str]:
    remarks = ["current"] if one.current else []
    if one.pinned:
        remarks.append(f"pinned {_said(one.pinned)}")
    if one.withdrawn:
        remarks.append(f"rolled back {_said(one.withdrawn)}")
    if one.forgotten:
        remarks.append(f"{one.forgotten} article{'s' * (one.forgotten != 1)} forgotten in it")
    return [*remarks, one.problem] if one.problem else remarks


def _said(note: Note) -> str:
    return f"by {note.by} on {note.on:%Y-%m-%d}" + (f": {note.why}" if note.why else "")


def _plain(one: Listed) -> dict[str, Any]:
    from dataclasses import asdict

    told = asdict(one) | {"built": one.built.isoformat(timespec="seconds") if one.built else None}
    for name in ("pinned", "withdrawn"):
        note: Note | None = getattr(one, name)
        told[name] = note and {"by": note.by, "on": note.on.isoformat(timespec="seconds"), "why": note.why}
    return told


def add_to(app: typer.Typer) -> None:
    """Add the command and those below it to the command line."""
    group = typer.Typer(
        invoke_without_command=True,
        epilog='Examples:\n\nthidua snapshots --json\n\nthidua snapshots pin 12 --why "quoted in the issue of 3 May"'
        "\n\nthidua snapshots unpin 12",
        help=snapshots.__doc__,
    )
    group.callback()(snapshots)
    group.command("pin", epilog='Example:\n\nthidua snapshots pin 12 --why "quoted in the issue of 3 May"')(pin)
    group.command("unpin", epilog="Example:\n\nthidua snapshots unpin 12")(unpin)
    app.add_typer(group, name="snapshots")
