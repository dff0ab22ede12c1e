"""The files in which an operator keeps corrections: lists of entries in YAML, read strictly."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from warehouse.corrections.entries import Correction

Entry = TypeVar("Entry", bound=BaseModel)


class CorrectionError(ValueError):
    """A file of corrections cannot be read or breaks a rule; the message names the file and the entry."""


def load_corrections(path: Path) -> list[Correction]:
    """Return the entries of a file in their order, none where there is no such file; raises CorrectionError."""
    return load_entries(path, Correction, "article")


def parse_corrections(text: str, name: str) -> list[Correction]:
    """Return the entries of YAML text; `name` is the file's name, for errors. Raises CorrectionError."""
    return parse_entries(text, name, Correction, "article")


def load_entries(path: Path, model: type[Entry], opening: str) -> list[Entry]:
    """Return the entries of a file as `model` has them, none where there is no such file; raises CorrectionError.

    `opening` is the field with which an entry begins, for who has written something else than a list.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise CorrectionError(f"{path} cannot be read: {error}") from None
    return parse_entries(text, path.name, model, opening)


def parse_entries(text: str, name: str, model: type[Entry], opening: str) -> list[Entry]:
    """Return the entries of YAML text as `model` has them; `name` is the file's name. Raises CorrectionError."""
    loader = Loader(text)
    try:
        root = loader.get_single_node()
        if root is None:
            return []
        if not isinstance(root, yaml.SequenceNode):
            raise CorrectionError(f"{name}: it has to be a list of entries, each beginning with `- {opening}:`")
        return [_entry(loader, node, f"{name}, entry {n}", model) for n, node in enumerate(root.value, 1)]
    except yaml.YAMLError as error:
        raise CorrectionError(f"{name}: not YAML: {_problem(error)}") from None
    finally:
        loader.dispose()


def _entry(loader: Loader, node: yaml.Node, place: str, model: type[Entry]) -> Entry:
    place = f"{place} (line {node.start_mark.line + 1})"
    try:
        return model.model_validate(loader.construct_object(node, deep=True))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        what = (
            "there is no such field"
            if first["type"] == "extra_forbidden"
            else first["msg"].removeprefix("Value error, ")
        )
        raise CorrectionError(f"{place}: {where + ': ' if where else ''}{what}") from None
    except (yaml.YAMLError, ValueError) as error:  # a ValueError: a day such as 2024-02-30
        raise CorrectionError(f"{place}: {_problem(error)}") from None


def _problem(error: Exception) -> str:
    """Return what YAML finds fault with, and in which line."""
    problem, mark = getattr(error, "problem", None), getattr(error, "problem_mark", None)
    return f"{problem} (line {mark.line + 1})" if problem and mark else " ".join(str(error).split())


class Loader(yaml.SafeLoader):
    """YAML as people write it: `on` is a word, 010 and 1.250 are no numbers, and a field stands once in an entry."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Refuse a second value for one field, which would hide the first (a dash was forgotten)."""
        seen: set[str] = set()
        for key, _ in node.value:
            if str(key.value) in seen:
                raise yaml.constructor.ConstructorError(None, None, f"{key.value} stands twice", key.start_mark)
            seen.add(str(key.value))
        return super().construct_mapping(node, deep)


Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"true|false", "tf"),
    ("int", r"[1-9][0-9]*", "123456789"),
    ("null", r"null|~|", ["n", "~", ""]),
    ("timestamp", r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "0123456789"),
):
    Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"(?:{_pattern})$"), list(_first))
