"""Pages for looking over what was read: an article with its facts highlighted, and the rows beside it.

A page is one file without scripts and without anything from elsewhere; whatever the article says stays text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from nlp.report import Award, Report
from reference.awards import award_types
from reference.provinces import at
from web.highlighting import paragraphs_of

_FOLDER = Path(__file__).with_name("templates")
_CLASSES = {1: "hạng Nhất", 2: "hạng Nhì", 3: "hạng Ba"}
_SURE = 0.9
"""Confidence from which a row is shown as sure."""


def article_page(report: Report, *, index: str | None = None) -> str:
    """Return the page of one report as HTML; `index` is the address of a list that it belongs to."""
    return _render(
        "article.html.j2",
        report=report,
        index=index,
        link=_web_address(report.url),
        facts=_facts(report),
        rows=[_row(report, award) for award in report.awards],
        officials=[
            {"name": o.name, "titles": o.titles, "roles": [_labels()["role"][role] for role in o.roles]}
            for o in report.officials
        ],
        paragraphs=paragraphs_of(report),
        legend=_labels()["mark"],
    )


def index_page(title: str, listed: Sequence[tuple[str, Report]], failed: Sequence[str]) -> str:
    """Return the page that lists articles, each as the address of its page and its report.

    `failed` says in a line each which files hold no article.
    """
    entries = [
        {
            "href": href,
            "title": report.title or href,
            "relevant": report.relevant,
            "facts": " · ".join(value for label, value in _facts(report) if label in ("Loại", "Thời gian", "Nơi")),
            "awards": len(report.awards),
            "unsure": sum(award.confidence < _SURE for award in report.awards),
            "officials": len(report.officials),
            "warnings": len(report.warnings),
        }
        for href, report in listed
    ]
    return _render("index.html.j2", title=title, entries=entries, failed=failed)


def _facts(report: Report) -> list[tuple[str, str]]:
    province = at(report.province, report.date or report.published).full_name if report.province else ""
    days = " – ".join(_day(day) for day in (report.date, report.date_end) if day)
    part = _labels()["part_of_day"][report.part_of_day] if report.part_of_day else ""
    facts = [
        ("Loại", _labels()["kind"][report.kind] if report.relevant else ""),
        ("Thời gian", ", ".join(value for value in (part, days) if value)),
        ("Nơi", ", ".join(value for value in (report.venue, report.place, province) if value)),
        ("Đơn vị tổ chức", report.host or ""),
        ("Phong trào", "; ".join(movement.name for movement in report.movements)),
        ("Văn bản", "; ".join(report.documents)),
        ("Nguồn", report.source or ""),
        ("Đăng ngày", _day(report.published) if report.published else ""),
    ]
    return [(label, value) for label, value in facts if value]


def _row(report: Report, award: Award) -> dict[str, Any]:
    labels = _labels()
    name = award.name or award_types()[award.award].vi
    count = f"{award.count:,}".replace(",", ".") if award.count else "không nêu số"
    first, last = award.period or (None, None)
    period = f"{first}–{last}" if last and last != first else f"{first or ''}"
    details = [
        ("Được khen", "; ".join(award.recipient_names)),
        ("Người trao", "; ".join(award.presented_by)),
        ("Gồm", "; ".join(f"{part.label}: {part.count}" for part in award.breakdown)),
    ]
    return {
        "award": " ".join(value for value in (name, _CLASSES.get(award.award_class or 0)) if value),
        "amount": f"{labels['qualifier'][award.qualifier]} {count}".strip(),
        "recipient": labels["recipient"][award.recipient],
        "grantor": award.grantor_name or labels["grantor"].get(award.grantor, "–"),
        "status": " ".join(value for value in (labels["status"][award.status], period) if value),
        "given": award.status == "conferred",
        "confidence": f"{award.confidence:.0%}",
        "sure": award.confidence >= _SURE,
        "details": [(label, value) for label, value in details if value],
        "correction": _correction(report, award),
    }


def _correction(report: Report, award: Award) -> str | None:
    """Return the beginning of an entry for the operator's file of corrections, None where the article has no id."""
    article = report.url or report.id
    if article is None:
        return None
    wrong = {"award": award.award, "count": award.count, "recipient": award.recipient, "evidence": award.evidence.text}
    entry = {"article": article, "award": {"wrong": wrong, "right": {"count": award.count}}}
    text: str = yaml.safe_dump([entry], allow_unicode=True, sort_keys=False, width=10_000)
    return f"{text}  by:\n  on:\n  why:\n"


def _day(day: dt.date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def _web_address(url: str | None) -> str | None:
    return url if url and url.startswith(("https://", "http://")) else None


@lru_cache(maxsize=1)
def _labels() -> dict[str, dict[str | None, str]]:
    labels: dict[str, dict[str | None, str]] = yaml.safe_load((_FOLDER / "labels.yaml").read_text(encoding="utf-8"))
    return labels


@lru_cache(maxsize=1)
def _environment() -> Environment:
    loader = FileSystemLoader(_FOLDER)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def _render(name: str, **values: object) -> str:
    page: str = _environment().get_template(name).render(values)
    return page
