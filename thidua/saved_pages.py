"""Golden tests from saved pages: beside each page `<name>.yaml` with the article that has to be read from it.

A file says of an article what `Article` has, its paragraphs as a list of `kind: words`. Where the words are another
publisher's, it keeps of each paragraph a digest and its length instead, and so may be published. A page that is no
article has the key `no_article`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from crawler.page import Page
from extract.article import Article
from extract.reading import NotAnArticle, read_page

FIELDS = ("url", "family", "published", "published_from", "modified", "byline", "credit", "section")
LISTS = ("photo_credits", "tags", "warnings")
_OTHERS = ("paragraphs", "not_in_text", "no_article")
_ENDINGS = (".html", ".htm", ".html.gz", ".htm.gz")
_MARK = re.compile(r"# Written by thidua golden, (?P<digest>[0-9a-f]{12})")


class SavedPageError(ValueError):
    """A golden file is wrong or without its page; the message names it and says what is wrong."""


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A saved page and what has to be read from it."""

    name: str
    page: Path
    golden: dict[str, Any]

    def read(self) -> Article | NotAnArticle:
        """Return what is read from the page."""
        return read_saved(self.page, self.golden.get("url"))


def read_saved(path: Path, url: str | None) -> Article | NotAnArticle:
    """Return the article on a saved page, gzipped or not, or the answer that it holds none; raises OSError."""
    try:
        return read_page(Page(url=url, body=path.read_bytes(), headers={"content-type": "text/html"}))
    except NotAnArticle as answer:
        return answer


def golden_of(read: Article | NotAnArticle, *, words: bool = True) -> dict[str, Any]:
    """Return what a golden file says of what was read, with the words of paragraphs or digests in their place."""
    if isinstance(read, NotAnArticle):
        return {"no_article": read.reason}
    stated = read.model_dump(mode="json", include={*FIELDS, *LISTS})
    golden = {name: stated[name] for name in (*FIELDS, *LISTS) if stated[name]}
    texts = [(paragraph.kind, read.paragraph_text(paragraph)) for paragraph in read.paragraphs]
    return {**golden, "paragraphs": [{kind: text if words else digest(text)} for kind, text in texts]}


def digest(text: str) -> str:
    """Return what stands for a paragraph whose words may not be kept: its length in code points and a digest."""
    return f"{len(text)} characters, {hashlib.sha256(text.encode()).hexdigest()[:16]}"


def differences(read: Article | NotAnArticle, golden: dict[str, Any]) -> list[str]:
    """Return where what was read differs from what is golden, one line each; none where it is exact."""
    if "no_article" in golden:
        return [] if isinstance(read, NotAnArticle) else ["an article was read where there is none"]
    if isinstance(read, NotAnArticle):
        return [f"no article: {read.reason}"]
    found = golden_of(read)
    lines = [
        f"{name}: {found.get(name)!r}, not {golden.get(name)!r}"
        for name in (*FIELDS, *LISTS)
        if found.get(name) != (golden.get(name) or None)
    ]
    lines += _paragraphs(found["paragraphs"], golden["paragraphs"])
    return lines + [f"in the text: {words!r}" for words in golden.get("not_in_text", ()) if words in read.text]


def load_saved(folder: Path, pages: Path | None = None) -> list[SavedPage]:
    """Return the golden files of a folder by name, their pages beside them or in `pages`; raises SavedPageError."""
    found = []
    for path in sorted(folder.glob("*.yaml")):
        page = next((p for e in _ENDINGS if (p := (pages or folder) / f"{path.stem}{e}").is_file()), None)
        if page is None:
            raise SavedPageError(f"{path}: no page {path.stem}.html in {pages or folder}")
        found.append(SavedPage(path.stem, page, load_golden(path)))
    return found


def load_golden(path: Path) -> dict[str, Any]:
    """Return what a golden file says; raises SavedPageError."""
    try:
        golden = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SavedPageError(f"{path}: cannot be read: {' '.join(str(error).split())}") from error
    if not isinstance(golden, dict) or not ("no_article" in golden or _are_paragraphs(golden.get("paragraphs"))):
        raise SavedPageError(f"{path}: has neither no_article nor paragraphs, a list of `kind: words`")
    if unknown := sorted(set(golden) - {*FIELDS, *LISTS, *_OTHERS}):
        raise SavedPageError(f"{path}: nothing is known of {', '.join(unknown)}")
    return {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in golden.items()}


def as_yaml(golden: dict[str, Any]) -> str:
    """Return a golden file, with a mark that tells whether anybody has corrected it since."""
    text = yaml.safe_dump(golden, allow_unicode=True, sort_keys=False, width=10**9)
    return f"# Written by thidua golden, {_digest(text)}: correct what is wrong, then it is a test.\n{text}"


def is_corrected(path: Path) -> bool:
    """Tell whether a golden file is another than the command wrote."""
    mark, _, text = path.read_text(encoding="utf-8").partition("\n")
    found = _MARK.match(mark)
    return found is None or found["digest"] != _digest(text)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _are_paragraphs(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(entry, dict) and len(entry) == 1 and all(isinstance(text, str) for text in entry.values())
        for entry in value
    )


def _paragraphs(found: Sequence[dict[str, str]], golden: Sequence[dict[str, str]]) -> Iterator[str]:
    """Compare paragraphs in order; a golden one may be a digest."""
    wanted = [next(iter(entry.items())) for entry in golden]
    read = [next(iter(entry.items())) for entry in found]
    said = {text for _, text in wanted}
    read = [(kind, digest(text) if digest(text) in said else text) for kind, text in read]
    if read == wanted:
        return
    for kind, text in [entry for entry in wanted if entry not in read]:
        yield f"missing {kind}: {text}"
    for kind, text in [entry for entry in read if entry not in wanted]:
        yield f"not there {kind}: {text}"
    if sorted(read) == sorted(wanted):
        yield "the paragraphs stand in another order"
