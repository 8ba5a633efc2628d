"""What a municipality could change: a proposal holds when it is stated and all is planned from scratch."""

from functools import cache

import pytest

from rematch.errors import RematchError
from rematch.instance import prepare_cohort
from rematch.model import Ags, Profiles
from rematch.planning.plan import replan
from rematch.planning.report import PlanReport
from rematch.release import proposals as module
from rematch.release.proposals import MOST, TownProposal, TownProposals, proposals, proposals_of_all
from tests import demo
from tests.builders import of_town
from tests.unit.release.test_preview import COORDINATOR, places, report


def _stated(found: PlanReport, ags: Ags, one: TownProposal) -> Profiles:
    """The profiles with the municipality stating what is proposed; of accommodation also without its list."""

    def changed(place):
        raised = {name: place.capacity.get(name, 0.0) + count for name, count in one.units}
        most = None if place.pledge_max is None else place.pledge_max + one.pledge
        offers = {} if one.offer is None else {one.offer[0]: one.offer[2]}
        return place.model_copy(
            update={
                "capacity": {**place.capacity, **raised},
                "pledge_max": most,
                "offers": {**place.offers, **offers},
            }
        )

    profiles = found.instance.profiles
    towns = tuple(changed(place) if place.ags == ags else place for place in profiles.municipalities)
    return profiles.model_copy(update={"municipalities": towns})


@cache
def of_all() -> dict[Ags, TownProposals]:
    """What each municipality of the demo session could change, looked for once."""
    return proposals_of_all(demo.cold(), COORDINATOR)


@cache
def of(ags: Ags) -> TownProposals:
    """What one of them could change."""
    return proposals(demo.cold(), COORDINATOR, ags)


@pytest.mark.parametrize(
    "ags",
    [
        pytest.param(place.ags, marks=pytest.mark.soak if turn else ())
        for turn, place in enumerate(demo.profiles().municipalities[:4])
    ],
)
def test_a_proposal_holds_when_it_is_stated_and_planned_from_scratch(ags: Ags) -> None:
    """As many people have a place, and the value rises by what was said; lists of housing units aside."""
    found = demo.cold()
    told = of(ags)
    assert len(told.found) <= MOST and told.tried > 10
    listed = {"flat", "shared_flat", "hostel"}
    for one in told.found:
        if listed & {name for name, _ in one.units}:
            continue
        stated = prepare_cohort(_stated(found, ags, one), found.instance.catalogue, "x")
        again = replan(stated, found.scenario)
        assert again.proven
        assert again.solution.persons_placed == found.solution.persons_placed + one.placed
        gain = (again.solution.objective - found.solution.objective) / found.solution.objective
        assert gain == pytest.approx(one.gain, abs=1e-3)
        j = found.instance.cohort_data.column[ags]
        here = again.assignment == j
        assert found.instance.problem.persons[here].sum() == one.here[1]


@pytest.mark.soak
def test_the_best_come_first_and_none_says_the_same_twice() -> None:
    """Persons with a place before value; each of other resources or another offer."""
    assert list(of_all()) == list(places(demo.cold()))
    for one_of in of_all().values():
        told = one_of.found
        assert [one.worth for one in told] == sorted((one.worth for one in told), reverse=True)
        said = {(frozenset(name for name, _ in one.units), one.offer and one.offer[0]) for one in told}
        assert len(said) == len(told)
        assert all(one.placed > 0 or one.gain >= module.LEAST for one in told)


def test_stopped_it_tells_what_it_has_by_then() -> None:
    """After three trials; what is told is how far it came."""
    found, steps = demo.cold(), []
    told = proposals(
        found,
        COORDINATOR,
        places(found)[0],
        lambda done, asked: steps.append((done, asked)),
        lambda: len(steps) >= 3,
    )
    assert told.tried == 3 and steps[-1][0] < steps[-1][1]


def test_of_real_people_nothing_is_proposed_and_nobody_asks_for_another_town() -> None:
    """What helps would tell who is about to come; a municipal viewer has only its own."""
    assert proposals(report(1, False), COORDINATOR, places(report(1, False))[0]).found == ()
    found = report()
    own, other = places(found)[:2]
    with pytest.raises(RematchError) as refused:
        proposals(found, of_town(found.instance.profiles.cohort.id, own), other)
    assert refused.value.code == "viewer.not_own"


@pytest.mark.soak
def test_resources_of_which_none_is_stated_today_are_tried() -> None:
    """Somewhere one of them helps most: the wrong thing to leave out is what is not there."""
    found = demo.cold()
    named = {(ags, name) for ags, told in of_all().items() for one in told.found for name, _ in one.units}
    stated = {place.ags: place.capacity for place in found.instance.profiles.municipalities}
    assert any(stated[ags].get(name) == 0.0 for ags, name in named)


@pytest.mark.soak
def test_an_offer_and_a_resource_together_are_tried_and_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where both bring something alone; of all that is tried the pairs of both kinds are told if best."""
    monkeypatch.setattr(module, "MOST", 100)
    found, both = demo.cold(), []
    for place in found.instance.profiles.municipalities:
        both += [
            (place.ags, one)
            for one in proposals(found, COORDINATOR, place.ags).found
            if one.offer is not None and one.units
        ]
        if both:
            break
    assert both
    for ags, one in both:
        if {"flat", "shared_flat", "hostel"} & {name for name, _ in one.units}:
            continue
        again = replan(
            prepare_cohort(_stated(found, ags, one), found.instance.catalogue, "x"), found.scenario
        )
        assert again.solution.persons_placed == found.solution.persons_placed + one.placed
