"""Models change the layer that they are tried on, and only while they are tried."""

from __future__ import annotations

import json
from pathlib import Path

import typer
from typer.testing import CliRunner

from benchmarks.gains import USES, main, nouns_by_chunks, nouns_by_words, people_by_ner, people_by_tags, used
from nlp.layers import Layers
from nlp.mentions import Mention, Mentions
from tests.nlp.building import layers_of

PRAISED = "Ông Nguyễn Văn An khen các đoàn viên."


def test_a_person_that_the_model_names_is_added() -> None:
    text = "Bài hát do Nguyễn Văn An trình bày rất hay."
    found = people_by_ner(layers_of(text), Mentions())
    assert [(mention.value, mention.start) for mention in found.items] == [("Nguyễn Văn An", text.index("Nguyễn"))]


def test_a_person_already_known_is_not_added_again() -> None:
    layers = layers_of("Bài hát do Nguyễn Văn An trình bày rất hay.")
    assert people_by_ner(layers, layers.people).items == layers.people.items


def test_only_proper_nouns_stay_persons() -> None:
    person, verb = (
        Mention(start, start + len(word), word) for word in ("An", "khen") if (start := PRAISED.index(word))
    )
    assert list(people_by_tags(layers_of(PRAISED), Mentions((person, verb))).items) == [person]


def test_a_noun_within_a_longer_word_is_left_out() -> None:
    text = "Khối đoàn kết tặng 3 đoàn."
    cut, whole = (Mention(at, at + 4, "collective") for at in (text.index("đoàn"), text.rindex("đoàn")))
    assert list(nouns_by_words(layers_of(text), Mentions((cut, whole))).items) == [whole]


def test_only_words_of_noun_phrases_stay_nouns() -> None:
    noun, verb = (Mention(at, at + 4, "individual") for at in (PRAISED.index("đoàn"), PRAISED.index("khen")))
    assert list(nouns_by_chunks(layers_of(PRAISED), Mentions((noun, verb))).items) == [noun]


def test_a_layer_is_changed_while_it_is_used() -> None:
    with used("people", lambda _, __: Mentions()):
        assert list(layers_of(PRAISED).people.items) == []
    assert [mention.value for mention in layers_of(PRAISED).people.items] == ["Nguyễn Văn An"]
    assert all(layer in vars(Layers) for layer, _ in USES.values())


def test_the_table_has_each_model(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Tin\n\nÔng Nguyễn Văn An, Chủ tịch UBND tỉnh dự lễ.", encoding="utf-8")
    (tmp_path / "a.json").write_text(json.dumps({"relevant": False, "officials": [], "awards": []}), encoding="utf-8")
    app = typer.Typer()
    app.command()(main)
    ran = CliRunner().invoke(app, [str(tmp_path)])
    assert ran.exit_code == 0, ran.output
    assert [line.split()[0] for line in ran.output.splitlines()[1:6]] == ["none", *USES]
