"""The demo site's pages: articles and listings in the markup of each outlet's CMS, made with Jinja2 templates.

Links are relative to the root of the outlet's domain, so that a page is the same whatever the server's port; canonical
links and metadata give the domain.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any, Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from reference.folding import slug
from thidua.demo import addresses
from thidua.demo.material import FOLDER, Block, Decoy, DemoArticle, Outlet

_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A link to an article, as listings and side boxes show it."""

    title: str
    href: str
    lead: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingPage:
    """One page of a listing or tag page: `number` of `total`, both from 1; `path` is that of the first page."""

    title: str
    path: str
    stories: Sequence[Story]
    number: int = 1
    total: int = 1


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": False}
    return environment


def story_of(outlet: Outlet, article: DemoArticle) -> Story:
    """Return the link to an article, with its lead and the caption of its first photograph."""
    captions = [block.text for block in article.body if block.kind == "caption"]
    return Story(
        title=article.title,
        href=addresses.article_path(outlet, article),
        lead=article.lead or "",
        caption=captions[0] if captions else "",
    )


def decoy_stories(decoys: Sequence[Decoy], key: str, count: int) -> list[Story]:
    """Return `count` decoys, chosen by `key` alone, as links to a site that does not exist."""
    start = addresses.number_of(key) % len(decoys) if decoys else 0
    chosen = [decoys[(start + step) % len(decoys)] for step in range(min(count, len(decoys)))]
    return [
        Story(
            title=decoy.title,
            href=f"https://tin-ban.example/{slug(decoy.title)}-{addresses.number_of(decoy.title)}.html",
            lead=decoy.lead,
            caption=decoy.caption,
        )
        for decoy in chosen
    ]


def render_article(
    outlet: Outlet,
    article: DemoArticle,
    *,
    related: Sequence[Story],
    decoys: Sequence[Story],
    template: Literal["article", "print"] = "article",
) -> str:
    """Return the HTML of an article's page, or of its print form where the outlet has one.

    `related` are other articles of the outlet for its boxes, `decoys` stories of elsewhere for the same boxes.
    """
    path = addresses.article_path(outlet, article)
    return _render(
        outlet,
        template,
        path=path,
        article=article,
        number=addresses.number_of(article.id),
        body=grouped(article.body),
        has_photographs=any(block.kind == "caption" for block in article.body),
        dates=_dates(article),
        section=(article.section, addresses.listing_path(outlet, article.section)),
        tags=[(tag, addresses.tag_path(outlet, tag)) for tag in article.tags],
        print_path=addresses.print_path(path),
        related=related,
        decoys=decoys,
    )


def render_listing(outlet: Outlet, listing: ListingPage, *, decoys: Sequence[Story], tag: bool = False) -> str:
    """Return the HTML of one page of a listing, or of a tag page, with links to the pages before and after."""
    numbers = range(1, listing.total + 1)
    pages = [(number, addresses.page_path(outlet, listing.path, number)) for number in numbers]
    return _render(
        outlet,
        "tag" if tag else "listing",
        path=pages[listing.number - 1][1],
        listing=listing,
        pages=pages,
        next_page=pages[listing.number][1] if listing.number < listing.total else None,
        previous_page=pages[listing.number - 2][1] if listing.number > 1 else None,
        decoys=decoys,
    )


def render_front(outlets: Sequence[Outlet]) -> str:
    """Return the HTML of the page at the server's root: the outlets, with their names and addresses."""
    return _environment().get_template("front.html.j2").render(outlets=outlets)


def grouped(body: Sequence[Block]) -> list[tuple[str, list[Block]]]:
    """Return the body as (kind, blocks): the items of one list together, every other block alone."""
    groups: list[tuple[str, list[Block]]] = []
    for is_item, blocks in groupby(body, key=lambda block: block.kind == "item"):
        found = list(blocks)
        groups += [("item", found)] if is_item else [(block.kind, [block]) for block in found]
    return groups


def _render(outlet: Outlet, template: str, *, path: str, **context: object) -> str:
    shared: dict[str, Any] = {
        "outlet": outlet,
        "path": path,
        "canonical": addresses.shown_url(outlet, path),
        "site": f"https://{outlet.domain}",
        "home": "/",
        "feed": addresses.feed_path(outlet),
        "sections": [(name, addresses.listing_path(outlet, name)) for name in outlet.sections],
    }
    return _environment().get_template(f"{outlet.family}/{template}.html.j2").render(shared | context)


def _dates(article: DemoArticle) -> Mapping[str, str]:
    """Return the time of publication in the forms that the families show."""
    when = article.published
    return {
        "iso": when.strftime("%Y-%m-%dT%H:%M:%S%z"),
        "colon": when.isoformat(),
        "day": when.strftime("%Y-%m-%d"),
        "slashes": when.strftime("%d/%m/%Y %H:%M"),
        "dashed": when.strftime("%d/%m/%Y - %H:%M"),
        "weekday": f"{_WEEKDAYS[when.weekday()]}, {when.strftime('%d/%m/%Y - %H:%M')}",
        "folder": when.strftime("%Y/%Y%m%d"),
        "seconds": str(int(when.timestamp())),
    }
