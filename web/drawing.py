"""Drawing in a process of its own: the engine of charts holds Python's lock while it draws, and pages would wait."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Self

from web.charts import draw_table
from web.language import Words
from web.pages import Chart
from web.statements import Table


class Drawing:
    """Draws charts, one after the other, in a process that is started with the first and ended with the site."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._guard = threading.Lock()

    def chart(self, chart: Chart, table: Table, words: Words, theme: str, title: str = "") -> bytes:
        """Return a chart as `charts.draw_table` draws it; a process that has ended is started anew, once."""
        asked = (chart, table, words, theme, title)
        try:
            return self._started().submit(draw_table, *asked).result()
        except BrokenProcessPool:
            self.close()
            return self._started().submit(draw_table, *asked).result()

    def close(self) -> None:
        """End the process."""
        with self._guard:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(cancel_futures=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _started(self) -> ProcessPoolExecutor:
        with self._guard:
            if self._pool is None:
                context = multiprocessing.get_context("spawn")
                self._pool = ProcessPoolExecutor(1, mp_context=context, initializer=_begin)
            return self._pool


def _begin() -> None:
    """Prepare the process: Ctrl-C is for whoever asks, who then ends it; the engine is loaded before it is needed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    draw_table(Chart("ranked", "y", "x"), Table(("x", "y"), ("VARCHAR", "BIGINT"), [("a", 1)], 1), Words("vi"), "light")
