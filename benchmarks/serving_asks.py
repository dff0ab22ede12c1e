"""What a newsroom asks of the site: searches with words of the home's own, ceremonies, other pages, data.

The mix and its shares are assumed, each in a constant; the same seed gives the same requests.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode

import duckdb

from benchmarks.serving_figures import Ask
from reference.awards import award_types
from reference.folding import fold
from reference.provinces import PROVINCES

SHARES = {"search": 45, "ceremony": 35, "other": 10, "start": 5, "data": 5}
"""Requests in a hundred."""
HEALTHZ = 5
"""Requests of `/healthz` to a hundred of the others: what the server answers without any work."""
OTHERS = ("person", "province", "award", "outlet", "movement")
_SOURCES = {"title": 45, "person": 20, "province": 15, "award": 20}
"""Where the words of a hundred searches come from."""
_PLAIN, _PHRASE, _FILTERED, _TURNED, _MISTYPED = 0.4, 0.1, 0.2, 0.05, 0.03
"""Shares of searches without accents, with a phrase, narrowed by facets, of a later page, and with a letter missing."""
_AGAIN = 0.3
"""Share of searches that were asked before: those asked for first are asked most (Zipf)."""
_KNOWN = 3_000
"""Titles and names that words are drawn from."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a home has to ask for: titles, names, ids; and facets with values, each as often as it has events."""

    titles: list[str]
    people: list[str]
    ceremonies: list[str]
    pages: dict[str, list[str]]
    """Paths of other pages by kind."""
    facets: list[tuple[str, str, int]] = field(default_factory=list)


def known_of(database: Path) -> Known:
    """Return what is known of a snapshot, the same for the same snapshot."""
    with duckdb.connect(str(database), read_only=True) as connection:

        def column(query: str) -> list[str]:
            return [row[0] for row in connection.execute(query).fetchall()]

        return Known(
            column("SELECT title FROM ceremony ORDER BY hash(ceremony_id)")[:_KNOWN],
            column("SELECT name FROM official ORDER BY ceremonies DESC, official_id")[:_KNOWN],
            column("SELECT ceremony_id FROM ceremony ORDER BY ceremony_id"),
            {
                "person": column("SELECT '/person/' || official_id FROM official ORDER BY official_id"),
                "province": column("SELECT DISTINCT '/province/' || province FROM province ORDER BY ALL"),
                "award": column("SELECT DISTINCT '/award/' || award FROM award ORDER BY ALL"),
                "outlet": column("SELECT '/outlet/' || source FROM source WHERE articles > 0 ORDER BY ALL"),
                "movement": [
                    f"/movement/{quote(fold(name).replace(' ', '-'))}"
                    for name in column("SELECT DISTINCT name FROM movement ORDER BY ALL")
                ],
            },
        )


class Newsroom:
    """Draws requests; `left_out` are kinds of page that the site does not have."""

    def __init__(self, known: Known, seed: int, left_out: Sequence[str] = ()) -> None:
        self._known = known
        self._random = random.Random(seed)
        self._left_out = set(left_out)
        self._asked: list[str] = []
        self._provinces = sorted({unit.name for unit in PROVINCES})
        self._awards = [award.vi for award in award_types().values()]

    def draw(self, number: int) -> list[Ask]:
        """Return so many requests, and those of `/healthz` among them."""
        shares = {kind: share for kind, share in SHARES.items() if kind not in self._left_out}
        if not self._others:
            shares.pop("other")
        shares["healthz"] = HEALTHZ
        return [self.ask(kind) for kind in self._random.choices(list(shares), list(shares.values()), k=number)]

    def dues(self, number: int, rate: float) -> list[float]:
        """Return the seconds at which so many requests are due that come at random, `rate` a second on average."""
        at, dues = 0.0, []
        for _ in range(number):
            at += self._random.expovariate(rate)
            dues.append(at)
        return dues

    def ask(self, kind: str) -> Ask:
        """Return one request of a kind."""
        draw = self._random
        if kind == "other":
            kind = draw.choice(self._others)
        if kind in OTHERS:
            return Ask(kind, draw.choice(self._known.pages[kind]))
        if kind == "search":
            return Ask(kind, f"/search?{self._search()}")
        if kind == "data":
            return self._data()
        paths = {"ceremony": f"/ceremony/{draw.choice(self._known.ceremonies)}", "start": "/", "healthz": "/healthz"}
        return Ask(kind, paths[kind])

    @property
    def _others(self) -> list[str]:
        return [kind for kind in OTHERS if kind not in self._left_out and self._known.pages[kind]]

    def _data(self) -> Ask:
        form = self._random.choice(("csv", "json", "atom"))
        if form == "json" and "ceremony" not in self._left_out and self._random.random() < 0.5:
            return Ask("data: json", f"/ceremony/{self._random.choice(self._known.ceremonies)}.json")
        return Ask(f"data: {form}", f"/search.{form}?{self._search()}")

    def _search(self) -> str:
        if self._asked and self._random.random() < _AGAIN:
            weights = [1 / rank for rank in range(1, len(self._asked) + 1)]
            return self._random.choices(self._asked, weights)[0]
        self._asked.append(made := self._new_search())
        return made

    def _new_search(self) -> str:
        draw = self._random
        words = self._words()
        if draw.random() < _MISTYPED:
            place = draw.randrange(len(words))
            words = words[:place] + words[place + 1 :]
        if draw.random() < _PLAIN:
            words = fold(words)
        if draw.random() < _PHRASE:
            words = f'"{words}"'
        params = [("q", words)]
        if self._known.facets and draw.random() < _FILTERED:
            weights = [count for _, _, count in self._known.facets]
            chosen = draw.choices(self._known.facets, weights, k=draw.randint(1, 2))
            params += [(facet, code) for facet, code, _ in dict.fromkeys(chosen)]
        if draw.random() < _TURNED:
            params.append(("page", str(draw.randint(2, 5))))
        return urlencode(params)

    def _words(self) -> str:
        """Return one to four words that stand together in a title, or a name, at times with a second one."""
        draw = self._random
        source = draw.choices(list(_SOURCES), list(_SOURCES.values()))[0]
        if source == "title" and self._known.titles:
            words = draw.choice(self._known.titles).split()
            start = draw.randrange(len(words))
            return " ".join(words[start : start + draw.randint(1, 4)])
        if source == "person" and self._known.people:
            place = min(int(draw.paretovariate(0.7)) - 1, len(self._known.people) - 1)
            return self._known.people[place]
        province = draw.choice(self._provinces)
        if source == "province":
            return f"{province}{draw.choice(('', '', ' khen thưởng', ' anh hùng', ' nông dân'))}"
        award = draw.choice(self._awards)
        return draw.choice((award, award, f"{award} {province}", f"{award} {draw.randint(2016, 2026)}"))
