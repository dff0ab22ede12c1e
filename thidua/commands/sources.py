"""`thidua sources`: the outlets that a crawl goes to."""

from __future__ import annotations

from typing import Annotated

import typer

from thidua.commands.crawl import Folder
from thidua.commands.options import add, check_input_folder


def sources(
    folder: Folder = None,
    json_: Annotated[bool, typer.Option("--json", help="Print all that is known of each as JSON.")] = False,
) -> None:
    """List the outlets that a crawl goes to, and how well each is known."""
    import json

    from crawler.source import load_sources

    check_input_folder(folder)
    outlets = load_sources(folder).values()
    if json_:
        print(json.dumps([o.model_dump(mode="json") for o in outlets], ensure_ascii=False, indent=1))
        return
    from rich.table import Table

    from thidua.console import result

    table = Table("slug", "name", "province", "family", "delay", "known", box=None, pad_edge=False, header_style="bold")
    for outlet in outlets:
        known = f"{outlet.certainty} {outlet.as_of or ''}".strip()
        table.add_row(
            outlet.slug, outlet.name, outlet.province or "", outlet.family or "", f"{outlet.delay:g} s", known
        )
    result().print(table)


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    add(app, "sources", sources, "thidua sources")
