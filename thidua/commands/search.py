"""`thidua search`: articles on emulation and commendation by their words."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from thidua.commands.options import add, settings_of

if TYPE_CHECKING:
    from warehouse.searching.index import Hit


def search(
    context: typer.Context,
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS", help="Words, with accents or without; in quotes, -word shuts out.")
    ],
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Articles at most.")] = 10,
    everything: Annotated[bool, typer.Option("--all", help="Search the other articles and copies too.")] = False,
    json_: Annotated[bool, typer.Option("--json", help="Print them as JSON.")] = False,
) -> None:
    """Find articles by their words: all must be there, accents may be left out, "a phrase" is taken together."""
    import json

    from thidua.home import open_home
    from warehouse.searching.index import search as find

    snapshots = open_home(settings_of(context).home).snapshots
    hits = find(snapshots.index(snapshots.latest()), _joined(words), limit, everything=everything)
    if json_:
        print(json.dumps([asdict(hit) for hit in hits], ensure_ascii=False, indent=1))
        return
    _show(hits)


def _joined(words: list[str]) -> str:
    """Return the words as one query; an argument with spaces, next to others, was quoted: it is a phrase."""
    if len(words) == 1:
        return words[0]
    return " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)


def _show(hits: list[Hit]) -> None:
    from rich.text import Text

    from thidua.console import result, say

    console = result()
    for hit in hits:
        console.print(Text(hit.title, style="bold"))
        facts = (hit.date or hit.published, hit.province, hit.url or hit.source)
        console.print(Text("  " + "  ".join(fact for fact in facts if fact)))
        snippet = Text("  ") + Text(hit.snippet)
        for start, end in hit.marks:
            snippet.stylize("bold", start + 2, end + 2)
        console.print(snippet)
    if not hits:
        say("nothing found")


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    add(app, "search", search, 'thidua search "huân chương lao động"', "thidua search bang khen lao-cai --limit 5")
