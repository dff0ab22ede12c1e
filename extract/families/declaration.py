"""A CMS family as data: how its pages are recognised and where on them the parts of an article stand.

One file a family. What stands at its top holds for all of its layouts; `layouts`, where there are several, lists what
is different in each, the present one first. A file without `layouts` has one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Set
from functools import cache
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

import yaml
from lxml.cssselect import CSSSelector
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from extract.markup import needed_tokens
from reference.urls import host_of

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
_MARK = (
    r"(?:\.[\w-]+|#[\w-]+(?:\.[\w-]+)?|\[data-field=[\w-]+\]"
    r"|generator:[\w .-]+?|address|host:[a-z0-9.-]+|folder:[\w-]+)"
)
Token = Annotated[str, Field(pattern=rf"^{_MARK}(?: \| {_MARK})*$")]
Month = Annotated[str, Field(pattern=r"^\d{4}-\d{2}$")]
Selectors = tuple[Selector, ...]


class Family(BaseModel):
    """One layout of a family of content management systems.

    Selectors are CSS; the first that finds something with text counts. `selector@name` stands for an attribute.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    about: str
    seen: Literal["page", "code"]
    """Where its selectors were read: in a saved page, or in public code. Those only inferred are not kept."""
    layout: str = "present"
    since: Month | None = None
    until: Month | None = None
    """First and last month of its pages, as far as known: of two layouts on one page, that of the page's day counts."""
    recognise: tuple[tuple[Token, ...], ...]
    """Any of these groups of marks, all of a group on one page: `.class`, `#id`, `#id.class` for both on one element,
    `[data-field=body]`, a generator, and of the page's own addresses `address` (it has the family's form), `host:` (its
    domain, or one that this lies in) and `folder:` (the first of the path); `.a | .b` stands for either. A group best
    names the body, so that there is one. What an address tells is company for marks that others have too; alone it
    tells nothing of a layout."""
    address: re.Pattern[str] | None = None
    """The form of its articles' addresses, a regular expression: with it, commoner marks are enough."""
    rank: int = 5
    """Families of a lower rank are tried first: those whose marks are their own. Marks of a rank above five are met on
    other pages too: where such a layout finds no body, the page counts as unknown."""
    title: Selectors = ()
    title_not: tuple[str, ...] = ()
    """Words of a portal's own name, in lower case, where titles have no class of their own: of all that a selector
    finds those without them are meant, of several the one that the head gives too, else the last above the body."""
    lead: Selectors = ()
    body: Selectors
    one_body: bool = False
    """Side boxes look like the body: of all that a selector finds, the one with most text beside its links counts."""
    shortest: int = 60
    """Characters of text from which a body is believed."""
    date: Selectors = ()
    byline: Selectors = ()
    credit: Selectors = ()
    tags: Selectors = ()
    section: Selectors = ()
    script: Annotated[str, Field(pattern=r"^\w+$")] | None = None
    """The script variable that holds the body's HTML where the page leaves its element empty."""
    caption: Selectors = ()
    """Within the body."""
    photographer: Selectors = ()
    """Within the body: who took a photograph, apart from its caption."""
    subhead: Selectors = ()
    """Within the body."""
    drop: Selectors = ()
    """Within the body, beside what is dropped everywhere."""
    first_paragraph: Literal["lead", "lead if bold", "paragraph"] = "paragraph"
    """What the first paragraph of the body is where no selector finds a lead."""
    plain_captions: bool = False
    """Captions are paragraphs like others, told only by the image before them."""

    def covers(self, month: str) -> bool:
        """Tell whether pages of a month (YYYY-MM) may have this layout."""
        return (self.since or month) <= month <= (self.until or month)


_SELECTORS = tuple(name for name, field in Family.model_fields.items() if field.annotation == Selectors)


@cache
def load_families(folder: Path = FOLDER) -> tuple[Family, ...]:
    """Return the layouts of the families of a folder by rank, name and place in their file; raises DeclarationError."""
    families: list[Family] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            families += _layouts(yaml.safe_load(path.read_text(encoding="utf-8")), path.stem)
        except (ValueError, yaml.YAMLError) as error:
            raise DeclarationError(f"{path.name}: {error}") from error
    return tuple(sorted(families, key=lambda family: (family.rank, family.name)))


def _layouts(stated: object, stem: str) -> list[Family]:
    if not isinstance(stated, dict):
        raise ValueError("not a mapping")
    common = {key: value for key, value in stated.items() if key != "layouts"}
    families = [Family.model_validate({**common, **layout}) for layout in stated.get("layouts", [{}])]
    if not families:
        raise ValueError("no layout under `layouts`")
    if wrong := sorted({family.name for family in families} - {stem}):
        raise ValueError(f"the name is {', '.join(wrong)}, not the file's")
    for name, number in Counter(family.layout for family in families).items():
        if number > 1:
            raise ValueError(f"{number} layouts are called {name!r}: each needs a name of its own (`layout:`)")
    return families


def address_tokens(addresses: Iterable[str]) -> set[str]:
    """Return hosts and first folders of a page's own addresses as `recognise` writes them."""
    tokens: set[str] = set()
    for address in addresses:
        if host := host_of(address):
            labels = host.split(".")
            tokens.update(f"host:{'.'.join(labels[start:])}" for start in range(len(labels)))
            first, slash, _ = urlsplit(address).path.lstrip("/").partition("/")
            tokens.update({f"folder:{first}"} if slash else ())
    return tokens


def recognised(tokens: Set[str], families: tuple[Family, ...], addresses: Iterable[str] = ()) -> list[Family]:
    """Return the layouts whose marks are all on a page that has these addresses, the likeliest first."""
    found: list[Family] = []
    for family in families:
        fits = family.address and any(family.address.search(address) for address in addresses)
        there = tokens | {"address"} if fits else tokens
        if any(_is_on(group, there) for group in family.recognise):
            found.append(family)
    return found


def _is_on(group: tuple[str, ...], tokens: Set[str]) -> bool:
    for mark in group:
        if mark not in tokens and (" | " not in mark or tokens.isdisjoint(mark.split(" | "))):
            return False
    return True


def applicable(family: Family, tokens: Set[str]) -> Family:
    """Return a layout without the selectors that can find nothing among a page's classes and ids."""
    left = {
        name: tuple(
            selector for selector in getattr(family, name) if tokens >= needed_tokens(selector.partition("@")[0])
        )
        for name in _SELECTORS
    }
    return family.model_copy(update=left)
