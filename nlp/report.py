"""The record that leaves reading: what one article says about a ceremony, its officials and its awards."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Kind = Literal["summary", "launch", "conferment", "congress", "council", "plan", "feature", "other"]
PartOfDay = Literal["morning", "afternoon", "evening"]
Role = Literal["attend", "chair", "speak", "present"]
Recipient = Literal["collective", "individual", "household", "case", "mixed"]
Qualifier = Literal["exact", "over", "about"]
Status = Literal["conferred", "cumulative", "proposed", "prospective"]
AwardCode = Literal[
    "huan-chuong-sao-vang",
    "huan-chuong-ho-chi-minh",
    "huan-chuong-doc-lap",
    "huan-chuong-quan-cong",
    "huan-chuong-lao-dong",
    "huan-chuong-bao-ve-to-quoc",
    "huan-chuong-chien-cong",
    "huan-chuong-dai-doan-ket",
    "huan-chuong-dung-cam",
    "huan-chuong-huu-nghi",
    "huan-chuong",
    "huy-chuong",
    "danh-hieu-vinh-du",
    "giai-thuong",
    "co-thi-dua",
    "co-truyen-thong",
    "bang-khen",
    "giay-khen",
    "ky-niem-chuong",
    "huy-hieu",
    "chien-si-thi-dua-toan-quoc",
    "chien-si-thi-dua-cap-bo-tinh",
    "chien-si-thi-dua-co-so",
    "lao-dong-tien-tien",
    "tap-the-lao-dong-xuat-sac",
    "tap-the-lao-dong-tien-tien",
    "don-vi-quyet-thang",
    "khen-thuong",
    "khac",
]
Grantor = Literal[
    "chu-tich-nuoc",
    "chinh-phu",
    "thu-tuong",
    "quoc-hoi",
    "bo-nganh",
    "tinh-uy",
    "hdnd-tinh",
    "ubnd-tinh",
    "so-nganh-tinh",
    "huyen",
    "xa",
    "dang-uy",
    "don-vi",
]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Evidence(_Record):
    """The words a row was read from: `text[start:end]` of the report, in code points, end exclusive."""

    start: int
    end: int
    text: str


class Official(_Record):
    """An office holder who takes part, with every title as given and the roles he has at the event."""

    name: str
    titles: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()


class Breakdown(_Record):
    """One part of a total: "02 đồng chí 75 năm tuổi Đảng" is the label "75 năm tuổi Đảng" and the count 2."""

    label: str
    count: int


class Award(_Record):
    """One stated number (or list of names) of recipients of one award."""

    award: AwardCode
    name: str | None = None
    """As given, where the code is a group of awards."""
    award_class: Annotated[Literal[1, 2, 3] | None, Field(alias="class")] = None
    grantor: Grantor | None = None
    grantor_name: str | None = None
    recipient: Recipient
    count: Annotated[int, Field(ge=1)] | None = None
    qualifier: Qualifier = "exact"
    status: Status
    period: tuple[int, int | None] | None = None
    """First and last year, for what is not of this event."""
    recipient_names: tuple[str, ...] = ()
    presented_by: tuple[str, ...] = ()
    breakdown: tuple[Breakdown, ...] = ()
    evidence: Evidence
    confidence: Annotated[float, Field(ge=0, le=1)]
    """How often rows like this one are right."""


class Movement(_Record):
    """An emulation movement that is launched or summed up."""

    name: str
    start: dt.date | None = None
    end: dt.date | None = None


class Report(_Record):
    """What one article says; the contract between reading and everything behind it."""

    id: str | None = None
    """The article's id."""
    url: str | None = None
    source: str | None = None
    title: str = ""
    published: dt.date | None = None
    """Day of publication, Asia/Ho_Chi_Minh."""
    text: str = ""
    """The canonical text that every offset refers to."""
    relevant: bool = False
    kind: Kind = "other"
    date: dt.date | None = None
    date_end: dt.date | None = None
    part_of_day: PartOfDay | None = None
    province: str | None = None
    """Slug of the province at the time of the event."""
    place: str | None = None
    venue: str | None = None
    host: str | None = None
    officials: tuple[Official, ...] = ()
    awards: tuple[Award, ...] = ()
    movements: tuple[Movement, ...] = ()
    documents: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _evidence_is_exact(self) -> Self:
        for award in self.awards:
            evidence = award.evidence
            if self.text[evidence.start : evidence.end] != evidence.text or not evidence.text:
                raise ValueError(f"evidence {evidence.start}-{evidence.end} is not in the text")
        return self

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the report as JSON, with the field names of the contract."""
        return self.model_dump_json(by_alias=True, indent=indent)
