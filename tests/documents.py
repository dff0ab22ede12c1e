"""Documents that follow from the code: with `--rewrite` the tests write them anew instead of holding them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DOCS = Path(__file__).resolve().parents[1] / "docs"
_RECIPE = re.compile(
    r"^### (?P<title>[^\n]+)\n(?P<words>.*?)^```sql\n(?P<sql>.*?)\n```\n\n(?P<answer>(?:\|[^\n]*\n)*)",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Recipe:
    """A question of a page, with its SQL and the answer printed."""

    title: str
    words: str
    sql: str
    answer: str


def recipes(page: str = "cookbook.md") -> list[Recipe]:
    """Return the questions of the cookbook, or of another page, in their order."""
    text = (DOCS / page).read_text(encoding="utf-8")
    return [Recipe(*(part.strip() for part in found.groups())) for found in _RECIPE.finditer(text)]


def put_answer(title: str, answer: str, page: str = "cookbook.md") -> None:
    """Write the answer to the question of that title into the cookbook, or into another page."""
    path = DOCS / page

    def replaced(found: re.Match[str]) -> str:
        if found["title"].strip() != title:
            return found[0]
        return f"### {found['title']}\n{found['words']}```sql\n{found['sql']}\n```\n\n{answer}\n" + (
            "" if found["answer"] else "\n"
        )

    path.write_text(_RECIPE.sub(replaced, path.read_text(encoding="utf-8")), encoding="utf-8")


def as_markdown(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Return rows as a table in Markdown: null is empty, lists are joined by commas."""
    lines = [columns, ["---"] * len(columns), *([_cell(value) for value in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(value: Any) -> str:  # noqa: ANN401 (any value that DuckDB has)
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(map(_cell, value))
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    return str(value).replace("|", "\\|").replace("\n", " ")
