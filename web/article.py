"""What an article's page shows: its rows, and on the operator's own machine its text with every fact marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nlp.report import Report
from reference.awards import award_types
from warehouse.intake.parts import hash_text
from web.ceremony import has_other_territory, loaded, marks_of, topics_of
from web.highlighting import Stretch, paragraphs_of
from web.snapshot import Snapshot
from web.statements import statement

Row = dict[str, Any]
_ROW = ("award", "name", "class", "grantor", "grantor_name", "recipient", "count", "qualifier", "status")
_EVENT = ("kind", "date", "date_end", "part_of_day", "province", "place", "venue", "host")
_HIDDEN = "."
"""What stands for the letters of a child's name in the sentences of a snapshot."""


def prepare(snapshot: Snapshot, head: Row) -> Row:
    """Return all that is known of an article, from the row of its head.

    `text` is None in a public site, and where the index does not hold it.
    """
    keys = {name: head.pop(name) for name in ("article_key", "report_key", "ceremony_key", "syndicated_of")}
    text_hash = head.pop("text_hash")
    awards = _ask(snapshot, "facts", keys)
    for award in awards:
        award["as_read"] = loaded(award["as_read"])
        award["marks"] = marks_of(award)
        known = award_types().get(award["award"])
        award["own_name"] = award["name"] if known is None or known.named else None
    officials = _ask(snapshot, "officials", keys)
    for one in officials:
        one["as_read"] = loaded(one["as_read"])
    topics = topics_of(snapshot.rows["ceremony/topics"].of(keys["report_key"]))
    copies = _ask(snapshot, "copies", keys)
    ceremonies = _ask(snapshot, "ceremony", keys) if keys["ceremony_key"] else []
    text = _text_of(snapshot, head["article_id"])
    for award in awards:
        award["stands"] = text is not None and _stands(award, text)
    return {
        **head,
        "warnings": head["warnings"] if text is not None else [],  # they may hold words of the text
        "as_read": loaded(head["as_read"]),
        "same_name": has_other_territory(head["province"], head["date"]),
        "ceremony": ceremonies[0] if ceremonies else None,
        "awards": awards,
        "officials": officials,
        **topics,
        "versions": _ask(snapshot, "versions", keys),
        "addresses": _ask(snapshot, "addresses", keys),
        "original": next((_copy(one) for one in copies if one["original"]), None),
        "is_copy": keys["syndicated_of"] is not None,
        "copies": [_copy(one) for one in copies if not one["original"]],
        "articles": [{"source": head["source"], "outlet": head["outlet"]}],
        "text": text,
        "is_as_read": text is not None and hash_text(text) == text_hash,
    }


def paragraphs(head: Mapping[str, Any]) -> list[list[Stretch]]:
    """Return the text of an article's values in paragraphs, its facts marked; rows are known by their number from 1.

    A row whose evidence does not stand at its place marks nothing, and a text that is not the one that was read has
    no marks at all but those of sentences that stand where they stood.
    """
    text: str = head["text"]
    awards: Sequence[Row] = head["awards"]
    standing = [n for n, award in enumerate(awards) if award["stands"]]
    event = {name: head[name] for name in _EVENT if head[name] is not None} if head["is_as_read"] else {}
    officials = [{"name": one["name"], "titles": one["titles"]} for one in head["officials"]]
    topics = {
        "movements": [{"name": one["name"]} for one in head["movements"]],
        "documents": [one["name"] for one in head["documents"]],
    }
    report = Report.model_validate(
        {
            **event,
            **(topics if head["is_as_read"] else {}),
            "text": text,
            "published": head["published"].date() if head["published"] else None,
            "officials": officials if head["is_as_read"] else [],
            "awards": [_award(awards[n], text) for n in standing],
        }
    )
    return [
        [
            Stretch(
                tuple(standing[n - 1] + 1 for n in one.rows), tuple(standing[n - 1] + 1 for n in one.begins), one.pieces
            )
            for one in stretches
        ]
        for stretches in paragraphs_of(report)
    ]


def _stands(award: Mapping[str, Any], text: str) -> bool:
    """Tell whether the sentence of a row stands at its place in a text, names of children apart."""
    there, sentence = text[award["evidence_start"] : award["evidence_end"]], award["evidence"]
    return len(there) == len(sentence) > 0 and all(a == b or b == _HIDDEN for a, b in zip(there, sentence, strict=True))


def _award(row: Mapping[str, Any], text: str) -> Row:
    start, end = row["evidence_start"], row["evidence_end"]
    return {
        **{name: row[name] for name in _ROW},
        "recipient_names": row["recipient_names"],
        "evidence": {"start": start, "end": end, "text": text[start:end]},
        "confidence": row["confidence"],
    }


def _text_of(snapshot: Snapshot, article_id: str) -> str | None:
    """Return the text that the index holds of an article; None in a public site."""
    document = snapshot.held(article_id)
    text = document.get_first("text") if document is not None else None
    return str(text) if text is not None else None


def _copy(row: Mapping[str, Any]) -> Row:
    return {name: value for name, value in row.items() if name != "original"}


def _ask(snapshot: Snapshot, name: str, values: Mapping[str, Any]) -> list[Row]:
    return snapshot.ask(statement(f"article/{name}"), values).records
