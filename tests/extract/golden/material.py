"""What golden pages are made of: articles of the project's own, skins in the markup of CMS families, foreign stories.

An article is the truth of every page rendered from it. A skin is a Jinja2 template that opens with a comment: a YAML
mapping that says what its pages are (`Header`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import yaml
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from thidua.demo.material import Decoy, DemoArticle, block_fields
from thidua.demo.material import load_articles as load_demo_articles
from thidua.demo.material import load_decoys as load_demo_decoys

FOLDER = Path(__file__).parent
SKINS = FOLDER / "skins"
Lossy = Literal[
    "lead", "byline", "credit", "photo_credits", "published", "time", "modified", "tags", "section", "canonical"
]
Kind = Literal["p", "h", "quote", "item", "caption", "row"]
Words = Annotated[str, Field(min_length=1)]
_Model = TypeVar("_Model", bound=BaseModel)
_HEADER = re.compile(r"\A\s*\{#-?(?P<yaml>.*?)-?#\}", re.DOTALL)


class GoldenError(ValueError):
    """A golden article or skin is wrong; the message names the file and says what is wrong with it."""


class Header(BaseModel):
    """What a skin says of its pages, in the comment that it opens with."""

    model_config = ConfigDict(frozen=True, extra="allow")

    url: str
    """The form of an article's address, with {domain}, {slug}, {number}, {yyyy}, {mm}, {dd}, {yyyymm}, {ids}."""
    family: str = ""
    """What the pages are recognised as: the name of the skin's folder where it says nothing else."""
    about: str = ""
    outlet: Words = "Báo Sơn Khê"
    domain: Words = "baosonkhe.example"
    published_from: Literal["meta", "json-ld", "page", "url"] | None = None
    """Where the time of publication has to be found; anywhere where it says nothing."""
    modified_from: Literal["meta", "json-ld", "page", "url"] | None = None
    lead: Literal["own", "first", "none"] = "own"
    """Where the lead stands; `first`: the first paragraph is the lead, of an article without one too."""
    byline: str = ""
    """Where the byline stands: said for the reader only."""
    day_only: bool = False
    """The page tells the day and no time."""
    loses: frozenset[Lossy] = frozenset()
    """Fields of the article that the pages do not show; `time` is the same as `day_only`."""
    without: frozenset[Kind] = frozenset()
    """Kinds of blocks that the skin cannot show: it gets no article that has them."""
    year: int | None = None
    """The year of its pages, where the layout is of another time than the articles."""

    @property
    def lost(self) -> frozenset[str]:
        """Everything that the pages do not show."""
        return self.loses | ({"time"} if self.day_only else set()) | ({"lead"} if self.lead == "none" else set())


@dataclass(frozen=True, slots=True)
class Skin:
    """One template: the pages of one layout or site of a CMS family."""

    name: str
    """`<family>/<layout>`."""
    header: Header

    @property
    def family(self) -> str:
        """The CMS family that its pages belong to."""
        return self.header.family or self.name.partition("/")[0]


class GoldenBlock(BaseModel):
    """One piece of an article's body, in page order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Kind
    text: str = ""
    credit: str | None = None
    """The photographer, for a caption."""
    cells: tuple[Words, ...] = ()
    """For a row of a table."""

    @model_validator(mode="before")
    @classmethod
    def _from_yaml(cls, value: object) -> object:
        """Read the short forms of the files: `{p: …}`, `{caption: …, credit: …}`, `{row: [a, b, c]}`."""
        if isinstance(value, dict) and set(value) == {"row"}:
            return {"kind": "row", "cells": value["row"]}
        return block_fields(value)

    @model_validator(mode="after")
    def _is_whole(self) -> GoldenBlock:
        if bool(self.cells) != (self.kind == "row") or bool(self.text) == (self.kind == "row"):
            raise ValueError(f"a row has two cells or more and nothing else has them: {self.kind} {self.text!r}")
        return self


class GoldenArticle(BaseModel):
    """One article as its author wrote it, before any markup."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: Words
    section: Words
    published: AwareDatetime
    modified: AwareDatetime | None = None
    """Pages that show a time of change show that of publication where there is none."""
    lead: Words | None = None
    body: Annotated[tuple[GoldenBlock, ...], Field(min_length=1)]
    byline: Words | None = None
    credit: Words | None = None
    """The source that the article credits."""
    tags: tuple[Words, ...] = ()


@cache
def load_skins(folder: Path = SKINS) -> tuple[Skin, ...]:
    """Return the skins of a folder by name; raises GoldenError."""
    paths = sorted(path for path in folder.glob("*/*.html.j2") if not path.name.startswith("_"))
    return tuple(_skin(path, folder) for path in paths)


def _skin(path: Path, folder: Path) -> Skin:
    name = f"{path.relative_to(folder).as_posix().removesuffix('.html.j2')}"
    found = _HEADER.match(path.read_text(encoding="utf-8"))
    if not found:
        raise GoldenError(f"{path}: does not open with a comment that says what its pages are")
    return Skin(name, _validated(Header, _yaml(_as_yaml(found["yaml"]), path), path))


def _as_yaml(comment: str) -> str:
    """Return the mapping of a comment as YAML: one key a line, however the comment is indented."""
    lines = (line.strip() for line in re.split(r"\n|\s;\s+(?=\w+:)", comment))
    keys = "\n".join(line if re.match(r"\w+:", line) else f"  {line}" for line in lines)
    return keys.replace("{{", "{").replace("}}", "}")


@cache
def load_own_articles(folder: Path = FOLDER / "articles") -> tuple[GoldenArticle, ...]:
    """Return the articles written for golden pages, by id; raises GoldenError."""
    articles = [_validated(GoldenArticle, _yaml(path.read_text("utf-8"), path), path) for path in _files(folder)]
    for article, path in zip(articles, _files(folder), strict=True):
        if article.id != path.stem:
            raise GoldenError(f"{path}: id {article.id!r} is not the name of the file")
    return tuple(articles)


@cache
def load_demo() -> tuple[GoldenArticle, ...]:
    """Return the demo site's articles, those that repeat another left out, by id."""
    return tuple(_of_demo(article) for article in load_demo_articles().values() if not article.syndicated_of)


@cache
def load_decoys(path: Path = FOLDER / "decoys.yaml") -> tuple[Decoy, ...]:
    """Return the stories of elsewhere, whose words may reach no article: the demo's and those of golden pages."""
    own = _yaml(path.read_text(encoding="utf-8"), path) if path.exists() else []
    if not isinstance(own, list):
        raise GoldenError(f"{path}: a list is expected")
    return (*load_demo_decoys(), *(_validated(Decoy, row, path) for row in own))


def _of_demo(article: DemoArticle) -> GoldenArticle:
    body = tuple(GoldenBlock(kind=b.kind, text=b.text, credit=b.credit) for b in article.body)
    return GoldenArticle(body=body, **article.model_dump(exclude={"body", "outlet", "syndicated_of"}))


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yaml"))


def _yaml(text: str, path: Path) -> Any:  # noqa: ANN401 - what a file holds is checked after it was read
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise GoldenError(f"{path}: cannot be read: {' '.join(str(error).split())}") from error


def _validated(model: type[_Model], value: object, path: Path) -> _Model:
    try:
        return model.model_validate(value)
    except ValueError as error:
        raise GoldenError(f"{path}: {' '.join(str(error).split())}") from error
