"""`thidua rollback`: an older snapshot becomes the present one again."""

from __future__ import annotations

from typing import Annotated

import typer

from thidua.commands.options import add, settings_of
from thidua.commands.snapshots import By, who


def rollback(
    context: typer.Context,
    number: Annotated[
        int | None,
        typer.Argument(metavar="[NUMBER]", help="The snapshot (the one before the present).", show_default=False),
    ] = None,
    why: Annotated[str, typer.Option(help="What is wrong with the newer ones.")] = "",
    by: By = None,
) -> None:
    """Make an older snapshot the present one.

    Nothing is removed: the newer ones are kept and marked. The same articles, read by the same program, are not
    published again without --again; what was wrong is to be corrected or forgotten first.
    """
    from thidua.flow import writing
    from warehouse.snapshots.rollback import roll_back

    with writing(settings_of(context).home, "rollback", demo=None) as run:
        chosen = roll_back(run.home.snapshots, number, by=who(by), why=why.strip())
        run.steps["rollback"] = {"snapshot": chosen}
    print(f"snapshot {chosen} is the present one")


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    add(app, "rollback", rollback, 'thidua rollback --why "wrong counts for Nghệ An"', "thidua rollback 11")
