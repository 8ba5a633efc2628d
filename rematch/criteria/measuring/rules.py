"""The hard rules: which pairs are impossible, for which coded reason, with which numbers."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import numpy as np

from rematch.criteria.catalogue import Catalogue, Criterion, MeasureName, Resource, RuleName
from rematch.criteria.columns import Flags, known, offers
from rematch.criteria.enforcers import HOLDS_WITHOUT_A_ROW
from rematch.criteria.housing.unit_types import PETS_ALLOWED, SITE_KINDS
from rematch.criteria.measuring.essential import ItemCheck, by_item, item_check
from rematch.criteria.measuring.exclusions import exclusions
from rematch.criteria.measuring.measured import measure, meeting
from rematch.criteria.measuring.measures import ScoreMatrix
from rematch.criteria.measuring.round import waits_with
from rematch.criteria.measuring.supply.accommodation import accommodation
from rematch.criteria.measuring.supply.demand import binding, demanded, stated_capacity
from rematch.criteria.measuring.supply.own_housing import own_homes
from rematch.criteria.measuring.supply.rooms import largest, measures_rooms, room_for
from rematch.criteria.measuring.supply.splitting import two_units
from rematch.criteria.switches import switched_on
from rematch.model import CriterionId, FieldId, Household, Municipality, Profiles
from rematch.scenario import Scenario

PLACE_FROM, PLACE_TO = FieldId("place_from"), FieldId("place_to")
Numbers = Mapping[str, object]
Name = CriterionId | None
"""The row that names a rule; None where it holds without one."""


class ReasonCode(StrEnum):
    """Why a pair is impossible."""

    NO_CONSENT = "no_consent"
    TOO_LOW = "too_low"
    ITEM_MISSING = "item_missing"
    OFFER_UNKNOWN = "offer_unknown"
    RESOURCE = "resource"
    ACCOMMODATION = "accommodation"
    NO_UNIT = "no_unit"
    SEX_UNSTATED = "sex_unstated"
    CROWDED = "crowded"
    TOO_SMALL = "too_small"
    EXCLUDED = "excluded"
    TIMING = "timing"
    LAND = "land"
    CLOSED = "closed"
    VETOED = "vetoed"
    NOT_THIS_ROUND = "not_this_round"
    WAITS_WITH = "waits_with"


@dataclass(frozen=True)
class Reason:
    """One hard rule that a pair fails: its code, the criterion it belongs to, and its numbers."""

    code: ReasonCode
    criterion: CriterionId | None = None
    params: Numbers = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Rule:
    """A hard rule and the pairs [n, m] that fail it; `numbers` gives those of one pair."""

    code: ReasonCode
    failed: Flags
    criterion: CriterionId | None = None
    numbers: Callable[[int, int], Numbers] = lambda i, j: {}


@dataclass(frozen=True, eq=False)
class HardRules:
    """Which pairs are allowed, and what bars the others."""

    rules: tuple[Rule, ...]
    allowed: Flags

    @property
    def failed(self) -> tuple[Flags, ...]:
        """One [n, m] matrix a rule, in the order of `rules`."""
        return tuple(rule.failed for rule in self.rules)

    def reasons(self, i: int, j: int) -> tuple[Reason, ...]:
        """Every rule that bars household i from municipality j."""
        barring = (rule for rule in self.rules if rule.failed[i, j])
        return tuple(Reason(rule.code, rule.criterion, rule.numbers(i, j)) for rule in barring)


def hard_rules(
    profiles: Profiles,
    catalogue: Catalogue,
    scenario: Scenario,
    scored: Mapping[CriterionId, ScoreMatrix] | None = None,
) -> HardRules:
    """All hard rules of the criteria switched on, and the people's decisions in the scenario.

    What households refused (consent, places) bars them with or without a row of the catalogue. A weight of 0
    changes nothing here, only a switch does. `scored` spares measuring again.
    """
    shape = (len(profiles.households), len(profiles.municipalities))
    rules = (
        *_by_name(profiles, catalogue, scenario),
        *_by_unit(profiles, catalogue, scenario),
        *_by_resource(profiles, catalogue, scenario),
        *_by_score(profiles, catalogue, scenario, scored or {}),
        *_by_decision(profiles, catalogue, scenario),
    )
    rules = tuple(
        Rule(rule.code, np.broadcast_to(rule.failed, shape), rule.criterion, rule.numbers)
        for rule in rules
        if rule.failed.any()
    )
    allowed = np.ones(shape, dtype=bool)
    for rule in rules:
        allowed &= ~rule.failed
    return HardRules(rules, allowed)


def _by_name(profiles: Profiles, catalogue: Catalogue, scenario: Scenario) -> Iterator[Rule]:
    named = {criterion.rule for criterion in catalogue.criteria}
    for rule, enforce in NAMED.items():
        if rule in HOLDS_WITHOUT_A_ROW - named:
            yield enforce(None, profiles, catalogue, scenario)
    for criterion in switched_on(catalogue, scenario, profiles.cohort):
        if criterion.rule in NAMED:
            yield NAMED[criterion.rule](criterion.id, profiles, catalogue, scenario)


def _consent(name: Name, profiles: Profiles, catalogue: Catalogue, scenario: Scenario) -> Rule:
    """A household without consent is not in the plan."""
    without = np.array([not household.consent for household in profiles.households])
    return Rule(ReasonCode.NO_CONSENT, without[:, None], name)


def _excluded(name: Name, profiles: Profiles, catalogue: Catalogue, scenario: Scenario) -> Rule:
    """A place that the household ruled out, as far as that bars; why is nobody's business here."""
    return Rule(ReasonCode.EXCLUDED, exclusions(profiles, catalogue, scenario).bars, name)


