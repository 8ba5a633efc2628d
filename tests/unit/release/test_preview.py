"""The municipality preview: what is shown, to whom, and what never is."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rematch.bootstrap import DATA
from rematch.criteria.catalogue import Catalogue
from rematch.criteria.reading import read_catalogue
from rematch.errors import RematchError
from rematch.instance import MatchingInstance
from rematch.instance.cohort_data import prepare_cohort
from rematch.model import Ags, CriterionId, Viewer
from rematch.planning.plan import replan
from rematch.planning.report import PlanReport
from rematch.release.bands import ShownAmount, band
from rematch.release.needs import dwellings
from rematch.release.preview import GOOD_FIT, Preview, preview
from rematch.release.profile_effect import leads, masked_effect, reach
from rematch.scenario import Scenario
from rematch.synthetic.cohort import generate
from tests import builders
from tests.builders import of_town

COORDINATOR = Viewer()
HOMES = {"flat", "shared_flat", "hostel"}
OWN = {"stated", "minimum", "threshold", "year", "share", "below"}
"""What the municipality stated itself, what is public, or the greatest there can be: no count of people."""


@cache
def catalogue() -> Catalogue:
    return read_catalogue(DATA / "criteria.toml")


@cache
def report(seed: int = 1, invented: bool = True, moved: str = "") -> PlanReport:
    made = generate(16, 5, seed, catalogue=catalogue())
    told = made.model_copy(update={"cohort": made.cohort.model_copy(update={"invented": invented})})
    weights = {moved: 10.0} if moved else {}
    return replan(prepare_cohort(told, catalogue(), f"{seed}{invented}"), Scenario(weights=weights))


def places(found: PlanReport) -> list[Ags]:
    return [place.ags for place in found.instance.profiles.municipalities]


def numbers(thing: object, name: str = "") -> Iterator[float]:
    """Every number anywhere in a preview, but for what is no count of people."""
    if is_dataclass(thing):
        for part in fields(thing):
            yield from numbers(getattr(thing, part.name), part.name)
    elif isinstance(thing, tuple):
        for entry in thing:
            yield from numbers(entry, name)
    elif isinstance(thing, int | float) and not isinstance(thing, bool) and name not in OWN:
        yield thing


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 5), moved=st.sampled_from(["", "childcare", "place_ranking"]))
def test_no_count_below_the_threshold_where_people_are_real(seed: int, moved: str) -> None:
    """On generated cohorts of real people no number from 1 to 4 stands anywhere in any preview."""
    found = report(seed, False, moved)
    for ags in places(found):
        seen = preview(found, COORDINATOR, ags)
        assert seen.masked
        assert not {1, 2, 3, 4} & set(numbers(seen))
        own = {need.stated for need in seen.resources}
        assert all(amount.below > 5 or amount.most in own for amount in seen.told.values())


def test_few_and_none_look_the_same() -> None:
    """Of one resource at one place, the same is shown whether the plan needs none of it or few."""
    by_need: dict[tuple[Ags, str, float | None], dict[bool, set[ShownAmount]]] = {}
    for seed in range(6):
        found = report(seed)
        for ags in places(found):
            seen, exact = (preview(found, COORDINATOR, ags, as_real=real) for real in (True, False))
            for m, e in zip(seen.resources, exact.resources, strict=True):
                assert m.full is None
                if e.needed.at_least < 5:
                    room = (seen.persons.below, m.needed.below, m.stated)
                    by_need.setdefault((ags, m.resource, room), {}).setdefault(
                        e.needed.at_least == 0, set()
                    ).add(m.needed)
    both = [shown for shown in by_need.values() if len(shown) == 2]
    assert both and all(shown[True] == shown[False] for shown in both)
    assert all(
        amount.at_least == 0 for shown in by_need.values() for some in shown.values() for amount in some
    )


def test_invented_people_are_counted_exactly() -> None:
    """On invented people amounts add up to the plan's own loads."""
    found = report()
    for load in found.loads:
        seen = preview(found, COORDINATOR, load.ags)
        assert not seen.masked
        assert seen.persons.exact and seen.persons.at_least == load.persons
        assert [n.needed.at_least for n in seen.resources] == [r.wanted for r in load.resources]
        assert [n.planned.at_least for n in seen.resources] == [r.used for r in load.resources]


