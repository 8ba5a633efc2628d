"""What a load speaks of, profile by profile: the names of those of our columns that its files had for it.

A column the file does not have says nothing; an empty cell of one that it has says "unknown". What can never
be unknown (an id, coordinates, consent, an age) is said by a cell with text alone.
"""

from collections.abc import Iterable, Mapping, Sequence

from rematch.base_fields import BASE_FIELDS, MEMBER, Empty
from rematch.intake.profiles.household_records import Dwelling
from rematch.intake.profiles.member_records import Person
from rematch.intake.profiles.municipality_records import Home
from rematch.intake.profiles.records import Record

Key = tuple[str, ...]
"""The kind of a profile and what names it: (households, id), (members, id, number), (municipalities, AGS)."""
Stated = Mapping[Key, frozenset[str]]

NEVER_UNKNOWN = frozenset(field.column for field in BASE_FIELDS.values() if field.empty is Empty.SILENT)
_OF_PERSON = frozenset(field.column for field in MEMBER)
_CHILDREN = ("adults", "children", "children_under_6", "children_school")


def stated(houses: Iterable[Dwelling], people: Iterable[Person], places: Iterable[Home]) -> Stated:
    """The columns that the load speaks of, for each profile that it would make."""
    return {
        **{("households", d.cells.get("household_id", "")): _said(d.records) for d in houses},
        **{("members", p.cells["household_id"], p.cells["member"]): _of_person(p) for p in people},
        **{("municipalities", home.cells.get("ags", "")): _said([home.record]) for home in places},
    }


def _said(records: Sequence[Record]) -> frozenset[str]:
    return frozenset(
        name
        for record in records
        for name, said in record.said.items()
        if said.text or name not in NEVER_UNKNOWN
    )


def _of_person(person: Person) -> frozenset[str]:
    """The person's own row, or what the household's row says for all and for its first adult."""
    record = person.record
    answers = {name for name, text in person.cells.items() if text and name not in _OF_PERSON}
    if record.kind == "households":
        counted = {"age", "role"} if record.value("ages") else set()
        counted |= {"role"} if any(record.text(name) for name in _CHILDREN) else set()
        return frozenset(answers | counted)
    own = set(_said([record]))
    own |= {"languages"} if "german" in own else set()
    return frozenset(answers | own)
