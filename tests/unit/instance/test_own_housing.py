"""A home of one's own, and two units in place of one: what the plan does with them and what is only told."""

from itertools import product

import numpy as np
import pytest

from rematch.criteria.measuring.confirmed import unconfirmed_homes
from rematch.criteria.measuring.rules import ReasonCode
from rematch.explain import evidence_of, why_here
from rematch.instance import MatchingInstance, assemble, prepare_cohort
from rematch.instance.figures import loads
from rematch.model import ESSENTIAL, Household, Profiles, Unit
from rematch.optimise import solve, verify
from rematch.planning.record import types_by_name, units_by_row
from rematch.report.wording.sentences import why_sentence
from rematch.report.wording.words import reason_words
from rematch.scenario import Scenario
from tests.builders import catalogue, criterion, field, household, municipality, profiles, resource
from tests.seeds import seeds
from tests.unit.criteria.measuring.supply.test_rooms import OPTIONS, SIZE
from tests.unit.instance.test_units import KIEL, TROISDORF, unit

AT_KIEL, AT_TROISDORF, ELSEWHERE = ((54.3233, 10.1228),), ((50.81, 7.15),), ((48.1, 11.6),)
HOMES = criterion("homes", rule="accommodation", hard="always", need="accepted", weight=3.0)
OWN = criterion(
    "own",
    measure="decay",
    need="own_home",
    offer="coordinates",
    params={"half": 1},
    hard="essential",
    fails_at=0.99,
    binds_confirmed=True,
    houses=True,
    weight=2.0,
)
WISH = criterion("wish", measure="rank", need="wish_ags", offer="ags", weight=2.0)
PETS = criterion(
    "pets", measure="gate", need="pet", offer="pets_allowed", hard="always", unknown=0.0, weight=0
)
STEPS = criterion("steps", rule="resource", resource="step_free", hard="always", protective=True)
SPLIT = SIZE.model_copy(update={"params": SIZE.params.model_copy(update={"split": "split"}), "weight": 0.0})
TABLE = catalogue(
    HOMES,
    OWN,
    WISH,
    PETS,
    STEPS,
    SPLIT,
    fields=[
        field("accepted", type="set"),
        field("own_home", type="points"),
        field("pet"),
        field("pets_allowed", of="municipality"),
        field("steps"),
        field("split"),
        field("wanted", type="set", options=OPTIONS),
        field("offered", of="municipality", type="set", options=OPTIONS),
    ],
    resources=[
        *(resource(kind, "homes", per="unit", field="accepted", type=kind) for kind in ("flat", "hostel")),
        resource("step_free", "steps", protective=True, per="household", field="steps"),
    ],
)


def town(ags: str = KIEL, units: tuple[Unit, ...] = (), **capacity: float):
    where = {"lat": 50.81, "lon": 7.15} if ags == TROISDORF else {}
    offers = {"pets_allowed": False}
    return municipality(ags, capacity={"persons": 9, **capacity}, units=units, offers=offers, **where)


def at_home(id: str = "h1", where: object = AT_KIEL, confirmed: bool = True, **named: object) -> Household:
    answers = {"own_home": where, **named.pop("answers", {})}  # type: ignore[dict-item]
    return household(id, answers=answers, confirmed=("own",) if confirmed else (), **named)


def built(found: Profiles, scenario: Scenario | None = None) -> MatchingInstance:
    return assemble(prepare_cohort(found, TABLE, "data"), scenario or Scenario())


@pytest.mark.parametrize("listed", [True, False])
def test_who_has_a_confirmed_home_takes_no_unit_and_counts_for_the_places(listed: bool) -> None:
    """One flat and two households: both are placed only where one of them is at home; places still bind."""
    here = town(units=(unit(),)) if listed else town(flat=1, hostel=0)
    people = [at_home("h0"), household("h1")]
    instance = built(profiles(people, [here]))
    plan = solve(instance.problem)
    assert plan.persons_placed == 2 and verify(instance.problem, plan.assignment, plan.unit).ok
    used = {load.resource: load.used for load in loads(instance, plan.assignment)[0].resources}
    assert used["flat"] == 1 and used["persons"] == 2
    full = here.model_copy(update={"capacity": {**here.capacity, "persons": 1}})
    assert solve(built(profiles(people, [full])).problem).persons_placed == 1


