"""Applying the declaration of a CMS family to a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from lxml import html

from extract.blocks import Block, Marks, is_one_sentence, looks_like_caption, read_blocks
from extract.credits import Credit, byline_of, byline_with_office, labelled_credit, split_photo_credit
from extract.dates import dateline, find_change
from extract.families.declaration import Family, Selectors
from extract.furniture import HEADLINE
from extract.headline import dates_around, dates_below, dates_beside, dates_declared, headline_of
from extract.markup import lies_in, select, text_of
from extract.metadata import Head
from extract.parts import Parts, clean_blocks, take_credits
from extract.placing import elements, leads_of, shown_author, stated_lead
from extract.pointing import cut_at_end
from extract.pruning import prune
from extract.scripted import scripted_body
from reference.folding import fold

_LONGEST_SUBHEAD = 160
_MOST_BODIES = 1000
"""Elements that a selector for the body may find; an article in parts has a few."""
_MANY_HEADLINES = 5
_LETTERS_A_HEADLINE = 40
"""Characters of text for each headline in a body, with fewer of which it is a list of articles."""
_LETTERED = re.compile(r"[a-zđ]\d?[).]")
"""A point of a list: "a) Danh hiệu"."""
_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5})[.)]\s+")
"""How numbered sub-heads open: "1. ", "II. "."""
_RIVAL = 0.6
"""Of the longest text: from here on another is an article too, and the page a list of articles in full."""
_ENDED = re.compile(r"[.!?:;…,][”\"’)\]]?$")
_FRONT_PAGE = frozenset({"trang chu", "trang nhat", "home"})
_AUTHOR = re.compile(r"^(?:tác giả|phóng viên)\s+(?=\w)", re.IGNORECASE)


def read_family(root: html.HtmlElement, head: Head, family: Family) -> Parts | None:
    """Return the parts of an article that a family's declaration finds on a page; None where there is no body.

    The page is changed: what does not belong to the article is cut out of its body.
    """
    bodies = _bodies(root, family)
    if not bodies:
        return None
    headline, title = headline_of(root, head, family, bodies[0])
    parts = Parts(title=title, blocks=[], family=family.name)
    parts.moments = list(head.moments())
    if not any(moment.exact for moment in parts.moments):
        parts.moments += dates_declared(root, headline, bodies, family.date)
    parts.moments = (
        parts.moments
        or dates_below(root, headline, title, bodies[0])
        or list(dates_beside(root, headline, bodies))
        or list(dates_around(headline, bodies[-1]))
    )
    changes = chain(head.moments(modified=True), dates_declared(root, headline, bodies, family.date, find_change))
    parts.modified = next(changes, None)
    parts.tags = list(_tags(root, family.tags, bodies)) or _keywords(head, parts.title)
    parts.section = _section(root, family.section) or head.first("article:section") or None
    parts.language = head.language
    credit = _declared_credit(root, bodies, family)
    shown = shown_author(root, headline, bodies) if credit.byline is None else None
    leads = leads_of(root, headline, bodies, family, parts.title)
    lead = text_of(leads[0]) if leads else ""
    inside = set(bodies)
    headlines = {line for body in bodies for link in body.iter("a") if len(line := text_of(link)) >= HEADLINE}
    for body in bodies:
        prune(body, family.drop)
        _label_photographers(body, family)
        parts.blocks += _kinds(read_blocks(body, _marks(body, family, leads)), family)
    if lead and not any(lies_in(element, inside) for element in leads):  # beside the body, or cut out of it
        parts.blocks.insert(0, Block(text=lead, kind="lead"))
    elif not leads and (stated := stated_lead(root, family.lead, parts.blocks)):
        parts.blocks.insert(0, Block(text=stated, kind="lead"))
    parts.blocks, parts.photo_credits = clean_blocks(cut_at_end(parts.blocks), parts.title)
    while parts.blocks and (found := dateline(parts.blocks[0].text)):
        parts.moments.append(found)
        parts.blocks.pop(0)
    _settle_lead(parts.blocks, family)
    letters = sum(len(block.text) for block in parts.blocks if block.kind != "lead")
    if len(headlines) >= _MANY_HEADLINES and letters < _LETTERS_A_HEADLINE * len(headlines) and not head.says_article():
        return None
    written = take_credits(parts.blocks)
    parts.byline = credit.byline or written.byline or shown or head.author()
    parts.credit = credit.source or written.source
    parts.photo_credits += [written.photo] if written.photo else []
    return parts


def _bodies(root: html.HtmlElement, family: Family) -> list[html.HtmlElement]:
    for selector in family.body:
        if len(named := select(root, selector)) > _MOST_BODIES:
            continue
        found = {element: None for element in named if text_of(element)}
        if found and family.one_body:
            outer = {parent for element in found for parent in element.iterancestors() if parent in found}
            longest, *others = sorted((e for e in found if e not in outer), key=_letters, reverse=True)
            return [longest] if not others or _letters(others[0]) < _RIVAL * _letters(longest) else []
        if found:
            return [element for element in found if not any(parent in found for parent in element.iterancestors())]
    frames = [element for selector in family.body for element in select(root, selector)]
    written = scripted_body(root, family.script) if family.script and frames else None
    if written is None:
        return []
    frames[0].append(written)
    return frames[:1]


def _letters(element: html.HtmlElement) -> int:
    """Return how many characters of an element's text are no links."""
    return len(text_of(element)) - sum(len(text_of(link)) for link in element.iter("a"))