def test_invented_people_can_be_shown_as_real_ones() -> None:
    """The toggle gives what a cohort of real people would, but for Art. 9 criteria being on."""
    found = report()
    seen = preview(found, COORDINATOR, places(found)[0], as_real=True)
    assert seen.masked
    places_offered = next(need.stated for need in seen.resources)
    assert seen.persons == band(found.loads[0].persons, most=places_offered)
    assert seen.households is None and seen.fits == () and seen.mean_fit is None
    assert all(standing.lead is None for standing in seen.standings)
    assert not any(catalogue().by_id[standing.criterion].art9 for standing in seen.standings)


def test_a_municipality_sees_only_its_own() -> None:
    """A municipal viewer is refused any other place; a coordinator is not."""
    found = report()
    own, other = places(found)[:2]
    viewer = of_town(found.instance.profiles.cohort.id, own)
    assert preview(found, viewer, own).ags == own
    with pytest.raises(RematchError) as refused:
        preview(found, viewer, other)
    assert refused.value.code == "viewer.not_own"


def test_a_place_outside_the_cohort_is_refused() -> None:
    """A municipality nobody loaded has no preview."""
    with pytest.raises(RematchError) as refused:
        preview(report(), COORDINATOR, Ags("99999999"))
    assert refused.value.code == "viewer.unknown_municipality"


def test_the_leads_of_a_criterion_cancel_out_over_the_municipalities() -> None:
    """What one municipality wins by a criterion, against the average, the others lose."""
    instance = report().instance
    rows = np.ones(len(instance.profiles.households), dtype=bool)
    assert np.allclose(leads(instance, rows).sum(axis=1), 0.0, atol=1e-12)


def test_the_lifts_of_all_criteria_make_the_fit() -> None:
    """Leads of all criteria together are the mean fit here less the mean of all places."""
    instance = report(3).instance
    rows = np.ones(len(instance.profiles.households), dtype=bool)
    mean = instance.fit.mean(axis=0)
    assert np.allclose(leads(instance, rows).sum(axis=0), mean - mean.mean(), atol=1e-9)


def test_good_fits_count_allowed_pairs_of_the_whole_round() -> None:
    """Own and other municipalities together are all good allowed pairs, whoever is placed where."""
    found = report(4)
    seen = preview(found, COORDINATOR, places(found)[0])
    good = (found.instance.rules.allowed & (found.instance.fit >= GOOD_FIT)).sum()
    assert seen.good_here.at_least + sum(a.at_least for a in seen.good_elsewhere) == good
    assert list(seen.good_elsewhere) == sorted(seen.good_elsewhere, key=lambda a: -a.at_least)


def with_pledge(found: PlanReport, minimum: int) -> PlanReport:
    """The same plan, judged against another pledge of the first municipality."""
    pledges = np.array(found.instance.problem.minimum)
    pledges[0] = minimum
    problem = replace(found.instance.problem, minimum=pledges)
    return replace(found, instance=replace(found.instance, problem=problem))


def test_a_pledge_inside_a_band_is_left_open() -> None:
    """Where people are real, "met" or "missing" never cuts a band in two."""
    found = report(1, False)
    ags, persons = places(found)[0], found.loads[0].persons
    shown = preview(found, COORDINATOR, ags).persons
    assert persons in range(shown.at_least, shown.below)
    inside = preview(with_pledge(found, shown.most), COORDINATOR, ags)
    assert inside.pledge.standing == "open" and inside.pledge.missing is None
    above = preview(with_pledge(found, shown.below), COORDINATOR, ags)
    assert above.pledge.standing == "missing" and above.pledge.missing is None


def test_a_missed_pledge_says_by_how_much_on_invented_people() -> None:
    """Exact where it may be."""
    found = report()
    seen = preview(with_pledge(found, found.loads[0].persons + 3), COORDINATOR, places(found)[0])
    assert (seen.pledge.standing, seen.pledge.missing) == ("missing", 3)


def test_a_preview_names_no_household() -> None:
    """No id of a household occurs anywhere in what is handed out, not even on invented people."""
    found = report()
    ids = [household.id for household in found.instance.profiles.households]
    for seen in shown(found):
        assert not any(name in repr(replace(seen, fits=())) for name in ids)


def shown(found: PlanReport) -> list[Preview]:
    return [preview(found, COORDINATOR, ags, as_real=real) for ags in places(found) for real in (True, False)]


