"""Triggers: the words without which no award is named, looked for before an article or a sentence is read."""

from __future__ import annotations

import re
from functools import cache

from nlp.layers import Layers
from reference.awards import award_types
from reference.folding import aligned, aligned_pattern

_WORDS = re.compile(
    aligned_pattern(
        r"khen|biểu dương|tuyên dương|vinh danh|tôn vinh|ghi danh|cờ\s+(?:của|đơn|dẫn|xuất|khen|[“\"])|"
        r"trao (?:tặng )?(?:giải thưởng|danh hiệu)|(?:giải thưởng|danh hiệu)\s+[“\"‘']"
    )
)
"""What names an award beside the forms of `data/awards.yaml`: verbs of commending, "Cờ của …", titles in quotes."""
_OF_NO_KIND = "khac"


@cache
def _forms() -> list[str]:
    """Return the shortest forms of awards of a kind, which stand in all longer ones."""
    forms = {
        aligned(spelling)
        for award in award_types().values()
        if award.code != _OF_NO_KIND
        for form in award.forms
        for spelling in (form, form.replace("sĩ", "sỹ"))
    }
    return sorted(form for form in forms if not any(other in form for other in forms - {form}))


def may_name_awards(layers: Layers, start: int, end: int) -> bool:
    """Tell whether `text[start:end]` holds a word that can name an award."""
    return _WORDS.search(layers.flat, start, end) is not None or bool(layers.awards.within(start, end))


def may_report_awards(flat: str) -> bool:
    """Tell whether a text (in the form of `aligned`) can name an award of a kind.

    It costs a fiftieth of looking the awards up.
    """
    return _WORDS.search(flat) is not None or any(form in flat for form in _forms())
