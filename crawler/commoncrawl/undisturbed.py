"""Steps that Ctrl-C and SIGTERM do not break into: the signal is acted on when the step is through."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS: tuple[int, ...] = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Keep SIGINT and SIGTERM back for the block; only the main thread can be disturbed by them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []

    def remember(number: int, _frame: FrameType | None) -> None:
        came.append(number)

    handlers = {number: signal.getsignal(number) for number in _SIGNALS}
    caught = [number for number, handler in handlers.items() if callable(handler)]
    try:
        for number in caught:
            signal.signal(number, remember)
        yield
    finally:
        for number in caught:
            signal.signal(number, handlers[number])
    for number in came:
        signal.raise_signal(number)
