"""People: names of persons in running text, told from places and bodies by surname, shape and what stands around."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from nlp.mentions import Mention, Mentions, longest
from reference.folding import norm
from reference.people_names import is_surname, looks_like_name

PLACE_WORDS = frozenset(
    norm(word)
    for word in """tỉnh huyện quận xã phường phố trấn thị thôn bản ấp buôn làng khu đường sông núi cầu đèo chợ đảo trường
    viện ty lớp đền chùa hồ vịnh biển cảng vùng miền nước hãng giải cúp quốc lộ hội đoàn báo đài nhà ngân hàng lữ sư
    tàu chiến_dịch phong_trào lăng đồi mỏ sân bay ga""".split()
)
_NOT_PEOPLE = frozenset(norm(name) for name in ("Hồ Chí Minh", "Bác Hồ", "Nguyễn Tất Thành", "Nguyễn Ái Quốc", "Bình Ngô"))
_PREFERRED_LENGTHS = (3, 4, 2, 5)


def find_people(doc: Doc) -> Mentions[str]:
    """Find the names of persons in `doc` (after the lexicon); the value of a mention is the name as written."""
    claimed = {token.i for group in ("award", "province") for span in doc.spans[group] for token in span}
    return longest(_people(doc, claimed))


def _people(doc: Doc, claimed: set[int]) -> Iterator[Mention[str]]:
    for run in _capital_runs(doc, claimed):
        name = _name_in(run, doc)
        if name:
            words = doc.text[name[0].idx : name[-1].idx + len(name[-1])]
            if norm(words) not in _NOT_PEOPLE:
                yield Mention(name[0].idx, name[-1].idx + len(name[-1]), words)


def _capital_runs(doc: Doc, claimed: set[int]) -> Iterator[list[Token]]:
    """Yield runs of capitalised words with one space between them; capitals only (UBND) end a run of others."""
    run: list[Token] = []
    for token in doc:
        word = token.text
        joined = bool(run) and run[-1].idx + len(run[-1]) + 1 == token.idx and run[-1].whitespace_ == " "
        capital = word[0].isupper() and word.replace("'", "").replace("’", "").isalpha() and token.i not in claimed
        if capital and len(word) > 2 and word.isupper() and not (run and all(t.text.isupper() for t in run)) and run:
            capital = False
        if capital and joined:
            run.append(token)
            continue
        if len(run) > 1:
            yield run
        run = [token] if capital else []
    if len(run) > 1:
        yield run


def _name_in(run: Sequence[Token], doc: Doc) -> Sequence[Token] | None:
    """Return the part of a run of capitalised words that is a person's name: the whole run, or its end after a place."""
    first = run[0].i
    before = norm(doc[first - 1].text) if first else ""
    after_place = before in PLACE_WORDS
    if not after_place and len(run) <= 5 and looks_like_name([token.text for token in run]):
        return run
    for length in _PREFERRED_LENGTHS:
        if length < len(run):
            end = run[-length:]
            if is_surname(end[0].text) and looks_like_name([token.text for token in end]):
                if after_place and len(run) - length < 1:
                    continue
                return end
    return None
