"""All pages of a site by its own links, each named by the route that makes it and the parameters that it is given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urljoin, urlsplit

from lxml import html
from starlette.routing import Match, Route

from tests.web.serving import Answer, Served
from warehouse.searching.asking import FACETS

_ADDRESSES = (
    ("a", "href"),
    ("link", "href"),
    ("script", "src"),
    ("img", "src"),
    ("source", "srcset"),
    ("form", "action"),
)


@dataclass(slots=True)
class Crawl:
    """What a crawl saw: pages and files by address, links that lead nowhere, and the route of each."""

    answers: dict[str, Answer] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    dead: dict[str, str] = field(default_factory=dict)
    """Links that are refused, with the page that has them."""

    @property
    def pages(self) -> dict[str, html.HtmlElement]:
        """The HTML pages of the site itself; archived pages are those of others."""
        return {
            path: html.fromstring(answer.body)
            for path, answer in self.answers.items()
            if answer.kind == "text/html" and "/archive/" not in path
        }

    def of_each_kind(self, *, whole: bool = True) -> list[str]:
        """Return addresses of pages, one of each kind; of each route and language alone where it is not `whole`."""
        chosen: dict[str, str] = {}
        for path in self.pages:
            kind = self.kinds[path]
            chosen.setdefault(kind if whole else kind.partition("?")[0], path)
        return list(chosen.values())


def crawl(served: Served, *, every: tuple[str, ...] = ()) -> Crawl:
    """Follow the links of a site breadth-first, and ask for two addresses of every kind, one of files and in English.

    Of the routes in `every` all pages in Vietnamese are asked for.
    """
    seen = Crawl()
    taken: dict[str, int] = defaultdict(int)
    waiting, known = [("/", "")], {"/"}
    while waiting:
        path, source = waiting.pop(0)
        kind = kind_of(served, path)
        lang, _, route = kind.partition(" ")
        most = 1 if lang == "en" or "." in route else 1_000 if route in every else 2
        if taken[kind] >= most:
            continue
        taken[kind] += 1
        answer = served.get(path)
        seen.kinds[path] = kind
        if answer.status >= 400:
            seen.dead[path] = f"{answer.status}, linked on {source}"
            continue
        seen.answers[path] = answer
        for link in links(path, answer):
            if link not in known:
                known.add(link)
                waiting.append((link, path))
    return seen


def links(path: str, answer: Answer) -> Iterator[str]:
    """Yield the addresses of this site that an HTML page names, without fragments."""
    if answer.kind != "text/html" or "/archive/" in path:
        return
    for element in html.fromstring(answer.body).iter("a", "link", "script", "img", "source", "form"):
        if element.tag == "form" and element.get("method", "get").lower() != "get":
            continue
        for tag, name in _ADDRESSES:
            told = element.get(name) if element.tag == tag else None
            if told and not told.startswith(("https://", "http://")):
                parts = urlsplit(urljoin(f"http://site{path}", told))
                if parts.netloc == "site":
                    yield parts.path + (f"?{parts.query}" if parts.query else "")


def loaded(path: str, answer: Answer) -> set[str]:
    """Return what a browser loads with a page by day; by night it takes pictures of the same size instead."""
    document = html.fromstring(answer.body)
    found = {element.get("src") for element in document.iter("script", "img")}
    found |= {element.get("href") for element in document.iter("link") if element.get("rel") in ("stylesheet", "icon")}
    return {urljoin(path, one) for one in found if one}


def kind_of(served: Served, target: str) -> str:
    """Return the language, the route and the parameters' names of an address: `en /outlet/{source}`.

    Facets are one kind of parameter, and of more than two the names are not told apart.
    """
    parts = urlsplit(target)
    lang, path = ("en", parts.path[3:] or "/") if f"{parts.path}/".startswith("/en/") else ("vi", parts.path)
    route = _route(served, path)
    if route is None:
        first, *_, last = path.split("/")[1:] if path.count("/") > 1 else (path, path)
        return f"{lang} {first} {last.rpartition('.')[2] if '.' in last else '…'}"
    given = {"facet" if name in FACETS else name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    names = ",".join(sorted(given)) if len(given) < 3 else "many"
    return f"{lang} {route}{'?' if names and '.' not in route else ''}{'' if '.' in route else names}"


def _route(served: Served, path: str) -> str | None:
    scope = {"type": "http", "path": path, "method": "GET", "root_path": "", "headers": []}
    for route in served.app.routes:
        if isinstance(route, Route) and route.matches(scope)[0] is Match.FULL:
            return route.path
    return None
