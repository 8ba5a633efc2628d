"""Each load and each edit of a cohort is a revision; the last one can be taken back as a whole."""

from pydantic import AwareDatetime, JsonValue

from rematch.errors import RematchError
from rematch.model import CohortId, Frozen, Profiles, Viewer
from rematch.store import journal, profiles
from rematch.store.database import Statements
from rematch.store.records import now

KEPT = 20
"""Revisions of a cohort that can be gone back to."""


class Revision(Frozen):
    """One state of a cohort's profiles: how it came about, when, by whom."""

    seq: int
    data: str
    action: str
    at: AwareDatetime
    viewer: str


def select(statements: Statements, cohort: CohortId) -> tuple[Revision, ...]:
    """The cohort's revisions, oldest first."""
    return tuple(Revision.model_validate(row) for row in statements.run("revisions", cohort=cohort))


def save(
    statements: Statements,
    new: Profiles,
    viewer: Viewer,
    *,
    token: str,
    catalogue: str,
    action: journal.Action,
) -> str:
    """Make these the cohort's profiles; the same ones again are no new revision."""
    cohort, data, at = new.cohort, profiles.profiles_fingerprint(new), now().isoformat()
    if not statements.one("has_dataset", cohort=cohort.id, data=data):
        header = profiles.encoded(cohort, without="id")
        statements.run(
            "insert_dataset",
            cohort=cohort.id,
            data=data,
            **header,
            catalogue=catalogue,
            saved_at=at,
            viewer=viewer.name,
            persons=new.persons,
            households=len(new.households),
            municipalities=len(new.municipalities),
        )
        profiles.insert(statements, new, data)
    before = select(statements, cohort.id)
    if not before or before[-1].data != data:
        statements.run(
            "insert_revision", cohort=cohort.id, data=data, action=action, at=at, viewer=viewer.name
        )
        statements.run("delete_old_revisions", cohort=cohort.id, kept=KEPT)
    statements.run("set_cohort", cohort=cohort.id, token=token, data=data)
    profiles.delete_unused(statements, cohort.id, data)
    details: dict[str, JsonValue] = {"data": data, "households": len(new.households)}
    journal.append(statements, viewer, action, token=token, details=details)
    return data


def undo(
    statements: Statements, revision: Revision | None, cohort: CohortId, token: str, viewer: Viewer
) -> str:
    """Back to the state before `revision`; its fingerprint.

    Raises store.changed_since where it is not the last one, store.nothing_to_undo where none is before it.
    """
    found = select(statements, cohort)
    if found[-1] != revision:
        raise RematchError("store.changed_since", viewer=found[-1].viewer)
    if len(found) < 2:
        raise RematchError("store.nothing_to_undo", cohort=cohort)
    last, before = found[-1], found[-2]
    statements.run("delete_revision", cohort=cohort, seq=last.seq)
    statements.run("set_cohort", cohort=cohort, token=token, data=before.data)
    profiles.delete_unused(statements, cohort, before.data)
    details: dict[str, JsonValue] = {"undone": last.action, "data": before.data}
    journal.append(statements, viewer, "undo", token=token, details=details)
    return before.data
