"""What was forgotten: addresses and domains that are never again fetched, kept or imported.

`forgotten.csv` in the home folder has a line each, to be read, and taken out again, by hand. `what` is a canonical
address, a domain, which stands for its sub-domains too, `article:<id>` for an article that may have no address, or
`urn:sha256:…` for a page that the archive knows by its content alone; `with` the line that it goes with (an address
that redirects to it, say); `asked` and `removed` are days, and `removed` is empty until nothing of it is left.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from crawler.outlets import Outlets
from crawler.source import Source
from reference.urls import NotAWebAddressError, canonical_url, host_of

NAME = "forgotten.csv"
FORGOTTEN = "forgotten"
"""The reason why what is forgotten is left out of an import or a backfill."""
_COLUMNS = ("what", "with", "asked", "removed")
_DOMAIN = re.compile(r"(?=.{4,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9-]{2,63}")
_PLAIN_HOST = re.compile(r"https?://([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?=[:/?#]|$)", re.IGNORECASE)
_SHARED = {
    f"{kind}.vn" for kind in ("ac", "biz", "com", "edu", "gov", "health", "info", "int", "name", "net", "org", "pro")
}
"""What the .vn registry gives out names below: no one's domain."""
_OTHER = re.compile(r"urn:sha256:[0-9a-f]{32}|article:[0-9a-f]{16}")


class ForgottenError(ValueError):
    """What is to be forgotten is neither an address nor a domain, or the file of what was forgotten cannot be read."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file."""

    what: str
    goes_with: str = ""
    asked: str = ""
    removed: str = ""


@dataclass(slots=True)
class Forgotten:
    """The lines by what they name. `sources` tell which addresses are twins of one article."""

    lines: dict[str, Line] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    outlets: Outlets = field(init=False, repr=False)
    _names: dict[str, str] = field(init=False, default_factory=dict, repr=False)
    """Domains, and addresses in all their forms, with the line that each stands for."""
    _hosts: set[str] = field(init=False, default_factory=set, repr=False)
    """The domains on which something is forgotten, those of the same outlets with them."""

    def __post_init__(self) -> None:
        """Note whose domains are whose, and what the lines name."""
        self.outlets = Outlets(self.sources)
        for what in self.lines:
            self._note(what)

    @property
    def unfinished(self) -> list[str]:
        """What is noted and not yet removed everywhere."""
        return [line.what for line in self.lines.values() if not line.removed]

    def covers(self, url: str | None) -> bool:
        """Tell whether an address (or the URN of a page's content) is forgotten, itself or with its domain."""
        return url is not None and self.line_of(url) is not None

    def covers_host(self, host: str) -> bool:
        """Tell whether a host (with or without its port) is on a forgotten domain."""
        return any(domain in self.lines for domain in _domains(host.partition(":")[0]))

    def root_of(self, url: str) -> str | None:
        """Return what was asked for that covers an address; None where nothing does."""
        found = self.line_of(url)
        return (self.lines[found].goes_with or found) if found else None

    def line_of(self, url: str) -> str | None:
        """Return the line that covers an address, or the URN of a page's content; None where none does."""
        if not self.lines:
            return None
        if url in self.lines:
            return url
        plain = _PLAIN_HOST.match(url)  # most addresses are of hosts on which nothing is forgotten: the quick way
        if plain and self._hosts.isdisjoint(_domains(plain[1].lower())):
            return None
        for form in self.forms(url):
            found = next((name for name in (form, *_domains(host_of(form))) if name in self._names), None)
            if found is not None:
                return self._names[found]
        return None

    def was_named(self, url: str) -> bool:
        """Tell whether an address was asked for itself, or with its domain: not what only goes with another."""
        line = self.line_of(url)
        root = self.root_of(url)
        return line is not None and root is not None and (is_domain(line) or root == line or url in self.forms(root))

    def forms(self, url: str) -> list[str]:
        """Return the canonical forms of an address: by the general rules, and by those of its outlet."""
        try:
            plain = canonical_url(url)
        except NotAWebAddressError:
            return []
        source = self.outlets.of(plain)
        return list(dict.fromkeys([plain, source.canonical(plain)] if source else [plain]))

    def add(self, names: Iterable[str], goes_with: str = "", *, today: dt.date) -> list[str]:
        """Note names, in their form of the file, as to be removed; return those that were not there."""
        new = []
        for what in names:
            known = self.lines.get(what)
            if known is None:
                new.append(what)
                self._note(what)
                self.lines[what] = Line(what, "" if goes_with == what else goes_with, today.isoformat())
            else:
                self.lines[what] = replace(known, removed="")
        return new

    def settle(self, *, today: dt.date) -> None:
        """Note that nothing of what is noted is left."""
        for what, line in self.lines.items():
            self.lines[what] = replace(line, removed=line.removed or today.isoformat())

    def _note(self, what: str) -> None:
        for name in [what] if is_domain(what) else [what, *self.forms(what)]:
            self._names.setdefault(name, what)
        self._names[what] = what
        url = f"https://{what}/" if is_domain(what) else what
        source = self.outlets.of(url)
        self._hosts.update([host_of(url), *(source.domains if source else ())])


