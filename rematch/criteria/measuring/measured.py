"""A criterion of the catalogue, measured on a cohort's profiles."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rematch.criteria import columns
from rematch.criteria.catalogue import Catalogue, Criterion, FieldType, MeasureName, RuleName
from rematch.criteria.columns import Column, Floats, Rows
from rematch.criteria.measuring import measures
from rematch.criteria.measuring.conditions import standings
from rematch.criteria.measuring.exclusions import exclusions
from rematch.criteria.measuring.measures import ScoreMatrix
from rematch.criteria.measuring.members import join
from rematch.criteria.measuring.supply.accommodation import accommodation, preferred
from rematch.criteria.measuring.supply.demand import needed, stated_capacity
from rematch.criteria.measuring.supply.own_housing import confirmed_homes
from rematch.criteria.measuring.supply.rooms import largest, wanted
from rematch.criteria.persons import FULL_AGE
from rematch.model import FieldId, Profiles
from rematch.scenario import MemberJoin, Scenario


@dataclass(frozen=True)
class CriterionContext:
    """Everything a measure asks about one criterion: who needs, who offers, under which limits."""

    criterion: Criterion
    profiles: Profiles
    catalogue: Catalogue
    scenario: Scenario
    rows: Rows

    def needs(self, field: FieldId) -> Column:
        """The rows' answers."""
        return self.rows.values(field, self.catalogue)

    def offers(self, field: FieldId) -> Column:
        """The municipalities' offers."""
        return columns.offers(self.profiles.municipalities, field)

    def figures(self, field: FieldId, column: Column) -> Floats:
        """A column as numbers, NaN unknown."""
        return columns.numbers(column, self.catalogue.field_by_id.get(field), self.profiles.cohort.as_of)

    @property
    def needed(self) -> Floats:
        """[r] 1, 0 or NaN for unknown; who is not asked needs it."""
        field, least = self.criterion.need, self.criterion.params.at_least
        if field is None:
            return np.ones(len(self.rows))
        figures = self.figures(field, self.needs(field))
        needs = figures > 0 if least is None else figures >= least
        return np.where(np.isnan(figures), np.nan, needs.astype(float))

    @property
    def graded(self) -> Floats | None:
        """[m] what waiting leaves of an offer; an unstated time counts as `wait_unknown`."""
        params, wait = self.criterion.params, self.wait
        if wait is None or params.wait_half is None:
            return None
        if params.wait_unknown is not None:
            wait = np.where(np.isnan(wait), params.wait_unknown, wait)
        return measures.waiting(wait, params.wait_half)

    @property
    def wait(self) -> Floats | None:
        """[m] the waiting time stated, NaN where it is not; None where none is asked."""
        field = self.criterion.params.wait
        return None if field is None else self.figures(field, self.offers(field))

    @property
    def cautious(self) -> float:
        """What an unknown offer scores, before the score is turned round."""
        unknown = self.criterion.unknown
        return 1.0 - unknown if self.criterion.params.invert else unknown

    @property
    def join(self) -> MemberJoin:
        """How members' scores are joined."""
        return self.criterion.members or self.scenario.policy.members


def meeting(
    criterion: Criterion, profiles: Profiles, catalogue: Catalogue, scenario: Scenario
) -> CriterionContext:
    """The criterion put to the households, or to their members where it asks something of each."""
    rows = columns.rows_of(profiles, columns.by_member(criterion, catalogue))
    return CriterionContext(criterion, profiles, catalogue, scenario, rows)


def measure(
    criterion: Criterion, profiles: Profiles, catalogue: Catalogue, scenario: Scenario
) -> ScoreMatrix:
    """Scores [n, m] of a criterion: measured by row, and joined where the rows are members."""
    if criterion.rule is RuleName.ACCOMMODATION:
        return preferred(profiles, catalogue, scenario)
    met = meeting(criterion, profiles, catalogue, scenario)
    scored = by_row(met)
    return join(scored, met.rows, met.join) if met.rows.members else scored


def by_row(met: CriterionContext) -> ScoreMatrix:
    """Scores [r, m] before any members are joined."""
    if met.criterion.measure is None:
        raise ValueError(f"{met.criterion.id} has no measure")
    scored = MEASURES[met.criterion.measure](met)
    scored = scored.inverted() if met.criterion.params.invert else scored
    if met.wait is not None and met.criterion.params.wait_unknown is not None:
        assumed = np.isnan(met.wait) & ~np.isnan(scored.score)
        scored = ScoreMatrix(scored.score, scored.unknown | assumed)
    return _of_adults(met, _where_it_applies(met, _as_far_as_allowed(met, scored)))