def _timing(name: Name, profiles: Profiles, catalogue: Catalogue, scenario: Scenario) -> Rule:
    """available_from <= place_to: the household comes before the place's offer ends; unknown passes.

    A place that opens later is waited for.
    """
    ends = [_day(m, PLACE_TO) for m in profiles.municipalities]
    last = np.array([np.inf if end is None else end.toordinal() for end in ends])
    ready = np.array(
        [h.available_from.toordinal() if h.available_from else -np.inf for h in profiles.households]
    )

    def numbers(i: int, j: int) -> Numbers:
        place = profiles.municipalities[j]
        needed = profiles.households[i].available_from
        return {"needed": needed, "from": _day(place, PLACE_FROM), "to": _day(place, PLACE_TO)}

    return Rule(ReasonCode.TIMING, ready[:, None] > last, name, numbers)


def _day(municipality: Municipality, field: FieldId) -> date | None:
    value = municipality.offers.get(field)
    return date.fromisoformat(value) if isinstance(value, str) else None


def _land(name: Name, profiles: Profiles, catalogue: Catalogue, scenario: Scenario) -> Rule:
    """state != the Land an authority bound the household to, unless an exception holds; why is not said."""
    bound = np.array([household.land or "" for household in profiles.households])[:, None]
    there = np.array([municipality.state for municipality in profiles.municipalities])

    def numbers(i: int, j: int) -> Numbers:
        return {"land": profiles.households[i].land}

    return Rule(ReasonCode.LAND, (bound != "") & (bound != there), name, numbers)


def _accommodation(name: Name, profiles: Profiles, catalogue: Catalogue, scenario: Scenario) -> Rule:
    """There is no unit of an accepted type of accommodation."""
    homes = accommodation(profiles, catalogue, scenario)
    if homes is None:
        return Rule(ReasonCode.ACCOMMODATION, np.zeros((1, 1), dtype=bool), name)
    types = tuple(catalogue.resource_by_id[kind] for kind in homes.types)
    field = types[0].demand.field or FieldId("")
    units = np.floor(stated_capacity(profiles, types, scenario))

    def numbers(i: int, j: int) -> Numbers:
        there = {str(kind): float(count) for kind, count in zip(homes.types, units[j], strict=True)}
        return {"needed": profiles.households[i].answers.get(field, ()), "stated": there}

    return Rule(ReasonCode.ACCOMMODATION, ~homes.accepted, name, numbers)


