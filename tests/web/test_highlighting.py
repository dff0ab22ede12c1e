"""Where facts stand in the text: what is marked, and that marking loses not a character."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.report import Report
from web.highlighting import find_marks, paragraphs_of

TEXT = (
    "Trao thưởng\n\nSáng 12/3, tại Nhà văn hóa, có đồng chí Lò A Sử, Bí thư Tỉnh ủy. Theo Chỉ thị số 34-CT/TW.\n\n"
    "Ông LÒ A SỬ tặng Bằng khen cho hai mươi mốt tập thể, Giấy khen cho 1.021 cá nhân, có bà Vi Thị Mơ.\n\nLò A Sửu"
)


def award(code: str, count: int, words: str, **fields: object) -> dict[str, object]:
    start = TEXT.index(words)
    evidence = {"start": start, "end": start + len(words), "text": words}
    given = {"award": code, "count": count, "recipient": "case", "status": "conferred", "confidence": 0.9}
    return given | {"evidence": evidence} | fields


REPORT = Report.model_validate(
    {
        "title": "Trao thưởng",
        "text": TEXT,
        "relevant": True,
        "date": "2024-03-12",
        "venue": "Nhà văn hóa",
        "documents": ["Chỉ thị 34-CT/TW"],
        "officials": [{"name": "Lò A Sử", "titles": ["Bí thư Tỉnh ủy"]}],
        "awards": [
            award("bang-khen", 21, "Ông LÒ A SỬ tặng Bằng khen cho hai mươi mốt tập thể"),
            award("giay-khen", 1021, "Giấy khen cho 1.021 cá nhân, có bà Vi Thị Mơ", recipient_names=["Vi Thị Mơ"]),
        ],
    }
)


def test_names_numbers_awards_titles_and_the_event_are_marked() -> None:
    assert [(mark.kind, TEXT[mark.start : mark.end]) for mark in find_marks(REPORT)] == [
        ("event", "12/3"),
        ("event", "Nhà văn hóa"),
        ("official", "Lò A Sử"),
        ("title", "Bí thư Tỉnh ủy"),
        ("event", "34-CT/TW"),
        ("official", "LÒ A SỬ"),
        ("award", "Bằng khen"),
        ("number", "hai mươi mốt"),
        ("award", "Giấy khen"),
        ("number", "1.021"),
        ("recipient", "Vi Thị Mơ"),
    ]


def test_evidence_is_a_stretch_that_names_its_rows() -> None:
    stretches = paragraphs_of(REPORT)[2]
    assert [(stretch.rows, stretch.begins) for stretch in stretches] == [((1,), (1,)), ((), ()), ((2,), (2,)), ((), ())]
    assert "".join(piece.text for piece in stretches[0].pieces) == REPORT.awards[0].evidence.text


PLACES = st.tuples(
    st.integers(0, 60), st.integers(1, 30), st.integers(1, 12), st.sampled_from(["bang-khen", "huy-hieu"])
)


@settings(max_examples=150, deadline=None)
@given(
    st.text("aA1ă \n.<&“", min_size=1, max_size=60), st.lists(PLACES, max_size=4), st.lists(st.text("aAă1", max_size=3))
)
def test_whatever_overlaps_the_text_is_given_whole(
    text: str, places: list[tuple[int, int, int, str]], names: list[str]
) -> None:
    awards = []
    for start, length, count, code in places:
        words = text[start : start + length]
        if words:
            evidence = {"start": start, "end": start + len(words), "text": words}
            row = {"award": code, "count": count, "recipient": "case", "status": "conferred", "confidence": 0.5}
            awards.append(row | {"evidence": evidence, "recipient_names": names})
    people = [{"name": name, "titles": names} for name in names]
    report = Report.model_validate({"text": text, "relevant": True, "officials": people, "awards": awards})
    paragraphs = paragraphs_of(report)
    assert "\n\n".join("".join(p.text for s in told for p in s.pieces) for told in paragraphs) == text
    for n, award_ in enumerate(report.awards, 1):
        said = "".join(p.text for told in paragraphs for s in told if n in s.rows for p in s.pieces)
        assert said.replace("\n", "") == award_.evidence.text.replace("\n", "")
