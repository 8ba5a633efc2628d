"""What holds for the fit of every catalogue and every cohort."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from rematch import scoring
from rematch.criteria.measuring.measured import measure
from rematch.criteria.measuring.rules import hard_rules
from rematch.criteria.reading import read_catalogue
from rematch.instance import fit
from rematch.model import Profiles
from rematch.scenario import Policy, Scenario
from rematch.synthetic import generate
from tests.builders import (
    WEIGHTS,
    catalogue,
    criterion,
    field,
    household,
    member,
    municipality,
    profiles,
    resource,
)

WORDS = ("a", "b", "c")
OPTIONS = [{"id": word, "label": {"de": word, "en": word}} for word in WORDS]
TERM = {"low": 0.0, "high": 10.0, "better": "low"}

KINDS = {
    "gate": {"need": "{of}_flag", "offer": "t_flag", "params": {"wait": "t_number", "wait_half": 3}},
    "coverage": {"need": "{of}_set", "offer": "t_map", "params": {"half": 5}},
    "steps": {"need": "{of}_number", "offer": "t_number", "params": {"span": 4}},
    "decay": {"need": "{of}_points", "offer": "coordinates", "params": {"half": 50}},
    "places": {"resource": "seats"},
    "rank": {"need": "wish_ags", "offer": "ags"},
    "against": {"need": "excluded_ags", "offer": "ags"},
    "scale": {"applies": "{of}_flag", "params": {"terms": [{"field": "t_number", **TERM}]}},
    "code": {"need": "{of}_text", "offer": "t_map"},
}
VALUES = {
    "flag": st.booleans(),
    "number": st.floats(0, 10),
    "set": st.lists(st.sampled_from(WORDS), unique=True).map(tuple),
    "map": st.dictionaries(st.sampled_from(WORDS), st.floats(0, 1)),
    "points": st.lists(st.tuples(st.floats(47, 55), st.floats(6, 15)), max_size=2).map(tuple),
    "text": st.sampled_from(WORDS),
}
SIDES = {"household": "h", "member": "p", "municipality": "t"}
FIELDS = [
    field(f"{short}_{kind}", of, kind, options=OPTIONS if kind in ("set", "map") else [])
    for of, short in SIDES.items()
    for kind in VALUES
]


def answers(of: str) -> st.SearchStrategy[dict[str, object]]:
    """Any answers of one side, each of which may be missing."""
    return st.fixed_dictionaries(
        {}, optional={f"{SIDES[of]}_{kind}": drawn for kind, drawn in VALUES.items()}
    )


def priorities(ids: list[str]) -> st.SearchStrategy[dict[str, int]]:
    return st.dictionaries(st.sampled_from(ids), st.integers(0, 3))


def _filled(template: object, of: str) -> object:
    if isinstance(template, dict):
        return {key: _filled(value, of) for key, value in template.items()}
    return template.format(of=of) if isinstance(template, str) else template


@st.composite
def criteria(draw, number):
    """A criterion of any measure, weighed, hard or modifying."""
    kind = draw(st.sampled_from(sorted(KINDS)))
    named = _filled({k: v for k, v in KINDS[kind].items() if k != "params"}, draw(st.sampled_from("hp")))
    params = {**KINDS[kind].get("params", {}), "invert": draw(st.booleans())}
    return criterion(
        f"c{number}",
        measure=kind,
        params=params,
        side=draw(st.sampled_from(["household", "municipality"])),
        weight=draw(WEIGHTS),
        hard=draw(st.sampled_from(["never", "always", "essential"])),
        fails_at=draw(st.floats(0, 0.5)),
        protective=draw(st.booleans()),
        modifies=draw(st.sampled_from([(), (), (), ("place",), ("*",)])),
        **named,
    )


@st.composite
def cohorts(draw):
    """A catalogue and a cohort made for each other."""
    table = catalogue(
        *[draw(criteria(number)) for number in range(draw(st.integers(1, 5)))],
        fields=FIELDS,
        resources=[resource("seats", "c0", per="member", age=(0, 17))],
    )
    ids = [c.id for c in table.criteria]
    towns = [
        municipality(
            f"0100200{j}",
            lat=draw(st.floats(47, 55)),
            offers=draw(answers("municipality")),
            capacity=draw(
                st.fixed_dictionaries({"persons": st.just(3)}, optional={"seats": st.integers(0, 2)})
            ),
            priorities=draw(priorities(ids)),
        )
        for j in range(draw(st.integers(1, 3)))
    ]
    places = st.lists(st.sampled_from([town.ags for town in towns]), unique=True).map(tuple)
    homes = [
        household(
            f"h{i}",
            members=[
                member(number, draw(st.integers(0, 80)), **draw(answers("member")))
                for number in range(1, draw(st.integers(2, 4)))
            ],
            answers=draw(answers("household")),
            wish_ags=draw(st.none() | places),
            excluded_ags=draw(places),
            excluded_reason=draw(st.lists(st.sampled_from(["other", "safety"]), max_size=3)),
            priorities=draw(priorities(ids)),
        )
        for i in range(draw(st.integers(1, 3)))
    ]
    return table, profiles(homes, towns)


scenarios = st.builds(
    lambda members, kappa, share: Scenario(policy=Policy(members=members, kappa=kappa, town_share=share)),
    st.sampled_from(["mean", "least", "any", "sum"]),
    st.none() | st.floats(0, 20, allow_subnormal=False),
    st.floats(0, 0.3),
)
many = settings(suppress_health_check=[HealthCheck.too_slow])


def weigh(table, cohort: Profiles, scenario: Scenario):
    """Scores, and how they are weighed."""
    return scoring.score_pairs(cohort, table, scenario), fit.weigh(table, scenario, cohort.cohort)


def by_hand(table, cohort: Profiles, scenario: Scenario, i: int, j: int) -> tuple[float, float]:
    """Both fits of one pair by plain loops, from the measures and what both sides said."""
    household, town = cohort.households[i], cohort.municipalities[j]
    kappa = 5.0 if scenario.policy.kappa is None else scenario.policy.kappa
    plain = [c for c in table.criteria if c.measure and not c.modifies]
    said = [town.priorities.get(c.id, 1) for c in plain if c.side == "municipality"]
    loudness = sum(said) / len(said) if sum(said) else 1.0
    gained, whole = {"household": kappa / 2, "municipality": kappa / 2}, dict.fromkeys(fit.SIDES, kappa)
    for c in plain:
        score = float(measure(c, cohort, table, scenario).score[i, j])
        weight = c.weight
        if c.side == "household":
            weight *= household.priorities.get(c.id, 1)
        else:
            score = 0.5 + 0.5 * score
            weight *= town.priorities.get(c.id, 1) / loudness
            if c.offer is not None and c.offer not in ("coordinates", "ags") and not _named(town, c.offer):
                continue
        for other in (o for o in table.criteria if o.modifies):
            factor = float(measure(other, cohort, table, scenario).score[i, j])
            weight *= 1.0 if np.isnan(factor) else factor
        if not np.isnan(score):
            gained[c.side] += weight * score
            whole[c.side] += weight
    both = [gained[side] / whole[side] if whole[side] else 0.5 for side in fit.SIDES]
    return both[0], both[1]


def _named(town, offer) -> bool:
    """Whether the town says anything there; an empty list or table names nothing."""
    return town.offers.get(offer) not in (None, (), {})


def assert_parts_add_up(weighed, pairs) -> None:
    """All parts to the value, those of each side to its fit times what it counts."""
    found = fit.fits(*weighed)
    for i, j in pairs:
        rows = fit.parts(*weighed, i, j)
        assert abs(sum(row.part for row in rows) - found.value[i, j]) <= 1e-9
        for side, own in zip(fit.SIDES, (found.people, found.town), strict=True):
            part = sum(row.part for row in rows if row.side == side)
            assert abs(part - weighed[1].share(side) * own[i, j]) <= 1e-9


@many
@given(made=cohorts(), scenario=scenarios)
def test_parts_add_up_to_the_fit_on_every_pair(made, scenario):
    weighed = weigh(*made, scenario)
    assert_parts_add_up(weighed, np.ndindex(weighed[0].shape))


@many
@given(made=cohorts(), scenario=scenarios)
def test_both_fits_are_what_plain_loops_over_the_measures_give(made, scenario):
    """Two numbers and their value, recomputed without the arrays of the code."""
    found, share = fit.fits(*weigh(*made, scenario)), scenario.policy.town_share
    for i, j in np.ndindex(found.value.shape):
        people, town = by_hand(*made, scenario, i, j)
        assert found.people[i, j] == pytest.approx(people, abs=1e-9)
        assert found.town[i, j] == pytest.approx(town, abs=1e-9)
        assert found.value[i, j] == pytest.approx((1 - share) * people + share * town, abs=1e-9)


@many
@given(made=cohorts(), scenario=scenarios)
def test_nobody_counts_less_than_neutral_for_the_town(made, scenario):
    """Whatever the town asks for and however loudly, and also in what unknown answers leave open (B2)."""
    scores, weighing = weigh(*made, scenario)
    assert (fit.fits(scores, weighing).town >= 0.5 - 1e-12).all()
    wholly = replace(weighing, town_share=1.0)
    assert (fit.fit_range(scores, wholly)[0] >= 0.5 - 1e-12).all()


@many
@given(made=cohorts(), weights=st.dictionaries(st.sampled_from([f"c{n}" for n in range(5)]), WEIGHTS))
def test_without_a_share_the_towns_side_moves_nothing(made, weights):
    """t = 0: other weights of the town's criteria and other priorities of the towns leave every value."""
    table, cohort = made
    theirs = {c.id: weights[c.id] for c in table.criteria if c.side == "municipality" and c.id in weights}
    none = Policy(town_share=0.0)
    towns = tuple(
        town.model_copy(update={"priorities": {c.id: 3 for c in table.criteria}})
        for town in cohort.municipalities
    )
    before = fit.fits(*weigh(table, cohort, Scenario(policy=none)))
    louder = cohort.model_copy(update={"municipalities": towns})
    after = fit.fits(*weigh(table, louder, Scenario(policy=none, weights=theirs)))
    np.testing.assert_array_equal(before.value, before.people)
    np.testing.assert_allclose(after.value, before.value, atol=1e-12)


