"""`thidua serve`: the search page for journalists, on this machine or for others."""

from __future__ import annotations

from typing import Annotated

import typer

from thidua.commands.options import add, settings_of


def serve(
    context: typer.Context,
    host: Annotated[
        str, typer.Option(help="Address to listen on; others than this machine reach it by 0.0.0.0.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one.")] = 8000,
    public: Annotated[
        bool, typer.Option("--public", help="For others: of an article no more than the sentences of its facts.")
    ] = False,
    name: Annotated[
        list[str] | None,
        typer.Option(metavar="HOST", help="A name by which browsers may ask; may be given again."),
    ] = None,
    address: Annotated[
        str, typer.Option(metavar="URL", help="Where others find it, for citations and feeds.", show_default=False)
    ] = "",
    processes: Annotated[
        int | None,
        typer.Option(min=1, max=64, help="Processes that serve; by default 2 where there are two processors."),
    ] = None,
) -> None:
    """Serve the search page of the current snapshot, and follow each new one without restart."""
    from thidua.home import open_home
    from thidua.serving import run_site

    home = open_home(settings_of(context).home)
    names = tuple(name or ())
    run_site(home, host=host, port=port, public=public, names=names, address=address, processes=processes)


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    add(app, "serve", serve, "thidua serve", "thidua serve --public --host 0.0.0.0 --name thidua.example.org")
