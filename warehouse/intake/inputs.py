"""What a snapshot is built of, and the hashes by which it is known whether anything of it has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from warehouse.corrections.entries import Correction
from warehouse.people.entries import PersonCorrection

_HOUSE = Path(__file__).resolve().parents[2]
_CODE = ("warehouse", "reference", "nlp/report.py")
_LIBRARIES = ("datasketch", "duckdb", "numpy", "pyarrow", "rapidfuzz", "tantivy")


@dataclass(frozen=True, slots=True)
class Inputs:
    """Parts of articles and of reports, each with the SHA-256 of its content, and what an operator says of them."""

    articles: Mapping[Path, str]
    reports: Mapping[Path, str]
    corrections: Sequence[Correction] = ()
    people: Sequence[PersonCorrection] = ()

    @property
    def hash(self) -> str:
        """A SHA-256 over the kinds, names and contents of the parts, whatever their order, and over the rules."""
        kinds = (("articles", self.articles), ("reports", self.reports))
        lines = [f"{kind}/{path.name} {digest}" for kind, own in kinds for path, digest in own.items()]
        return _hash([self.rules_hash, *sorted(lines)])

    @property
    def rules_hash(self) -> str:
        """A SHA-256 over what the operator says."""
        entries = (*self.corrections, *self.people)
        return _hash([f"{type(entry).__name__} {entry.model_dump_json(exclude_unset=True)}" for entry in entries])


def hash_parts(paths: Sequence[Path]) -> dict[Path, str]:
    """Return the SHA-256 of the content of each part; raises OSError."""
    hashes = {}
    for path in paths:
        with path.open("rb") as file:
            hashes[path] = hashlib.file_digest(file, "sha256").hexdigest()
    return hashes


@cache
def code_version() -> str:
    """Return 12 hex digits over the code, data and libraries that a snapshot depends on, as they were at first use."""
    digest = hashlib.sha256()
    for place in _CODE:
        root = _HOUSE / place
        files = [root] if root.is_file() else sorted(path for path in root.rglob("*") if path.is_file())
        for path in files:
            if "__pycache__" not in path.parts and not path.name.startswith("."):
                digest.update(f"{path.relative_to(_HOUSE).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    for library in _LIBRARIES:
        digest.update(f"{library}=={version(library)}\0".encode())
    return digest.hexdigest()[:12]


def _hash(lines: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
