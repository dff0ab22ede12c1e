"""Which outlets a crawl goes to: those named, those of provinces, or all that can be crawled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from reference.folding import fold
from reference.provinces import MERGER, PROVINCES, find, provinces_on
from thidua.commands.options import CommandError

if TYPE_CHECKING:
    from crawler.source import Source


def choose(
    known: Mapping[str, Source], *, slugs: Sequence[str] = (), provinces: Sequence[str] = (), frontier: Path
) -> list[Source]:
    """Return the outlets to crawl: with these slugs, of these provinces, or all where none is asked for; by slug.

    Unverified outlets, of which only the domains are known, are taken where something is queued for them in the
    frontier. Raises CommandError where one is named for which nothing is, where none is left, or for an unknown name.
    """
    wanted = named(known, slugs=slugs, provinces=provinces)
    unverified = {slug for slug in wanted if known[slug].state == "unverified"}
    unverified -= _queued(frontier, unverified)
    if in_vain := unverified.intersection(slugs) or (unverified if unverified == wanted else None):
        names = ", ".join(sorted(in_vain))
        raise CommandError(f"{names}: only the domains are known, for `thidua import` and `thidua backfill`")
    return [known[slug] for slug in sorted(wanted - unverified)]


def named(known: Mapping[str, Source], *, slugs: Sequence[str], provinces: Sequence[str]) -> set[str]:
    """Return the slugs given and those of these provinces' outlets, all where none is given; raises CommandError."""
    unknown = sorted(set(slugs) - set(known))
    if unknown:
        raise CommandError(f"no outlet {', '.join(unknown)}; `thidua sources` lists them")
    theirs = provinces_named(provinces)
    wanted = set(slugs) | {
        slug for slug, source in known.items() if source.province in theirs or not (slugs or provinces)
    }
    if not wanted:
        raise CommandError(f"no outlet is known of {', '.join(provinces)}; `thidua sources` lists them")
    return wanted


def provinces_named(names: Iterable[str]) -> set[str]:
    """Return the slugs of the provinces of these names or slugs, with accents or without; raises CommandError.

    A province of today stands for those that were merged into it too; one that is gone stands for itself.
    """
    slugs = set()
    for name in names:
        province = find(name)
        if province is None:
            raise CommandError(f"no province {name}{_near(name)}")
        slugs.add(province.slug)
        if province.valid_to is None:
            slugs |= {unit.slug for unit in PROVINCES if unit.successors == (province.id,)}
    return slugs


def _near(name: str) -> str:
    units = [*provinces_on(MERGER), *provinces_on(MERGER - dt.timedelta(days=1))]
    forms = {fold(unit.name): unit.name for unit in units} | {unit.slug: unit.name for unit in units}
    near = dict.fromkeys(forms[form] for form in get_close_matches(fold(name), forms, n=3))
    return f"; is it {' or '.join(near)}?" if near else ""


def _queued(frontier: Path, slugs: set[str]) -> set[str]:
    """Return those of the outlets for which something is queued."""
    if not slugs or not frontier.exists():
        return set()
    from crawler.frontier import Frontier

    with Frontier(frontier, read_only=True) as opened:
        return {source for source, _ in opened.lanes(slugs)}
