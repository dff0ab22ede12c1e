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
            metavar="FILE|DIR", help="A .txt, .html or .html.gz file, or a folder of them.", show_default=False
        ),
    ],
    json_: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    out: Annotated[Path | None, typer.Option(help="Write <stem>.json for each file to this folder.")] = None,
    url: Annotated[str | None, typer.Option(help="The article's address (for one file).")] = None,
    published: Annotated[str | None, typer.Option(help="Its day of publication, as 2024-06-11 (for one file).")] = None,
) -> None:
    """Read saved articles and show what they say.

    A file <stem>.meta.json beside an input may give its "url", "source" and "published".
    """
    from thidua.inspection import find_files, read_file, stem

    if out is not None:
        check_folder(out)
    if path.is_dir():
        if url or published:
            raise CommandError("--url and --published are for one file; for a folder write <stem>.meta.json files")
        files = find_files(path)
        if not files:
            raise CommandError(f"{path} holds no .txt, .html or .html.gz file")
        if out is None and not json_:
            raise CommandError(
                f"{path} is a folder: name a folder for the reports with --out, or print them with --json"
            )
        _inspect_all(files, out)
        return
    if not path.is_file():
        raise CommandError(f"{path} does not exist")
    if published:
        _check_day(published)
    report = read_file(path, url=url, published=published)
    if out is not None:
        _write(out / f"{stem(path)}.json", report)
    if json_:
        print(report.to_json(indent=1))
    elif out is None:
        from thidua.showing import show_report

        show_report(report)


def _inspect_all(files: list[Path], out: Path | None) -> None:
    """Read every file; those that hold no article are named at the end, and then the command fails."""
    from thidua.console import Progress, say
    from thidua.inspection import InspectionError, read_file, stem

    failed = []
    with Progress() as progress:
        for number, path in enumerate(files, start=1):
            try:
                report = read_file(path)
            except InspectionError as error:
                failed.append(str(error))
            else:
                if out is None:
                    print(report.to_json())
                else:
                    _write(out / f"{stem(path)}.json", report)
            progress.update("files", number, len(files))
    for line in failed:
        say(line)
    if failed:
        raise InspectionError(f"{len(failed)} of {len(files)} files could not be read")


def _write(path: Path, report: Report) -> None:
    from thidua.files import write_text

    write_text(path, report.to_json(indent=1) + "\n")


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
    )