def _as_far_as_allowed(met: CriterionContext, scored: ScoreMatrix) -> ScoreMatrix:
    """Times what a member's recognition, certificates and German allow; not all said: flagged."""
    if not met.criterion.conditions:
        return scored
    factor, unsaid = standings(met.criterion, met.rows.members)
    applies = ~np.isnan(scored.score)
    return ScoreMatrix(scored.score * factor[:, None], scored.unknown | (unsaid[:, None] & applies))


def _of_adults(met: CriterionContext, scored: ScoreMatrix) -> ScoreMatrix:
    """`adults`: only members of full age are looked at, in a household without one its oldest member."""
    if not met.criterion.params.adults or not met.rows.members:
        return scored
    age = np.array([member.age for member in met.rows.members])
    oldest = np.maximum.reduceat(age, met.rows.starts)[met.rows.owner]
    counts = (age >= np.minimum(FULL_AGE, oldest))[:, None]
    return ScoreMatrix(np.where(counts, scored.score, np.nan), scored.unknown & counts)


def _where_it_applies(met: CriterionContext, scored: ScoreMatrix) -> ScoreMatrix:
    """`applies` not true: not applicable; unknown: likewise, flagged."""
    if met.criterion.applies is None:
        return scored
    applies = met.figures(met.criterion.applies, met.needs(met.criterion.applies))[:, None]
    score = np.where(applies > 0, scored.score, np.nan)
    return ScoreMatrix(score, np.where(np.isnan(applies), True, scored.unknown & (applies > 0)))


def _gate(met: CriterionContext) -> ScoreMatrix:
    return measures.gate(met.needed, _offered(met), met.graded, met.cautious)


def _offered(met: CriterionContext) -> Floats:
    """[m] yes or no; or [r, m] where a number needed meets a number offered: is it reached."""
    need, offer = met.criterion.need, _offer(met)
    figures = met.figures(offer, met.offers(offer))
    field = met.catalogue.field_by_id.get(offer)
    if need is None or field is None or field.type is not FieldType.NUMBER:
        return np.where(np.isnan(figures), np.nan, (figures > 0).astype(float))
    asked = met.figures(need, met.needs(need))[:, None]
    return np.where(np.isnan(figures), np.nan, (figures >= np.nan_to_num(asked)).astype(float))


def _coverage(met: CriterionContext) -> ScoreMatrix:
    need, offer = _need(met), _offer(met)
    params, field = met.criterion.params, met.catalogue.field_by_id.get(need)
    asked, stated = met.needs(need), met.offers(offer)
    words = columns.vocabulary(asked)
    weights = columns.weighted(asked, words, field)
    if params.any and (field is None or field.type is not FieldType.LANGUAGES):
        weights = weights / np.maximum(weights.max(axis=1, initial=0.0, keepdims=True), 1e-12)
    offered = _available(stated, words, params.half)
    offered[:, [word in params.always_offered for word in words]] = 1.0
    return measures.coverage(
        weights,
        columns.known(asked),
        offered,
        columns.known(stated),
        best=params.any,
        cautious=met.cautious,
    )


def _available(stated: Column, words: tuple[str, ...], half: float | None) -> Floats:
    """[m, v] share of each thing that is there: a set's 1, a map's minutes as 2^(-minutes / half)."""
    amounts = columns.weighted(stated, words)
    if half is None:
        return np.clip(amounts, 0.0, 1.0)
    there = columns.named(stated, words)
    minutes = np.array([[isinstance(value, dict)] for value in stated], dtype=bool)
    return np.where(there, np.where(minutes, measures.halved(amounts, half), 1.0), 0.0)


def _steps(met: CriterionContext) -> ScoreMatrix:
    need, offer = _need(met), _offer(met)
    wished, offered = met.figures(need, met.needs(need)), met.figures(offer, met.offers(offer))
    return measures.steps(wished, offered, met.criterion.params.span or 1.0, met.cautious)


def _decay(met: CriterionContext) -> ScoreMatrix:
    need, offer, params = _need(met), _offer(met), met.criterion.params
    if offer != "coordinates":
        minutes = met.figures(offer, met.offers(offer))
        return measures.decay_minutes(met.needed, minutes, params.half or 1.0, met.cautious)
    asked = met.needs(need)
    points, ends = columns.points(asked)
    towns, _ = columns.points(met.offers(offer))
    km = measures.nearest_km(points, ends, towns)
    return measures.decay_km(km, columns.known(asked), params.half or 1.0, params.same_km)


