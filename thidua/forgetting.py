"""Forgetting pages: what `forgotten.csv` names goes from every place in the home folder, and is not let in again.

The names are noted before anything is removed, and noted as removed when all of it is: what a kill leaves is removed by
the next command that writes. Nothing is found by what is removed before it: snapshots speak for themselves, reports
are found by the articles, which come after them.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from crawler.archive import Archive
from crawler.commoncrawl.captures import Captures
from crawler.erasing import Holding, erase, find_records
from crawler.forgotten import Forgotten, is_domain, load_forgotten, save_forgotten
from crawler.source import Source, load_sources
from crawler.unknowing import Rows, Unknowing
from thidua.files import remove_leftovers
from thidua.forgetting_told import corrected, remove_reported
from thidua.home import Home
from thidua.leavings import articles_of, remove_articles, remove_from_runs, remove_parts, remove_reports
from thidua.parts import is_whole
from warehouse.corrections.entries import Correction
from warehouse.forgetting.forgetting import Gone, SnapshotLeftError, articles_in, forget_in
from warehouse.intake.digesting import Digests
from warehouse.people.entries import PersonCorrection

OnNote = Callable[[str], None]


@dataclass(slots=True)
class Traces:
    """What the home holds of what is forgotten. Ids, places and names have what was asked for that they go with."""

    rows: Rows = field(default_factory=Rows)
    ids: dict[str, str] = field(default_factory=dict)
    """Articles by their ids."""
    places: dict[str, str] = field(default_factory=dict)
    """Pages by their places in the archive."""
    names: dict[str, str] = field(default_factory=dict)
    """Addresses that were not named and go too."""
    files: list[Holding] = field(default_factory=list)
    """The archive's files."""
    snapshots: dict[int, int] = field(default_factory=dict)
    """Number of articles in each snapshot that has any."""
    lost: list[int] = field(default_factory=list)
    """Snapshots that cannot be read, so that nobody can tell what they hold."""
    runs: int = 0
    reported: int = 0
    """Reports of errors."""

    @property
    def records(self) -> int:
        """Pages in the archive."""
        return sum(len(file.spans) for file in self.files)

    def counts(self) -> dict[str, int]:
        """Return how much of each kind there is."""
        return {
            "records": self.records,
            "addresses": len(self.rows.urls),
            "articles": len(self.ids),
            "snapshots": len(self.snapshots),
            "run_reports": self.runs,
            "error_reports": self.reported,
        }


def known_sources(folder_sources: Iterable[Source] | None = None) -> tuple[Source, ...]:
    """Return the outlets whose rules tell which addresses are twins: those given, else those that ship."""
    return tuple(load_sources().values() if folder_sources is None else folder_sources)


def look(home: Home, forgotten: Forgotten) -> Traces:
    """Return what the home holds of what is forgotten; what it goes by besides is added to `forgotten`.

    An address that redirects to a forgotten one, or that a forgotten page gives as its own, is forgotten with it.
    """
    _add_forms(forgotten)
    while True:
        traces = Traces()
        if home.frontier.exists():
            with Unknowing(home.frontier, read_only=True) as frontier:
                traces.rows = frontier.find(forgotten)
        traces.places |= traces.rows.places
        for key, url in traces.rows.urls.items():
            _name(traces, forgotten, url, traces.rows.roots[key])
        _look_at_articles(home, forgotten, traces)
        if not _take_in(forgotten, traces):
            _look_at_archive(home, forgotten, traces)
            if not _take_in(forgotten, traces):
                break
    traces.runs = remove_from_runs(home, forgotten, write=False)
    traces.reported = remove_reported(home, forgotten, _gone(forgotten, traces), write=False)
    return traces


