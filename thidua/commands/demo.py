"""`thidua demo`: the whole job on the news site that ships with thidua."""

from __future__ import annotations

from pathlib import Path

import typer

from thidua.commands.options import Settings, add, settings_of
from thidua.commands.process import Workers, end_of

_NEXT = (
    'query "SELECT date, province, award_name_vi, recipient, count FROM award '
    "WHERE status = 'conferred' ORDER BY date LIMIT 10\"",
    'search "huân chương"',
)


def demo(context: typer.Context, workers: Workers = None) -> None:
    """Crawl the invented news site that ships with thidua, read it, publish it, and show what was found.

    Its data go to a folder of their own, ./thidua-demo unless --home names another, so that invented news never stands
    among real news.
    """
    from crawler.crawl import CrawlOptions
    from thidua.console import result, say
    from thidua.demo.server import serve
    from thidua.demo.sources import demo_sources
    from thidua.flow import crawl_step, process_step, publish_step, writing
    from thidua.overview import read_overview, show_overview

    home = demo_home(settings_of(context))
    with writing(home, "demo", demo=True) as run:
        with serve() as server:
            say(f"serving the demo site at {server.base_url}")
            crawl_step(run, demo_sources(server.site, server.address), CrawlOptions(all_topics=True))
        processed = process_step(run, workers)
        published = publish_step(run)
    console = result()
    pages = processed.articles.rows + sum(processed.articles.skipped.values())
    console.print(f"{'pages':<18}{pages:>6}")
    show_overview(read_overview(published.database), console)
    console.print("\nNow try:")
    for arguments in _NEXT:
        console.print(f"  {_program()} --home {_pasted(home)} {arguments}", markup=False)
    end_of(processed)


def demo_home(settings: Settings) -> Path:
    """Return the folder for the demo's data: the one named with --home, else `thidua-demo` beside the usual one."""
    return settings.home if settings.home_given else settings.home.parent / "thidua-demo"


def _program() -> str:
    """Return the shortest that calls this very program from the present folder: another may be the one on the path."""
    import shutil
    import sys

    called = Path(sys.argv[0])
    found = shutil.which("thidua")
    if found and Path(found).resolve() == called.resolve():
        return "thidua"
    shown = _pasted(called)
    return shown if "/" in shown else f"./{shown}"


def _pasted(path: Path) -> str:
    """Return a path as it can be pasted into a shell: relative where it lies in the present folder."""
    import shlex

    return shlex.quote(str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path))


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    add(app, "demo", demo, "thidua demo")
