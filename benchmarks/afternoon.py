"""What a user would write in an afternoon: names by underthesea's model, the rest by regular expressions.

It reads the canonical text of an article, so that what it misses is missed by reading and not by extraction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import underthesea
import yaml

from reference.folding import slug
from reference.provinces import provinces_on

Record = dict[str, Any]

_CUES = yaml.safe_load(Path(__file__).with_name("afternoon.yaml").read_text(encoding="utf-8"))
_RELEVANT = re.compile(r"thi đua|khen thưởng|bằng khen|giấy khen|huân chương|tuyên dương|danh hiệu", re.IGNORECASE)
_TITLE = (
    r"(?:nguyên |phó |quyền )*(?:chủ tịch|bí thư|giám đốc|trưởng ban|trưởng phòng|thứ trưởng|bộ trưởng|chánh văn phòng|"
    r"ủy viên|tổng giám đốc|hiệu trưởng|chủ nhiệm|cục trưởng|vụ trưởng)"
)
_TITLES_AFTER = re.compile(rf"^\s*[,–-]\s*({_TITLE}[^;.:()]*)", re.IGNORECASE)
_TITLE_BEFORE = re.compile(rf"({_TITLE}(?:(?!{_TITLE})[^,;.:()]){{0,80}})$", re.IGNORECASE)
_VERB = re.compile(r"\s+(?:-|trao|tặng|phát biểu|chủ trì|cho biết|nhấn mạnh|cùng|dự|đã|và các)\s", re.IGNORECASE)
_NEXT_TITLE = re.compile(rf",\s*(?={_TITLE})", re.IGNORECASE)
_ADDRESS = re.compile(r"[\s,:–-]*(?:đồng chí|đ/c|ông|bà|các)?\s*$", re.IGNORECASE)
_KINDS_OF_RECIPIENTS = "|".join(f"(?P<{kind}>{nouns})" for kind, nouns in _CUES["recipients"].items())
_COUNT = re.compile(
    r"(?P<about>hơn|trên|gần|khoảng)?\s*(?P<count>\d[\d.]*|một|hai|ba|bốn|năm)\s+(?:lượt\s+)?"
    rf"(?:{_KINDS_OF_RECIPIENTS})",
    re.IGNORECASE,
)
_CLASS = re.compile(r"hạng\s+(nhất|nhì|ba)", re.IGNORECASE)
_CLASSES = {"nhất": 1, "nhì": 2, "ba": 3}
_QUALIFIERS = {"hơn": "over", "trên": "over", "gần": "about", "khoảng": "about"}
_DATE = re.compile(r"(?:(sáng|chiều|tối)\D{0,20})?\b(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}))?\b", re.IGNORECASE)
_PARTS = {"sáng": "morning", "chiều": "afternoon", "tối": "evening"}
_DOCUMENT = re.compile(r"\b(Quyết định|Chỉ thị|Nghị quyết|Nghị định|Kế hoạch)(?: số)? (\d+[-/][\w/-]+)")
_WORDS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5}
_GIVES = re.compile(r"\b(?:tặng|trao|nhận)\b")
_REACH = 120  # code points between an award and its number


def read(text: str, published: date | None) -> Record:
    """Return what a canonical text says, in the form of a report; its first line is the headline."""
    title, _, body = text.partition("\n")
    sentences = list(_sentences(text))
    relevant = len(_RELEVANT.findall(text)) >= 2
    day, part = _date(body, published)
    found: Record = {"title": title, "text": text, "relevant": relevant, "kind": _kind(text) if relevant else "other"}
    if not relevant:
        return found
    return found | {
        "date": day,
        "part_of_day": part,
        "province": _province(text),
        "officials": _officials(sentences),
        "awards": _distinct(row for start, sentence in sentences for row in _awards(start, sentence)),
        "documents": [" ".join(parts) for parts in dict.fromkeys(_DOCUMENT.findall(text))],
    }


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for paragraph in text.split("\n\n"):
        for sentence in underthesea.sent_tokenize(paragraph):
            if (start := text.find(sentence, at)) >= 0:
                at = start + len(sentence)
                yield start, sentence


def _kind(text: str) -> str:
    opening = text[:600].lower()
    return next((kind for kind, words in _CUES["kinds"].items() if re.search(words, opening)), "feature")


def _date(text: str, published: date | None) -> tuple[str | None, str | None]:
    elsewhere = re.search(r"\b20[0-2]\d\b", text)
    for match in sorted(_DATE.finditer(text), key=lambda m: m[1] is None):  # "Sáng 12/3" before bare dates
        part, day, month, year = match.groups()
        told = year or (published.year if published else elsewhere and elsewhere[0])
        try:
            found = date(int(told), int(month), int(day)) if told else None
        except ValueError:
            continue
        return found.isoformat() if found else None, _PARTS.get((part or "").lower())
    return None, None


def _province(text: str) -> str | None:
    counts = {p.name: len(re.findall(rf"\b{re.escape(p.name)}\b", text)) for p in provinces_on(date(2024, 1, 1))}
    name = max(counts, key=lambda n: counts[n])
    return slug(name) if counts[name] else None


def _officials(sentences: list[tuple[int, str]]) -> list[Record]:
    people: dict[str, Record] = {}
    for _, sentence in sentences:
        roles = [role for role, words in _CUES["roles"].items() if re.search(words, sentence, re.IGNORECASE)]
        at = 0
        for name in _names(sentence):
            start = sentence.find(name, at)
            if start < 0:
                continue
            titles = _titles(sentence[at:start], sentence[start + len(name) :])
            at = start + len(name)
            if titles or name in people:
                person = people.setdefault(name, {"name": name, "titles": [], "roles": []})
                person["titles"] += [title for title in titles if title not in person["titles"]]
                person["roles"] += [role for role in roles if role not in person["roles"]]
    return list(people.values())


def _names(sentence: str) -> list[str]:
    names: list[str] = []
    for word, _, _, tag in underthesea.ner(sentence):
        if tag == "B-PER":
            names.append(word)
        elif tag == "I-PER" and names:
            names[-1] += f" {word}"
    return [name for name in names if " " in name]


def _titles(before: str, after: str) -> list[str]:
    if found := _TITLES_AFTER.match(after):
        return [title.strip() for title in _NEXT_TITLE.split(_VERB.split(found[1])[0])]
    if found := _TITLE_BEFORE.search(_ADDRESS.sub("", before)):
        return [found[1].strip()]
    return []


def _awards(start: int, sentence: str) -> Iterator[Record]:
    lower = sentence.lower()
    found = sorted(
        (m.start(), m.end(), code) for code, words in _CUES["awards"].items() for m in re.finditer(words, lower)
    )
    evidence = {"start": start, "end": start + len(sentence), "text": sentence}
    status = next((name for name, words in _CUES["statuses"].items() if re.search(words, lower)), "conferred")
    for number, (first, last, code) in enumerate(found):
        limit = found[number + 1][0] if number + 1 < len(found) else len(lower)
        stretch = lower[last : min(limit, last + _REACH)]
        counts = list(_COUNT.finditer(stretch)) or list(_COUNT.finditer(lower[max(0, first - _REACH) : first]))[-2:]
        told = _CLASS.search(stretch)
        grantors = [
            (abs(m.start() - first), name)
            for name, words in _CUES["grantors"].items()
            for m in re.finditer(words, lower)
        ]
        row = {
            "award": code,
            "class": _CLASSES[told[1]] if told else None,
            "grantor": min(grantors)[1] if grantors else None,
            "status": status,
            "evidence": evidence,
        }
        for count in counts:
            yield row | {
                "recipient": next(kind for kind in _CUES["recipients"] if count[kind]),
                "count": _WORDS.get(count["count"]) or int(count["count"].replace(".", "")),
                "qualifier": _QUALIFIERS.get(count["about"] or "", "exact"),
            }
        if not counts and _GIVES.search(lower):  # "trao Bằng khen cho anh …"
            yield row | {"recipient": "individual", "count": 1, "qualifier": "exact"}


def _distinct(rows: Iterable[Record]) -> list[Record]:
    """Return the rows without those that say again what an earlier one said: lead, body and caption agree."""
    kept: dict[tuple[Any, ...], Record] = {}
    for row in rows:
        kept.setdefault(tuple(row[field] for field in ("award", "class", "recipient", "count")), row)
    return list(kept.values())
