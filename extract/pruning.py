"""Cutting out of an article's body what is not the article: scripts, boxes of related articles, share buttons, ads."""

from __future__ import annotations

import re
from collections.abc import Collection

from lxml import html

from extract.credits import is_signature
from extract.dates import without_dates
from extract.furniture import HEADLINE, ends_article, is_pointer
from extract.markup import leads_to_page, lies_in, select, text_of

_NEVER_TEXT = (
    *("script", "style", "noscript", "template", "iframe", "form", "button", "input", "select", "textarea", "svg"),
    *("audio", "object", "embed", "nav", "ins", "canvas"),
)
_FOREIGN = re.compile(
    r"(?:^|[\s_-])(?:relat(?:ed?|es|ion)(?:[_-]?(?:news|posts?|articles?|box|list|links?))?|tin-?lien-?quan|lien-?quan"
    r"|cung-?chuyen-?muc|doc-?them|xem-?them|tin-?khac|other-?(?:news|articles?|posts?)|comments?|binh-?luan|social|sharing"
    r"|share(?:[_-]?(?:box|bar|buttons?))?|print[_-]?page|advert\w*|quang-?cao|adsbygoogle|rating|newsletter|breadcrumbs?"
    r"|audio[_-]?\w*|read-?more|suggest\w*|recommend\w*|subscribe"
    r"|(?:ads?(?:web)?|adv|banner|sda(?:web)?|rennab|polls?|vote|survey|khao-?sat|binh-?chon|tham-?do)(?:[_-][\w-]*)?)(?:$|\s)",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDDEN_CLASS = re.compile(r"(?:^|\s)(?:d-none|hidden|sr-only|visually-hidden|screen-reader-text)(?:$|\s)")
_SHOWN_CLASS = re.compile(r"(?:^|\s)(?:d-(?:sm|md|lg|xl|xxl)-(?!none)|(?:sm|md|lg|xl|2xl):(?:block|flex|grid|inline))")
"""Classes of Bootstrap and Tailwind that show on wide screens what is hidden on narrow ones."""
_BOXES = ("ul", "ol", "div", "table", "section", "dl", "aside")
_LONGEST_LABEL = 60
_SLACK = 5
_LARGEST_TEASER = 1_000
_PIECES = ("p", "div", "td", "li", "dd", "h2", "h3", "h4", "h5", "h6", "figcaption")


def prune(body: html.HtmlElement, selectors: tuple[str, ...] = ()) -> None:
    """Cut out of `body` what `selectors` name and what no article holds; the text around it stays."""
    for element in list(body.iter(*_NEVER_TEXT)):
        _drop(body, element)
    for selector in selectors:
        for element in select(body, selector):
            _drop(body, element)
    for element in list(body.iter("*")):
        attributes = element.attrib
        if attributes and element is not body and is_foreign(element):
            _drop(body, element)
    drop_labelled_boxes(body)
    _drop_boxes_of_links(body)
    _drop_teasers(body)
    _drop_banners(body)


def is_foreign(element: html.HtmlElement) -> bool:
    """Tell whether an element is hidden, or named as what stands around articles is."""
    attributes = element.attrib
    if "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")):
        return True
    classes = attributes.get("class", "")
    if _HIDDEN_CLASS.search(classes) and not _SHOWN_CLASS.search(classes):
        return True
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    return len(names) > 1 and _FOREIGN.search(names) is not None and "caption" not in names


def drop_labelled_boxes(body: html.HtmlElement, kept: Collection[html.HtmlElement] = ()) -> None:
    """Drop each box that opens with a label such as "Tin cùng chuyên mục", unless it is `kept` or most of the body."""
    whole = len(body.text_content())
    for element in list(body.iter("*")):
        words = element.text.strip() if element.text else ""
        if not 3 <= len(words) <= _LONGEST_LABEL or not lies_in(element, (body,)) or element is body:
            continue
        text = element.text_content().strip(" \n\t:»>+-")
        if len(text) > _LONGEST_LABEL or not (is_pointer(text) or ends_article(text)):
            continue
        box = element
        for parent in element.iterancestors():
            if parent is body or parent in kept or not _opens(parent, box):
                break
            box = parent
        length = len(box.text_content())
        if length > len(element.text_content()) and length * 2 < whole:
            _drop(body, box)


