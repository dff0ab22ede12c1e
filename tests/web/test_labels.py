"""What the site says: in both languages, nothing missing and nothing left over."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest
import yaml
from starlette.testclient import TestClient

from web.language import LANGS, Lang, phrases
from web.pages import PAGES
from web.snapshot import Snapshot
from web.statements import statement

WEB = Path(__file__).resolve().parents[2] / "web"
SOURCES = {path: path.read_text(encoding="utf-8") for ending in ("j2", "py") for path in WEB.rglob(f"*.{ending}")}
_SAID = re.compile(r"""\bt(?:\.words)?\(\s*"([^"]+)"\s*[,)]""")
_BEGUN = re.compile(r"""["']([a-z_.]+\.)["'] *~|["']([a-z_.]+\.)\{""")


def begun() -> set[str]:
    """Return the beginnings of names that are put together: `help.` and `column.`."""
    return {one or other for text in SOURCES.values() for one, other in _BEGUN.findall(text)}


def test_every_label_is_said_in_both_languages() -> None:
    for path in (WEB / "labels").glob("*.yaml"):
        left = [yaml.safe_load(path.read_text(encoding="utf-8"))]
        while left:
            for name, told in left.pop().items():
                assert isinstance(told, dict), f"{path.name}: {name}"
                if set(told) & set(LANGS):
                    assert set(told) == set(LANGS), f"{path.name}: {name}"
                    assert all(isinstance(text, str) and text.strip() for text in told.values()), f"{path.name}: {name}"
                else:
                    left.append(told)
    assert set(phrases("vi")) == set(phrases("en"))


def test_both_languages_are_filled_with_the_same_values() -> None:
    def fields(lang: Lang, name: str) -> set[str]:
        return {field for _, field, _, _ in string.Formatter().parse(phrases(lang)[name]) if field is not None}

    assert [name for name in phrases("vi") if fields("vi", name) != fields("en", name)] == []


def test_whatever_a_template_says_has_a_label() -> None:
    said = {(path.name, name) for path, text in SOURCES.items() for name in _SAID.findall(text)}
    assert len(said) > 100
    assert sorted(pair for pair in said if pair[1] not in phrases("vi")) == []


def test_no_label_is_left_over() -> None:
    everything = "\n".join(SOURCES.values())
    beginnings = tuple(begun())
    assert "help." in beginnings
    left = [name for name in phrases("vi") if f'"{name}"' not in everything and not name.startswith(beginnings)]
    assert left == []


def test_every_list_has_a_title_and_every_title_a_list() -> None:
    declared = {f"list.{page.name}.{listing.name}" for page in PAGES for listing in page.listings}
    assert declared == {name for name in phrases("vi") if name.count(".") == 2 and name.startswith("list.")}


def test_every_column_that_is_shown_has_a_header(site: TestClient) -> None:
    snapshot: Snapshot = site.app.state.follower.snapshot  # type: ignore[attr-defined]
    columns = {
        column
        for page in PAGES
        for listing in page.listings
        for column in snapshot.ask(
            statement(f"{page.name}/{listing.name}"),
            dict.fromkeys(statement(f"{page.name}/{listing.name}").names, ""),
            limit=1,
        ).columns
    }
    hidden = {name for name in columns if name.endswith("_id")} | {"slug", "url", "qualifier"}
    assert sorted(name for name in columns - hidden if f"column.{name}" not in phrases("vi")) == []


@pytest.mark.parametrize(("page", "name"), [(page.name, listing.name) for page in PAGES for listing in page.listings])
def test_the_statement_of_a_list_says_what_it_is_and_counts_conferred_awards_alone(page: str, name: str) -> None:
    asked = statement(f"{page}/{name}")
    first = asked.sql.splitlines()[0]
    assert first.startswith("-- ")
    assert first.endswith(".")
    assert ";" not in asked.bare
    assert "--" not in asked.bare
    if re.search(r"\b(FROM|JOIN) award\b", asked.bare) and "status" not in asked.bare.partition("FROM")[0]:
        assert "'conferred'" in asked.bare
