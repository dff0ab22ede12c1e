from __future__ import annotations

from collections import OrderedDict

from hypothesis import given
from hypothesis import strategies as st

from warehouse.searching.kept import Kept


def test_what_is_kept_is_not_made_again() -> None:
    kept: Kept[str, int] = Kept(2)
    assert kept.made("a", lambda: 1) == 1
    assert kept.made("a", lambda: 2) == 1
    assert kept.get("b") is None


def test_nothing_is_kept_where_there_is_room_for_none() -> None:
    kept: Kept[str, int] = Kept(0)
    assert kept.put("a", 1) == 1
    assert kept.get("a") is None


@given(st.integers(0, 4), st.lists(st.tuples(st.booleans(), st.integers(0, 6))))
def test_those_asked_for_least_lately_are_left_out(most: int, asked: list[tuple[bool, int]]) -> None:
    kept: Kept[int, int] = Kept(most)
    model: OrderedDict[int, int] = OrderedDict()
    for is_put, key in asked:
        if is_put:
            kept.put(key, key)
            model[key] = key
            model.move_to_end(key)
            while len(model) > most:
                model.popitem(last=False)
        else:
            assert kept.get(key) == model.get(key)
            if key in model:
                model.move_to_end(key)
    assert [key for key in range(7) if kept.get(key) is not None] == sorted(model)
