from __future__ import annotations

import pytest

import nlp.awards
import nlp.reading
from benchmarks.articles import articles_in, own_texts
from nlp.award_names import award_names
from nlp.reading import read_article
from nlp.triggers import may_name_awards, may_report_awards
from tests.nlp.building import layers_of


@pytest.mark.parametrize(
    "text", ["UBND tỉnh tặng Bằng khen.", "Cờ của Bộ Công an", "được tuyên dương", "TÔN VINH 12 DOANH NHÂN"]
)
def test_what_names_an_award_is_a_trigger(text: str) -> None:
    layers = layers_of(text)
    assert award_names(layers, 0, len(text)) != []
    assert may_name_awards(layers, 0, len(text))
    assert may_report_awards(layers.flat)


def test_other_words_are_none() -> None:
    layers = layers_of("Bão số 5 gây mưa lớn. Đội tuyển đạt danh hiệu vô địch.")
    assert not may_name_awards(layers, 0, 21)
    assert not may_report_awards(layers.flat)


def test_nothing_is_told_where_no_trigger_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = articles_in(own_texts())
    reports = [read_article(article) for article in articles]
    monkeypatch.setattr(nlp.awards, "may_name_awards", lambda *_: True)
    monkeypatch.setattr(nlp.reading, "may_report_awards", lambda _: True)
    assert [read_article(article) for article in articles] == reports
