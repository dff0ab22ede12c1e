"""What a crawl has still to do, outlet by outlet: what is queued, and how long that will take at the hosts' pace."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from crawler.host import Host


@dataclass(slots=True)
class Outlook:
    """What lies before one outlet: addresses queued, requests under way, and the seconds that all will take.

    `alone` where every host of it is left alone, so that it is at its end with whatever it has queued.
    """

    queued: int = 0
    busy: int = 0
    seconds: float = 0.0
    alone: bool = True

    @property
    def ended(self) -> bool:
        """Whether nothing is left to be done; only an answer under way can lead to more."""
        return not self.queued and not self.busy


OnOutlook = Callable[[Mapping[str, Outlook]], None]


def look_ahead(
    hosts: Iterable[Host], waiting: Mapping[tuple[str, str], int], *, most: int | None = None
) -> dict[str, Outlook]:
    """Return the outlook of every source with a host, where so much is `waiting` for each source and host.

    A host is asked by one request after the other, so its queue takes as many delays and answers as it is long; an
    outlet is done when the slowest of its hosts is. What a host that is left alone has queued is left for another run,
    and so is what goes over `most` requests, if that is given.
    """
    outlooks: dict[str, Outlook] = {}
    for host in hosts:
        queued = {} if host.stopped else {source: waiting.get((source, host.name), 0) for source in host.sources}
        if most is not None:
            queued = {source: min(number, most) for source, number in queued.items()}
        seconds = sum(queued.values()) * (host.between + host.answer)
        for source in host.sources:
            outlook = outlooks.setdefault(source, Outlook())
            outlook.queued += queued.get(source, 0)
            outlook.busy += host.busy
            outlook.alone = outlook.alone and bool(host.stopped)
            if queued.get(source):
                outlook.seconds = max(outlook.seconds, seconds)
    return outlooks