def remove(home: Home, forgotten: Forgotten, traces: Traces, on_note: OnNote = lambda _: None) -> None:
    """Remove what was found; the caller holds the home's lock. A second call does what a killed one left to do."""
    for article_id in corrected(home) & set(traces.ids):  # so that its correction is not shown by later snapshots
        forgotten.add([f"article:{article_id}"], traces.ids[article_id], today=_today())
    save_forgotten(home.forgotten, forgotten)
    gone = _gone(forgotten, traces)
    remove_reported(home, forgotten, gone, write=True)
    _remove_from_snapshots(home, gone, on_note)
    if home.digests.is_dir():
        shutil.rmtree(home.digests)
    for folder in (home.articles, home.reports, home.runs):
        remove_leftovers(folder)
    remove_reports(home, gone.ids, gone.covers, gone.places)
    remove_articles(home, gone.ids, gone.covers, gone.places)
    Digests.of(home.root).drop_others([*home.articles.glob("*/*.parquet"), *home.reports.glob("*/*.parquet")])
    remove_from_runs(home, forgotten, write=True)
    remove_leftovers(home.archive)
    for file in traces.files:
        for stretch in file.damage:
            on_note(f"archive: {stretch}; what was there cannot be told")
        if file.spans:
            if not file.others:
                remove_parts(home, file.path)
            erase(file)
    if home.frontier.exists():
        with Unknowing(home.frontier) as frontier:
            frontier.remove(traces.rows, forgotten, {path.name for path in Archive(home.archive).shards()})
    if home.captures.exists():
        with Captures(home.captures) as captures:
            captures.remove(forgotten.line_of)
    forgotten.settle(today=_today())
    save_forgotten(home.forgotten, forgotten)


def finish(home: Home, on_note: OnNote) -> None:
    """Remove what a killed command left of what is forgotten, or what was written into the file by hand."""
    forgotten = load_forgotten(home.forgotten, known_sources())
    if forgotten.unfinished:
        on_note(f"removing what is left of: {', '.join(forgotten.unfinished)}")
        _repair(home)
        remove(home, forgotten, look(home, forgotten), on_note)


def remove_what_came_back(home: Home, on_note: OnNote) -> None:
    """Remove articles of forgotten addresses that came in under no address, as saved pages may."""
    if not home.forgotten.exists():
        return
    forgotten = load_forgotten(home.forgotten, known_sources())
    back = {url for _, url, _ in articles_of(home, forgotten, (), ()) if url}
    if back:
        on_note(f"{len(back)} articles of what is forgotten came back in saved pages; removing them")
        for url in sorted(back):
            forgotten.add([found] if (found := forgotten.root_of(url)) else [], today=_today())
        remove(home, forgotten, look(home, forgotten), on_note)


def remembered(home: Home, corrections: Sequence[Correction]) -> list[Correction]:
    """Return the corrections but those of forgotten articles, whose words a snapshot would show."""
    named = _forgotten_among(home, (entry.article for entry in corrections))
    return [entry for entry in corrections if entry.article not in named]


def remembered_people(home: Home, people: Sequence[PersonCorrection]) -> list[PersonCorrection]:
    """Return the entries on people but those that name a forgotten article."""
    named = _forgotten_among(home, (who.article for entry in people for who in entry.people if who.article))
    return [entry for entry in people if not named.intersection(who.article for who in entry.people)]


def _forgotten_among(home: Home, articles: Iterable[str]) -> set[str]:
    """Return which of these articles, addresses or ids, are forgotten."""
    if not home.forgotten.exists():
        return set()
    forgotten = load_forgotten(home.forgotten, known_sources())
    ids = _gone(forgotten, Traces()).ids
    return {article for article in articles if article in ids or forgotten.covers(article)}


def forget(
    home: Home, names: Sequence[str], sources: Iterable[Source] | None, *, dry_run: bool, on_note: OnNote
) -> tuple[Forgotten, Traces]:
    """Forget addresses and domains (as `crawler.forgotten.read_name` gives them); return what is noted and was found.

    With `dry_run` nothing is changed.
    """
    forgotten = load_forgotten(home.forgotten, known_sources(sources))
    forgotten.add(names, today=_today())
    if dry_run:
        return forgotten, look(home, forgotten)
    _add_forms(forgotten)  # before a kill: who finishes it may know other outlets
    save_forgotten(home.forgotten, forgotten)
    _repair(home)
    traces = look(home, forgotten)
    remove(home, forgotten, traces, on_note)
    return forgotten, traces


