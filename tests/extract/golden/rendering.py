"""Golden pages: articles of the project's own, dealt to skins and rendered with the traps of real pages around them.

Traps and stories of elsewhere follow from the skin's name and the page's number; of the articles that fit, a page gets
one that was dealt least. Nothing depends on chance.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any, TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from reference.folding import slug
from tests.extract.golden.filling import filled
from tests.extract.golden.material import (
    SKINS,
    GoldenArticle,
    GoldenBlock,
    Skin,
    load_decoys,
    load_demo,
    load_own_articles,
    load_skins,
)
from thidua.demo.addresses import number_of
from thidua.demo.material import Decoy
from thidua.demo.pages import Story

_Thing = TypeVar("_Thing")
PAGES_A_FAMILY = 8
PAGES_A_SKIN = 3
TRAPS_A_PAGE = 9
_STORIES = 4
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")

TRAPS = {
    "before_body": ("audio", "follow", "counter", "related-links", "related-card"),
    "between": (
        *("ad", "poll", "box-titled", "box-unnamed", "box-table", "box-figure", "read-more", "video", "hidden-copy"),
        *("quote-of-another", "template-remains", "list-unnamed", "pixel", "newsletter"),
    ),
    "after_body": ("comments", "share", "same-section", "cards-unnamed", "rating", "author-box", "tags-cloud"),
    "footer": ("json-ld", "mobile-copy", "most-read", "imprint", "popup"),
}
"""The traps of `skins/_clutter.html.j2` by the place where real pages have them."""

OPEN_TRAPS: frozenset[str] = frozenset()
"""Traps that reading still falls into: no page is dealt one, and a test tells when one is closed."""


@dataclass(frozen=True, slots=True)
class GoldenPage:
    """One page and the article that has to be read from it."""

    id: str
    """`<family>/<layout>/<number>`."""
    skin: Skin
    article: GoldenArticle
    url: str
    clutter: frozenset[str]
    decoys: tuple[Decoy, ...]
    """The stories of elsewhere on the page."""
    related: tuple[GoldenArticle, ...]
    number: int

    def html(self, *, full: bool = False) -> str:
        """Return the page; with `full` as long as real ones are, 40 to 150 kB."""
        text = _render(self)
        return filled(text, self.number) if full else text


@cache
def golden_pages() -> tuple[GoldenPage, ...]:
    """Return every golden page: at least three a skin and eight a family, each with traps of its own."""
    skins = load_skins()
    of_family = Counter(skin.family for skin in skins)
    dealt: Counter[str] = Counter()
    pages: list[GoldenPage] = []
    for skin in skins:
        wanted = max(PAGES_A_SKIN, math.ceil(PAGES_A_FAMILY / of_family[skin.family]))
        pages += _dealt(skin, wanted, dealt)
    return tuple(pages)


def shown_article(page: GoldenPage) -> GoldenArticle:
    """Return the article as its page shows it: without what the layout loses, its lead a paragraph if it has none."""
    article, lost = page.article, page.skin.header.lost
    empty: dict[str, Any] = {name: None for name in ("byline", "credit") if name in lost}
    if "tags" in lost:
        empty["tags"] = ()
    if "lead" in lost and article.lead:
        empty |= {"lead": None, "body": (GoldenBlock(kind="p", text=article.lead), *article.body)}
    return article.model_copy(update=empty)


def _dealt(skin: Skin, wanted: int, dealt: Counter[str]) -> Iterator[GoldenPage]:
    """Deal articles to one skin: two of those written for golden pages, then one of the demo's, and so on."""
    seen: list[frozenset[str]] = []
    for number in range(1, wanted + 1):
        fitting = [a for a in (load_demo() if number % 3 == 0 else load_own_articles()) if _fits(a, skin)]
        article = min(_ordered(fitting, skin.name), key=lambda article: dealt[article.id])
        dealt[article.id] += 1
        key = f"{skin.name}/{number}"
        clutter = _clutter(key, seen)
        seen.append(clutter)
        dated = _in_year(article, skin.header.year)
        others = [other for other in _ordered([*load_own_articles(), *load_demo()], key) if other.id != article.id]
        yield GoldenPage(
            id=key,
            skin=skin,
            article=dated,
            url=_url(skin, dated),
            clutter=clutter,
            decoys=tuple(_ordered(load_decoys(), key)[:_STORIES]),
            related=tuple(others[:_STORIES]),
            number=number_of(key),
        )


def _fits(article: GoldenArticle, skin: Skin) -> bool:
    return not any(block.kind in skin.header.without for block in article.body)