def test_what_is_missing_is_said_only_as_far_as_the_shown_amount_and_the_own_offer_say_it() -> None:
    """Five or more people need places where four are offered: at least one is missing; below that nothing."""
    for count, missing in ((4, 0.0), (9, 1.0)):
        people = [builders.household(f"h{k}") for k in range(count)]
        town = builders.municipality(capacity={"persons": 30})
        known = prepare_cohort(
            builders.profiles(people, [town], invented=False), builders.catalogue(), f"{count}"
        )
        [need] = preview(replan(known, Scenario()), COORDINATOR, Ags("01002000")).resources
        assert replace(need, stated=4.0).missing == missing
        assert replace(need, stated=None).missing == 0.0
        assert replace(need, stated=None, served=True).missing == need.needed.at_least


def test_of_invented_people_what_is_missing_is_what_the_plan_does_not_serve() -> None:
    """Needed less planned, resource by resource; something is missing somewhere in these plans."""
    found = [report(seed) for seed in range(4)]
    missing = 0.0
    for plan in found:
        for load in plan.loads:
            seen = preview(plan, COORDINATOR, load.ags)
            assert [n.missing for n in seen.resources] == [r.wanted - r.used for r in load.resources]
            missing += sum(n.missing for n in seen.resources)
    assert missing > 0


def test_of_what_nobody_stated_nothing_is_planned_and_that_is_told_from_none() -> None:
    """A served resource without a statement is "not stated"; one stated as 0 is 0; neither is offered."""
    made = generate(16, 5, 1, catalogue=catalogue())
    first = made.municipalities[0]
    served = next(r.id for r in catalogue().resources if r.binds == "served")
    for capacity, stated in (({}, None), ({served: 0.0}, 0.0)):
        kept = {name: units for name, units in first.capacity.items() if name != served}
        town = first.model_copy(update={"capacity": {**kept, **capacity}})
        told = made.model_copy(update={"municipalities": (town, *made.municipalities[1:])})
        plan = replan(prepare_cohort(told, catalogue(), f"stated{stated}"), Scenario())
        need = next(n for n in preview(plan, COORDINATOR, town.ags).resources if n.resource == served)
        assert need.served and need.stated == stated and not need.offered
        assert need.planned.at_least == 0


def test_what_is_not_considered_names_no_special_category_and_tells_none_from_few_of_nobody() -> None:
    """Where people are real: no criterion of Art. 9 by name, and a band whether nobody or few need it."""
    special = {c.id: False for c in catalogue().criteria if c.art9 and c.switchable}
    made = generate(16, 5, 1, catalogue=catalogue())
    seen = []
    for off in ({}, special):
        told = made.model_copy(update={"cohort": made.cohort.model_copy(update={"invented": False})})
        plan = replan(prepare_cohort(told, catalogue(), "left out"), Scenario(switches=off))
        seen.append(preview(plan, COORDINATOR, places(plan)[0]).left_out)
    exact = preview(
        replan(prepare_cohort(made, catalogue(), "left out, exact"), Scenario(switches=special)),
        COORDINATOR,
        made.municipalities[0].ags,
    ).left_out
    for one in seen:
        assert one.households is not None and one.households == band(one.households.at_least)
        assert not any(catalogue().by_id[name].art9 for name in one.off)
    assert exact.households is not None and exact.households.exact and exact.households.at_least > 0
    assert any(catalogue().by_id[name].art9 for name in exact.off)


def marked(instance: MatchingInstance, criterion: CriterionId) -> MatchingInstance:
    """The same instance, this criterion being one of special categories."""
    criteria = tuple(
        c.model_copy(update={"art9": True}) if c.id == criterion else c for c in instance.scores.criteria
    )
    return replace(instance, scores=replace(instance.scores, criteria=criteria))


def test_a_criterion_of_special_categories_is_never_named_where_people_are_real() -> None:
    """What is named stays named, but for the one that is of special categories: Art. 9 GDPR."""
    instance = report().instance
    rows = np.ones(len(instance.profiles.households), dtype=bool)
    named = [effect.criterion for effect in masked_effect(instance, rows, 0, 5)]
    assert len(named) > 1
    for criterion in named:
        left = masked_effect(marked(instance, criterion), rows, 0, 5)
        assert [effect.criterion for effect in left] == [name for name in named if name != criterion]


