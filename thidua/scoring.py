"""Scores of reports against reports annotated by hand, field by field, each article for itself.

A gold report has the fields of a report, and says so where more than one answer is right: `{"any": [a, b]}` in place of
a value; `"optional": true` on an award; `officials_optional`, `titles_optional`, `roles_optional`,
`documents_optional`, `movements_optional` and `aliases` for what is neither required nor wrong; `"roles": null` where
roles are not scored. An article that need not count as relevant is scored in detail only where the prediction calls it
relevant; one that is not relevant is scored only for award rows, all of them wrong.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

Record = dict[str, Any]

LISTS = (
    "officials.name",
    "officials.title",
    "officials.role",
    "awards.strict",
    "awards.lenient",
    "awards.recipient_names",
    "awards.presented_by",
    "documents",
    "movements",
)
SINGLE = ("relevant", "kind", "date", "province", "venue")
DETAILS = ("qualifier", "period")
FIXED_GRANTOR = ("huan-chuong", "huy-chuong", "danh-hieu-vinh-du", "giai-thuong", "chien-si-thi-dua-toan-quoc")
"""How the codes begin of awards whose grantor the law fixes, so that it is not scored."""
_STRICT = ("award", "class", "recipient", "count", "status")
_LENIENT = ("award", "recipient", "count")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_NUMBERS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_MOVEMENT_LENGTH = 60


@dataclass(slots=True)
class Tally:
    """Hits, misses and false alarms of one field in one article."""

    hits: int = 0
    missed: list[Any] = field(default_factory=list)
    extra: list[Any] = field(default_factory=list)

    def add(self, hits: int, missed: Sequence[Any], extra: Sequence[Any]) -> None:
        """Count more of them."""
        self.hits += hits
        self.missed += missed
        self.extra += extra

    def add_sets(self, want: set[Any], got: set[Any]) -> None:
        """Count what two sets share and what only one of them has."""
        self.add(len(want & got), sorted(want - got), sorted(got - want))


@dataclass(slots=True)
class ArticleScore:
    """How one report compares with its gold: tallies of lists, (right, asked) of single values, and what is broken."""

    tallies: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    single: dict[str, tuple[int, int]] = field(default_factory=dict)
    wrong: list[tuple[str, Any, Any]] = field(default_factory=list)
    broken: list[tuple[str, Any]] = field(default_factory=list)
    rows: list[tuple[float, bool]] = field(default_factory=list)
    """Confidence of each award row that is scored, and whether it is strictly right."""

    def count(self, name: str, right: bool) -> None:
        """Count one more single value, right or wrong."""
        good, asked = self.single.get(name, (0, 0))
        self.single[name] = (good + right, asked + 1)


def score_article(gold: Record, report: Record) -> ArticleScore:
    """Compare one report with its gold; an empty record stands for a report that is missing."""
    score = ArticleScore()
    relevant = _choices(gold.get("relevant", True))
    detailed = True in relevant and (False not in relevant or bool(report.get("relevant")))
    for name in SINGLE:
        if name in gold and (detailed or name == "relevant"):
            _score_single(score, name, gold[name], report.get(name))
    if detailed:
        _score_officials(score, gold, report)
        _score_awards(score, gold, report)
        _score_documents(score, gold, report)
    elif relevant == [False]:
        _score_awards(score, {}, report)
    _find_broken(score, gold, report)
    return score


def comparable(text: object) -> str:
    """Return `text` for comparing: without case, punctuation, extra spaces and the place of tone marks."""
    joined = re.sub(r"['’‘`]\s*", "", str(text or "").replace("\u00d0", "Đ"))
    letters = unicodedata.normalize("NFD", joined).casefold()
    words = "".join(c if c.isalnum() or unicodedata.combining(c) else " " for c in letters).split()
    return " ".join("".join(sorted(word, key=lambda c: (c in _TONES, c if c in _TONES else ""))) for word in words)


def _choices(value: object) -> list[Any]:
    return list(value["any"]) if isinstance(value, dict) and "any" in value else [value]


def _comparable_all(values: Iterable[object] | None) -> set[str]:
    return {comparable(v) for v in values or []}


def _document(text: object) -> str:
    return " ".join(word for word in comparable(text).split() if word != comparable("số"))


def _movement(value: object) -> str:
    return comparable(value["name"] if isinstance(value, dict) else value)[:_MOVEMENT_LENGTH]


def _score_single(score: ArticleScore, name: str, want: object, got: object) -> None:
    right = comparable(got) in _comparable_all(_choices(want)) if name == "venue" else got in _choices(want)
    score.count(name, right)
    if not right:
        score.wrong.append((name, want, got))


def _score_officials(score: ArticleScore, gold: Record, report: Record) -> None:
    def same(want: Record, got: Record) -> bool:
        return comparable(got.get("name")) in _comparable_all([want["name"], *want.get("aliases", [])])

    pairs, missed, extra = match(gold.get("officials") or [], report.get("officials") or [], same)
    allowed = _comparable_all(gold.get("officials_optional"))
    extra = [o for o in extra if comparable(o.get("name")) not in allowed]
    score.tallies["officials.name"].add(len(pairs), [o["name"] for o in missed], [o.get("name") for o in extra])
    pairs += [(official, {}) for official in missed]
    pairs += [({"name": official.get("name"), "titles": [], "roles": []}, official) for official in extra]
    for want, got in pairs:
        for name, tally in (("titles", "officials.title"), ("roles", "officials.role")):
            if want.get(name) is None:
                continue
            optional = _comparable_all(want.get(f"{name}_optional"))
            wanted, found = _comparable_all(want[name]) - optional, _comparable_all(got.get(name)) - optional
            who = want["name"]
            score.tallies[tally].add(
                len(wanted & found),
                [f"{who}: {t}" for t in sorted(wanted - found)],
                [f"{who}: {t}" for t in sorted(found - wanted)],
            )


def _score_awards(score: ArticleScore, gold: Record, report: Record) -> None:
    awards = report.get("awards") or []
    required = [a for a in gold.get("awards") or [] if not a.get("optional")]
    optional = [a for a in gold.get("awards") or [] if a.get("optional")]
    for name, same in (("awards.strict", _same_strictly), ("awards.lenient", _same_award)):
        pairs, missed, extra = match(required, awards, same)
        _, _, extra = match(optional, extra, _same_award)
        score.tallies[name].add(len(pairs), [_at_length(a) for a in missed], [_at_length(a) for a in extra])
        if name == "awards.strict":
            judged = [(got, True) for _, got in pairs] + [(got, False) for got in extra]
            score.rows += [(got["confidence"], right) for got, right in judged if "confidence" in got]
            for want, got in pairs:
                _score_details(score, want, got)


def _score_details(score: ArticleScore, want: Record, got: Record) -> None:
    for name in DETAILS:
        if name in want:
            score.count(name, got.get(name) in _choices(want[name]))
    for name in ("recipient_names", "presented_by"):
        score.tallies[f"awards.{name}"].add_sets(_comparable_all(want.get(name)), _comparable_all(got.get(name)))


def _same_award(want: Record, got: Record, fields: Sequence[str] = _LENIENT) -> bool:
    return all(got.get(f) in _choices(want.get(f)) for f in fields)


def _same_strictly(want: Record, got: Record) -> bool:
    if not _same_award(want, got, _STRICT):
        return False
    return str(got.get("award") or "").startswith(FIXED_GRANTOR) or got.get("grantor") in _choices(want.get("grantor"))


def _brief(award: Record) -> str:
    return " ".join(f"{k}={award.get(k)}" for k in ("award", "class", "grantor", "recipient", "count", "status"))


def _at_length(award: Record) -> str:
    evidence = award.get("evidence")
    words = evidence.get("text") if isinstance(evidence, dict) else evidence
    return f"{_brief(award)} “{' '.join(words.split())}”" if words else _brief(award)


def _score_documents(score: ArticleScore, gold: Record, report: Record) -> None:
    for name, key in (("documents", _document), ("movements", _movement)):
        want = {key(v) for v in gold.get(name) or []}
        got = {key(v) for v in report.get(name) or []}
        got -= {key(v) for v in gold.get(f"{name}_optional") or []} - want
        score.tallies[name].add_sets(want, got)


def _find_broken(score: ArticleScore, gold: Record, report: Record) -> None:
    text = report.get("text") or ""
    for award in report.get("awards") or []:
        evidence = award.get("evidence")
        words = evidence.get("text") if isinstance(evidence, dict) else None
        if not words or text[int(evidence.get("start") or 0) : int(evidence.get("end") or 0)] != words:
            score.broken.append(("evidence is not in the text", _brief(award)))
        elif not states_count(award, words):
            score.broken.append(("evidence without its count", f"{award.get('count')} in {words[:80]!r}"))
    shown = {k: v for k, v in report.items() if k in ("officials", "awards", "title")}
    said = json.dumps(shown, ensure_ascii=False)
    score.broken += [("boilerplate", name) for name in gold.get("must_not_mention", []) if name in said]


def states_count(award: Record, evidence: str) -> bool:
    """Tell whether the evidence holds the award's number in digits or a word, or needs none (no number; names)."""
    count = award.get("count")
    if count is None or award.get("recipient_names") or count in (1, 12):
        return True
    digits = re.findall(r"\d+", re.sub(r"(?<=\d)[.\s](?=\d{3}\b)", "", evidence))
    return count in {int(d) for d in digits} or (count <= 10 and _NUMBERS[count] in evidence.casefold())


def match(
    golds: Sequence[Record], predictions: Sequence[Record], same: Callable[[Record, Record], bool]
) -> tuple[list[tuple[Record, Record]], list[Record], list[Record]]:
    """Pair golds and predictions one to one, as many as can be; return the pairs and what is left of both."""
    edges = [[j for j, p in enumerate(predictions) if same(g, p)] for g in golds]
    owner: dict[int, int] = {}

    def claim(gold: int, tried: set[int]) -> bool:
        for candidate in edges[gold]:
            if candidate in tried:
                continue
            tried.add(candidate)
            if candidate not in owner or claim(owner[candidate], tried):
                owner[candidate] = gold
                return True
        return False

    for number in range(len(golds)):
        claim(number, set())
    partner = {gold: prediction for prediction, gold in owner.items()}
    return (
        [(golds[i], predictions[partner[i]]) for i in sorted(partner)],
        [g for i, g in enumerate(golds) if i not in partner],
        [p for j, p in enumerate(predictions) if j not in owner],
    )
