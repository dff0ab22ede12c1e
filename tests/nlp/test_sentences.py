from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.article import ParagraphKind
from nlp.sentences import split_sentences
from tests.nlp.building import Told, make_article

WORDS = st.sampled_from(["Dịp này", "TP.", "Vinh", ".", "!", "…", "”", "12.3", " ", "\n", "ThS.", "và", "./.", ";"])


def cut(text: str) -> list[str]:
    article = make_article(("paragraph", text))
    return [article.text[s.start : s.end] for s in split_sentences(article)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hội nghị khai mạc. Dịp này, 5 tập thể được khen.", 2),
        ("Đồng chí dự hội nghị! Ai cũng vui? Đúng thế… Hết.", 4),
        ("Lễ trao giải diễn ra tại TP. Vinh sáng qua.", 1),
        ("PGS. TS. Lê Thị Hà phát biểu.", 1),
        ("ThS. Hà Văn Lý và BS. Vi Thị Mơ được khen.", 1),
        ("Cụm trưởng là đ/c. Lò Văn Sơn.", 1),
        ("Có 1.276 trường hợp, đạt 14.3 điểm.", 1),
        ("Ông nói: “Hãy thi đua.” Mọi người vỗ tay.", 2),
        ("(Buổi lễ kết thúc.) Sau đó, đoàn ra về.", 2),
        ("Ngày 14.3. hội nghị bế mạc.", 1),
        ("Dòng một\nDòng hai", 2),
        ("Không có dấu chấm", 1),
        ("", 0),
    ],
)
def test_sentences_end_at_full_stops_and_not_at_abbreviations(text: str, expected: int) -> None:
    assert len(cut(text)) == expected


def test_a_sentence_keeps_its_full_stop_and_no_space_around() -> None:
    assert cut("  Hội nghị khai mạc.  Dịp này, có khen thưởng.  ") == ["Hội nghị khai mạc.", "Dịp này, có khen thưởng."]


@given(st.lists(st.tuples(st.sampled_from(get_args(ParagraphKind)), st.lists(WORDS, max_size=12).map("".join))))
def test_sentences_lie_in_their_paragraphs_and_lose_no_word(told: list[Told]) -> None:
    article = make_article(*told)
    sentences = split_sentences(article)
    at = 0
    for sentence in sentences:
        paragraph = article.paragraphs[sentence.paragraph]
        assert at <= sentence.start < sentence.end
        assert paragraph.start <= sentence.start < sentence.end <= paragraph.end
        assert sentence.kind == paragraph.kind
        assert not article.text[at : sentence.start].strip()
        at = sentence.end
    assert not article.text[at:].strip()
