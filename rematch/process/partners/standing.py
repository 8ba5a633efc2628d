"""Who is missing what: each municipality in a round, computed from what happened and from its profile."""

from dataclasses import dataclass
from datetime import date, datetime

from rematch.criteria.catalogue import Catalogue
from rematch.model import Ags, CohortId, Municipality, Profiles
from rematch.process.days import day_of, over, this_moment
from rematch.process.history import History
from rematch.process.machines import NOT_YET
from rematch.process.partners.statements import StatedAnswers, ags_of, statements, subject_of
from rematch.rights import RELEASED, may
from rematch.store import Store

WAITED_FOR = ("invited", "answering", "asked_again")
"""States in which a municipality has the next word."""


@dataclass(frozen=True)
class PartnerStanding:
    """How one municipality stands to a round; nothing of any household.

    `pledge` is what it confirmed, persons at least and at most, None unless that is in force; `planned` the
    same as the profile has it, by which plans are made; `reminded` the day of the last reminder.
    """

    of_round: int
    ags: Ags
    name: str
    state: str
    last_day: date | None
    overdue: bool
    pledge: tuple[int, int] | None
    planned: tuple[int, int | None]
    statements: StatedAnswers
    reminded: date | None

    @property
    def waited_for(self) -> bool:
        """Whether its answer is awaited."""
        return self.state in WAITED_FOR

    @property
    def differs(self) -> bool:
        """Whether it confirmed another pledge than plans are made from."""
        return self.pledge is not None and self.pledge != self.planned


def partner_standings(
    history: History,
    profiles: Profiles,
    catalogue: Catalogue,
    of_round: int,
    now: datetime | None = None,
) -> tuple[PartnerStanding, ...]:
    """Every municipality of the cohort in a round, in their order; not invited, without a state."""
    moment = now or this_moment()
    return tuple(_standing(history, town, catalogue, of_round, moment) for town in profiles.municipalities)


@may(RELEASED, cohort="cohort", town="ags")
def own_invitations(
    store: Store, cohort: CohortId, ags: Ags, catalogue: Catalogue, now: datetime | None = None
) -> tuple[PartnerStanding, ...]:
    """A municipality in every round it was invited to and that goes on, the latest first."""
    history, moment = History(*store.process(cohort)), now or this_moment()
    own = [one for one in history.subjects("partner") if ags_of(one) == ags]
    rounds = sorted({history.round_named("partner", one) for one in own}, reverse=True)
    going = [number for number in rounds if history.state("round", number) != "closed"]
    if not going:
        return ()
    towns = [one for one in store.load_profiles(cohort).municipalities if one.ags == ags]
    return tuple(_standing(history, town, catalogue, number, moment) for number in going for town in towns)


def _standing(
    history: History, town: Municipality, catalogue: Catalogue, of_round: int, now: datetime
) -> PartnerStanding:
    subject = subject_of(of_round, town.ags)
    state, last = history.state("partner", subject), history.answer_by("partner", subject)
    events = history.of("partner", subject)
    pledges = [one.pledge for one in events if one.event == "confirm" and state == "confirmed"]
    return PartnerStanding(
        of_round=of_round,
        ags=town.ags,
        name=town.name,
        state=state or NOT_YET,
        last_day=last,
        overdue=state in WAITED_FOR and last is not None and over(last, now),
        pledge=pledges[-1] if pledges else None,
        planned=(town.pledge_min, town.pledge_max),
        statements=statements(history, town, catalogue, day_of(now)),
        reminded=max((one.day for one in events if one.event == "remind"), default=None),
    )
