from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.statements import split


@pytest.mark.parametrize(
    ("text", "whole", "rest"),
    [
        ("SELECT 1;", ["SELECT 1"], ""),
        ("SELECT 1; SELECT 2;\n", ["SELECT 1", "SELECT 2"], ""),
        ("SELECT 1", [], "SELECT 1"),
        ("SELECT 'a;b'; FROM \"x;y\"", ["SELECT 'a;b'"], ' FROM "x;y"'),
        ("SELECT 1 -- no; end\n;", ["SELECT 1 -- no; end"], ""),
        ("SELECT /* ; */ 'Đỗ;';", ["SELECT /* ; */ 'Đỗ;'"], ""),
        ("SELECT $$a;b$$;", ["SELECT $$a;b$$"], ""),
        ("SELECT 'open;", [], "SELECT 'open;"),
        ("'open;", [], "'open;"),
        ("/* open ;", [], "/* open ;"),
        (";;", [], ""),
        ("", [], ""),
        (" -- only a comment\n", [], ""),
        ("SELECT 1; -- the end", ["SELECT 1"], ""),
    ],
)
def test_split(text: str, whole: list[str], rest: str) -> None:
    assert split(text) == (whole, rest)


@given(st.lists(st.sampled_from(["SELECT 1", "'a;b'", '"x;"', "-- ;\n", "/* ; */", ";", " ", "\n", "đ", "$$;$$"])))
def test_a_text_typed_in_two_halves_holds_the_same_statements(pieces: list[str]) -> None:
    text = " ".join(pieces)
    whole, rest = split(text)
    for end in range(len(text)):
        first, open_ = split(text[:end])
        if open_:
            second, last = split(open_ + text[end:])
            assert (first + second, last.strip()) == (whole, rest.strip())
