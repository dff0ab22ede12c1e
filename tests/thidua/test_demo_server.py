"""The demo's server with clients that do not behave."""

from __future__ import annotations

import socket
import struct
import time

import pytest

from thidua.demo.server import serve


def test_a_client_that_goes_away_makes_no_noise(capfd: pytest.CaptureFixture[str]) -> None:
    with serve() as running:
        with socket.create_connection(("127.0.0.1", running.port)) as client:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # closes with a reset
            client.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")
            time.sleep(0.1)
        time.sleep(0.2)
    assert capfd.readouterr().err == ""
