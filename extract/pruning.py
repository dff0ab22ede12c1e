"""Cutting out of an article's body what is not the article: scripts, boxes of related articles, share buttons, ads."""

from __future__ import annotations

import re

from lxml import html

from extract.dates import without_dates
from extract.furniture import ends_article, is_furniture, is_pointer
from extract.markup import lies_in, select, text_of

_NEVER_TEXT = (
    *("script", "style", "noscript", "template", "iframe", "form", "button", "input", "select", "textarea", "svg"),
    *("audio", "object", "embed", "nav", "ins", "canvas"),
)
_FOREIGN = re.compile(
    r"(?:^|[\s_-])(?:relat(?:ed?|es|ion)(?:[_-]?(?:news|posts?|articles?|box|list|links?))?|tin-?lien-?quan|lien-?quan"
    r"|cung-?chuyen-?muc|doc-?them|xem-?them|tin-?khac|other-?(?:news|articles?|posts?)|comments?|binh-?luan|social|sharing"
    r"|share(?:[_-]?(?:box|bar|buttons?))?|print[_-]?page|advert\w*|quang-?cao|adsbygoogle|rating|newsletter|breadcrumbs?"
    r"|audio[_-]?\w*|read-?more|suggest\w*|recommend\w*|subscribe"
    r"|(?:ads?|adv|banner|polls?|vote|survey|khao-?sat|binh-?chon|tham-?do)(?:[_-][\w-]*)?)(?:$|\s)",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BOXES = ("ul", "ol", "div", "table", "section", "dl", "aside")
_LONGEST_LABEL = 60
_HEADLINE = 20
"""Characters from which a link on a line of its own is taken for another article's headline."""
_SLACK = 5
_LARGEST_TEASER = 1_000
_PIECES = ("p", "div", "td", "li", "h2", "h3", "h4", "h5", "h6", "figcaption")


def prune(body: html.HtmlElement, selectors: tuple[str, ...] = ()) -> None:
    """Cut out of `body` what `selectors` name and what no article holds; the text around it stays."""
    for element in list(body.iter(*_NEVER_TEXT)):
        _drop(body, element)
    for selector in selectors:
        for element in select(body, selector):
            _drop(body, element)
    for element in list(body.iter("*")):
        attributes = element.attrib
        if attributes and element is not body and _is_foreign(element):
            _drop(body, element)
    _drop_labelled_boxes(body)
    _drop_boxes_of_links(body)
    _drop_teasers(body)


def _is_foreign(element: html.HtmlElement) -> bool:
    attributes = element.attrib
    if "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")):
        return True
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    return len(names) > 1 and _FOREIGN.search(names) is not None and "caption" not in names


def _drop_labelled_boxes(body: html.HtmlElement) -> None:
    """Drop each box that opens with a label such as "Tin cùng chuyên mục", unless it holds most of the body."""
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
            if parent is body or not _opens(parent, box):
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
            _drop(body, element)


def _drop_teasers(body: html.HtmlElement) -> None:
    """Drop each box that opens with a headline linked to another article and goes on with what that one says."""
    for link in list(body.iter("a")):
        headline = text_of(link)
        runs_on = bool(link.tail and link.tail.strip())
        if len(headline) < _HEADLINE or runs_on or not lies_in(link, (body,)):
            continue
        for box in link.iterancestors():
            opening, _, rest = text_of(box).partition(headline)
            if box is body or without_dates(opening) or len(rest) > _LARGEST_TEASER:
                break
            if len(rest) > _SLACK:
                if next(box.iter(*_PIECES), None) is not None:
                    _drop(body, _with_its_images(body, box))
                break


def _with_its_images(body: html.HtmlElement, box: html.HtmlElement) -> html.HtmlElement:
    """Return the largest element that has no text but a box's: a picture left of it would wait for a caption."""
    for parent in box.iterancestors():
        if parent is body or text_of(parent) != text_of(box):
            break
        box = parent
    return box


def follows_headline(element: html.HtmlElement) -> bool:
    """Tell whether an element stands right behind the linked headline of another article, as its teaser does."""
    before = element.getprevious()
    if before is None:
        return False
    headline = text_of(before)
    is_linked = len(headline) >= _HEADLINE and any(text_of(link) == headline for link in before.iter("a"))
    return is_linked and not is_furniture(headline)


def _drop(body: html.HtmlElement, element: html.HtmlElement) -> None:
    if element is not body and element.getparent() is not None:
        element.drop_tree()
