"""What a person decides about a household or a place: each step changes the scenario and can be undone."""

from collections.abc import Iterable

from rematch.model import Ags, HouseholdId, ResourceId
from rematch.scenario import Pin, Scenario, Veto
from rematch.service.session import PlanReport
from rematch.ui.shell import state


def pin(report: PlanReport, households: Iterable[HouseholdId], reason: str) -> None:
    """Households stay where the plan has them; without a new reason an earlier one there stays, too."""
    here, given = _places(report), {(p.household, p.ags): p.reason for p in state.scenario().pins}
    _pin(
        Pin(household=h, ags=here[h], reason=reason or given.get((h, here[h]), ""))
        for h in households
        if h in here
    )


def pin_to(household: HouseholdId, ags: Ags, reason: str) -> None:
    """A household goes to this place."""
    _pin([Pin(household=household, ags=ags, reason=reason)])


def pin_plan(report: PlanReport) -> None:
    """Everybody stays where this plan has them, whatever was decided since; reasons given for it stay."""
    pin(report, _places(report), "")


def pin_rest(report: PlanReport) -> None:
    """Everybody who is not pinned yet stays where the plan has them; pins that are there stay as they are."""
    pinned = {p.household for p in state.scenario().pins}
    pin(report, [household for household in _places(report) if household not in pinned], "")


def _pin(pins: Iterable[Pin]) -> None:
    chosen = list(pins)
    now = _without(state.scenario(), [p.household for p in chosen])
    state.decide(now.model_copy(update={"pins": (*now.pins, *chosen)}))


def veto(report: PlanReport, households: Iterable[HouseholdId], reason: str) -> None:
    """Households do not go where the plan has them."""
    here = _places(report)
    chosen = [Veto(household=h, ags=here[h], reason=reason) for h in households if h in here]
    now = _without(state.scenario(), [v.household for v in chosen])
    state.decide(now.model_copy(update={"vetoes": (*now.vetoes, *chosen)}))


def wait(households: Iterable[HouseholdId], reason: str = "") -> None:
    """Households wait for the next round."""
    chosen = tuple(households)
    now = _without(state.scenario(), chosen)
    waiting = dict.fromkeys((*now.not_this_round, *chosen))
    state.decide(now.model_copy(update={"not_this_round": tuple(waiting)}), reason=reason)


def keep_apart(one: HouseholdId, other: HouseholdId, reason: str = "") -> None:
    """Two households do not go to the same place."""
    now = state.scenario()
    pair = (min(one, other), max(one, other))
    state.decide(now.model_copy(update={"apart": tuple(dict.fromkeys((*now.apart, pair)))}), reason=reason)


def release(households: Iterable[HouseholdId]) -> None:
    """Take back every decision about these households."""
    chosen = set(households)
    now = _without(state.scenario(), chosen)
    state.decide(
        now.model_copy(
            update={
                "vetoes": tuple(v for v in now.vetoes if v.household not in chosen),
                "not_this_round": tuple(h for h in now.not_this_round if h not in chosen),
                "apart": tuple(pair for pair in now.apart if not chosen & set(pair)),
            }
        )
    )


def release_all() -> None:
    """Take back every decision about households."""
    clean = {"pins": (), "vetoes": (), "not_this_round": (), "apart": ()}
    state.decide(state.scenario().model_copy(update=clean))


def set_place(ags: Ags, *, places: float | None, pledge: int | None, closed: bool, reason: str = "") -> None:
    """Limits of one municipality; None goes back to what it stated."""
    now = state.scenario()
    limits = {a: dict(units) for a, units in now.limits.items() if a != ags}
    own = {r: u for r, u in now.limits.get(ags, {}).items() if r != "persons"}
    if places is not None:
        own[ResourceId("persons")] = places
    if own:
        limits[ags] = own
    pledges = {a: p for a, p in now.pledges.items() if a != ags}
    if pledge is not None:
        pledges[ags] = pledge
    shut = [a for a in now.closed if a != ags] + ([ags] if closed else [])
    changed = {"limits": limits, "pledges": pledges, "closed": tuple(sorted(shut))}
    state.decide(now.model_copy(update=changed), reason=reason)


def marks(scenario: Scenario) -> dict[HouseholdId, list[str]]:
    """Decisions by household, as text codes `mark.*`."""
    found: dict[HouseholdId, list[str]] = {}
    for p in scenario.pins:
        found.setdefault(p.household, []).append("pinned")
    for v in scenario.vetoes:
        found.setdefault(v.household, []).append("vetoed")
    for household in scenario.not_this_round:
        found.setdefault(household, []).append("waiting")
    for pair in scenario.apart:
        for household in pair:
            found.setdefault(household, []).append("apart")
    return found


def _places(report: PlanReport) -> dict[HouseholdId, Ags]:
    return {line.household: line.ags for line in report.placements if line.ags is not None}


def _without(scenario: Scenario, households: Iterable[HouseholdId]) -> Scenario:
    """Pins and waiting of these households taken back, so that a new decision replaces the old one."""
    chosen = set(households)
    return scenario.model_copy(
        update={
            "pins": tuple(p for p in scenario.pins if p.household not in chosen),
            "not_this_round": tuple(h for h in scenario.not_this_round if h not in chosen),
        }
    )
