"""A robustness sweep beside the screen: it goes on while somebody looks at it, and is stopped otherwise."""

from time import monotonic

from rematch.jobs import LEASE, Job
from rematch.service.explanation import Robustness, robustness
from rematch.service.session import PlanReport


class Sweeping(Job[Robustness]):
    """One sweep over so many `draws`, and the latest of what it has found."""

    def __init__(self, report: PlanReport, draws: int, spread: float, lease: float = LEASE) -> None:
        self.draws = draws
        self._began = monotonic()
        super().__init__(
            "robustness",
            lambda told, stopped: robustness(report, draws=draws, spread=spread, told=told, stopped=stopped),
            lease=lease,
        )

    @property
    def seconds_left(self) -> float | None:
        """What the draws to come will take if they take as long as those before; None before the first."""
        done = self.found.done if self.found else 0
        return (monotonic() - self._began) / done * (self.draws - done) if done else None