@many
@given(made=cohorts(), scenario=scenarios)
def test_scores_and_fits_stay_between_nothing_and_one_and_the_fit_within_its_range(made, scenario):
    scores, weighing = weigh(*made, scenario)
    applicable = scores.score[~np.isnan(scores.score)]
    assert ((applicable >= 0) & (applicable <= 1)).all()
    least, most = fit.fit_range(scores, weighing)
    value = fit.fits(scores, weighing).value
    assert (least >= -1e-12).all()
    assert (most <= 1 + 1e-12).all()
    assert ((least <= value + 1e-12) & (value <= most + 1e-12)).all()


@many
@given(made=cohorts(), factor=st.floats(0.01, 100))
def test_multiplying_all_weights_with_the_neutral_start_changes_no_fit(made, factor):
    """Only ratios to the neutral start count."""
    scores, weighing = weigh(*made, Scenario())
    assume(not ((weighing.coordinators > 0) & (weighing.coordinators < 1e-9)).any())
    more = replace(weighing, coordinators=weighing.coordinators * factor, kappa=weighing.kappa * factor)
    np.testing.assert_allclose(fit.fits(scores, more).value, fit.fits(scores, weighing).value, atol=1e-9)


@many
@given(made=cohorts())
def test_no_weight_opens_a_pair_that_a_hard_rule_bars(made):
    table, cohort = made
    silent = Scenario(weights={c.id: 0.0 for c in table.criteria}, groups={"place": 0.0})
    allowed = hard_rules(cohort, table, Scenario()).allowed
    np.testing.assert_array_equal(hard_rules(cohort, table, silent).allowed, allowed)


