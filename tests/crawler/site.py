"""A news site on loopback that answers by a table of paths, and misbehaves where it is told to."""

from __future__ import annotations

import socket
import ssl
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Reply:
    """What the site answers: `drop` closes the connection after the body, however long it was said to be.

    `raw` goes over the connection in place of an HTTP answer: bytes, or what a function sends.
    """

    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    drop: bool = False
    raw: bytes | Callable[[socket.socket], None] | None = None


class Site:
    """The table of replies by host and path (or path alone), and the log of requests."""

    def __init__(self) -> None:
        self.replies: dict[str, Reply | Callable[[int], Reply]] = {"/robots.txt": Reply(status=404)}
        self.log: list[tuple[str, str, dict[str, str]]] = []
        self.times: list[float] = []
        self.lock = threading.Lock()
        self.on_request: Callable[[int], None] = lambda _: None
        self.port = 0

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def reply(self, host: str, path: str, headers: dict[str, str]) -> Reply:
        with self.lock:
            self.log.append((host, path, headers))
            self.times.append(time.monotonic())
            number = len(self.log)
            asked = sum(1 for h, p, _ in self.log if (h, p) == (host, path))
        self.on_request(number)
        found = self.replies.get(host + path) or self.replies.get(path) or Reply(status=404)
        return found(asked) if callable(found) else found

    def asked(self) -> Counter[str]:
        """Return how often each path was asked for."""
        return Counter(path for _, path, _ in self.log)


class serving:  # noqa: N801
    """Serve a site on a free port for the block, over TLS where there is a context for it."""

    def __init__(self, site: Site, tls: ssl.SSLContext | None = None) -> None:
        self.site = site
        self.tls = tls

    def __enter__(self) -> Site:
        site = self.site

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                reply = site.reply(
                    self.headers.get("Host", ""), self.path, {k.lower(): v for k, v in self.headers.items()}
                )
                if reply.raw is not None:
                    self.close_connection = True
                    connection: socket.socket = self.connection
                    if callable(reply.raw):
                        reply.raw(connection)
                    else:
                        connection.sendall(reply.raw)
                    return
                body = reply.body.encode() if isinstance(reply.body, str) else reply.body
                self.send_response(reply.status)
                headers = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))} | reply.headers
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                if reply.status != 304:
                    self.wfile.write(body)
                if reply.drop:
                    self.close_connection = True

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request: object, client_address: object) -> None:
                """Say nothing of clients that were killed."""

        self.server = Server(("127.0.0.1", 0), Handler)
        if self.tls is not None:
            self.server.socket = self.tls.wrap_socket(
                self.server.socket, server_side=True, do_handshake_on_connect=False
            )
        site.port = self.server.server_address[1]
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02})
        self.thread.start()
        return site

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


def reset(connection: socket.socket) -> None:
    """End a connection with a reset."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def silence(connection: socket.socket) -> None:
    """Say nothing until the other side goes away."""
    connection.settimeout(60)
    connection.recv(1)


def endless(head: bytes, piece: bytes, pause: float = 0.0) -> Reply:
    """Return an answer that goes on with one piece after the other until the other side goes away."""

    def send(connection: socket.socket) -> None:
        connection.sendall(head)
        while True:
            connection.sendall(piece)
            time.sleep(pause)

    return Reply(raw=send)


def paged(site: Site, articles: int, size: int = 5) -> None:
    """Give a site a paged listing of articles."""
    pages = -(-articles // size)
    for page in range(1, pages + 1):
        links = [f"/tin-{n}.html" for n in range((page - 1) * size, min(page * size, articles))]
        following = f"/tin?page={page + 1}" if page < pages else None
        site.replies["/tin" if page == 1 else f"/tin?page={page}"] = Reply(listing(links, following))
    for number in range(articles):
        site.replies[f"/tin-{number}.html"] = Reply(article(number))


def all_articles(number: int) -> Counter[str]:
    """Return the articles of a paged site, each once, as the archive gives them."""
    return Counter({f"https://bao.example/tin-{n}.html": 1 for n in range(number)})


def article(number: int | str) -> str:
    """Return the HTML of an article."""
    return f"<html><head><title>Tin {number}</title></head><body><p>Khen thưởng số {number}</p></body></html>"


def listing(links: list[str], following: str | None = None) -> str:
    """Return the HTML of a listing page."""
    items = "".join(f'<h3><a href="{link}">tin</a></h3>' for link in links)
    return f"<html><body>{items}{f'<a class=next href={following!r}>Sau</a>' if following else ''}</body></html>"
