"""Triggers: the words without which no award is named, looked for before an article or a sentence is read."""

from __future__ import annotations

import re

from nlp.layers import Layers
from reference.folding import aligned_pattern

_WORDS = re.compile(
    aligned_pattern(r"khen|biểu dương|tuyên dương|vinh danh|tôn vinh|ghi danh|cờ\s+(?:của|đơn|dẫn|xuất|khen)")
)
"""What names an award beside the forms of `data/awards.yaml`: verbs of commending, and "Cờ của …"."""
_OF_NO_KIND = "khac"


def may_name_awards(layers: Layers, start: int, end: int) -> bool:
    """Tell whether `text[start:end]` holds a word that can name an award."""
    return _WORDS.search(layers.flat, start, end) is not None or bool(layers.awards.within(start, end))


def may_report_awards(layers: Layers) -> bool:
    """Tell whether the article holds a word that can name an award of a kind that makes an article relevant."""
    return _WORDS.search(layers.flat) is not None or any(award.value != _OF_NO_KIND for award in layers.awards.items)
