"""Page → Article: the room's front door."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from lxml import html

from crawler.page import Page
from extract.article import Article
from extract.canonical import canonical_line
from extract.charset import LARGEST, Decoded, UndecodableError, decode
from extract.dates import Moment, best_moment, find_moment, url_day, url_month
from extract.engine import read_family
from extract.fallback import NoArticleFoundError, read_unknown
from extract.families.declaration import Family, address_tokens, applicable, load_families, recognised
from extract.imprint import is_barrier, is_imprint
from extract.markup import UnparsableError, parse_html, tokens_of
from extract.metadata import Head, read_head
from extract.parts import Parts, put_together
from extract.pasting import stated_address
from extract.plaintext import NoTextError, read_plain
from extract.repairing import may_be_escaped, may_be_garbled, mend_page, mend_text, undo_escapes
from extract.saved import is_mhtml, page_of_mhtml, saved_address
from reference.outlets import province_of
from reference.urls import NotAWebAddressError, canonical_url, domain_of, host_of, is_local
from reference.writing import is_vietnamese

_OWN_MARKS = 5
"""The last rank of families whose marks are their own."""
_LONGEST_TEXT = 400_000
_LONGEST_RAW_TEXT = 2_000_000
"""Characters of a plain text that are looked at at all: entities take six for one."""
_LONGEST_ADDRESS = 2_000
"""Characters of an address beyond which a page is not believed to call itself so."""
_HTML = re.compile(
    r"<!doctype\s+html|<html[\s>]|<(?:body|head|div|article|p|span|h1|meta|table|script)(?:\s[^<>]*)?>", re.IGNORECASE
)
_FEED = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:rss|feed|urlset|sitemapindex|rdf:RDF)[\s>]", re.DOTALL
)
_TEXT_TYPES = ("text/html", "text/plain", "application/xhtml", "text/xml", "application/xml", "text/markdown")
_MAGIC = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"RIFF", b"\x00\x00\x00")
_TWIN = re.compile(r"/(?:print|savefile|in-bai|ban-in)/|[?&]print=", re.IGNORECASE)
_FRONT = re.compile(r"/*(?:(?:index|default|home|trang-chu)(?:\.\w+)?/?)?", re.IGNORECASE)
_REFRESH = re.compile(r"<meta[^>]+http-equiv=[\"']?refresh[\"']?[^>]+url\s*=", re.IGNORECASE)


class NotAnArticle(ValueError):  # noqa: N818 - it is an answer, not a failure
    """The page holds no article; `reason` says why in one line."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_page(page: Page, *, any_language: bool = False, families: tuple[Family, ...] | None = None) -> Article:
    """Return the article on a page, HTML or plain text, whatever its charset and CMS; raises NotAnArticle.

    With `any_language` a text is read that does not look Vietnamese: who gives it means it to be read. `families` are
    the layouts to know, by default all that are declared.
    """
    page = _opened(page)
    decoded = _decoded(page)
    warnings = list(decoded.warnings)
    try:
        if _is_html(decoded.text, _content_type(page)):
            known = load_families() if families is None else families
            head, parts = _read_html(decoded.text, page, known, any_language, warnings)
        else:
            head = Head(canonical=stated_address(decoded.text))
            parts = _read_text(decoded.text, any_language, warnings)
    except (UnparsableError, NoArticleFoundError, NoTextError) as error:
        raise NotAnArticle("; ".join([str(error), *warnings])) from error
    parts.warnings += warnings
    return _article(page, head, parts)


def _opened(page: Page) -> Page:
    """Return the page that an MHTML file holds, with its address where no other is known; any other page as it is."""
    if not is_mhtml(page.body):
        return page
    if (found := page_of_mhtml(page.body)) is None:
        raise NotAnArticle("an MHTML file without a page in it")
    body, content_type, address = found
    known = page.url or page.meta.get("url")
    meta = page.meta if known or not address else {**page.meta, "url": address}
    return replace(page, body=body, headers={**page.headers, "content-type": content_type}, meta=meta)