def read_name(text: str) -> str:
    """Return the address (canonical), domain or `article:<id>` that a user names; raises ForgottenError for others."""
    text = text.strip()
    if _OTHER.fullmatch(text):
        return text
    try:
        if "://" in text:
            return canonical_url(text)
        domain = host_of(canonical_url(f"https://{text}"))
    except NotAWebAddressError:
        domain = ""
    if any(sign in text for sign in "/?#@: ") or not _DOMAIN.fullmatch(domain):
        raise ForgottenError(
            f"{text[:200]!r} is neither an address with its scheme (https://…) nor a bare domain (bao.vn)"
        )
    if domain in _SHARED:
        raise ForgottenError(f"{domain} is no one's domain: it would forget every outlet below it")
    return domain


def is_domain(name: str) -> bool:
    """Tell whether a name of the file is a domain."""
    return ":" not in name


def load_forgotten(path: Path, sources: Iterable[Source] = ()) -> Forgotten:
    """Return what a file says, nothing where there is none; raises ForgottenError naming the line that is wrong."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        text = ""
    except (OSError, UnicodeDecodeError) as error:
        raise ForgottenError(f"{path}: cannot be read: {error}") from error
    lines: dict[str, Line] = {}
    rows = csv.DictReader(io.StringIO(text), strict=True)
    try:
        if text.strip() and "what" not in (rows.fieldnames or ()):
            raise ForgottenError(f"{path}: its first line must be {','.join(_COLUMNS)}")
        for row in rows:
            said = {name: (row.get(name) or "").strip() for name in _COLUMNS}
            if said["what"]:
                what = read_name(said["what"])
                lines[what] = Line(what, said["with"], said["asked"], said["removed"])
    except csv.Error as error:
        raise ForgottenError(f"{path}: line {rows.line_num}: {error}") from error
    except ForgottenError as error:
        raise (
            error if str(error).startswith(str(path)) else ForgottenError(f"{path}: line {rows.line_num}: {error}")
        ) from error
    return Forgotten(lines, tuple(sources))


def save_forgotten(path: Path, forgotten: Forgotten) -> None:
    """Write the file, whole and synced, or not at all."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(_COLUMNS)
    rows.writerows((line.what, line.goes_with, line.asked, line.removed) for line in forgotten.lines.values())

    def write(temporary: Path) -> None:
        temporary.write_text(out.getvalue(), encoding="utf-8")

    replace_file(path, write)


def replace_file(path: Path, write: Callable[[Path], None]) -> None:
    """Have `write` fill a temporary file, and put that in the place of `path`, both synced."""
    temporary = path.with_name(f"{path.name}.tmp")
    try:
        write(temporary)
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    handle = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _domains(host: str) -> Iterator[str]:
    """Give a host name and every domain above it that has a dot."""
    while "." in host:
        yield host
        host = host.partition(".")[2]
