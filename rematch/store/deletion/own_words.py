"""Reasons of releases, grounds and answers of municipalities that name a household: made unreadable.

A release's line in the journal keeps the digest of what was released; another line has that of what is left.
Grounds of special categories stand in the journal alone; another line says that they are gone.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Literal

from pydantic import AwareDatetime, JsonValue

from rematch.canonical import canonical_text, read
from rematch.identity import BLANKED, names_it
from rematch.model import Ags, CohortId, Frozen, HouseholdId, Viewer
from rematch.store import journal
from rematch.store.database import Row, Statements
from rematch.store.process.erasing import origins_of
from rematch.store.releases import Release, Reply, release_digest

Kind = Literal["release", "reply", "grounds"]


class OwnWords(Frozen):
    """A text in own words: of which release, from which municipality if it answers to one, when and what.

    `place` is the release's number, the reply's in the order they came, or the journal's line of grounds,
    which are of no release and have 0 for its number.
    """

    kind: Kind
    place: int
    number: int
    ags: Ags | None = None
    at: AwareDatetime
    words: str

    @property
    def id(self) -> str:
        """What tells it from the others of its cohort."""
        return f"{self.kind}:{self.place}"


def own_words(statements: Statements, cohort: CohortId) -> Iterator[OwnWords]:
    """All of a cohort."""
    for row in statements.run("releases", cohort=cohort):
        one = read(Release, row["content"])
        yield OwnWords(kind="release", place=one.number, number=one.number, at=one.at, words=one.reason)
    for row in statements.run("replies_in_order", cohort=cohort):
        reply = _reply(row)
        said = {"number": reply.number, "ags": reply.ags, "at": reply.at, "words": reply.words}
        yield OwnWords(kind="reply", place=row["seq"], **said)
    for line in journal.lines(statements.run("journal")):
        if line is not None and line.cohort == cohort and (written := _written(line)):
            yield OwnWords(kind="grounds", place=line.seq, number=0, at=line.at, words=written)


def naming(statements: Statements, cohort: CohortId, household: HouseholdId) -> tuple[OwnWords, ...]:
    """Those that name the household, or one it was a part of, however the id is spelt."""
    ids = (household, *origins_of(statements, cohort, household))
    return tuple(one for one in own_words(statements, cohort) if any(names_it(one.words, id) for id in ids))


def blank(statements: Statements, cohort: CohortId, ids: Collection[str], viewer: Viewer) -> None:
    """Make these texts unreadable and note it in the journal, without what they said."""
    known = statements.one("cohort", cohort=cohort)
    if known is None:
        return
    for one in [one for one in own_words(statements, cohort) if one.id in ids and one.words != BLANKED]:
        details = _blanked(statements, cohort, one)
        journal.append(statements, viewer, journal.BLANKED, token=known["token"], details=details)


def _blanked(statements: Statements, cohort: CohortId, one: OwnWords) -> dict[str, JsonValue]:
    if one.kind == "reply":
        statements.run("set_reply", cohort=cohort, seq=one.place, words=BLANKED)
        return {"number": one.number, "ags": one.ags}
    if one.kind == "grounds":
        statements.run("erase_line", seq=one.place)
        return {"line": one.place}
    rows: Iterable[Row] = statements.run("releases", cohort=cohort)
    kept = next(read(Release, row["content"]) for row in rows if row["number"] == one.number)
    left = kept.model_copy(update={"reason": BLANKED})
    views = {
        Ags(row["ags"]): row["content"]
        for row in statements.run("release_views", cohort=cohort, number=one.number)
    }
    statements.run("set_release", cohort=cohort, number=one.number, content=canonical_text(left))
    return {"number": one.number, "content": release_digest(left, views)}


def _written(line: journal.JournalLine) -> str:
    said = (line.details.get(name) for name in journal.OWN_WORDS)
    return " · ".join(one for one in said if isinstance(one, str))


def _reply(row: Row) -> Reply:
    return Reply.model_validate({name: value for name, value in row.items() if name != "seq"})
