"""What is worked out of a round's ballots once they are revealed: on a thread, never in a request."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from threading import Lock

from rematch.errors import RematchError
from rematch.jobs import Job, Stopped, Told
from rematch.optimise.budget import Overtaken
from rematch.planning.plan import replan
from rematch.planning.report import PlanReport
from rematch.scenario import Scenario
from rematch.store.workshop.records import GuestRole
from rematch.workshop.difference import RoomDifference, difference
from rematch.workshop.group_plans import GroupPlan, group_plans

LEASE = 600.0
"""Seconds without anybody asking after which it is given up; who asks then begins it again."""
MOST_KEPT = 8
"""Rounds kept, those asked for last."""


@dataclass(frozen=True, eq=False)
class Found:
    """What is known so far of a round: what difference the weights make, then the group's plans.

    `fault` is problem.broke_off where it could not be worked out.
    """

    difference: RoomDifference | None = None
    plans: tuple[GroupPlan, ...] | None = None
    fault: RematchError | None = None


class RoundFindings:
    """What was found of the ballots asked about, worked out once for the same ones; for many threads.

    `start` is the plan before, from which moves are counted.
    """

    def __init__(self, start: PlanReport) -> None:
        self._start = start
        self._jobs: OrderedDict[tuple[str, ...], Job[Found]] = OrderedDict()
        self._lock = Lock()

    def of(
        self, ballots: tuple[PlanReport, ...], weights: Scenario, roles: Mapping[GuestRole, Scenario]
    ) -> Found:
        """What is known of these ballots' plans and their median weights; begun by the first who asks.

        `roles` are the median weights of those roles whose middle may be shown.
        """
        apart = (f"{role} {scenario.fingerprint}" for role, scenario in roles.items())
        key = (weights.fingerprint, *apart, *(plan.scenario.fingerprint for plan in ballots))
        with self._lock:
            job = self._jobs.get(key)
            if job is None or job.cut:
                job = self._jobs[key] = self._begun(ballots, weights, dict(roles))
            self._jobs.move_to_end(key)
            while len(self._jobs) > MOST_KEPT:
                self._jobs.popitem(last=False)[1].stop()
        return replace(job.look() or Found(), fault=job.fault)

    def close(self) -> None:
        """Begin no further step of any."""
        with self._lock:
            for job in self._jobs.values():
                job.stop()
            for job in self._jobs.values():
                job.wait()

    def _begun(
        self, ballots: tuple[PlanReport, ...], weights: Scenario, roles: dict[GuestRole, Scenario]
    ) -> Job[Found]:
        def work(told: Told[Found], stopped: Stopped) -> Found:
            data = self._start.instance.cohort_data
            of_roles = {role: replan(data, scenario) for role, scenario in roles.items()}
            found = Found(difference(ballots, of_roles))
            told(found)
            try:
                return replace(found, plans=group_plans(ballots, weights, self._start, stopped))
            except Overtaken:
                return found

        return Job("a room's plans", work, lease=LEASE)