@many
@given(made=cohorts())
def test_a_pair_is_barred_exactly_where_it_has_a_reason(made):
    table, cohort = made
    rules = hard_rules(cohort, table, Scenario())
    for i, j in np.ndindex(rules.allowed.shape):
        assert bool(rules.reasons(i, j)) != bool(rules.allowed[i, j])


@many
@given(made=cohorts(), scenario=scenarios)
def test_a_household_is_scored_the_same_alone_as_among_others(made, scenario):
    table, cohort = made
    together = scoring.score_pairs(cohort, table, scenario)
    last = cohort.model_copy(update={"households": cohort.households[-1:]})
    alone = scoring.score_pairs(last, table, scenario)
    np.testing.assert_allclose(alone.score[:, 0], together.score[:, -1], atol=1e-12)
    np.testing.assert_array_equal(alone.unknown[:, 0], together.unknown[:, -1])


BETTER = {
    "gate": {"t_flag": lambda there: True, "t_number": lambda wait: wait / 2},
    "coverage": {"t_map": lambda minutes: {word: minutes.get(word, 9.0) / 2 for word in WORDS}},
    "scale": {"t_number": lambda figure: figure / 2},
    "code": {"t_map": lambda demand: {word: max(demand.get(word, 0.0), 0.5) for word in WORDS}},
    "places": {},
}
"""What more of what a measure counts is; how near a step or a point is does not come in more or less."""


@many
@given(made=cohorts(), scenario=scenarios)
def test_more_offers_a_shorter_wait_a_nearer_clinic_never_lower_a_score(made, scenario):
    """Every measure that counts offers: the better town scores at least as much for everybody (A5)."""
    table, cohort = made
    for chosen in (c for c in table.criteria if c.measure in BETTER and not c.params.invert):
        improved = BETTER[chosen.measure]
        towns = tuple(
            town.model_copy(
                update={
                    "offers": {k: improved.get(k, lambda same: same)(v) for k, v in town.offers.items()},
                    "capacity": {k: units + 1 for k, units in town.capacity.items()},
                }
            )
            for town in cohort.municipalities
        )
        before = measure(chosen, cohort, table, scenario)
        after = measure(chosen, cohort.model_copy(update={"municipalities": towns}), table, scenario)
        stated = ~(before.unknown | np.isnan(before.score))
        assert (after.score[stated] >= before.score[stated] - 1e-12).all()


CATALOGUE = Path(__file__).parents[2] / "data" / "criteria.toml"


@cache
def invented(seed: int):
    """The shipped catalogue and a generated cohort of session size."""
    table = read_catalogue(CATALOGUE)
    return table, generate(30, 8, seed, table)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("everything", [False, True])
def test_parts_add_up_on_every_allowed_pair_of_a_generated_cohort(seed, everything):
    table, cohort = invented(seed)
    switches = {c.id: True for c in table.criteria} if everything else {}
    scenario = Scenario(switches=switches)
    allowed = hard_rules(cohort, table, scenario).allowed
    assert allowed.any()
    assert_parts_add_up(weigh(table, cohort, scenario), np.argwhere(allowed))
