"""The families of content management systems: told apart by the marks of their pages, kept in `families.yaml`."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from crawler.probing.shapes import matches
from crawler.probing.signs import Signs


class Family(BaseModel):
    """One family: the marks of its pages, the form of its articles' addresses, and where it keeps its lists."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    about: str
    marks: tuple[tuple[Annotated[str, Field(pattern=r"^(?:[.#][\w-]+|(?:generator|host):[\w .-]+)$")], ...], ...] = ()
    url: re.Pattern[str] | None = None
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    searches: tuple[str, ...] = ()


@cache
def families() -> dict[str, Family]:
    """Return the families by name."""
    text = (files("crawler.probing") / "families.yaml").read_text(encoding="utf-8")
    return TypeAdapter(dict[str, Family]).validate_python(yaml.safe_load(text))


def marked(pages: list[Signs]) -> list[str]:
    """Return the families whose marks some pages of a site bear, the one with most first."""
    found = {name: sum(_marks_on(family, page) for page in pages) for name, family in families().items()}
    return sorted((name for name, count in found.items() if count), key=lambda name: (-found[name], name))


def shaped(urls: list[str]) -> list[str]:
    """Return the families that most of some articles' addresses have the form of."""
    return [
        name
        for name, family in families().items()
        if family.url is not None and urls and 2 * len(matches(family.url.pattern, urls)) > len(urls)
    ]


def _marks_on(family: Family, page: Signs) -> int:
    return sum(all(_bears(page, mark) for mark in group) for group in family.marks)


def _bears(page: Signs, mark: str) -> bool:
    kind, _, value = mark.partition(":")
    if kind == "host":
        return any(host == value or host.endswith(f".{value}") for host in page.hosts)
    return page.generator.startswith(value) if kind == "generator" else mark in page.tokens
