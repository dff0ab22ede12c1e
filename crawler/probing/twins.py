"""The rules that fold the mobile, AMP and print forms of an article's address into one, read off a few pairs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from crawler.probing.shapes import literal
from crawler.probing.signs import Signs
from crawler.source import path_and_query
from reference.urls import canonical_url

_PRINTED = {"print", "amp", "m", "mobile", "in", "in-bai", "ban-in", "savefile"}
"""Parts of a path that stand in other forms of an article's address only."""


def twin_rule(url: str, twin: str) -> tuple[str, str] | None:
    """Return the expression and replacement that turn `twin` into `url`, or None where no simple one does.

    Both are as `Source.twins` has them. Another host with the same path, a part of the path that is put in, or an
    ending are simple.
    """
    url, twin = canonical_url(url), canonical_url(twin)
    rule = next((rule for rule in _rules(url, twin) if re.sub(*rule, twin) == url), None)
    return rule if url != twin else None


def twins_of(page: Signs) -> Iterator[tuple[str, str]]:
    """Yield pairs of an article's own address and another form of it that the page links to."""
    own = page.canonical or page.address
    for twin in page.twins:
        yield own, twin
    for anchor in page.anchors:
        parts = set(urlsplit(anchor.address).path.split("/")) - set(urlsplit(own).path.split("/"))
        if parts & _PRINTED and twin_rule(own, anchor.address) is not None:
            yield own, anchor.address


def twin_rules(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the rules for pairs of an address and another form of it."""
    return dict(rule for url, twin in pairs if (rule := twin_rule(url, twin)) is not None)


def _rules(url: str, twin: str) -> Iterator[tuple[str, str]]:
    host, other = urlsplit(url).netloc, urlsplit(twin).netloc
    path, longer = path_and_query(url), path_and_query(twin)
    if host != other:
        yield f"^https?://{literal(other)}/", f"{urlsplit(url).scheme}://{host}/"
        return
    parts = longer.split("/")
    for at in range(1, len(parts) - 1):
        if "/".join(parts[:at] + parts[at + 1 :]) == path:
            yield f"/{literal(parts[at])}/", "/"
    if longer.startswith(path):
        yield f"{literal(longer[len(path) :])}$", ""
    stem, dot, extension = path.rpartition(".")
    if dot and longer.startswith(stem) and longer.endswith(f".{extension}"):
        middle = longer[len(stem) : -len(extension) - 1]
        yield f"{literal(middle)}(?=\\.{literal(extension)}$)", ""
