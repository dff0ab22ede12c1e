"""The record that leaves extraction: the text of one article and what is known about it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator

ParagraphKind = Literal["title", "lead", "paragraph", "subhead", "quote", "item", "caption", "cell"]


class Paragraph(BaseModel):
    """One paragraph as offsets into the article's text, in code points, end exclusive."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: ParagraphKind
    start: int
    end: int


class Article(BaseModel):
    """One article: its canonical text, cut into paragraphs, with dates and credits apart from it.

    `text` is the canonical text that every offset in the project refers to: NFC, whitespace normalised, paragraphs
    joined by one blank line, the title first. Bylines, photo credits, related boxes and site furniture are not in it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    """First 16 hex digits of the SHA-256 of the canonical URL, or of the text where there is no URL."""
    url: str | None = None
    """Canonical address."""
    source: str | None = None
    """The outlet: its domain without `www.`."""
    province: str | None = None
    """Slug of the outlet's province on the day of publication; None for national outlets and unknown ones."""
    title: str = ""
    text: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    byline: str | None = None
    photo_credits: tuple[str, ...] = ()
    """Who took the photographs, as captions and credit lines name them, each once, in page order."""
    credit: str | None = None
    """The source that the article itself credits ("nguồn tin", "theo")."""
    published: datetime | None = None
    """With zone; at midnight Asia/Ho_Chi_Minh where the page gives only a day."""
    published_from: Literal["meta", "json-ld", "page", "url", "given"] | None = None
    modified: datetime | None = None
    modified_from: Literal["meta", "json-ld", "page", "url", "given"] | None = None
    tags: tuple[str, ...] = ()
    section: str | None = None
    language: str | None = None
    """ISO 639-1 code."""
    family: str | None = None
    """The CMS family that was recognised, or `trafilatura` or `plain-text`."""
    fetched: datetime | None = None
    record: str | None = None
    """Place of the page in the archive."""
    warnings: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _paragraphs_lie_in_text(self) -> Self:
        end = 0
        for paragraph in self.paragraphs:
            if not end <= paragraph.start <= paragraph.end <= len(self.text):
                raise ValueError(f"paragraph {paragraph.start}-{paragraph.end} does not lie in order in the text")
            end = paragraph.end
        return self

    @property
    def published_on(self) -> date | None:
        """The day of publication."""
        return self.published.date() if self.published else None

    def paragraph_text(self, paragraph: Paragraph) -> str:
        """Return the words of one paragraph."""
        return self.text[paragraph.start : paragraph.end]
