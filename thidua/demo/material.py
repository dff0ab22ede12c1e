"""What the demo site is made of: its outlets, its articles and the decoys of its side boxes, read from YAML."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal, Self, TypeVar

import yaml
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, model_validator

FOLDER = Path(__file__).parent
ARTICLES = FOLDER / "articles"

Family = Literal["zce", "onecms", "a-id", "content-detail", "vnpt", "nukeviet"]
Discovery = Literal["rss", "sitemap", "sitemap-gzip"]
Quirk = Literal["private", "gone", "moved", "flaky", "gzip", "unlisted"]
BlockKind = Literal["p", "h", "quote", "item", "caption"]
Words = Annotated[str, Field(min_length=1)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class DemoError(ValueError):
    """The demo's material is missing or wrong; the message names the file and what is wrong with it."""


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Outlet(_Record):
    """One invented outlet of the demo site."""

    slug: Slug
    name: Words
    family: Family
    """The CMS whose markup its pages are written in."""
    province: Slug
    domain: Words
    """The host shown on its pages and in canonical links."""
    kind: Literal["newspaper", "portal"]
    sections: tuple[Words, ...]
    discovery: Discovery
    """What the outlet offers a crawler besides its listings."""
    quirks: tuple[Quirk, ...] = ()
    """What is out of the ordinary there; `outlets.yaml` explains each."""


class Decoy(_Record):
    """A story of somewhere else, shown in side boxes only: none of its people and awards may reach a report."""

    title: Words
    lead: Words
    caption: Words
    people: tuple[Words, ...]
    """The office holders it names."""


def block_fields(value: object) -> object:
    """Return a block's fields from the short form of the files: `{caption: …, credit: …}` is the kind `caption`."""
    if not isinstance(value, dict) or "kind" in value:
        return value
    fields = dict(value)
    credit = fields.pop("credit", None)
    if len(fields) != 1:
        raise ValueError(f"a block of a body has one kind, not {sorted(map(str, value))}")
    ((kind, text),) = fields.items()
    if credit is not None and kind != "caption":
        raise ValueError(f"only a caption has a credit, not {kind!r}")
    return {"kind": kind, "text": text, "credit": credit}


class Block(_Record):
    """One piece of an article's body, in page order."""

    kind: BlockKind
    text: Words
    credit: Words | None = None
    """The photographer, for a caption."""

    @model_validator(mode="before")
    @classmethod
    def _from_yaml(cls, value: object) -> object:
        return block_fields(value)


class DemoArticle(_Record):
    """One article as its author wrote it, before any markup."""

    id: Slug
    outlet: Slug
    section: Words
    published: AwareDatetime
    title: Words
    lead: Words | None = None
    body: tuple[Block, ...] = ()
    byline: Words | None = None
    credit: Words | None = None
    """The source that the article credits."""
    tags: tuple[Words, ...] = ()
    syndicated_of: Slug | None = None
    """The article of another outlet that this one repeats word for word."""

    @model_validator(mode="after")
    def _has_words(self) -> Self:
        if not self.body and self.syndicated_of is None:
            raise ValueError("an article needs a body, or the article that it repeats")
        return self

    def words(self) -> Iterator[str]:
        """Yield title, lead and every piece of the body, in page order."""
        yield self.title
        if self.lead:
            yield self.lead
        yield from (block.text for block in self.body)


def newest_first(article: DemoArticle) -> tuple[datetime, str]:
    """Return the key that lists sort by, to be used with `reverse=True`."""
    return article.published, article.id


def load_outlets(path: Path = FOLDER / "outlets.yaml") -> dict[str, Outlet]:
    """Return the outlets by slug, in the order of the file. Raises `DemoError`."""
    outlets = _read_list(path, Outlet)
    return _by_key({outlet.slug: outlet for outlet in outlets}, len(outlets), path)


def load_decoys(path: Path = FOLDER / "decoys.yaml") -> tuple[Decoy, ...]:
    """Return the decoys in the order of the file. Raises `DemoError`."""
    return tuple(_read_list(path, Decoy))


def load_articles(folder: Path = ARTICLES, outlets: dict[str, Outlet] | None = None) -> dict[str, DemoArticle]:
    """Return the articles by id, sorted by id, every syndicated one with the body it repeats. Raises `DemoError`."""
    outlets = load_outlets() if outlets is None else outlets
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise DemoError(f"no articles (*.yaml) in {folder}")
    articles = {path.stem: _read_article(path, outlets) for path in paths}
    return {key: _with_repeated_body(article, articles) for key, article in articles.items()}


def _read_article(path: Path, outlets: dict[str, Outlet]) -> DemoArticle:
    article = _validated(DemoArticle, _read_yaml(path), path)
    if article.id != path.stem:
        raise DemoError(f"{path}: id {article.id!r} is not the name of the file")
    outlet = outlets.get(article.outlet)
    if outlet is None:
        raise DemoError(f"{path}: unknown outlet {article.outlet!r}")
    if article.section not in outlet.sections:
        raise DemoError(f"{path}: {outlet.slug} has no section {article.section!r}")
    return article


def _with_repeated_body(article: DemoArticle, articles: dict[str, DemoArticle]) -> DemoArticle:
    if article.syndicated_of is None:
        return article
    original = articles.get(article.syndicated_of)
    if original is None or original.outlet == article.outlet:
        raise DemoError(f"{article.id}: repeats {article.syndicated_of!r}, which is no article of another outlet")
    if not article.body:
        return article.model_copy(update={"lead": article.lead or original.lead, "body": original.body})
    if article.body != original.body:
        raise DemoError(f"{article.id}: its body is not that of {original.id}, which it is said to repeat")
    return article


_Model = TypeVar("_Model", bound=_Record)


def _by_key(records: dict[str, _Model], expected: int, path: Path) -> dict[str, _Model]:
    if len(records) != expected:
        raise DemoError(f"{path}: a slug is used twice")
    return records


def _read_list(path: Path, model: type[_Model]) -> list[_Model]:
    rows = _read_yaml(path)
    if not isinstance(rows, list):
        raise DemoError(f"{path}: a list is expected")
    return [_validated(model, row, path) for row in rows]


def _read_yaml(path: Path) -> object:
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise DemoError(f"{path}: cannot be read: {' '.join(str(error).split())}") from error


def _validated(model: type[_Model], value: object, path: Path) -> _Model:
    try:
        return model.model_validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise DemoError(f"{path}: {where}: {first['msg']}") from error
