"""Invented histories without a store: offers that come to something, on days in order."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from hypothesis import strategies as st

from rematch.criteria.catalogue import PERSONS
from rematch.model import HouseholdId, ResourceId, ViewerRole
from rematch.process.history import History
from rematch.process.machines import FIRST, MACHINES, NOT_YET, Machine, transition
from rematch.store import Offer, ProcessEvent
from tests.rounds import FIRST_DAY, cohort, noon

FLAT = ResourceId("flat")
SPAN = 60
"""Days from the first, on which something happens."""
FATES = (
    (),
    (("offer", "decline"),),
    (("offer", "withdraw_place"),),
    (("offer", "withdraw_place"), ("offer", "give_back")),
    (("offer", "enter_in_error"),),
    (("offer", "accept"), ("relocation", "plan")),
    (
        *(("offer", "accept"), ("relocation", "plan")),
        *(("offer", "withdraw_place"), ("relocation", "cancel")),
    ),
    (
        *(("offer", "accept"), ("relocation", "plan"), ("relocation", "depart")),
        *(("relocation", "turn_back"), ("relocation", "depart"), ("relocation", "arrive")),
    ),
    (
        *(("offer", "accept"), ("relocation", "plan"), ("relocation", "depart")),
        *(("relocation", "arrive"), ("relocation", "move_on")),
    ),
)
"""What may become of an offer that was sent, by steps of the machines."""


@dataclass
class Teller:
    """Steps written down one after the other, each checked against its table."""

    offers: list[Offer] = field(default_factory=list)
    events: list[ProcessEvent] = field(default_factory=list)
    stands: dict[tuple[Machine, int], str] = field(default_factory=dict)

    def offer(self, household: HouseholdId, ags: str, persons: int) -> int:
        number = len(self.offers) + 1
        needs = {PERSONS: float(persons), FLAT: 1.0}
        made = {"fit": 0.5, "people": 0.5, "profile": "0" * 16, "text_version": "1", "unit": FLAT}
        said = {"number": number, "household": household, "ags": ags, "persons": persons, "needs": needs}
        self.offers.append(
            Offer.model_validate({"cohort": cohort().cohort.id, "round": 1, "run": "r", **made, **said})
        )
        return number

    def step(self, number: int, machine: str, event: str, day: date) -> None:
        kind = next(one for one in MACHINES if one == machine)
        row = transition(kind, self.stands.get((kind, number), FIRST.get(kind, NOT_YET)), event)
        assert row is not None
        self.stands[kind, number] = row.to
        self.events.append(
            ProcessEvent(
                cohort=cohort().cohort.id,
                seq=len(self.events) + 1,
                at=noon(day),
                by="",
                role=ViewerRole.COORDINATOR,
                round=1,
                machine=machine,
                subject=str(number),
                event=event,
                state=row.to,
                day=day,
            )
        )

    @property
    def history(self) -> History:
        return History(offers=tuple(self.offers), events=tuple(self.events))


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Up to eight households of the cohort, each with one offer and what became of it."""
    told, profiles = Teller(), cohort()
    count = draw(st.integers(0, 8))
    for household in profiles.households[:count]:
        town = draw(st.sampled_from(profiles.municipalities))
        number = told.offer(household.id, town.ags, household.size)
        steps = (("offer", "prepare"), ("offer", "send"), *draw(st.sampled_from(FATES)))
        days = draw(st.lists(st.integers(0, SPAN), min_size=len(steps), max_size=len(steps)).map(sorted))
        for (machine, event), after in zip(steps, days, strict=True):
            told.step(number, machine, event, FIRST_DAY + timedelta(days=after))
    return told.history
