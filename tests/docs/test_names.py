"""What the handbook names in `code` is there: files, options of commands, tables, columns and codes."""

from __future__ import annotations

import re
import subprocess
from functools import lru_cache
from pathlib import Path

import pytest

from tests.documents import DOCS
from tests.test_docs import GROUP
from warehouse.tables.dictionary import dictionary

ROOT = DOCS.parent
NEW = ("index", "model", "counting", "journalists", "operating", "house", "one-fact", "adding", "testing", "releasing")
PAGES = [DOCS / f"{name}.md" for name in NEW]
INLINE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
FILE = re.compile(r"[\w./-]*\w\.(?:py|md|yaml|yml|csv|sql|txt|toml|j2|sh|service|timer|cron|env|conf|svg|css)")
AT_RUN_TIME = {"current", "forgotten.csv", "corrections.yaml", "people.yaml", "snapshots.json", "format.json"}
"""Files of a home folder, not of the tree."""


def inline(path: Path) -> list[str]:
    """Return the words in code of a page's sentences and tables, blocks left out."""
    text = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return INLINE.findall(text)


@lru_cache
def tree() -> tuple[str, ...]:
    """Return the paths of all files of the project."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(listed.stdout.splitlines())


def is_there(name: str) -> bool:
    """Tell whether a path, or the end of one, names a file of the project or of a home."""
    return name in AT_RUN_TIME or any(path == name or path.endswith(f"/{name}") for path in tree())


@lru_cache
def options() -> frozenset[str]:
    """Return the options of all commands and of their parts."""
    found: set[str] = set()
    waiting = [GROUP]
    while waiting:
        command = waiting.pop()
        found |= {name for parameter in command.params for name in parameter.opts}
        waiting += getattr(command, "commands", {}).values()
    return frozenset(found)


@lru_cache
def names_of_the_database() -> frozenset[str]:
    """Return tables, views, macros, columns, and the codes that the dictionary tells of."""
    text = dictionary()
    tables = re.findall(r"^### (\w+)", text, re.MULTILINE)
    columns = re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)
    codes = re.findall(r"\b(?:conferred|cumulative|proposed|prospective|exact|over|about)\b", text)
    return frozenset([*tables, *columns, *codes])


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_files_that_are_named_are_there(path: Path) -> None:
    named = [name for name in inline(path) if FILE.fullmatch(name)]
    assert [name for name in named if not is_there(name)] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_folders_that_are_named_are_there(path: Path) -> None:
    home = {"archive/", "articles/", "reports/", "digests/", "snapshots/", "runs/", "site/"}
    named = {name for name in inline(path) if re.fullmatch(r"[\w./-]+/", name)} - home
    assert [name for name in named if not (ROOT / name).is_dir()] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_tests_that_are_to_be_run_are_there(path: Path) -> None:
    commands = re.findall(r"pytest ([^`\n#]+)", path.read_text(encoding="utf-8"))
    named = re.findall(r"\btests/[\w./-]*\w", " ".join(commands))
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_options_that_are_named_are_there(path: Path) -> None:
    named = {option for code in inline(path) for option in re.findall(r"(?<!\S)--[a-z-]+", code)}
    others = {"--no-deps", "--now"}  # of pip and systemctl
    assert named - others <= options()


@pytest.mark.parametrize("name", ["model", "counting"])
def test_tables_columns_and_codes_are_those_of_a_snapshot(name: str) -> None:
    said = {
        code.partition(".")[0] for code in inline(DOCS / f"{name}.md") if re.fullmatch(r"[a-z_]+(\.[a-z_]+)?", code)
    }
    own = {"wrong", "rightly", "rounded", "_key"}
    assert said - own <= names_of_the_database()


def test_dotted_names_of_the_code_are_there() -> None:
    """What pages name as `room.module.function` can be imported."""
    rooms = "reference|crawler|extract|nlp|warehouse|web|thidua"
    found = 0
    for path in PAGES:
        for name in inline(path):
            if match := re.fullmatch(rf"((?:{rooms})(?:\.\w+)+)\.(\w+)", name):
                module = ROOT / f"{match[1].replace('.', '/')}.py"
                assert re.search(rf"^(?:def|class) {match[2]}\b", module.read_text(encoding="utf-8"), re.MULTILINE), (
                    name
                )
                found += 1
    assert found


def test_what_is_not_there_would_be_found() -> None:
    assert not is_there("crawler/nonsense.py")
    assert "--nonsense" not in options()
    assert "nonsense" not in names_of_the_database()
