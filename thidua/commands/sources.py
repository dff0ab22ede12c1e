"""`thidua sources`: the outlets that a crawl goes to."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from thidua.commands.crawl import check_sources
from thidua.commands.options import add


def sources(
    folder: Annotated[
        Path | None, typer.Option("--sources", help="A folder of YAML files in place of the outlets that ship.")
    ] = None,
    json_: Annotated[bool, typer.Option("--json", help="Print all that is known of each as JSON.")] = False,
) -> None:
    """List the outlets that a crawl goes to, and how well each is known."""
    import json

    from crawler.source import load_sources

    check_sources(folder)
    outlets = load_sources(folder).values()
    if json_:
        print(json.dumps([o.model_dump(mode="json") for o in outlets], ensure_ascii=False, indent=1))
        return
    from rich.table import Table

    from thidua.console import result

    table = Table("slug", "name", "province", "family", "delay", "known", box=None, pad_edge=False, header_style="bold")
    for outlet in outlets:
        known = f"{outlet.known} {outlet.as_of or ''}".strip()
        table.add_row(
            outlet.slug, outlet.name, outlet.province or "", outlet.family or "", f"{outlet.delay:g} s", known
        )
    result().print(table)


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    add(app, "sources", sources, "thidua sources")
