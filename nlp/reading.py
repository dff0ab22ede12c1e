"""Reading: one article in, one report out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from extract.article import Article
from nlp.awards import read_awards
from nlp.badges import breakdown_by_years
from nlp.confidence import confidence_of
from nlp.documents import find_documents
from nlp.drafts import Draft
from nlp.event import is_relevant, read_kind
from nlp.granting import grantor_by_office
from nlp.layers import Layers, annotate, with_province
from nlp.merging import is_unsure, merge
from nlp.movements import read_movements
from nlp.officials import Officials, Presenter, read_officials
from nlp.report import Award, Evidence, Kind, Official, Report, Status
from nlp.sentences import Sentence
from nlp.status import Scope, is_tally, scope_of
from nlp.triggers import may_report_awards
from nlp.trouble import beginning, find_troubles, readable
from nlp.when import When, read_when
from nlp.where import read_host, read_place, read_province, read_venue
from reference.folding import aligned_pattern, norm

_RECEIVED = re.compile(aligned_pattern(r"\b(?:được|nhận)\b"))
_GIVES = re.compile(aligned_pattern(r"\b(?:tặng|trao|gắn)\b"))
_MANY, _SEVERAL, _TENS = 400, 5, 100
"""More recipients of one award than one event honours, and the same for a sentence that names several awards."""
_OPENING = 80  # code points at the head of a sentence that tell of which time it speaks
_PARTS_REACH = 3000  # code points; the parts of a total stand no farther behind it
_EMULATION = re.compile(aligned_pattern(r"\b(?:thi đua|khen thưởng|phong trào|tôn vinh|tuyên dương|biểu dương)\b"))
_SCOPE_ENDS = ("title", "subhead", "caption")
"""Paragraphs that neither take over what was said before them nor hand it on."""


def read_article(article: Article) -> Report:
    """Read who was honoured, with what, by whom, where and when.

    Any text gives a report: what could not be read or resolved is in its warnings.
    """
    whole = readable(article)
    article = beginning(whole)
    layers = annotate(article, article.province)
    when = read_when(layers)
    province = read_province(layers, article.province, when.day)
    if not is_relevant(layers, []) and not may_report_awards(layers.flat):
        return _report(whole, when, province)
    if article.province is None and province is not None:
        layers = with_province(layers, province, when.day)
    found = read_officials(layers)
    drafts = _drafts(layers, found)
    kind = read_kind(layers, drafts, dated=when.told)
    rows = merge(_with_statuses(drafts, kind))
    offices = {official.name: official.titles for official in found.officials}
    for row in rows:
        _settle_grantor(layers, row, offices)
        _add_breakdown(layers, row)
    if not is_relevant(layers, rows):
        return _report(whole, when, province)
    rows = [row for row in rows if not is_unsure(row)]
    return _report(
        whole,
        when,
        province,
        relevant=True,
        kind=kind,
        date=when.day,
        date_end=when.last,
        part_of_day=when.part,
        place=read_place(layers),
        venue=read_venue(layers),
        host=read_host(layers),
        officials=tuple(_without_recipients(found, rows)),
        awards=tuple(_award(layers, row, kind) for row in rows),
        movements=tuple(read_movements(layers)),
        documents=tuple(find_documents(article.text)),
    )


def _report(article: Article, when: When, province: str | None, **told: Any) -> Report:  # noqa: ANN401
    """Return a report of what is known of every article, and of what a relevant one tells."""
    warnings = [*article.warnings, *find_troubles(article), *([when.warning] if when.warning else [])]
    return Report(
        id=article.id,
        url=article.url,
        source=article.source,
        title=article.title,
        published=article.published_on,
        text=article.text,
        province=province,
        warnings=tuple(dict.fromkeys(warnings)),
        **told,
    )


def _without_recipients(found: Officials, rows: Sequence[Draft]) -> list[Official]:
    """Leave out those who are named only where they receive an award, whatever their office."""
    honoured = {norm(name) for row in rows for name in row.recipient_names}
    told = Counter(key for parts in found.parts.values() for key in {part.key for part in parts})
    once = {key for key, times in told.items() if times == 1}
    return [o for o in found.officials if o.roles or norm(o.name) not in honoured & once]


def _drafts(layers: Layers, officials: Officials) -> list[Draft]:
    """Read every sentence; a status said in one sentence holds for the next ones of its paragraph."""
    drafts: list[Draft] = []
    scope, paragraph, listing = Scope(), -1, False
    for number, sentence in enumerate(layers.sentences):
        goes_on = sentence.paragraph == paragraph or (listing and sentence.kind in ("item", "paragraph", "cell"))
        if not goes_on or sentence.kind in _SCOPE_ENDS:
            scope, listing = Scope(), False
        paragraph = sentence.paragraph
        rows, scope = read_awards(layers, number, sentence, officials.parts[number], scope)
        introduced = not rows and (layers.text[sentence.end - 1] == ":" or _opens_tally(layers, sentence))
        listing = introduced or (listing and sentence.kind == "item")
        if introduced:
            scope = scope_of(layers.flat[sentence.start : sentence.end], "", scope)
        for row in rows:
            row.presented_by = _presenters(layers, row, officials.presenters[number])
        drafts += rows
    return drafts


def _opens_tally(layers: Layers, sentence: Sentence) -> bool:
    """Tell whether a sentence about emulation speaks of other times, and so do those behind it that list the awards."""
    words = layers.flat[sentence.start : sentence.end]
    return is_tally(words[:_OPENING]) and _EMULATION.search(words) is not None


def _presenters(layers: Layers, row: Draft, presenters: list[Presenter]) -> list[str]:
    """Return who hands over: those named in the row's clause, else those of the clauses before that it goes on."""
    clause_end = layers.flat.find(";", row.clause, row.end)
    clause = layers.flat[row.clause : clause_end if clause_end >= 0 else row.end]
    own = [who.name for who in presenters if row.clause <= who.start < row.clause + len(clause)]
    if not own and not _has_subject(layers, row.clause, clause):
        own = [who.name for who in presenters if who.start < row.clause]
    return list(dict.fromkeys(own))


