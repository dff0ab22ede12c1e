"""One gzip member of a file as a stream of decoded bytes, which tells damage from a file that ends too early."""

from __future__ import annotations

import io
from typing import Any, BinaryIO

from isal import isal_zlib  # zlib's interface and checks, more than twice as fast

_FIRST = 1 << 12
_CHUNK = 1 << 16


class Inflater(io.RawIOBase):
    """The decoded bytes of one gzip member; raises ValueError where it is damaged.

    Where the file ends before the member does, so do the bytes, and `cut` is true.
    """

    def __init__(self, file: BinaryIO, start: int) -> None:
        file.seek(start)
        self._file = file
        self._unpacker = isal_zlib.decompressobj(isal_zlib.MAX_WBITS | 16)
        self.start = start
        self.decoded = 0
        self.cut = False

    @property
    def end(self) -> int:
        """Where the member ends, once all of it is read."""
        return self._file.tell() - len(self._unpacker.unused_data)

    def readable(self) -> bool:
        """Return True."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Return some decoded bytes, `size` at most, b"" at the end; all without a size. Raises ValueError."""
        if size < 0:
            return self.readall()
        while size and not self._unpacker.eof and not self.cut:
            data = self._unpacker.unconsumed_tail or self._file.read(_CHUNK if self.decoded else _FIRST)
            try:
                piece = self._unpacker.decompress(data, size)
            except isal_zlib.error as error:  # type: ignore[misc,unused-ignore]  # its stub says an instance
                raise ValueError("damaged gzip data") from error
            if piece:
                self.decoded += len(piece)
                return piece
            self.cut = not data and not self._unpacker.eof
        return b""

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - any kind of buffer
        """Decode into a buffer and return how many bytes, 0 at the end; raises ValueError."""
        view = memoryview(buffer).cast("B")
        piece = self.read(len(view))
        view[: len(piece)] = piece
        return len(piece)
