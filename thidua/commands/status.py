"""`thidua status`: what a home folder holds and what is still to be done."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from thidua.commands.options import add, settings_of


def status(
    context: typer.Context,
    json_: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Show what the home folder holds, what is still to be done, how the last run ended, which outlets are not well."""
    import json

    from thidua.home import open_home
    from thidua.overseeing import read_status

    found = read_status(open_home(settings_of(context).home))
    if json_:
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return
    unwell = found.pop("unwell")
    for name, value in found.items():
        print(f"{name.replace('_', ' '):<18}{_words(value)}")
    for slug, health in unwell.items():
        print(f"{'outlet':<18}{slug}: {health}")


def _words(value: Any) -> str:  # noqa: ANN401 - any value of JSON
    if value is None:
        return "none"
    if isinstance(value, dict):
        return ", ".join(f"{key} {_words(item)}" for key, item in value.items()) or "none"
    return str(value)


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    add(app, "status", status, "thidua status", "thidua --home thidua-demo status --json")
