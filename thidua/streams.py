"""Standard output and error of a command: UTF-8 in every locale, and no crash where nobody reads them."""

from __future__ import annotations

import contextlib
import io
import os
import sys


def prepare_streams() -> None:
    """Put safe streams in the place of this process's own; only for a command's own process.

    What is written is UTF-8, with what has no UTF-8 (a file name in another code) escaped. A standard output that is
    closed by its reader ends the process with 0, as nothing that it prints is wanted any more; messages on a standard
    error that is closed are dropped, for the work is to go on.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:  # closed by whoever started the process: a file opened later must not be taken for it
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)
    out, err = open(1, "wb", closefd=False), open(2, "wb", closefd=False)  # noqa: SIM115 - numbers
    sys.stdout = _Output(out, encoding="utf-8", errors="backslashreplace", line_buffering=out.isatty())
    sys.stderr = _Stream(err, encoding="utf-8", errors="backslashreplace", line_buffering=True)


def flush_output() -> None:
    """Write out what is still to be written; raises OSError where that cannot be done."""
    with contextlib.suppress(SystemExit):  # closed by its reader: the command's own code stands
        sys.stdout.flush()


def speak_utf8() -> None:
    """Start this very command again in Python's UTF-8 mode where arguments and file names are read in another code."""
    if sys.getfilesystemencoding().lower().replace("-", "") == "utf8" or os.environ.get("PYTHONUTF8") == "1":
        return
    os.environ["PYTHONUTF8"] = "1"
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - no shell is wanted


class _Stream(io.TextIOWrapper):
    """Writes nowhere once its reader has gone."""

    def write(self, text: str, /) -> int:
        try:
            return super().write(text)
        except BrokenPipeError:
            self._broken()
            return len(text)

    def flush(self) -> None:
        try:
            super().flush()
        except BrokenPipeError:
            self._broken()

    def _broken(self) -> None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self.fileno())  # so that the last flush of Python does not fail
        os.close(nowhere)


class _Output(_Stream):
    """Ends the process once its reader has gone."""

    def _broken(self) -> None:
        super()._broken()
        raise SystemExit(0)
