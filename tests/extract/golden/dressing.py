"""The inline markup that editors leave in paragraphs: links to tag pages, bold words, spans pasted from Word."""

from __future__ import annotations

from collections.abc import Set

from markupsafe import Markup

from reference.folding import slug
from tests.extract.golden.material import GoldenBlock

_KINDS = frozenset({"p", "quote", "item"})
_LEAST_WORDS = 12
"""Shorter lines stay plain: bold or linked as a whole they would be something else."""


def dressed(block: GoldenBlock, clutter: Set[str]) -> GoldenBlock:
    """Return a block with inline markup in its words, as the page's traps ask for; its words stay what they are."""
    words = block.text.split(" ")
    if block.kind not in _KINDS or len(words) < _LEAST_WORDS:
        return block
    if "links-in-text" in clutter:
        return block.model_copy(update={"text": _linked(words)})
    if "spans-in-text" in clutter:
        return block.model_copy(update={"text": _pasted(words)})
    return block


def _linked(words: list[str]) -> Markup:
    """Link three words to the page of a tag, and make two others bold."""
    linked, bold = " ".join(words[3:6]), " ".join(words[8:10])
    return Markup('{} <a href="/tag/{}/" title="{}">{}</a> {} <strong>{}</strong> {}').format(
        " ".join(words[:3]), slug(linked), linked, linked, " ".join(words[6:8]), bold, " ".join(words[10:])
    )


def _pasted(words: list[str]) -> Markup:
    """Write the words as Word's HTML has them: spans around pieces, one within a word, hard and soft spaces."""
    word = words[4]
    return Markup(
        '<span style="font-size:14.0pt;font-family:&quot;Times New Roman&quot;">{}&nbsp;<span lang="VI">{}</span>{}'
        "\n   {}<o:p></o:p></span>"
    ).format(" ".join(words[:4]), word[: len(word) // 2], word[len(word) // 2 :], " ".join(words[5:]))
