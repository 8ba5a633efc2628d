"""What was not answered, and which columns hold special categories of personal data (Art. 9 GDPR)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rematch.criteria.catalogue import Catalogue, Field
from rematch.criteria.measuring.supply.rooms import offers_and_list
from rematch.model import DECLINED, Answers, FieldId, Profiles

Gates = Mapping[FieldId, frozenset[FieldId]]
"""Fields that are only asked of those who did not say no, or none, to one of these others."""


@dataclass(frozen=True)
class Missing:
    """How many of those who were asked a field left it unanswered."""

    field: Field
    unknown: int
    asked: int

    @property
    def share(self) -> float:
        """Unknown of asked, in [0, 1]."""
        return self.unknown / self.asked if self.asked else 0.0


@dataclass(frozen=True)
class Unanswered:
    """One profile and the fields it was asked and left open; `member` is its number in the household."""

    of: str
    name: str
    member: int | None
    fields: tuple[FieldId, ...]


def special_fields(catalogue: Catalogue) -> frozenset[FieldId]:
    """People's answers that only criteria on special categories ask for; offers are no personal data."""
    criteria = catalogue.criteria
    special = {f for c in criteria if c.art9 for f in (c.need, c.applies) if f is not None}
    special |= {
        r.demand.field for r in catalogue.resources if r.demand.field and catalogue.by_id[r.criterion].art9
    }
    plain = {f for c in criteria if not c.art9 for f in (c.need, c.applies) if f is not None}
    return frozenset(
        f.id for f in catalogue.fields if f.of != "municipality" and f.id in special and f.id not in plain
    )


def gates(catalogue: Catalogue) -> Gates:
    """What makes a field superfluous: every criterion that needs it applies only with one of these flags.

    What only a condition reads is superfluous where nothing is needed of its criterion.
    """
    found: dict[FieldId, set[FieldId | None]] = defaultdict(set)
    for criterion in catalogue.criteria:
        if criterion.need is not None:
            found[criterion.need].add(criterion.applies)
    needed = {one.field: c.need for c in catalogue.criteria for one in c.conditions if one.field and c.need}
    for field, need in needed.items():
        found.setdefault(field, {need})
    return {need: frozenset(f for f in flags if f) for need, flags in found.items() if None not in flags}


def open_fields(answers: Answers, fields: tuple[Field, ...], gates: Gates) -> tuple[FieldId, ...]:
    """The fields that were asked and not answered."""
    return tuple(f.id for f in fields if f.id not in answers and asked(answers, f.id, gates))


def asked(answers: Answers, field: FieldId, gates: Gates) -> bool:
    """Whether the field is a question at all to somebody who gave these answers."""
    flags = gates.get(field)
    return not flags or any(answers.get(flag) not in (False, DECLINED, ()) for flag in flags)


def unanswered(profiles: Profiles, catalogue: Catalogue) -> tuple[Unanswered, ...]:
    """Every profile with open fields, the most first."""
    only = gates(catalogue)
    found = [
        Unanswered(of, name, member, open_fields(answers, catalogue.fields_of(of), only))
        for of, name, member, answers in _everybody(profiles, catalogue)
    ]
    return tuple(sorted((entry for entry in found if entry.fields), key=lambda entry: -len(entry.fields)))


def missing_answers(profiles: Profiles, catalogue: Catalogue) -> tuple[Missing, ...]:
    """Every field of the catalogue with its unknown answers, the greatest share first."""
    only = gates(catalogue)
    given = defaultdict(list)
    for of, _, _, answers in _everybody(profiles, catalogue):
        given[of].append(answers)
    found = [
        Missing(
            field,
            sum(field.id not in answers and asked(answers, field.id, only) for answers in given[field.of]),
            sum(field.id in answers or asked(answers, field.id, only) for answers in given[field.of]),
        )
        for field in catalogue.fields
    ]
    return tuple(sorted(found, key=lambda entry: -entry.share))


def _everybody(profiles: Profiles, catalogue: Catalogue) -> Iterator[tuple[str, str, int | None, Answers]]:
    for household in profiles.households:
        yield "household", household.id, None, household.answers
        for member in household.members:
            yield "member", household.id, member.number, {**household.answers, **member.answers}
    for place in profiles.municipalities:
        yield "municipality", place.name, None, offers_and_list(place, catalogue)