NAMED: dict[RuleName | None, Callable[[Name, Profiles, Catalogue, Scenario], Rule]] = {
    RuleName.CONSENT: _consent,
    RuleName.ACCOMMODATION: _accommodation,
    RuleName.EXCLUDED: _excluded,
    RuleName.TIMING: _timing,
    RuleName.LAND: _land,
}


def _by_unit(profiles: Profiles, catalogue: Catalogue, scenario: Scenario) -> Iterator[Rule]:
    """Of the units of accepted types that are large enough none is for this household.

    What a unit does not meet is not said: it might tell of a need of protection.
    """
    homes = accommodation(profiles, catalogue, scenario)
    if homes is None or not homes.listed.any():
        return
    name = catalogue.resource_by_id[homes.types[0]].criterion
    barred = homes.roomy & np.isnan(homes.best)
    yield Rule(ReasonCode.NO_UNIT, barred & ~homes.would_fit, name)
    yield Rule(ReasonCode.SEX_UNSTATED, barred & homes.would_fit, name)


def _by_resource(profiles: Profiles, catalogue: Catalogue, scenario: Scenario) -> Iterator[Rule]:
    """demand > capacity: more units than there are at all; of protective and served ones also if unstated."""
    for resource in binding(profiles, catalogue, scenario):
        if resource.demand.per != "unit":
            yield from _resource(resource, profiles, catalogue, scenario)


def _resource(
    resource: Resource, profiles: Profiles, catalogue: Catalogue, scenario: Scenario
) -> Iterator[Rule]:
    units, _ = demanded(profiles, resource, catalogue)
    stated = stated_capacity(profiles, (resource,), scenario)[:, 0]

    def numbers(i: int, j: int) -> Numbers:
        there = None if np.isnan(stated[j]) else float(stated[j])
        return {"resource": resource.id, "needed": float(units[i]), "stated": there}

    there = np.floor(stated) if resource.binds == "served" else stated
    yield Rule(ReasonCode.RESOURCE, units[:, None] > there, resource.criterion, numbers)
    if resource.protective or resource.binds == "served":
        unstated = (units > 0)[:, None] & np.isnan(stated)
        yield Rule(ReasonCode.OFFER_UNKNOWN, unstated, resource.criterion, numbers)


def _by_score(
    profiles: Profiles, catalogue: Catalogue, scenario: Scenario, scored: Mapping[CriterionId, ScoreMatrix]
) -> Iterator[Rule]:
    """Where the criterion is hard for the household: an item that does not pass, or score <= fails_at.

    An unknown offer fails it where it is protective, or essential to the household. What is asked of a unit
    bars nobody from where they take none.
    """
    at_home = own_homes(profiles, catalogue, scenario)
    for criterion in switched_on(catalogue, scenario, profiles.cohort):
        if criterion.hard == "never" or criterion.measure in (None, MeasureName.PLACES):
            continue
        if measures_rooms(criterion):
            yield from _crowded(criterion, profiles, catalogue, scenario)
            continue
        held = _held(criterion, profiles.households)[:, None]
        if criterion.offer in (PETS_ALLOWED, SITE_KINDS):
            held = held & ~at_home
        if not held.any():
            continue
        result = scored.get(criterion.id) or measure(criterion, profiles, catalogue, scenario)
        strict = criterion.protective or criterion.hard == "essential"
        if by_item(criterion):
            met = meeting(criterion, profiles, catalogue, scenario)
            yield from _item_rules(criterion, item_check(met), held, strict)
        else:
            yield from _score_rules(criterion, result, held, strict, _unstated(criterion, profiles))


