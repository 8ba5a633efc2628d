"""The rows of the profiles as somebody has written them and not yet stored: kept for the visit."""

from dataclasses import dataclass
from typing import cast

from rematch.report.files.folder import folder_rows
from rematch.ui.profiles.edited_rows import Sheets, filled, on_top_of
from rematch.ui.shell import memory
from rematch.ui.shell.context import here


@dataclass(frozen=True, eq=False)
class KeptDraft:
    """Rows as they were written, the stored ones they began with and their fingerprint.

    `moved`: they began with others, which somebody has changed meanwhile.
    """

    data: str
    base: Sheets
    rows: Sheets
    moved: bool = False


def rows() -> Sheets:
    """What was written; without a draft, what is stored."""
    kept = _kept()
    return _stored() if kept is None else kept.rows


def keep(written: Sheets) -> None:
    """Make this the visit's draft."""
    memory.remember("profile_edits", _question(), KeptDraft(_data(), _stored(), written, moved()))


def moved() -> bool:
    """Whether others have changed the cohort since the draft was begun."""
    kept = _kept()
    return kept is not None and kept.moved


def discard() -> None:
    """Back to what is stored."""
    memory.forget("profile_edits")


def without_empty(written: Sheets) -> Sheets:
    """The rows in which something stands."""
    return {sheet: [rows[at] for at in filled(rows)] for sheet, rows in written.items()}


def _kept() -> KeptDraft | None:
    """The visit's draft; where others have changed the cohort meanwhile, on top of what it is now."""
    kept = cast("KeptDraft | None", memory.recall("profile_edits", _question()))
    if kept is None or kept.data == _data():
        return kept
    now = _stored()
    kept = KeptDraft(_data(), now, on_top_of(kept.base, kept.rows, now), moved=True)
    memory.remember("profile_edits", _question(), kept)
    return kept


def _stored() -> Sheets:
    return folder_rows(here().profiles, here().catalogue)


def _data() -> str:
    return here().cohort_data.identity.data


def _question() -> object:
    """The draft falls when the criteria it was made from change."""
    found = here().cohort
    return (found.token, here().catalogue.fingerprint) if found else None
