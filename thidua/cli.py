"""The command `thidua`: global options, how errors are shown, and the list of commands."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from thidua import __version__
from thidua.commands import (
    backfill,
    check,
    connect,
    crawl,
    demo,
    diff,
    evaluate,
    export,
    forget,
    golden,
    importing,
    inspect,
    notebook,
    person,
    process,
    publish,
    query,
    reindex,
    reported,
    revisions,
    rollback,
    run,
    search,
    serve,
    snapshots,
    sources,
    sql,
    status,
)
from thidua.commands.options import CommandError, Settings
from thidua.console import show_warnings
from thidua.home import default_home
from thidua.rooms import ROOMS
from thidua.stopping import exit_code, told_to_stop, watch
from thidua.streams import flush_output, prepare_streams, speak_utf8


class _Group(TyperGroup):
    """Turns exceptions into one line and an exit code; with --debug they come through with their traceback."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - as typer declares it
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise _stopped() from None
        except Exception as error:
            if _is_of_typer(error) or (ctx.obj is not None and ctx.obj.debug):
                raise
            if told_to_stop():
                raise _stopped() from None
            print(f"error: {one_line(error)}", file=sys.stderr)
            raise typer.Exit(2 if isinstance(error, CommandError) else 1) from None


def _stopped() -> typer.Exit:
    print("stopped; run the command again to go on where it was", file=sys.stderr)
    return typer.Exit(exit_code())


app = typer.Typer(
    name="thidua",
    cls=_Group,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Who was honoured, with what, how many, by whom, where and when: news of Vietnam's provinces as data.",
    epilog="Start with: thidua demo",
)


@app.callback()
def _settings(
    context: typer.Context,
    home: Annotated[
        str | None,
        typer.Option(metavar="DIR", help="The folder for all data (THIDUA_HOME; ./thidua-data).", show_default=False),
    ] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and end.", is_eager=True, callback=lambda v: _version(v))
    ] = False,
) -> None:
    show_warnings(logging.DEBUG if debug else logging.WARNING)
    if home is not None and not home.strip():
        raise typer.BadParameter("the folder's name is empty", param_hint="--home")
    context.obj = Settings(home=Path(home) if home else default_home(), home_given=home is not None, debug=debug)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"thidua {__version__}")
        raise typer.Exit


def one_line(error: BaseException) -> str:
    """Return what an error says in one line; errors that are not the project's own carry their type."""
    message = " ".join(str(error).split())
    foreseen = type(error).__module__.partition(".")[0] in (*ROOMS, "thidua")
    if foreseen and message:
        return message
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return f"{type(error).__name__}: {message or 'no message'} (--debug shows where)"


def _is_of_typer(error: Exception) -> bool:
    return type(error).__module__.partition(".")[0] in ("typer", "click")


for _module in (
    demo,
    crawl,
    process,
    publish,
    run,
    importing,
    backfill,
    inspect,
    query,
    sql,
    notebook,
    connect,
    search,
    serve,
    person,
    sources,
    status,
    export,
    snapshots,
    diff,
    check,
    rollback,
    reindex,
    reported,
    forget,
    revisions,
    golden,
    evaluate,
):
    _module.add_to(app)


def main() -> None:
    """Run the command line with the arguments of the process."""
    speak_utf8()
    prepare_streams()
    watch()
    try:
        app()
    except SystemExit as end:
        try:
            flush_output()
        except OSError as error:
            if not end.code:
                print(f"error: standard output: {error.strerror}", file=sys.stderr)
            os._exit(1)  # the interpreter would try once more, and complain at length
        raise end from None
