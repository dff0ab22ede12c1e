"""Tokens: the syllables of underthesea's regular tokenizer as a spaCy Doc over the canonical text.

underthesea's own `tokenize` rewrites what it reads; here its patterns are applied to the text as it stands, so that
every token keeps its offsets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from spacy.attrs import NORM  # type: ignore[import-not-found]
from spacy.language import BaseDefaults, Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab
from underthesea.pipeline.word_tokenize.regex_tokenize import patterns as underthesea_patterns

from reference.folding import norm

_PARTS = re.compile(r"\s+|\S+")
_PIECES = re.compile(r"\w+|[^\w\s]")
_WHOLE = re.compile(r"(?:\w{1,2}\.)+\w{0,2}|\w+['’]\w+")
_LONGEST = 60  # code points; a longer "token" is a URL or an attack, and is cut into words
_STRETCH = 4000  # the patterns take quadratic time in a run without a space


def _words_in(stretch: str) -> Sequence[str]:
    """Cut a stretch without white space into its tokens."""
    return _PIECES.findall(stretch) if len(stretch) > _STRETCH else tuple(_cut(stretch))


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


def _words_and_spaces(piece: str) -> tuple[tuple[str, ...], tuple[bool, ...]]:
    """Return the tokens of what stands before a space, and whether a space follows each: the last one only."""
    words = _all_words(piece)
    return (words, (*(False for _ in words[1:]), True)) if words else ((" ",), (False,))


_known_words = lru_cache(maxsize=1 << 16)(_words_and_spaces)


def _all_words(piece: str) -> tuple[str, ...]:
    """Return the tokens of a piece of text, with its white space as tokens of its own."""
    return tuple(word for part in _PARTS.findall(piece) for word in ((part,) if part.isspace() else _words_in(part)))


class SyllableTokenizer:
    """Make a Doc of a text; `doc.text == text` for any text."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the Doc of `text`."""
        words: list[str] = []
        spaces: list[bool] = []
        *pieces, last = text.split(" ")
        for piece in pieces:
            new, end_in_space = _known_words(piece) if len(piece) <= _LONGEST else _words_and_spaces(piece)
            words += new
            spaces += end_in_space
        words += _all_words(last)
        spaces += [False] * (len(words) - len(spaces))
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
