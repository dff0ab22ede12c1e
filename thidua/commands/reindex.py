"""`thidua reindex`: the search index of a snapshot made anew."""

from __future__ import annotations

from typing import Annotated

import typer

from thidua.commands.options import add, settings_of


def reindex(
    context: typer.Context,
    snapshot: Annotated[
        int | None, typer.Option(metavar="NUMBER", help="Another snapshot than the present one.", show_default=False)
    ] = None,
) -> None:
    """Make the search index of a snapshot anew, from its database and the texts of its articles.

    The old one is read until the new one is whole. A publish makes an index by itself; this is for one that is
    damaged, or that an older thidua made.
    """
    from thidua.home import open_home
    from thidua.stages import present_parts
    from warehouse.searching.replacing import replace_index

    home = open_home(settings_of(context).home)
    with home.lock("reindex"):
        number = home.snapshots.chosen(snapshot)
        articles, _ = present_parts(home)
        replace_index(home.snapshots, number, articles)
    print(f"the index of snapshot {number} was made anew")


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    add(app, "reindex", reindex, "thidua reindex", "thidua reindex --snapshot 11")