def test_a_criterion_that_few_households_have_is_not_named_where_people_are_real() -> None:
    """Each that is named applies to twice as many as the threshold; above all households none is named."""
    instance = report().instance
    rows = np.ones(len(instance.profiles.households), dtype=bool)
    reached = dict(zip((c.id for c in instance.scores.criteria), reach(instance, rows, 0), strict=True))
    every = [effect.criterion for effect in masked_effect(instance, rows, 0, 1)]
    threshold = min(reached[name] for name in every) // 2 + 1
    left = [effect.criterion for effect in masked_effect(instance, rows, 0, threshold)]
    assert 0 < len(left) < len(every)
    assert left == [name for name in every if reached[name] >= 2 * threshold]
    assert masked_effect(instance, rows, 0, instance.problem.n + 1) == ()


def test_what_was_named_before_stays_until_fewer_than_the_threshold_have_it() -> None:
    """One household more or fewer takes no line away: named from twice the threshold, kept down to it."""
    instance = report().instance
    rows = np.ones(len(instance.profiles.households), dtype=bool)
    before = masked_effect(instance, rows, 0, 1)
    reached = dict(zip((c.id for c in instance.scores.criteria), reach(instance, rows, 0), strict=True))
    threshold = min(reached[one.criterion] for one in before)
    kept = masked_effect(instance, rows, 0, threshold, before)
    fresh = masked_effect(instance, rows, 0, threshold)
    assert {one.criterion for one in fresh} < {one.criterion for one in kept}
    assert {one.criterion for one in before} <= {one.criterion for one in kept}
    least = {one.criterion for one in before if reached[one.criterion] == threshold}
    assert not least & {one.criterion for one in masked_effect(instance, rows, 0, threshold + 1, before)}


def test_where_few_dwellings_are_offered_nothing_but_up_to_is_said_of_those_who_come() -> None:
    """One dwelling and a band of persons would be one household's size: persons, schools, months."""
    for seed in range(3):
        found = report(seed, False)
        for j, ags in enumerate(places(found)):
            seen = preview(found, COORDINATOR, ags)
            offered = sum(
                inf if n.stated is None else n.stated for n in seen.resources if n.resource in HOMES
            )
            assert offered == dwellings(found.instance, found.loads[j])
            told = [seen.persons, *(n.needed for n in seen.resources), *(a.persons for a in seen.arrivals)]
            assert offered >= 5 or not any(amount.at_least for amount in told)
            assert offered >= 5 or seen.languages == ()


def test_in_a_small_round_of_real_people_neither_good_fits_nor_wishes_nor_criteria_are_counted() -> None:
    """Sixteen households: nothing of them; of invented ones all of it; a larger round has bands."""
    found = report(1, False)
    seen = preview(found, COORDINATOR, places(found)[0])
    assert (seen.good_here, seen.good_elsewhere, seen.wishes, seen.standings) == (None, (), None, ())
    exact = preview(report(1), COORDINATOR, places(found)[0])
    assert exact.good_here is not None and exact.wishes is not None and exact.standings
    made = generate(20, 5, 1, catalogue=catalogue())
    larger = replan(prepare_cohort(made, catalogue(), "larger"), Scenario())
    many = preview(larger, COORDINATOR, places(larger)[0], as_real=True)
    assert many.good_here is not None and many.wishes is not None


def test_four_dwellings_with_many_people_in_them_say_no_more_than_the_places_offered() -> None:
    """Ten persons or more in four flats, where forty places are offered: "up to 40" and no band."""
    made = generate(24, 5, 1, catalogue=catalogue())
    first, *others = made.municipalities
    room = {"persons": 40.0, "flat": 4.0, "shared_flat": 0.0, "hostel": 0.0}
    town = first.model_copy(update={"capacity": room, "units": (), "pledge_max": None})
    closed = [one.model_copy(update={"capacity": {"persons": 0.0}, "pledge_min": 0}) for one in others]
    told = made.model_copy(update={"municipalities": (town, *closed)})
    plan = replan(prepare_cohort(told, catalogue(), "four flats"), Scenario(), work_limit=0)
    exact, seen = (preview(plan, COORDINATOR, first.ags, as_real=real) for real in (False, True))
    assert exact.persons.at_least >= 10
    assert seen.persons == ShownAmount(0, 41)
