"""What became of an article from fetch to fetch, in its own words: for the operator, on his own machine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import pairwise

from reference.urls import NotAWebAddressError, canonical_url
from thidua.home import Home
from thidua.parts import VIETNAM
from thidua.stages import present_parts
from warehouse.intake.parts import read_fetches
from warehouse.intake.versions import Fetch, Version, differences, revised, versions_of


class RevisionsError(ValueError):
    """There is no such article."""


def revision_lines(home: Home, article: str) -> Iterator[str]:
    """Give the lines that tell how the text of an article, named by address or id, changed; raises RevisionsError."""
    fetches = read_fetches(present_parts(home)[0], {_article_id(article)}).get(_article_id(article))
    if not fetches:
        raise RevisionsError(f"{article}: there is no such article; has its page been processed?")
    versions = versions_of(fetches)
    if not versions:
        yield f"one text in {len(fetches)} {'fetch' if len(fetches) == 1 else 'fetches'}: {_when(fetches[0][0])}"
        return
    texts = [text for _, text in revised(fetches)]
    yield f"version 1, {_when(versions[0].fetch)}"
    for number, (version, (old, new)) in enumerate(zip(versions[1:], pairwise(texts), strict=True), 2):
        yield ""
        yield f"version {number}, {_when(version.fetch)}: {_changes(version)}"
        for one in differences(old, new):
            yield from (f"{sign} {text}" for sign, text in (("-", one.old), ("+", one.new)) if text is not None)


def _article_id(name: str) -> str:
    try:
        return hashlib.sha256(canonical_url(name).encode()).hexdigest()[:16]
    except NotAWebAddressError:
        return name.removeprefix("article:")


def _when(fetch: Fetch) -> str:
    moment = f"{fetch.fetched.astimezone(VIETNAM):%Y-%m-%d %H:%M}" if fetch.fetched else "at an unknown time"
    return f"fetched {moment}, {fetch.title or 'without headline'}"


def _changes(version: Version) -> str:
    counts = (("changed", version.changed), ("added", version.added), ("removed", version.removed))
    said = [f"{number} {'paragraph' if number == 1 else 'paragraphs'} {what}" for what, number in counts if number]
    heads = (("headline", version.title), ("publication", version.published), ("byline", version.byline))
    said += [f"another {what}" for what, is_other in heads if is_other]
    return ", ".join(said + [f"numbers {', '.join(version.numbers)}"] * bool(version.numbers))
