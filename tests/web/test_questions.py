from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from web.questions import names_in, question_of


@given(sql=st.text(min_size=1, max_size=200), value=st.text(max_size=20))
def test_addresses_bring_questions_back(sql: str, value: str) -> None:
    question = question_of([("sql", f"SELECT $x {sql}"), ("x", value)])
    params = [(name, told) for name, told in question.params().items() if told]
    assert question_of(params).asked == question.asked
    assert question_of(params).given.get("x", "") == (value if "x" in question.names else "")


def test_names_in_text_are_no_parameters() -> None:
    sql = """-- $no
    SELECT '$no', 'it''s $no', "$no", $$ $no $$, $t$ $no $t$, E'it\\'s $no', a$no /* $no */, $yes, $Năm,
    x=$b, $YES, $1"""
    assert names_in(sql) == ("yes", "Năm", "b")
