"""Documents: laws and decisions that an article cites, as kind and number."""

from __future__ import annotations

import re

from reference.folding import norm

_KINDS = (
    "Chỉ thị|Nghị quyết|Quyết định|Kết luận|Nghị định|Thông tư liên tịch|Thông tư|Kế hoạch|"
    "Hướng dẫn|Quy định|Quy chế|Công văn|Thông báo|Thông tri|Công điện|Pháp lệnh|Tờ trình|Đề án|"
    "Sắc lệnh|Lệnh"
)
_NUMBERED = re.compile(
    rf"\b(?P<kind>{_KINDS})\s+(?:liên tịch\s+)?(?:[Ss]ố\s*:?\s*)?"
    r"(?P<number>\d{1,5}(?:\s?[/-]\s?[\dA-ZĐƯ][\w.&ĐƯ]*(?:\s?[-/]\s?[A-ZĐƯ][\w.&ĐƯ]*)*)?)(?![\w%])"
)
_LAW = re.compile(
    r"\bLuật (?:Thi đua, khen thưởng|Thi đua, Khen thưởng|Thi đua - khen thưởng|"
    r"Thi đua – khen thưởng|Thi đua khen thưởng)"
)
_BARE_KINDS = frozenset({"Chỉ thị", "Nghị quyết", "Kết luận", "Quyết định", "Nghị định", "Thông tư"})


def find_documents(text: str) -> list[str]:
    """Return the documents cited in `text`, each once in its fullest form, in the order of the text."""
    found: list[str] = []
    for match in sorted([*_NUMBERED.finditer(text), *_LAW.finditer(text)], key=lambda m: m.start()):
        if match.re is _LAW:
            found.append("Luật Thi đua, khen thưởng")
            continue
        kind, number = match["kind"].capitalize(), re.sub(r"\s", "", match["number"]).rstrip(".")
        if number.isdigit() and kind not in _BARE_KINDS:
            continue
        found.append(f"{kind} {number}")
    return _fullest(found)


def _fullest(found: list[str]) -> list[str]:
    """Join "Chỉ thị 34" with "Chỉ thị 34-CT/TW"."""
    out: list[str] = []
    for name in found:
        key = norm(name)
        same = next((i for i, kept in enumerate(out) if _one(norm(kept), key)), None)
        if same is None:
            out.append(name)
        elif len(name) > len(out[same]):
            out[same] = name
    return out


def _one(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long == short or (long.startswith(short) and long[len(short)] in "-/")
