"""The plan of each ballot: solved once, equal ones together, one after the other, never in a request."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from threading import Condition, Thread

from rematch.errors import RematchError
from rematch.incident import log_incident
from rematch.instance import CohortData
from rematch.optimise.solve import WarmStart
from rematch.planning.plan import replan
from rematch.planning.report import PlanReport
from rematch.rights import carried
from rematch.scenario import Scenario
from rematch.workshop.findings import RoundFindings

MOST_KEPT = 600
"""Plans kept, those asked for last: more than a room of 200 asks for in two rounds."""


class BallotPlans:
    """Plans by scenario, worked off by one thread; who asks again before it is done replaces their wish.

    `at_start` is the plan under the weights everybody begins with; `findings` is what is found of all of a
    round's.
    """

    def __init__(self, cohort_data: CohortData) -> None:
        self.cohort_data = cohort_data
        self.at_start = replan(cohort_data, Scenario())
        self.findings = RoundFindings(self.at_start)
        self._found: OrderedDict[str, PlanReport] = OrderedDict()
        self._wished: OrderedDict[object, Scenario] = OrderedDict()
        self._broken: set[str] = set()
        self._changed = Condition()
        self._bench = WarmStart()
        self._thread = Thread(target=carried(self._work), daemon=True, name="ballots")
        self._closed = False
        self._thread.start()

    def ask(self, who: object, scenario: Scenario) -> PlanReport | None:
        """The plan where it is known; else None, and it is solved in its turn instead of their last wish."""
        with self._changed:
            found = self._known(scenario)
            if found is None and scenario.fingerprint not in self._broken:
                self._wished[who] = scenario
                self._changed.notify_all()
            else:
                self._wished.pop(who, None)
            return found

    def all_of(self, scenarios: Iterable[Scenario]) -> tuple[PlanReport, ...] | None:
        """All of these plans; None, and what is missing is solved in its turn, where one is not known yet."""
        wanted = {one.fingerprint: one for one in scenarios}
        found = [self.ask(key, one) for key, one in wanted.items()]
        return None if None in found else tuple(one for one in found if one is not None)

    def in_order(self, scenarios: Sequence[Scenario]) -> tuple[PlanReport, ...] | None:
        """The plan of each of these, equal ones again and again; None until all are known."""
        found = self.all_of(scenarios)
        if found is None:
            return None
        plans = {plan.scenario.fingerprint: plan for plan in found}
        return tuple(plans[one.fingerprint] for one in scenarios)

    def now(self, scenario: Scenario) -> PlanReport:
        """The plan, waited for; raises RematchError where it could not be made."""
        with self._changed:
            while (found := self.ask(scenario.fingerprint, scenario)) is None:
                if self._closed or scenario.fingerprint in self._broken:
                    raise RematchError("workshop.no_plan")
                self._changed.wait(1.0)
        return found

    def close(self) -> None:
        """Begin no further plan."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self.findings.close()
        self._thread.join()

    def _known(self, scenario: Scenario) -> PlanReport | None:
        found = self._found.get(scenario.fingerprint)
        if found is not None:
            self._found.move_to_end(scenario.fingerprint)
        return found

    def _work(self) -> None:
        while (scenario := self._next()) is not None:
            try:
                found = replan(self.cohort_data, scenario, workbench=self._bench)
            except Exception as error:
                log_incident(error, "plan of a ballot")
                with self._changed:
                    self._broken.add(scenario.fingerprint)
                    self._changed.notify_all()
                continue
            with self._changed:
                self._found[scenario.fingerprint] = found
                while len(self._found) > MOST_KEPT:
                    self._found.popitem(last=False)
                self._changed.notify_all()

    def _next(self) -> Scenario | None:
        with self._changed:
            while not self._closed:
                if self._wished:
                    scenario = self._wished.popitem(last=False)[1]
                    if self._known(scenario) is None:
                        return scenario
                else:
                    self._changed.wait()
            return None
