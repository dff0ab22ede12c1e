"""Appending an entry to the operator's file of corrections, in which nothing else changes.

The file is the operator's: comments, line ends, a byte-order mark and the entries as they are written stay. What is
appended is checked before it is put in place: the file then has to be read as the entries of before and the new one.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from reference.folding import norm
from warehouse.corrections.entries import Correction
from warehouse.corrections.file import CorrectionError, Loader, load_corrections, parse_corrections
from warehouse.intake.parts import hash_text
from warehouse.snapshots.folder import sync_folder

_BOM = b"\xef\xbb\xbf"


class CorrectedAlreadyError(CorrectionError):
    """The file has an entry on the same row, and a second one would not be applied."""


def entry_text(entry: Correction) -> str:
    """Return an entry as YAML, in the form in which docs/corrections.md writes them."""
    change = {name: side.said() for name in ("wrong", "right") if (side := getattr(entry.change, name)) is not None}
    fields = {"article": entry.article, entry.subject: change, "by": entry.by, "on": entry.on, "why": entry.why}
    text: str = yaml.dump(
        [fields], Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=None, width=100_000
    )
    return text


def append_entry(path: Path, entry: Correction) -> bool:
    """Append an entry to the file, whole or not at all; return False where it says the same already.

    The caller holds the home's lock. Raises CorrectedAlreadyError where another entry is on the same row,
    CorrectionError where the file cannot be read or the entry cannot be appended to it, and OSError.
    """
    entries = load_corrections(path)
    for number, other in enumerate(entries, 1):
        if _article(other) == _article(entry) and other.subject == entry.subject:
            if other.change == entry.change:
                return False
            if _on_same_row(other, entry):
                raise CorrectedAlreadyError(
                    f"{path.name}, entry {number}, by {other.by} on {other.on}, corrects the same already;"
                    " only one entry on it is applied: change that one, then refuse the report"
                )
    target = path.resolve()  # it may be a link into a folder that is under version control
    before = target.read_bytes() if target.exists() else b""
    after = _appended(before, entry, path)
    if parse_corrections(after.decode("utf-8-sig"), path.name) != [*entries, entry]:
        raise CorrectionError(f"{path} would not be read as before with an entry more; append it yourself")
    _replace(target, after)
    return True


def _appended(before: bytes, entry: Correction, path: Path) -> bytes:
    """Return the file with an entry more, written as the others are."""
    text = before.decode("utf-8-sig")
    root = yaml.compose(text, Loader=Loader)
    column = 0
    if isinstance(root, yaml.SequenceNode) and not root.flow_style:
        column = root.start_mark.column
    elif isinstance(root, yaml.SequenceNode):
        if root.value:
            raise CorrectionError(
                f"{path.name} is one list in brackets; write its entries on lines of their own, each with `- article:`"
            )
        text = text[: root.start_mark.index] + text[root.end_mark.index :]  # `[]` says that there is no entry
        before = (_BOM if before.startswith(_BOM) else b"") + text.encode()
    end = "\r\n" if 2 * text.count("\r\n") > text.count("\n") else "\n"
    between = end * (bool(text.strip()) + bool(text and not text.endswith("\n")))
    lines = [" " * column + line + end for line in entry_text(entry).splitlines()]
    return before + (between + "".join(lines)).encode()


def _replace(path: Path, content: bytes) -> None:
    """Put a new file in the place of the old one, with its rights."""
    temporary = path.with_name(f"{path.name}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, temporary)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(path.parent)


def _article(entry: Correction) -> str:
    """Return the id of an entry's article, whichever way it is named."""
    return hash_text(entry.article)[:16] if "://" in entry.article else entry.article


def _on_same_row(one: Correction, other: Correction) -> bool:
    """Tell whether two entries with one subject in one article are on one row: as read, or as one of them leaves it."""
    return one.subject == "event" or any(_are_one(a, b, one.subject) for a in _rows(one) for b in _rows(other))


def _rows(entry: Correction) -> list[dict[str, Any]]:
    wrong = entry.change.wrong.said() if entry.change.wrong else {}
    right = entry.change.right.said() if entry.change.right else {}
    return [wrong, {**wrong, **right}] if wrong else [right]


def _are_one(one: Mapping[str, Any], other: Mapping[str, Any], subject: str) -> bool:
    """Tell whether two ways to name a row, each by some of its values, may mean the same one."""
    if subject == "official":
        return norm(one["name"]) == norm(other["name"])
    a, b = (_plain(values["evidence"]) for values in (one, other))
    both = (one.keys() & other.keys()) - {"evidence", "recipient_names"}
    return (_holds(a, b) or _holds(b, a)) and all(_plain(one[name]) == _plain(other[name]) for name in both)


def _holds(text: str, words: str) -> bool:
    """Tell whether words stand in a text as whole ones: 7 cá nhân are not in 17 cá nhân."""
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


def _plain(value: Any) -> Any:  # noqa: ANN401 - any value of a row
    return norm(" ".join(value.split())) if isinstance(value, str) else value


class _Dumper(yaml.SafeDumper):
    """Writes what `Loader` reads back as the same: only what it would take for something else is quoted."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ANN401 - as yaml declares it
        """Write what stands twice twice; entries have no anchors."""
        return True


_Dumper.yaml_implicit_resolvers = Loader.yaml_implicit_resolvers
