"""The shapes of a site's addresses: what form its links have, and the pattern that tells its articles from the rest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from urllib.parse import parse_qsl, unquote, urlsplit

from crawler.source import path_and_query

SHARE = 0.2
"""Least share of the articles that a further shape must have to become part of the pattern."""
_WORDS = 4
"""Words that an article's title has in its address, where nothing else tells it from a section."""

_ENDING = re.compile(
    r"(?P<words>.*?)(?P<mark>(?:[-_.]+|---)?(?:post|postid|id|a|p|n|d|c|art|tag|event)?)(?P<id>\d{2,})"
)
_EXTENSION = re.compile(r"\.[a-z]{2,5}$", re.IGNORECASE)
_MONTH = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])$")
_NUMBERED = re.compile(r"[a-z]?\d+(?:[a-z-]\d+)*$", re.IGNORECASE)
_SHORT_KEY = re.compile(r"-[0-9a-z]{6,8}$")


@dataclass(frozen=True, slots=True)
class Shape:
    """What addresses of one kind have in common; the pieces are regular expressions, from left to right."""

    before: str
    """Numbered folders before the last part, each with its slash."""
    has_words: bool
    mark: str
    """What stands before the number, as `-post`."""
    number: str
    """`\\d+`, or "" where the last part has none."""
    tail: str
    """Extension, end of the path, parameters."""

    def pattern(self, *, digits: int = 0, folders: int = 0, start: str = "", words: int = 0) -> str:
        """Return the expression for the shape, narrower with each demand that is made.

        At least so many `digits` in the number, `folders` before, words in the last part; the same `start` of the path.
        """
        number = f"\\d{{{digits},}}" if digits and self.number == r"\d+" else self.number
        slug = "" if not self.has_words else f"(?:[^-/?]+-){{{words},}}[^/?]*" if words else "[^/?]+"
        body = f"{self.before}{slug}{self.mark}{number}{self.tail}"
        if start:
            return f"^{literal(start)}(?:[^/?]+/)*{body}"
        if folders or words or self.before or not (self.mark and number):
            return f"/{'[^/?]+/' * folders}{body}"
        return f"{self.mark}{number}{self.tail}"


def shape_of(url: str) -> Shape:
    """Return the shape of an address."""
    parts = urlsplit(url)
    path = unquote(parts.path)
    folders = path.rstrip("/").split("/")
    last = folders.pop() if folders else ""
    before = ""
    month = bool(folders and _MONTH.fullmatch(folders[-1]))
    for folder in reversed(folders):
        if not _NUMBERED.fullmatch(folder):
            break
        before = (r"\d{6}" if month and not before else re.sub(r"\d+", r"\\d+", folder)) + "/" + before
    tail = literal(_extension(last))
    stem = last[: len(last) - len(_extension(last))]
    end = "/?$" if not tail else "$"
    if parts.query:
        end = r"\?" + "&".join(_parameter(*pair) for pair in parse_qsl(parts.query, keep_blank_values=True)) + "$"
    if month and _SHORT_KEY.search(stem):
        return Shape(before, True, "-", "[0-9a-z]{6,8}", tail + end)
    found = _ENDING.fullmatch(stem)
    if found is None:
        words = literal(stem) if parts.query else ""
        return Shape(before, not words, words, "", tail + end)
    return Shape(before, bool(found["words"]), literal(found["mark"]), r"\d+", tail + end)


def common_forms(urls: Iterable[str], most: int = 3) -> list[tuple[str, int]]:
    r"""Return the commonest forms of addresses as a reader may see them (`/…-\d+\.html`), with how many have each."""
    counts = Counter(_readable(shape_of(url)) for url in urls)
    return counts.most_common(most)


def article_pattern(articles: Sequence[str], others: Sequence[str]) -> str | None:
    """Return the narrowest simple expression that articles' addresses match and, as far as can be, no others.

    Searched in path and query, as `Source.article_pattern` is. None where the articles have no shape in common.
    """
    groups: dict[Shape, list[str]] = {}
    for url in dict.fromkeys(articles):
        groups.setdefault(shape_of(url), []).append(url)
    if not groups:
        return None
    ranked = sorted(groups.items(), key=lambda group: -len(group[1]))
    total = sum(map(len, groups.values()))
    taken = [group for group in ranked if len(group[1]) >= max(2, SHARE * total)] or ranked[:1]
    if not any(shape.number or shape.before or r"\?" in shape.tail for shape, _ in taken) and len(taken[0][1]) < 2:
        return None
    patterns = list(dict.fromkeys(_narrowed(shape, urls, others) for shape, urls in taken))
    patterns = [p for p in patterns if not any(o != p and p.endswith(o) for o in patterns)]
    return patterns[0] if len(patterns) == 1 else f"(?:{'|'.join(patterns)})"


def matches(pattern: str, urls: Iterable[str]) -> list[str]:
    """Return the addresses whose path and query a pattern is found in."""
    compiled = re.compile(pattern)
    return [url for url in urls if compiled.search(path_and_query(url))]


def _narrowed(shape: Shape, urls: Sequence[str], others: Sequence[str]) -> str:
    """Return the widest of a shape's expressions that no other address matches, or that the fewest do."""
    if shape.number and shape.mark.strip("-_."):
        return shape.pattern()  # the CMS marks its articles: whatever bears the mark is one
    ranked = [(len(matches(pattern, others)), at, pattern) for at, pattern in enumerate(_demands(shape, urls))]
    return min(ranked)[2] if ranked else shape.pattern()


def _demands(shape: Shape, urls: Sequence[str]) -> Iterator[str]:
    """Yield expressions that all the addresses match, the widest first; older articles may have fewer digits."""
    stems = [urlsplit(url).path.rstrip("/").split("/") for url in urls]
    digits = min((len(found[-1]) for parts in stems if (found := re.findall(r"\d+", parts[-1]))), default=0)
    folders = min(len(parts) - 2 for parts in stems) - shape.before.count("/")
    first = {parts[1] for parts in stems if len(parts) > 2}
    start = f"/{first.pop()}/" if len(first) == 1 and all(len(parts) > 2 for parts in stems) else ""
    words = min(_WORDS, *(parts[-1].count("-") for parts in stems)) if shape.has_words else 0
    demands = {"folders": folders, "digits": digits, "words": words, "start": start}
    if not shape.number:  # nothing but words: where they lie tells most
        demands = dict(reversed(demands.items()))
    for size in range(len(demands) + 1):
        for made in combinations([name for name, value in demands.items() if value], size):
            if {"folders", "start"} <= set(made):
                continue
            pattern = shape.pattern(**{name: demands[name] for name in made})  # type: ignore[arg-type]
            if len(matches(pattern, urls)) == len(urls):
                yield pattern


def _readable(shape: Shape) -> str:
    words = "…" if shape.has_words else ""
    return f"/{shape.before}{words}{shape.mark}{shape.number}{shape.tail}".removesuffix("$").removesuffix("/?")


def _extension(last: str) -> str:
    found = _EXTENSION.search(last)
    return found.group() if found else ""


def _parameter(name: str, value: str) -> str:
    return literal(name) + (r"=\d+" if value.isdecimal() else "=[^&]+")


def literal(text: str) -> str:
    """Return text as an expression for itself; `re.escape` would escape hyphens too."""
    return re.sub(r"[.^$*+?{}\[\]\\|()]", r"\\\g<0>", text)
