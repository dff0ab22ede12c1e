"""`thidua golden`: makes a golden test of a saved page, for a person to correct."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from thidua.commands.options import CommandError, add, check_folder

if TYPE_CHECKING:
    from extract.article import Article
    from extract.reading import NotAnArticle

_SHOWN = 90


def golden(
    path: Annotated[Path, typer.Argument(metavar="PAGE", help="A saved page, .html or .html.gz.", show_default=False)],
    url: Annotated[str | None, typer.Option(help="The address it was found at.")] = None,
    out: Annotated[Path | None, typer.Option(help="The folder for page and golden file (where the page is).")] = None,
    without_words: Annotated[
        bool, typer.Option("--without-words", help="Keep digests of the paragraphs in place of their words.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Write over a golden file that was corrected.")] = False,
) -> None:
    """Write what is read from a saved page as a golden file beside it, to be corrected by you.

    Pages of other publishers do not belong into the project: keep them in a folder that THIDUA_PAGES names, and the
    tests run over it.
    """
    from thidua.files import replacing, write_text
    from thidua.inspection import stem
    from thidua.saved_pages import as_yaml, golden_of, is_corrected, load_golden, read_saved

    if not path.is_file():
        raise CommandError(f"{path} does not exist")
    if not path.name.lower().endswith((".html", ".htm", ".html.gz", ".htm.gz")):
        raise CommandError(f"{path} is no saved page: .html or .html.gz is expected")
    if out is not None:
        check_folder(out)
    page = (out or path.parent) / path.name
    target = page.with_name(f"{stem(path)}.yaml")
    if target.exists() and not force and is_corrected(target):
        raise CommandError(f"{target} was corrected by hand; --force writes over it")
    body = path.read_bytes()
    if page.exists() and not force and page.read_bytes() != body:
        raise CommandError(f"{page} is another page; --force writes over it")
    if target.exists() and url is None:
        url = load_golden(target).get("url")
    read = read_saved(path, url)
    if not page.exists() or page.read_bytes() != body:
        with replacing(page) as temporary:
            temporary.write_bytes(body)
    write_text(target, as_yaml(golden_of(read, words=not without_words)))
    _say_what_to_check(target, read)


def _say_what_to_check(target: Path, read: Article | NotAnArticle) -> None:
    from extract.reading import NotAnArticle
    from thidua.console import say

    if isinstance(read, NotAnArticle):
        say(f"{target}: no article ({read.reason}). If the page holds one, write its fields by hand.")
        return
    texts = [(paragraph.kind, read.paragraph_text(paragraph)) for paragraph in read.paragraphs]
    say(f"{target}: {len(texts)} paragraphs, family {read.family}. Check that")
    for line in _questions(read, texts):
        say(f"  - {line}")


def _questions(read: Article, texts: list[tuple[Any, str]]) -> list[str]:
    """Return what a person should look at: what is likely wrong first."""
    names = ("lead", "byline", "published", "section", "tags", "photo_credits", "credit")
    has_lead = any(kind == "lead" for kind, _ in texts)
    absent = [name for name in names if not (has_lead if name == "lead" else getattr(read, name))]
    lines = [f"this is right: {warning}" for warning in read.warnings]
    if read.family == "trafilatura":
        lines.append("nothing is missing or foreign: the page is of no known family")
    if absent:
        lines.append(f"the page does not tell what was not found: {', '.join(absent)}")
    body = [text for kind, text in texts if kind != "title"]
    if body:
        lines.append(f"the text begins with: {_short(body[0])}")
        lines.append(f"and ends with: {_short(body[-1])}")
    lines.append("no box, caption or byline of anything else is among the paragraphs, and their kinds are right")
    return lines


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()} …"


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    add(
        app,
        "golden",
        golden,
        "thidua golden page.html --url https://baolaocai.vn/bai-post1.html",
        "thidua golden page.html.gz --out saved-pages",
    )
