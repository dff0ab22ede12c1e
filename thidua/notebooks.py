"""The notebooks that ship with thidua: which there are, and copies of them for a reader's own folder."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from thidua.files import write_text
from thidua.home import open_home

FOLDER = Path(__file__).resolve().parent.parent / "notebooks"
"""Beside the package, in a checkout as in an installed wheel."""
DEFAULT_HOME = '"../thidua-demo"'
"""How a notebook's code names the home that it reads where THIDUA_HOME names none."""


class NotebookError(ValueError):
    """There is no such notebook, or what it needs is not installed."""


def notebooks() -> list[Path]:
    """Return the files of the notebooks, in their order."""
    return sorted(FOLDER.glob("*.ipynb"))


def about(path: Path) -> str:
    """Return what a notebook is about: the first sentence below its title."""
    first = str("".join(_cells(path)[0]["source"]))
    paragraph = " ".join(first.split("\n\n")[1].split())
    return paragraph.partition(". ")[0].removesuffix(".") + "."


def chosen(name: str) -> Path:
    """Return the notebook of a number, a stem or a part of one; raises NotebookError where none or several fit."""
    files = notebooks()
    asked = name.lower().removesuffix(".ipynb")
    if asked.isdecimal():
        found = [path for path in files if int(path.stem.partition("-")[0]) == int(asked)]
    else:
        found = [path for path in files if path.stem == asked] or [
            path for path in files if asked and asked in path.stem
        ]
    if len(found) == 1:
        return found[0]
    why = f"{_listed(found)} all have {name!r} in their name" if found else f"there is no notebook {name!r}"
    raise NotebookError(f"{why}; choose one of {_listed(files)}")


def needs_home(path: Path) -> bool:
    """Return whether a notebook reads the published data of a home."""
    return any(DEFAULT_HOME in "".join(cell["source"]) for cell in _cells(path))


def copy_to(folder: Path, path: Path, home: Path) -> Path | None:
    """Copy a notebook into `folder`, with `home` as the one that it reads; return None where it is there already.

    What is there is never overwritten. Raises HomeError and SnapshotError where the home has no data for it.
    """
    target = folder / path.name
    if target.exists():
        return None
    if needs_home(path):
        open_home(home).snapshots.latest()
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["source"] = [line.replace(DEFAULT_HOME, repr(str(home.resolve()))) for line in cell["source"]]
    write_text(target, json.dumps(notebook, ensure_ascii=False, indent=1) + "\n")
    return target


def _cells(path: Path) -> list[dict[str, Sequence[str]]]:
    cells: list[dict[str, Sequence[str]]] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return cells


def _listed(files: Sequence[Path]) -> str:
    return ", ".join(path.stem for path in files)
