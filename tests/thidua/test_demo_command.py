"""How `thidua demo` shows commands to paste: as short as they work in the present folder."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from thidua.commands import demo


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program `thidua` in an environment of the present folder; none is on the path."""
    installed = tmp_path / ".venv" / "bin" / "thidua"
    installed.parent.mkdir(parents=True)
    installed.touch(mode=0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(sys, "argv", [str(installed), "demo"])
    return installed


def test_off_the_path_it_is_called_from_the_present_folder(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert demo._program() == ".venv/bin/thidua"
    monkeypatch.setattr(sys, "argv", [".venv/bin/thidua", "demo"])
    assert demo._program() == ".venv/bin/thidua"
    monkeypatch.chdir(program.parent)
    monkeypatch.setattr(sys, "argv", [str(program), "demo"])
    assert demo._program() == "./thidua"


def test_elsewhere_it_is_called_by_its_whole_path(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (program.parents[2] / "else where").mkdir()
    monkeypatch.chdir(program.parents[2] / "else where")
    assert demo._program() == str(program)
    assert demo._pasted(Path.cwd().parent / "else where") == "."
    monkeypatch.chdir("..")
    assert demo._pasted(Path("else where")) == "'else where'"


def test_on_the_path_it_is_called_by_name_and_another_program_is_not(
    program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(program.parent))
    assert demo._program() == "thidua"
    other = program.parents[2] / "bin" / "thidua"
    other.parent.mkdir()
    other.touch(mode=0o755)
    monkeypatch.setenv("PATH", f"{other.parent}:{program.parent}")
    assert demo._program() == ".venv/bin/thidua"
