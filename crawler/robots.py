"""robots.txt: what a host allows and how fast, by RFC 9309; there is no override.

No answer, 401, 403 and 5xx mean stay away; any other 4xx means that all is allowed. (The RFC would let 401 and 403
pass as "unavailable"; a host that refuses its rules is taken at its word.)
"""

from __future__ import annotations

from dataclasses import dataclass, field

from protego import Protego

PRODUCT = "thidua"
"""The name that rules for this crawler would be addressed to."""
MAX_ROBOTS = 512 * 1024
"""Bytes of robots.txt that are read; the RFC asks for 500 KiB at least."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What a host allows: `problem` says why it is to be left alone altogether; `delay` is its Crawl-delay, seconds."""

    problem: str | None = None
    delay: float = 0.0
    sitemaps: tuple[str, ...] = ()
    """Addresses of sitemaps that it names."""
    rules: Protego = field(default_factory=lambda: Protego.parse(""), repr=False, compare=False)

    def allows(self, url: str) -> bool:
        """Tell whether an address of the host may be asked for."""
        return self.problem is None and bool(self.rules.can_fetch(url, PRODUCT))


def read_robots(status: int, body: bytes) -> Policy:
    """Return the policy that an answer to a request for robots.txt stands for."""
    if 200 <= status < 300:
        if len(body) > MAX_ROBOTS:
            body = body[:MAX_ROBOTS].rpartition(b"\n")[0]  # half a line could forbid or allow what the whole does not
        rules = Protego.parse(body.decode("utf-8-sig", errors="replace"))
        delay = float(rules.crawl_delay(PRODUCT) or 0.0)
        return Policy(delay=delay, sitemaps=tuple(dict.fromkeys(rules.sitemaps)), rules=rules)
    if status in {401, 403} or not 400 <= status < 500:
        return Policy(problem=f"robots.txt: HTTP {status}")
    return Policy()