def _crowded(
    criterion: Criterion, profiles: Profiles, catalogue: Catalogue, scenario: Scenario
) -> Iterator[Rule]:
    """Every unit there of a type that the household accepts is too small for it."""
    homes = accommodation(profiles, catalogue, scenario)
    if homes is None:
        return
    rooms = largest(criterion, profiles, catalogue)

    def numbers(i: int, j: int) -> Numbers:
        persons, most = profiles.households[i].size, criterion.params.persons_per_room
        return {"persons": persons, "rooms": rooms[j], "most": most}

    def listed(i: int, j: int) -> Numbers:
        there = np.flatnonzero((homes.place == j) & (homes.count >= 1) & ~np.isnan(homes.accepts[i]))
        most = max(room_for(homes.alike[c], criterion) for c in there)
        told: dict[str, object] = {"persons": profiles.households[i].size, "most": most}
        suitable = {homes.alike[c] for c in there if homes.suited[i, c] == 1}
        both = two_units(profiles.households[i], profiles.municipalities[j], criterion, suitable)
        return told if both is None else {**told, "together": both}

    failed = homes.accepted & ~homes.roomy
    yield Rule(ReasonCode.CROWDED, failed & ~homes.listed, criterion.id, numbers)
    yield Rule(ReasonCode.TOO_SMALL, failed & homes.listed, criterion.id, listed)


def _held(criterion: Criterion, households: tuple[Household, ...]) -> Flags:
    """[n] the households for which the criterion is hard."""
    if criterion.hard == "always":
        return np.ones(len(households), dtype=bool)
    return np.array([criterion.binds(household) for household in households], dtype=bool)


def _unstated(criterion: Criterion, profiles: Profiles) -> Flags:
    """[m] the municipalities that have not said what they offer."""
    fields = [criterion.offer] if criterion.offer else [term.field for term in criterion.params.terms]
    stated = [known(offers(profiles.municipalities, field)) for field in fields]
    return ~np.logical_or.reduce(stated) if stated else np.zeros(len(profiles.municipalities), dtype=bool)


def _item_rules(criterion: Criterion, check: ItemCheck, held: Flags, strict: bool) -> Iterator[Rule]:
    def numbers(i: int, j: int) -> Numbers:
        return {"items": check.missing(i, j), "most": check.most}

    yield Rule(ReasonCode.ITEM_MISSING, held & check.failed, criterion.id, numbers)
    if strict:
        yield Rule(ReasonCode.OFFER_UNKNOWN, held & check.unstated, criterion.id)


def _score_rules(
    criterion: Criterion, result: ScoreMatrix, held: Flags, strict: bool, unstated: Flags
) -> Iterator[Rule]:
    low = held & (result.score <= criterion.fails_at) & ~result.unknown

    def numbers(i: int, j: int) -> Numbers:
        return {"score": float(result.score[i, j]), "fails_at": criterion.fails_at}

    yield Rule(ReasonCode.TOO_LOW, low, criterion.id, numbers)
    if strict:
        unsure = held & result.unknown & ~np.isnan(result.score) & unstated
        yield Rule(ReasonCode.OFFER_UNKNOWN, unsure, criterion.id)


def _by_decision(profiles: Profiles, catalogue: Catalogue, scenario: Scenario) -> Iterator[Rule]:
    """What people decided: municipalities closed, pairs vetoed, households that wait and those with them."""
    closed = np.array([m.ags in scenario.closed for m in profiles.municipalities], dtype=bool)
    waits = np.array([h.id in scenario.not_this_round for h in profiles.households], dtype=bool)
    yield Rule(ReasonCode.CLOSED, closed[None, :])
    yield Rule(ReasonCode.NOT_THIS_ROUND, waits[:, None])
    yield _waiting_with(profiles, catalogue, scenario)
    row = {h.id: i for i, h in enumerate(profiles.households)}
    column = {m.ags: j for j, m in enumerate(profiles.municipalities)}
    vetoed = np.zeros((len(row), len(column)), dtype=bool)
    reasons = {}
    for veto in scenario.vetoes:
        if veto.household in row and veto.ags in column:
            pair = row[veto.household], column[veto.ags]
            vetoed[pair], reasons[pair] = True, veto.reason
    yield Rule(ReasonCode.VETOED, vetoed, None, lambda i, j: {"reason": reasons.get((i, j), "")})


def _waiting_with(profiles: Profiles, catalogue: Catalogue, scenario: Scenario) -> Rule:
    with_whom = waits_with(profiles, catalogue, scenario)
    waits = np.array([h.id in with_whom for h in profiles.households], dtype=bool)

    def partner(i: int, _j: int) -> Numbers:
        return {"partner": with_whom[profiles.households[i].id]}

    return Rule(ReasonCode.WAITS_WITH, waits[:, None], None, partner)
