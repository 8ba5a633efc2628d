"""A cohort in a store with a recorded plan, and steps of its process taken on days that are told."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from rematch.bootstrap import shipped_catalogue
from rematch.instance import prepare_cohort
from rematch.model import CohortId, HouseholdId, Profiles, Viewer
from rematch.planning.plan import replan
from rematch.planning.record import run_record
from rematch.planning.report import PlanReport
from rematch.process.desk import ProcessDesk, history_of
from rematch.process.history import History
from rematch.process.machines import Machine
from rematch.process.needs import ProcessStep
from rematch.scenario import Scenario
from rematch.store import Offer, RunRecord, Store, profiles_fingerprint
from rematch.synthetic.cohort import generate

FIRST_DAY = date(2026, 6, 1)
LAST_DAY = FIRST_DAY + timedelta(days=14)


@cache
def cohort() -> Profiles:
    return generate(12, 4, 3, shipped_catalogue())


@cache
def made() -> tuple[PlanReport, RunRecord]:
    """The cohort's plan, solved once for all tests, and how it is recorded."""
    known = prepare_cohort(cohort(), shipped_catalogue(), profiles_fingerprint(cohort()))
    report = replan(known, Scenario())
    return report, run_record(report, Viewer(), "saved")


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


class ToldProcess:
    """A process told day by day; each step is taken at noon of the day it happened."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.day = FIRST_DAY
        self.desk = ProcessDesk(store, cohort().cohort.id, shipped_catalogue(), Viewer())

    @classmethod
    def begun(cls, path: Path) -> "ToldProcess":
        """A store with the cohort and its recorded plan; nothing has happened yet."""
        store = Store.open(path)
        store.save_profiles(cohort(), shipped_catalogue().fingerprint, Viewer())
        store.record_run(made()[1])
        return cls(store)

    @property
    def history(self) -> History:
        return history_of(self.store, self.cohort)

    @property
    def cohort(self) -> CohortId:
        return self.desk.cohort

    def decided(self) -> "ToldProcess":
        """A round opened and decided with the recorded plan."""
        self.desk.open_round("Frühjahr", noon(self.day))
        self.take("round", "1", "decide", words="Einstimmig.", run=made()[1].run_id)
        return self

    def take(self, machine: Machine, subject: object, event: str, **said: object) -> None:
        step = ProcessStep.model_validate(
            {"machine": machine, "subject": str(subject), "event": event, **said}
        )
        self.desk.take(step, noon(self.day))

    def offered(self, household: HouseholdId | None = None) -> Offer:
        """The place of a household, the first that is planned, prepared and sent."""
        offer = self.prepared(household or self.planned()[0])
        self.take("offer", offer.number, "send", last_day=LAST_DAY)
        return offer

    def prepared(self, household: HouseholdId) -> Offer:
        [offer] = self.desk.prepare(1, [household], noon(self.day)).offers
        return offer

    def accepted(self) -> Offer:
        offer = self.offered()
        self.take("offer", offer.number, "accept")
        return offer

    def planned(self) -> list[HouseholdId]:
        history = self.history
        return [one.id for one in cohort().households if history.state("household", one.id) == "planned"]

    def ready(self, offer: Offer) -> None:
        """What has to be done before they travel, done."""
        for item in ("consent_move", "consent_share", "home_inspected", "interpreter"):
            self.take("item", f"{offer.number}:{item}", "tick")

    def later(self, days: int) -> "ToldProcess":
        self.day += timedelta(days=days)
        return self
