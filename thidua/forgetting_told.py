"""What people said of forgotten articles: an operator's entries are left to him, readers' reports of errors go."""

from __future__ import annotations

from crawler.forgotten import Forgotten
from thidua.home import Home
from thidua.leavings import in_text
from warehouse.corrections.file import CorrectionError, load_corrections
from warehouse.corrections.reported import erase_reports
from warehouse.forgetting.forgetting import Gone
from warehouse.intake.parts import hash_text


def corrected(home: Home) -> set[str]:
    """Return the articles that the operator's corrections name."""
    try:
        return {entry.article for entry in load_corrections(home.corrections)}
    except CorrectionError:
        return set()


def remove_reported(home: Home, forgotten: Forgotten, gone: Gone, *, write: bool) -> int:
    """Take reports of errors in forgotten articles out of the queue, and forgotten addresses out of the others.

    Returns in how many reports they are; without `write` these are only counted. Raises NotKeptError.
    """

    def is_gone(article: str) -> bool:
        return article in gone.ids or gone.covers(article) or hash_text(article)[:16] in gone.ids

    if write:  # what a kill left of an entry that was being appended
        home.corrections.resolve().with_name(f"{home.corrections.resolve().name}.tmp").unlink(missing_ok=True)
    return erase_reports(home.reported, is_gone, lambda text: in_text(text, forgotten), write=write)
