"""What the commands share: the settings given before the command, and how an example is shown in the help."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import typer


class CommandError(ValueError):
    """A command was called in a wrong way, which ends it with the exit code 2; the message says why."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The options before the command."""

    home: Path
    home_given: bool
    debug: bool


def settings_of(context: typer.Context) -> Settings:
    """Return the settings of the present call."""
    settings = context.obj
    assert isinstance(settings, Settings)  # noqa: S101 - set by the callback of the group
    return settings


def check_folder(folder: Path) -> None:
    """Raise CommandError where a folder to write to would need folders above it to be made: its name is mistyped."""
    if not folder.parent.is_dir():
        raise CommandError(f"{folder.parent} is no folder; only the last folder of --out is made")


def check_input_folder(folder: Path | None) -> None:
    """Raise CommandError where a folder to read from is given and is none."""
    if folder is not None and not folder.is_dir():
        raise CommandError(f"{folder} is not a folder")


def add(app: typer.Typer, name: str, command: Callable[..., None], *examples: str) -> None:
    """Add a command with examples, which the end of its help shows."""
    word = "Example" if len(examples) == 1 else "Examples"
    app.command(name, epilog="\n\n".join([f"{word}:", *examples]))(command)