def _decoded(page: Page) -> Decoded:
    content_type = _content_type(page)
    if not page.body.strip():
        raise NotAnArticle("an empty page")
    if content_type and not content_type.startswith(_TEXT_TYPES):
        raise NotAnArticle(f"not a page: {content_type.split(';')[0].strip()}")
    if page.body.startswith(_MAGIC):
        raise NotAnArticle("binary data")
    body = page.body[:LARGEST] if content_type.startswith("text/plain") else page.body
    try:
        return decode(body, content_type)
    except UndecodableError as error:
        raise NotAnArticle(str(error)) from error


def _content_type(page: Page) -> str:
    return page.headers.get("content-type", "").strip().lower()


def _is_html(text: str, content_type: str) -> bool:
    """Tell whether a text is HTML: what it is counts, and what it was sent as only where that leaves a doubt."""
    head = text[:20_000]
    if _FEED.match(head):
        raise NotAnArticle("a feed or sitemap")
    if content_type.startswith("text/plain"):
        return bool(re.match(r"\s*(?:<!doctype\s+html|<html[\s>])", head, re.IGNORECASE))
    return _HTML.search(head) is not None


def _read_html(
    text: str, page: Page, known: tuple[Family, ...], any_language: bool, warnings: list[str]
) -> tuple[Head, Parts]:
    url = page.url or ""
    root = parse_html(text)
    if may_be_escaped(text):
        undo_escapes(root)
    if may_be_garbled(text):
        warnings += mend_page(root)
    head = read_head(root)
    head.saved_from = saved_address(text)
    if _TWIN.search(url) and "noindex" in head.first("robots").lower():
        raise NotAnArticle("a copy for printing")
    empty = ""
    for family in _families(root, head, page, known):
        parts = read_family(root, head, family)
        if parts and _has_body(parts, family):
            if is_barrier(block for block in parts.blocks if block.kind != "lead"):
                raise NotAnArticle(f"a page of the family {family.name} that does not show its text")
            return head, parts
        if family.rank <= _OWN_MARKS:
            empty = empty or family.name
    if empty:
        raise NotAnArticle(f"a page of the family {empty} without a body")
    if _REFRESH.search(text[:5000]) and len(canonical_line(root.text_content())) < 500:
        raise NotAnArticle("a page that only redirects")
    parts = read_unknown(root, head, url or head.canonical or "", any_language=any_language)
    _doubt(parts, head, page)
    return head, parts


def _doubt(parts: Parts, head: Head, page: Page) -> None:
    """Raise NotAnArticle where a text found without a family is not the article's; name the outlet's family else.

    A page that lacks the layout of its outlet's family is believed where it calls itself an article or has a date.
    """
    if is_imprint(parts.blocks):
        raise NotAnArticle("no known family, and no text but the site's on itself")
    family = page.meta.get("family")
    if family not in {known.name for known in load_families()}:
        return
    if not parts.moments and not head.says_article() and not url_day(page.url or ""):
        raise NotAnArticle(f"not in the layout of the family {family}, and nothing tells that it is an article")
    parts.warnings.append(f"not in the layout of the outlet's family {family}")


def _has_body(parts: Parts, family: Family) -> bool:
    """Tell whether parts hold a text: a lead above nothing is one whose text did not come, or is a video's."""
    long_enough = sum(len(block.text) for block in parts.blocks) >= family.shortest
    return long_enough and any(block.kind != "lead" for block in parts.blocks)


def _families(root: html.HtmlElement, head: Head, page: Page, known: tuple[Family, ...]) -> list[Family]:
    """Return the layouts that a page may have: that of its own time first, then what its outlet is said to use."""
    addresses = [page.url or "", head.canonical or "", head.first("og:url")]
    tokens = tokens_of(root) | address_tokens(addresses)
    if generator := head.first("generator"):
        tokens.add(f"generator:{generator.split(' v')[0].strip().lower()}")
    found = recognised(tokens, known, addresses)
    moment = best_moment([*head.moments(), url_day(page.url or "")])
    month = f"{moment.when:%Y-%m}" if moment else None
    hint = page.meta.get("family")
    found.sort(key=lambda family: (month is not None and not family.covers(month), family.name != hint))
    return [applicable(family, tokens) for family in found]


