"""A field's answers or offers as arrays: one row per household, member or municipality."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from rematch.criteria.catalogue import Catalogue, Criterion, Field, FieldType
from rematch.criteria.housing.unit_types import listed_offer
from rematch.criteria.measuring.standards import LEVELS, TOP_LEVEL
from rematch.model import DECLINED, FieldId, Household, Member, Municipality, Profiles, Role, Value

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Column = Sequence[Value | None]
"""Raw values, None = unknown."""


@dataclass(frozen=True)
class Rows:
    """Who a criterion is measured for: households, or the members of households, in order.

    `owner` [r] is the index of each row's household; `members` is empty where rows are households.
    """

    households: tuple[Household, ...]
    members: tuple[Member, ...]
    owner: Ints

    def __len__(self) -> int:
        return len(self.owner)

    @property
    def starts(self) -> Ints:
        """The first row of each household."""
        return np.searchsorted(self.owner, np.arange(len(self.households)))

    def values(self, field: FieldId, catalogue: Catalogue) -> Column:
        """The rows' answers to a field; a household's answer holds for each of its members."""
        if field in BASE:
            by_household = [BASE[field](household) for household in self.households]
        elif catalogue.field_by_id[field].of == "member":
            return [member.answers.get(field) for member in self.members]
        else:
            by_household = [household.answers.get(field) for household in self.households]
        return [by_household[owner] for owner in self.owner]


BASE: dict[str, Callable[[Household], Value | None]] = {
    "size": lambda household: float(household.size),
    "adults": lambda household: float(sum(member.role is not Role.CHILD for member in household.members)),
    "children": lambda household: float(sum(member.role is Role.CHILD for member in household.members)),
    "wish_ags": lambda household: household.wish_ags,
    "excluded_ags": lambda household: household.excluded_ags,
    "coordinates": lambda household: ((household.lat, household.lon),),
}
"""Columns every household has; they are never unknown but for the wishes."""


def rows_of(profiles: Profiles, by_member: bool) -> Rows:
    """The households themselves, or all their members."""
    households = profiles.households
    if not by_member:
        return Rows(households, (), np.arange(len(households)))
    sizes = [household.size for household in households]
    members = tuple(chain.from_iterable(household.members for household in households))
    return Rows(households, members, np.repeat(np.arange(len(households)), sizes))


def by_member(criterion: Criterion, catalogue: Catalogue) -> bool:
    """Whether a criterion asks something of each member."""
    asked = (criterion.need, criterion.applies, *(term.field for term in criterion.params.terms))
    return any(f in catalogue.field_by_id and catalogue.field_by_id[f].of == "member" for f in asked if f)


def offers(municipalities: Iterable[Municipality], field: FieldId) -> Column:
    """The municipalities' offers in a field, or what every municipality has."""
    if field == "coordinates":
        return [((m.lat, m.lon),) for m in municipalities]
    if field == "ags":
        return [str(m.ags) for m in municipalities]
    return [listed_offer(m, field) for m in municipalities]


def numbers(column: Column, field: Field | None, today: date) -> Floats:
    """[r] figures, NaN unknown: yes = 1, a choice its position, a set its size, a date its age in days.

    Who declined a question of yes and no counts as no.
    """
    return np.array([_number(value, field, today) for value in column], dtype=float)


def _number(value: Value | None, field: Field | None, today: date) -> float:
    if value is None:
        return np.nan
    if value == DECLINED and (field is None or field.type is FieldType.FLAG):
        return 0.0
    if isinstance(value, bool | int | float):
        return float(value)
    if isinstance(value, tuple | dict):
        return float(len(value))
    if field is not None and field.type is FieldType.DATE:
        return float((today - date.fromisoformat(value)).days)
    if field is not None and field.type is FieldType.LEVEL:
        return float(LEVELS.index(value))
    if field is not None and field.options:
        return float([option.id for option in field.options].index(value))
    return float(value)


def known(column: Column) -> Flags:
    """[r] whether there is an answer at all."""
    return np.array([value is not None for value in column], dtype=bool)


def vocabulary(*columns: Column) -> tuple[str, ...]:
    """Every word that occurs in these sets, maps or texts, sorted."""
    return tuple(sorted({word for column in columns for value in column for word in _words(value)}))


def weighted(column: Column, words: Sequence[str], field: Field | None = None) -> Floats:
    """[r, v] weight of each word: a set's and a text's are 1, a language's is its level of C2, at most 1."""
    place = {word: position for position, word in enumerate(words)}
    table = np.zeros((len(column), len(words)))
    for row, value in enumerate(column):
        for word, weight in _words(value).items():
            if word in place:
                table[row, place[word]] = weight
    if field is not None and field.type is FieldType.LANGUAGES:
        table = np.minimum(table / TOP_LEVEL, 1.0)
    return table


def named(column: Column, words: Sequence[str]) -> Flags:
    """[r, v] whether each word occurs, with whatever weight."""
    table = [[word in found for word in words] for found in map(_words, column)]
    return np.array(table, dtype=bool).reshape(len(column), len(words))


def _words(value: Value | None) -> Mapping[str, float]:
    if isinstance(value, dict):
        return value
    if isinstance(value, tuple):
        return {word: 1.0 for word in value if isinstance(word, str)}
    return {value: 1.0} if isinstance(value, str) else {}


def points(column: Column) -> tuple[Floats, Ints]:
    """All points [p, 2] in degrees and where each row's begin [r + 1]."""
    lists = [
        [p for p in value if not isinstance(p, str)] if isinstance(value, tuple) else [] for value in column
    ]
    ends = np.cumsum([0, *map(len, lists)])
    return np.array(list(chain.from_iterable(lists)), dtype=float).reshape(-1, 2), ends


def spans(ends: Ints) -> list[slice]:
    """The slice of each row in a list of things laid end to end."""
    return [slice(int(start), int(end)) for start, end in pairwise(ends)]
