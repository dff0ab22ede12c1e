"""An award group as linking takes it, and what is read from its sentence: a decision, a handing over, years."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from nlp.report import Qualifier
from reference.folding import aligned, aligned_pattern, norm
from warehouse.awards.recipients import Recipient, recipient
from warehouse.awards.told import ONE_GRANTOR, Period

_OF_AGE = norm("tuổi")
_ONCE = frozenset({"danh-hieu-vinh-du", "giai-thuong"})
_SUITS = {
    "chu-tich-nuoc": "qđ-ctn",
    "thu-tuong": "qđ-ttg",
    "chinh-phu": "qđ-ttg",
    "ubnd-tinh": "qđ-ub",
    "huyen": "qđ-ub",
    "xa": "qđ-ub",
}
_HANDS = aligned_pattern(
    r"\b(?:trao(?! đổi| trả| lại| thưởng tiền)|gắn(?! bó| với| liền| kết| chặt)|công bố|đọc(?! sách)|"
    r"(?<!ghi )(?<!công )(?<!xác )(?<!chứng )(?<!tiếp )(?<!cảm )nhận(?! thấy| thức| định| được tin))\b"
)
_GIVES = aligned_pattern(r"(?:(?:truy|phong|trao|khen|về việc|việc) )*(?:tặng|thưởng|khen|công nhận)")
_SIGNS = aligned_pattern(r"(?:ký|ban hành|ra|có) (?:ban hành )?(?:các )?")
_DECIDES = re.compile(
    rf"\b(?:{_SIGNS})?"
    + aligned_pattern(r"quyết định (?:số \S+ )?(?:ngày [\d/.-]+ )?(?:của [^,;.]{0,60} )?")
    + _GIVES
    + rf"|\b{_SIGNS}"
    + aligned_pattern(r"quyết định|\btheo (?:các )?quyết định")
)
_HANDED = re.compile(_HANDS)
_DECISION = norm("Quyết định ")
_DECISION_WORD, _YEAR_WORD = aligned("quyết định"), aligned("năm ")
_NUMBER = re.compile(r"\d+/qđ[\w-]*")
_MARKS = re.compile(r"\s*([/-])\s*")
_YEAR = re.compile(aligned_pattern(r"\bnăm (?:học )?((?:19|20)\d\d)(?: ?[-–] ?((?:19|20)\d\d))?"))
_DATE = re.compile(aligned_pattern(r"\bngày \d{1,2}\S{0,8}(?: tháng \d{1,2})? năm (?:19|20)\d\d"))


class Facts(NamedTuple):
    """What is read from an award group.

    `decisions` are the numbers of the decisions cited that its grantor can have made ("512/qđ-ctn"), `said` those of
    them in the sentence itself, `years` the years that it names; `decided` and `handed` what it tells of. `once` is
    whether a recipient does not get the award again within the time looked at.
    """

    grantor: str | None
    decisions: frozenset[str]
    said: frozenset[str]
    years: frozenset[str]
    decided: bool
    handed: bool
    once: bool


@dataclass(slots=True)
class Conferred:
    """An award group as `handovers.link` takes it: conferred, with what stands in it.

    `held` says that its event gives a day, which is `day`; else that is the day of first publication. `province` is
    the slug of today's 34. `name`, `recipients` and `documents` (all that its own reports cite) are under
    `reference.folding.norm`; `evidence` is the sentence of the row that says it best.
    """

    group: str
    event: str
    held: bool
    day: dt.date | None
    province: str | None
    kind: str
    award: str
    name: str
    award_class: int | None
    grantor: str | None
    recipient: str
    count: int | None
    qualifier: Qualifier
    period: Period | None
    recipients: Sequence[str]
    documents: Sequence[str]
    evidence: str
    _facts: Facts | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def facts(self) -> Facts:
        """What is read from it, once."""
        if self._facts is None:
            self._facts = _facts_of(self)
        return self._facts

    def names(self) -> list[Recipient]:
        """Return the recipients as they are compared."""
        return [recipient(name) for name in self.recipients]


def decisions_of(award: Conferred) -> frozenset[str]:
    """Return the numbers of the decisions cited that the award's grantor can have made: "512/qđ-ctn"."""
    if not award.documents:
        return frozenset()
    suits = f"/{_SUITS.get(award.grantor or '', 'qđ-')}"
    return frozenset(
        [
            document[len(_DECISION) :]
            for document in award.documents
            if suits in document and document.startswith(_DECISION)
        ]
    )


def _facts_of(award: Conferred) -> Facts:
    flat = aligned(award.evidence)
    rest, decides = _DECIDES.subn(" ", flat) if _DECISION_WORD in flat else (flat, 0)
    decisions, handed = decisions_of(award), _HANDED.search(rest) is not None
    once = award.award in _ONCE or award.award.startswith("huan-chuong")
    years = _YEAR.finditer(_DATE.sub(" ", flat)) if _YEAR_WORD in flat else ()
    return Facts(
        grantor=ONE_GRANTOR.get(award.grantor, award.grantor) if award.grantor else None,
        decisions=decisions,
        said=decisions & set(_NUMBER.findall(_MARKS.sub(r"\1", flat))) if decisions else decisions,
        years=frozenset(year for found in years for year in found.groups() if year),
        decided=award.kind == "plan" or (not handed and decides > 0),
        handed=handed,
        once=once or (award.award == "huy-hieu" and _OF_AGE in award.name),
    )
