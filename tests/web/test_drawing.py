"""Charts are drawn in a process of their own, which is there when it is needed and gone when the site is."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator

import pytest

from web.drawing import Drawing
from web.language import Words
from web.pages import Chart
from web.statements import Table

_CHART = Chart("ranked", "recipients", "award")
_TABLE = Table(("award", "recipients"), ("VARCHAR", "BIGINT"), [("Bằng khen", 12), ("Cờ thi đua", 3)], 2)


@pytest.fixture(scope="module")
def drawing() -> Iterator[Drawing]:
    with Drawing() as drawing:
        yield drawing


def draw(drawing: Drawing) -> bytes:
    return drawing.chart(_CHART, _TABLE, Words("vi"), "light", "Khen thưởng")


def processes(drawing: Drawing) -> list[int]:
    return list((drawing._started()._processes or {}).keys())


def test_a_chart_comes_from_another_process(drawing: Drawing) -> None:
    assert "Bằng khen" in draw(drawing).decode()
    (process,) = processes(drawing)
    assert process != os.getpid()
    assert draw(drawing) == draw(drawing)
    assert processes(drawing) == [process]


def test_a_process_that_was_ended_is_started_anew(drawing: Drawing) -> None:
    draw(drawing)
    (process,) = processes(drawing)
    os.kill(process, signal.SIGKILL)
    time.sleep(0.2)
    assert b"<svg" in draw(drawing)
    assert processes(drawing) != [process]


def test_it_is_gone_when_it_is_closed() -> None:
    with Drawing() as drawing:
        draw(drawing)
        (process,) = processes(drawing)
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
