"""`thidua sources new`: a first description of an outlet, made by looking at its site."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from thidua.commands.crawl import Contact, check_contact
from thidua.commands.options import CommandError, add, check_folder

if TYPE_CHECKING:
    from crawler.probing.looking import Reply
    from crawler.probing.surveying import Survey
    from crawler.source import Source


class SurveyError(ValueError):
    """A site cannot be described: it does not answer, or its description is there."""


def new(
    domain: Annotated[str, typer.Argument(help="The site: baolaocai.vn, or an address of it.")],
    out: Annotated[Path, typer.Option(metavar="DIR", help="The folder for the files.")] = Path("sources"),
    slug: Annotated[
        str | None, typer.Option(help="The outlet's short name, in place of one made of its name.", show_default=False)
    ] = None,
    contact: Contact = None,
    served_at: Annotated[
        str | None,
        typer.Option(metavar="HOST:PORT", help="Where a site on this machine answers for the domain.", hidden=True),
    ] = None,
) -> None:
    """Look at a site, politely, and write a first description: DIR/SLUG.yaml, and DIR/golden/SLUG.yaml to check it by.

    Some thirty requests, two seconds apart. Read the file, above all the lines that a comment stands before.
    """
    _check_slug(slug)
    source, scheme = _given(domain, served_at)
    check_folder(out)
    _check_free(out, source, slug)
    found = _looked_at(source, scheme, contact)
    write_description(found, source, out, slug)


def _check_slug(slug: str | None) -> None:
    """Raise CommandError where no outlet can be named so: before the site is asked, not after."""
    from pydantic import TypeAdapter, ValidationError

    from crawler.source import Slug

    if slug is None:
        return
    try:
        TypeAdapter(Slug).validate_python(slug)
    except ValidationError:
        raise CommandError(f"--slug {slug!r}: small letters a to z and digits, in words joined by hyphens") from None


def _given(domain: str, served_at: str | None) -> tuple[Source, str]:
    """Return what is known of an outlet before the look, and the scheme to begin with."""
    from pydantic import ValidationError

    from crawler.source import Source
    from reference.urls import domain_of, is_local

    address = domain.strip() if "//" in domain else f"https://{domain.strip()}"
    host = domain_of(address)
    if "." not in host or is_local(host) or urlsplit(address).scheme not in {"http", "https"}:
        raise CommandError(f"{domain!r} is no domain of a site")
    private = {"private": True, "delay": 0, "served_at": served_at} if served_at else {}
    try:
        source = Source.model_validate({"slug": "new", "name": host, "domains": [host], **private})
    except ValidationError as error:
        raise CommandError(error.errors()[0]["msg"]) from None
    return source, urlsplit(address).scheme


def _check_free(out: Path, source: Source, slug: str | None) -> None:
    """Raise SurveyError where the folder describes the site already."""
    from crawler.source import load_sources

    known = load_sources(out) if out.is_dir() else {}
    owner = next((o.slug for o in known.values() if set(o.domains) & set(source.domains)), None)
    taken = owner or (slug if slug is not None and (out / f"{slug}.yaml").exists() else None)
    if taken:
        raise SurveyError(f"{out / f'{taken}.yaml'} is there already; nothing is written over it")


def _looked_at(source: Source, scheme: str, contact: str | None) -> Survey:
    from functools import partial

    from crawler.probing.looking import look
    from crawler.probing.surveying import Survey, survey
    from thidua.console import Progress

    check_contact([source], contact)
    asked = 0
    with Progress() as progress:

        def show(_slug: str, _reply: Reply) -> None:
            nonlocal asked
            asked += 1
            progress.update("look", asked, note="questions answered")

        found, whole = look([source], partial(survey, scheme=scheme), contact=contact, on_reply=show)
    if not whole:
        raise KeyboardInterrupt
    result = found[source.slug]
    if isinstance(result, Exception):
        raise result
    assert isinstance(result, Survey)  # noqa: S101 - what the script returns
    if result.signs is None:
        raise SurveyError(f"{result.home.address}: {result.home.problem or 'not an HTML page'}")
    return result


def write_description(found: Survey, source: Source, out: Path, slug: str | None) -> None:
    """Write the description and its golden file, each whole or not at all, never over another; raises SurveyError."""
    from crawler.probing.describing import describe, golden_of
    from crawler.probing.golden import FOLDER
    from thidua.files import write_text

    today = dt.date.today()
    text, outlet = describe(found, source, today, slug)
    golden = golden_of(found, outlet, today)
    paths = [(out / f"{outlet.slug}.yaml", text), (out / FOLDER / f"{outlet.slug}.yaml", golden)]
    for path, _ in paths:
        if path.exists():
            raise SurveyError(f"{path} is there already; nothing is written over it (--slug gives another name)")
    for path, content in paths:
        if content is not None:
            write_text(path, content)
            print(f"written: {path}")
    for problem in found.problems:
        print(f"look at: {problem}")
    if outlet.state == "unverified":
        print("it cannot be crawled yet: it lacks a pattern, or a place to start from")
    print(f"now read it, then try: thidua sources check {outlet.slug} --sources {out}")


def add_to(app: typer.Typer) -> None:
    """Add the command to its group."""
    add(app, "new", new, "thidua sources new baolaocai.vn --out outlets --contact you@example.org")
