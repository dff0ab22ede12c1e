"""Being told to stop: Ctrl-C (SIGINT) and SIGTERM end a command in an orderly way, with its report written.

Libraries turn the exception of a signal into errors of their own (a database calls it an interrupted query), so the
signal is remembered: an error that comes after it is the stop, not a failure.
"""

from __future__ import annotations

import signal
from types import FrameType

_received: list[int] = []


def watch() -> None:
    """Raise KeyboardInterrupt in the main thread on SIGINT and SIGTERM from now on; only for a command's own process.

    A signal that whoever started the process has it ignore (as `nohup` and a shell's `&` do) stays ignored.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _stop)


def told_to_stop() -> bool:
    """Tell whether one of the signals has come."""
    return bool(_received)


def exit_code() -> int:
    """Return the code that a stopped command ends with: 143 after SIGTERM, else 130."""
    return 128 + (_received[0] if _received else signal.SIGINT)


def go_on() -> bool:
    """Forget an interrupt that ended no more than what the user was waiting for; False where the command is to end."""
    if signal.SIGTERM in _received:
        return False
    _received.clear()
    return True


def _stop(number: int, _frame: FrameType | None) -> None:
    _received.append(number)
    raise KeyboardInterrupt
