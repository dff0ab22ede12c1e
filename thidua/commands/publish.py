"""`thidua publish`: articles and reports to a snapshot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from thidua.commands.options import add, settings_of

if TYPE_CHECKING:
    from warehouse.publish import Published


def publish(
    context: typer.Context,
    again: Annotated[
        bool, typer.Option("--again", help="Publish even what was rolled back and has not changed.")
    ] = False,
) -> None:
    """Build a snapshot of all that was read, check it, and make it the present one.

    What corrections.yaml and people.yaml in the home folder say is applied; entries that fit nothing are named. What
    was rolled back is not published again as long as neither what is read nor the program has changed.
    """
    from thidua.flow import publish_step, writing

    with writing(settings_of(context).home, "publish", demo=None) as run:
        published = publish_step(run, again=again)
    print(describe(published))


def describe(published: Published) -> str:
    """Return one line on what was published."""
    if not published.new:
        return f"snapshot {published.number} is up to date"
    return f"snapshot {published.number} published"


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    add(app, "publish", publish, "thidua publish")
