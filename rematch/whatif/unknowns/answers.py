"""Answers somebody might give where none is known: the extremes of a field, or what others answered."""

from collections import Counter
from collections.abc import Iterable

from rematch.criteria.catalogue import Criterion, Field, FieldType
from rematch.criteria.measuring.standards import CEFR
from rematch.instance import CohortData
from rematch.instance import prepare_cohort as prepare
from rematch.model import FieldId, Household, Municipality, Profiles, Value
from rematch.whatif.unknowns.fit_range import Open

OTHERS = 4
"""Answers of others tried where a field has no ends of its own."""


def possible(cohort_data: CohortData, field: Field) -> tuple[Value, ...]:
    """The ends of what may be answered: no and yes, each option, nothing and everything.

    Of a number the least and the greatest that others gave. Where a field has no ends (codes, languages,
    points, dates) the answers others gave most often.
    """
    options = tuple(option.id for option in field.options)
    if field.type is FieldType.FLAG:
        return (False, True)
    if field.type is FieldType.LEVEL:
        return (CEFR[0], CEFR[-1])
    if field.type is FieldType.CHOICE:
        return options
    if field.type is FieldType.NUMBER:
        return _ends(cohort_data, field)
    if field.type is FieldType.SET and options:
        return ((), options)
    if field.type is FieldType.MAP:
        return ({}, dict.fromkeys(options or _named(cohort_data, field), _best(cohort_data, field)))
    return _of_others(cohort_data, field)


def _ends(cohort_data: CohortData, field: Field) -> tuple[Value, ...]:
    given = sorted({float(value) for value in _given(cohort_data, field) if isinstance(value, int | float)})
    if len(given) > 1:
        return (given[0], given[-1])
    return () if field.low is None or field.high is None else (field.low, field.high)


def _best(cohort_data: CohortData, field: Field) -> float:
    """The best entry of a map: no minutes at all where it counts time, else the whole."""
    timed = any(_counts_time(criterion, field) for criterion in cohort_data.catalogue.criteria)
    return 0.0 if timed else 1.0


def _counts_time(criterion: Criterion, field: Field) -> bool:
    return criterion.offer == field.id and criterion.params.half is not None


def _named(cohort_data: CohortData, field: Field) -> list[str]:
    """Every word another one stated."""
    return sorted({word for value in _given(cohort_data, field) if isinstance(value, dict) for word in value})


def _of_others(cohort_data: CohortData, field: Field) -> tuple[Value, ...]:
    given = list(_given(cohort_data, field))
    by_content = {repr(value): value for value in given}
    common = Counter(map(repr, given)).most_common()
    ranked = sorted(common, key=lambda entry: (-entry[1], entry[0]))
    return tuple(by_content[content] for content, _ in ranked[:OTHERS])


def _given(cohort_data: CohortData, field: Field) -> Iterable[Value]:
    profiles = cohort_data.profiles
    answers = {
        "household": (household.answers for household in profiles.households),
        "member": (member.answers for household in profiles.households for member in household.members),
        "municipality": (place.offers for place in profiles.municipalities),
    }[field.of]
    return (known[field.id] for known in answers if field.id in known)


def answered(cohort_data: CohortData, one: Open, field: Field, value: Value) -> CohortData:
    """The same cohort with one open answer given; of members, by each whose answer is open."""
    profiles = cohort_data.profiles
    households = tuple(
        _household(h, field, value) if h.id == one.household else h for h in profiles.households
    )
    places = tuple(_place(m, field.id, value) if m.ags == one.ags else m for m in profiles.municipalities)
    return _again(
        cohort_data, profiles.model_copy(update={"households": households, "municipalities": places})
    )


def _again(cohort_data: CohortData, profiles: Profiles) -> CohortData:
    return prepare(profiles, cohort_data.catalogue, "")


def _household(household: Household, field: Field, value: Value) -> Household:
    if field.of == "household":
        return household.model_copy(update={"answers": {**household.answers, field.id: value}})
    members = tuple(
        member.model_copy(update={"answers": {field.id: value, **member.answers}})
        for member in household.members
    )
    return household.model_copy(update={"members": members})


def _place(place: Municipality, field: FieldId, value: Value) -> Municipality:
    return place.model_copy(update={"offers": {**place.offers, field: value}})
