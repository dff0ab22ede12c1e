"""Articles as they are told apart: by what each is known by, and by what copies of its text are recognised by."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from reference.credited import home_domain
from warehouse.copies.lookalikes import Bands
from warehouse.copies.prints import Print


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """Another address of an article, or a saved copy of it: the id that it has there, and its newest page."""

    id: str
    url: str | None
    fetched: datetime | None
    record: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One article.

    `mark` is what copies are recognised by, `bands` its keys (worked out where they are not given). `former` are the
    hashes of the texts that its address gave before. `read` tells whether there is a report on it, `days` on which days
    its event was, as ordinals. `fetched` is the newest fetch, `first_fetched` the first. `twins`, `original` (the id of
    the article that it repeats) and `origin` (whose text it is by the credits: a domain or name) are what
    `warehouse.copies.duplicates` finds, and `kin`, the smallest id among those that it is joined with by likeness,
    before what they state tells them apart.
    """

    id: str
    url: str | None
    source: str | None
    title: str
    published: datetime | None
    fetched: datetime | None
    record: str | None
    credit: str | None
    text_hash: str
    mark: Print | None = None
    bands: Bands | None = field(default=None, compare=False)
    read: bool = False
    days: frozenset[int] = frozenset()
    first_fetched: datetime | None = None
    former: frozenset[str] = frozenset()
    twins: tuple[Twin, ...] = ()
    original: str | None = None
    origin: str | None = None
    kin: str = ""

    @property
    def outlet(self) -> str:
        """Who speaks: the outlet's domain, or the article itself where it has none."""
        return home_domain(self.source) if self.source else self.id

    @property
    def age(self) -> tuple[bool, float, str]:
        """Sort key: earliest publication first, unknown last, then by id."""
        return (self.published is None, self.published.timestamp() if self.published else 0.0, self.id)
