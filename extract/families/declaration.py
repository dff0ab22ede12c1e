"""A CMS family as data: how its pages are recognised and where on them the parts of an article stand."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from lxml import html
from lxml.cssselect import CSSSelector
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

FOLDER = Path(__file__).parent


class DeclarationError(ValueError):
    """A family's file is wrong; the message names the file and says what is wrong with it."""


def _is_selector(value: str) -> str:
    selector = value.partition("@")[0]
    try:
        CSSSelector(selector, translator="html")
    except Exception as error:
        raise ValueError(f"{selector!r} is no CSS selector: {error}") from error
    return value


Selector = Annotated[str, AfterValidator(_is_selector)]
Token = Annotated[str, Field(pattern=r"^(?:[.#][\w-]+|generator:[\w .-]+)$")]
Selectors = tuple[Selector, ...]


class Family(BaseModel):
    """One family of content management systems.

    Selectors are CSS; the first that finds something with text counts. `selector@name` stands for an attribute.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    about: str
    recognise: tuple[tuple[Token, ...], ...]
    """Any of these groups of classes (`.name`), ids (`#name`) and generators, all of a group on one page."""
    rank: int = 5
    """Families of a lower rank are tried first: those whose marks are their own."""
    title: Selectors = ()
    lead: Selectors = ()
    body: Selectors
    date: Selectors = ()
    byline: Selectors = ()
    credit: Selectors = ()
    tags: Selectors = ()
    section: Selectors = ()
    caption: Selectors = ()
    """Within the body."""
    subhead: Selectors = ()
    """Within the body."""
    drop: Selectors = ()
    """Within the body, beside what is dropped everywhere."""
    first_paragraph: Literal["lead", "lead if bold", "paragraph"] = "paragraph"
    """What the first paragraph of the body is where no selector finds a lead."""
    plain_captions: bool = False
    """Captions are paragraphs like others, told only by the image before them."""


@cache
def load_families(folder: Path = FOLDER) -> tuple[Family, ...]:
    """Return the families of a folder by rank and name; raises DeclarationError."""
    families = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            families.append(Family.model_validate(yaml.safe_load(path.read_text(encoding="utf-8"))))
        except (ValidationError, yaml.YAMLError) as error:
            raise DeclarationError(f"{path.name}: {error}") from error
    return tuple(sorted(families, key=lambda family: (family.rank, family.name)))


def page_tokens(root: html.HtmlElement, generator: str = "") -> set[str]:
    """Return the classes, ids and the generator of a page as `recognise` writes them."""
    tokens = {f"generator:{generator.split(' v')[0].strip().lower()}"} if generator else set()
    for element in root.iter():
        attributes = element.attrib
        if "class" in attributes:
            tokens.update(f".{name}" for name in attributes["class"].split())
        if "id" in attributes:
            tokens.add(f"#{attributes['id'].strip()}")
    return tokens


def recognised(tokens: set[str], families: tuple[Family, ...]) -> list[Family]:
    """Return the families whose marks are all on a page, the likeliest first."""
    return [family for family in families if any(tokens.issuperset(group) for group in family.recognise)]
