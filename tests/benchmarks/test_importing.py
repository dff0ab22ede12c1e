"""The benchmark of imports measures what it says, and the import is fast enough."""

from __future__ import annotations

import pytest

from benchmarks.importing import measure_import


def test_pages_of_the_outlet_are_taken_and_no_others() -> None:
    found = measure_import(101, rounds=1)
    assert (found.fastwarc.kept, found.none.kept, found.some.kept) == (0, 0, 2)
    assert 0 < found.ratio_of_some <= found.ratio * 2
    assert 1.5 < found.megabytes < 3
    assert found.lines()[0].startswith("101 pages, 2 MB packed")
    assert found.lines()[3].endswith("      2")


@pytest.mark.slow
def test_a_file_in_which_nothing_matches_is_imported_at_half_the_speed_of_reading_it() -> None:
    assert measure_import(2000).ratio >= 0.5