@pytest.mark.parametrize(
    ("who", "scenario"),
    [
        (at_home(confirmed=False), Scenario()),
        (at_home(where=AT_TROISDORF), Scenario()),
        (at_home(where=ELSEWHERE), Scenario()),
        (at_home(), Scenario(switches={"own": False})),
        (at_home(answers={"steps": True}), Scenario()),
    ],
)
def test_unconfirmed_elsewhere_switched_off_or_in_need_of_a_step_free_unit_it_replaces_none(who, scenario):
    """Where there is no unit at all nobody of them can be."""
    instance = built(profiles([who], [town(flat=0, hostel=0, step_free=1)]), scenario)
    assert ReasonCode.ACCOMMODATION in [reason.code for reason in instance.rules.reasons(0, 0)]


def test_it_scores_one_on_type_and_size_and_what_is_asked_of_a_unit_bars_nobody_from_it() -> None:
    """Another type named first, other sizes wanted, and a pet that no unit of the town allows."""
    answers = {"accepted": ("hostel",), "wanted": ("r3",), "pet": True}
    weighed = Scenario(weights={"size": 1.0})
    instance = built(profiles([at_home(answers=answers)], [town(flat=1, hostel=0)]), weighed)
    assert instance.rules.allowed[0, 0]
    plan = solve(instance.problem).assignment
    parts = instance.parts(0, 0, instance.allot(plan).to(0))
    scores = {part.criterion: part.score for part in parts}
    assert scores["homes"] == scores["size"] == scores["own"] == 1
    assert sum(part.part for part in parts) == pytest.approx(instance.planned_fit(plan)[0])


@pytest.mark.parametrize(("confirmed", "barred"), [(True, True), (False, False)])
def test_essential_and_confirmed_it_bars_every_other_place(confirmed: bool, barred: bool) -> None:
    who = at_home(confirmed=confirmed, priorities={"own": ESSENTIAL})
    instance = built(profiles([who], [town(flat=1), town(TROISDORF, flat=1)]))
    assert instance.rules.allowed[0].tolist() == [True, not barred]


def test_how_many_homes_wait_for_somebody_to_confirm_them() -> None:
    """Of towns of the cohort, of those who take part, and only while the criterion is on."""
    waiting = [at_home("h0", confirmed=False), at_home("h1"), at_home("h2", ELSEWHERE, confirmed=False)]
    found = profiles([*waiting, at_home("h3", confirmed=False, consent=False)], [town()])
    assert unconfirmed_homes(found, TABLE, Scenario()) == 1
    assert unconfirmed_homes(found, TABLE, Scenario(not_this_round=("h0",))) == 0
    assert unconfirmed_homes(found, TABLE, Scenario(switches={"own": False})) == 0


def test_it_is_told_stored_and_found_again() -> None:
    """By its own words in both languages; a stored run names it, and its check takes the same class."""
    people = [at_home("h0"), household("h1")]
    instance = built(profiles(people, [town(units=(unit(),))]))
    plan = solve(instance.problem).assignment
    units = instance.units(plan)
    kept = types_by_name(instance, units)
    assert kept == {"h0": "own_housing", "h1": "flat"}
    assert np.array_equal(units_by_row(instance, plan, kept), units)
    why = why_here(instance, 0, 0, instance.allot(plan).to(0))
    assert why.accommodation == "own_housing"
    assert "Unterkunft, die der Haushalt schon hat" in why_sentence(why, instance, "de")
    assert "home that the household already has" in why_sentence(why, instance, "en")
    assert evidence_of(instance, 0, 0, why)["homes"].offer == ("flat",)


PLACES = (KIEL, TROISDORF)


def drawn(seed: int) -> Profiles:
    """Up to four people alone, two towns with one or two units or capacities by type, some with a home."""
    draw = np.random.default_rng(seed)
    people = []
    for number in range(int(draw.integers(2, 5))):
        answers: dict[str, object] = {}
        if draw.random() < 0.7:
            answers["accepted"] = (("flat",), ("flat", "hostel"), ("hostel", "flat"))[draw.integers(3)]
        if draw.random() < 0.5:
            answers["own_home"] = (AT_KIEL, AT_TROISDORF, ())[draw.integers(3)]
        wish = ((), (KIEL,), (TROISDORF, KIEL))[draw.integers(3)]
        sure = ("own",) if draw.random() < 0.7 else ()
        people.append(household(f"h{number}", answers=answers, wish_ags=wish, confirmed=sure))
    towns = []
    for ags in PLACES:
        rows = tuple(unit(f"W{n}", ("flat", "hostel")[draw.integers(2)]) for n in range(draw.integers(3)))
        by_type = {"flat": int(draw.integers(2)), "hostel": int(draw.integers(2))}
        towns.append(town(ags, rows, **{**by_type, "persons": int(draw.integers(1, 4))}))
    return profiles(people, towns)


