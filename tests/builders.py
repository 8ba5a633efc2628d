"""Profiles and catalogues for tests: every builder has good defaults, a test names only what it is about."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from hypothesis import strategies as st

from rematch.criteria.catalogue import Catalogue, Criterion, Demand, Field, Group, Label, Precedence, Resource
from rematch.model import (
    Ags,
    Cohort,
    CohortId,
    Household,
    Member,
    Municipality,
    OwnPlace,
    Profiles,
    Role,
    Viewer,
    ViewerRole,
)

AS_OF = date(2026, 1, 1)

WEIGHTS = st.just(0.0) | st.floats(1e-6, 10)
"""Of sliders and files; less is nothing to the fit."""


def label(text: str = "label") -> Label:
    return Label(de=text, en=text)


def member(number: int = 1, age: int = 35, role: Role | None = None, **answers: Any) -> Member:
    """A person; the role follows from the age, further keywords are answers."""
    by_age = Role.CHILD if age < 18 else Role.OLDER if age >= 65 else Role.ADULT
    return Member(number=number, role=role or by_age, age=age, answers=answers)


def household(
    id: str = "h1", ages: Sequence[int] = (35,), members: Sequence[Member] | None = None, **named: Any
) -> Household:
    """A household in Berlin with consent; `answers={...}`, `priorities={...}` and every column as keyword."""
    if members is None:
        members = [member(number, age) for number, age in enumerate(ages, start=1)]
    defaults = {"lat": 52.52, "lon": 13.405, "place": "Berlin", "consent": True}
    return Household.model_validate({**defaults, "id": id, "members": tuple(members), **named})


def municipality(ags: str = "01002000", **named: Any) -> Municipality:
    """Kiel with room for ten persons; `offers={...}`, `capacity={...}` and every column as keyword."""
    defaults = {
        "name": f"Place {ags}",
        "state": "DE-SH",
        "lat": 54.3233,
        "lon": 10.1228,
        "population": 250_000,
        "capacity": {"persons": 10},
    }
    return Municipality.model_validate({**defaults, "ags": ags, **named})


def profiles(
    households: Iterable[Household] = (), municipalities: Iterable[Municipality] = (), invented: bool = True
) -> Profiles:
    """A cohort of at least one household and one municipality."""
    return Profiles(
        cohort=Cohort(id="test", name="Test", invented=invented, as_of=AS_OF),
        households=tuple(households) or (household(),),
        municipalities=tuple(municipalities) or (municipality(),),
    )


def field(id: str, of: str = "household", type: str = "flag", **named: Any) -> Field:
    """A column of the profiles."""
    return Field.model_validate({"id": id, "of": of, "type": type, "label": label(id), **named})


def resource(
    id: str = "persons",
    criterion: str = "capacity_persons",
    binds: str = "always",
    protective: bool = False,
    first: tuple[Precedence, ...] = (),
    **demand: Any,
) -> Resource:
    """A resource; further keywords are those of its Demand, by default one unit per person."""
    return Resource(
        id=id,
        label=label(id),
        one=label(id),
        many=label(id),
        binds=binds,
        criterion=criterion,
        protective=protective,
        first=first,
        demand=Demand.model_validate({"per": "persons", **demand}),
    )


def criterion(id: str = "c1", **named: Any) -> Criterion:
    """A criterion of group `place` that is switched on with weight 1; an unknown offer scores 0.5."""
    defaults = {
        "group": "place",
        "label": label(id),
        "question": label(id),
        "source": "X",
        "weight": 1.0,
        "on": True,
        "unknown": 0.5,
    }
    return Criterion.model_validate({**defaults, "id": id, **named})


def catalogue(
    *criteria: Criterion,
    fields: Iterable[Field] = (),
    resources: Iterable[Resource] = (),
    groups: Sequence[str] = ("place",),
) -> Catalogue:
    """A catalogue of these criteria; places for persons come with it."""
    places = criterion("capacity_persons", rule="resource", resource="persons", hard="always", weight=0.0)
    return Catalogue(
        groups=tuple(Group(id=group, label=label(group)) for group in groups),
        fields=tuple(fields),
        resources=(resource(), *resources),
        criteria=(places, *criteria),
    )


def of_town(cohort: str, *towns: str, name: str = "town") -> Viewer:
    """Somebody who acts for these municipalities of a cohort, and nothing else."""
    places = frozenset(OwnPlace(CohortId(cohort), Ags(ags)) for ags in towns)
    return Viewer(name=name, role=ViewerRole.MUNICIPALITY, places=places)
