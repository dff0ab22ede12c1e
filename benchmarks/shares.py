"""The share of time by component, from samples of the stack while articles are read.

A timer of processor time interrupts reading every few milliseconds; the innermost frame that belongs to a component
takes the sample. What spaCy, pydantic, regular expressions and folding do so counts for the component that called them,
and nothing slows the code that is measured, as a tracing profiler does.
"""

from __future__ import annotations

import signal
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from types import FrameType

from extract.article import Article
from nlp.reading import read_article

COMPONENTS: Mapping[str, Sequence[str]] = {
    "tokeniser": ["nlp.tokens"],
    "matcher": ["nlp.lexicon"],
    "people": ["nlp.people", "reference.people_names"],
    "dates": ["reference.dates", "nlp.when"],
    "quantities": ["nlp.quantities", "reference.numbers"],
    "grantors and places": ["nlp.grantors", "nlp.granting", "nlp.where", "reference.provinces", "reference.units"],
    "officials": ["nlp.officials", "nlp.participants", "nlp.titles", "nlp.roles"],
    "awards": ["nlp.awards", "nlp.award_names", "nlp.award_classes", "nlp.award_rows", "nlp.recipients", "nlp.merging"],
    "event": ["nlp.event", "nlp.movements", "nlp.documents"],
    "sentences": ["nlp.sentences"],
    "report": ["nlp.report"],
}
"""What counts for which component; a module of `nlp` that is not named here stands for itself."""
_BY_MODULE = {module: component for component, modules in COMPONENTS.items() for module in modules}
_EVERY = 0.002  # seconds of processor time
_LEAST = 0.5  # seconds of processor time, for about 250 samples


def shares(articles: Sequence[Article]) -> dict[str, float]:
    """Return the share of each component in the time of reading, the largest first; they add up to 1.

    Few articles are read again until there are samples enough. Works in the main thread of a POSIX system only, as
    timers of processor time do.
    """
    found: Counter[str] = Counter()

    def sample(_number: int, frame: FrameType | None) -> None:
        found[component_of(frame)] += 1

    for article in articles[:10]:
        read_article(article)  # loads the vocabularies
    before = signal.signal(signal.SIGPROF, sample)
    until = time.process_time() + _LEAST
    signal.setitimer(signal.ITIMER_PROF, _EVERY, _EVERY)
    try:
        while True:
            for article in articles:
                read_article(article)
            if time.process_time() > until:
                break
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    total = found.total()
    return {name: number / total for name, number in sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))}


def component_of(frame: FrameType | None) -> str:
    """Return the component whose frame is the innermost, or "other" where the stack holds none."""
    while frame is not None:
        module = str(frame.f_globals.get("__name__", ""))
        if module in _BY_MODULE:
            return _BY_MODULE[module]
        if module.startswith("nlp."):
            return module.removeprefix("nlp.")
        frame = frame.f_back
    return "other"