def _label_photographers(body: html.HtmlElement, family: Family) -> None:
    """Write "Ảnh:" before the names of photographers that stand apart from their captions."""
    for selector in family.photographer:
        for element in select(body, selector):
            names = text_of(element)
            element.clear(keep_tail=True)
            element.text = names if not names or split_photo_credit(names)[1] else f"Ảnh: {names}"


def _section(root: html.HtmlElement, selectors: Selectors) -> str:
    """Return the innermost section of a breadcrumb, which begins with the front page."""
    crumbs = [text_of(element).strip(" >»›/|") for element in elements(root, selectors)]
    return next((crumb for crumb in reversed(crumbs) if crumb and fold(crumb) not in _FRONT_PAGE), "")


def _values(root: html.HtmlElement, selector: str) -> Iterator[str]:
    css, _, attribute = selector.partition("@")
    for element in select(root, css):
        value = element.get(attribute, "") if attribute else text_of(element)
        if value:
            yield value


def _tags(root: html.HtmlElement, selectors: Selectors, bodies: list[html.HtmlElement]) -> Iterator[str]:
    """Yield the tags that the first successful selector finds, each once; links in the text of the body are none."""
    seen: set[str] = set()
    inside = set(bodies)
    for selector in selectors:
        css, _, attribute = selector.partition("@")
        for element in select(root, css):
            tag = (element.get(attribute, "") if attribute else text_of(element)).strip(" #,;")
            in_text = (
                lies_in(element, inside) and next(element.iterancestors("p", "li", "blockquote"), None) is not None
            )
            if 1 < len(tag) <= 80 and tag not in seen and not in_text:
                seen.add(tag)
                yield tag
        if seen:
            return


def _keywords(head: Head, title: str) -> list[str]:
    """Return the tags that the head gives; some portals repeat the title as keywords, which is none."""
    repeated = fold(head.first("news_keywords", "keywords")) == fold(title)
    return [] if repeated and not head.first("article:tag") else head.tags()


def _declared_credit(root: html.HtmlElement, bodies: list[html.HtmlElement], family: Family) -> Credit:
    """Return the writer and the source from elements outside the body; those inside are lines like others."""
    byline = source = None
    inside = set(bodies)
    dropped = {element for body in bodies for selector in family.drop for element in select(body, selector)}
    for selector in family.byline:
        for element in select(root, selector):
            text = text_of(element)
            if not text or len(text) > 120 or (lies_in(element, inside) and not lies_in(element, dropped)):
                continue
            text = _AUTHOR.sub("", text)
            found = labelled_credit(text) or byline_of(text) or byline_with_office(text)
            if found is None and len(text) <= 60 and not lies_in(element, inside):
                found = Credit(byline=text)
            if found:
                byline, source = byline or found.byline, source or found.source
    for selector in family.credit:
        for element in select(root, selector):
            text = text_of(element)
            found = labelled_credit(text)
            source = source or (found.source if found else text if 0 < len(text) <= 80 else None)
    return Credit(byline, source)


def _marks(body: html.HtmlElement, family: Family, leads: list[html.HtmlElement]) -> Marks:
    marks = Marks()
    for selector in family.subhead:
        marks.kinds.update(dict.fromkeys(select(body, selector), "subhead"))
    for selector in family.caption:
        marks.kinds.update(dict.fromkeys(select(body, selector), "caption"))
    if leads and lies_in(leads[0], (body,)):
        marks.kinds[leads[0]] = "lead"
    marks.credits = frozenset(element for selector in family.byline for element in select(body, selector))
    return marks


def _kinds(blocks: list[Block], family: Family) -> list[Block]:
    """Settle the kinds that markup leaves open: captions below images, bold lines as sub-heads."""
    kept: list[Block] = []
    for block in blocks:
        if kept and kept[-1].kind == "caption" and _goes_on(kept[-1], block):
            kept[-1].text += f" {block.text}"
            continue
        kept.append(block)
        if looks_like_caption(block, plain=family.plain_captions or _unended(block)):
            block.kind = "caption"
        elif block.kind is None and block.bold and not block.right and _may_be_subhead(block.text):
            block.kind = "subhead"
    return kept


def _goes_on(caption: Block, block: Block) -> bool:
    """Tell whether a block is the second line of the caption before it."""
    opens = block.text[0].islower() and not _LETTERED.match(block.text)
    return block.kind in {None, "caption"} and opens and not _ENDED.search(caption.text)


def _unended(block: Block) -> bool:
    """Tell whether a line has no full stop, as captions have none and paragraphs have one, and is no byline."""
    return not block.right and not _ENDED.search(block.text) and byline_of(block.text) is None


def _may_be_subhead(text: str) -> bool:
    text = _NUMBERED.sub("", text)
    return len(text) <= _LONGEST_SUBHEAD and is_one_sentence(text) and not text.endswith((".", ":", ";", ",", "…"))


def _settle_lead(blocks: list[Block], family: Family) -> None:
    """Make sure that a lead opens the text and is one: a later "lead" is a sub-head, a first paragraph may be one."""
    first = next((block for block in blocks if block.kind != "caption"), None)
    for block in blocks:
        if block.kind == "lead" and block is not first:
            block.kind = "subhead" if len(block.text) <= _LONGEST_SUBHEAD else "paragraph"
    if first is None or first.kind not in {None, "paragraph", "subhead"} or len(blocks) < 2:
        return
    bold_lead = family.first_paragraph == "lead if bold" and first.bold and len(first.text) >= 40
    if bold_lead or (family.first_paragraph == "lead" and first.kind != "subhead"):
        first.kind = "lead"
