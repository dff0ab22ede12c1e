"""The lexicon: a spaCy component that claims the spans of closed vocabularies before anything else is read.

It sets one span group a vocabulary (`doc.spans["award"]`, `"recipient"`, `"title"`, `"address"`, `"rank"`,
`"province"`), whose spans carry the code as their label.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from nlp.tokens import Vietnamese
from reference.awards import award_types
from reference.folding import norm
from reference.provinces import aliases
from reference.vocabulary import load

_ACTING, _DELEGATED = norm("quyền"), norm("ủy")
GROUPS = ("award", "recipient", "title", "address", "rank", "province")


def _entries() -> Iterator[tuple[str, str, str]]:
    """Yield (group, code, form) of every vocabulary."""
    for award in award_types().values():
        for form in award.forms:
            yield "award", award.code, form
            if "chiến sĩ" in form:
                yield "award", award.code, form.replace("chiến sĩ", "chiến sỹ")
            if "nghệ sĩ" in form:
                yield "award", award.code, form.replace("nghệ sĩ", "nghệ sỹ")
    for kind, nouns in load("recipients").items():
        for noun in nouns:
            yield "recipient", kind, noun
            if "sĩ" in noun.split():
                yield "recipient", kind, noun.replace("sĩ", "sỹ")
    titles = load("titles")
    for head in titles["heads"]:
        yield "title", "head", head
        for mark in titles["former"]:
            yield "title", "head", f"{mark} {head}"
        yield "title", "head", f"quyền {head}"
    for rank in titles["ranks"]:
        yield "rank", "rank", rank
    for address in titles["address"]:
        yield "address", "address", address
    for form, slug in aliases().items():
        yield "province", slug, form


class Lexicon:
    """Match every vocabulary at once, whatever the case and the place of tone marks."""

    def __init__(self, nlp: Language) -> None:
        self._matcher = PhraseMatcher(nlp.vocab, attr="NORM")
        self._names: dict[int, tuple[str, str]] = {}
        patterns: dict[str, list[Doc]] = {}
        for group, code, form in _entries():
            patterns.setdefault(f"{group}:{code}", []).append(nlp.make_doc(form))
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
