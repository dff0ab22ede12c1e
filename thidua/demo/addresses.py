"""The URL forms of the CMS families: where the demo site's articles, listings and tag pages lie.

Paths are those on the outlet's own (invented) domain. The server answers for these domains, and shows the same pages
to a browser under `/<outlet>/` of its loopback address.
"""

from __future__ import annotations

import hashlib

from reference.folding import slug
from thidua.demo.material import DemoArticle, Family, Outlet

_ARTICLE: dict[Family, str] = {
    "zce": "/{title}-post{number}.html",
    "onecms": "/{title}-{number}.html",
    "a-id": "/{title}-a{number}.html",
    "content-detail": "/{title}-{number}.html",
    "vnpt": "/{section}/{title}-{number}",
    "nukeviet": "/vi/news/{section}/{title}-{number}.html",
}
_ARTICLE_PATTERN: dict[Family, str] = {
    "zce": r"/[^/?]+-post\d+\.html$",
    "onecms": r"/[^/?]+-\d+\.html$",
    "a-id": r"/[^/?]+-a\d+\.html$",
    "content-detail": r"/[^/?]+-\d+\.html$",
    "vnpt": r"/[^/?]+/[^/?]+-\d{6}$",
    "nukeviet": r"/vi/news/[^/?]+/[^/?]+-\d+\.html$",
}
_LISTING: dict[Family, str] = {
    "zce": "/{section}/",
    "onecms": "/{section}",
    "a-id": "/{section}/",
    "content-detail": "/{section}",
    "vnpt": "/{section}",
    "nukeviet": "/vi/news/{section}/",
}
_NEXT_PAGES: dict[Family, str] = {
    "zce": "{listing}?page={page}",
    "onecms": "{listing}?page={page}",
    "a-id": "{listing}?p={page}",
    "content-detail": "{listing}?page={page}",
    "vnpt": "{listing}?PageIndex={page}",
    "nukeviet": "{listing}page-{page}/",
}
_TAG: dict[Family, str] = {
    "zce": "/tu-khoa/{tag}-tag{number}.html",
    "onecms": "/tag/{tag}",
    "a-id": "/tag/{tag}/",
    "content-detail": "/tag/{tag}",
    "vnpt": "/tu-khoa/{tag}",
    "nukeviet": "/vi/news/tag/{tag}/",
}
_LATEST: dict[Family, str] = {
    "zce": "/moi-nhat/",
    "onecms": "/moi-nhat",
    "a-id": "/moi-nhat/",
    "content-detail": "/moi-nhat",
    "vnpt": "/tin-moi",
    "nukeviet": "/vi/news/",
}
_FEED: dict[Family, str] = {"zce": "/rss/home.rss", "onecms": "/rss/home", "a-id": "/rss/cate/moi-nhat/"}


def number_of(key: str) -> int:
    """Return the six-digit number that stands for `key` in URLs, the same in every run."""
    return 100_000 + int.from_bytes(hashlib.sha256(key.encode()).digest()[:6], "big") % 900_000


def article_path(outlet: Outlet, article: DemoArticle) -> str:
    """Return the path of an article."""
    return path_of_title(outlet, article.title, article.section, key=article.id)


def path_of_title(outlet: Outlet, title: str, section: str, *, key: str) -> str:
    """Return the path that the outlet's CMS gives to a title; `key` makes its number."""
    words = slug(title)[:90].rstrip("-")
    return _ARTICLE[outlet.family].format(title=words, number=number_of(key), section=slug(section))


def print_path(path: str) -> str:
    """Return the path of the print form of a NukeViet article."""
    return path.replace("/vi/news/", "/vi/news/print/", 1)


def article_pattern(outlet: Outlet) -> str:
    """Return the regular expression that the paths of the outlet's articles, and no other paths, match."""
    return f"^{_ARTICLE_PATTERN[outlet.family]}"


def latest_path(outlet: Outlet) -> str:
    """Return the path of the listing that has the outlet's articles of all sections, newest first."""
    return _LATEST[outlet.family]


def listing_path(outlet: Outlet, section: str) -> str:
    """Return the path of a section's listing."""
    return _LISTING[outlet.family].format(section=slug(section))


def tag_path(outlet: Outlet, tag: str) -> str:
    """Return the path of a tag's page."""
    return _TAG[outlet.family].format(tag=slug(tag), number=number_of(f"tag {tag}") % 10_000)


def page_path(outlet: Outlet, listing: str, page: int) -> str:
    """Return the path of one page of a listing or tag page; pages count from 1."""
    return listing if page == 1 else _NEXT_PAGES[outlet.family].format(listing=listing, page=page)


def feed_path(outlet: Outlet) -> str | None:
    """Return the path of the outlet's RSS feed, or None."""
    return _FEED[outlet.family] if outlet.discovery == "rss" else None


def sitemap_path(outlet: Outlet) -> str | None:
    """Return the path of the outlet's sitemap, or None."""
    if outlet.discovery == "rss":
        return None
    return "/sitemap.xml.gz" if outlet.discovery == "sitemap-gzip" else "/sitemap.xml"


def shown_url(outlet: Outlet, path: str) -> str:
    """Return the canonical address of a path, as the outlet's pages give it."""
    return f"https://{outlet.domain}{path}"


def served_url(outlet: Outlet, path: str) -> str:
    """Return the address that a path is served at: plain http, since loopback has no certificates."""
    return f"http://{outlet.domain}{path}"
