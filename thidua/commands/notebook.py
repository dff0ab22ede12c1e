"""`thidua notebook`: the notebooks that ship with thidua, on the data of the home folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from thidua.commands.options import add, settings_of

NEEDED = ("jupyterlab", "ipykernel", "great_tables")


def notebook(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(help="Its number, its name or a part of it; without one they are listed.")
    ] = None,
    no_open: Annotated[bool, typer.Option("--no-open", help="Copy it, and leave JupyterLab closed.")] = False,
) -> None:
    """Copy a notebook into this folder and open it in JupyterLab, on the data of the home folder.

    A copy that is here already stays as it is, and is opened.
    """
    from thidua.console import say
    from thidua.notebooks import about, chosen, copy_to, notebooks

    if name is None:
        for path in notebooks():
            print(f"{path.stem:<24}{about(path)}")
        return
    path, home = chosen(name), settings_of(context).home
    if not no_open:
        _check_installed()
    copied = copy_to(Path(), path, home)
    say(f"{path.name} is here already and was left as it is" if copied is None else f"{path.name} was copied here")
    if not no_open:
        _open(path.name, home)


def _check_installed() -> None:
    """Raise NotebookError where a package is missing that the notebooks are run with."""
    from importlib.util import find_spec

    from thidua.notebooks import NotebookError

    missing = [module.replace("_", "-") for module in NEEDED if find_spec(module) is None]
    if missing:
        raise NotebookError(
            f'{", ".join(missing)} is not installed; `pip install "thidua[notebook]"` installs what notebooks need, '
            "--no-open only copies"
        )


def _open(name: str, home: Path) -> None:
    """Become JupyterLab, which ends as the reader ends it."""
    import os
    import sys

    environment = os.environ | {"THIDUA_HOME": str(home.resolve())}
    os.execve(sys.executable, [sys.executable, "-m", "jupyterlab", name], environment)  # noqa: S606


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    add(
        app,
        "notebook",
        notebook,
        "thidua notebook",
        "thidua --home thidua-demo notebook first-look",
        "thidua notebook 2 --no-open",
    )
