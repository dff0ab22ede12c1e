"""`thidua revisions`: how an article's text changed from fetch to fetch."""

from __future__ import annotations

from typing import Annotated

import typer

from thidua.commands.options import add, settings_of


def revisions(
    context: typer.Context,
    article: Annotated[str, typer.Argument(metavar="URL|ID", help="The article's address, or its id.")],
) -> None:
    """Show the texts that an address gave from fetch to fetch: what changed, and the paragraphs that differ.

    The texts are read from this machine's archive; published data tell of a change without its words.
    """
    from thidua.home import open_home
    from thidua.revisions import revision_lines

    for line in revision_lines(open_home(settings_of(context).home), article):
        print(line)


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    add(app, "revisions", revisions, "thidua revisions https://baolaocai.vn/bai-viet-post1.html")