def _read_text(text: str, any_language: bool, warnings: list[str]) -> Parts:
    """Return the parts of a plain text, of one that is too long as much as may be."""
    text, found = mend_text(text[:_LONGEST_RAW_TEXT])
    warnings += found
    if len(text) <= _LONGEST_TEXT:
        return read_plain(text, any_language=any_language)
    space = text.rfind(" ", _LONGEST_TEXT // 2, _LONGEST_TEXT)
    parts = read_plain(text[: space if space >= 0 else _LONGEST_TEXT], any_language=any_language)
    parts.warnings.append(f"only the first {_LONGEST_TEXT:,} characters were read")
    return parts


def _article(page: Page, head: Head, parts: Parts) -> Article:
    text, paragraphs = put_together(parts.title, parts.blocks)
    if len(text) > _LONGEST_TEXT:
        raise NotAnArticle(f"more than {_LONGEST_TEXT:,} characters of text")
    if not any(paragraph.kind != "title" for paragraph in paragraphs) and parts.family != "plain-text":
        raise NotAnArticle("a headline without text")
    url = _address(page, head)
    source = page.meta.get("source") or (domain_of(url) if url else None)
    warnings = list(parts.warnings)
    published = _published(page, url, parts, warnings)
    modified = best_moment([parts.modified], latest=page.fetched)
    if not parts.title:
        warnings.append("no headline")
    return Article(
        id=hashlib.sha256((url or text).encode()).hexdigest()[:16],
        url=url,
        source=source,
        province=_province(page, source, published),
        title=canonical_line(parts.title),
        text=text,
        paragraphs=paragraphs,
        byline=parts.byline,
        photo_credits=tuple(dict.fromkeys(parts.photo_credits)),
        credit=parts.credit,
        published=published.when if published else None,
        published_from=published.origin if published else None,
        modified=modified.when if modified else None,
        modified_from=modified.origin if modified else None,
        tags=tuple(parts.tags),
        section=parts.section,
        language="vi" if is_vietnamese(text) else parts.language if parts.language != "vi" else None,
        family=parts.family,
        fetched=page.fetched,
        record=page.record,
        warnings=tuple(warnings),
    )


def _province(page: Page, source: str | None, published: Moment | None) -> str | None:
    """Return the outlet's province: as the crawl noted it, else as the outlet is known."""
    if province := page.meta.get("province"):
        return province
    return province_of(source, published.when.date() if published else None) if source else None


def _address(page: Page, head: Head) -> str | None:
    """Return the canonical address: what the page calls so where it may, else where it was found."""
    found = page.url or page.meta.get("url") or head.saved_from
    stated = head.canonical or head.first("og:url")
    if len(stated) > _LONGEST_ADDRESS:
        stated = ""
    try:
        stated = urljoin(found, stated) if stated and found else stated
        urlsplit(stated)
    except ValueError:
        stated = ""
    for address in (stated if stated and _may_name(stated, found) else None, found):
        if address:
            try:
                return canonical_url(address)
            except NotAWebAddressError:
                continue
    return None


def _may_name(stated: str, found: str | None) -> bool:
    """Tell whether a page found at one address may call itself by another: of its own site, and not the front page."""
    if not stated.lower().startswith(("http://", "https://")) or not host_of(stated):
        return False
    if found is None:
        return not _is_front(stated)
    if urlsplit(stated).path in {"", "/"} and urlsplit(found).path not in {"", "/"}:
        return False
    here, there = domain_of(found), domain_of(stated)
    return here == there or is_local(host_of(found)) or here.removeprefix("m.") == there.removeprefix("m.")


def _is_front(url: str) -> bool:
    """Tell whether an address is a site's front page; `/?p=12` is a page of WordPress."""
    parts = urlsplit(url)
    return _FRONT.fullmatch(parts.path) is not None and not parts.query


def _published(page: Page, url: str | None, parts: Parts, warnings: list[str]) -> Moment | None:
    if (given := page.meta.get("published")) and (moment := find_moment(given, "given")):
        return moment
    found = best_moment([*parts.moments, url_day(url or "")], latest=page.fetched)
    month = url_month(url or "")
    if found is None:
        known = f"; the address tells the month {month[0]}-{month[1]:02d}" if month else ""
        warnings.append(f"no date of publication{known}")
    elif month and found.origin == "page" and (found.when.year, found.when.month) != month:
        warnings.append(f"published {found.when:%Y-%m} by the page, {month[0]}-{month[1]:02d} by its address")
    return found
