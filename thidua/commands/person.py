"""`thidua person`: an office holder's posts over the years, and why it is one person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from thidua.commands.options import add, settings_of

if TYPE_CHECKING:
    from rich.console import Console

    from warehouse.people.careers import Article, Found

_SHOWN = 5
"""Articles shown for a post, of all."""


class NobodyError(ValueError):
    """No official has the name."""


def person(
    context: typer.Context,
    name: Annotated[list[str], typer.Argument(metavar="NAME", help="The whole name, with accents or without.")],
    province: Annotated[
        str | None, typer.Option(metavar="SLUG", help="Only who serves in this province.", show_default=False)
    ] = None,
    json_: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
) -> None:
    """Show office holders of a name: posts by date with their articles, ceremonies, and why it is one person.

    Two people of one name are shown apart. What is wrong is put right in people.yaml in the home folder.
    """
    import json
    from dataclasses import asdict

    from thidua.home import open_home
    from warehouse.people.careers import find_persons, names_like

    snapshots = open_home(settings_of(context).home).snapshots
    database = snapshots.database(snapshots.latest())
    words = " ".join(name)
    found = find_persons(database, words, province)
    if not found:
        like = names_like(database, words)
        where = f" in {province}" if province else ""
        raise NobodyError(f"no official is called {words}{where}" + (f"; there are {', '.join(like)}" if like else ""))
    if json_:
        print(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1, default=str))
        return
    for one in found:
        _show(one)


def _show(one: Found) -> None:
    from rich.text import Text

    from thidua.console import result

    console = result()
    where = one.province or ("national" if one.national else "province not known")
    years = f"{one.first_seen:%Y}-{one.last_seen:%Y}" if one.first_seen and one.last_seen else "no day known"
    console.print(Text(one.name, style="bold") + Text(f"  {where}  {years}  {one.official_id}", style="not bold"))
    for post in one.posts:
        days = f"{post.first_seen or '?'} to {post.last_seen or '?'}"
        console.print(Text(f"  {days}  {post.title}"))
        _list(console, post.articles)
    if one.without_title:
        console.print(Text("  without a title"))
        _list(console, one.without_title)
    if one.ceremonies:
        console.print(Text(f"  ceremonies: {len(one.ceremonies)}"))
        for ceremony in one.ceremonies:
            roles = f"  ({', '.join(ceremony.roles)})" if ceremony.roles else ""
            console.print(Text(f"    {ceremony.date}  {ceremony.title}{roles}"))
    if one.spellings:
        console.print(Text(f"  also spelt: {', '.join(one.spellings)}"))
    if one.reasons or one.corrections:
        console.print(Text("  why it is one person"))
    for reason in one.reasons:
        times = f" ({reason.times} times)" if reason.times > 1 else ""
        console.print(Text(f"    {reason.why}{times}, such as"))
        console.print(Text(f"      {reason.one}"))
        console.print(Text(f"      {reason.other}"))
    for entry in one.corrections:
        who, day, why = entry["corrected_by"], entry["corrected_on"], entry["corrected_why"]
        console.print(Text(f"    {entry['action']} by {who} on {day}: {why}"))


def _list(console: Console, articles: tuple[Article, ...]) -> None:
    from rich.text import Text

    for article in articles[:_SHOWN]:
        facts = (str(article.day or "no day"), article.title, article.outlet, article.url)
        console.print(Text("    " + "  ".join(fact for fact in facts if fact)))
    if len(articles) > _SHOWN:
        console.print(Text(f"    and {len(articles) - _SHOWN} more (--json shows all)"))


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    add(app, "person", person, "thidua person Trịnh Xuân Trường", "thidua person trinh xuan truong --province lao-cai")
