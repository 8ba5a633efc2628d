"""What somebody has never speaks against them: more German, recognition or certificate a step further."""

from hypothesis import given
from hypothesis import strategies as st

from rematch.bootstrap import shipped_catalogue
from rematch.criteria.measuring.conditions import standing
from rematch.criteria.measuring.measured import measure
from rematch.scenario import Scenario
from tests.builders import household, member, municipality, profiles

CATALOGUE = shipped_catalogue()
WITH_CONDITIONS = [criterion for criterion in CATALOGUE.criteria if criterion.conditions]
LEVELS = st.none() | st.integers(0, 7).map(float)
ISCO = st.sampled_from(["22", "2221", "2330", "23", "231", "2611", "2635", "3256", "5311", "71"])


def answers(german, state, isco):
    """A person who works as, and studies, something; None is not said."""
    said = {"isco": isco, "seeks_work": True, "study_fields": ("ict", "health")}
    said |= {} if german is None else {"languages": {"de": german}}
    return said | {field: states[state] for field, states in STATES.items() if state is not None}


STATES = {
    field.id: [option.id for option in field.options]
    for field in CATALOGUE.fields
    if field.id in ("recognition_state", "study_certificate")
}


@given(german=LEVELS, more=LEVELS, state=st.none() | st.integers(0, 2), isco=ISCO)
def test_a_better_level_of_german_never_lowers_a_score(german, more, state, isco):
    low, high = sorted((german, more), key=lambda level: -1.0 if level is None else level)
    assert_no_more(answers(low, state, isco), answers(high, state, isco))


@given(german=LEVELS, one=st.none() | st.integers(0, 2), other=st.none() | st.integers(0, 2), isco=ISCO)
def test_a_step_further_with_recognition_never_lowers_a_score(german, one, other, isco):
    """The options stand from all to nothing; what is not said is no better than nothing."""
    better, worse = sorted((one, other), key=lambda state: 9 if state is None else state)
    assert_no_more(answers(german, worse, isco), answers(german, better, isco))


@given(german=LEVELS, state=st.none() | st.integers(0, 2), isco=ISCO)
def test_the_factor_is_a_share_and_all_of_it_where_nothing_is_lacking(german, state, isco):
    for criterion in WITH_CONDITIONS:
        found = standing(criterion, member(1, 30, **answers(german, state, isco)))
        assert 0 < found.factor <= 1 and (found.factor == 1) == (not found.lacks)


def assert_no_more(less, more):
    """Each criterion scores no more with the first answers than with the second."""
    pairs = zip(_scores(less), _scores(more), strict=True)
    assert all(low <= high + 1e-12 for low, high in pairs)


def _scores(said):
    codes = {"2221": 0.7, "2330": 0.8, "2611": 0.5, "2635": 1.0, "3256": 0.6, "5311": 1.0, "7112": 0.9}
    offers = {"job_demand": codes, "shortage_occupations": codes, "university_fields": {"ict": 20.0}}
    data = profiles([household(members=[member(1, 30, **said)])], [municipality(offers=offers)])
    return [float(measure(c, data, CATALOGUE, Scenario()).score[0, 0]) for c in WITH_CONDITIONS]
