"""What a snapshot of the demo site says, held against the site's truth."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from reference.folding import norm
from thidua.demo.truth import AwardFact, Event, SiteTruth, award_fact

Row = Mapping[str, object]

QUERIES: Mapping[str, str] = {
    "articles": (
        "SELECT article.url, report.relevant, report.kind, report.date, report.province, ceremony.ceremony_id "
        "FROM article JOIN report USING (article_key) LEFT JOIN ceremony USING (ceremony_key) ORDER BY article.url"
    ),
    "awards": (
        "SELECT award.ceremony_id, award.url, award, class, grantor, recipient, count, qualifier, status, "
        "period_start, period_end, later.ceremony_id AS handed_over_at FROM award "
        "LEFT JOIN ceremony AS later ON later.ceremony_key = handed_over_key ORDER BY ALL"
    ),
    "ceremonies": "SELECT ceremony_id, date, province FROM ceremony ORDER BY ceremony_id",
    "officials": "SELECT name, ceremonies FROM official ORDER BY name, ceremonies",
    "by_type": "SELECT award, CAST(sum(recipients) AS BIGINT) AS recipients FROM award_by_type GROUP BY 1 ORDER BY 1",
    "by_province": (
        "SELECT province, CAST(sum(recipients) AS BIGINT) AS recipients FROM award_by_province GROUP BY 1 ORDER BY 1"
    ),
}
"""What `compare` needs of a snapshot: the name of each list of rows, and the SQL that gives it."""


def compare(truth: SiteTruth, published: Mapping[str, Sequence[Row]]) -> list[str]:
    """Return the differences between what was published and the truth, one line each; none when they are equal.

    `published` has the rows of each of `QUERIES`. Names of recipients, and who presents what, are not compared.
    """
    return [
        *_articles(truth, published["articles"]),
        *_ceremonies(truth, published["articles"], published["ceremonies"]),
        *_awards(truth, published["articles"], published["awards"]),
        *_totals("award", truth.recipients_by_type(), published["by_type"]),
        *_totals("province", truth.recipients_by_province(), published["by_province"]),
        *_officials(truth, published["officials"]),
    ]


def _articles(truth: SiteTruth, rows: Sequence[Row]) -> Iterator[str]:
    ids = {url: key for key, url in truth.urls.items()}
    for url, times in sorted(Counter(_text(row["url"]) for row in rows).items()):
        if url not in ids:
            yield f"article {url}: not one of the site's articles"
        elif times > 1:
            yield f"article {ids[url]}: published {times} times"
    found = {_text(row["url"]): row for row in rows}
    for url, key in sorted(ids.items(), key=lambda item: item[1]):
        report = truth.reports[key]
        if url not in found:
            yield f"article {key}: missing"
            continue
        row = found[url]
        if bool(row["relevant"]) != report.relevant:
            yield f"article {key}: relevant is {row['relevant']}, not {report.relevant}"
        elif report.relevant:
            for name, got, want in (
                ("kind", row["kind"], report.kind),
                ("date", _day(row["date"]), report.date),
                ("province", row["province"], report.province),
            ):
                if got != want:
                    yield f"article {key}: {name} is {got}, not {want}"


def _ceremonies(truth: SiteTruth, articles: Sequence[Row], rows: Sequence[Row]) -> Iterator[str]:
    ids = {url: key for key, url in truth.urls.items()}
    members = _members(articles)
    wanted = {frozenset(event.articles): event for event in truth.ceremonies}
    found: set[frozenset[str]] = set()
    for row in rows:
        name = _text(row["ceremony_id"])
        group = frozenset(ids.get(url, url) for url in members.get(name, frozenset()))
        found.add(group)
        event = wanted.get(group)
        if event is None:
            yield f"ceremony {name}: no ceremony has just the reports {', '.join(sorted(group)) or '(none)'}"
            continue
        if (_day(row["date"]), row["province"]) != (event.date, event.province):
            yield f"ceremony {event.slug}: is {row['date']} {row['province']}, not {event.date} {event.province}"
    for group, event in wanted.items():
        if group not in found:
            yield f"ceremony {event.slug}: no published ceremony has just its reports {', '.join(sorted(group))}"
    if len(rows) != len(wanted):
        yield f"ceremonies: {len(rows)}, not {len(wanted)}"


def _awards(truth: SiteTruth, articles: Sequence[Row], rows: Sequence[Row]) -> Iterator[str]:
    """Compare the awards event by event; an award belongs to the event that holds the article it is quoted from."""
    event_of = {truth.urls[key]: number for number, event in enumerate(truth.events) for key in event.articles}
    of_ceremony = {name: sorted(urls)[0] for name, urls in _members(articles).items()}
    found: defaultdict[int | None, Counter[AwardFact]] = defaultdict(Counter)
    handed: defaultdict[int | None, Counter[AwardFact]] = defaultdict(Counter)
    for row in rows:
        url = _text(row["url"]) if row["ceremony_id"] is None else of_ceremony.get(_text(row["ceremony_id"]), "")
        found[event_of.get(url)][_fact(row)] += 1
        if row["handed_over_at"] is not None:
            handed[event_of.get(of_ceremony.get(_text(row["handed_over_at"]), ""))][_fact(row)] += 1
    for fact in found[None].elements():
        yield f"award of no event of the site: {_described(fact)}"
    for number, event in enumerate(truth.events):
        there, true = _all(handed[number]), _all(Counter(event.handed_over))
        if there != true:
            yield f"{_named(event)}: handed over at it is {there}, not {true}"
        wanted, got = Counter(event.awards), found[number]
        for fact in (wanted - got).elements():
            yield f"{_named(event)}: missing {_described(fact)}"
        for fact in (got - wanted).elements():
            yield f"{_named(event)}: wrong {_described(fact)}"


def _all(facts: Counter[AwardFact]) -> str:
    return "; ".join(sorted(map(_described, facts.elements()))) or "nothing"


def _totals(name: str, wanted: Mapping[str, int] | Mapping[str | None, int], rows: Sequence[Row]) -> Iterator[str]:
    """Compare sums of conferred awards; a sum of 0 and none at all are the same."""
    want: dict[object, int] = {key: total for key, total in wanted.items() if total}
    got = {row[name]: int(cast("int", row["recipients"])) for row in rows if row["recipients"]}
    for key in sorted(want.keys() | got.keys(), key=str):
        if want.get(key, 0) != got.get(key, 0):
            yield f"recipients of {name} {key}: {got.get(key, 0)}, not {want.get(key, 0)}"


def _officials(truth: SiteTruth, rows: Sequence[Row]) -> Iterator[str]:
    wanted = truth.ceremonies_by_official()
    found: defaultdict[str, list[int]] = defaultdict(list)
    for row in rows:
        found[norm(_text(row["name"]))].append(int(cast("int", row["ceremonies"])))
    shown = {norm(_text(row["name"])): _text(row["name"]) for row in rows}
    shown |= {norm(one.name): one.name for report in truth.reports.values() for one in report.officials}
    for name in sorted(wanted.keys() | found.keys()):
        if name not in wanted:
            yield f"official {shown[name]}: not one of the site's officials"
        elif name not in found:
            yield f"official {shown[name]}: missing"
        elif found[name] != [wanted[name]]:
            yield f"official {shown[name]}: at {' and '.join(map(str, found[name]))} ceremonies, not {wanted[name]}"


def _members(articles: Sequence[Row]) -> dict[str, frozenset[str]]:
    """Return the addresses of each published ceremony's reports by its id."""
    members: defaultdict[str, set[str]] = defaultdict(set)
    for row in articles:
        if row["ceremony_id"] is not None:
            members[_text(row["ceremony_id"])].add(_text(row["url"]))
    return {name: frozenset(urls) for name, urls in members.items()}


def _fact(row: Row) -> AwardFact:
    start, end = cast("int | None", row["period_start"]), cast("int | None", row["period_end"])
    return award_fact(
        award=_text(row["award"]),
        award_class=cast("int | None", row["class"]),
        grantor=cast("str | None", row["grantor"]),
        recipient=_text(row["recipient"]),
        count=cast("int | None", row["count"]),
        qualifier=_text(row["qualifier"]),
        status=_text(row["status"]),
        period=None if start is None else (start, end),
    )


def _described(fact: AwardFact) -> str:
    number = "no number" if fact.count is None else f"{fact.qualifier} {fact.count}"
    rank = f" {fact.award_class}" if fact.award_class else ""
    period = f" {fact.period[0]}-{fact.period[1]}" if fact.period else ""
    return f"{fact.award}{rank} of {fact.grantor} to {number} {fact.recipient}, {fact.status}{period}"


def _named(event: Event) -> str:
    return f"ceremony {event.slug}" if event.slug else f"article {event.articles[0]}"


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _day(value: object) -> dt.date | None:
    """Return a day, whether the rows have dates, times or ISO text."""
    if value is None:
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value)[:10])
