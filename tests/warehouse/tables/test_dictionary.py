"""The data dictionary in the documents is that of the schema."""

from __future__ import annotations

import re

from tests.documents import DOCS
from warehouse.tables.dictionary import dictionary
from warehouse.tables.schema import macro_comments, tables, views


def test_the_dictionary_is_that_of_the_schema(rewrite: bool) -> None:
    path = DOCS / "dictionary.md"
    if rewrite:
        path.write_text(dictionary(), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == dictionary(), "the comments changed: run `make answers`"


def test_the_dictionary_tells_of_everything() -> None:
    text = dictionary()
    names = re.findall(r"^### (\w+)", text, re.MULTILINE)
    assert names == [*tables(), *views(), *macro_comments()]
    assert not re.search(r"\|  \|$", text, re.MULTILINE)  # a column without its meaning
    assert "| `award_key` | INTEGER, not null | The award. → `award.award_key` |" in text
    assert "### province_on(slug, day)" in text
