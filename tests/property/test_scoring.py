"""What holds for the fit of every catalogue and every cohort."""

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
from rematch.model import Profiles
from rematch.scenario import Policy, Scenario
from rematch.synthetic import generate
from tests.builders import catalogue, criterion, field, household, member, municipality, profiles, resource

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
        weight=draw(st.floats(0, 10)),
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
            priorities=draw(priorities(ids)),
        )
        for i in range(draw(st.integers(1, 3)))
    ]
    return table, profiles(homes, towns)


scenarios = st.builds(
    lambda members, kappa: Scenario(policy=Policy(members=members, kappa=kappa)),
    st.sampled_from(["mean", "least", "any", "sum"]),
    st.none() | st.floats(0, 20),
)
many = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def weigh(table, cohort: Profiles, scenario: Scenario):
    """Scores, the coordinators' weights and kappa."""
    coordinators = scoring.weights(table, scenario, cohort.cohort)
    kappa = scoring.neutral_start(coordinators, scenario.policy)
    return scoring.score_pairs(cohort, table, scenario), coordinators, kappa


def assert_parts_add_up(weighed, pairs) -> None:
    fit = scoring.fit(*weighed)
    for i, j in pairs:
        total = sum(row.part for row in scoring.parts(*weighed, i, j))
        assert abs(total - fit[i, j]) <= 1e-9


@many
@given(made=cohorts(), scenario=scenarios)
def test_parts_add_up_to_the_fit_on_every_pair(made, scenario):
    weighed = weigh(*made, scenario)
    assert_parts_add_up(weighed, np.ndindex(weighed[0].shape))


@many
@given(made=cohorts(), scenario=scenarios)
def test_scores_and_fits_stay_between_nothing_and_one_and_the_fit_within_its_range(made, scenario):
    scores, coordinators, kappa = weigh(*made, scenario)
    applicable = scores.score[~np.isnan(scores.score)]
    assert ((applicable >= 0) & (applicable <= 1)).all()
    least, most = scoring.fit_range(scores, coordinators, kappa)
    fit = scoring.fit(scores, coordinators, kappa)
    assert (least >= -1e-12).all()
    assert (most <= 1 + 1e-12).all()
    assert ((least <= fit + 1e-12) & (fit <= most + 1e-12)).all()


@many
@given(made=cohorts(), factor=st.floats(0.01, 100))
def test_multiplying_all_weights_changes_no_fit(made, factor):
    scores, coordinators, kappa = weigh(*made, Scenario())
    assume(not ((coordinators > 0) & (coordinators < 1e-9)).any())
    more = coordinators * factor
    again = scoring.fit(scores, more, scoring.neutral_start(more, Policy()))
    np.testing.assert_allclose(again, scoring.fit(scores, coordinators, kappa), atol=1e-9)


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
