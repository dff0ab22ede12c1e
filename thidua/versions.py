"""The version of a stage: a fingerprint of the code, data and libraries that decide what it makes."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
_NOT_CODE = {"__pycache__", "sources"}
_READING = ("page", "warc", "members", "inflating", "decoding")
_ARTICLES = (
    ("reference", "extract", *(f"crawler/{name}.py" for name in _READING), "thidua/parts.py", "thidua/batches.py"),
    ("lxml", "trafilatura", "w3lib"),
)
_REPORTS = (("nlp",), ("spacy", "underthesea", "underthesea-core", "rapidfuzz"))


@lru_cache
def articles_version() -> str:
    """Return the version of extraction, 12 hex digits: another one where any article might come out otherwise."""
    return fingerprint(HOUSE, *_ARTICLES)


@lru_cache
def reports_version() -> str:
    """Return the version of reading, 12 hex digits; it covers extraction too, whose articles it reads."""
    return fingerprint(HOUSE, (*_ARTICLES[0], *_REPORTS[0]), (*_ARTICLES[1], *_REPORTS[1]))


def fingerprint(house: Path, places: tuple[str, ...], libraries: tuple[str, ...]) -> str:
    """Return 12 hex digits over the names and bytes of all files at `places` and the versions of `libraries`."""
    digest = hashlib.sha256()
    for place in places:
        for path in _files(house / place):
            content = path.read_bytes()
            digest.update(f"{path.relative_to(house).as_posix()}\0{len(content)}\0".encode())
            digest.update(content)
    for library in libraries:
        digest.update(f"{library}=={_installed(library)}\0".encode())
    return digest.hexdigest()[:12]


def _files(place: Path) -> list[Path]:
    if place.is_file():
        return [place]
    return sorted(
        p
        for p in place.rglob("*")
        if p.is_file() and not _NOT_CODE.intersection(p.relative_to(place).parts) and not p.name.startswith(".")
    )


def _installed(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "none"
