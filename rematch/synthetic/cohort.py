"""A whole invented cohort, the same for the same seed."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import numpy as np

from rematch.criteria.catalogue import Catalogue
from rematch.criteria.persons import role_of
from rematch.model import (
    Cohort,
    CohortId,
    FieldId,
    Household,
    HouseholdId,
    Member,
    Municipality,
    Profiles,
    Value,
)
from rematch.synthetic.answers import draw_answers
from rematch.synthetic.capacity import draw_places, municipality, with_capacities
from rematch.synthetic.coherence import Invented, hang_together
from rematch.synthetic.draw import between, pick, stream
from rematch.synthetic.offers import dates_of_offers, draw_offers
from rematch.synthetic.people import People, draw_people, sex
from rematch.synthetic.schooling import draw_schooling
from rematch.synthetic.sources import Town, assumptions, draw_towns
from rematch.synthetic.units import with_units
from rematch.synthetic.wishes import (
    Wishes,
    draw_confirmed,
    draw_links,
    draw_priorities,
    draw_wishes,
    settle_priorities,
)

Column = list[Value | None]


def generate(
    households: int,
    municipalities: int,
    seed: int,
    catalogue: Catalogue,
    *,
    cohort_id: str | None = None,
    name: str | None = None,
    units: bool = False,
) -> Profiles:
    """Invented households and municipalities; real municipalities first, with real facts.

    With `units` municipalities list their housing one by one, as many as their capacities say.
    The same arguments give the same profiles. A field added to the catalogue changes no other answer.
    """
    people = draw_people(households, seed)
    towns = draw_towns(municipalities, seed)
    wishes = draw_wishes(households, towns, seed)
    cohort = Cohort(
        id=CohortId(cohort_id or f"demo-{households}x{municipalities}-{seed}"),
        name=name or f"Demo {households} x {municipalities}",
        invented=True,
        as_of=assumptions()["as_of"],
        seed=seed,
    )
    profiles = Profiles(
        cohort=cohort,
        households=tuple(_households(_drawn(people, towns, wishes, catalogue, seed), catalogue)),
        municipalities=tuple(_municipalities(towns, catalogue, seed)),
    )
    filled = with_capacities(profiles, draw_places(profiles.persons, towns, seed), catalogue, seed)
    return with_units(filled, catalogue, seed) if units else filled


def _households(drawn: Invented, catalogue: Catalogue) -> list[Household]:
    size, seed, wishes = drawn.people.households, drawn.seed, drawn.wishes
    width = max(3, len(str(size)))
    ids = [HouseholdId(f"H{number:0{width}d}") for number in range(1, size + 1)]
    members = _members(drawn)
    answers = _known(drawn.households, size, seed)
    priorities = draw_priorities(catalogue, "household", size, seed)
    links = draw_links(ids, seed)
    present = _present(size, seed)
    lands = _lands(drawn.towns, size, seed)
    settled = [settle_priorities(own, catalogue, wish) for own, wish in zip(priorities, wishes, strict=True)]
    confirmed = draw_confirmed(settled, catalogue, seed)
    rows = []
    for row, identity in enumerate(ids):
        wish = wishes[row]
        answers[row] |= _places_of_people(wish, catalogue)
        rows.append(
            Household(
                id=identity,
                consent=True,
                wish_ags=wish.ranked,
                excluded_ags=wish.excluded,
                excluded_reason=wish.reasons,
                excluded_confirmed=wish.confirmed,
                **{kind: pairs.get(identity, ()) for kind, pairs in links.items()},
                **present[row],
                answers=answers[row],
                priorities=settled[row],
                members=members[row],
                confirmed=confirmed[row],
                bound_land=lands[row],
            )
        )
    return rows


def _places_of_people(wish: Wishes, catalogue: Catalogue) -> dict[FieldId, Value]:
    return {field: places for field, places in wish.points.items() if field in catalogue.field_by_id}


def _present(households: int, seed: int) -> list[dict[str, Any]]:
    """Where the households are now, and from when they could move (8 % unknown)."""
    towns = assumptions()["present_places"]
    rng, names = stream(seed, "present place"), list(towns)
    where = pick(rng, [towns[name][0] for name in names], households)
    days = between(rng, 0, assumptions()["waiting"]["days"], households)
    unknown = rng.random(households) < assumptions()["unknown"]
    return [
        {
            "place": names[town],
            "lat": towns[names[town]][1],
            "lon": towns[names[town]][2],
            "available_from": None if unsaid else assumptions()["as_of"] + timedelta(days=int(day)),
        }
        for town, day, unsaid in zip(where, days, unknown, strict=True)
    ]


def _lands(towns: Sequence[Town], households: int, seed: int) -> list[str | None]:
    """The Land of a municipality that takes part, for the few who are bound to one."""
    rng = stream(seed, "bound land")
    bound = rng.random(households) < assumptions()["bound_land"]["share"]
    where = pick(rng, [float(town.population) for town in towns], households)
    return [towns[k].state if is_bound else None for k, is_bound in zip(where, bound, strict=True)]


def _drawn(
    people: People, towns: Sequence[Town], wishes: Sequence[Wishes], catalogue: Catalogue, seed: int
) -> Invented:
    """Everything the people say, made to hang together, before any of it is unknown."""
    members = {**draw_answers(people, catalogue, seed, "member"), **draw_schooling(people, catalogue, seed)}
    households = draw_answers(people, catalogue, seed, "household")
    drawn = Invented(people, towns, wishes, members, households, seed)
    hang_together(drawn)
    return drawn


def _members(drawn: Invented) -> list[tuple[Member, ...]]:
    people, seed = drawn.people, drawn.seed
    size = len(people.age)
    answers = _known(drawn.members, size, seed)
    hidden = stream(seed, "unknown sex").random(size) < assumptions()["unknown"]
    households: list[list[Member]] = [[] for _ in range(people.households)]
    number = people.number
    for row, owner in enumerate(people.owner):
        age, female = int(people.age[row]), bool(people.female[row])
        households[owner].append(
            Member(
                number=int(number[row]),
                role=role_of(age),
                age=age,
                sex=None if hidden[row] else sex(female),
                answers=answers[row],
            )
        )
    return [tuple(members) for members in households]


def _known(columns: dict[FieldId, Column], size: int, seed: int) -> list[dict[FieldId, Value]]:
    """The columns as one set of answers a row, without the 8 % that stay unknown."""
    rows: list[dict[FieldId, Value]] = [{} for _ in range(size)]
    for field, column in columns.items():
        unknown = stream(seed, f"unknown answer {field}").random(size) < assumptions()["unknown"]
        for row in np.flatnonzero(~unknown):
            value = column[row]
            if value is not None:
                rows[row][field] = value
    return rows


def _municipalities(towns: Sequence[Town], catalogue: Catalogue, seed: int) -> list[Municipality]:
    offers = draw_offers(towns, catalogue, seed)
    priorities = draw_priorities(catalogue, "municipality", len(towns), seed)
    return [
        municipality(town, offers=offer, as_of=dates_of_offers(catalogue, town), priorities=own)
        for town, offer, own in zip(towns, offers, priorities, strict=True)
    ]
