"""Tokens: the syllables of underthesea's regular tokenizer as a spaCy Doc over the canonical text.

underthesea's own `tokenize` rewrites what it reads; here its patterns are applied to the text as it stands, so that
every token keeps its offsets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest

from spacy.attrs import NORM  # type: ignore[import-not-found]
from spacy.language import BaseDefaults, Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab
from underthesea.pipeline.word_tokenize.regex_tokenize import patterns as underthesea_patterns

from reference.folding import norm

_STRETCHES = re.compile(r"\S+")
_PIECES = re.compile(r"\w+|[^\w\s]")
_WHOLE = re.compile(r"(?:\w{1,2}\.)+\w{0,2}|\w+['’]\w+")
_LONGEST = 60  # code points; a longer "token" is a URL or an attack, and is cut into words
_STRETCH = 4000  # the patterns take quadratic time in a run without a space


def token_offsets(text: str) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) of each token of `text`, in order; only white space lies between them."""
    for stretch in _STRETCHES.finditer(text):
        at = stretch.start()
        for word in _words_in(stretch.group()):
            yield at, at + len(word)
            at += len(word)


def _words_in(stretch: str) -> Sequence[str]:
    """Cut a stretch without white space into its tokens; common ones are remembered."""
    if len(stretch) > _STRETCH:
        return _PIECES.findall(stretch)
    return _known_words(stretch) if len(stretch) <= _LONGEST else tuple(_cut(stretch))


@lru_cache(maxsize=1 << 16)
def _known_words(stretch: str) -> tuple[str, ...]:
    return tuple(_cut(stretch))


def _cut(stretch: str) -> Iterator[str]:
    at = 0
    for match in underthesea_patterns.finditer(stretch):
        yield from stretch[at : match.start()]  # what the patterns pass over is kept, a character a token
        at = match.end()
        word = match.group()
        if match.group("url") is not None or match.group("abbr") is not None or len(word) > _LONGEST:
            yield from _split(word)
        elif word:
            yield word
    yield from stretch[at:]


def _split(word: str) -> list[str]:
    """Cut words glued by a full stop ("tỉnh.Phát") into three; "T.Ư" and "K’Brốp" stay whole."""
    return [word] if _WHOLE.fullmatch(word) else _PIECES.findall(word)


class SyllableTokenizer:
    """Make a Doc of a text; `doc.text == text` for any text."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the Doc of `text`."""
        gaps = _STRETCHES.split(text)
        words: list[str] = []
        spaces: list[bool] = []
        for gap, stretch in zip_longest(gaps, _STRETCHES.findall(text)):
            if words and gap[:1] == " ":
                spaces[-1] = True
                gap = gap[1:]
            new = (*([gap] if gap else ()), *(_words_in(stretch) if stretch else ()))
            words += new
            spaces += [False] * len(new)
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
