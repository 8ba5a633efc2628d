"""What municipalities pledged beside who has accepted and who lives there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rematch.model import Ags, Profiles
from rematch.planning.distribution_key import StateShare, persons_by_state
from rematch.process.history import History
from rematch.store import Offer


@dataclass(frozen=True)
class PledgeFulfilment:
    """One municipality on a day: persons pledged at least and at most, and the offers that count.

    `most` None: only its capacity limits.
    """

    ags: Ags
    least: int
    most: int | None
    accepted: tuple[Offer, ...]
    present: tuple[Offer, ...]

    @property
    def persons(self) -> int:
        """Persons who have accepted or are there."""
        return sum(one.persons for one in (*self.accepted, *self.present))

    @property
    def short(self) -> int:
        """Persons by which the least is missed."""
        return max(0, self.least - self.persons)


def fulfilments(history: History, profiles: Profiles, day: date) -> tuple[PledgeFulfilment, ...]:
    """Every municipality's pledge on a day, in the order of the profiles."""
    claims = [one for one in history.claims() if one.on(day)]

    def held(ags: Ags, hold: str) -> tuple[Offer, ...]:
        return tuple(one.offer for one in claims if (one.offer.ags, one.hold) == (ags, hold))

    return tuple(
        PledgeFulfilment(
            one.ags, one.pledge_min, one.pledge_max, held(one.ags, "accepted"), held(one.ags, "present")
        )
        for one in profiles.municipalities
    )


def relocated_by_state(
    found: tuple[PledgeFulfilment, ...], profiles: Profiles, key: Mapping[str, float]
) -> tuple[StateShare, ...]:
    """Those who have accepted or are there by Bundesland, beside a distribution key in percent."""
    persons = {one.ags: one.persons for one in found}
    return persons_by_state(profiles.municipalities, persons, key)
