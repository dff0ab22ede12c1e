"""`thidua inspect`: reads saved articles and shows what they say, without a home folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from thidua.commands.options import CommandError, add, check_folder

if TYPE_CHECKING:
    from nlp.report import Report


def inspect(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="FILE|DIR", help="A .txt, .html, .mhtml or .html.gz file, or a folder of them.", show_default=False
        ),
    ],
    json_: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    html: Annotated[bool, typer.Option("--html", help="Make pages that show the articles with what was read.")] = False,
    out: Annotated[
        Path | None,
        typer.Option(help="The folder for <stem>.json files, or for pages; for one page also a .html file."),
    ] = None,
    url: Annotated[str | None, typer.Option(help="The article's address (for one file).")] = None,
    published: Annotated[str | None, typer.Option(help="Its day of publication, as 2024-06-11 (for one file).")] = None,
) -> None:
    """Read saved articles and show what they say.

    A file <stem>.meta.json beside an input may give its "url", "source" and "published".
    """
    if json_ and html:
        raise CommandError("--json and --html are two forms; choose one")
    if out is not None:
        check_folder(out)
    if path.is_dir():
        if url or published:
            raise CommandError("--url and --published are for one file; for a folder write <stem>.meta.json files")
        if html and out is None:
            raise CommandError("name a folder for the pages with --out")
        if not json_ and out is None:
            raise CommandError(
                f"{path} is a folder: name a folder for the reports with --out, or print them with --json"
            )
        _inspect_folder(path, out, html=html)
        return
    if not path.is_file():
        raise CommandError(f"{path} does not exist")
    if published:
        _check_day(published)
    _inspect_file(path, out, json_=json_, html=html, url=url, published=published)


def _inspect_file(
    path: Path, out: Path | None, *, json_: bool, html: bool, url: str | None, published: str | None
) -> None:
    from thidua.files import write_text
    from thidua.inspection import InspectionError, read_files, stem

    target = None
    if out is not None:
        is_file = html and out.suffix == ".html" and not out.is_dir()
        target = out if is_file else out / f"{stem(path)}.{'html' if html else 'json'}"
        if target.resolve() == path.resolve():
            raise CommandError(f"{target} is the article itself; choose another --out")
    (report,) = read_files([path], url=url, published=published)
    if isinstance(report, InspectionError):
        raise report
    if html:
        from thidua.article_pages import article_page

        page = article_page(report)
        print(page, end="") if target is None else write_text(target, page)
        return
    if target is not None:
        write_text(target, report.to_json(indent=1) + "\n")
    if json_:
        print(report.to_json(indent=1))
    elif target is None:
        from thidua.showing import show_report

        show_report(report)


def _inspect_folder(folder: Path, out: Path | None, *, html: bool) -> None:
    """Read every file; those that hold no article are named at the end, and then the command fails."""
    from thidua.console import Progress, say
    from thidua.files import write_text
    from thidua.inspection import InspectionError, find_files, read_files, stem

    files = find_files(folder)
    if not files:
        raise CommandError(f"{folder} holds no .txt, .html, .mhtml or .html.gz file")
    if html and out is not None and out.resolve() == folder.resolve():
        raise CommandError("the pages would lie among the articles; choose another --out")
    listed: list[tuple[str, Report]] = []
    failed = []
    with Progress() as progress:
        for number, (path, report) in enumerate(zip(files, read_files(files), strict=True), start=1):
            if isinstance(report, InspectionError):
                failed.append(str(report))
            elif out is None:
                print(report.to_json())
            elif html:
                listed.append((_write_page(out, stem(path), report), report.model_copy(update={"text": ""})))
            else:
                write_text(out / f"{stem(path)}.json", report.to_json(indent=1) + "\n")
            progress.update("files", number, len(files))
    if html and out is not None:
        from thidua.article_pages import index_page

        write_text(out / "index.html", index_page(folder.resolve().name, listed, failed))
    for line in failed:
        say(line)
    if failed:
        raise InspectionError(f"{len(failed)} of {len(files)} files could not be read")


def _write_page(out: Path, name: str, report: Report) -> str:
    """Write an article's page and return its address from the list's."""
    from urllib.parse import quote

    from thidua.article_pages import article_page
    from thidua.files import write_text

    write_text(out / "pages" / f"{name}.html", article_page(report, index="../index.html"))
    return f"pages/{quote(name)}.html"


def _check_day(published: str) -> None:
    from datetime import datetime

    try:
        datetime.fromisoformat(published)
    except ValueError:
        raise CommandError(f"--published {published!r} is not a day such as 2024-06-11") from None


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    add(
        app,
        "inspect",
        inspect,
        "thidua inspect article.html --url https://baolaocai.vn/bai-post1.html",
        "thidua inspect saved-pages --out reports",
        "thidua inspect article.html --html --out look.html",
    )
