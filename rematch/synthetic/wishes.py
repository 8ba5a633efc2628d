"""Wishes, ties and priorities of the invented households."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rematch.criteria.catalogue import Catalogue, Criterion, MeasureName
from rematch.criteria.measuring.exclusions import PROTECTIVE
from rematch.model import (
    ESSENTIAL,
    Ags,
    Confirmed,
    CriterionId,
    ExclusionReason,
    FieldId,
    HouseholdId,
    Point,
)
from rematch.synthetic.draw import Floats, between, pick, sample, stream
from rematch.synthetic.sources import Town, assumptions, real_towns

CONFIRMED = 0.7
"""Share of what is called essential, and has to be confirmed, that somebody has confirmed."""

POINTS = {
    "relatives": "",
    "friends": "",
    "promised": "unknown promises",
    "own_housing": "unknown homes",
    "close_relatives": "unknown closest family",
}
"""What people name by its place, and the stream of who leaves it unknown (the first two share another)."""
FIELDS = {kind: FieldId("promised_at" if kind == "promised" else kind) for kind in POINTS}
LEADS = ("own_housing", "close_relatives", "relatives", "friends")
"""What leads the list of wishes: a home of one's own always, the others mostly."""
BINDING = frozenset({"own_housing", "close_relatives", "relatives"})

Ties = tuple[tuple[Point, ...], bool]
"""Where somebody lives, and whether that is in the cohort."""


@dataclass
class Wishes:
    """What one household wishes; None, or no such key of `points`, = unknown.

    `near` are the keys whose points lie in the cohort.
    """

    ranked: tuple[Ags, ...] | None
    excluded: tuple[Ags, ...]
    reasons: tuple[ExclusionReason, ...]
    confirmed: tuple[Confirmed, ...]
    points: dict[FieldId, tuple[Point, ...]]
    near: frozenset[str]


def draw_wishes(households: int, towns: Sequence[Town], seed: int) -> list[Wishes]:
    """Ranked and excluded places, where relatives and friends live, where something or a home is promised.

    Larger towns are named more often.
    """
    pull = np.sqrt([town.population + 1000.0 for town in towns])
    ties = {kind: _points(households, towns, pull, seed, kind) for kind in POINTS}
    named = _named(towns, pull, [ties[kind] for kind in LEADS], seed)
    unknown = stream(seed, "unknown wishes").random((households, 3)) < assumptions()["unknown"]
    unsaid = {"relatives": unknown[:, 1], "friends": unknown[:, 2]}
    for kind, topic in POINTS.items():
        if topic:
            unsaid[kind] = stream(seed, topic).random(households) < assumptions()["unknown"]
    why, checked = _reasons(households, seed)
    return [
        Wishes(
            ranked=None if unknown[row, 0] else ranked,
            excluded=away,
            reasons=(why[row],) * len(away),
            confirmed=(checked[row],) * len(away),
            points={FIELDS[kind]: ties[kind][row][0] for kind in POINTS if not unsaid[kind][row]},
            near=frozenset(FIELDS[k] for k in POINTS if ties[k][row][1] and not unsaid[k][row]),
        )
        for row, (ranked, away) in enumerate(named)
    ]


def _named(
    towns: Sequence[Town], pull: Floats, ties: Sequence[Sequence[Ties]], seed: int
) -> list[tuple[tuple[Ags, ...], tuple[Ags, ...]]]:
    """Ranked and excluded places of each household; the first wish is where its home is, mostly its ties."""
    assumed, households = assumptions()["wishes"], len(ties[0])
    rng = stream(seed, "wishes")
    says = rng.random((households, 2)) < [assumed["ranked"], assumed["excluded"]]
    count = between(rng, 1, assumed["most"], households)
    share = assumptions()["hanging_together"]["wish_from_ties"]
    follows = stream(seed, "wish from ties").random(households) < share
    named = []
    for row in range(households):
        order = sample(rng, pull, int(count[row]) + 1)
        own, *others = (one[row] for one in ties)
        order = _ties_first(order, towns, own, *(others if follows[row] else ()))
        ranked = tuple(towns[k].ags for k in order[: count[row]]) if says[row, 0] else ()
        spare = order[count[row] :]
        away = tuple(towns[k].ags for k in spare) if says[row, 1] and len(towns) > len(order) else ()
        named.append((ranked, away))
    return named


