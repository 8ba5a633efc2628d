"""Every hard rule is enforced once, and what people refused or stated needs no row of the catalogue."""

from datetime import date
from importlib import import_module

import numpy as np
import pytest

from rematch.bootstrap import shipped_catalogue
from rematch.criteria import enforcers
from rematch.criteria.catalogue import Criterion, RuleName
from rematch.criteria.enforcers import ENFORCERS, HOLDS_WITHOUT_A_ROW, Enforcer, enforced_once
from rematch.criteria.measuring.rules import NAMED, Reason, ReasonCode, hard_rules
from rematch.criteria.reading import checked
from rematch.criteria.switches import is_on
from rematch.errors import DataErrors
from rematch.instance import MatchingInstance, assemble, prepare_cohort
from rematch.scenario import Scenario
from tests.builders import catalogue, criterion, household, municipality, profiles

KIEL, TROISDORF = "01002000", "05382068"
SHIPPED = shipped_catalogue()


def stated(*criteria: Criterion, scenario: Scenario | None = None, invented: bool = True) -> MatchingInstance:
    """A family that excludes Troisdorf and is linked to another, one without consent, a pledge in Kiel."""
    people = [
        household("a", excluded_ags=(TROISDORF,), linked_hard=("b",)),
        household("b"),
        household("c", consent=False),
    ]
    places = [municipality(KIEL, pledge_min=1, pledge_max=2), municipality(TROISDORF)]
    cohort = profiles(people, places, invented=invented)
    return assemble(prepare_cohort(cohort, catalogue(*criteria), "data"), scenario or Scenario())


def test_every_rule_has_exactly_one_enforcer() -> None:
    """The table names each rule of the enum once, and nothing else."""
    assert sorted(enforcer.rule for enforcer in ENFORCERS) == sorted(RuleName)
    assert all(map(enforced_once, RuleName))


def test_every_enforcer_is_code_that_is_there() -> None:
    """What the table says leads to something that can be called, and to nothing twice."""
    places = [enforcer.where for enforcer in ENFORCERS]
    assert len(set(places)) == len(places)
    for where in places:
        module, _, name = where.partition(":")
        assert callable(getattr(import_module(module), name))


def test_the_rules_on_pairs_are_those_that_the_table_says_are_enforced_by_name() -> None:
    """`NAMED` and the table cannot part: the same rules, by the same functions."""
    said = {
        e.rule: e.where for e in ENFORCERS if e.where.split(":")[1] in {f.__name__ for f in NAMED.values()}
    }
    assert said == {rule: f"{enforce.__module__}:{enforce.__name__}" for rule, enforce in NAMED.items()}


@pytest.mark.parametrize("rule", RuleName)
@pytest.mark.parametrize("times", [0, 2])
def test_a_rule_enforced_by_nobody_or_twice_is_refused_when_a_catalogue_is_read(
    rule: RuleName, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row cannot promise what no code, or two pieces of code, would do."""
    left = tuple(enforcer for enforcer in ENFORCERS if enforcer.rule is not rule)
    monkeypatch.setattr(enforcers, "ENFORCERS", left + times * (Enforcer(rule, "nowhere:nothing"),))
    with pytest.raises(DataErrors) as caught:
        checked(SHIPPED.model_dump(mode="json", exclude_unset=True), "criteria.toml")
    found = {(f.code, f.params.get("name")) for f in caught.value.findings}
    assert found == {("catalogue.not_carried_out", rule.value)}


def test_consent_needs_no_row() -> None:
    """Without a row nobody is placed without consent either, for the same reason."""
    instance = stated()
    assert not instance.rules.allowed[2].any()
    assert instance.rules.reasons(2, 0) == (Reason(ReasonCode.NO_CONSENT),)


def test_the_shipped_criteria_without_any_rule_bar_whoever_gave_no_consent() -> None:
    """The very file of the fault: all rows with a rule taken out."""
    rows = tuple(c for c in SHIPPED.criteria if c.rule in (None, RuleName.RESOURCE, RuleName.ACCOMMODATION))
    bare = SHIPPED.model_copy(update={"criteria": rows})
    cohort = profiles([household("a"), household("b", consent=False)], [municipality(KIEL)])
    rules = hard_rules(cohort, bare, Scenario())
    assert [reason.code for reason in rules.reasons(1, 0)] == [ReasonCode.NO_CONSENT]
    assert rules.allowed[0, 0]


def test_excluded_places_links_and_pledges_need_no_row() -> None:
    """What households and municipalities stated is a fact of the profiles."""
    instance = stated()
    assert instance.rules.reasons(0, 1) == (Reason(ReasonCode.EXCLUDED),)
    assert instance.problem.linked == ((0, 1),)
    np.testing.assert_array_equal(instance.problem.minimum, [1, 0])
    np.testing.assert_array_equal(instance.problem.maximum, [2, np.inf])


@pytest.mark.parametrize("art9", [False, True])
def test_a_row_whose_default_is_off_disarms_neither_excluded_places_nor_pledges(art9: bool) -> None:
    """Only a switch in a scenario does, which is a decision on record; not even the care for Art. 9."""
    rows = [criterion(rule, rule=rule, on=False, art9=art9) for rule in ("excluded", "pledge")]
    instance = stated(*rows, invented=False)
    assert instance.rules.reasons(0, 1) == (Reason(ReasonCode.EXCLUDED, "excluded"),)
    assert instance.problem.minimum.tolist() == [1, 0]
    off = Scenario(switches={"excluded": False, "pledge": False})
    lifted = stated(*rows, scenario=off, invented=False)
    assert lifted.rules.allowed[0].all() and not lifted.problem.minimum.any()


def test_who_is_to_be_kept_apart_needs_no_row_either_and_one_who_is_gone_stops_nothing() -> None:
    """It is stated by a household and has never been a criterion."""
    people = [household("a", apart=("b", "gone")), household("b")]
    instance = assemble(
        prepare_cohort(profiles(people, [municipality(KIEL)]), catalogue(), "data"), Scenario()
    )
    assert instance.problem.apart == ((0, 1),)


def test_timing_holds_where_a_row_names_it_only() -> None:
    """It plans days and protects nobody: its fields are the catalogue's, and so is the rule."""
    cohort = profiles(
        [household(available_from=date(2026, 3, 1))], [municipality(offers={"place_to": "2026-02-28"})]
    )
    assert hard_rules(cohort, catalogue(), Scenario()).allowed.all()
    assert not hard_rules(cohort, catalogue(criterion("t", rule="timing")), Scenario()).allowed.any()


def test_what_holds_without_a_row_is_named() -> None:
    """Consent, excluded places, links, pledges, unity; the rest are rows."""
    rows = {RuleName.RESOURCE, RuleName.ACCOMMODATION, RuleName.TIMING}
    assert set(RuleName) - HOLDS_WITHOUT_A_ROW == rows


@pytest.mark.parametrize("name", ["consent", "household_unity", "capacity_persons"])
def test_a_switch_that_would_change_nothing_is_none(name: str) -> None:
    """Consent, unity and places for people hold whatever a scenario says."""
    criterion_ = SHIPPED.by_id[name]
    assert not criterion_.switchable
    assert is_on(criterion_, Scenario(switches={name: False}), profiles().cohort)


def test_every_other_shipped_criterion_can_be_switched() -> None:
    """Three of all cannot."""
    assert sum(not c.switchable for c in SHIPPED.criteria) == 3