def _add_forms(forgotten: Forgotten) -> None:
    for name in forgotten.unfinished:
        if not is_domain(name):
            forgotten.add(forgotten.forms(name), forgotten.root_of(name) or name, today=_today())


def _repair(home: Home) -> None:
    Archive(home.archive).repair()
    if home.snapshots.folder.is_dir():
        home.snapshots.mend()
        home.snapshots.clean()


def _look_at_articles(home: Home, forgotten: Forgotten, traces: Traces) -> None:
    for name in forgotten.lines:
        if not is_domain(name):
            traces.ids.setdefault(_article_id(name), forgotten.root_of(name) or name)
    derived = set(traces.ids)
    found = set()
    for article_id, url, record in articles_of(home, forgotten, derived, traces.places):
        _article(traces, forgotten, article_id, url, record)
        found.add(article_id)
    traces.lost, traces.snapshots = [], {}
    for number in home.snapshots.numbers():
        try:
            rows = articles_in(home.snapshots.database(number), _gone(forgotten, traces))
        except SnapshotLeftError:
            traces.lost.append(number)
            continue
        for row in rows:
            _article(traces, forgotten, row["article_id"], row["url"], row["record"] or "")
            found.add(row["article_id"])
        if rows:
            traces.snapshots[number] = len({row["article_key"] for row in rows})
    for article_id in derived - found:
        del traces.ids[article_id]


def _article(traces: Traces, forgotten: Forgotten, article_id: str, url: str | None, record: str) -> None:
    root = (forgotten.root_of(url) if url else None) or traces.places.get(record) or traces.ids.get(article_id) or ""
    traces.ids[article_id] = root
    if record:
        traces.places.setdefault(record, root)
    if url:
        _name(traces, forgotten, url, root)


def _look_at_archive(home: Home, forgotten: Forgotten, traces: Traces) -> None:
    starts: dict[str, set[int]] = {}
    for place in traces.places:
        name, _, offset = place.rpartition(":")
        if offset.isdecimal():
            starts.setdefault(name, set()).add(int(offset))
    for path in Archive(home.archive).shards():
        file = find_records(path, forgotten, starts.get(path.name, ()))
        traces.files.append(file)
        for name, start in file.names.items():
            _name(traces, forgotten, name, traces.places.get(f"{path.name}:{start}", ""))
        for place in file.places:
            traces.places.setdefault(place, "")


def _name(traces: Traces, forgotten: Forgotten, name: str, root: str) -> None:
    if not forgotten.covers(name):
        traces.names[name] = root


def _take_in(forgotten: Forgotten, traces: Traces) -> bool:
    """Note what goes with what is forgotten; tell whether there was anything new, which may lead to more."""
    for name, root in sorted(traces.names.items()):
        forgotten.add([name], root, today=_today())
    return bool(traces.names)


def _gone(forgotten: Forgotten, traces: Traces) -> Gone:
    ids = {_article_id(name) for name in forgotten.lines if not is_domain(name)}
    return Gone(ids=ids | set(traces.ids), places=set(traces.places), covers=forgotten.covers)


def _remove_from_snapshots(home: Home, gone: Gone, on_note: OnNote) -> None:
    snapshots = home.snapshots
    reports = [part for part in sorted(home.reports.glob("*/*.parquet")) if is_whole(part)]
    for number in snapshots.numbers():
        try:
            forget_in(snapshots, number, gone, reports)
        except SnapshotLeftError as error:
            on_note(f"snapshot {number} is removed whole: {error}")
            snapshots.remove(number)
            snapshots.mend()


def _article_id(name: str) -> str:
    """Return the id that extraction gives the article of an address, or that is named itself."""
    return (
        name.removeprefix("article:") if name.startswith("article:") else hashlib.sha256(name.encode()).hexdigest()[:16]
    )


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()
