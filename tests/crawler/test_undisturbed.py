"""A step that signals do not break into."""

from __future__ import annotations

import signal
import threading

import pytest

from crawler.commoncrawl.undisturbed import undisturbed


def test_a_signal_waits_until_the_step_is_through() -> None:
    before = signal.getsignal(signal.SIGINT)
    done = []
    with pytest.raises(KeyboardInterrupt):  # noqa: PT012 - what is done before it is the point
        with undisturbed():
            signal.raise_signal(signal.SIGINT)
            done.append("step")
        done.append("after")
    assert done == ["step"]
    assert signal.getsignal(signal.SIGINT) is before


def test_an_ignored_signal_stays_ignored() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with undisturbed():
            signal.raise_signal(signal.SIGINT)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_another_thread_needs_none_of_it() -> None:
    done = []

    def work() -> None:
        with undisturbed():
            done.append("step")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == ["step"]
