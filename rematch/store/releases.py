"""Plans released to municipalities: numbered in their cohort, never changed; a later one supersedes."""

import hashlib
from collections.abc import Mapping
from typing import Literal

from pydantic import AwareDatetime, Field, JsonValue

from rematch.canonical import canonical_text, read
from rematch.errors import RematchError
from rematch.model import Ags, CohortId, CriterionId, Frozen, Viewer
from rematch.rights import COORDINATION, READING, may
from rematch.store import journal
from rematch.store.database import Database, Statements
from rematch.store.kept import known_cohort
from rematch.store.records import now

ReleaseState = Literal["provisional", "decided"]
ReleaseViews = Mapping[Ags, str]
"""What each municipality may see of a release, as JSON."""


class Release(Frozen):
    """A run that municipalities may see: when, by whom, how far decided, and what it leaves out.

    `by` is the name given in the working session, if any. `off` are criteria that would be in force and took
    no part, `unconsidered` the households of the round with a protective need, or an exclusion for their
    protection, that therefore does not count; `unanswered` and `unchecked` are what was still open of a
    provisional one: households with a question, exclusions. `reason` is why it was released all the same,
    in own words.
    """

    cohort: CohortId
    number: int = 0
    run: str
    at: AwareDatetime = Field(default_factory=now)
    by: str = ""
    state: ReleaseState
    off: tuple[CriterionId, ...] = ()
    unconsidered: int = 0
    unanswered: int = 0
    unchecked: int = 0
    reason: str = ""


class Reply(Frozen):
    """What a municipality answers to a release, in its own words; `by` is the name it gave, if any."""

    cohort: CohortId
    number: int
    ags: Ags
    at: AwareDatetime = Field(default_factory=now)
    by: str = ""
    words: str = Field(min_length=1)


class ReleaseItems:
    """The part of the store for releases and answers; each write is one transaction, with store codes."""

    _database: Database

    @may(COORDINATION)
    def add_release(self, release: Release, views: ReleaseViews, data: str, viewer: Viewer) -> Release:
        """Keep a release under the cohort's next number and note it in the journal.

        `data` is the fingerprint of the profiles it is meant for; raises store.released_other_data where
        others have changed them since, store.no_run where the run is not the cohort's.
        """
        with self._database.writing() as statements:
            present = known_cohort(statements, release.cohort)
            run = statements.one("run", run=release.run)
            if run is None or run["cohort"] != release.cohort:
                raise RematchError("store.no_run", run=release.run)
            if present["data"] != data:
                raise RematchError("store.released_other_data", cohort=release.cohort)
            last = _select(statements, release.cohort)
            kept = release.model_copy(update={"number": last[-1].number + 1 if last else 1})
            _insert(statements, kept, views)
            journal.append(
                statements,
                viewer,
                "release",
                token=present["token"],
                run=kept.run,
                details=_noted(kept, views),
            )
        return kept

    @may(READING)
    def releases(self, cohort: CohortId) -> tuple[Release, ...]:
        """The cohort's releases, oldest first; the last one is what municipalities see."""
        with self._database.reading() as statements:
            return _select(statements, cohort)

    @may(READING)
    def release_views(self, cohort: CohortId, number: int) -> dict[Ags, str]:
        """What each municipality may see of a release, as it was made with it; empty without such a one."""
        with self._database.reading() as statements:
            rows = statements.run("release_views", cohort=cohort, number=number)
        return {Ags(row["ags"]): row["content"] for row in rows}

    @may(COORDINATION)
    def add_reply(self, reply: Reply, viewer: Viewer) -> None:
        """Keep an answer of a municipality and note in the journal that there is one, without its words.

        Raises store.no_release where there is no such release, or the municipality is not in it.
        """
        with self._database.writing(cohorts=False) as statements:
            token = known_cohort(statements, reply.cohort)["token"]
            asked = {"cohort": reply.cohort, "number": reply.number}
            if reply.ags not in {row["ags"] for row in statements.run("release_views", **asked)}:
                raise RematchError("store.no_release", number=reply.number)
            statements.run("insert_reply", **reply.model_dump(mode="json"))
            details: dict[str, JsonValue] = {"number": reply.number, "ags": reply.ags}
            journal.append(statements, viewer, "reply", token=token, details=details)

    @may(READING)
    def replies(self, cohort: CohortId) -> tuple[Reply, ...]:
        """What municipalities answered to the cohort's releases, in the order it came."""
        with self._database.reading() as statements:
            return tuple(Reply.model_validate(row) for row in statements.run("replies", cohort=cohort))


def release_digest(release: Release, views: ReleaseViews) -> str:
    """SHA-256 of a release with all its views: the journal holds it, so that a change would show."""
    parts = [canonical_text(release), *(f"{ags} {views[ags]}" for ags in sorted(views))]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _insert(statements: Statements, release: Release, views: ReleaseViews) -> None:
    keys = {"cohort": release.cohort, "number": release.number}
    statements.run("insert_release", **keys, run=release.run, content=canonical_text(release))
    for ags, content in views.items():
        statements.run("insert_release_view", **keys, ags=ags, content=content)


def _select(statements: Statements, cohort: CohortId) -> tuple[Release, ...]:
    return tuple(read(Release, row["content"]) for row in statements.run("releases", cohort=cohort))


def _noted(release: Release, views: ReleaseViews) -> dict[str, JsonValue]:
    """For the journal, which outlives the cohort: no name, no reason, no household."""
    return {
        "number": release.number,
        "state": release.state,
        "unconsidered": release.unconsidered,
        "unanswered": release.unanswered,
        "unchecked": release.unchecked,
        "content": release_digest(release, views),
    }