def _places(met: CriterionContext) -> ScoreMatrix:
    resource = met.catalogue.resource_by_id[met.criterion.resource]  # type: ignore[index]
    units, known = needed(met.profiles, resource)
    capacity = stated_capacity(met.profiles, (resource,), met.scenario)[:, 0]
    towns = len(met.profiles.municipalities)
    demand = np.broadcast_to(units[:, None], (len(units), towns))
    return measures.places(demand, known, capacity, met.graded, met.cautious)


def _rank(met: CriterionContext) -> ScoreMatrix:
    closed = met.scenario.closed
    place = {str(m.ags): j for j, m in enumerate(met.profiles.municipalities) if m.ags not in closed}
    wished = met.needs(_need(met))
    position = np.zeros((len(wished), len(met.profiles.municipalities)), dtype=np.int64)
    for row, ranked in enumerate(wished):
        ranking = ranked if isinstance(ranked, tuple) else ()
        taking_part = [place[str(ags)] for ags in ranking if str(ags) in place]
        for number, column in enumerate(dict.fromkeys(taking_part), start=1):
            position[row, column] = number
    return measures.rank(position)


def _against(met: CriterionContext) -> ScoreMatrix:
    found = exclusions(met.profiles, met.catalogue, met.scenario)
    return measures.against(found.named, found.against)


def _scale(met: CriterionContext) -> ScoreMatrix:
    terms = met.criterion.params.terms
    figures = [_figure(met, term.field) for term in terms]
    needed = met.needed
    for term, figure in zip(terms, figures, strict=True):
        if not _of_town(met, term.field):
            needed = np.where(np.isnan(figure[:, 0]), np.nan, needed)
    return measures.scale(needed, figures, terms, len(met.profiles.municipalities), met.cautious)


def _figure(met: CriterionContext, field: FieldId) -> Floats:
    """[1, m] where the municipality states it, [r, 1] where the household or member does."""
    if _of_town(met, field):
        return met.figures(field, met.offers(field))[None, :]
    return met.figures(field, met.needs(field))[:, None]


def _of_town(met: CriterionContext, field: FieldId) -> bool:
    declared = met.catalogue.field_by_id.get(field)
    return declared is not None and declared.of == "municipality"


def _code(met: CriterionContext) -> ScoreMatrix:
    asked, stated = met.needs(_need(met)), met.offers(_offer(met))
    words = columns.vocabulary(stated)
    demand = np.clip(columns.weighted(stated, words), 0.0, 1.0)
    codes = [value if isinstance(value, str) else None for value in asked]
    return measures.code(codes, words, demand, columns.known(stated), met.cautious)


def _rooms(met: CriterionContext) -> ScoreMatrix:
    """By the largest home of each municipality; where it lists units, by the best of those that fit.

    A home of one's own is as large as it should be.
    """
    asked = wanted(met.criterion, met.profiles, met.catalogue)
    town = measures.rooms(asked, largest(met.criterion, met.profiles, met.catalogue), met.cautious)
    about = met.profiles, met.catalogue
    told = any(place.units for place in met.profiles.municipalities) or confirmed_homes(*about).any()
    homes = accommodation(*about, met.scenario) if told else None
    if homes is None:
        return town
    score = np.where(homes.at_home & ~np.isnan(town.score), 1.0, town.score)
    if homes.listed.any():
        best = homes.best_size(met.criterion.id)
        score = np.where(homes.listed & ~np.isnan(best), best, score)
    return ScoreMatrix(score, town.unknown & ~(homes.at_home & ~np.isnan(town.score)))


def _need(met: CriterionContext) -> FieldId:
    return met.criterion.need or FieldId("")


def _offer(met: CriterionContext) -> FieldId:
    return met.criterion.offer or FieldId("")


MEASURES: dict[MeasureName, Callable[[CriterionContext], ScoreMatrix]] = {
    MeasureName.GATE: _gate,
    MeasureName.COVERAGE: _coverage,
    MeasureName.STEPS: _steps,
    MeasureName.DECAY: _decay,
    MeasureName.PLACES: _places,
    MeasureName.RANK: _rank,
    MeasureName.AGAINST: _against,
    MeasureName.SCALE: _scale,
    MeasureName.CODE: _code,
    MeasureName.ROOMS: _rooms,
}
