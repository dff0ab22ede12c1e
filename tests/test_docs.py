"""What the documents name is there: commands, options, make targets, files."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import typer.main

from thidua import __version__
from thidua.cli import app

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")] + sorted(
    (ROOT / "docs").rglob("*.md")
)
GROUP: Any = typer.main.get_command(app)
CODE = re.compile(r"```(?:\w*)\n(.*?)```|`([^`\n]+)`", re.DOTALL)


def code_of(path: Path) -> list[str]:
    """Return the lines of code in a document: those of blocks (backslashes at line ends joined) and those in a line."""
    lines: list[str] = []
    for block, inline in CODE.findall(path.read_text(encoding="utf-8")):
        lines += [line.strip().removeprefix("$ ") for line in (block or inline).replace("\\\n", " ").splitlines()]
    return lines


def parse(line: str) -> None:
    """Parse a command line as `thidua` would, without running it; a wrong option or argument raises."""
    words = shlex.split(line, comments=True)[1:]
    if not words:
        return
    with GROUP.make_context("thidua", list(words), resilient_parsing=False) as context:
        rest = [*context._protected_args, *context.args]
        if rest:
            name, command, arguments = GROUP.resolve_command(context, rest)
            command.make_context(name, arguments, parent=context).close()


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.name)
def test_commands_in_documents_parse(path: Path) -> None:
    for line in code_of(path):
        if re.match(r"thidua( |$)", line) and not re.search(r"…|\bCOMMAND\b| \| ", line):
            parse(line)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.name)
def test_make_targets_in_documents_exist(path: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {match for line in code_of(path) for match in re.findall(r"^make ([a-z-]+)", line)}
    assert named <= targets


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.name)
def test_linked_files_exist(path: Path) -> None:
    for link in re.findall(r"\]\((?!https?:|#)([^)#]+)\)", path.read_text(encoding="utf-8")):
        assert (path.parent / link).exists(), link


def test_the_readme_names_every_command() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in GROUP.commands if f"thidua {name}" not in text and f"`{name}" not in text] == []


def test_every_make_target_has_a_line_of_help() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = set(re.search(r"^\.PHONY: (.*)$", text, re.MULTILINE)[1].split())  # type: ignore[index]
    assert phony == set(re.findall(r"^([a-z-]+):.*## ", text, re.MULTILINE))


def test_the_version_is_one() -> None:
    assert f'version = "{__version__}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f"## [{__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(GROUP.commands))
def test_every_command_has_help_and_examples_that_parse(name: str) -> None:
    command = GROUP.commands[name]
    assert command.help
    examples = [line for line in (command.epilog or "").splitlines() if line.startswith("thidua ")]
    assert examples
    for example in examples:
        assert f" {name}" in example
        parse(example)


def test_a_wrong_example_would_be_found() -> None:
    with pytest.raises(Exception, match="No such option"):
        parse("thidua sources --nonsense")
