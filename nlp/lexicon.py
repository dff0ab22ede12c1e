"""The lexicon: a spaCy component that claims the spans of closed vocabularies before anything else is read.

It sets one span group a vocabulary (`doc.spans["award"]`, `"recipient"`, `"title"`, `"address"`, `"rank"`,
`"province"`), whose spans carry the code as their label.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from spacy.attrs import IDX, LENGTH  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from nlp.mentions import Mention, Mentions
from nlp.tokens import Vietnamese
from reference.awards import award_types
from reference.folding import norm
from reference.provinces import aliases
from reference.vocabulary import load

_ACTING, _DELEGATED = norm("quyền"), norm("ủy")
_SI = re.compile(r"\bsĩ\b")  # "chiến sĩ" is written "chiến sỹ" too
GROUPS = ("award", "recipient", "title", "address", "rank", "province")


def _entries() -> Iterator[tuple[str, str, str]]:
    """Yield (group, code, form) of every vocabulary."""
    yield from (("award", award.code, form) for award in award_types().values() for form in award.forms)
    yield from (("recipient", kind, noun) for kind, nouns in load("recipients").items() for noun in nouns)
    titles = load("titles")
    for head in titles["heads"]:
        yield "title", "head", head
        yield from (("title", "head", f"{prefix} {head}") for prefix in titles["prefixes"])
    yield from (("rank", "rank", rank) for rank in titles["ranks"])
    yield from (("address", "address", address) for address in titles["address"])
    yield from (("province", slug, form) for form, slug in aliases().items())


class Lexicon:
    """Match every vocabulary at once, whatever the case and the place of tone marks."""

    def __init__(self, nlp: Language) -> None:
        self._matcher = PhraseMatcher(nlp.vocab, attr="NORM")
        self._names: dict[int, tuple[str, str]] = {}
        patterns: dict[str, list[Doc]] = {}
        for group, code, form in _entries():
            docs = patterns.setdefault(f"{group}:{code}", [])
            docs += [nlp.make_doc(spelling) for spelling in {form: None, _SI.sub("sỹ", form): None}]
        for key, docs in patterns.items():
            self._matcher.add(key, docs)
            group, _, code = key.partition(":")
            self._names[nlp.vocab.strings[key]] = (group, code)

    def __call__(self, doc: Doc) -> Doc:
        """Set the span groups of `doc` and return it."""
        found: dict[str, list[Span]] = {group: [] for group in GROUPS}
        for match, start, end in self._matcher(doc):
            group, code = self._names[match]
            if group == "province" and not doc[start].text[0].isupper():
                continue
            if group == "title" and start and doc[start].norm_ == _ACTING and doc[start - 1].norm_ == _DELEGATED:
                start += 1  # "thừa ủy quyền Chủ tịch nước" is not "quyền Chủ tịch nước"
            found[group].append(Span(doc, start, end, label=code))
        for group, spans in found.items():
            doc.spans[group] = filter_spans(spans)
        return doc


@Vietnamese.factory("lexicon")
def _create_lexicon(nlp: Language, name: str) -> Lexicon:
    return Lexicon(nlp)


@cache
def pipeline() -> Callable[[str], Doc]:
    """Return the spaCy pipeline: underthesea's syllables, then the lexicon."""
    language = Vietnamese()
    language.add_pipe("lexicon")
    language.max_length = 1 << 31
    return language


@dataclass(frozen=True, slots=True)
class Claims:
    """A text's tokens in plain lists, and what each vocabulary claims of them.

    `claimed` holds by group the first token of each span, the one behind it, and the code.
    """

    words: list[str]
    starts: list[int]
    claimed: dict[str, list[tuple[int, int, str]]]

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Return where the tokens from `first` to `last` stand in the text."""
        return self.starts[first], self.starts[last] + len(self.words[last])

    def mentions(self, group: str) -> Mentions[str]:
        """Return the spans of a group as mentions of their code."""
        return Mentions(
            tuple(Mention(*self.place(first, behind - 1), code) for first, behind, code in self.claimed[group])
        )


def claims_in(text: str) -> Claims:
    """Run the pipeline over a text."""
    doc = pipeline()(text)
    starts, lengths = doc.to_array([IDX, LENGTH]).T.tolist() if len(doc) else ([], [])
    words = [text[start : start + length] for start, length in zip(starts, lengths, strict=True)]
    claimed = {group: [(span.start, span.end, span.label_) for span in doc.spans[group]] for group in GROUPS}
    return Claims(words, starts, claimed)
