"""`thidua sources check`: whether outlets still answer as they are described, part by part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from thidua.commands.crawl import Contact, Folder, check_contact
from thidua.commands.options import CommandError, add, check_input_folder

if TYPE_CHECKING:
    from crawler.probing.checking import Finding
    from crawler.probing.looking import Reply
    from crawler.source import Source

BROKEN = 3
"""Exit code where an outlet broke."""
_SHORTEST = 200
"""Characters of text that an article has at least."""

Findings = dict[str, list["Finding"]]


def check(
    slugs: Annotated[
        list[str] | None, typer.Argument(metavar="[SLUG]...", help="Outlets; all that are crawled.", show_default=False)
    ] = None,
    folder: Folder = None,
    contact: Contact = None,
    offline: Annotated[
        bool, typer.Option("--offline", help="Ask no site: compare with the addresses seen in golden files.")
    ] = False,
    json_: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Ask outlets, politely, for their feeds, lists, search and one article, and say what broke; nothing is kept.

    Ends with 3 where something broke. What works is told of the outlets that are named; of all together, only what does
    not.
    """
    from crawler.source import load_sources

    check_input_folder(folder)
    known = load_sources(folder)
    if unknown := sorted(set(slugs or ()) - set(known)):
        raise CommandError(f"no outlet {', '.join(unknown)}; `thidua sources` lists them")
    chosen = [o for o in known.values() if (o.slug in slugs if slugs else o.state == "crawled")]
    found = _of_goldens(folder, chosen) if offline else _of_sites(chosen, contact)
    _show(found, whole=bool(slugs), as_json=json_)
    if len(found) > 1 and all(_is_unreached(findings) for findings in found.values()):
        from thidua.console import say

        say("not one name was resolved: is this machine connected?")
    if any(finding.verdict == "broken" for findings in found.values() for finding in findings):
        raise typer.Exit(BROKEN)


def _of_sites(outlets: Sequence[Source], contact: str | None) -> Findings:
    from functools import partial

    from crawler.probing.checking import Finding, probe
    from crawler.probing.looking import look
    from thidua.console import Progress

    if not outlets:
        return {}
    check_contact(outlets, contact)
    asked = 0
    with Progress() as progress:

        def show(_slug: str, _reply: Reply) -> None:
            nonlocal asked
            asked += 1
            progress.update("check", asked, note="questions answered")

        found, whole = look(outlets, partial(probe, judge=_judge), contact=contact, on_reply=show)
    if not whole:
        raise KeyboardInterrupt
    return {
        slug: [Finding("check", "broken", f"error: {type(result).__name__}: {result}")]
        if isinstance(result, Exception)
        else result
        for slug, result in sorted(found.items())
    }


def _is_unreached(findings: Sequence[Finding]) -> bool:
    return bool(findings) and all("unknown host" in finding.text for finding in findings)


def _of_goldens(folder: Path | None, outlets: Sequence[Source]) -> Findings:
    from importlib.resources import as_file, files

    from crawler.probing.checking import Finding
    from crawler.probing.golden import FOLDER, load_goldens, mistakes

    with as_file(files("crawler") / "sources") as shipped:
        place = (folder or shipped) / FOLDER
        goldens = load_goldens(place)
    if not set(goldens) & {outlet.slug for outlet in outlets}:
        raise CommandError(f"{place} has no golden file of these outlets")
    found: Findings = {}
    for outlet in outlets:
        if (golden := goldens.get(outlet.slug)) is not None:
            wrong = [Finding("addresses", "broken", mistake) for mistake in mistakes(golden, outlet)]
            seen = f"{len(golden.articles)} articles and {len(golden.others)} others, seen on {golden.seen}"
            found[outlet.slug] = wrong or [Finding("addresses", "works", f"{seen}, are told apart")]
    return found


def _judge(reply: Reply) -> list[str]:
    """Return what extraction finds wrong with an article's page."""
    from crawler.page import Page
    from extract.reading import NotAnArticle, read_page

    try:
        article = read_page(Page(url=reply.landed, body=reply.body, headers=dict(reply.headers)))
    except NotAnArticle as error:
        return [f"no article can be read: {error.reason}"]
    wrong = [] if article.published else ["no date"]
    return wrong if len(article.text) >= _SHORTEST else [*wrong, f"only {len(article.text)} characters of text"]


def _show(found: Findings, *, whole: bool, as_json: bool) -> None:
    if as_json:
        import json

        rows = {slug: [asdict(finding) for finding in findings] for slug, findings in found.items()}
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    broken = 0
    for slug, findings in found.items():
        is_broken = any(finding.verdict == "broken" for finding in findings)
        broken += is_broken
        print(f"{slug}: {'broken' if is_broken else 'works'}")
        for finding in findings:
            if whole or finding.verdict != "works":
                print(
                    f"  {finding.verdict:<6}  {' '.join(filter(None, (finding.part, finding.address)))}: {finding.text}"
                )
    print(f"outlets that work: {len(found) - broken}, broken: {broken}")


def add_to(app: typer.Typer) -> None:
    """Add the command to its group."""
    add(
        app,
        "check",
        check,
        "thidua sources check bao-lao-cai --contact you@example.org",
        "thidua sources check --offline",
    )
