"""Why households moved when weights did: which slider, which way, and whether they stay with it put back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from rematch.instance.weight_shares import weighing
from rematch.jobs import Stopped
from rematch.model import HouseholdId
from rematch.optimise.problem import EXACT_PAIRS
from rematch.planning.changes import Changes
from rematch.planning.plan import replan
from rematch.scenario import Scenario

MOST = 10
"""Sliders moved at once up to which each is put back by itself."""
SAME = 1e-9

Kind = Literal["group", "criterion", "town_share"]


@dataclass(frozen=True)
class SliderMove:
    """A slider that moved, and what it counts before and after: a share of all weight, or of the value."""

    kind: Kind
    name: str
    before: float
    after: float

    def put_back(self, new: Scenario, old: Scenario) -> Scenario:
        """The new scenario with this slider where it was in the old one."""
        if self.kind == "town_share":
            policy = new.policy.model_copy(update={"town_share": old.policy.town_share})
            return new.model_copy(update={"policy": policy})
        field = "groups" if self.kind == "group" else "weights"
        was, now = getattr(old, field), {k: v for k, v in getattr(new, field).items() if k != self.name}
        return new.model_copy(update={field: now | ({self.name: was[self.name]} if self.name in was else {})})


@dataclass(frozen=True)
class Causes:
    """The sliders that moved, and for whom one of them alone is the cause: with it put back they stay.

    `of` is empty where one slider moved, which is then the cause of every move, and where `tried` is False:
    too many moved, or the cohort is too large.
    """

    sliders: tuple[SliderMove, ...]
    of: Mapping[HouseholdId, SliderMove]
    tried: bool = True


def causes(changes: Changes, stopped: Stopped = lambda: False) -> Causes | None:
    """The causes of a step by weights alone; None where it was another step, or nothing can be said of it."""
    sliders = slider_moves(changes)
    if not sliders or not changes.attributable:
        return None
    small = int(changes.new.instance.rules.allowed.sum()) <= EXACT_PAIRS
    if len(sliders) == 1 or not small or len(sliders) > MOST:
        return Causes(sliders, {}, tried=len(sliders) == 1)
    found: dict[HouseholdId, SliderMove] = {}
    for slider in sorted(sliders, key=lambda one: -abs(one.after - one.before)):
        stay = None if stopped() else _who_stays(changes, slider)
        if stay is None:
            return Causes(sliders, {}, tried=False)
        found = {**dict.fromkeys(stay, slider), **found}
    return Causes(sliders, found)


def slider_moves(changes: Changes) -> tuple[SliderMove, ...]:
    """The sliders that moved in a step in which nothing else was decided; none in any other."""
    old, new = changes.old.scenario, changes.new.scenario
    if _without_sliders(old) != _without_sliders(new):
        return ()
    ground = changes.new.instance.cohort_data
    before, after = weighing(ground, old, None), weighing(ground, new, None)
    found = [
        SliderMove("group", str(one.group.id), one.share, other.share)
        for one, other in zip(before, after, strict=True)
        if abs(one.weight - other.weight) > SAME
    ]
    found += [
        SliderMove("criterion", str(one.criterion.id), one.share, other.share)
        for group, again in zip(before, after, strict=True)
        for one, other in zip(group.criteria, again.criteria, strict=True)
        if abs(one.weight - other.weight) > SAME
    ]
    shares = old.policy.town_share, new.policy.town_share
    if abs(shares[0] - shares[1]) > SAME:
        found.append(SliderMove("town_share", "", *shares))
    return tuple(found)


def _who_stays(changes: Changes, slider: SliderMove) -> tuple[HouseholdId, ...] | None:
    """Who would be where they were, had this slider not moved; None where that is not proven."""
    scenario = slider.put_back(changes.new.scenario, changes.old.scenario)
    ground = changes.new.instance.cohort_data
    other = replan(ground, scenario, before=changes.old)
    same = changes.old.assignment == other.assignment
    stay = tuple(move.household for move in changes.moves if same[ground.row[move.household]])
    return stay if other.proven else None


def _without_sliders(scenario: Scenario) -> Scenario:
    policy = scenario.policy.model_copy(update={"town_share": 0.0})
    return scenario.model_copy(update={"weights": {}, "groups": {}, "policy": policy})