def _opens(box: html.HtmlElement, element: html.HtmlElement) -> bool:
    """Tell whether a box has no text before one of its children."""
    if box.text and box.text.strip():
        return False
    before = element.itersiblings(preceding=True)
    return not any((sibling.tail or "").strip() or sibling.text_content().strip() for sibling in before)


def _drop_boxes_of_links(body: html.HtmlElement) -> None:
    """Drop lists and boxes that consist of links to other articles."""
    for element in list(body.iter(*_BOXES)):
        if element is body:
            continue
        links = [link for link in element.iter("a") if len(link.text_content().strip()) >= 15]
        if len(links) < 2 or not lies_in(element, (body,)):
            continue
        linked = sum(len(link.text_content().strip()) for link in links)
        if linked > 0.8 * len(" ".join(element.text_content().split())):
            drop_with_label(body, element)


def _drop_teasers(body: html.HtmlElement) -> None:
    """Drop each box that opens with a headline linked to another article and goes on with what that one says."""
    large = {body}  # boxes that hold more than a teaser are measured once
    for link in list(body.iter("a")):
        headline = text_of(link)
        runs_on = bool(link.tail and link.tail.strip())
        if len(headline) < HEADLINE or runs_on or not lies_in(link, (body,)):
            continue
        for box in link.iterancestors():
            text = "" if box in large else text_of(box)
            if box in large or len(text) > 3 * _LARGEST_TEASER:
                large.add(box)
                break
            opening, _, rest = text.partition(headline)
            if without_dates(opening) or len(rest) > _LARGEST_TEASER:
                break
            if len(rest) > _SLACK:
                if next(box.iter(*_PIECES), None) is not None:
                    drop_with_label(body, _with_its_images(body, box))
                break


def _drop_banners(body: html.HtmlElement) -> None:
    """Drop images without words that link to another page: what follows them is no caption."""
    for link in list(body.iter("a")):
        if not leads_to_page(link) or link.find(".//img") is None or text_of(link):
            continue
        if next(link.iterancestors("figure"), None) is None:
            _drop(body, link)


def _with_its_images(body: html.HtmlElement, box: html.HtmlElement) -> html.HtmlElement:
    """Return the largest element that has no text but a box's: a picture left of it would wait for a caption."""
    for parent in box.iterancestors():
        if parent is body or text_of(parent) != text_of(box):
            break
        box = parent
    return box


def drop_with_label(body: html.HtmlElement, box: html.HtmlElement) -> None:
    """Drop a box of other articles and the label above it, which would be taken for the end of the article.

    Behind the signature it is that.
    """
    label = _line_above(body, box)
    text = text_of(label).strip(" :»>+-") if label is not None else ""
    if label is not None and (is_pointer(text) or ends_article(text)):
        before = _line_above(body, label)
        if before is None or not is_signature(text_of(before)):
            _drop(body, label)
    _drop(body, box)


def _line_above(body: html.HtmlElement, element: html.HtmlElement) -> html.HtmlElement | None:
    """Return the element right above one, with text; None where bare text or nothing stands above it."""
    while element is not body:
        above = element.getprevious()
        while above is not None and not text_of(above) and not (above.tail or "").strip():
            above = above.getprevious()
        parent = element.getparent()
        if above is not None:
            return above if not (above.tail or "").strip() else None
        if parent is None or (parent.text or "").strip():
            return None
        element = parent
    return None


def _drop(body: html.HtmlElement, element: html.HtmlElement) -> None:
    if element is not body and element.getparent() is not None:
        element.drop_tree()