def _clutter(key: str, seen: list[frozenset[str]]) -> frozenset[str]:
    """Return a set of traps that none of `seen` is, of those that are in the fewest of them."""
    names = [name for traps in TRAPS.values() for name in traps if name not in OPEN_TRAPS]
    used = Counter(name for clutter in seen for name in clutter)
    for turn in range(len(names)):
        ranked = sorted(_ordered(names, f"{key}/{turn}"), key=lambda name: used[name])
        if (chosen := frozenset(ranked[:TRAPS_A_PAGE])) not in seen:
            return chosen
    raise AssertionError(f"{key}: no set of traps is left")


def _ordered(things: Sequence[_Thing], key: str) -> list[_Thing]:
    """Return things in an order that `key` gives, the same for the same things everywhere."""
    return sorted(things, key=lambda thing: hashlib.sha256(f"{key}/{_name(thing)}".encode()).digest())


def _name(thing: object) -> str:
    return thing.id if isinstance(thing, GoldenArticle) else thing.title if isinstance(thing, Decoy) else str(thing)


def _in_year(article: GoldenArticle, year: int | None) -> GoldenArticle:
    if year is None:
        return article
    times = {"published": article.published, "modified": article.modified}
    return article.model_copy(update={name: when.replace(year=year) for name, when in times.items() if when})


def _url(skin: Skin, article: GoldenArticle) -> str:
    when = article.published
    number = number_of(article.id)
    return skin.header.url.format(
        domain=skin.header.domain,
        slug=slug(article.title),
        number=number,
        yyyy=f"{when:%Y}",
        mm=f"{when:%m}",
        dd=f"{when:%d}",
        yyyymm=f"{when:%Y%m}",
        ids=f"102{when:%y%m%d}{number:09d}"[:18],
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(SKINS), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": False}
    return environment


def _render(page: GoldenPage) -> str:
    header, article = page.skin.header, shown_article(page)
    body = grouped(article.body)
    site = f"https://{header.domain}"
    context: dict[str, Any] = {
        "outlet": {"name": header.outlet, "domain": header.domain},
        "site": site,
        "path": page.url.removeprefix(site),
        "canonical": page.url,
        "article": article,
        "description": page.article.lead or article.title,
        "number": page.number,
        "body": body,
        "has_photographs": any(block.kind == "caption" for block in article.body),
        "dates": _dates(article.published, article.modified or article.published),
        "section": (article.section, f"/{slug(article.section)}/"),
        "tags": [(tag, f"/tag/{slug(tag)}/") for tag in article.tags],
        "related": [_story(other) for other in page.related],
        "decoys": [_foreign(decoy) for decoy in page.decoys],
        "clutter": page.clutter,
        "places": {trap: 1 + number_of(f"{page.id}/{trap}") % max(1, len(body) - 1) for trap in TRAPS["between"]},
    }
    context["c"] = _environment().get_template("_clutter.html.j2").make_module(context)
    return _environment().get_template(f"{page.skin.name}.html.j2").render(context)


def grouped(body: Sequence[GoldenBlock]) -> list[tuple[str, list[GoldenBlock]]]:
    """Return the body as (kind, blocks): items of one list together, rows of one table too, other blocks alone."""
    groups: list[tuple[str, list[GoldenBlock]]] = []
    for kind, blocks in groupby(body, key=lambda block: block.kind):
        found = list(blocks)
        groups += [(kind, found)] if kind in {"item", "row"} else [(kind, [block]) for block in found]
    return groups


def _story(article: GoldenArticle) -> Story:
    caption = next((block.text for block in article.body if block.kind == "caption"), "")
    href = f"/{slug(article.title)}-{number_of(article.id)}.html"
    return Story(title=article.title, href=href, lead=article.lead or "", caption=caption)


def _foreign(decoy: Decoy) -> Story:
    href = f"/{slug(decoy.title)}-{number_of(decoy.title)}.html"
    return Story(title=decoy.title, href=href, lead=decoy.lead, caption=decoy.caption)


def _dates(when: dt.datetime, modified: dt.datetime) -> Mapping[str, str]:
    """Return the time of publication in the forms that the families show."""
    return {
        "iso": when.isoformat(),
        "iso_nocolon": f"{when:%Y-%m-%dT%H:%M:%S%z}",
        "slashes": f"{when:%d/%m/%Y %H:%M}",
        "dashed": f"{when:%d/%m/%Y - %H:%M}",
        "words": f"{_WEEKDAYS[when.weekday()]}, {when:%d/%m/%Y - %H:%M}",
        "day": f"{when:%d/%m/%Y}",
        "time": f"{when:%H:%M}",
        "folder": f"{when:%Y/%Y%m%d}",
        "yyyymm": f"{when:%Y%m}",
        "y": f"{when:%Y}",
        "m": f"{when:%m}",
        "d": f"{when:%d}",
        "seconds": str(int(when.timestamp())),
        "modified_iso": modified.isoformat(),
        "modified_nocolon": f"{modified:%Y-%m-%dT%H:%M:%S%z}",
        "modified_slashes": f"{modified:%d/%m/%Y %H:%M}",
    }
