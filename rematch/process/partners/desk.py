"""A municipality's own steps, and no others: its answer to an invitation, and what it has seen to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rematch.criteria.catalogue import Catalogue
from rematch.errors import RematchError
from rematch.model import Ags, CohortId, Municipality, Profiles
from rematch.process.days import this_moment
from rematch.process.desk import ProcessDesk, history_of
from rematch.process.items import items
from rematch.process.items import subject_of as item_subject
from rematch.process.needs import ProcessStep
from rematch.process.partners.accepted import is_told
from rematch.process.partners.standing import partner_standings
from rematch.process.partners.statements import ags_of
from rematch.rights import ANSWERING, COORDINATION, in_force, may
from rematch.store import ProcessEvent, Store, profiles_fingerprint

RECEIVING = frozenset(one.id for one in items() if one.side == "receiving")
"""What a municipality sees to."""


@dataclass(frozen=True)
class PartnerDesk:
    """Where a municipality's steps on a cohort are taken, by whoever acts, with the name they gave."""

    store: Store
    cohort: CohortId
    catalogue: Catalogue
    name: str = ""

    @may(ANSWERING, cohort="cohort", town="ags")
    def answer(self, ags: Ags, step: ProcessStep, now: datetime | None = None) -> tuple[ProcessEvent, ...]:
        """Take a step of one municipality in a round.

        Raises viewer.not_own where the step is about anything else, and as `ProcessDesk.take_all` does.
        """
        if step.machine != "partner" or ags_of(step.subject) != ags:
            raise RematchError("viewer.not_own", ags=ags)
        return self._desk().take(step, now)

    @may(ANSWERING, cohort="cohort", town="ags")
    def seen_to(
        self, ags: Ags, offer: int, done: Sequence[str], now: datetime | None = None
    ) -> tuple[ProcessEvent, ...]:
        """Tick items of the receiving side, by id, of a household that accepted a place there.

        Raises viewer.not_own where it did not, or an item is none of the municipality's.
        """
        history = history_of(self.store, self.cohort)
        found = history.offer(offer)
        if found is None or found.ags != ags or not is_told(history, found) or set(done) - RECEIVING:
            raise RematchError("viewer.not_own", ags=ags)
        steps = [ProcessStep(machine="item", subject=item_subject(offer, id), event="tick") for id in done]
        return self._desk().take_all(steps, now)

    @may(COORDINATION)
    def take_over(self, of_round: int, now: datetime | None = None) -> tuple[Ags, ...]:
        """Put pledges that were confirmed in a round into the profiles that plans are made from.

        Returns the municipalities whose pledge is another now; raises store codes.
        """
        profiles, history = self.store.load_profiles(self.cohort), history_of(self.store, self.cohort)
        moment = now or this_moment()
        standings = partner_standings(history, profiles, self.catalogue, of_round, moment)
        pledged = {one.ags: one.pledge for one in standings if one.differs and one.pledge is not None}
        if not pledged:
            return ()
        towns = tuple(
            _pledged(town, *pledged[town.ags]) if town.ags in pledged else town
            for town in profiles.municipalities
        )
        self._save(profiles, profiles.model_copy(update={"municipalities": towns}))
        return tuple(pledged)

    def _save(self, before: Profiles, after: Profiles) -> None:
        known = profiles_fingerprint(before)
        self.store.save_profiles(after, self.catalogue.fingerprint, in_force(), "edit", on_top_of=known)

    def _desk(self) -> ProcessDesk:
        return ProcessDesk(self.store, self.cohort, self.catalogue, in_force(), self.name)


def _pledged(town: Municipality, least: int, most: int) -> Municipality:
    return town.model_copy(update={"pledge_min": least, "pledge_max": most})
