"""Reports for reading: what one article says, as a page on the terminal."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from nlp.report import Award, Report
from thidua.console import result


def show_report(report: Report) -> None:
    """Print one report to standard output."""
    console = result()
    console.print(Text(report.title or "(no headline)", style="bold"))
    for label, value in _facts(report):
        console.print(Text(f"{label:<10} {value}"))
    if report.officials:
        console.print()
        console.print(_officials(report))
    if report.awards:
        console.print()
        console.print(_awards(report))
        for number, award in enumerate(report.awards, start=1):
            console.print(Text(f"{number:>2}. {award.evidence.text}", style="dim"))
    for label, values in (("movement", [m.name for m in report.movements]), ("document", report.documents)):
        for value in values:
            console.print(Text(f"{label:<10} {value}"))
    for warning in report.warnings:
        console.print(Text(f"warning    {warning}", style="yellow"))


def describe_award(award: Award) -> str:
    """Return the award with its class: "huan-chuong-lao-dong hạng 3"."""
    name = award.award if award.name is None else f"{award.award} ({award.name})"
    return f"{name} hạng {award.award_class}" if award.award_class else name


def _facts(report: Report) -> list[tuple[str, str]]:
    days = " – ".join(str(d) for d in (report.date, report.date_end) if d)
    where = ", ".join(v for v in (report.venue, report.place, report.province) if v)
    facts = [
        ("source", " ".join(v for v in (report.source, report.url) if v)),
        ("published", str(report.published or "")),
        ("relevant", "yes" if report.relevant else "no"),
        ("kind", report.kind),
        ("date", f"{days} {report.part_of_day or ''}".strip()),
        ("where", where),
        ("host", report.host or ""),
    ]
    return [(label, value) for label, value in facts if value]


def _officials(report: Report) -> Table:
    table = Table("official", "titles", "roles", box=None, pad_edge=False, header_style="bold")
    for official in report.officials:
        table.add_row(official.name, "; ".join(official.titles), ", ".join(official.roles))
    return table


def _awards(report: Report) -> Table:
    table = Table("", "award", "count", "recipient", "grantor", "status", box=None, pad_edge=False, header_style="bold")
    for number, award in enumerate(report.awards, start=1):
        sign = {"over": "> ", "about": "~ ", "exact": ""}[award.qualifier]
        count = "" if award.count is None else f"{sign}{award.count}"
        grantor = award.grantor or award.grantor_name or ""
        table.add_row(f"{number}.", describe_award(award), count, award.recipient, grantor, award.status)
    return table