def best_by_hand(found: Profiles) -> tuple[int, float]:
    """Every plan with every choice of units, fits by the formula: persons placed, then the greatest value."""
    choices = [[None, *(_homes(who, at) for at in found.municipalities)] for who in found.households]
    options = [
        [None, *((j, kind) for j in range(len(PLACES)) for kind in choice[j + 1])] for choice in choices
    ]
    best = (0, 0.0)
    for plan in product(*options):
        placed = [(who, *one) for who, one in zip(found.households, plan, strict=True) if one]
        if _possible(found, placed):
            value = sum(_fit(who, PLACES[j], kind) for who, j, kind in placed)
            best = max(best, (len(placed), round(value, 7)))
    return best


def _possible(found: Profiles, placed: list[tuple[Household, int, str]]) -> bool:
    for j, at in enumerate(found.municipalities):
        here = [kind for _, place, kind in placed if place == j]
        if len(here) > at.capacity["persons"]:
            return False
        for kind in ("flat", "hostel"):
            listed = sum(one.count for one in at.units if one.type == kind)
            if here.count(kind) > (listed if at.units else at.capacity[kind]):
                return False
    return True


def _lives(who: Household, ags: str) -> bool:
    return who.answers.get("own_home") == (AT_KIEL if ags == KIEL else AT_TROISDORF)


def _homes(who: Household, at) -> tuple[str, ...]:
    if _lives(who, at.ags) and "own" in who.confirmed:
        return ("own",)
    return tuple(who.answers.get("accepted", ("flat", "hostel")))


def _fit(who: Household, ags: str, kind: str) -> float:
    """0.9 (sum w s + 2.5) / (sum w + 5) + 0.05; type 3, home 2, wish 2, none above a quarter."""
    terms = []
    if order := who.answers.get("accepted"):
        terms.append((3.0, 1.0 if kind == "own" else 1.0 - 0.3 * order.index(kind)))
    if who.answers.get("own_home"):
        terms.append((2.0, float(_lives(who, ags))))
    if who.wish_ags:
        terms.append((2.0, 1.0 - 0.2 * who.wish_ags.index(ags) if ags in who.wish_ags else 0.0))
    for _ in range(200):
        total = sum(weight for weight, _ in terms)
        terms = [(min(weight, (total + 5) / 4), score) for weight, score in terms]
    total = sum(weight for weight, _ in terms)
    return 0.9 * (sum(w * s for w, s in terms) + 2.5) / (total + 5) + 0.05


@seeds(range(40))
def test_plans_with_homes_of_peoples_own_are_the_best_by_trying_all(seed: int) -> None:
    found = drawn(seed)
    plan = solve(built(found).problem)
    assert plan.status == "optimal"
    persons, value = best_by_hand(found)
    assert (plan.persons_placed, round(plan.objective, 6)) == (persons, pytest.approx(value, abs=2e-6))


@pytest.mark.parametrize(
    ("says", "rows", "together"),
    [
        (True, (unit("A", site="s", beds=3), unit("B", site="s", beds=2)), 5.0),
        (True, (unit("A", site="s", beds=3, count=2),), 6.0),
        (True, (unit("A", site="s", beds=3), unit("B", site="t", beds=3)), None),
        (True, (unit("A", beds=3), unit("B", beds=3)), None),
        (True, (unit("A", site="s", beds=3), unit("B", site="s", beds=1)), None),
        (True, (unit("A", site="s", beds=3), unit("B", site="s", beds=3, open_to="men")), None),
        (False, (unit("A", site="s", beds=3), unit("B", site="s", beds=3)), None),
        (None, (unit("A", site="s", beds=3), unit("B", site="s", beds=3)), None),
    ],
)
def test_two_units_of_one_site_are_told_to_who_would_take_them_and_never_planned(says, rows, together):
    """Five people: both units at one site, for this household, with room for all; the place stays barred."""
    answers = {} if says is None else {"split": says}
    who = household(ages=(35, 34, 8, 6, 4), answers=answers)
    instance = built(profiles([who], [town(units=rows)]))
    [reason] = instance.rules.reasons(0, 0)
    assert reason.code == ReasonCode.TOO_SMALL
    assert reason.params.get("together") == together
    told = reason_words(reason, TABLE, "en")
    assert ("would also take two units" in told) == (together is not None)
    assert solve(instance.problem).persons_placed == 0
