"""One request: the snapshot that it began with, the language, and the addresses that its page links to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast
from urllib.parse import quote, quote_plus, urlencode

from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request

from web.drawing import Drawing
from web.following import Follower
from web.language import Lang, Words
from web.site import Site
from web.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Visit:
    """A request for a page, and all that the page is made from."""

    request: Request
    site: Site
    snapshot: Snapshot
    words: Words
    drawing: Drawing

    @property
    def lang(self) -> Lang:
        """The language of the page."""
        return self.words.lang

    @property
    def path(self) -> str:
        """The path without the language."""
        return str(self.request.scope["path"])

    @property
    def query(self) -> Mapping[str, str]:
        """The parameters of the address; of those given twice the last."""
        return dict(self.request.query_params)

    def url(self, path: str, **params: object) -> str:
        """Return the address of a page of the site in the visit's language; parameters that are None are left out."""
        return address(path, self.lang, params)

    def here(self, lang: Lang | None = None, **changed: object) -> str:
        """Return the address of this page, in another language or with other parameters (None takes one out)."""
        return address(self.path, lang or self.lang, {**self._given(), **changed})

    def at(self, path: str) -> str:
        """Return the address of another page that is asked the same, such as `/search.csv`."""
        return address(path, self.lang, {**self._given(), "page": None, "more": None})

    def narrowed(self, name: str, value: str, **changed: object) -> str:
        """Return the address of this search with one more value of a parameter."""
        values = [*self.request.query_params.getlist(name), value]
        return address(
            "/search", self.lang, {**self._given(), "page": None, name: list(dict.fromkeys(values)), **changed}
        )

    def toggled(self, name: str, value: str) -> str:
        """Return the address of this search with a value of a parameter, or without it where it has it."""
        values = self.request.query_params.getlist(name)
        if value not in values:
            return self.narrowed(name, value)
        left = [one for one in values if one != value]
        return address("/search", self.lang, {**self._given(), "page": None, name: left})

    def kept(self, *without: str) -> list[tuple[str, str]]:
        """Return the parameters of the address but some, for a form that asks for more."""
        return [(name, value) for name, value in self.request.query_params.multi_items() if name not in without]

    def _given(self) -> dict[str, object]:
        return {name: self.request.query_params.getlist(name) for name in self.request.query_params}

    def absolute(self, path: str, **params: object) -> str:
        """Return the whole address of a page, as others would call it."""
        base = self.site.address or str(self.request.base_url).rstrip("/")
        return f"{base}{self.url(path, **params)}"


def address(path: str, lang: Lang, params: Mapping[str, object]) -> str:
    """Return an address of the site: path segments quoted, lists as parameters that stand several times."""
    pairs = [(name, value) for name, value in params.items() if value is not None and value != "" and value != []]
    query = urlencode(pairs, doseq=True, quote_via=_quoted)
    prefix = "/en" if lang == "en" else ""
    whole = quote(f"{prefix}{path}" if path != "/" or not prefix else prefix, safe="/:@,~")
    return f"{whole}?{query}" if query else whole


_quoted = lru_cache(maxsize=4_096)(quote_plus)
"""A page of results has a hundred addresses of the same few words."""


def page_number(params: QueryParams) -> int:
    """Return which page of several an address asks for, by default the first; raises HTTPException (400)."""
    told = params.get("page", "1")
    if not (told.isascii() and told.isdigit() and 0 < len(told) < 7 and int(told)):
        raise HTTPException(400, "page: a whole number from 1")
    return int(told)


def visit_of(request: Request) -> Visit:
    """Return the visit that a request is."""
    state = request.app.state
    lang = cast("Lang", request.scope.get("state", {}).get("lang", "vi"))
    follower = cast("Follower", state.follower)
    return Visit(request, cast("Site", state.site), follower.snapshot, Words(lang), cast("Drawing", state.drawing))
