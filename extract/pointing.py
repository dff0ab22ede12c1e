"""Lines among an article's that lead to others, and the label behind which nothing belongs to the article."""

from __future__ import annotations

from itertools import pairwise

from extract.blocks import Block
from extract.credits import is_signature
from extract.furniture import HEADLINE, ends_article, is_pointer

_POINTING = ("xem thêm:", "đọc thêm:", "mời xem thêm:", "tin liên quan:", "bài liên quan:")


def cut_at_end(blocks: list[Block]) -> list[Block]:
    """Return the blocks before the first label behind which nothing belongs to the article; pointers to others go."""
    kept: list[Block] = []
    behind_pointer = False
    for index, block in enumerate(blocks):
        text = block.text.strip(" :»>+-")
        if is_pointer(text) and (index + 1 == len(blocks) or _points(blocks[index + 1], behind_pointer=True)):
            behind_pointer = True
            continue
        if ends_article(text) and _goes_on_behind(blocks[index + 1 :]) and not (kept and is_signature(kept[-1].text)):
            behind_pointer = True
            continue
        if is_pointer(text) or ends_article(text):
            break
        if _points(block, behind_pointer=behind_pointer):
            continue
        behind_pointer = False
        kept.append(block)
    return kept


def _goes_on_behind(blocks: list[Block]) -> bool:
    """Tell whether links to other articles come first and then text, no single lines with a link behind each."""
    end = next((index for index, block in enumerate(blocks) if ends_article(block.text.strip(" :»>+-"))), len(blocks))
    links = [_points(block, behind_pointer=True) for block in blocks[:end]]
    if links[:1] != [True] or False not in links:
        return False
    text = links[links.index(False) :]
    return text == [False] or (False, False) in pairwise(text)


def _points(block: Block, *, behind_pointer: bool) -> bool:
    """Tell whether a block is a link to another article rather than text."""
    text = block.text.strip(" :»>+-")
    if behind_pointer and block.link_share > 0.3:
        return True
    if block.link_share > 0.8 and len(text) >= HEADLINE and block.kind != "lead":
        return True
    opened = block.text.startswith((">>", "»", "▶", "►")) or text.lower().startswith(_POINTING)
    return opened and block.link_share > 0.3
