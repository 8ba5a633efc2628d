"""What a municipality stated, and how old that is on a day."""

from dataclasses import dataclass
from datetime import date, timedelta

from rematch.criteria.catalogue import Catalogue
from rematch.model import Ags, FieldId, Municipality, Profiles
from rematch.process.history import History

RECENT_DAYS = 180
"""A statement is old after so many days."""


@dataclass(frozen=True)
class StatedAnswers:
    """Fields of the catalogue by how a municipality stands to them on a day, in the catalogue's order.

    `never` were not answered, `undated` answered on no day that is known, `old` on these days, more than
    RECENT_DAYS ago; `since` is the day of the oldest answer that has one, None where none has.
    """

    never: tuple[FieldId, ...]
    undated: tuple[FieldId, ...]
    old: dict[FieldId, date]
    since: date | None

    @property
    def recent(self) -> bool:
        """Whether every answer is of a day, and of none too long ago."""
        return not self.undated and not self.old


def subject_of(of_round: int, ags: Ags) -> str:
    """What the events of a municipality in a round are kept under."""
    return f"{of_round}:{ags}"


def ags_of(subject: str) -> Ags:
    """The municipality that a subject names."""
    return Ags(subject.partition(":")[2])


def town_of(profiles: Profiles, subject: str) -> Municipality | None:
    """The municipality of these profiles that a subject names, None where there is none."""
    return next((one for one in profiles.municipalities if one.ags == ags_of(subject)), None)


def restated(history: History, ags: Ags) -> date | None:
    """The last day on which a municipality said that what it stated holds still, None where it never did."""
    own = (subject for subject in history.subjects("partner") if ags_of(subject) == ags)
    days = [e.day for subject in own for e in history.of("partner", subject) if e.event == "restate"]
    return max(days, default=None)


def statements(history: History, town: Municipality, catalogue: Catalogue, day: date) -> StatedAnswers:
    """What a municipality stated, by its age on a day; what was said to hold still is of that day."""
    again, last = restated(history, town.ags), day - timedelta(days=RECENT_DAYS)
    fields = [one.id for one in catalogue.fields_of("municipality")]
    dates = {id: _later(town.as_of.get(id), again) for id in fields if id in town.offers}
    return StatedAnswers(
        never=tuple(id for id in fields if id not in town.offers),
        undated=tuple(id for id, since in dates.items() if since is None),
        old={id: since for id, since in dates.items() if since is not None and since < last},
        since=min((since for since in dates.values() if since is not None), default=None),
    )


def recent(history: History, town: Municipality, catalogue: Catalogue, day: date) -> bool:
    """Whether all that a municipality stated is recent on a day."""
    return statements(history, town, catalogue, day).recent


def _later(one: date | None, other: date | None) -> date | None:
    return max(filter(None, (one, other)), default=None)