def _ties_first(order: list[int], towns: Sequence[Town], *ties: Ties) -> list[int]:
    """The drawn order with the first of these towns in front: of a home, of relatives, of friends."""
    homes = [points for points, inside in ties if inside]
    at = [k for points in homes for k, town in enumerate(towns) if points == ((town.lat, town.lon),)]
    return [*at[:1], *(k for k in order if k not in at[:1])][: len(order)]


def _reasons(households: int, seed: int) -> tuple[list[ExclusionReason], list[Confirmed]]:
    """Why a place is excluded, and whether that was checked: of protective reasons most, of others none."""
    assumed, rng = assumptions()["exclusions"], stream(seed, "exclusions")
    reasons = [ExclusionReason(name) for name in assumed["reasons"]]
    why = [reasons[k] for k in pick(rng, list(assumed["reasons"].values()), households)]
    seen = rng.random(households) < assumed["checked"]
    checked = [
        Confirmed.YES if reason in PROTECTIVE and saw else Confirmed.NO
        for reason, saw in zip(why, seen, strict=True)
    ]
    return why, checked


def _points(households: int, towns: Sequence[Town], pull: Floats, seed: int, kind: str) -> list[Ties]:
    """One place for those who have somebody, and whether it is in the cohort; else anywhere real."""
    assumed, rng = assumptions()["wishes"], stream(seed, kind)
    has = rng.random(households) < assumed[kind]
    inside = rng.random(households) < assumed["within_cohort"]
    here = pick(rng, pull, households)
    anywhere = pick(rng, [1.0] * len(real_towns()), households)
    found: list[Ties] = []
    for row in range(households):
        town = towns[here[row]] if inside[row] else real_towns()[anywhere[row]]
        found.append((((town.lat, town.lon),) if has[row] else (), bool(has[row] and inside[row])))
    return found


def draw_links(
    ids: Sequence[HouseholdId], seed: int
) -> dict[str, dict[HouseholdId, tuple[HouseholdId, ...]]]:
    """Pairs of households that belong together or apart, named on both sides; nobody in two pairs."""
    assumed = assumptions()["wishes"]
    order = np.argsort(stream(seed, "links").random(len(ids)), kind="stable")
    links: dict[str, dict[HouseholdId, tuple[HouseholdId, ...]]] = {}
    start = 0
    for kind in ("linked_hard", "linked_soft", "apart"):
        pairs = int(len(ids) * assumed[kind] / 2 + 0.5)
        links[kind] = {}
        for first, second in order[start : start + 2 * pairs].reshape(-1, 2):
            links[kind] |= {ids[first]: (ids[second],), ids[second]: (ids[first],)}
        start += 2 * pairs
    return links


def draw_priorities(catalogue: Catalogue, side: str, size: int, seed: int) -> list[dict[CriterionId, int]]:
    """Own priorities that are not normal, per household or municipality."""
    assumed = assumptions()["priorities"]
    usual = assumed["default"] if side == "household" else assumed["municipality"]
    priorities: list[dict[CriterionId, int]] = [{} for _ in range(size)]
    for criterion in catalogue.criteria:
        if criterion.side != side or not criterion.weighed or criterion.measure is MeasureName.AGAINST:
            continue
        drawn = pick(stream(seed, f"priority {criterion.id}"), assumed.get(criterion.id, usual), size)
        for row in np.flatnonzero(drawn != 1):
            priorities[row][criterion.id] = int(drawn[row])
    return priorities


def draw_confirmed(
    priorities: list[dict[CriterionId, int]], catalogue: Catalogue, seed: int
) -> list[tuple[CriterionId, ...]]:
    """Which essentials somebody has confirmed, per household: most of those that have to be."""
    found: list[tuple[CriterionId, ...]] = [() for _ in priorities]
    for criterion in catalogue.criteria:
        if criterion.binds_confirmed:
            drawn = stream(seed, f"confirmed {criterion.id}").random(len(priorities)) < CONFIRMED
            for row, own in enumerate(priorities):
                if drawn[row] and own.get(criterion.id) == ESSENTIAL:
                    found[row] = (*found[row], criterion.id)
    return found


def may_be_essential(criterion: Criterion, near: frozenset[str]) -> bool:
    """Nobody invented calls relatives or a home essential which no municipality of the cohort is near."""
    return criterion.need not in BINDING or criterion.need in near


def settle_priorities(
    priorities: dict[CriterionId, int], catalogue: Catalogue, wishes: Wishes
) -> dict[CriterionId, int]:
    """The priorities with essentials that nothing could meet made important."""
    return {
        name: rank - 1
        if rank == ESSENTIAL and not may_be_essential(catalogue.by_id[name], wishes.near)
        else rank
        for name, rank in priorities.items()
    }
