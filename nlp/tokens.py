"""Tokens: the syllables of underthesea's regular tokenizer as a spaCy Doc over the canonical text.

underthesea's own `tokenize` rewrites what it reads; here its patterns are applied to the text as it stands, so that
every token keeps its offsets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from spacy.attrs import NORM  # type: ignore[import-not-found]
from spacy.language import BaseDefaults, Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab
from underthesea.pipeline.word_tokenize.regex_tokenize import patterns as underthesea_patterns

from reference.folding import norm

_PIECES = re.compile(r"\w+|[^\w\s]")
_WHOLE = re.compile(r"(?:\w{1,2}\.)+\w{0,2}|\w+['’]\w+")
_LONGEST = 60  # code points; a longer "token" is a URL or an attack, and is cut into words
_STRETCH = 4000  # the patterns take quadratic time in a run without a space


def token_offsets(text: str) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) of each token of `text`, in order; only white space lies between them."""
    for stretch in re.finditer(r"\S+", text):
        if stretch.end() - stretch.start() > _STRETCH:
            yield from (m.span() for m in _PIECES.finditer(text, *stretch.span()))
            continue
        yield from _offsets_in(text, *stretch.span())


def _offsets_in(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for match in underthesea_patterns.finditer(text[start:end]):
        first, last = match.start() + start, match.end() + start
        if first > at:  # what the patterns pass over is kept, a character a token
            yield from ((i, i + 1) for i in range(at, first))
        at = last
        word = text[first:last]
        if match.group("url") is not None or match.group("abbr") is not None or len(word) > _LONGEST:
            yield from _split(word, first)
        elif first < last:
            yield first, last
    yield from ((i, i + 1) for i in range(at, end))


def _split(word: str, start: int) -> Iterator[tuple[int, int]]:
    """Cut words glued by a full stop ("tỉnh.Phát") into three; "T.Ư" and "K’Brốp" stay whole."""
    if _WHOLE.fullmatch(word):
        yield start, start + len(word)
        return
    for piece in _PIECES.finditer(word):
        yield piece.start() + start, piece.end() + start


class SyllableTokenizer:
    """Make a Doc of a text; `doc.text == text` for any text."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the Doc of `text`."""
        words: list[str] = []
        spaces: list[bool] = []
        at = 0
        for start, end in token_offsets(text):
            gap = text[at:start]
            if gap:
                if words and gap[0] == " " and not spaces[-1]:
                    spaces[-1] = True
                    gap = gap[1:]
                if gap:
                    words.append(gap)
                    spaces.append(False)
            words.append(text[start:end])
            spaces.append(False)
            at = end
        if at < len(text):
            words.append(text[at:])
            spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_bytes(self, **_: object) -> bytes:
        """Return nothing: the tokenizer has no state of its own."""
        return b""

    def from_bytes(self, _: bytes, **__: object) -> SyllableTokenizer:
        """Return this tokenizer as it is."""
        return self


@registry.tokenizers("thidua.SyllableTokenizer")  # type: ignore[untyped-decorator]
def _create_tokenizer() -> Callable[[Language], SyllableTokenizer]:
    return lambda nlp: SyllableTokenizer(nlp.vocab)


class _Defaults(BaseDefaults):
    lex_attr_getters = {NORM: norm}  # noqa: RUF012  (spaCy's own form)
    config = {"nlp": {"tokenizer": {"@tokenizers": "thidua.SyllableTokenizer"}}}  # type: ignore[assignment]  # noqa: RUF012


class Vietnamese(Language):  # type: ignore[no-untyped-call]
    """spaCy's Vietnamese with underthesea's syllables as tokens; NORM compares as `reference.folding.norm`."""

    lang = "vi"
    Defaults = _Defaults