def _settle_grantor(layers: Layers, row: Draft, offices: Mapping[str, Sequence[str]]) -> None:
    """Where no grantor is named, take the body whose head hands the award over; `offices` are titles by name."""
    if row.grantor is not None:
        return
    for name in row.presented_by:
        if pair := grantor_by_office(layers, row.award, offices.get(name, ())):
            row.grantor, row.grantor_name, row.grantor_told = *pair, "office"
            return


def _has_subject(layers: Layers, start: int, clause: str) -> bool:
    """Tell whether a clause says itself who gives or receives: "…; trao Bằng khen cho 5 cá nhân" goes on."""
    if _RECEIVED.search(clause):
        return True
    verb = _GIVES.search(clause)
    reach = start + (verb.start() if verb else 0)
    return bool(layers.titles.within(start, reach) or layers.grantors.within(start, reach))


def _with_statuses(drafts: Sequence[Draft], kind: Kind) -> list[Draft]:
    """Settle the status of every row; a sentence of large numbers and several awards tallies them."""
    told = defaultdict(list)
    for draft in drafts:
        told[draft.sentence].append(draft)
    return [_with_status(draft, kind, tallied=_is_list_of_tallies(told[draft.sentence])) for draft in drafts]


def _is_list_of_tallies(rows: Sequence[Draft]) -> bool:
    counts = [row.count or 0 for row in rows if row.award not in ("huy-hieu", "danh-hieu-vinh-du")]
    return max(counts, default=0) >= _MANY or (len(counts) >= _SEVERAL and max(counts) >= _TENS)


def _with_status(draft: Draft, kind: Kind, *, tallied: bool) -> Draft:
    """Settle the status where the words left it open: at an event awards are given, a feature or plan tallies them."""
    default: Status = "cumulative" if tallied or kind in ("feature", "plan") else "conferred"
    if kind == "council" and draft.status is None:
        default = "proposed"
    draft.stated = draft.stated or draft.status is not None or bool(draft.presented_by)
    draft.status = draft.status or default
    return draft


def _add_breakdown(layers: Layers, row: Draft) -> None:
    """Tell the parts of a total of Party badges, which the rest of its paragraph gives by years."""
    if row.award == "huy-hieu" and "Đảng" in (row.name or "") and row.count:
        paragraph = layers.article.paragraphs[layers.sentences[row.sentence].paragraph]
        reach = min(paragraph.end, row.start + _PARTS_REACH)
        row.breakdown = list(breakdown_by_years(layers.flat[row.start : reach], row.count))


def _award(layers: Layers, row: Draft, kind: Kind) -> Award:
    return Award.model_validate(
        {
            "award": row.award,
            "name": row.name,
            "class": row.award_class,
            "grantor": row.grantor,
            "grantor_name": row.grantor_name,
            "recipient": row.recipient or "case",
            "count": row.count,
            "qualifier": row.qualifier,
            "status": row.status,
            "period": row.period,
            "recipient_names": tuple(row.recipient_names),
            "presented_by": tuple(row.presented_by),
            "breakdown": tuple(row.breakdown),
            "evidence": Evidence(start=row.start, end=row.end, text=layers.text[row.start : row.end]),
            "confidence": confidence_of(row, kind),
        }
    )
