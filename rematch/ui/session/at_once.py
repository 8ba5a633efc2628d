"""What a move of a group's slider is answered at once: the page's own pieces, before its run draws them.

Nothing is decided here. The browser tells the page of the move once all of this is drawn, and the run that
follows finds the plan on the visit's desk, puts the move in force, and says the same.
"""

from collections.abc import Generator, Iterator

from rematch.errors import RematchError
from rematch.scenario import Scenario
from rematch.service.session import Overtaken, PlanReport, assembled, still_within
from rematch.ui.direct import desk
from rematch.ui.session.deciding import reference
from rematch.ui.session.plan import headline, plan_map, plan_table, proof, what_changed
from rematch.ui.session.weighting import groups, weight
from rematch.ui.shell import cached, memory, state
from rematch.ui.shell.context import here

Pieces = dict[str, object]
"""What pieces of the page are given to draw, by their keys."""


def answer(wish: object) -> Generator[Pieces]:
    """How far the plan on screen is from the best at most, shares, the best plan's numbers, then the rest.

    Ends early where there is no plan to begin from, where decisions contradict each other, or where
    something newer is asked: the page's own run then says what there is to say.
    """
    before, scenario = state.last_report(), _wished(wish)
    data = here().cohort_data
    if before is None or before.instance.cohort_data is not data or scenario == before.scenario:
        return
    at = desk.mine()
    with at.answer():
        memory.leave_proof()
        try:
            instance = assembled(data, scenario, before)
            yield what_changed.at_first(still_within(data, scenario, before, instance=instance))
            yield {groups.KEY: groups.drawn(scenario, instance)}
            new = at.plan(desk.PlanWish(data, scenario, before, instance))
        except (RematchError, Overtaken):
            return
        yield from _shown(new, before)


def _wished(wish: object) -> Scenario:
    """What is in force, with the weights the page has not heard of yet."""
    scenario = state.scenario()
    for group, value in groups.unheard(wish).items():
        scenario = weight.weighed(scenario, f"g_{group}", value)
    return scenario


def _shown(new: PlanReport, before: PlanReport) -> Iterator[Pieces]:
    """Whatever of it was shown is on record, even if nobody waited for the rest."""
    recorder, viewer, at = cached.recorder(), state.viewer(), desk.mine()
    changes = reference.since(new, before)
    try:
        yield {**headline.pieces(new, changes), **proof.pieces(new), **what_changed.pieces(changes)}
        yield {**plan_map.pieces(new), **plan_table.pieces(new)}
    finally:
        at.recorded(new, lambda: recorder.record(new, viewer, "seen"))
